#include "reconcile/plan/strangers_on.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/passengers.h"
#include "reconcile/guard/quota.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/standing.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

// As far as its mark tells.
bool IsOurs(const Call& call, const Observed& one) { return !one.mark.empty() && one.owner == call.config->owner; }

void RefuseUnknown(const Call& call, const Value& object, Kind kind, std::string_view what, Diagnostics& diagnostics) {
  const bool port = call.kind == Kind::kConnection;
  diagnostics.AddRefusal(
      field::kOnDestroy, port ? "A connection goes from under an interface" : "Something else stands on what goes",
      fmt::format("{} would be deleted, and {} is on it, which this configuration and its state do not know. The cloud "
                  "would refuse the deletion, after all that they do know on it has gone. Delete that {}, or import it "
                  "and have it deleted in the same run; or set on_destroy = \"keep\" of the {}.",
                  Titled(call.kind, object), what, KindTitle(kind), KindTitle(call.kind)));
}

// What goes with an object and is not said to: the sessions of an interface where those are parts of it.
void WarnOfPassengers(const Call& call, const Value& object, const std::vector<std::string>& sessions,
                      bool all_is_known, Diagnostics& diagnostics) {
  const bool one = sessions.size() == 1;
  diagnostics.AddWarning(
      field::kOnDestroy, "Sessions go with the interface",
      fmt::format("{} would be deleted, and {} with it, {}. {} makes {} again: to keep what {} for, import {} first.",
                  Titled(call.kind, object), JoinWords(sessions, "and"),
                  all_is_known ? "which this configuration and its state do not know"
                               : fmt::format("of which it cannot be told yet whether this configuration has {0}. If it "
                                             "does, the plan of {0} says what becomes of {0}",
                                             one ? "it" : "them"),
                  all_is_known ? "Nothing" : "If not, nothing", one ? "it" : "them", one ? "it is" : "they are",
                  one ? "it" : "them"));
}

void WarnOfUnsure(const Call& call, const Value& object, const std::vector<std::string>& unsure,
                  Diagnostics& diagnostics) {
  diagnostics.AddWarning(
      field::kOnDestroy, "Something else may stand on what goes",
      fmt::format("{} would be deleted, and on it {} {}, of which it cannot be told yet whether this configuration has "
                  "{}. The cloud refuses the deletion as long as anything is on it, and by then all that this "
                  "configuration has on it is gone. Apply this only if it all is this configuration's and goes in "
                  "this run too; else delete it first, or import it.",
                  Titled(call.kind, object), unsure.size() == 1 ? "is" : "are", JoinWords(unsure, "and"),
                  unsure.size() == 1 ? "it" : "them"));
}

void CheckPassengers(const Call& call, const Value& object, bool all_is_known, Diagnostics& diagnostics) {
  const auto there = SessionsNear(call, object, Freshness::kShared);
  if (!there.ok()) return AddLookFailure(there.status(), diagnostics);
  std::vector<std::string> sessions;
  for (const Observed* one : UnheldOn(call, object, kPassengers, **there)) {
    sessions.push_back(Titled(Kind::kBgpPeer, Text(one->attributes, field::kName), one->id));
  }
  if (!sessions.empty()) WarnOfPassengers(call, object, sessions, all_is_known, diagnostics);
}

}  // namespace

Diagnostics CheckNothingElseOn(const Call& call, const Value& object, bool all_is_known, Freshness freshness) {
  Diagnostics diagnostics;
  if (call.lowered() || Text(object, field::kId).empty() || !call.adapter().ok()) return diagnostics;
  std::vector<std::string> unsure;
  for (const Standing& standing : StandingOn(*call.traits, call.kind)) {
    const auto there =
        call.run.live_lists.Get(call.account, Text(object, field::kRegion), standing.kind, freshness, call.stop);
    if (!there.ok()) {
      AddLookFailure(there.status(), diagnostics);
      continue;
    }
    // What an interrupted create left is planned after what it stands on.
    const bool sure = all_is_known && !call.run.ledger.Open()->unfinished.contains(standing.kind);
    for (const Observed* one : UnheldOn(call, object, standing, **there)) {
      std::string what = Titled(standing.kind, Text(one->attributes, field::kName), one->id);
      if (sure) {
        RefuseUnknown(call, object, standing.kind, what, diagnostics);
      } else if (!IsOurs(call, *one)) {
        unsure.push_back(std::move(what));
      }
    }
  }
  if (!unsure.empty()) WarnOfUnsure(call, object, unsure, diagnostics);
  if (freshness.is_shared() && HasPassengers(call, object)) {
    CheckPassengers(call, object, all_is_known, diagnostics);
  }
  return diagnostics;
}

}  // namespace ic::reconcile
