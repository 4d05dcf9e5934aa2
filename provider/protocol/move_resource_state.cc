#include <string>
#include <utility>

#include <fmt/format.h>

#include "provider/protocol/handlers.h"
#include "provider/protocol/identity.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/stored_state.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {
namespace {

struct Moved {
  Value state;
  std::string private_data;
};

// OpenTofu 1.12 asks also where nothing but the address of the provider is another one.
Moved OwnType(const ServedResource& target, const tfplugin6::MoveResourceState::Request& request,
              Diagnostics* diagnostics) {
  return {StoredState(target, request.source_schema_version(), request.source_state(), diagnostics),
          request.source_private()};
}

Moved OtherType(const ServedResource& target, const tfplugin6::MoveResourceState::Request& request,
                Diagnostics* diagnostics) {
  if (request.source_state().json().empty()) {
    diagnostics->AddError({}, "State cannot be read",
                          fmt::format("The state of this {} is not in the JSON form that Terraform 0.12 and later "
                                      "write. Apply once with the provider that wrote it, and move it then.",
                                      request.source_type_name()));
    return {};
  }
  terraform::MoveResponse moved = target.resource->Move({.source_provider = request.source_provider_address(),
                                                         .source_type = request.source_type_name(),
                                                         .source_version = request.source_schema_version(),
                                                         .source_state = request.source_state().json()});
  diagnostics->Append(moved.diagnostics);
  if (diagnostics->has_errors()) return {};
  // A host that is answered nothing forgets the object, and plans to make it once more.
  if (moved.state.is_null()) {
    diagnostics->AddError(
        {}, "Moving between resource types is not supported",
        fmt::format(
            "A {} cannot become a {} by a `moved` block. Use a `removed` block with `destroy = false` for the old "
            "address and an `import` block for the new one: neither touches the cloud.",
            request.source_type_name(), request.target_type_name()));
    return {};
  }
  const Value state = terraform::NullWriteOnly(target.resource->schema(), moved.state);
  diagnostics->Append(CheckStorable("moved state", target.type, state));
  return {state, std::move(moved.private_data)};
}

}  // namespace

void MoveResourceState(const Served& served, const tfplugin6::MoveResourceState::Request& request,
                       tfplugin6::MoveResourceState::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* target = served.FindResource(request.target_type_name(), &diagnostics);
  if (target == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());
  const bool own = request.source_type_name() == request.target_type_name();
  Moved moved = own ? OwnType(*target, request, &diagnostics) : OtherType(*target, request, &diagnostics);
  if (!diagnostics.has_errors()) {
    target->resource->Hold(moved.state);  // OpenTofu reads it next, without another word
    ToProto(target->type, moved.state, response->mutable_target_state());
    if (auto identity = IdentityOf(*target, moved.state)) *response->mutable_target_identity() = *std::move(identity);
    response->set_target_private(std::move(moved.private_data));
  }
  ToProto(diagnostics, target->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
