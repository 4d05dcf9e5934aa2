#include "reconcile/run/plan/object_steps.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "reconcile/run/plan/replaced.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::run {
namespace {

// What it stood on may have been replaced and be kept under another address since.
std::vector<Address> FormerParents(const StepTools& tools, const Known& known) {
  std::vector<Address> parents = known.object.depends_on;
  if (tools.replaced.empty()) return parents;
  for (const reconcile::Leaf& leaf : tools.field_index.leaves(known.object.address.kind)) {
    const Value& value = reconcile::ValueAt(known.attributes, leaf);
    if (!leaf.field->refers_to || value.kind() != Value::Kind::kString) continue;
    const auto found = tools.replaced.find({known.object.cloud, value.AsString()});
    if (found != tools.replaced.end()) parents.push_back(found->second);
  }
  return parents;
}

// In another account it is another object.
bool MovesAccount(const WantedObject& wanted) {
  return wanted.known != nullptr && wanted.known->object.account != wanted.object.account;
}

Step StepFor(const StepTools& tools, const WantedObject& wanted, const Value& config) {
  Step step;
  step.address = wanted.object.address;
  step.account = wanted.object.account;
  step.cloud = reconcile::Text(config, field::kCloud);
  for (const Reference& reference : wanted.object.references) {
    (reference.stands ? step.parents : step.named).push_back(reference.target);
  }
  if (wanted.known == nullptr) return step;
  step.prior = wanted.known->attributes;
  if (MovesAccount(wanted)) step.prior_account = wanted.known->object.account;
  step.id = wanted.known->object.id;
  step.former_parents = FormerParents(tools, *wanted.known);
  return step;
}

void MoveAccount(const StepTools& tools, const WantedObject& wanted, PlannedStep& planned) {
  const Known& known = *wanted.known;
  const PlanOutput gone = tools.engine.Plan(
      {wanted.object.address.kind, known.attributes, Value::Null(), known.facts, known.object.account});
  planned.diagnostics.Append(gone.diagnostics);
  planned.step.action = Action::kReplace;
  planned.step.reasons.push_back(fmt::format("its account changes from {} to {}, where it is another object",
                                             known.object.account, wanted.object.account));
}

// Whose id is not known yet is called by its address.
std::string WhatIsAdopted(const DesiredObject& object, const Step& step) {
  if (!step.takes_over.empty()) return step.takes_over;
  if (std::string id = reconcile::Text(step.planned, field::kAdopt); !id.empty()) return id;
  const auto named = std::ranges::find(object.references, field::kAdopt, &Reference::field);
  return named == object.references.end() ? "what is made before it" : named->target.ToString();
}

void Explain(const WantedObject& wanted, Step& step) {
  switch (step.action) {
    case Action::kCreate:
      step.reasons.emplace_back(wanted.was_known ? "it is gone from the cloud, and is created again"
                                                 : "it is not in the state");
      break;
    case Action::kAdopt:
      step.reasons.push_back(step.planned.Get(field::kAdopt).is_null()
                                 ? fmt::format("an interrupted create made {}, which it takes over", step.takes_over)
                                 : fmt::format("it takes over {}", WhatIsAdopted(wanted.object, step)));
      break;
    case Action::kReplace:
      if (wanted.forced && !MovesAccount(wanted)) step.reasons.emplace_back("its replacement was asked for");
      break;
    default:
      break;
  }
  ExplainChanges(step);
  step.region = reconcile::Text(wanted.known == nullptr ? step.planned : wanted.known->attributes, field::kRegion);
}

}  // namespace

ReplacedObjects ReplacedAmong(const KnownObjects& known, const DesiredSet& desired) {
  ReplacedObjects replaced;
  for (const auto& [address, one] : known) {
    if (OriginalOf(address) && desired.Find(address) == nullptr) replaced[{one.object.cloud, one.object.id}] = address;
  }
  return replaced;
}

PlannedStep PlanWantedObject(const StepTools& tools, const WantedObject& wanted, Diagnostics said) {
  const DesiredObject& object = wanted.object;
  const Value config = Resolve(object, wanted.ids);
  const Known* prior = MovesAccount(wanted) ? nullptr : wanted.known;
  PlanInput input{object.address.kind, prior == nullptr ? Value::Null() : prior->attributes, config,
                  prior == nullptr ? std::string() : prior->facts, object.account};
  input.replacements_are_said = true;
  input.replacement_is_asked = wanted.forced || wanted.allowed;
  input.changes_before_removals = true;  // see OperationGraph
  input.stand_ins = StandInsFor(object, wanted.ids);
  input.none = object.none;
  input.other_half = wanted.other_half;
  if (const auto begun = tools.begun.find(object.address); begun != tools.begun.end()) input.begun = begun->second;
  PlanOutput output = tools.engine.Plan(input);
  PlannedStep planned{StepFor(tools, wanted, config), std::move(said)};
  planned.diagnostics.Append(output.diagnostics);
  Step& step = planned.step;
  step.changes = std::move(output.changes);
  step.found = std::move(output.found);
  step.action = output.action;
  step.takes_over = output.takes_over;
  step.planned = output.planned;
  step.facts = output.facts;
  step.unasked = output.unasked;
  if (MovesAccount(wanted)) MoveAccount(tools, wanted, planned);
  const bool replace = output.action == Action::kReplace || wanted.forced;
  if (replace && prior != nullptr && !planned.diagnostics.has_errors()) {
    input.prior = Value::Null();
    input.facts = output.facts;
    PlanOutput second = tools.engine.Plan(input);
    planned.diagnostics.Append(second.diagnostics);
    step.action = Action::kReplace;
    step.takes_over = second.takes_over;
    step.planned = second.planned;
    step.facts = second.facts;
  }
  Explain(wanted, step);
  return planned;
}

PlannedStep PlanUnwantedObject(const StepTools& tools, const Address& address, const Known& known, std::string why) {
  PlanInput input{address.kind, known.attributes, Value::Null(), known.facts, known.object.account};
  input.replacements_are_said = true;
  input.changes_before_removals = true;
  PlanOutput output = tools.engine.Plan(input);
  Step step;
  step.address = address;
  step.action = output.action;
  step.account = known.object.account;
  step.cloud = known.object.cloud;
  step.region = known.object.region;
  step.id = known.object.id;
  step.former_parents = FormerParents(tools, known);
  step.prior = known.attributes;
  step.facts = output.facts;
  step.reasons.push_back(std::move(why));
  return {std::move(step), std::move(output.diagnostics)};
}

}  // namespace ic::run
