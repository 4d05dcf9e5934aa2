// Entries of `clouds` as a command's options name them.
#ifndef CLI_COMMANDS_ACCOUNTS_H_
#define CLI_COMMANDS_ACCOUNTS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/status.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

// Adds the entry of that name if it is a cloud's and the set has none: its settings are the environment's.
void AddAccount(const AdapterFactory& factory, const std::string& name, DesiredSet& set);

// An error if the set has no entry of that name, saying which there are.
Status CheckAccount(const DesiredSet& set, const std::string& name);

// The only entry of that cloud, or the cloud itself, if there is none: its settings are the environment's. An error if
// there are several, saying how to name one.
StatusOr<std::string> OnlyAccountOf(const DesiredSet& set, const std::string& cloud);

// An id as people name it for import and decline, <cloud>/<region>/<rest>, and the entry that has it; empty: not said.
struct PlacedId {
  std::string id;
  std::string account;
};

// An entry of `clouds` in the place of its cloud is what people write who have two of a cloud: it says both. An error
// if `asked` names another entry.
StatusOr<PlacedId> WithCloud(const AdapterFactory& factory, const DesiredSet& set, const PlacedId& asked);

// The entries that `named` are: one of that name, or all of the cloud of that name, which is added if there is none.
// Empty `named`: all there are. An error if there is none; `option` is how one is named.
StatusOr<std::set<std::string>> AccountsNamed(const AdapterFactory& factory, const std::vector<std::string>& named,
                                              std::string_view option, DesiredSet& set);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_ACCOUNTS_H_
