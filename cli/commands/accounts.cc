#include "cli/commands/accounts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::cli {

void AddAccount(const AdapterFactory& factory, const std::string& name, DesiredSet& set) {
  const auto& clouds = factory.traits();
  const bool cloud = std::any_of(clouds.begin(), clouds.end(), [&](const auto* one) { return one->cloud == name; });
  if (!cloud || set.FindAccount(name) != nullptr) return;
  set.accounts.push_back({name, name, {}, {}});
  std::sort(set.accounts.begin(), set.accounts.end(),
            [](const Account& a, const Account& b) { return a.name < b.name; });
}

Status CheckAccount(const DesiredSet& set, const std::string& name) {
  if (set.FindAccount(name) != nullptr) return OkStatus();
  std::vector<std::string> names;
  for (const Account& account : set.accounts) names.push_back(account.name);
  return InvalidArgumentError(fmt::format("the configuration has no account '{}' under `clouds`; there are {}", name,
                                          names.empty() ? "none" : JoinWords(names, "and")));
}

StatusOr<std::string> OnlyAccountOf(const DesiredSet& set, const std::string& cloud) {
  std::vector<std::string> names;
  for (const Account& account : set.accounts) {
    if (account.cloud == cloud) names.push_back(account.name);
  }
  if (names.size() == 1) return names.front();
  if (names.empty()) return cloud;
  return InvalidArgumentError(
      fmt::format("{} are accounts of {}: say which with --account", JoinWords(names, "and"), cloud));
}

StatusOr<PlacedId> WithCloud(const AdapterFactory& factory, const DesiredSet& set, const PlacedId& asked) {
  const std::size_t slash = asked.id.find('/');
  const std::string name = asked.id.substr(0, slash);
  const Account* account = set.FindAccount(name);
  const bool is_cloud = std::ranges::any_of(factory.traits(), [&name](const auto* one) { return one->cloud == name; });
  if (is_cloud || slash == std::string::npos || account == nullptr) return asked;
  if (!asked.account.empty() && asked.account != name) {
    return InvalidArgumentError(fmt::format("the id says {}, and --account {}: name one of them", name, asked.account));
  }
  return PlacedId{account->cloud + asked.id.substr(slash), name};
}

StatusOr<std::set<std::string>> AccountsNamed(const AdapterFactory& factory, const std::vector<std::string>& named,
                                              std::string_view option, DesiredSet& set) {
  std::set<std::string> accounts;
  if (named.empty()) {
    for (const Account& account : set.accounts) accounts.insert(account.name);
    if (!accounts.empty()) return accounts;
    return InvalidArgumentError(fmt::format("no account is known to look in: name it with {0}, for example {0} {1}",
                                            option, factory.traits().front()->cloud));
  }
  for (const std::string& name : named) {
    const auto is_of = [&name](const Account& account) { return account.cloud == name; };
    if (std::none_of(set.accounts.begin(), set.accounts.end(), is_of)) {
      AddAccount(factory, name, set);
      IC_RETURN_IF_ERROR(CheckAccount(set, name));
      accounts.insert(name);
    }
    for (const Account& account : set.accounts) {
      if (is_of(account)) accounts.insert(account.name);
    }
  }
  return accounts;
}

}  // namespace ic::cli
