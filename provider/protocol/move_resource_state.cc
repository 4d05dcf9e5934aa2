#include <fmt/format.h>

#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {

// The capability is not announced, but OpenTofu asks without looking at it.
void MoveResourceState(const Served& /*served*/, const tfplugin6::MoveResourceState::Request& request,
                       tfplugin6::MoveResourceState::Response* response) {
  Diagnostics diagnostics;
  diagnostics.AddError(
      {}, "Moving between resource types is not supported",
      fmt::format(
          "A {} cannot become a {} by a `moved` block. Use a `removed` block with `destroy = false` for the old "
          "address and an `import` block for the new one: neither touches the cloud.",
          request.source_type_name(), request.target_type_name()));
  ToProto(diagnostics, response->mutable_diagnostics());
}

}  // namespace ic::protocol
