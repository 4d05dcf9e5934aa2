#include "reconcile/guard/passengers.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

// The session that the interface itself tracks: it goes with it, whatever group it is in. Where sessions are parts of
// interfaces, what carries static routes is one too, without a number.
bool IsOwnSession(const Subject& subject, const Value& object, Kind kind, const Value& session) {
  const bool is_part = SessionsGoWithIt(*subject.traits);
  const bool carries = is_part ? HasSession(object) : object.Get(field::kCustomerAsn).is_known();
  const std::string own = Text(object, field::kCustomerAddress);
  return kind == Kind::kBgpPeer && carries && !own.empty() && SameHost(Text(session, field::kCustomerAddress), own);
}

}  // namespace

bool HasPassengers(const Call& call, const Value& object) {
  return call.kind == Kind::kVirtualInterface && SessionsGoWithIt(*call.traits) && !Text(object, field::kId).empty() &&
         call.adapter().ok();
}

StatusOr<std::shared_ptr<const LiveList>> SessionsNear(const Call& call, const Value& object, Freshness freshness) {
  return call.run.live_lists.Get(call.account, Text(object, field::kRegion), Kind::kBgpPeer, freshness, call.stop);
}

std::vector<const Observed*> UnheldOn(const Call& call, const Value& object, const Standing& standing,
                                      const LiveList& there) {
  const std::string id = Text(object, field::kId);
  std::vector<const Observed*> unknown;
  auto ledger = call.run.ledger.Open();
  for (const Observed* found : there.With(standing.field, id)) {
    const Observed& one = *found;
    if (IsOwnSession(call, object, standing.kind, one.attributes)) continue;
    const ObjectKey key{call.account, Text(object, field::kRegion), standing.kind, one.id};
    if (ledger->WithId(key.kind, key.id).empty() && ledger->FindHeld(key) == nullptr) unknown.push_back(found);
  }
  return unknown;
}

std::optional<std::vector<std::string>> PassengersOf(const Call& call, const Value& object) {
  if (!HasPassengers(call, object)) return std::nullopt;
  const auto there = SessionsNear(call, object, Freshness::kShared);
  if (!there.ok()) return std::nullopt;
  std::vector<std::string> ids;
  for (const Observed* one : (*there)->With(kPassengers.field, Text(object, field::kId))) ids.push_back(one->id);
  return ids;
}

Diagnostics CheckNobodyJoined(const Call& call, const Value& object, const std::string& facts, Freshness freshness) {
  Diagnostics diagnostics;
  const auto seen = ParseFacts(facts).passengers;
  if (!seen || !HasPassengers(call, object)) return diagnostics;
  const auto there = SessionsNear(call, object, freshness);
  if (!there.ok()) {
    AddAskFailure(kCannotAsk, there.status(), diagnostics);
    return diagnostics;
  }
  for (const Observed* one : UnheldOn(call, object, kPassengers, **there)) {
    if (std::ranges::find(*seen, one->id) != seen->end()) continue;
    diagnostics.AddError(
        {}, "Somebody joined what goes",
        fmt::format("{} was not deleted: {} is on it since this was planned, would go with it, and nobody was told. "
                    "Plan again: the plan names it. To keep what it is for, import it first.",
                    Titled(call.kind, object), Titled(Kind::kBgpPeer, Text(one->attributes, field::kName), one->id)));
  }
  return diagnostics;
}

Diagnostics CheckNothingStays(const Call& call, const Value& object, Freshness freshness) {
  Diagnostics diagnostics;
  if (call.kind != Kind::kConnection || call.config->state_is_held || Text(object, field::kId).empty()) {
    return diagnostics;
  }
  std::vector<std::string> staying;
  for (const Standing& standing : StandingOn(*call.traits, call.kind)) {
    const auto look = [&](Freshness how_fresh) {
      const auto there =
          call.run.live_lists.Get(call.account, Text(object, field::kRegion), standing.kind, how_fresh, call.stop);
      std::vector<std::string> on;
      if (!there.ok()) return on;
      for (const Observed* one : (*there)->With(standing.field, Text(object, field::kId))) {
        on.push_back(Titled(standing.kind, Text(one->attributes, field::kName), one->id));
      }
      return on;
    };
    // What was looked at a moment ago may have been deleted since, by a process of its own.
    if (look(freshness).empty()) continue;
    for (std::string& one : look(Freshness::Since(NextMoment()))) staying.push_back(std::move(one));
  }
  if (staying.empty()) return diagnostics;
  diagnostics.AddError(
      {}, "A connection goes from under an interface",
      fmt::format("{} was not deleted: {} on it, and the cloud deletes no connection then. If the state lets go of "
                  "what is on it (`removed` with destroy = false, or on_destroy = \"keep\"), let it go of the "
                  "connection too; or have both deleted.",
                  Titled(call.kind, object), JoinWords(staying, "and") + (staying.size() == 1 ? " is" : " are")));
  return diagnostics;
}

}  // namespace ic::reconcile
