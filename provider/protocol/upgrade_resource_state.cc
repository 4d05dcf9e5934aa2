#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"
#include "schema/value/json.h"

namespace ic::protocol {
namespace {

constexpr const char* kSummary = "State cannot be read";

// Called for every object on every run, whatever its version. Never answers with null: Terraform would drop the object
// without a word.
Value Upgrade(const ServedResource& served, const tfplugin6::UpgradeResourceState::Request& request,
              Diagnostics* diagnostics) {
  const std::int64_t current = served.resource->schema().version;
  if (request.version() > current) {
    diagnostics->AddError({}, kSummary,
                          fmt::format("The state of this {} was written with schema version {}, this version of the "
                                      "provider knows up to {}. Use the version of the provider that wrote it, or a "
                                      "later one.",
                                      served.name, request.version(), current));
    return Value::Null();
  }
  if (request.raw_state().json().empty()) {
    diagnostics->AddError({}, kSummary,
                          fmt::format("The state of this {} is not in the JSON form that Terraform 0.12 and later "
                                      "write. Remove the object from the state and import it again.",
                                      served.name));
    return Value::Null();
  }
  const StatusOr<Value> state = DecodeJson(served.type, request.raw_state().json());
  if (!state.ok() || state->is_null()) {
    const std::string reason = state.ok() ? "it is null" : state.status().message();
    diagnostics->AddError(
        {}, kSummary,
        fmt::format("The state of this {} (schema version {}) does not fit the provider's schema: {}. "
                    "Remove the object from the state and import it again.",
                    served.name, request.version(), reason));
    return Value::Null();
  }
  return terraform::NullWriteOnly(served.resource->schema(), *state);
}

}  // namespace

void UpgradeResourceState(const Served& served, const tfplugin6::UpgradeResourceState::Request& request,
                          tfplugin6::UpgradeResourceState::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* resource = served.FindResource(request.type_name(), &diagnostics);
  if (resource != nullptr) {
    const Value state = Upgrade(*resource, request, &diagnostics);
    if (!diagnostics.has_errors()) {
      resource->resource->Hold(state);
      ToProto(resource->type, state, response->mutable_upgraded_state());
    }
  }
  ToProto(diagnostics, response->mutable_diagnostics());
}

}  // namespace ic::protocol
