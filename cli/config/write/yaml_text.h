// Scalars as YAML: plain where every reader of YAML, 1.1 or 1.2, takes the text as it is; in double quotes otherwise.
#ifndef CLI_CONFIG_WRITE_YAML_TEXT_H_
#define CLI_CONFIG_WRITE_YAML_TEXT_H_

#include <string>
#include <string_view>

namespace ic::cli {

// `in_flow`: inside brackets.
std::string YamlScalar(std::string_view text, bool in_flow = false);
std::string YamlQuoted(std::string_view text);

// Text that the reader's sources (`${env:…}`) leave alone.
std::string EscapeSources(std::string_view text);

}  // namespace ic::cli

#endif  // CLI_CONFIG_WRITE_YAML_TEXT_H_
