#include "provider/protocol/service.h"

#include <chrono>
#include <exception>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "provider/protocol/exceptions.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {
namespace {

template <typename Request>
std::string TypeName(const Request& request) {
  if constexpr (requires { request.type_name(); }) return request.type_name();
  return "";
}

// Puts the failure where the response has a place for it.
template <typename Response>
grpc::Status AnswerException(const char* call, const std::string& type_name, const std::string& exception,
                             Response* response) {
  const std::string detail = fmt::format(
      "{}{}{} ended with an exception ({}). This is a fault in the provider that is "
      "worth reporting.",
      call, type_name.empty() ? "" : " for ", type_name, exception);
  if constexpr (requires { response->mutable_diagnostics(); }) {
    response->Clear();
    Diagnostics diagnostics;
    diagnostics.AddError({}, "Internal error of the provider", detail);
    ToProto(diagnostics, response->mutable_diagnostics());
    return grpc::Status::OK;
  }
  return {grpc::StatusCode::INTERNAL, detail};
}

}  // namespace

template <typename Request, typename Response>
grpc::Status Service::Run(const char* call, void (*handler)(const Served&, const Request&, Response*),
                          const Request& request, Response* response) {
  const Time begin = clock_.Now();
  const std::string type_name = TypeName(request);
  grpc::Status status;
  try {
    handler(served_, request, response);
  } catch (const std::exception& exception) {
    status = AnswerException(call, type_name, ExceptionName(exception), response);
  } catch (...) {
    status = AnswerException(call, type_name, "of an unknown kind", response);
  }
  if (logger_.Enabled(LogLevel::kDebug)) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Now() - begin);
    std::vector<LogField> fields = {{"tf_rpc", call}, {"tf_req_duration_ms", std::to_string(took.count())}};
    if (!type_name.empty()) fields.emplace_back("tf_type", type_name);
    if constexpr (requires { response->diagnostics_size(); }) {
      if (response->diagnostics_size() > 0) {
        fields.emplace_back("diagnostics", std::to_string(response->diagnostics_size()));
      }
    }
    logger_.Debug("Answered", std::move(fields));
  }
  return status;
}

#define IC_DEFINE_CALL(Call)                                                                            \
  grpc::Status Service::Call(grpc::ServerContext* /*context*/, const tfplugin6::Call::Request* request, \
                             tfplugin6::Call::Response* response) {                                     \
    return Run(#Call, &protocol::Call, *request, response);                                             \
  }

IC_DEFINE_CALL(GetMetadata)
IC_DEFINE_CALL(GetProviderSchema)
IC_DEFINE_CALL(ValidateProviderConfig)
IC_DEFINE_CALL(ConfigureProvider)
IC_DEFINE_CALL(StopProvider)
IC_DEFINE_CALL(ValidateResourceConfig)
IC_DEFINE_CALL(UpgradeResourceState)
IC_DEFINE_CALL(ReadResource)
IC_DEFINE_CALL(PlanResourceChange)
IC_DEFINE_CALL(ApplyResourceChange)
IC_DEFINE_CALL(ImportResourceState)
IC_DEFINE_CALL(MoveResourceState)
IC_DEFINE_CALL(GetResourceIdentitySchemas)
IC_DEFINE_CALL(UpgradeResourceIdentity)
IC_DEFINE_CALL(ValidateDataResourceConfig)
IC_DEFINE_CALL(ReadDataSource)
IC_DEFINE_CALL(ValidateEphemeralResourceConfig)
IC_DEFINE_CALL(OpenEphemeralResource)
IC_DEFINE_CALL(RenewEphemeralResource)
IC_DEFINE_CALL(CloseEphemeralResource)
IC_DEFINE_CALL(GetFunctions)
IC_DEFINE_CALL(CallFunction)

#undef IC_DEFINE_CALL

}  // namespace ic::protocol
