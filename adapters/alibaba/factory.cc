// From the `alibaba` object of the provider block (or of `clouds`) to an adapter. Fields: fields.cc.
#include "adapters/contract/factory.h"

#include <chrono>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/config.h"
#include "adapters/alibaba/client/protocol.h"
#include "adapters/alibaba/kinds/adapter.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/provider_settings.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/field_values.h"

namespace ic::alibaba {
namespace {

StatusOr<std::optional<AssumeRole>> RoleOf(const Value& value) {
  if (!value.is_known()) return std::optional<AssumeRole>();
  AssumeRole role = {.role_arn = TextField(value, "role_arn"),
                     .session_name = TextField(value, "session_name"),
                     .external_id = TextField(value, "external_id")};
  if (role.role_arn.empty()) {
    return InvalidArgumentError("`assume_role` has no `role_arn`: set it to the ARN of the role to take");
  }
  // Source: STS API reference, AssumeRole, DurationSeconds.
  IC_ASSIGN_OR_RETURN(
      role.duration_seconds,
      RoleSecondsOf(value, std::chrono::hours(12), "Alibaba Cloud takes 15m to 12h (STS API reference, AssumeRole)"));
  return std::optional(std::move(role));
}

StatusOr<AlibabaConfig> ConfigOf(const AdapterOptions& options) {
  const Value& value = options.config;
  AlibabaConfig config = {.region = TextField(value, "region"),
                          .profile = TextField(value, "profile"),
                          .config_file = TextField(value, "config_file"),
                          .endpoint = TextField(value, "endpoint"),
                          .sts_endpoint = TextField(value, "sts_endpoint"),
                          .access_key = TextField(value, "access_key"),
                          .secret_key = TextField(value, "secret_key"),
                          .security_token = TextField(value, "security_token"),
                          .ecs_role_name = TextField(value, "ecs_role_name"),
                          .assume_role = std::nullopt,
                          .ca_bundle = TextField(value, "ca_bundle"),
                          .max_retries = std::nullopt,
                          .read_only = options.read_only};
  IC_ASSIGN_OR_RETURN(config.assume_role, RoleOf(value.Get("assume_role")));
  IC_ASSIGN_OR_RETURN(config.max_retries, RetriesOf(value, 99));
  return config;
}

StatusOr<std::unique_ptr<Adapter>> Make(const AdapterOptions& options) {
  IC_ASSIGN_OR_RETURN(AlibabaConfig config, ConfigOf(options));
  ClientDependencies dependencies = {.clock = options.clock,
                                     .random = options.random,
                                     .logger = options.logger,
                                     .transport = options.transport,
                                     .processes = {},
                                     .user_agent = {}};
  IC_ASSIGN_OR_RETURN(Settings settings, ResolveSettings(std::move(config), MachineEnvironment(options.environment)));
  return std::unique_ptr<Adapter>(std::make_unique<AlibabaAdapter>(
      MakeClient(std::move(settings), std::move(dependencies)), *options.clock, options.logger));
}

}  // namespace

const Vendor& TheVendor() {
  static constexpr Vendor kVendor = {.traits = AlibabaTraits, .make = Make};
  return kVendor;
}

}  // namespace ic::alibaba
