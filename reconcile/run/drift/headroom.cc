#include "reconcile/run/drift/headroom.h"

#include <algorithm>
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

class HeadroomSearch {
 public:
  HeadroomSearch(const FieldIndex& field_index, const LimitOverrides& overrides, const KnownObjects& now,
                 const std::vector<Live>& live)
      : field_index_(field_index), overrides_(overrides), now_(now), live_(live) {}

  std::vector<Headroom> Run() {
    for (const auto& [address, known] : now_) {
      const VendorTraits* traits = field_index_.Find(known.object.cloud);
      if (known.gone || traits == nullptr) continue;
      addresses_[{known.object.cloud, known.object.id}] = address;
      AddSets(*traits, address, known);
      for (const Quota& quota : traits->quotas) {
        if (!IsAboutPrefixes(quota)) continue;
        CountManaged(quota, address, known);
      }
    }
    for (const Live& one : live_) CountLive(one);
    for (auto& [key, group] : groups_) Add(key, group);
    std::sort(list_.begin(), list_.end(), [](const Headroom& a, const Headroom& b) {
      return std::tie(a.address, a.limit) < std::tie(b.address, b.limit);
    });
    return std::move(list_);
  }

 private:
  // Cloud, region, the limit's id, its group. Ids of what advertises are unique in a cloud, whatever the account.
  using GroupKey = std::tuple<std::string, std::string, std::string, std::string>;
  struct Group {
    const Quota* quota = nullptr;
    std::string subject;  // id of what the group is about
    std::set<Identity> entries;
  };

  void CountManaged(const Quota& quota, const Address& address, const Known& known) {
    if (!Counts(quota, address.kind)) return;
    const std::string name = quota.group(address.kind, known.attributes);
    if (name.empty()) return;
    Group& group = groups_[{known.object.cloud, known.object.region, std::string(quota.id), name}];
    group.quota = &quota;
    group.subject = Text(known.attributes, field::kAdvertisedBy);
    group.entries.insert({known.object.cloud, known.object.region, address.kind, known.object.id});
  }

  void CountLive(const Live& one) {
    const VendorTraits* traits = field_index_.Find(one.identity.cloud);
    if (traits == nullptr) return;
    for (const Quota& quota : traits->quotas) {
      if (!IsAboutPrefixes(quota) || !Counts(quota, one.identity.kind)) continue;
      const std::string name = quota.group(one.identity.kind, WithId(one.observed.attributes, one.identity.id));
      const auto group = groups_.find({one.identity.cloud, one.identity.region, std::string(quota.id), name});
      if (group != groups_.end()) group->second.entries.insert(one.identity);
    }
  }

  void Add(const GroupKey& key, const Group& group) {
    const auto managed = addresses_.find({std::get<0>(key), group.subject});
    const std::string address = managed == addresses_.end() ? group.subject : managed->second.ToString();
    list_.push_back({address, std::string(group.quota->id), std::string(group.quota->words),
                     static_cast<std::int64_t>(group.entries.size()), EffectiveMax(*group.quota, overrides_)});
  }

  // Limits on the number of a field's prefixes.
  void AddSets(const VendorTraits& traits, const Address& address, const Known& known) {
    for (const Limit& row : traits.limits) {
      if (row.kind != address.kind || !std::holds_alternative<Count>(row.allowed)) continue;
      const std::vector<Field>& fields = field_index_.fields(address.kind);
      const std::string_view path = FieldOf(row).path;
      const Field* field = FindFieldAt(fields, path);
      const Value& value = ValueAt(known.attributes, path);
      if (field == nullptr || field->meaning != Meaning::kPrefix || reconcile::IsEmpty(value)) continue;
      if (!ConditionHolds(row.when_field, row.when_values, fields, known.attributes)) continue;
      list_.push_back({address.ToString(), std::string(row.id), fmt::format("{} of the {}", path, KindTitle(row.kind)),
                       static_cast<std::int64_t>(value.elements().size()),
                       std::get<Count>(WithOverride(row, overrides_).allowed).max});
    }
  }

  const FieldIndex& field_index_;
  const LimitOverrides& overrides_;
  const KnownObjects& now_;
  const std::vector<Live>& live_;
  std::map<std::pair<std::string, std::string>, Address> addresses_;  // by cloud and id
  std::map<GroupKey, Group> groups_;
  std::vector<Headroom> list_;
};

}  // namespace

std::vector<Headroom> FindHeadroom(const FieldIndex& field_index, const LimitOverrides& overrides,
                                   const KnownObjects& now, const std::vector<Live>& live) {
  return HeadroomSearch(field_index, overrides, now, live).Run();
}

}  // namespace ic::run
