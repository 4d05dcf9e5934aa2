// From the `aws` object of the provider block (or of `clouds`) to an adapter. Fields: tables/provider.cc.
#include "adapters/contract/factory.h"

#include <chrono>
#include <optional>
#include <utility>

#include "adapters/aws/client/config.h"
#include "adapters/aws/client/endpoints.h"
#include "adapters/aws/client/protocol.h"
#include "adapters/aws/kinds/adapter.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/provider_settings.h"

namespace ic::aws {
namespace {

std::vector<std::string> Texts(const Value& list) {
  std::vector<std::string> texts;
  if (list.kind() != Value::Kind::kList && list.kind() != Value::Kind::kSet) return texts;
  for (const Value& element : list.elements()) {
    if (element.kind() == Value::Kind::kString) texts.push_back(element.AsString());
  }
  return texts;
}

std::optional<bool> OptionalFlag(const Value& value) {
  return value.kind() == Value::Kind::kBool ? std::optional(value.AsBool()) : std::nullopt;
}

StatusOr<AwsConfig> ConfigOf(const AdapterOptions& options) {
  const Value& value = options.config;
  AwsConfig config;
  ReadTexts(value, {{"region", &config.region},
                    {"profile", &config.profile},
                    {"endpoint", &config.endpoint},
                    {"sts_endpoint", &config.sts_endpoint},
                    {"quotas_endpoint", &config.quotas_endpoint},
                    {"access_key", &config.access_key},
                    {"secret_key", &config.secret_key},
                    {"token", &config.token},
                    {"ca_bundle", &config.ca_bundle}});
  config.shared_config_files = Texts(value.Get("shared_config_files"));
  config.shared_credentials_files = Texts(value.Get("shared_credentials_files"));
  config.use_fips = OptionalFlag(value.Get("use_fips"));
  config.use_dualstack = OptionalFlag(value.Get("use_dualstack"));
  config.read_only = options.read_only;
  // Source: AWS STS API reference, AssumeRole, DurationSeconds.
  IC_ASSIGN_OR_RETURN(config.assume_role,
                      ArnRoleOf<AssumeRole>(value.Get("assume_role"), std::chrono::hours(12),
                                            "AWS takes 15m to 12h (AWS STS API reference, AssumeRole)"));
  IC_ASSIGN_OR_RETURN(config.max_retries, RetriesOf(value, 100));
  return config;
}

StatusOr<std::unique_ptr<Adapter>> Make(const AdapterOptions& options) {
  IC_ASSIGN_OR_RETURN(AwsConfig config, ConfigOf(options));
  IC_ASSIGN_OR_RETURN(ClientDependencies dependencies, DependenciesOf(options));
  IC_ASSIGN_OR_RETURN(Settings settings, ResolveSettings(std::move(config), MachineEnvironment(options.environment)));
  // Where Direct Connect is somewhere of its own, nothing is known of where Service Quotas is.
  const AwsConfig& said = settings.config;
  const bool findable = !IsOverridden(settings, kDirectConnect, said.endpoint) ||
                        IsOverridden(settings, kServiceQuotas, said.quotas_endpoint);
  return std::unique_ptr<Adapter>(std::make_unique<AwsAdapter>(MakeClient(std::move(settings), std::move(dependencies)),
                                                               *options.clock, options.logger,
                                                               findable && AsksLimits(options.config)));
}

}  // namespace

const Vendor& TheVendor() {
  static constexpr Vendor kVendor = {.traits = AwsTraits, .make = Make};
  return kVendor;
}

}  // namespace ic::aws
