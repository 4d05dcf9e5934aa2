#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {
namespace {

Diagnostics Validate(const ServedResource& served, const tfplugin6::ValidateResourceConfig::Request& request) {
  Diagnostics diagnostics;
  RequestReader reader(served.name, &diagnostics);
  const terraform::ValidateRequest validate{
      .config = reader.Read("configuration", served.type, request.config()),
      .write_only_allowed = request.client_capabilities().write_only_attributes_allowed()};
  if (!reader.ok()) return diagnostics;
  diagnostics.Append(
      terraform::ValidateAgainstSchema(served.resource->schema(), validate.config, validate.write_only_allowed));
  // The resource may rely on what the schema says.
  if (!diagnostics.has_errors()) diagnostics.Append(served.resource->Validate(validate));
  return diagnostics;
}

}  // namespace

void ValidateResourceConfig(const Served& served, const tfplugin6::ValidateResourceConfig::Request& request,
                            tfplugin6::ValidateResourceConfig::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* resource = served.FindResource(request.type_name(), &diagnostics);
  if (resource == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());
  ToProto(Validate(*resource, request), resource->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
