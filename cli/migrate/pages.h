// The page about the way there and the way back, for whoever carries the migration out.
#ifndef CLI_MIGRATE_PAGES_H_
#define CLI_MIGRATE_PAGES_H_

#include <string>
#include <vector>

#include "cli/migrate/old_state.h"
#include "cli/migrate/sorted.h"

namespace ic::cli {

// Of `state`, in the new folder: "back/1-terraform.tfstate".
std::string CopyOf(const OldState& state, std::size_t index);
// The file with blocks for its old configuration: "old-1/removed.tf".
std::string RemovedPlace(std::size_t index);

// Markdown. `hcl`: otherwise YAML. No secret; names of objects may be anybody's.
std::string BackPage(const std::vector<OldState>& states, const std::vector<Sorted>& sorted, bool hcl);

}  // namespace ic::cli

#endif  // CLI_MIGRATE_PAGES_H_
