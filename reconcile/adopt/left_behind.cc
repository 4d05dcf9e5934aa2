#include "reconcile/adopt/left_behind.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/adopt/candidates.h"
#include "reconcile/adopt/note.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"

namespace ic::reconcile {
namespace {

// An object that has none yet.
constexpr std::string_view kNoId = "-";

CreateRequest RequestOf(const Call& call, const Note& note) {
  return {.kind = call.kind,
          .region = Text(note.planned, field::kRegion),
          .desired = WithoutNothing(*call.tables, note.planned),
          .mark = note.mark,
          .owner = note.owner,
          .freshness = Freshness::kLive,
          .planned = true};
}

// False: nothing can be said of it now.
bool FindCandidates(const Call& call, const Note& note, std::vector<Candidate>& candidates, Diagnostics& diagnostics) {
  const auto adapter = call.adapter();
  if (!adapter.ok()) {
    diagnostics.AddStatus({}, kCannotAsk, adapter.status());
    return false;
  }
  auto found = (*adapter)->FindCandidates(RequestOf(call, note), call.stop);
  // What it stood on is gone, and it went along.
  const bool gone = found.status().code() == StatusCode::kNotFound;
  if (found.ok()) candidates = *std::move(found);
  JudgeNonces({note.nonce}, candidates);
  if (!found.ok() && !gone) {
    AddAskFailure(fmt::format("Looking for what a create of a {} left failed", KindTitle(call.kind)), found.status(),
                  diagnostics);
  }
  return found.ok() || gone;
}

// Not all that was noted is there: what is missing may have been sent, a moment ago at the latest.
std::optional<BegunChange> RestOf(const Call& call, const Note& note, const Observed& there) {
  const bool lacks = !InPlaceDifferences(call, note.planned, there.attributes).empty();
  const bool old = call.run.clock == nullptr || call.run.clock->Now() - note.at >= kMayStillAppear;
  return lacks && !old ? std::optional(BegunChange{call.run.clock->Now()}) : std::nullopt;
}

void WarnOfNothing(const Call& call, const Note& note, Diagnostics& diagnostics) {
  const bool waits = call.run.clock->Now() < WaitedForUntil(call.run, note.at);
  diagnostics.AddWarning(
      {}, "Nothing is found of a create that was interrupted",
      fmt::format("A create of {} was interrupted a short while ago, and nothing is there that it made. It is looked "
                  "for again by each plan until it is sure that nothing came of it, in some minutes.{}",
                  Titled(call.kind, note.planned),
                  waits ? " Applying creates no other one while it may still be carried out." : ""));
}

}  // namespace

Time WaitedForUntil(const Run& run, Time sent) {
  return std::min(sent, run.clock->Now()) + run.create_patience;  // another machine's clock may be fast
}

void WarnOfUnanswered(const Call& call, const Value& planned, std::string_view text, Diagnostics& diagnostics) {
  const auto note = ParseNote(*call.field_table, text);
  if (!note || call.run.clock == nullptr) return;
  const Duration age = std::max(call.run.clock->Now() - note->at, Duration::zero());
  if (age >= kMayStillAppear) return;
  const auto seconds = [](Duration time) { return std::chrono::duration_cast<std::chrono::seconds>(time).count(); };
  const bool waits = age < call.run.create_patience;
  diagnostics.AddWarning(
      {}, "An earlier create may still be carried out",
      fmt::format("A create of {} was sent {} seconds ago, by a run that was interrupted or not answered, and nothing "
                  "is found of it yet. {} If it appears after that, each plan tells of it for {} minutes.",
                  Titled(call.kind, planned), seconds(age),
                  waits ? fmt::format("Applying looks for it until {} seconds after it was sent, and only then sends "
                                      "another.",
                                      seconds(call.run.create_patience))
                        : std::string("Applying sends another."),
                  kMayStillAppear.count()));
}

LeftBehind FindLeftBehind(Run& run, Kind kind, const std::string& text) {
  LeftBehind left;
  const auto note = ParseNote(run.clouds.field_table(kind), text);
  if (!note) return left;
  left.account = note->account;
  left.cloud = Text(note->planned, field::kCloud);
  const Call call = MakeCall(run, kind, note->planned, note->account, left.diagnostics);
  if (call.traits == nullptr) return left;
  const std::string facts = FactsText({.id = std::string(kNoId), .owner = note->caller});
  left.diagnostics.Append(CheckOwner(call, note->planned, facts));
  std::vector<Candidate> candidates;
  if (left.diagnostics.has_errors() || !FindCandidates(call, *note, candidates, left.diagnostics)) return left;
  const Remains remains = FindRemains(call, note->planned, note->nonce, candidates, left.diagnostics);
  if (remains.ours != nullptr) {
    left.state = note->planned;
    left.state.Put(field::kId, Value::String(remains.ours->observed.id));
    left.facts = FactsText(
        {.id = remains.ours->observed.id, .owner = note->caller, .begun = RestOf(call, *note, remains.ours->observed)});
    return left;
  }
  const bool sure = run.clock == nullptr || run.clock->Now() - note->at >= kMayStillAppear;
  left.young = !sure;
  left.over = remains.managed;
  if (remains.managed || remains.doubtful) return left;
  if (!note->caller.empty()) left.diagnostics.Append(CheckAbsence(call, note->planned, facts));
  left.over = sure && !left.diagnostics.has_errors();
  if (!sure) WarnOfNothing(call, *note, left.diagnostics);
  return left;
}

LeftBehind AwaitLeftBehind(Run& run, Kind kind, const std::string& account, const std::string& text) {
  const auto note = ParseNote(run.clouds.field_table(kind), text);
  if (!note || note->account != account || run.clock == nullptr) return {};
  const Time until = WaitedForUntil(run, note->at);
  while (run.clock->Now() < until) {
    LeftBehind left = FindLeftBehind(run, kind, text);
    if (!left.state.is_null() || left.over || left.diagnostics.has_errors()) return left;
    if (!run.clock->SleepFor(std::min<Duration>(until - run.clock->Now(), kLookAgain), run.stop())) {
      left.diagnostics.AddStatus({}, "Nothing was created",
                                 CancelledError("Stopped while an earlier create was waited for."));
      return left;
    }
  }
  return {};
}

}  // namespace ic::reconcile
