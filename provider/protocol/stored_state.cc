#include "provider/protocol/stored_state.h"

#include <string>

#include <fmt/format.h>

#include "schema/terraform/validate.h"
#include "schema/value/json.h"

namespace ic::protocol {
namespace {

constexpr const char* kSummary = "State cannot be read";

}  // namespace

Value StoredState(const ServedResource& served, std::int64_t version, const tfplugin6::RawState& raw,
                  Diagnostics* diagnostics) {
  const std::int64_t current = served.resource->schema().version;
  if (version > current) {
    diagnostics->AddError({}, kSummary,
                          fmt::format("The state of this {} was written with schema version {}, this version of the "
                                      "provider knows up to {}. Use the version of the provider that wrote it, or a "
                                      "later one.",
                                      served.name, version, current));
    return Value::Null();
  }
  if (raw.json().empty()) {
    diagnostics->AddError({}, kSummary,
                          fmt::format("The state of this {} is not in the JSON form that Terraform 0.12 and later "
                                      "write. Remove the object from the state and import it again.",
                                      served.name));
    return Value::Null();
  }
  const StatusOr<Value> state = DecodeJson(served.type, raw.json());
  if (!state.ok() || state->is_null()) {
    const std::string reason = state.ok() ? "it is null" : state.status().message();
    diagnostics->AddError(
        {}, kSummary,
        fmt::format("The state of this {} (schema version {}) does not fit the provider's schema: {}. "
                    "Remove the object from the state and import it again.",
                    served.name, version, reason));
    return Value::Null();
  }
  return terraform::NullWriteOnly(served.resource->schema(), *state);
}

}  // namespace ic::protocol
