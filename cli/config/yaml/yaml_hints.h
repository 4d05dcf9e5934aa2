// What a person is likely to have done where the parser gave up.
#ifndef CLI_CONFIG_YAML_YAML_HINTS_H_
#define CLI_CONFIG_YAML_YAML_HINTS_H_

#include <string>
#include <string_view>

#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {

// The parser's `message` about the place `mark` of `text`, as an error with a hint.
YamlError SyntaxError(std::string_view text, YamlMark mark, const std::string& message);

}  // namespace ic::cli

#endif  // CLI_CONFIG_YAML_YAML_HINTS_H_
