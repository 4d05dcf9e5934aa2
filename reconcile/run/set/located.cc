#include "reconcile/run/set/located.h"

#include <algorithm>

namespace ic {

LocatedDiagnostic DiagnosticOf(std::string_view summary, const Status& status) {
  Diagnostics diagnostics;
  diagnostics.AddStatus({}, summary, status);
  LocatedDiagnostic located;
  located.diagnostic = diagnostics.items().front();
  return located;
}

bool HasErrors(const std::vector<LocatedDiagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const LocatedDiagnostic& located) { return located.diagnostic.severity == Severity::kError; });
}

}  // namespace ic
