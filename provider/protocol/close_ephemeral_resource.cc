#include "provider/protocol/handlers.h"

namespace ic::protocol {

// Both have nothing to do: nothing is held open (schema/terraform/ephemeral.h), and no time to renew it is ever named.
void RenewEphemeralResource(const Served& /*served*/, const tfplugin6::RenewEphemeralResource::Request& /*request*/,
                            tfplugin6::RenewEphemeralResource::Response* /*response*/) {}

void CloseEphemeralResource(const Served& /*served*/, const tfplugin6::CloseEphemeralResource::Request& /*request*/,
                            tfplugin6::CloseEphemeralResource::Response* /*response*/) {}

}  // namespace ic::protocol
