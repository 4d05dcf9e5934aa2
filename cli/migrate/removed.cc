#include "cli/migrate/removed.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

#include "cli/migrate/removed_block.h"

namespace ic::cli {
namespace {

bool IsForgotten(const Sorted& one, bool moved_blocks) {
  return one.becomes == Becomes::kMoved && (!moved_blocks || one.by == By::kImport);
}

// What a shell takes as one word; addresses have no line breaks, but a key may have anything.
std::string Quoted(std::string_view address) {
  std::string word = "'";
  for (const char c : address) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace

std::string RemovedFile(const std::vector<Sorted>& sorted, std::size_t state, bool moved_blocks) {
  std::set<std::string> partly;
  for (const Sorted& one : sorted) {
    if (one.old.state == state && !IsForgotten(one, moved_blocks)) partly.insert(one.old.resource);
  }
  std::set<std::string> blocks;
  std::string commands;
  for (const Sorted& one : sorted) {
    if (one.old.state != state || !IsForgotten(one, moved_blocks)) continue;
    if (partly.contains(one.old.resource) || one.old.resource.find('[') != std::string::npos) {
      commands += fmt::format("#   terraform state rm {}\n", Quoted(one.old.address));
    } else {
      blocks.insert(one.old.resource);
    }
  }
  std::string text;
  for (const std::string& resource : blocks) {
    text += fmt::format("{}{}", text.empty() ? "" : "\n", RemovedBlock(resource));
  }
  if (commands.empty()) return text;
  return fmt::format("{}{}# No block can name these; nothing is destroyed by the commands:\n#\n{}", text,
                     text.empty() ? "" : "\n", commands);
}

}  // namespace ic::cli
