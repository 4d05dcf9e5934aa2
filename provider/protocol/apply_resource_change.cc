#include <exception>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "provider/protocol/exceptions.h"
#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/identity.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {
namespace {

// Whatever happened to the object has happened: what is known of it must be stored. For a create that is the plan
// (Terraform then marks the object as tainted), for an update or a deletion what it was before.
terraform::ApplyResponse AfterException(const ServedResource& served, const terraform::ApplyRequest& ask,
                                        const std::string& exception) {
  terraform::ApplyResponse applied;
  applied.new_state = ask.prior_state.is_null() ? ask.planned_state : ask.prior_state;
  applied.private_data = ask.planned_private;
  applied.diagnostics.AddError(
      {}, "Internal error of the provider",
      fmt::format(
          "Applying this {} ended with an exception ({}). Whether the cloud carried out the change is not known: "
          "compare the object there with the state before the next apply. This is a fault in the provider that "
          "is worth reporting.",
          served.name, exception));
  return applied;
}

terraform::ApplyResponse Call(const ServedResource& served, const terraform::ApplyRequest& ask) {
  try {
    return served.resource->Apply(ask);
  } catch (const std::exception& exception) {
    return AfterException(served, ask, ExceptionName(exception));
  } catch (...) {
    return AfterException(served, ask, "of an unknown kind");
  }
}

// Makes the answer one that Terraform stores whatever it holds.
void Mend(const ServedResource& served, const terraform::ApplyRequest& ask, terraform::ApplyResponse* applied) {
  const bool failed = applied->diagnostics.has_errors();
  Value& state = applied->new_state;
  state = terraform::NullWriteOnly(served.resource->schema(), state);
  if (ask.planned_state.is_null()) {
    if (!failed && !state.is_null()) {
      applied->diagnostics.AddError(
          {}, "Object still there after its deletion",
          fmt::format("The provider reported no error but returned a state for this {}. It is "
                      "kept; run apply again.",
                      served.name));
    }
  } else if (!failed && !state.is_known()) {
    applied->diagnostics.AddError(
        {}, "No result after apply",
        fmt::format("The provider returned neither an error nor a state for this {}. Look whether the object is there "
                    "before the next apply. This is a fault in the provider that is worth reporting.",
                    served.name));
    state = ask.prior_state;
  } else if (!failed) {
    state = MendApplied(served.type, ask.planned_state, state, &applied->diagnostics);
    return;
  }
  state = MendPartial(served.type, state, &applied->diagnostics);
}

}  // namespace

void ApplyResourceChange(const Served& served, const tfplugin6::ApplyResourceChange::Request& request,
                         tfplugin6::ApplyResourceChange::Response* response) {
  // Until something is done, the object is as it was.
  *response->mutable_new_state() = request.prior_state();
  response->set_private_(request.planned_private());
  Diagnostics diagnostics;
  const ServedResource* found = served.FindResource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  RequestReader reader(found->name, &diagnostics);
  terraform::ApplyRequest ask;
  ask.prior_state = reader.Read("prior state", found->type, request.prior_state());
  ask.planned_state = reader.Read("planned state", found->type, request.planned_state());
  ask.config = reader.Read("configuration", found->type, request.config());
  ask.planned_private = request.planned_private();
  if (!reader.ok()) return ToProto(diagnostics, response->mutable_diagnostics());

  terraform::ApplyResponse applied = Call(*found, ask);
  Mend(*found, ask, &applied);
  ToProto(found->type, applied.new_state, response->mutable_new_state());
  if (auto identity = IdentityOf(*found, applied.new_state)) *response->mutable_new_identity() = *std::move(identity);
  response->set_private_(std::move(applied.private_data));
  ToProto(applied.diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
