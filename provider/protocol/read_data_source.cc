#include <fmt/format.h>

#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {

void ReadDataSource(const Served& served, const tfplugin6::ReadDataSource::Request& request,
                    tfplugin6::ReadDataSource::Response* response) {
  Diagnostics diagnostics;
  const ServedDataSource* found = served.FindDataSource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  RequestReader reader(found->name, &diagnostics);
  terraform::ReadDataRequest ask{.config = reader.Read("configuration", found->type, request.config())};
  ask.applying = request.client_capabilities().deferral_allowed();  // see PlanResourceChange
  if (reader.ok()) {
    const terraform::ReadDataResponse read = found->data_source->Read(ask);
    diagnostics.Append(read.diagnostics);
    diagnostics.Append(CheckStorable("data", found->type, read.state));
    if (!diagnostics.has_errors() && read.state.is_null()) {
      diagnostics.AddError({}, "Invalid answer of the provider",
                           fmt::format("The data source {} returned nothing. This is a fault in the provider that is "
                                       "worth reporting.",
                                       found->name));
    }
    if (!diagnostics.has_errors()) ToProto(found->type, read.state, response->mutable_state());
  }
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
