// Spellings: how the formats of outputs write one text.
#ifndef CLI_OUTPUT_FORMAT_SPELLINGS_H_
#define CLI_OUTPUT_FORMAT_SPELLINGS_H_

#include <set>
#include <string>
#include <string_view>

namespace ic::cli {

// `text` as it is, and as each format spells it: on a terminal, in JSON (YAML, HCL, DOT and Prometheus have parts of
// its escapes), in Markdown at the beginning of a line and within, in XML, in Mermaid and in an address.
std::set<std::string> SpellingsOf(std::string_view text);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_SPELLINGS_H_
