#include "reconcile/run/plan/new_offers.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/plan/halves.h"

namespace ic::run {
namespace {

struct PlannedEntry {
  const DesiredObject& object;
  const Value& will_be;

  bool Writes(const reconcile::Leaf& leaf) const {
    const bool named =
        std::ranges::any_of(object.references, [&](const Reference& one) { return one.field == leaf.path; });
    return named || !reconcile::ValueAt(object.config, leaf).is_null();
  }
};

// What both know of one object, by one word: the rest is kept by each account for itself, or is none of the cloud's.
bool IsOfObject(const reconcile::Leaf& leaf) {
  const Field& field = *leaf.field;
  if (leaf.local() || field.sensitive || field.write_only || field.presence == Presence::kComputed) return false;
  return leaf.path != field::kTags && leaf.path != field::kRedundancyGroup && leaf.path != field::kAdopt;
}

// Who takes it over cannot make it another value, or each run would undo the other half's.
bool HasToBeAlike(const VendorTraits& traits, const reconcile::Leaf& leaf, Kind kind, const PlannedEntry& offer) {
  const Change* row = FindChange(traits, kind, leaf.path);
  const bool fixed = row != nullptr && row->on_change != OnChange::kInPlace;
  const Decision* decision = FindDecision(traits, kind, leaf.path);
  if (decision == nullptr) return fixed || (traits.decides_rest == Party::kConnectionOwner && offer.Writes(leaf));
  if (decision->who == Party::kConnectionOwner) return true;
  // An offer is accepted by its name, whoever may change that afterwards.
  return decision->made_with && offer.Writes(leaf) && (fixed || leaf.path == field::kName);
}

void RefuseUnlike(const FieldIndex& field_index, const DesiredSet& desired, const PlannedEntry& taken,
                  const PlannedEntry& offer, RunPlan& plan) {
  const Kind kind = taken.object.address.kind;
  const VendorTraits* traits = field_index.Find(reconcile::Text(taken.will_be, field::kCloud));
  if (traits == nullptr) return;
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const Value& here = reconcile::ValueAt(taken.will_be, leaf);
    const Value& there = reconcile::ValueAt(offer.will_be, leaf);
    if (here.is_null() || there.is_null() || !here.IsWhollyKnown() || !there.IsWhollyKnown()) continue;
    if (!IsOfObject(leaf) || !taken.Writes(leaf) || Equivalent(*leaf.field, here, there)) continue;
    if (!HasToBeAlike(*traits, leaf, kind, offer)) continue;
    plan.diagnostics.push_back(desired.Locate(
        {Severity::kError, "Two halves of one object contradict each other",
         fmt::format("{} takes over what {} makes in this run, and {} is {} here and {} there. The takeover would be "
                     "refused, or undone by the other half, when that is made already. Write the same value in both.",
                     taken.object.address.ToString(), offer.object.address.ToString(), leaf.path,
                     reconcile::Shown(*leaf.field, here), reconcile::Shown(*leaf.field, there)),
         leaf.attribute()},
        taken.object));
  }
}

}  // namespace

void RefuseUnlikeOffers(const FieldIndex& field_index, const DesiredSet& desired, const std::vector<Value>& will_be,
                        RunPlan& plan) {
  for (std::size_t i = 0; i < will_be.size(); ++i) {
    const DesiredObject& object = desired.objects[i];
    const Reference* named = object.references.empty() ? nullptr : NamedOffer(object);
    const DesiredObject* offer = named == nullptr ? nullptr : desired.Find(named->target);
    if (offer == nullptr || offer->account == object.account) continue;
    const Value& other = will_be[static_cast<std::size_t>(offer - desired.objects.data())];
    // What is there is compared with the takeover when that is planned.
    if (will_be[i].is_null() || other.is_null() || !will_be[i].Get(field::kAdopt).is_unknown()) continue;
    RefuseUnlike(field_index, desired, {object, will_be[i]}, {*offer, other}, plan);
  }
}

}  // namespace ic::run
