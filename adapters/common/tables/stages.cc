#include "adapters/common/tables/stages.h"

#include <algorithm>
#include <cstddef>

namespace ic {
namespace {

char Folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Without case and spaces: one vendor writes "AllocationFailed" and "Allocation Failed".
bool SameWord(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (true) {
    while (i < a.size() && a[i] == ' ') ++i;
    while (j < b.size() && b[j] == ' ') ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (Folded(a[i++]) != Folded(b[j++])) return false;
  }
}

}  // namespace

const StateRow& StateTable::Of(Kind kind, std::string_view word) const {
  static constexpr StateRow kNone;
  const Rows rows = rows_[static_cast<std::size_t>(kind)];
  const auto found = std::ranges::find_if(rows, [&](const StateRow& row) { return SameWord(row.word, word); });
  return found == rows.end() ? kNone : *found;
}

bool IsAbsent(const StateRow& row) { return row.absent || row.stage == Stage::kGone; }

bool IsStopped(Stage stage) { return stage == Stage::kStopping || stage == Stage::kStopped; }

bool IsProvisioned(Stage stage) {
  return stage == Stage::kReady || stage == Stage::kChanging || stage == Stage::kStopped;
}

bool IsUnderway(Stage stage) {
  return stage == Stage::kOffered || stage == Stage::kUnderway || stage == Stage::kReviewed ||
         stage == Stage::kChanging || stage == Stage::kStopping;
}

bool IsSettled(Stage stage, bool accepted) {
  if (stage == Stage::kOffered) return !accepted;
  return stage == Stage::kReady || stage == Stage::kReviewed || stage == Stage::kStopped;
}

bool IsLost(Stage stage) {
  return stage == Stage::kFailed || stage == Stage::kLeaving || stage == Stage::kDead || stage == Stage::kGone;
}

bool NeedsDelete(Stage stage) { return stage != Stage::kLeaving && stage != Stage::kGone; }

HealthState HealthOf(const StateRow& row, int sessions_up) {
  if (row.stage == Stage::kUnknown) return HealthState::kUnknown;
  if (row.carries == Carries::kNo || sessions_up == 0) return HealthState::kDown;
  if (sessions_up > 0 || row.carries == Carries::kYes) return HealthState::kUp;
  return HealthState::kUnknown;
}

}  // namespace ic
