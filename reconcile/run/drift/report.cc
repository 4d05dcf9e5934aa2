#include "reconcile/run/drift/report.h"

#include <algorithm>

namespace ic {

std::string_view DriftClassName(DriftClass value) {
  switch (value) {
    case DriftClass::kMaterial:
      return "material";
    case DriftClass::kMarks:
      return "marks";
    case DriftClass::kPending:
      return "pending";
    case DriftClass::kVendorInitiated:
      return "vendor-initiated";
    case DriftClass::kCosmetic:
      return "cosmetic";
    case DriftClass::kUnmanaged:
      return "unmanaged";
  }
  return "material";
}

std::optional<DriftClass> ParseDriftClass(std::string_view name) {
  for (const DriftClass value : {DriftClass::kMaterial, DriftClass::kMarks, DriftClass::kPending,
                                 DriftClass::kVendorInitiated, DriftClass::kCosmetic, DriftClass::kUnmanaged}) {
    if (DriftClassName(value) == name) return value;
  }
  return std::nullopt;
}

std::size_t DriftReport::CountOf(const std::set<DriftClass>& classes) const {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const DriftFinding& finding) {
    return finding.ignored.empty() && classes.contains(finding.klass);
  }));
}

bool DriftReport::Unhealthy() const {
  const bool down = std::any_of(sessions.begin(), sessions.end(),
                                [](const SessionHealth& session) { return session.state == HealthState::kDown; });
  return down || std::any_of(groups.begin(), groups.end(), [](const GroupHealth& group) { return group.healthy == 0; });
}

}  // namespace ic
