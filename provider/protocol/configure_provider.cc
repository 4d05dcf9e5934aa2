#include <utility>

#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {
namespace {

// Without a provider block the configuration may be null; nobody behind this wants to tell that from an empty block.
Value OrEmpty(const Value& config) { return config.is_null() ? Value::Object({}) : config; }

}  // namespace

void ValidateProviderConfig(const Served& served, const tfplugin6::ValidateProviderConfig::Request& request,
                            tfplugin6::ValidateProviderConfig::Response* response) {
  Diagnostics diagnostics;
  RequestReader reader("the provider", &diagnostics);
  const Value config = OrEmpty(reader.Read("configuration", served.provider_type(), request.config()));
  if (reader.ok()) {
    diagnostics.Append(
        terraform::ValidateAgainstSchema(served.provider().schema(), config, /*write_only_allowed=*/false));
  }
  if (!diagnostics.has_errors()) diagnostics.Append(served.provider().ValidateConfig(config));
  ToProto(diagnostics, served.provider_type(), response->mutable_diagnostics());
}

void ConfigureProvider(const Served& served, const tfplugin6::ConfigureProvider::Request& request,
                       tfplugin6::ConfigureProvider::Response* response) {
  Diagnostics diagnostics;
  RequestReader reader("the provider", &diagnostics);
  // Values may be unknown during a plan; the provider decides what it can do without them.
  Value config = OrEmpty(reader.Read("configuration", served.provider_type(), request.config()));
  if (reader.ok()) {
    diagnostics.Append(
        served.provider().Configure({.config = std::move(config), .terraform_version = request.terraform_version()}));
  }
  ToProto(diagnostics, served.provider_type(), response->mutable_diagnostics());
}

void StopProvider(const Served& served, const tfplugin6::StopProvider::Request& /*request*/,
                  tfplugin6::StopProvider::Response* /*response*/) {
  served.provider().Stop();
}

}  // namespace ic::protocol
