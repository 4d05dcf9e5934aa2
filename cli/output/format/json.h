// What the JSON documents share. Members are always there and in a fixed order; what is not known is null.
#ifndef CLI_OUTPUT_FORMAT_JSON_H_
#define CLI_OUTPUT_FORMAT_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

// The version of every JSON document written here: {"format_version": "1.0", …}. The minor number grows with additions.
inline constexpr const char* kFormatVersion = "1.0";

using Json = nlohmann::ordered_json;

// Valid UTF-8 whatever a cloud answered.
Json TextJson(std::string_view text);
// Null if empty.
Json OptionalText(std::string_view text);
Json TextsJson(const std::vector<std::string>& texts);
// {"file", "line", "column"}, or null.
Json LocationJson(const std::string& file, std::uint32_t line, std::uint32_t column);
Json DiagnosticsArray(const std::vector<LocatedDiagnostic>& diagnostics);
// Two spaces a level, a line break at the end.
std::string Dumped(const Json& document);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_JSON_H_
