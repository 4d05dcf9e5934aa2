#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {

void ValidateEphemeralResourceConfig(const Served& served,
                                     const tfplugin6::ValidateEphemeralResourceConfig::Request& request,
                                     tfplugin6::ValidateEphemeralResourceConfig::Response* response) {
  Diagnostics diagnostics;
  const ServedEphemeral* found = served.FindEphemeral(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  RequestReader reader(found->name, &diagnostics);
  const Value config = reader.Read("configuration", found->type, request.config());
  if (reader.ok()) {
    diagnostics.Append(
        terraform::ValidateAgainstSchema(found->ephemeral->schema(), config, /*write_only_allowed=*/false));
  }
  if (!diagnostics.has_errors()) diagnostics.Append(found->ephemeral->Validate(config));
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
