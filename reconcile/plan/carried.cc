#include "reconcile/plan/carried.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/object.h"
#include "reconcile/object/standing.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

// Ids are of a whole cloud: an interface may be another account's than its connection.
bool InOneCloud(const Call& call, const ObjectKey& one, const ObjectKey& other) {
  return call.clouds.CloudOf(one.account) == call.clouds.CloudOf(other.account);
}

// What one account made for another may be in a configuration twice, with the credentials of each: the one that deletes
// it takes the other's along.
bool GoesAsAnothers(const Call& call, const ObjectKey& object, LedgerContents& ledger) {
  return std::ranges::any_of(ledger.WithId(object.kind, object.id), [&](const auto* entry) {
    const auto& [key, existing] = *entry;
    const bool goes = existing.fate == Fate::kGoes || existing.fate == Fate::kUndecided;
    return key.account != object.account && InOneCloud(call, object, key) && goes;
  });
}

// One object stands on another.
struct Link {
  const Existing& below;
  const Existing& above;
  Kind below_kind;
  Standing standing;
  bool goes_along;  // what is above is deleted with what is below
};

// What is refused stays as it is: that is said once, and not of all that is on it as well.
bool IsLeftOn(const Link& link) {
  const Existing& above = link.above;
  if (link.below.refused) return false;
  if (above.fate != Fate::kStays && above.fate != Fate::kForgotten) return false;
  const bool stays = above.fate == Fate::kStays;
  // What is replaced is not meant to stay where it is: it is only not to be deleted by itself.
  if (!stays && link.goes_along && !above.planned.is_null()) return false;
  const std::string below = Text(link.below.attributes, field::kId);
  return Text(stays ? above.planned : above.attributes, link.standing.field) == below;
}

void RefuseLink(const Link& link, Diagnostics& diagnostics) {
  const std::string above = Titled(link.standing.kind, link.above.attributes);
  const std::string below = Titled(link.below_kind, link.below.attributes);
  const bool port = link.below_kind == Kind::kConnection;
  const std::string summary = port ? "A connection goes from under an interface" : "Something stays on what goes";
  if (link.above.fate == Fate::kForgotten) {
    diagnostics.AddRefusal(
        field::kOnDestroy, summary,
        fmt::format("{} would be deleted, and {} {}, because its on_destroy is \"keep\". To delete both, set "
                    "on_destroy = \"delete\" of the {} and apply, then do this again. To keep both, set on_destroy = "
                    "\"keep\" of the {}.",
                    below, above, link.goes_along ? "with it, though it is to be kept" : "stays on it",
                    KindTitle(link.standing.kind), KindTitle(link.below_kind)));
    return;
  }
  diagnostics.AddRefusal(field::kOnDestroy, summary,
                         fmt::format("{} would be deleted, and {} {}. Take the {} out of the configuration too, or "
                                     "move it to another {}.",
                                     below, above, link.goes_along ? "with it, though it is to stay" : "stays on it",
                                     KindTitle(link.standing.kind), KindTitle(link.below_kind)));
}

struct Relation {
  Standing standing;
  bool goes_along;
};

// What is lowered is in no cloud: nothing stands on it there.
std::vector<Relation> RelationsOf(const VendorTraits& traits, Kind below) {
  std::vector<Relation> all;
  if (IsLowered(traits, below)) return all;
  for (const Standing& standing : StandingOn(traits, below)) all.push_back({standing, false});
  for (const Standing& standing : GoingWith(traits, below)) all.push_back({standing, true});
  return all;
}

void CheckWhatIsOn(const Call& call, const ObjectKey& object, const Existing& below, LedgerContents& ledger,
                   Diagnostics& diagnostics) {
  for (const Relation& relation : RelationsOf(*call.traits, object.kind)) {
    const auto& [standing, goes_along] = relation;
    for (const auto* found : ledger.StandingOn(standing.kind, standing.field, object.id)) {
      const Link link{below, found->second, object.kind, standing, goes_along};
      if (!InOneCloud(call, object, found->first) || !IsLeftOn(link)) continue;
      if (!GoesAsAnothers(call, found->first, ledger)) RefuseLink(link, diagnostics);
    }
  }
}

void CheckWhatItIsOn(const Call& call, const ObjectKey& object, const Existing& above, Kind below_kind,
                     const Relation& relation, LedgerContents& ledger, Diagnostics& diagnostics) {
  const auto& [standing, goes_along] = relation;
  const std::string now = Text(above.attributes, standing.field);
  const std::string then = Text(above.planned, standing.field);
  for (const std::string& id : {now, then == now ? std::string() : then}) {
    if (id.empty()) continue;
    for (const auto* found : ledger.WithId(below_kind, id)) {
      const auto& [key, below] = *found;
      if (below.fate != Fate::kGoes || !InOneCloud(call, object, key)) continue;
      const Link link{below, above, below_kind, standing, goes_along};
      if (!IsLeftOn(link) || diagnostics.has_errors()) continue;
      if (!GoesAsAnothers(call, object, ledger)) RefuseLink(link, diagnostics);
    }
  }
}

}  // namespace

Diagnostics CheckCarried(const Call& call, const ObjectKey& object) {
  Diagnostics diagnostics;
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(object);
  if (entry == nullptr || call.lowered()) return diagnostics;
  if (entry->fate == Fate::kGoes) CheckWhatIsOn(call, object, *entry, *ledger, diagnostics);
  if (entry->fate != Fate::kStays && entry->fate != Fate::kForgotten) return diagnostics;
  for (const Kind below : kAllKinds) {
    for (const Relation& relation : RelationsOf(*call.traits, below)) {
      if (relation.standing.kind != object.kind) continue;
      CheckWhatItIsOn(call, object, *entry, below, relation, *ledger, diagnostics);
    }
  }
  return diagnostics;
}

Diagnostics CheckMovesInTime(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  if (call.lowered()) return diagnostics;
  auto ledger = call.run.ledger.Open();
  for (const Kind parent : kAllKinds) {
    const auto all = StandingOn(*call.traits, parent);
    const auto standing = std::ranges::find_if(all, [&](const Standing& one) { return one.kind == call.kind; });
    if (standing == all.end() || !planned.Get(standing->field).is_unknown()) continue;
    for (const auto* found : ledger->WithId(parent, Text(prior, standing->field))) {
      const auto& [key, existing] = *found;
      if (key.account != call.account || existing.fate != Fate::kGoes) continue;
      diagnostics.AddWarning(
          AttributePath(std::string(standing->field)), "What it stands on may be deleted too early",
          fmt::format(
              "{0} moves off {1}, which is replaced in the same run. Terraform deletes the old {2} before it "
              "makes the new one, and the cloud refuses that while something is on it: the apply would end "
              "there, each time. Set create_before_destroy = true in the lifecycle of that {2}: then the new one "
              "is made, this moves to it, and the old one goes. Or have this replaced too, with -replace: the only way "
              "where the new {2} is to be as the old one was, as with -replace alone, because of two alike it cannot "
              "be "
              "told which is whose. Where create_before_destroy is set and something of the {2} changes, nothing is "
              "to be done.",
              Titled(call.kind, prior), Titled(parent, existing.attributes), KindTitle(parent)));
    }
  }
  return diagnostics;
}

}  // namespace ic::reconcile
