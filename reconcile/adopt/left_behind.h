// What a create left behind that was noted before it was sent, and that the configuration does not ask for any more as
// it was: its block was removed or changed before the next run.
#ifndef RECONCILE_ADOPT_LEFT_BEHIND_H_
#define RECONCILE_ADOPT_LEFT_BEHIND_H_

#include <chrono>
#include <string>
#include <string_view>

#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// What was sent may take effect, and be listed, only after a process that died was followed by the next. A note of
// which nothing is found is kept that long.
inline constexpr std::chrono::minutes kMayStillAppear{15};

// A create of `planned` was noted a short while ago, and nothing is found of it: a warning of what applying does.
void WarnOfUnanswered(const Call& call, const Value& planned, std::string_view note, Diagnostics& diagnostics);

// When another create may be sent after one whose end nobody learned: that one is found by then, or was not carried
// out.
Time WaitedForUntil(const Run& run, Time sent);
// How long between two looks.
inline constexpr std::chrono::seconds kLookAgain{5};

// Looks for it, live; takes nothing over. `note` as ApplyInput::begin was given it.
LeftBehind FindLeftBehind(Run& run, Kind kind, const std::string& note);

// The same, until it is found or is waited for no more. Nothing is said of what is not found. kCancelled: stopped.
// `account`: whose create waits for it; the note of another one is not looked for.
LeftBehind AwaitLeftBehind(Run& run, Kind kind, const std::string& account, const std::string& note);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_LEFT_BEHIND_H_
