#include "simulators/huawei/wire/accounts.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "simulators/server/digest.h"

namespace ic::sim::huawei {
namespace {

constexpr std::array<Account, 2> kAccounts = {{
    {"d0000000000000000000000000000001", "simulator", "simulator-user", "simulator-password-1"},
    {"d0000000000000000000000000000002", "simulator-partner", "partner-user", "simulator-password-2"},
}};

constexpr std::array<std::string_view, 33> kRegions = {
    "af-south-1",     "cn-north-4",     "cn-north-1",  "cn-east-2",        "cn-east-3",      "cn-south-1",
    "cn-southwest-2", "ap-southeast-2", "cn-north-9",  "ap-southeast-1",   "ap-southeast-3", "sa-brazil-1",
    "la-north-2",     "cn-south-2",     "cn-north-2",  "na-mexico-1",      "la-south-2",     "ap-southeast-4",
    "tr-west-1",      "cn-south-4",     "me-east-1",   "my-kualalumpur-1", "eu-west-101",    "eu-west-0",
    "cn-north-11",    "cn-southwest-3", "cn-east-4",   "cn-north-12",      "cn-east-5",      "eu-ch2",
    "eu-de",          "eu-nl",          "ru-moscow-1",
};

// Derived, so that the ids are the same in every run and differ everywhere.
const std::map<std::string, Project, std::less<>>& AllProjects() {
  static const auto* const all = [] {
    auto* projects = new std::map<std::string, Project, std::less<>>;
    for (const Account& account : kAccounts) {
      for (const std::string_view region : kRegions) {
        const std::string id = Sha256Hex(fmt::format("{}/{}", account.id, region)).substr(0, 32);
        projects->emplace(id, Project{id, std::string(region), std::string(account.id)});
      }
    }
    return projects;
  }();
  return *all;
}

}  // namespace

std::span<const Account> Accounts() { return kAccounts; }

const Account* FindAccount(std::string_view id_or_name) {
  const auto* found = std::find_if(kAccounts.begin(), kAccounts.end(), [&](const Account& account) {
    return account.id == id_or_name || account.name == id_or_name;
  });
  return found == kAccounts.end() ? nullptr : found;
}

std::span<const std::string_view> Regions() { return kRegions; }

std::optional<Project> ProjectIn(std::string_view account_id, std::string_view region) {
  for (const auto& [id, project] : AllProjects()) {
    if (project.account == account_id && project.region == region) return project;
  }
  return std::nullopt;
}

std::optional<Project> FindProject(std::string_view project_id) {
  const auto found = AllProjects().find(project_id);
  if (found == AllProjects().end()) return std::nullopt;
  return found->second;
}

}  // namespace ic::sim::huawei
