#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/plan_guard.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {

void OpenEphemeralResource(const Served& served, const tfplugin6::OpenEphemeralResource::Request& request,
                           tfplugin6::OpenEphemeralResource::Response* response) {
  Diagnostics diagnostics;
  const ServedEphemeral* found = served.FindEphemeral(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  RequestReader reader(found->name, &diagnostics);
  const Value config = reader.Read("configuration", found->type, request.config());
  if (reader.ok()) {
    const terraform::OpenResponse opened = found->ephemeral->Open(config);
    diagnostics.Append(opened.diagnostics);
    if (!diagnostics.has_errors()) {
      // Terraform holds the result to the rules of a plan, and its own message would show values; OpenTofu takes no
      // unknowns.
      diagnostics.Append(CheckPlan(found->ephemeral->schema(), Value::Null(), config, opened.result));
      diagnostics.Append(CheckStorable("result", found->type, opened.result));
    }
    if (!diagnostics.has_errors()) ToProto(found->type, opened.result, response->mutable_result());
  }
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
