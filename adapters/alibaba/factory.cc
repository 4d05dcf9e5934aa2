// From the `alibaba` object of the provider block (or of `clouds`) to an adapter. Fields: fields.cc.
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/adapter.h"
#include "adapters/alibaba/client.h"
#include "adapters/alibaba/config.h"
#include "adapters/common/change.h"
#include "adapters/contract/duration.h"

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
  if (const std::string text = TextField(value, "duration"); !text.empty()) {
    const StatusOr<Duration> duration = ParseDuration(text);
    if (!duration.ok()) return duration.status().Annotate("`assume_role.duration`");
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*duration);
    // Source: STS API reference, AssumeRole, DurationSeconds.
    if (seconds < std::chrono::minutes(15) || seconds > std::chrono::hours(12)) {
      return InvalidArgumentError(fmt::format(
          "`assume_role.duration` is {}; Alibaba Cloud takes 15m to 12h (STS API reference, AssumeRole)", text));
    }
    role.duration_seconds = static_cast<int>(seconds.count());
  }
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
  if (const Value& retries = value.Get("max_retries"); retries.kind() == Value::Kind::kNumber) {
    const auto number = retries.AsNumber().ToInt64();
    if (!number || *number < 0 || *number > 99) {
      return InvalidArgumentError(
          fmt::format("`max_retries` is {}; it is a whole number from 0 to 99", retries.AsNumber().ToString()));
    }
    config.max_retries = static_cast<int>(*number);
  }
  return config;
}

}  // namespace

StatusOr<std::unique_ptr<Adapter>> MakeAlibabaAdapter(const AdapterOptions& options) {
  IC_ASSIGN_OR_RETURN(AlibabaConfig config, ConfigOf(options));
  ClientDependencies dependencies = {.clock = options.clock,
                                     .random = options.random,
                                     .logger = options.logger,
                                     .transport = options.transport,
                                     .processes = {},
                                     .user_agent = {}};
  IC_ASSIGN_OR_RETURN(
      std::unique_ptr<VpcClient> client,
      MakeVpcClient(std::move(config), MachineEnvironment(options.environment), std::move(dependencies)));
  return std::unique_ptr<Adapter>(std::make_unique<AlibabaAdapter>(std::move(client), *options.clock, options.logger));
}

}  // namespace ic::alibaba
