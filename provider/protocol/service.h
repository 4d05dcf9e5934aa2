// The gRPC service tfplugin6.Provider over a terraform::Provider.
//
// Every call: convert in, ask the provider, convert out. A call fails with a gRPC status only where the protocol has no
// diagnostics to carry the reason; whatever a provider throws becomes an error diagnostic. Logged at debug: the call,
// the type and the time it took, never a value.
#ifndef PROVIDER_PROTOCOL_SERVICE_H_
#define PROVIDER_PROTOCOL_SERVICE_H_

#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "provider/protocol/served.h"
#include "schema/terraform/resource.h"
#include "tfplugin6.grpc.pb.h"

namespace ic::protocol {

// Handlers block while the provider works and may run on any number of threads.
class Service final : public tfplugin6::Provider::Service {
 public:
  // `provider` and `clock` must outlive the service. The clock measures calls for the log.
  Service(terraform::Provider& provider, Logger logger, Clock& clock = RealClock())
      : served_(provider), logger_(std::move(logger)), clock_(clock) {}

#define IC_DECLARE_CALL(Call)                                                              \
  grpc::Status Call(grpc::ServerContext* context, const tfplugin6::Call::Request* request, \
                    tfplugin6::Call::Response* response) override

  IC_DECLARE_CALL(GetMetadata);
  IC_DECLARE_CALL(GetProviderSchema);
  IC_DECLARE_CALL(ValidateProviderConfig);
  IC_DECLARE_CALL(ConfigureProvider);
  IC_DECLARE_CALL(StopProvider);
  IC_DECLARE_CALL(ValidateResourceConfig);
  IC_DECLARE_CALL(UpgradeResourceState);
  IC_DECLARE_CALL(ReadResource);
  IC_DECLARE_CALL(PlanResourceChange);
  IC_DECLARE_CALL(ApplyResourceChange);
  IC_DECLARE_CALL(ImportResourceState);
  IC_DECLARE_CALL(MoveResourceState);
  IC_DECLARE_CALL(GetResourceIdentitySchemas);
  IC_DECLARE_CALL(UpgradeResourceIdentity);
  IC_DECLARE_CALL(ValidateDataResourceConfig);
  IC_DECLARE_CALL(ReadDataSource);
  IC_DECLARE_CALL(ValidateEphemeralResourceConfig);
  IC_DECLARE_CALL(OpenEphemeralResource);
  IC_DECLARE_CALL(RenewEphemeralResource);
  IC_DECLARE_CALL(CloseEphemeralResource);
  IC_DECLARE_CALL(GetFunctions);
  IC_DECLARE_CALL(CallFunction);

#undef IC_DECLARE_CALL

 private:
  template <typename Request, typename Response>
  grpc::Status Run(const char* call, void (*handler)(const Served&, const Request&, Response*), const Request& request,
                   Response* response);

  Served served_;
  Logger logger_;
  Clock& clock_;
};

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_SERVICE_H_
