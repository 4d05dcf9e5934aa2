// FieldIndex: the fields of whole objects (the neutral ones and every vendor's) and their types.
#ifndef RECONCILE_RUN_SET_FIELD_INDEX_H_
#define RECONCILE_RUN_SET_FIELD_INDEX_H_

#include <string_view>
#include <vector>

#include "adapters/contract/factory.h"
#include "reconcile/object/object.h"
#include "schema/value/type.h"

namespace ic::run {

class FieldIndex {
 public:
  // `factory` outlives the index.
  explicit FieldIndex(const AdapterFactory& factory);

  const std::vector<Field>& fields(Kind kind) const { return fields_[static_cast<std::size_t>(kind)]; }
  const std::vector<reconcile::Leaf>& leaves(Kind kind) const { return leaves_[static_cast<std::size_t>(kind)]; }
  const Type& type(Kind kind) const { return types_[static_cast<std::size_t>(kind)]; }
  // Null if no vendor has that name.
  const VendorTraits* Find(std::string_view cloud) const;
  bool IsLowered(std::string_view cloud, Kind kind) const;

 private:
  std::vector<const VendorTraits*> vendors_;
  std::vector<std::vector<Field>> fields_;
  std::vector<std::vector<reconcile::Leaf>> leaves_;
  std::vector<Type> types_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_FIELD_INDEX_H_
