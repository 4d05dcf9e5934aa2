#include "cli/config/vocabulary/section_names.h"

#include "adapters/contract/fields.h"
#include "adapters/contract/kind.h"

namespace ic::cli {

std::vector<std::string> SectionNames() {
  std::vector<std::string> names = {
      std::string(section::kVersion), std::string(section::kClouds),          std::string(section::kOwner),
      std::string(section::kLimits),  std::string(section::kAllowDisruption), std::string(section::kMoved),
      std::string(section::kDrift)};
  for (const Field& field : TagSettingFields()) names.push_back(field.name);
  for (const Kind kind : kAllKinds) names.emplace_back(KindName(kind));
  return names;
}

}  // namespace ic::cli
