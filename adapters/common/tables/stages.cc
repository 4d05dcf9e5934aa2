#include "adapters/common/tables/stages.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

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

bool IsAbsent(const StateRow& row) { return row.stage == Stage::kGone; }

bool HasLeft(Stage stage) { return stage == Stage::kLeaving || stage == Stage::kGone; }

bool IsDeclined(const StateRow& row) { return row.stage == Stage::kDeclined || row.refused; }

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

bool IsLost(Stage stage) { return stage == Stage::kFailed || IsEnding(stage); }

bool IsEnding(Stage stage) { return stage == Stage::kLeaving || stage == Stage::kDead || IsOver(stage); }

bool IsUseless(Stage stage) { return stage == Stage::kDead || stage == Stage::kDeclined; }

bool NeedsDelete(Stage stage) { return stage != Stage::kLeaving && !IsOver(stage); }

bool IsOver(Stage stage) { return stage == Stage::kDeclined || stage == Stage::kGone; }

std::string TroubleOf(const StateRow& row, std::string_view word) {
  std::string_view meaning;
  switch (row.stage) {
    case Stage::kFailed:
      meaning = "it will not get ready by itself: have the cloud remove the cause, or replace it";
      break;
    case Stage::kDead:
      meaning = "nothing will come of it, and it is there until it is deleted: replace it to have another";
      break;
    case Stage::kDeclined:
      meaning =
          "the account it was offered to declined it: agree with that account and replace it to offer it again, or "
          "take it out of the configuration";
      break;
    case Stage::kOffered:
      meaning = "it carries nothing until the account that it was offered to accepts it";
      break;
    case Stage::kStopping:
    case Stage::kStopped:
      meaning = "it was taken out of service and carries nothing until it is taken into service again";
      break;
    case Stage::kLeaving:
      meaning = "it is being deleted; once it is gone, the next plan creates it again if it is still wanted";
      break;
    default:
      return {};
  }
  return fmt::format("is in state \"{}\": {}", word, row.hint.empty() ? meaning : row.hint);
}

HealthState HealthOf(const StateRow& row, int sessions_up) {
  if (row.stage == Stage::kUnknown) return HealthState::kUnknown;
  if (row.carries == Carries::kNo || sessions_up == 0) return HealthState::kDown;
  if (sessions_up > 0 || row.carries == Carries::kYes) return HealthState::kUp;
  return HealthState::kUnknown;
}

}  // namespace ic
