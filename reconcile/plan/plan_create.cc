#include "reconcile/plan/plan_create.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reconcile/adopt/create_checks.h"
#include "reconcile/adopt/successor.h"
#include "reconcile/adopt/takeover.h"
#include "reconcile/guard/quota.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/planner.h"
#include "reconcile/plan/entries.h"
#include "reconcile/plan/giving_up.h"

namespace ic::reconcile {
namespace {

Value RegionForNew(const Asked& asked, const Value& config, Diagnostics& diagnostics) {
  if (!config.Get(field::kRegion).is_null()) return config.Get(field::kRegion);
  const auto adapter = asked.adapter();
  const auto region = adapter.ok() ? (*adapter)->DefaultRegion() : StatusOr<std::string>(adapter.status());
  if (region.ok()) return Value::String(*region);
  diagnostics.AddStatus(field::kRegion, "No region", region.status());
  return Value::Null();
}

// Id of the object that this create replaces, empty if there is none.
std::string ReplacedBy(const Call& call, const PlanInput& input, const PlannedObject& plan) {
  const std::string said = ParseFacts(input.facts).id;
  return said.empty() && !input.replacements_are_said ? TaintedBy(call, plan) : said;
}

Action ActionFor(const std::string& replaced, const Value& planned) {
  if (!replaced.empty()) return Action::kReplace;
  return planned.Get(field::kAdopt).is_null() ? Action::kCreate : Action::kAdopt;
}

// On something that is made in this run.
bool StandsOnNew(const PlanInput& input) {
  return std::any_of(input.stand_ins.begin(), input.stand_ins.end(),
                     [](const auto& stand_in) { return stand_in.first != field::kId; });
}

// What it changes at an object that is there already: what people are to see in place of a create.
std::vector<FieldChange> ExplainTakeover(const Subject& subject, Takeover takeover) {
  PlannedObject plan;
  plan.planned = std::move(takeover.after);
  plan.differences = std::move(takeover.differences);
  return Explain(subject, takeover.live, plan);
}

// What the rest of the run and the clouds make of it. `plan.completed` is with stand-ins.
void CheckNew(const Call& call, const PlanInput& input, PlannedObject plan, const std::string& replaced,
              PlanOutput& output) {
  Diagnostics& diagnostics = output.diagnostics;
  if (!replaced.empty()) diagnostics.Append(CheckReplacedBy(call, plan.planned, replaced));
  const std::string mark = StandsOnNew(input) ? std::string() : MarkOf(call, plan.completed);
  const EnteredCreate entered = EnterCreate(call, plan, replaced, mark);
  diagnostics.Append(entered.diagnostics);
  if (call.lowered() || input.applied_at_once) return;
  const Intent intent{.wanted = plan.planned,
                      .counted = std::move(plan.completed),
                      .mark = mark,
                      .replaces = replaced,
                      .ticket = entered.ticket};
  const CreateCheck check = CheckCreate(call, intent, When::kPlan, Freshness::kShared);
  diagnostics.Append(check.diagnostics);
  if (!diagnostics.has_errors()) {
    diagnostics.Append(CheckWithCloud(call, plan.planned, Duration::zero(), When::kPlan));
  }
  if (!check.found || check.diagnostics.has_errors()) return;
  Takeover takeover = TakeoverOf(call, intent.wanted, input.config, *check.found, Freshness::kShared);
  diagnostics.Append(WarnOfTakeover(call, takeover, intent.wanted, *check.found));
  diagnostics.Append(CheckTakeover(call, takeover));
  output.changes = ExplainTakeover(call, std::move(takeover));
}

}  // namespace

PlanOutput PlanNewObject(const Call& call, const PlanInput& input) {
  PlanOutput output;
  PlannedObject plan = PlanCreate(call, input.config, RegionForNew(call, input.config, output.diagnostics));
  const std::string replaced = ReplacedBy(call, input, plan);
  output.action = ActionFor(replaced, plan.planned);
  output.planned = plan.planned;
  output.facts = FactsText({replaced});
  output.diagnostics.Append(plan.diagnostics);
  if (!input.applied_at_once) output.changes = Explain(call, Value::Null(), plan);
  if (output.diagnostics.has_errors()) return output;
  plan.completed = WithStandIns(std::move(plan.completed), input.stand_ins);
  plan.completed = WithInterface(call, std::move(plan.completed), Freshness::kShared);
  if (!input.applied_at_once) output.facts = FactsOfReplacement(call, plan.planned, plan.completed, replaced);
  CheckNew(call, input, std::move(plan), replaced, output);
  return output;
}

}  // namespace ic::reconcile
