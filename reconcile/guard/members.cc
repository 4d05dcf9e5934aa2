#include "reconcile/guard/members.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace ic::reconcile {
namespace {

// See guard.h: vendors that bundle connections name the bundle so.
constexpr std::string_view kBundleField = "lag_id";

std::string BundleOf(Kind kind, const std::string& cloud, const Value& object) {
  if (kind == Kind::kVirtualInterface) return Text(object, field::kConnectionId);
  return Text(object.Get(cloud), kBundleField);
}

Member MemberFrom(const Call& call, const ObjectKey& key, const Value& object, std::string group) {
  Member member;
  member.key = key;
  member.name = Text(object, field::kName);
  member.group = std::move(group);
  member.cloud = call.clouds.CloudOf(key.account);
  member.bundle = BundleOf(key.kind, member.cloud, object);
  return member;
}

class Finder {
 public:
  Finder(const Call& call, const Taken& taken, Freshness freshness)
      : call_(call), taken_(taken), freshness_(freshness) {}

  StatusOr<std::vector<Member>> Run() {
    switch (taken_.key.kind) {
      case Kind::kConnection:
        AddItself();
        IC_RETURN_IF_ERROR(AddInterfacesOn(taken_.key.id));
        break;
      case Kind::kVirtualInterface:
        IC_RETURN_IF_ERROR(AddInterface(taken_.key.id, taken_.session));
        break;
      case Kind::kBgpPeer:
        IC_RETURN_IF_ERROR(AddInterface(Text(taken_.object, field::kVirtualInterfaceId), taken_.session));
        break;
      case Kind::kBgpGroup:
        IC_RETURN_IF_ERROR(AddInterface(Text(taken_.object, field::kVirtualInterfaceId), ""));
        break;
      case Kind::kBgpCidr:
        break;
    }
    return std::move(members_);
  }

 private:
  // An interface may belong to another account than the connection it is on.
  bool IsInThisCloud(const ObjectKey& key) const {
    const Clouds& clouds = call_.clouds;
    return key.account == taken_.key.account || clouds.CloudOf(key.account) == clouds.CloudOf(taken_.key.account);
  }

  ObjectKey InterfaceKey(const std::string& id) const {
    return {taken_.key.account, taken_.key.region, Kind::kVirtualInterface, id};
  }

  void Add(const ObjectKey& key, const Value& object, const std::string& group) {
    const auto same = [&key](const Member& member) { return member.key == key; };
    if (group.empty() || std::any_of(members_.begin(), members_.end(), same)) return;
    members_.push_back(MemberFrom(call_, key, object, group));
  }

  void AddItself() { Add(taken_.key, taken_.object, Text(taken_.object, field::kRedundancyGroup)); }

  // What this run deletes anyway is guarded by itself.
  Status AddInterfacesOn(const std::string& connection) {
    std::set<std::string> known;
    {
      auto ledger = call_.run.ledger.Open();
      for (const auto* found : ledger->InterfacesOn(connection)) {
        const auto& [key, entry] = *found;
        if (!IsInThisCloud(key)) continue;
        known.insert(key.id);
        if (entry.fate != Fate::kGoes) Add(key, entry.attributes, entry.group);
      }
    }
    IC_ASSIGN_OR_RETURN(const auto live, call_.run.live_lists.Get(taken_.key.account, taken_.key.region,
                                                                  Kind::kVirtualInterface, freshness_, call_.stop));
    for (const Observed* observed : live->OnConnection(connection)) {
      if (known.contains(observed->id)) continue;
      Add(InterfaceKey(observed->id), observed->attributes, observed->redundancy_group);
    }
    return OkStatus();
  }

  Status AddInterface(const std::string& id, const std::string& session) {
    if (id.empty()) return OkStatus();
    const ObjectKey key = InterfaceKey(id);
    Value object;
    std::string group;
    IC_RETURN_IF_ERROR(FindInterface(key, object, group));
    if (group.empty()) return OkStatus();
    if (!session.empty()) {
      IC_ASSIGN_OR_RETURN(const bool carried, IsCarriedByAnother(id, session));
      if (carried) return OkStatus();
    }
    Add(key, object, group);
    return OkStatus();
  }

