#include <string>
#include <vector>

#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"
#include "schema/value/json.h"

namespace ic::protocol {

// Two identities arrive here that no version of this provider wrote. None at all: Terraform takes a state without one
// for version 0, and is answered none. And, after a move, that of another provider, which OpenTofu leaves on the
// object: it is answered one that says nothing. The read that follows tells the real one in both cases.
void UpgradeResourceIdentity(const Served& served, const tfplugin6::UpgradeResourceIdentity::Request& request,
                             tfplugin6::UpgradeResourceIdentity::Response* response) {
  Diagnostics diagnostics;
  const ServedResource* found = served.FindResource(request.type_name(), &diagnostics);
  const terraform::IdentitySchema* schema = found == nullptr ? nullptr : found->resource->identity_schema();
  if (schema != nullptr && !request.raw_identity().json().empty()) {
    const Type type = schema->ImpliedType();
    std::vector<std::string> dropped;
    const StatusOr<Value> stored = DecodeJson(type, request.raw_identity().json(), &dropped);
    const bool own = stored.ok() && stored->is_known() && dropped.empty();
    ToProto(type, own ? *stored : Value::Object({}), response->mutable_upgraded_identity()->mutable_identity_data());
  }
  ToProto(diagnostics, response->mutable_diagnostics());
}

}  // namespace ic::protocol
