// Leaves xDS out of the plugin. gRPC pulls everything it has into a static link through one function that registers
// the extras (xDS, RBAC, Google's resolvers: 3 MB of code, RE2 among it, and the work of registering them at every
// launch). This definition comes before the archive's and registers none: the plugin serves one client on a Unix
// socket. If a future gRPC changes the function, the link or the tests of provider/transport fail, nothing silently.
//
// Source: the undefined and defined symbols of libgrpc.a 1.51 (Debian 12), members grpc_plugin_registry.cc.o and
// grpc_plugin_registry_extra.cc.o.
namespace grpc_core {

class CoreConfiguration {
 public:
  class Builder;
};

void RegisterExtraFilters(CoreConfiguration::Builder* builder);

void RegisterExtraFilters(CoreConfiguration::Builder* /*builder*/) {}

}  // namespace grpc_core