  Status FindInterface(const ObjectKey& key, Value& object, std::string& group) {
    if (taken_.key == key) {
      object = taken_.object;
      group = Text(object, field::kRedundancyGroup);
      if (!group.empty()) return OkStatus();
    }
    {
      auto ledger = call_.run.ledger.Open();
      const Existing* entry = ledger->Find(key);
      if (entry != nullptr && entry->attributes.is_known()) {
        object = entry->attributes;
        group = entry->group;
        return OkStatus();
      }
    }
    IC_ASSIGN_OR_RETURN(const auto adapter, call_.clouds.Get(key.account));
    IC_ASSIGN_OR_RETURN(const std::optional<Observed> observed,
                        adapter->Read({key.kind, key.region, key.id, freshness_, Value::Null()}, call_.stop));
    if (!observed) return OkStatus();
    object = observed->attributes;
    group = observed->redundancy_group;
    return OkStatus();
  }

  // True if a session of another family than `session` is up.
  StatusOr<bool> IsCarriedByAnother(const std::string& id, const std::string& session) {
    IC_ASSIGN_OR_RETURN(const auto adapter, call_.clouds.Get(taken_.key.account));
    IC_ASSIGN_OR_RETURN(const std::vector<Health> health,
                        adapter->CheckHealth(Kind::kVirtualInterface, taken_.key.region, {id}, call_.stop));
    for (const Health& one : health) {
      if (one.id != id) continue;
      for (const Health::Session& other : one.sessions) {
        if (other.address_family != session && other.state == HealthState::kUp) return true;
      }
    }
    return false;
  }

  const Call& call_;
  const Taken& taken_;
  const Freshness freshness_;
  std::vector<Member> members_;
};

using Place = std::pair<std::string, std::string>;  // account, region

void AddFromLedger(const Call& call, const std::string& group, Kind kind, std::map<ObjectKey, Member>& members) {
  auto ledger = call.run.ledger.Open();
  for (const auto* found : ledger->InGroup(kind, group)) {
    members.try_emplace(found->first, MemberFrom(call, found->first, found->second.attributes, group));
  }
}

Status AddLive(const Call& call, const Place& place, const std::string& group, Kind kind, Freshness freshness,
               std::map<ObjectKey, Member>& members) {
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(place.first, place.second, kind, freshness, call.stop));
  for (const Observed* observed : live->InGroup(group)) {
    const ObjectKey key{place.first, place.second, kind, observed->id};
    members.try_emplace(key, MemberFrom(call, key, observed->attributes, group));
  }
  return OkStatus();
}

Status AddHealth(const Call& call, const Place& place, Kind kind, std::map<ObjectKey, Member>& members) {
  std::vector<std::string> ids;
  for (const auto& [key, member] : members) {
    if (key.account == place.first && key.region == place.second) ids.push_back(key.id);
  }
  if (ids.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto adapter, call.clouds.Get(place.first));
  IC_ASSIGN_OR_RETURN(const std::vector<Health> health, adapter->CheckHealth(kind, place.second, ids, call.stop));
  // A member that is not there carries nothing.
  for (const std::string& id : ids) members.at({place.first, place.second, kind, id}).health = HealthState::kDown;
  for (const Health& one : health) {
    const auto found = members.find({place.first, place.second, kind, one.id});
    if (found == members.end()) continue;
    found->second.health = one.state;
    found->second.vendor_state = one.vendor_state;
  }
  return OkStatus();
}

}  // namespace

StatusOr<std::vector<Member>> FindAffected(const Call& call, const Taken& taken, Freshness freshness) {
  return Finder(call, taken, freshness).Run();
}

StatusOr<std::vector<Member>> FindMembers(const Call& call, const std::string& group,
                                          const std::vector<Member>& affected, Freshness freshness, bool planning) {
  const Kind kind = affected.front().key.kind;
  std::map<ObjectKey, Member> members;
  for (const Member& member : affected) members.emplace(member.key, member).first->second.goes_down = true;
  AddFromLedger(call, group, kind, members);
  std::set<Place> places;
  for (const auto& [key, member] : members) places.insert({key.account, key.region});
  for (const Place& place : places) IC_RETURN_IF_ERROR(AddLive(call, place, group, kind, freshness, members));
  for (const Place& place : places) IC_RETURN_IF_ERROR(AddHealth(call, place, kind, members));
  if (planning) {
    auto ledger = call.run.ledger.Open();
    for (auto& [key, member] : members) {
      const auto found = ledger->disrupted.find(key);
      if (found != ledger->disrupted.end() && !member.goes_down) member.disrupted = found->second;
    }
  }
  std::vector<Member> list;
  for (auto& [key, member] : members) list.push_back(std::move(member));
  return list;
}

}  // namespace ic::reconcile
