#include "reconcile/plan/beside.h"

#include <utility>

#include "reconcile/guard/peer_group.h"
#include "reconcile/guard/quota.h"
#include "reconcile/guard/said_link.h"
#include "reconcile/object/planner.h"
#include "reconcile/plan/entries.h"

namespace ic::reconcile {

Diagnostics ValidateBeside(Run& run, const PlanInput& input) {
  Diagnostics said;
  const Call call = MakeCall(run, input.kind, input.config, input.account, said);
  if (call.traits == nullptr) return {};
  // Where objects say nothing of it they are in one region, whichever that is.
  PlannedObject plan = PlanCreate(call, input.config, Value::String("(default)"));
  if (plan.diagnostics.has_errors()) return {};  // said of each object by itself
  plan.completed = WithStandIns(std::move(plan.completed), input.stand_ins);
  if (HoldsStandIn(Text(plan.completed, field::kBgpGroupId))) {
    plan.completed = WithInterface(call, std::move(plan.completed), Freshness::kShared);
  }
  said.Append(CheckAgainstGroup(call, plan.completed));
  said.Append(CheckAgainstInterface(call, plan.completed));
  const EnteredCreate entered = EnterCreate(call, plan, "", "", DigestOf(call, plan.completed));
  said.Append(entered.diagnostics);
  const QuotaCheck check(call, {.object = plan.completed,
                                .adopts = Text(plan.planned, field::kAdopt),
                                .ticket = entered.ticket,
                                .offline = true});
  check.Evaluate(*run.ledger.Open(), When::kPlan, said);
  if (said.has_errors()) return said;
  for (const Diagnostic& twin : entered.alike.items()) {
    said.AddWarning(twin.path, twin.summary, "Unless both are there already: " + twin.detail);
  }
  return said;
}

}  // namespace ic::reconcile
