// Adding objects to a configuration file that people keep: its comments, order and spelling stay.
#ifndef CLI_CONFIG_WRITE_APPEND_YAML_H_
#define CLI_CONFIG_WRITE_APPEND_YAML_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace ic::cli {

// `existing` with the sections of `addition` (as WriteYaml writes them: a kind a section, two spaces a level) put at
// the end of the sections of the same name, or at the end of the file. kFailedPrecondition if `existing` is written so
// that lines cannot be added to it: a section in braces, several documents.
StatusOr<std::string> AppendYaml(std::string_view existing, std::string_view addition);

}  // namespace ic::cli

#endif  // CLI_CONFIG_WRITE_APPEND_YAML_H_
