#include "reconcile/run/drift/headroom.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "adapters/contract/conditions.h"
#include "adapters/contract/limits/audit.h"
#include "adapters/contract/limits/limit_checks.h"
#include "adapters/contract/path.h"
#include "reconcile/object/object.h"

namespace ic::run {
namespace {

using reconcile::Text;

bool Counts(const Quota& quota, Kind kind) {
  return std::find(quota.kinds.begin(), quota.kinds.end(), kind) != quota.kinds.end();
}

// A limit of one is not about how much: it says that a thing is there once.
bool IsAboutPrefixes(const Quota& quota) { return Counts(quota, Kind::kBgpCidr) && quota.max > 1; }

Value WithId(Value object, const std::string& id) {
  if (object.Get(field::kId).is_null()) object.Put(field::kId, Value::String(id));
  return object;
}

// Cloud, region, the limit's id, its group. Ids of what advertises are unique in a cloud, whatever the account.
using QuotaGroupKey = std::tuple<std::string, std::string, std::string, std::string>;
struct QuotaGroup {
  const Quota* quota = nullptr;
  std::string subject;  // id of what the group is about
  std::set<Identity> entries;
};
using QuotaGroups = std::map<QuotaGroupKey, QuotaGroup>;

// The groups that managed objects are in, with these.
QuotaGroups QuotaGroupsOf(const FieldIndex& field_index, const KnownObjects& now) {
  QuotaGroups groups;
  for (const auto& [address, known] : now) {
    const VendorTraits* traits = field_index.Find(known.object.cloud);
    if (known.gone || traits == nullptr) continue;
    for (const Quota& quota : traits->quotas) {
      if (!IsAboutPrefixes(quota) || !Counts(quota, address.kind)) continue;
      const std::string name = quota.group(address.kind, known.attributes);
      if (name.empty()) continue;
      QuotaGroup& group = groups[{known.object.cloud, known.object.region, std::string(quota.id), name}];
      group.quota = &quota;
      group.subject = Text(known.attributes, field::kAdvertisedBy);
      group.entries.insert({known.object.cloud, known.object.region, address.kind, known.object.id});
    }
  }
  return groups;
}

// What is there, whoever manages it, counts in the groups that are of interest.
void CountLive(const FieldIndex& field_index, const Live& one, QuotaGroups& groups) {
  const VendorTraits* traits = field_index.Find(one.identity.cloud);
  if (traits == nullptr) return;
  for (const Quota& quota : traits->quotas) {
    if (!IsAboutPrefixes(quota) || !Counts(quota, one.identity.kind)) continue;
    const std::string name = quota.group(one.identity.kind, WithId(one.observed.attributes, one.identity.id));
    const auto group = groups.find({one.identity.cloud, one.identity.region, std::string(quota.id), name});
    if (group != groups.end()) group->second.entries.insert(one.identity);
  }
}

// Limits on the number of a field's prefixes.
std::vector<Headroom> RoomInFields(const FieldIndex& field_index, const LimitOverrides& overrides,
                                   const Address& address, const Known& known) {
  std::vector<Headroom> rooms;
  for (const Limit& row : field_index.Find(known.object.cloud)->limits) {
    if (row.kind != address.kind || !std::holds_alternative<Count>(row.allowed)) continue;
    const std::vector<Field>& fields = field_index.fields(address.kind);
    const std::string_view path = FieldOf(row).path;
    const Field* field = FindFieldAt(fields, path);
    const Value& value = ValueAt(known.attributes, path);
    if (field == nullptr || field->meaning != Meaning::kPrefix || reconcile::IsEmpty(value)) continue;
    if (!ConditionHolds(row.when_field, row.when_values, fields, known.attributes)) continue;
    rooms.push_back({address.ToString(), std::string(row.id), fmt::format("{} of the {}", path, KindTitle(row.kind)),
                     static_cast<std::int64_t>(value.elements().size()),
                     std::get<Count>(WithOverride(row, overrides).allowed).max});
  }
  return rooms;
}

}  // namespace

std::vector<Headroom> FindHeadroom(const FieldIndex& field_index, const LimitOverrides& overrides,
                                   const KnownObjects& now, const std::vector<Live>& live) {
  std::vector<Headroom> rooms;
  std::map<std::pair<std::string, std::string>, Address> addresses;  // by cloud and id
  for (const auto& [address, known] : now) {
    if (known.gone || field_index.Find(known.object.cloud) == nullptr) continue;
    addresses[{known.object.cloud, known.object.id}] = address;
    std::ranges::move(RoomInFields(field_index, overrides, address, known), std::back_inserter(rooms));
  }
  QuotaGroups groups = QuotaGroupsOf(field_index, now);
  for (const Live& one : live) CountLive(field_index, one, groups);
  for (const auto& [key, group] : groups) {
    const auto managed = addresses.find({std::get<0>(key), group.subject});
    rooms.push_back({managed == addresses.end() ? group.subject : managed->second.ToString(),
                     std::string(group.quota->id), std::string(group.quota->words),
                     static_cast<std::int64_t>(group.entries.size()), EffectiveMax(*group.quota, overrides)});
  }
  std::ranges::sort(rooms, {}, [](const Headroom& room) { return std::tie(room.address, room.limit); });
  return rooms;
}

}  // namespace ic::run
