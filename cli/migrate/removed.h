// Blocks for the old configuration, by which Terraform forgets what it had and destroys nothing.
#ifndef CLI_MIGRATE_REMOVED_H_
#define CLI_MIGRATE_REMOVED_H_

#include <cstddef>
#include <string>
#include <vector>

#include "cli/migrate/sorted.h"

namespace ic::cli {

// For the configuration of the state `state`: of everything that is moved from there and has no `moved` block. A block
// is about all that a resource made; where part of that stays, and inside `module.x["k"]`, which a block cannot name,
// it is commands in a comment. Empty: there is nothing.
std::string RemovedFile(const std::vector<Sorted>& sorted, std::size_t state, bool moved_blocks);

}  // namespace ic::cli

#endif  // CLI_MIGRATE_REMOVED_H_
