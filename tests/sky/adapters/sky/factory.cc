// From the `sky` object of the provider block (or of `clouds`) to an adapter.
#include "adapters/contract/factory.h"

#include <utility>

#include "adapters/common/client/provider_settings.h"
#include "adapters/contract/field_values.h"
#include "adapters/sky/client/protocol.h"
#include "adapters/sky/kinds/adapter.h"
#include "adapters/sky/tables/traits.h"

namespace ic::sky {
namespace {

// What is configured, otherwise the environment's.
std::string Setting(const AdapterOptions& options, std::string_view field, const std::string& variable) {
  const std::string text = TextField(options.config, field);
  const auto found = options.environment.find(variable);
  return !text.empty() || found == options.environment.end() ? text : found->second;
}

StatusOr<std::unique_ptr<Adapter>> Make(const AdapterOptions& options) {
  SkyConfig config = {.region = Setting(options, "region", "SKY_REGION"),
                      .endpoint = Setting(options, "endpoint", "SKY_ENDPOINT"),
                      .key = Setting(options, "key", "SKY_KEY"),
                      .read_only = options.read_only};
  if (config.endpoint.empty()) {
    return InvalidArgumentError("no endpoint is set for Sky Links: set `endpoint` in the `sky` object or SKY_ENDPOINT");
  }
  IC_ASSIGN_OR_RETURN(ClientDependencies dependencies, DependenciesOf(options));
  return MakeSkyAdapter(MakeClient(std::move(config), std::move(dependencies)), *options.clock, options.logger);
}

}  // namespace

const Vendor& TheVendor() {
  static constexpr Vendor kVendor = {.traits = SkyTraits, .make = Make};
  return kVendor;
}

}  // namespace ic::sky
