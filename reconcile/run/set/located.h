// Where something was written, and diagnostics that say so.
#ifndef RECONCILE_RUN_SET_LOCATED_H_
#define RECONCILE_RUN_SET_LOCATED_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/state/address.h"

namespace ic {

// 1-based; line 0: nowhere.
struct Position {
  std::uint32_t file = 0;  // index into DesiredSet::files
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const Position&) const = default;
};

struct LocatedDiagnostic {
  Diagnostic diagnostic;
  std::optional<Address> address;  // the object it is about
  std::string file;                // empty: nowhere
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const LocatedDiagnostic&) const = default;
};

// `status`, which is not ok, as a diagnostic of a run as a whole.
LocatedDiagnostic DiagnosticOf(std::string_view summary, const Status& status);

// One cause, one error: of those that say the same of a cloud (reconcile/object/cannot_ask.h), the first stays, and
// tells how many other objects it is about.
void FoldCauses(std::vector<LocatedDiagnostic>& diagnostics);

// That the same is to be said of these too; a sentence after a blank line.
std::string SameOf(const std::vector<Address>& others);

bool HasErrors(const std::vector<LocatedDiagnostic>& diagnostics);

}  // namespace ic

#endif  // RECONCILE_RUN_SET_LOCATED_H_
