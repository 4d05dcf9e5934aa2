#include "reconcile/run/import/written_values.h"

#include <algorithm>
#include <utility>

#include "adapters/contract/traits.h"
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

// It names the account that the object is for.
bool NamesAccount(const VendorTraits& traits, Kind kind, const reconcile::Leaf& leaf) {
  return std::ranges::any_of(traits.accounts,
                             [&](const KeyField& row) { return row.kind == kind && row.field == leaf.path; });
}

// As it was read; the caller's own account is none there.
bool IsMadeForAnother(const VendorTraits& traits, const FieldIndex& field_index, Kind kind, const Value& state) {
  return std::ranges::any_of(field_index.leaves(kind), [&](const reconcile::Leaf& leaf) {
    const Value& account = ValueAt(state, leaf);
    return NamesAccount(traits, kind, leaf) && account.kind() == Value::Kind::kString && !account.AsString().empty();
  });
}

// What another account decides of what was made for it, and nobody else gives a value, is shown as it is written: as
// every later read does. What is there may be that account's, as tags are once it has accepted.
void ShowAsWritten(const VendorTraits& traits, const FieldIndex& field_index, const Wanted& wanted, Value& state) {
  const Kind kind = wanted.object->address.kind;
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const bool all_tags = leaf.path == field::kTagsAll;
    const Decision* decision = FindDecision(traits, kind, all_tags ? field::kTags : std::string_view(leaf.path));
    if (decision == nullptr || !IsOthers(*decision, AccountRole::kOffering)) continue;
    if (!all_tags && leaf.field->presence != Presence::kOptional) continue;
    if (leaf.field->sensitive || leaf.field->write_only) continue;
    const Value& written = ValueAt(wanted.config, leaf);
    Value shown = written.IsWhollyKnown() ? written : Value::Null();
    if (shown.is_null() && ValueAt(state, leaf).is_null()) continue;  // no object around nothing
    reconcile::PutAt(state, leaf, std::move(shown));
  }
}

}  // namespace

std::vector<std::string> TakeWritten(const FieldIndex& field_index, const Wanted& wanted, Value& state) {
  std::vector<std::string> unshown;
  const Kind kind = wanted.object->address.kind;
  const VendorTraits& traits = *field_index.Find(Text(state, field::kCloud));
  if (wanted.ours) MakeOurs(field_index, kind, state);
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const Value& written = ValueAt(wanted.config, leaf);
    if (!written.IsWhollyKnown() || written.is_null()) continue;
    if (leaf.field->sensitive || leaf.field->write_only || leaf.path == field::kAdopt) continue;
    const bool here = leaf.local() || (leaf.path == field::kRedundancyGroup && !reconcile::IsMarked(traits, kind)) ||
                      (leaf.path == field::kBgpGroupId && reconcile::IsLowered(traits, Kind::kBgpGroup));
    // The mark says that it was made with it. Of what is for another account that one has the marks.
    const bool account = NamesAccount(traits, kind, leaf);
    const bool untold = (wanted.ours || account) && leaf.field->untold && ValueAt(state, leaf).is_null();
    if (untold && account) unshown.push_back(leaf.path);
    if (here || untold) reconcile::PutAt(state, leaf, written);
  }
  if (!unshown.empty() || IsMadeForAnother(traits, field_index, kind, state)) {
    ShowAsWritten(traits, field_index, wanted, state);
  }
  if (wanted.ours) unshown.clear();
  return unshown;
}

}  // namespace ic::run
