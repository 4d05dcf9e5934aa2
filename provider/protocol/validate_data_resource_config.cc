#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {

void ValidateDataResourceConfig(const Served& served, const tfplugin6::ValidateDataResourceConfig::Request& request,
                                tfplugin6::ValidateDataResourceConfig::Response* response) {
  Diagnostics diagnostics;
  const ServedDataSource* found = served.FindDataSource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  RequestReader reader(found->name, &diagnostics);
  const Value config = reader.Read("configuration", found->type, request.config());
  if (reader.ok()) {
    diagnostics.Append(
        terraform::ValidateAgainstSchema(found->data_source->schema(), config, /*write_only_allowed=*/false));
  }
  if (!diagnostics.has_errors()) diagnostics.Append(found->data_source->Validate(config));
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
