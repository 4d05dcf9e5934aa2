// What every go-plugin process serves beside its own service. All of it is answered without a thread of its own: the
// host opens two streams at once and holds them open for ever.
#ifndef PROVIDER_TRANSPORT_PLUGIN_SERVICES_H_
#define PROVIDER_TRANSPORT_PLUGIN_SERVICES_H_

#include <functional>
#include <memory>
#include <vector>

namespace grpc {
class Service;
}

namespace ic::transport {

// plugin.GRPCController, plugin.GRPCStdio, plugin.GRPCBroker and grpc.health.v1.Health. `on_shutdown` is called, on a
// thread of gRPC's, when the answer to Shutdown is on its way to the host; it must not block.
std::vector<std::unique_ptr<grpc::Service>> MakePluginServices(std::function<void()> on_shutdown);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_PLUGIN_SERVICES_H_
