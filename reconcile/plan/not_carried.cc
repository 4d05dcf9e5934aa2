#include "reconcile/plan/not_carried.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/object.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

bool StaysAsItIs(const Field& field) {
  return field.presence == Presence::kOptionalComputed && !field.local && !field.write_only;
}

bool IsWritten(const Subject& subject, const Value& config, const std::string& path) {
  return std::any_of(subject.leaves().begin(), subject.leaves().end(), [&](const Leaf& leaf) {
    const bool key = path == field::kAuthKey && leaf.path == field::kAuthKeyWo;
    return (leaf.path == path || key) && !ValueAt(config, leaf).is_null();
  });
}

void AddExtras(const Call& call, const Value& prior, const Value& config, std::vector<std::string>& lost) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(call.KeyOf(prior));
  if (entry == nullptr) return;
  for (const Extra& extra : entry->extras) {
    if (!extra.field.empty() && IsWritten(call, config, extra.field)) continue;
    const std::string& name = extra.field.empty() ? extra.name : extra.field;  // as it would be written
    lost.push_back(extra.value.empty() ? name : fmt::format("{} ({})", name, extra.value));
  }
}

// It stands where another object stands that the configuration names: an interface, by its group.
bool FollowsAnother(const Subject& subject, const Value& config, const Leaf& leaf) {
  return leaf.field->refers_to && std::ranges::any_of(subject.leaves(), [&](const Leaf& other) {
           return other.field->refers_to && other.path != leaf.path && !ValueAt(config, other).is_null();
         });
}

// Made by this account for another one.
bool IsOffered(const Call& call, const Value& object) {
  return !WithoutAccounts(call, object).is_null() && object.Get(field::kAdopt).is_null();
}

}  // namespace

std::vector<std::string> NotCarriedOver(const Call& call, const Value& prior, const Value& config,
                                        const PlannedObject& plan) {
  std::vector<std::string> lost;
  for (const Leaf& leaf : call.leaves()) {
    const Value& before = ValueAt(prior, leaf);
    const bool placed = leaf.path == field::kRegion || leaf.path == field::kAdopt;  // goes with it
    if (placed || !StaysAsItIs(*leaf.field) || IsBare(before) || !ValueAt(config, leaf).is_null()) continue;
    if (FollowsAnother(call, config, leaf)) continue;
    const Value& after = ValueAt(plan.completed, leaf);
    if (!after.is_null() && Equivalent(*leaf.field, before, after)) continue;
    lost.push_back(
        after.is_known() && !after.is_null()
            ? fmt::format("{} ({}, and then {})", leaf.path, Shown(*leaf.field, before), Shown(*leaf.field, after))
            : fmt::format("{} ({})", leaf.path, Shown(*leaf.field, before)));
  }
  AddExtras(call, prior, config, lost);
  return lost;
}

std::string LostWords(const Call& call, const Value& prior, const Value& config, const PlannedObject& plan) {
  std::string words;
  const std::vector<std::string> lost = NotCarriedOver(call, prior, config, plan);
  if (!lost.empty()) {
    words += fmt::format(" The configuration does not name these, so the new one does not take them over: {}.",
                         JoinWords(lost, "and"));
  }
  if (IsOffered(call, prior) && IsOffered(call, plan.completed)) {
    words +=
        " It was made for another account: that one has to accept the new one, and to set anew what it decides, "
        "and until then nothing passes.";
    if (!call.config->state_is_held) {
      words +=
          " Where its half is in this configuration, adopt has to refer to the id of this resource there: with the id "
          "itself written out, that half takes nothing over any more.";
    }
  }
  return words;
}

}  // namespace ic::reconcile
