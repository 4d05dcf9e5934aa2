#include "reconcile/run/import/written_values.h"

#include "reconcile/object/object.h"

namespace ic::run {
namespace {

using reconcile::Text;
using reconcile::ValueAt;

void MakeOurs(const FieldIndex& field_index, Kind kind, Value& state) {
  const std::vector<Field>& fields = field_index.fields(kind);
  if (FindField(fields, field::kAdopt) != nullptr) state.Put(field::kAdopt, Value::Null());
  if (FindField(fields, field::kOnDestroy) == nullptr) return;
  state.Put(field::kOnDestroy, Value::String(reconcile::DefaultOnDestroy(kind)));
}

}  // namespace

void TakeWritten(const FieldIndex& field_index, const Wanted& wanted, Value& state) {
  const Kind kind = wanted.object->address.kind;
  const VendorTraits& traits = *field_index.Find(Text(state, field::kCloud));
  if (wanted.ours) MakeOurs(field_index, kind, state);
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const Value& written = ValueAt(wanted.config, leaf);
    if (!written.IsWhollyKnown() || written.is_null()) continue;
    if (leaf.field->sensitive || leaf.field->write_only || leaf.path == field::kAdopt) continue;
    const bool here = leaf.local() || (leaf.path == field::kRedundancyGroup && !reconcile::IsMarked(traits, kind)) ||
                      (leaf.path == field::kBgpGroupId && reconcile::IsLowered(traits, Kind::kBgpGroup));
    // The mark says that it was made with it.
    const bool untold = wanted.ours && leaf.field->untold && ValueAt(state, leaf).is_null();
    if (here || untold) reconcile::PutAt(state, leaf, written);
  }
}

}  // namespace ic::run
