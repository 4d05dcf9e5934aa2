// The INI dialect of the AWS tools' shared configuration and credentials files, read as botocore reads it (Python's
// RawConfigParser): "=" or ":" between key and value, keys without case, whole-line comments with "#" or ";" (none
// after a value: "#" may be part of a secret), values continued on deeper indented lines, and one level of nesting.
#ifndef ADAPTERS_WIRE_INI_H_
#define ADAPTERS_WIRE_INI_H_

#include <map>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

// A section's keys in lower case. A nested block
//     s3 =
//       addressing_style = path
// is the key "s3.addressing_style" (the inner key keeps its case), and the key "s3" is absent.
using IniSection = std::map<std::string, std::string>;

// By section name, verbatim.
using IniFile = std::map<std::string, IniSection>;

// Parses `text`. `path` is for messages: errors (kInvalidArgument) read "path:line: what is wrong", and never hold a
// value, which may be a secret.
StatusOr<IniFile> ParseIni(std::string_view text, std::string_view path);

}  // namespace ic

#endif  // ADAPTERS_WIRE_INI_H_
