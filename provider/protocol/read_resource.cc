#include <utility>

#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/identity.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {

void ReadResource(const Served& served, const tfplugin6::ReadResource::Request& request,
                  tfplugin6::ReadResource::Response* response) {
  // Until something better is known, the object is as it was.
  *response->mutable_new_state() = request.current_state();
  response->set_private_(request.private_());
  if (request.has_current_identity()) *response->mutable_new_identity() = request.current_identity();
  Diagnostics diagnostics;
  const ServedResource* found = served.FindResource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  RequestReader reader(found->name, &diagnostics);
  Value current = reader.Read("current state", found->type, request.current_state());
  if (reader.ok()) {
    terraform::ReadResponse read =
        found->resource->Read({.current_state = std::move(current), .private_data = request.private_()});
    diagnostics.Append(read.diagnostics);
    const Value state = terraform::NullWriteOnly(found->resource->schema(), read.new_state);
    diagnostics.Append(CheckStorable("refreshed state", found->type, state));
    if (!diagnostics.has_errors()) {
      ToProto(found->type, state, response->mutable_new_state());
      response->set_private_(std::move(read.private_data));
      // Left unset it would be erased from the state; Terraform ends with a crash after an import by identity.
      if (auto identity = IdentityOf(*found, state)) *response->mutable_new_identity() = *std::move(identity);
    }
  }
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
