#include "adapters/common/client/provider_settings.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/duration.h"
#include "adapters/contract/field_values.h"

namespace ic {
namespace {

// Null elements are none, as an empty list is.
StatusOr<std::vector<std::string>> AccountIdsOf(const Value& config, std::string_view name) {
  std::vector<std::string> ids;
  const Value& list = config.Get(name);
  if (list.kind() != Value::Kind::kList && list.kind() != Value::Kind::kSet) return ids;
  for (const Value& element : list.elements()) {
    if (element.kind() != Value::Kind::kString) continue;
    if (element.AsString().empty()) {
      return InvalidArgumentError(fmt::format("`{}` holds an empty text; it takes ids of accounts", name));
    }
    ids.push_back(element.AsString());
  }
  return ids;
}

}  // namespace

void ReadTexts(const Value& config, std::initializer_list<std::pair<std::string_view, std::string*>> texts) {
  for (const auto& [name, text] : texts) *text = TextField(config, name);
}

StatusOr<std::optional<int>> RetriesOf(const Value& config, int most) {
  const Value& retries = config.Get("max_retries");
  if (retries.kind() != Value::Kind::kNumber) return std::optional<int>();
  const auto number = retries.AsNumber().ToInt64();
  if (!number || *number < 0 || *number > most) {
    return InvalidArgumentError(
        fmt::format("`max_retries` is {}; it is a whole number from 0 to {}", retries.AsNumber().ToString(), most));
  }
  return std::optional(static_cast<int>(*number));
}

StatusOr<int> RoleSecondsOf(const Value& assume_role, Duration longest, std::string_view limits) {
  const std::string text = TextField(assume_role, "duration");
  if (text.empty()) return 0;
  const StatusOr<Duration> duration = ParseDuration(text);
  if (!duration.ok()) return duration.status().Annotate("`assume_role.duration`");
  if (*duration < std::chrono::minutes(15) || *duration > longest) {
    return InvalidArgumentError(fmt::format("`assume_role.duration` is {}; {}", text, limits));
  }
  return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(*duration).count());
}

StatusOr<ClientDependencies> DependenciesOf(const AdapterOptions& options) {
  AccountRule accounts;
  IC_ASSIGN_OR_RETURN(accounts.allowed, AccountIdsOf(options.config, "allowed_account_ids"));
  IC_ASSIGN_OR_RETURN(accounts.forbidden, AccountIdsOf(options.config, "forbidden_account_ids"));
  if (!accounts.allowed.empty() && !accounts.forbidden.empty()) {
    return InvalidArgumentError("`allowed_account_ids` and `forbidden_account_ids` are both set; give one of the two");
  }
  return ClientDependencies{.clock = options.clock,
                            .random = options.random,
                            .logger = options.logger,
                            .transport = options.transport,
                            .accounts = std::move(accounts),
                            .plain_http = options.config.Get("allow_plain_http") == Value::Bool(true),
                            .budget = options.budget};
}

bool AsksLimits(const Value& config) {
  const Value& said = config.Get("live_limits");
  return said.kind() != Value::Kind::kBool || said.AsBool();
}

}  // namespace ic
