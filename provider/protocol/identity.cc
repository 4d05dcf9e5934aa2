#include "provider/protocol/identity.h"

#include "provider/protocol/to_proto.h"

namespace ic::protocol {

std::optional<tfplugin6::ResourceIdentityData> IdentityOf(const ServedResource& served, const Value& state) {
  const terraform::IdentitySchema* schema = served.resource->identity_schema();
  if (schema == nullptr || !state.is_known()) return std::nullopt;
  const Value identity = served.resource->Identity(state);
  if (!identity.is_known()) return std::nullopt;
  for (const terraform::IdentityAttribute& attribute : schema->attributes) {
    if (!identity.Get(attribute.name).is_known()) return std::nullopt;
  }
  tfplugin6::ResourceIdentityData data;
  ToProto(schema->ImpliedType(), identity, data.mutable_identity_data());
  return data;
}

}  // namespace ic::protocol
