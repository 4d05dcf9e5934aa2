// The top-level keys of a configuration.
#ifndef CLI_CONFIG_VOCABULARY_SECTION_NAMES_H_
#define CLI_CONFIG_VOCABULARY_SECTION_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace ic::cli {

// Those that are no kinds.
namespace section {
inline constexpr std::string_view kVersion = "version";
inline constexpr std::string_view kClouds = "clouds";
inline constexpr std::string_view kOwner = "owner";
inline constexpr std::string_view kLimits = "limits";
inline constexpr std::string_view kAllowDisruption = "allow_disruption";
inline constexpr std::string_view kMoved = "moved";
inline constexpr std::string_view kDrift = "drift";
inline constexpr std::string_view kIgnore = "ignore";
inline constexpr std::string_view kFree = "x-";  // a prefix: free for anchors
}  // namespace section

// Every top-level key, kinds included, for hints.
std::vector<std::string> SectionNames();

}  // namespace ic::cli

#endif  // CLI_CONFIG_VOCABULARY_SECTION_NAMES_H_
