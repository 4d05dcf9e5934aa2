// The block by which Terraform forgets a resource and destroys nothing.
#ifndef CLI_MIGRATE_REMOVED_BLOCK_H_
#define CLI_MIGRATE_REMOVED_BLOCK_H_

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace ic::cli {

// `resource`: an address without a key.
inline std::string RemovedBlock(std::string_view resource) {
  return fmt::format("removed {{\n  from = {}\n  lifecycle {{\n    destroy = false\n  }}\n}}\n", resource);
}

}  // namespace ic::cli

#endif  // CLI_MIGRATE_REMOVED_BLOCK_H_
