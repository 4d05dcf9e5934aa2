// What every vendor's object of the provider block has.
#ifndef ADAPTERS_COMMON_CLIENT_PROVIDER_SETTINGS_H_
#define ADAPTERS_COMMON_CLIENT_PROVIDER_SETTINGS_H_

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic {

// `max_retries` of it; nullopt: not said. kInvalidArgument unless it is a whole number from 0 to `most`.
StatusOr<std::optional<int>> RetriesOf(const Value& config, int most);

// `duration` of its `assume_role`, in seconds; 0: not said. kInvalidArgument unless it is from 15m to `longest`;
// `limits` says so for people, with the source: "AWS takes 15m to 12h (AWS STS API reference, AssumeRole)".
StatusOr<int> RoleSecondsOf(const Value& assume_role, Duration longest, std::string_view limits);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_PROVIDER_SETTINGS_H_
