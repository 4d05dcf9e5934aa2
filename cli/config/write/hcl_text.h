// Pieces of HCL, formatted as `terraform fmt` formats them.
#ifndef CLI_CONFIG_WRITE_HCL_TEXT_H_
#define CLI_CONFIG_WRITE_HCL_TEXT_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ic::cli {

// In quotes; nothing in it is a template.
std::string HclString(std::string_view text);

// Attributes of a block or object, in order: name and expression, or a comment (then without a name).
using HclItems = std::vector<std::pair<std::string, std::string>>;

// The items, one a line, `=` aligned over neighbours that have one line each.
std::string HclLines(const HclItems& items, int level);
// `{ … }` with the items inside, for an expression at `level`.
std::string HclObject(const HclItems& items, int level);
// `[…]`, over several lines if it is long.
std::string HclList(const std::vector<std::string>& elements, int level);

// `names` as identifiers: what HCL does not allow becomes `_`. Each its own: a name that needs no change keeps it.
std::map<std::string, std::string> HclIdentifiers(const std::vector<std::string>& names);

}  // namespace ic::cli

#endif  // CLI_CONFIG_WRITE_HCL_TEXT_H_
