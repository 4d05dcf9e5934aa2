// Fields as Terraform attributes: the one place that knows both.
#ifndef PROVIDER_RESOURCES_SCHEMA_FROM_FIELDS_H_
#define PROVIDER_RESOURCES_SCHEMA_FROM_FIELDS_H_

#include <vector>

#include "adapters/contract/factory.h"
#include "adapters/contract/fields.h"
#include "schema/terraform/schema.h"

namespace ic {

// One field, with the fields inside it.
terraform::Attribute AttributeFromField(const Field& field);

// The resource of `kind`: the neutral fields, then each vendor's own object in the order of the factory. So one
// resource block can span clouds with `for_each`.
terraform::Schema KindSchema(const AdapterFactory& factory, Kind kind);

// The provider block: one optional object a vendor, then what holds for all of them.
terraform::Schema ProviderSchema(const AdapterFactory& factory);

// Attributes of data sources, which no field list describes.
enum class Role { kRequired, kOptional, kOptionalComputed, kComputed };
terraform::Attribute MakeAttribute(std::string name, Type type, Role role, std::string description);
// A computed list of objects whose attributes are all computed.
terraform::Attribute MakeObjectList(std::string name, std::vector<terraform::Attribute> attributes,
                                    std::string description);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_SCHEMA_FROM_FIELDS_H_
