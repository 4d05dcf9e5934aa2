// From the `aws` object of the provider block (or of `clouds`) to an adapter. Fields: tables/provider.cc.
#include "adapters/contract/factory.h"

#include <chrono>
#include <optional>
#include <utility>

#include "adapters/aws/client/config.h"
#include "adapters/aws/client/protocol.h"
#include "adapters/aws/kinds/adapter.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/provider_settings.h"
#include "adapters/contract/field_values.h"

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

StatusOr<std::optional<AssumeRole>> RoleOf(const Value& value) {
  if (!value.is_known()) return std::optional<AssumeRole>();
  AssumeRole role = {.role_arn = TextField(value, "role_arn"),
                     .session_name = TextField(value, "session_name"),
                     .external_id = TextField(value, "external_id")};
  if (role.role_arn.empty()) {
    return InvalidArgumentError("`assume_role` has no `role_arn`: set it to the ARN of the role to take");
  }
  // Source: AWS STS API reference, AssumeRole, DurationSeconds.
  IC_ASSIGN_OR_RETURN(role.duration_seconds, RoleSecondsOf(value, std::chrono::hours(12),
                                                           "AWS takes 15m to 12h (AWS STS API reference, AssumeRole)"));
  return std::optional(std::move(role));
}

StatusOr<AwsConfig> ConfigOf(const AdapterOptions& options) {
  const Value& value = options.config;
  AwsConfig config = {.region = TextField(value, "region"),
                      .profile = TextField(value, "profile"),
                      .endpoint = TextField(value, "endpoint"),
                      .sts_endpoint = TextField(value, "sts_endpoint"),
                      .access_key = TextField(value, "access_key"),
                      .secret_key = TextField(value, "secret_key"),
                      .token = TextField(value, "token"),
                      .shared_config_files = Texts(value.Get("shared_config_files")),
                      .shared_credentials_files = Texts(value.Get("shared_credentials_files")),
                      .use_fips = OptionalFlag(value.Get("use_fips")),
                      .use_dualstack = OptionalFlag(value.Get("use_dualstack")),
                      .ca_bundle = TextField(value, "ca_bundle"),
                      .read_only = options.read_only};
  IC_ASSIGN_OR_RETURN(config.assume_role, RoleOf(value.Get("assume_role")));
  IC_ASSIGN_OR_RETURN(config.max_retries, RetriesOf(value, 100));
  return config;
}

StatusOr<std::unique_ptr<Adapter>> Make(const AdapterOptions& options) {
  IC_ASSIGN_OR_RETURN(AwsConfig config, ConfigOf(options));
  ClientDependencies dependencies = {
      .clock = options.clock, .random = options.random, .logger = options.logger, .transport = options.transport};
  IC_ASSIGN_OR_RETURN(Settings settings, ResolveSettings(std::move(config), MachineEnvironment(options.environment)));
  return std::unique_ptr<Adapter>(std::make_unique<AwsAdapter>(MakeClient(std::move(settings), std::move(dependencies)),
                                                               *options.clock, options.logger));
}

}  // namespace

const Vendor& TheVendor() {
  static constexpr Vendor kVendor = {.traits = AwsTraits, .make = Make};
  return kVendor;
}

}  // namespace ic::aws
