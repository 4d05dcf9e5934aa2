// From the `huawei` object of the provider block (or of `clouds`) to an adapter. Fields: tables/provider.cc.
#include "adapters/contract/factory.h"

#include <chrono>
#include <optional>
#include <utility>

#include "adapters/common/client/provider_settings.h"
#include "adapters/huawei/client/config.h"
#include "adapters/huawei/client/endpoints.h"
#include "adapters/huawei/client/protocol.h"
#include "adapters/huawei/kinds/adapter.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

StatusOr<std::optional<AssumeRole>> RoleOf(const Value& value) {
  if (!value.is_known()) return std::optional<AssumeRole>();
  AssumeRole role;
  ReadTexts(value,
            {{"agency_name", &role.agency_name}, {"domain_name", &role.domain_name}, {"domain_id", &role.domain_id}});
  if (role.agency_name.empty() || (role.domain_name.empty() && role.domain_id.empty())) {
    return InvalidArgumentError(
        "`assume_role` needs `agency_name`, and `domain_name` or `domain_id` of the account that gave the agency");
  }
  // Source: IAM API reference, temporary access keys of an agency, duration_seconds.
  IC_ASSIGN_OR_RETURN(role.duration_seconds,
                      RoleSecondsOf(value, std::chrono::hours(24),
                                    "Huawei Cloud takes 15m to 24h (IAM API reference, temporary access keys)"));
  return std::optional(std::move(role));
}

StatusOr<HuaweiConfig> ConfigOf(const AdapterOptions& options) {
  const Value& value = options.config;
  HuaweiConfig config;
  ReadTexts(value, {
                       {"region", &config.region},
                       {"cloud", &config.cloud},
                       {"endpoint", &config.endpoint},
                       {"iam_endpoint", &config.iam_endpoint},
                       {"access_key", &config.access_key},
                       {"secret_key", &config.secret_key},
                       {"security_token", &config.security_token},
                       {"token", &config.token},
                       {"user_name", &config.user_name},
                       {"password", &config.password},
                       {"domain_name", &config.domain_name},
                       {"project_id", &config.project_id},
                       {"project_name", &config.project_name},
                       {"enterprise_project_id", &config.enterprise_project_id},
                       {"profile", &config.profile},
                       {"shared_config_file", &config.shared_config_file},
                       {"ca_bundle", &config.ca_bundle},
                   });
  config.read_only = options.read_only;
  IC_ASSIGN_OR_RETURN(config.assume_role, RoleOf(value.Get("assume_role")));
  IC_ASSIGN_OR_RETURN(config.max_retries, RetriesOf(value, 99));
  return config;
}

StatusOr<std::unique_ptr<Adapter>> Make(const AdapterOptions& options) {
  IC_ASSIGN_OR_RETURN(HuaweiConfig config, ConfigOf(options));
  IC_ASSIGN_OR_RETURN(ClientDependencies dependencies, DependenciesOf(options));
  IC_ASSIGN_OR_RETURN(Settings settings, ResolveSettings(std::move(config), MachineEnvironment(options.environment)));
  IC_RETURN_IF_ERROR(CheckOneOperator(settings));
  const HuaweiAdapter::Places places = {
      .enterprise_project = settings.config.enterprise_project_id,
      .operated_by = [settings](const std::string& region) { return OperatorIn(settings, region); },
      .asks_limits = AsksLimits(options.config)};
  return std::unique_ptr<Adapter>(std::make_unique<HuaweiAdapter>(
      MakeClient(std::move(settings), std::move(dependencies)), *options.clock, options.logger, places));
}

}  // namespace

const Vendor& TheVendor() {
  static constexpr Vendor kVendor = {.traits = HuaweiTraits, .make = Make};
  return kVendor;
}

}  // namespace ic::huawei
