#include "reconcile/run/import/references.h"

#include <optional>
#include <utility>

#include "reconcile/object/object.h"

namespace ic::run {
namespace {

// Of fields that name no kind: where the object that advertises is one of ours, it is an interface.
std::optional<Kind> ReferredKind(const Field& field) {
  if (field.name == field::kAdvertisedBy) return Kind::kVirtualInterface;
  return field.refers_to;
}

}  // namespace

void Referables::Add(const Identity& identity, const Address& address, const std::string& account) {
  addresses_.emplace(Key{account, identity.cloud, identity.kind, identity.id}, address);
}

void Referables::AddConfigured(const DesiredSet& desired, const KnownObjects& known) {
  for (const auto& [address, one] : known) {
    if (desired.Find(address) == nullptr) continue;
    addresses_.emplace(Key{one.object.account, one.object.cloud, address.kind, one.object.id}, address);
  }
  for (const DesiredObject& object : desired.objects) {
    const std::string adopt = reconcile::Text(object.config, field::kAdopt);
    if (adopt.empty()) continue;
    addresses_.emplace(Key{object.account, reconcile::Text(object.config, field::kCloud), object.address.kind, adopt},
                       object.address);
  }
}

void Referables::TakeReferences(const FieldIndex& field_index, DesiredObject& object) const {
  const std::string cloud = reconcile::Text(object.config, field::kCloud);
  Value::Fields kept;
  for (const auto& [name, value] : object.config.fields()) {
    const Field* field = FindField(field_index.fields(object.address.kind), name);
    const std::optional<Kind> kind = field == nullptr ? std::nullopt : ReferredKind(*field);
    const auto target =
        kind ? addresses_.find({object.account, cloud, *kind, reconcile::Text(object.config, name)}) : addresses_.end();
    if (target == addresses_.end()) {
      kept.emplace_back(name, value);
    } else {
      object.references.push_back({name, target->second});
    }
  }
  object.config = Value::Object(std::move(kept));
}

}  // namespace ic::run
