// What every vendor's object of the provider block has.
#ifndef ADAPTERS_COMMON_CLIENT_PROVIDER_SETTINGS_H_
#define ADAPTERS_COMMON_CLIENT_PROVIDER_SETTINGS_H_

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/common/client/signing_client.h"
#include "adapters/contract/factory.h"
#include "base/clock.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic {

// Each text that the user set, by its name; what is not set is left as it is.
void ReadTexts(const Value& config, std::initializer_list<std::pair<std::string_view, std::string*>> texts);

// `max_retries` of it; nullopt: not said. kInvalidArgument unless it is a whole number from 0 to `most`.
StatusOr<std::optional<int>> RetriesOf(const Value& config, int most);

// `duration` of its `assume_role`, in seconds; 0: not said. kInvalidArgument unless it is from 15m to `longest`;
// `limits` says so for people, with the source: "AWS takes 15m to 12h (AWS STS API reference, AssumeRole)".
StatusOr<int> RoleSecondsOf(const Value& assume_role, Duration longest, std::string_view limits);

// `assume_role` where a role is named by its ARN, in the vendor's struct (role_arn, session_name, external_id,
// duration_seconds); nullopt: not said.
template <typename Role>
StatusOr<std::optional<Role>> ArnRoleOf(const Value& value, Duration longest, std::string_view limits) {
  if (!value.is_known()) return std::optional<Role>();
  Role role;
  ReadTexts(value,
            {{"role_arn", &role.role_arn}, {"session_name", &role.session_name}, {"external_id", &role.external_id}});
  if (role.role_arn.empty()) {
    return InvalidArgumentError("`assume_role` has no `role_arn`: set it to the ARN of the role to take");
  }
  IC_ASSIGN_OR_RETURN(role.duration_seconds, RoleSecondsOf(value, longest, limits));
  return std::optional(std::move(role));
}

// `live_limits` of it: whether the vendor may be asked for the account's own limits.
bool AsksLimits(const Value& config);

// What the client of an adapter stands on. kInvalidArgument if `allowed_account_ids` and `forbidden_account_ids` are
// both there, or one of them names an empty id.
StatusOr<ClientDependencies> DependenciesOf(const AdapterOptions& options);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_PROVIDER_SETTINGS_H_
