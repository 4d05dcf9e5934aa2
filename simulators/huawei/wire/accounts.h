// The accounts of the simulated cloud, and their projects: one for each region. All of it is published in
// simulators/README.md; it opens nothing but a simulator on loopback.
#ifndef SIMULATORS_HUAWEI_WIRE_ACCOUNTS_H_
#define SIMULATORS_HUAWEI_WIRE_ACCOUNTS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ic::sim::huawei {

// A domain in the words of identity management: who pays.
struct Account {
  std::string_view id;  // 32 characters
  std::string_view name;
  std::string_view user;
  std::string_view password;
};

// The first is the customer, the second a partner with an operations line, or another department.
std::span<const Account> Accounts();
const Account* FindAccount(std::string_view id_or_name);

// The regions of the vendor's SDKs in 2026, with those of the Open Telekom Cloud.
std::span<const std::string_view> Regions();

struct Project {
  std::string id;  // 32 hexadecimal digits
  std::string region;
  std::string account;  // id
};

// The account's project in that region; null if there is no such region.
std::optional<Project> ProjectIn(std::string_view account_id, std::string_view region);
std::optional<Project> FindProject(std::string_view project_id);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WIRE_ACCOUNTS_H_
