#include "reconcile/object/vendor_tables.h"

#include <algorithm>
#include <functional>

namespace ic::reconcile {

bool IsKey(const VendorTraits& traits, Kind kind, const Leaf& leaf) {
  return std::any_of(traits.keys.begin(), traits.keys.end(),
                     [&](const KeyField& key) { return key.kind == kind && key.field == leaf.path; });
}

bool IsNeverIdentity(const VendorTraits& traits, const Leaf& leaf) {
  if (leaf.field->sensitive || leaf.field->write_only || leaf.local() || leaf.path == field::kAdopt) return true;
  return leaf.path == field::kBgpGroupId && IsLowered(traits, Kind::kBgpGroup);
}

bool IsAlwaysIdentity(const VendorTraits& traits, Kind kind, const Leaf& leaf) {
  if (IsNeverIdentity(traits, leaf)) return false;
  if (leaf.path == field::kName || leaf.field->refers_to || IsKey(traits, kind, leaf)) return true;
  for (const Change& row : traits.changes) {
    if (row.kind != kind || row.field != leaf.path) continue;
    return row.when_field.empty() && row.on_change != OnChange::kInPlace;
  }
  return false;
}

VendorTables::VendorTables(const VendorTraits& vendor, Kind of_kind, const std::vector<Field>& fields,
                           const std::vector<Leaf>& leaves)
    : traits(vendor), kind(of_kind), audit(vendor, of_kind), mark(vendor, of_kind) {
  for (const Field& field : fields) {
    by_name.push_back(&field);
    if (!field.default_value.empty()) defaults.emplace_back(field.name, Value::String(field.default_value));
  }
  std::sort(by_name.begin(), by_name.end(), [](const Field* a, const Field* b) { return a->name < b->name; });
  for (const Quota& quota : traits.quotas) {
    if (std::find(quota.kinds.begin(), quota.kinds.end(), kind) != quota.kinds.end()) quotas.push_back(&quota);
  }
  for (const Leaf& leaf : leaves) {
    if (!IsAlwaysIdentity(traits, kind, leaf)) continue;
    identity.push_back(&leaf);
    const Presence presence = leaf.field->presence;
    // Null in an optional one asks for "none" and so does tell objects apart; elsewhere it says nothing.
    const bool usual = presence == Presence::kRequired || (presence == Presence::kOptionalComputed &&
                                                           (leaf.path == field::kName || leaf.field->refers_to));
    if (usual && leaf.parent == nullptr) twin_key.push_back(&leaf);
  }
}

const Field* VendorTables::Find(std::string_view name) const {
  const auto found = std::lower_bound(by_name.begin(), by_name.end(), name,
                                      [](const Field* field, std::string_view wanted) { return field->name < wanted; });
  return found != by_name.end() && (*found)->name == name ? *found : nullptr;
}

Value WithoutNothing(const VendorTables& tables, Value object) {
  if (object.kind() != Value::Kind::kObject) return object;
  std::vector<std::pair<std::string, Value>> changed;
  for (const auto& [name, value] : object.fields()) {
    const Field* field = tables.Find(name);
    if (field == nullptr || value.is_null() || value.is_unknown()) continue;
    if (Value without = ic::WithoutNothing(*field, value); !(without == value)) {
      changed.emplace_back(name, std::move(without));
    }
  }
  for (auto& [name, value] : changed) object.Put(name, std::move(value));
  return object;
}

std::uint64_t CombineHash(std::uint64_t seed, std::uint64_t value) {
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
  return seed ^ (value + kGolden + (seed << 6) + (seed >> 2));
}

std::uint64_t CombineHash(std::uint64_t seed, std::string_view text) {
  return CombineHash(seed, static_cast<std::uint64_t>(std::hash<std::string_view>()(text)));
}

TwinHash TwinHashOf(const VendorTables& tables, const Value& object) {
  TwinHash twin;
  for (const Leaf* leaf : tables.identity) twin.never = twin.never || ValueAt(object, *leaf).is_unknown();
  if (twin.never) return twin;
  twin.loose = tables.twin_key.empty();
  for (const Leaf* leaf : tables.twin_key) {
    const Value value = Canonical(*leaf->field, ValueAt(object, *leaf));
    twin.loose = twin.loose || value.is_null();
    twin.hash = CombineHash(twin.hash, value.kind() == Value::Kind::kString ? value.AsString() : value.ToString());
  }
  return twin;
}

}  // namespace ic::reconcile
