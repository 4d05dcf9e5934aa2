#include <utility>

#include <fmt/format.h>

#include "provider/protocol/handlers.h"
#include "provider/protocol/state_guard.h"
#include "provider/protocol/to_proto.h"
#include "schema/terraform/validate.h"

namespace ic::protocol {

void ImportResourceState(const Served& served, const tfplugin6::ImportResourceState::Request& request,
                         tfplugin6::ImportResourceState::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* found = served.FindResource(request.type_name(), &diagnostics);
  if (found == nullptr) return ToProto(diagnostics, response->mutable_diagnostics());

  terraform::ImportResponse import = found->resource->Import(request.id());
  const Value state = terraform::NullWriteOnly(found->resource->schema(), import.state);
  diagnostics.Append(import.diagnostics);
  diagnostics.Append(CheckStorable("imported state", found->type, state));
  if (!diagnostics.has_errors() && state.is_null()) {
    diagnostics.AddError({}, "Nothing to import",
                         fmt::format("The provider found no {} with the id \"{}\".", found->name, request.id()));
  }
  if (!diagnostics.has_errors()) {
    tfplugin6::ImportResourceState::ImportedResource* imported = response->add_imported_resources();
    imported->set_type_name(found->name);
    ToProto(found->type, state, imported->mutable_state());
    imported->set_private_(std::move(import.private_data));
  }
  ToProto(diagnostics, found->type, response->mutable_diagnostics());
}

}  // namespace ic::protocol
