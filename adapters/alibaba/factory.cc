// From the `alibaba` object of the provider block (or of `clouds`) to an adapter. Fields: tables/provider.cc.
#include "adapters/contract/factory.h"

#include <chrono>
#include <utility>

#include "adapters/alibaba/client/config.h"
#include "adapters/alibaba/client/endpoints.h"
#include "adapters/alibaba/client/protocol.h"
#include "adapters/alibaba/kinds/adapter.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/provider_settings.h"

namespace ic::alibaba {
namespace {

StatusOr<AlibabaConfig> ConfigOf(const AdapterOptions& options) {
  const Value& value = options.config;
  AlibabaConfig config;
  ReadTexts(value, {{"region", &config.region},
                    {"profile", &config.profile},
                    {"config_file", &config.config_file},
                    {"endpoint", &config.endpoint},
                    {"sts_endpoint", &config.sts_endpoint},
                    {"quotas_endpoint", &config.quotas_endpoint},
                    {"access_key", &config.access_key},
                    {"secret_key", &config.secret_key},
                    {"security_token", &config.security_token},
                    {"ecs_role_name", &config.ecs_role_name},
                    {"ca_bundle", &config.ca_bundle}});
  config.read_only = options.read_only;
  // Source: STS API reference, AssumeRole, DurationSeconds.
  IC_ASSIGN_OR_RETURN(config.assume_role,
                      ArnRoleOf<AssumeRole>(value.Get("assume_role"), std::chrono::hours(12),
                                            "Alibaba Cloud takes 15m to 12h (STS API reference, AssumeRole)"));
  IC_ASSIGN_OR_RETURN(config.max_retries, RetriesOf(value, 99));
  return config;
}

StatusOr<std::unique_ptr<Adapter>> Make(const AdapterOptions& options) {
  IC_ASSIGN_OR_RETURN(AlibabaConfig config, ConfigOf(options));
  IC_ASSIGN_OR_RETURN(ClientDependencies dependencies, DependenciesOf(options));
  IC_ASSIGN_OR_RETURN(Settings settings, ResolveSettings(std::move(config), MachineEnvironment(options.environment)));
  // Where the VPC API is somewhere of its own, nothing is known of where Quota Center is.
  const bool findable = !IsOverridden(settings) || QuotasAreOverridden(settings);
  return std::unique_ptr<Adapter>(
      std::make_unique<AlibabaAdapter>(MakeClient(std::move(settings), std::move(dependencies)), *options.clock,
                                       options.logger, findable && AsksLimits(options.config)));
}

}  // namespace

const Vendor& TheVendor() {
  static constexpr Vendor kVendor = {.traits = AlibabaTraits, .make = Make};
  return kVendor;
}

}  // namespace ic::alibaba
