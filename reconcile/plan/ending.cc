#include "reconcile/plan/ending.h"

#include <algorithm>
#include <string>

#include "reconcile/object/facts.h"
#include "reconcile/object/planner.h"

namespace ic::reconcile {

bool EndWasPlanned(const Call& call, const PlanInput& input) {
  const std::string id = ParseFacts(input.facts).id;
  if (id.empty() || !input.prior.is_null()) return false;
  auto ledger = call.run.ledger.Open();
  const auto entries = ledger->WithId(call.kind, id);
  return std::ranges::any_of(entries, [&](const auto* entry) {
    return entry->first.account == call.account &&
           (entry->second.fate == Fate::kGoes || entry->second.fate == Fate::kForgotten);
  });
}

Value EndingObject(const Call& call, const PlanInput& input, const PlanOutput& output) {
  if (output.action != Action::kDelete && output.action != Action::kReplace) return Value::Null();
  Value ending = input.prior;
  if (ending.is_null()) {
    auto ledger = call.run.ledger.Open();
    for (const auto* found : ledger->WithId(call.kind, ParseFacts(output.facts).id)) {
      if (found->first.account == call.account) ending = found->second.attributes;
    }
  }
  return ending.is_known() && OnDestroyOf(call, ending) == "delete" ? ending : Value::Null();
}

}  // namespace ic::reconcile
