#include "reconcile/adopt/candidates.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "reconcile/object/compare.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

struct Sorted {
  std::vector<const Candidate*> ours;
  std::vector<const Candidate*> others;  // in the way
};

ObjectKey KeyOf(const Call& call, const Value& wanted, const Candidate& candidate) {
  return {call.account, Text(wanted, field::kRegion), call.kind, candidate.observed.id};
}

// It has another name, or stands on another object, than this create asks for.
bool HasMoved(const Subject& subject, const Value& wanted, const Observed& observed) {
  const auto differences = IdentityDifferences(subject, wanted, observed.attributes);
  return std::any_of(differences.begin(), differences.end(),
                     [](const Leaf* leaf) { return leaf->path == field::kName || leaf->field->refers_to.has_value(); });
}

Sorted Sort(const Call& call, const Value& wanted, const std::vector<Candidate>& candidates) {
  Sorted sorted;
  for (const Candidate& candidate : candidates) {
    const bool claimed = call.run.ledger.IsClaimed(KeyOf(call, wanted, candidate));
    // One that carries our mark but is managed already, or has another name or place since, is what an earlier create
    // made. It is not in the way by being marked.
    const bool same = IdentityDifferences(call, wanted, candidate.observed.attributes).empty();
    if (candidate.marked && (claimed || HasMoved(call, wanted, candidate.observed))) continue;
    const bool known_as_ours = candidate.marked || !IsMarked(*call.traits, call.kind);
    const bool ready = candidate.identical && same && !candidate.observed.has_children && !claimed;
    (known_as_ours && ready ? sorted.ours : sorted.others).push_back(&candidate);
  }
  return sorted;
}

void RefuseCandidate(const Call& call, const Value& wanted, const Candidate& candidate, Diagnostics& diagnostics) {
  const std::string& id = candidate.observed.id;
  const bool is_managed = call.run.ledger.IsClaimed(KeyOf(call, wanted, candidate));
  std::string why = "it does not carry this configuration's mark";
  if (is_managed) {
    why = "another resource of this configuration manages it";
  } else if (candidate.marked || !IsMarked(*call.traits, call.kind)) {
    why = !candidate.identical              ? "it differs in values that cannot change in place"
          : candidate.observed.has_children ? "other objects stand on it"
                                            : "there is more than one like it";
  }
  diagnostics.AddError(
      {}, "Object exists already",
      fmt::format("{} was not created: {} exists with {}, and it is not taken over because {}. {}{}",
                  Titled(call.kind, wanted), Titled(call.kind, Text(candidate.observed.attributes, field::kName), id),
                  candidate.same, why,
                  is_managed ? "Change what they share, or remove the other first."
                             : fmt::format("If it is the one, import it:\n\n{}\n\nOtherwise change what they "
                                           "share, or remove it.",
                                           ImportBlock(call, Text(wanted, field::kRegion), id)),
                  IfItIsReplaced(wanted, Text(candidate.observed.attributes, field::kName))));
}

}  // namespace

const Candidate* ChooseCandidate(const Call& call, const Value& wanted, const std::vector<Candidate>& candidates,
                                 Diagnostics& diagnostics) {
  Sorted sorted = Sort(call, wanted, candidates);
  if (sorted.ours.size() == 1 && call.run.ledger.TakeOver(KeyOf(call, wanted, *sorted.ours.front()))) {
    const Candidate& chosen = *sorted.ours.front();
    diagnostics.AddWarning(
        {}, "Existing object taken over",
        fmt::format("{} exists already, with {}: it is what an earlier, interrupted run created. It was taken over "
                    "instead of creating another.",
                    Titled(call.kind, Text(chosen.observed.attributes, field::kName), chosen.observed.id),
                    chosen.same));
    return &chosen;
  }
  sorted.others.insert(sorted.others.end(), sorted.ours.begin(), sorted.ours.end());
  for (const Candidate* candidate : sorted.others) RefuseCandidate(call, wanted, *candidate, diagnostics);
  return nullptr;
}

}  // namespace ic::reconcile
