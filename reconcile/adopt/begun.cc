#include "reconcile/adopt/begun.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/adopt/left_behind.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/merge.h"

namespace ic::reconcile {
namespace {

Status Stopped() { return CancelledError("Stopped while it was waited for what an interrupted run had sent."); }

// False: stopped.
bool WaitToLookAgain(const Call& call, Time until) {
  return call.run.clock->SleepFor(std::min<Duration>(until - call.run.clock->Now(), kLookAgain), call.stop);
}

// Null: it is gone. A key that the cloud tells is in it if `known` has one.
StatusOr<Value> ReadNow(const Call& call, const Value& known) {
  IC_ASSIGN_OR_RETURN(const auto adapter, call.adapter());
  IC_ASSIGN_OR_RETURN(auto observed, adapter->Read({call.kind, Text(known, field::kRegion), Text(known, field::kId),
                                                    Freshness::kLive, known},
                                                   call.stop));
  if (!observed) return Value::Null();
  IC_ASSIGN_OR_RETURN(const AccountRole role, RoleAfterRead(call, known, *observed));
  Value now = MergeRead(call, known, *observed, role);
  return WithoutOwnAccount(call, CallerAmong(call, {&now}), now);
}

}  // namespace

bool MayStillCome(const Run& run, const BegunChange& begun) {
  return run.clock != nullptr && run.clock->Now() < WaitedForUntil(run, begun.at);
}

void WarnOfBegun(const Call& call, const Value& prior, const Value& config, const BegunChange& begun,
                 Diagnostics& diagnostics) {
  const bool young = MayStillCome(call.run, begun);
  const bool key = LeavesKeyOpen(begun);
  if (!young && !key) return;
  const bool gives_key = !config.Get(field::kAuthKey).is_null() || !config.Get(field::kAuthKeyWo).is_null();
  std::string text =
      fmt::format("{} of {} was sent by a run that was interrupted or not answered.",
                  begun.paths.empty() ? "A part of the create" : "A change (" + JoinWords(begun.paths, "and") + ")",
                  Titled(call.kind, prior));
  if (young) {
    const auto patience = std::chrono::duration_cast<std::chrono::seconds>(call.run.create_patience);
    text += fmt::format(
        " It may still be carried out: applying a change of it looks until {} seconds after that was sent, and only "
        "then sends anything.",
        patience.count());
  }
  if (key) {
    text += gives_key
                ? " Which BGP key is in force is not known: the one that is given is compared with it, or written "
                  "again where the cloud tells none."
                : " Which BGP key is in force is not known, and none is given: write one, and its version, to be "
                  "sure.";
  }
  diagnostics.AddWarning({}, "An earlier change has no known end", std::move(text));
}

StatusOr<std::optional<Value>> AwaitBegun(const Call& call, const BegunChange& begun, const Value& prior) {
  if (call.run.clock == nullptr) return std::optional<Value>();
  const Time until = WaitedForUntil(call.run, begun.at);
  Value known = WithoutNothing(*call.tables, prior);
  // Not a key itself: where none is told, what was asked with comes back.
  if (LeavesKeyOpen(begun)) known.Put(field::kAuthKey, Value::String(std::string(1, kStandInMark)));
  IC_ASSIGN_OR_RETURN(const Value first, ReadNow(call, known));
  while (!first.is_null() && call.run.clock->Now() < until) {
    if (!WaitToLookAgain(call, until)) return Stopped();
    IC_ASSIGN_OR_RETURN(Value now, ReadNow(call, known));
    if (now == first || now.is_null()) continue;
    now.Put(field::kAuthKey, prior.Get(field::kAuthKey));
    return std::optional(std::move(now));
  }
  return std::optional<Value>();
}

Status AwaitParts(const Call& call, const Value& wanted, const Value& noted, Observed& there) {
  Clock* const clock = call.run.clock;
  const auto lacks = [&](const Value& all) {
    return !all.is_null() && !InPlaceDifferences(call, all, there.attributes).empty();
  };
  const auto more_may_come = [&] { return lacks(wanted) && (noted.is_null() || lacks(noted)); };
  if (clock == nullptr || !more_may_come()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto adapter, call.adapter());
  const Time until = clock->Now() + call.run.create_patience;
  std::optional<Value> first;
  while (more_may_come() && clock->Now() < until) {
    IC_ASSIGN_OR_RETURN(
        auto now,
        adapter->Read({call.kind, Text(wanted, field::kRegion), there.id, Freshness::kLive, wanted}, call.stop));
    if (!now) return OkStatus();  // the rest of its create says so
    const bool came = first && !(now->attributes == *first);
    if (!first) first = now->attributes;
    there = *std::move(now);
    if (came || !more_may_come()) return OkStatus();
    if (!WaitToLookAgain(call, until)) return Stopped();
  }
  return OkStatus();
}

}  // namespace ic::reconcile
