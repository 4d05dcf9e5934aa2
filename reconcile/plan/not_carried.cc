#include "reconcile/plan/not_carried.h"

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

bool StaysAsItIs(const Field& field) {
  return field.presence == Presence::kOptionalComputed && !field.local && !field.write_only;
}

}  // namespace

std::vector<std::string> NotCarriedOver(const Subject& subject, const Value& prior, const Value& config,
                                        const PlannedObject& plan) {
  std::vector<std::string> lost;
  for (const Leaf& leaf : subject.leaves()) {
    const Value& before = ValueAt(prior, leaf);
    const bool placed = leaf.path == field::kRegion || leaf.path == field::kAdopt;  // goes with it
    if (placed || !StaysAsItIs(*leaf.field) || IsBare(before) || !ValueAt(config, leaf).is_null()) continue;
    const Value& after = ValueAt(plan.completed, leaf);
    if (!after.is_null() && Equivalent(*leaf.field, before, after)) continue;
    lost.push_back(
        after.is_known() && !after.is_null()
            ? fmt::format("{} ({}, and then {})", leaf.path, Shown(*leaf.field, before), Shown(*leaf.field, after))
            : fmt::format("{} ({})", leaf.path, Shown(*leaf.field, before)));
  }
  return lost;
}

}  // namespace ic::reconcile
