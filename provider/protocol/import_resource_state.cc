#include <string>
#include <utility>

#include <fmt/format.h>

#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/identity.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {
namespace {

// By the id, or, from Terraform 1.12 on, by an identity in its place.
terraform::ImportResponse Import(const ServedResource& served, const tfplugin6::ImportResourceState::Request& request) {
  const terraform::IdentitySchema* schema = served.resource->identity_schema();
  if (!request.id().empty() || !request.has_identity() || schema == nullptr) {
    return served.resource->Import(request.id());
  }
  terraform::ImportResponse import;
  RequestReader reader(served.name, &import.diagnostics);
  const Value identity = reader.Read("identity", schema->ImpliedType(), request.identity().identity_data());
  return reader.ok() ? served.resource->ImportByIdentity(identity) : import;
}

}  // namespace

void ImportResourceState(const Served& served, const tfplugin6::ImportResourceState::Request& request,
                         tfplugin6::ImportResourceState::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* found = served.FindResource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  terraform::ImportResponse import = Import(*found, request);
  const Value state = terraform::NullWriteOnly(found->resource->schema(), import.state);
  diagnostics.Append(import.diagnostics);
  diagnostics.Append(CheckStorable("imported state", found->type, state));
  if (!diagnostics.has_errors() && state.is_null()) {
    const std::string what = request.id().empty() ? "this identity" : fmt::format("the id \"{}\"", request.id());
    diagnostics.AddError({}, "Nothing to import", fmt::format("The provider found no {} with {}.", found->name, what));
  }
  if (!diagnostics.has_errors()) {
    tfplugin6::ImportResourceState::ImportedResource* imported = response->add_imported_resources();
    imported->set_type_name(found->name);
    ToProto(found->type, state, imported->mutable_state());
    imported->set_private_(std::move(import.private_data));
    if (auto identity = IdentityOf(*found, state)) *imported->mutable_identity() = *std::move(identity);
  }
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
