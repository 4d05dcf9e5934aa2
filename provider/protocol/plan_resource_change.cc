#include <utility>

#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/plan_guard.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {
namespace {

struct Planned : terraform::PlanResponse {
  bool exists = false;  // there is a prior state
};

Planned Plan(const ServedResource& served, const tfplugin6::PlanResourceChange::Request& request) {
  Planned plan;
  const terraform::Schema& schema = served.resource->schema();
  RequestReader reader(served.name, &plan.diagnostics);
  terraform::PlanRequest ask;
  ask.prior_state = reader.Read("prior state", served.type, request.prior_state());
  // Terraform leaves write-only values in the proposed state; they may not be planned.
  ask.proposed_state =
      terraform::NullWriteOnly(schema, reader.Read("proposed state", served.type, request.proposed_new_state()));
  ask.config = reader.Read("configuration", served.type, request.config());
  ask.prior_private = request.prior_private();
  // Terraform (1.8 and later) sets this in every call of an apply and in none of a plan. Where a plan allows deferral
  // too, it is taken for an apply: nothing but the time of a refusal may hang on it.
  ask.applying = request.client_capabilities().deferral_allowed();
  if (!reader.ok()) return plan;

  plan.exists = !ask.prior_state.is_null();
  static_cast<terraform::PlanResponse&>(plan) = served.resource->Plan(ask);
  plan.planned_state = terraform::NullWriteOnly(schema, plan.planned_state);
  plan.requires_replace = ExistingPaths(plan.requires_replace, ask.prior_state, plan.planned_state);
  if (!plan.diagnostics.has_errors()) {
    plan.diagnostics.Append(CheckPlan(schema, ask.prior_state, ask.config, plan.planned_state));
  }
  // A deletion gets what the object had: there is nothing that could replace it.
  if (ask.proposed_state.is_null() && plan.planned_private.empty()) plan.planned_private = ask.prior_private;
  return plan;
}

}  // namespace

void PlanResourceChange(const Served& served, const tfplugin6::PlanResourceChange::Request& request,
                        tfplugin6::PlanResourceChange::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* found = served.FindResource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  Planned plan = Plan(*found, request);
  ToProto(found->type, plan.planned_state, response->mutable_planned_state());
  for (const AttributePath& path : plan.requires_replace) ToProto(path, response->add_requires_replace());
  response->set_planned_private(std::move(plan.planned_private));
  // An object that exists stays what it is. That of a new one is not known, and may not be planned as unknown: the plan
  // could not be shown. A replacement is asked for twice, the second time with the old identity and no prior state.
  const bool exists = plan.exists && request.has_prior_identity();
  if (exists) *response->mutable_planned_identity() = request.prior_identity();
  ToProto(plan.diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
