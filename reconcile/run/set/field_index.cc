#include "reconcile/run/set/field_index.h"

#include <utility>

namespace ic::run {

FieldIndex::FieldIndex(const AdapterFactory& factory) : vendors_(factory.traits()) {
  fields_.resize(kAllKinds.size());
  leaves_.resize(kAllKinds.size());
  for (const Kind kind : kAllKinds) {
    std::vector<Field>& fields = fields_[static_cast<std::size_t>(kind)];
    fields = NeutralFields(kind);
    for (const VendorTraits* traits : factory.traits()) {
      const std::vector<Field> all = AllFields(*traits, kind);
      if (const Field* own = FindField(all, traits->cloud)) fields.push_back(*own);
    }
    leaves_[static_cast<std::size_t>(kind)] = reconcile::Leaves(fields);
    Type::Attributes attributes;
    for (const Field& field : fields) attributes.emplace_back(field.name, FieldValueType(field));
    types_.push_back(Type::Object(std::move(attributes)));
  }
}

const VendorTraits* FieldIndex::Find(std::string_view cloud) const {
  for (const VendorTraits* traits : vendors_) {
    if (traits->cloud == cloud) return traits;
  }
  return nullptr;
}

bool FieldIndex::IsLowered(std::string_view cloud, Kind kind) const {
  const VendorTraits* traits = Find(cloud);
  return traits != nullptr && reconcile::IsLowered(*traits, kind);
}

}  // namespace ic::run
