#include "provider/protocol/handlers.h"
#include "provider/protocol/stored_state.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {

// Called for every object on every run, whatever its version.
void UpgradeResourceState(const Served& served, const tfplugin6::UpgradeResourceState::Request& request,
                          tfplugin6::UpgradeResourceState::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* resource = served.FindResource(request.type_name(), &diagnostics);
  if (resource != nullptr) {
    const Value state = StoredState(*resource, request.version(), request.raw_state(), &diagnostics);
    if (!diagnostics.has_errors()) {
      resource->resource->Hold(state);
      ToProto(resource->type, state, response->mutable_upgraded_state());
    }
  }
  ToProto(diagnostics, response->mutable_diagnostics());
}

}  // namespace ic::protocol
