#include "base/text.h"
#include "provider/protocol/handlers.h"

namespace ic::protocol {

// Any failure of this call would keep Terraform from using the provider at all: it is answered from what is known.
void GetResourceIdentitySchemas(const Served& served, const tfplugin6::GetResourceIdentitySchemas::Request& /*request*/,
                                tfplugin6::GetResourceIdentitySchemas::Response* response) {
  for (const auto& [name, entry] : served.resources()) {
    const terraform::IdentitySchema* schema = entry.resource->identity_schema();
    if (schema == nullptr) continue;
    tfplugin6::ResourceIdentitySchema& out = (*response->mutable_identity_schemas())[name];
    out.set_version(schema->version);
    for (const terraform::IdentityAttribute& attribute : schema->attributes) {
      tfplugin6::ResourceIdentitySchema::IdentityAttribute* item = out.add_identity_attributes();
      item->set_name(attribute.name);
      item->set_type(Type::String().ToJson());
      item->set_required_for_import(attribute.required_for_import);
      item->set_optional_for_import(!attribute.required_for_import);
      item->set_description(ToValidUtf8(attribute.description));
    }
  }
}

}  // namespace ic::protocol
