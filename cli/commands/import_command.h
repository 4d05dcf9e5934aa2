// The command that takes an object over, for people to paste into a shell.
#ifndef CLI_COMMANDS_IMPORT_COMMAND_H_
#define CLI_COMMANDS_IMPORT_COMMAND_H_

#include <string>

#include "reconcile/state/address.h"

namespace ic::cli {

// `interconnect import KIND.NAME ID`, on one line whatever the id holds. `account`: the entry of `clouds`; empty, or
// the cloud's own name: need not be said.
std::string ImportCommand(const Address& address, const std::string& import_id, const std::string& account);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_IMPORT_COMMAND_H_
