// Serving as a plugin: from the environment the host set to the end of the process. Knows gRPC services, not what they
// serve.
#ifndef PROVIDER_TRANSPORT_SERVE_H_
#define PROVIDER_TRANSPORT_SERVE_H_

#include <functional>
#include <string>
#include <vector>

#include "base/log.h"

namespace grpc {
class Service;
}

namespace ic::transport {

struct ServeOptions {
  // Not owned; must live as long as the process. Handlers may block: each call in progress has a thread of its own.
  std::vector<grpc::Service*> services;
  // The address users write in required_providers, with its host: "registry.terraform.io/multicloud/interconnect".
  std::string provider_address;
  // The program's name and version, for the crash trace.
  std::string about;
  // Started by a person: no cookie and no TLS, prints TF_REATTACH_PROVIDERS and runs until a signal stops it. The same
  // process is then configured several times.
  bool debug = false;
  Logger logger;
  // Called once, before the process ends in an orderly way, on Serve's thread. Calls may still be in progress, and are
  // to end soon. Must not block.
  std::function<void()> on_stop;
};

// Serves until the host (or a signal) ends it. The host's word ends it at once; a signal first lets calls in progress
// end (it may have been meant for the whole process group, and the host wants their answers), for half a minute at
// most; a second signal does not wait. It then ends the process with exit code 0, without running static destructors:
// calls may be in progress in other threads. Returns, with the exit code for main, only if serving could not begin; the
// reason is then on standard error.
int Serve(const ServeOptions& options);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_SERVE_H_
