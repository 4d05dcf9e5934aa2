#include "reconcile/guard/members.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "reconcile/ledger/health.h"

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

// What is looked for. Lives as long as the call of FindAffected.
struct Search {
  const Call& call;
  const Disruption& disruption;
  Freshness freshness;

  ObjectKey InterfaceKey(const std::string& id) const {
    return {disruption.key.account, disruption.key.region, Kind::kVirtualInterface, id};
  }
};

void Add(const Call& call, const ObjectKey& key, const Value& object, const std::string& group,
         std::vector<Member>& members) {
  const auto same = [&key](const Member& member) { return member.key == key; };
  if (group.empty() || std::any_of(members.begin(), members.end(), same)) return;
  members.push_back(MemberFrom(call, key, object, group));
}

// An interface may belong to another account than the connection it is on.
bool IsInThisCloud(const Search& search, const ObjectKey& key) {
  const Clouds& clouds = search.call.clouds;
  const std::string& account = search.disruption.key.account;
  return key.account == account || clouds.CloudOf(key.account) == clouds.CloudOf(account);
}

// What this run deletes anyway is guarded by itself.
Status AddInterfacesOn(const Search& search, const std::string& connection, std::vector<Member>& members) {
  const Call& call = search.call;
  std::set<std::string> known;
  {
    auto ledger = call.run.ledger.Open();
    for (const auto* found : ledger->InterfacesOn(connection)) {
      const auto& [key, entry] = *found;
      if (!IsInThisCloud(search, key)) continue;
      known.insert(key.id);
      if (entry.fate != Fate::kGoes) Add(call, key, entry.attributes, entry.group, members);
    }
  }
  const ObjectKey& key = search.disruption.key;
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(key.account, key.region, Kind::kVirtualInterface,
                                                               search.freshness, call.stop));
  for (const Observed* observed : live->OnConnection(connection)) {
    if (known.contains(observed->id)) continue;
    Add(call, search.InterfaceKey(observed->id), observed->attributes, observed->redundancy_group, members);
  }
  return OkStatus();
}

struct FoundInterface {
  Value object;
  std::string group;  // empty: in none, or not there
};

StatusOr<FoundInterface> FindInterface(const Search& search, const ObjectKey& key) {
  FoundInterface found;
  if (search.disruption.key == key) {
    found = {search.disruption.object, Text(search.disruption.object, field::kRedundancyGroup)};
    if (!found.group.empty()) return found;
  }
  {
    auto ledger = search.call.run.ledger.Open();
    const Existing* entry = ledger->Find(key);
    if (entry != nullptr && entry->attributes.is_known()) return FoundInterface{entry->attributes, entry->group};
  }
  IC_ASSIGN_OR_RETURN(const auto adapter, search.call.clouds.Get(key.account));
  IC_ASSIGN_OR_RETURN(const std::optional<Observed> observed,
                      adapter->Read({key.kind, key.region, key.id, search.freshness, Value::Null()}, search.call.stop));
  if (observed) found = {observed->attributes, observed->redundancy_group};
  return found;
}

// True if a session of another family than `session` is up.
StatusOr<bool> IsCarriedByAnother(const Search& search, const std::string& id, const std::string& session) {
  const ObjectKey& key = search.disruption.key;
  IC_ASSIGN_OR_RETURN(const std::vector<Health> health, HealthOf(search.call.run, key.account, key.region,
                                                                 Kind::kVirtualInterface, {id}, search.call.stop));
  for (const Health& one : health) {
    if (one.id != id) continue;
    for (const Health::Session& other : one.sessions) {
      if (other.address_family != session && other.state == HealthState::kUp) return true;
    }
  }
  return false;
}

Status AddInterface(const Search& search, const std::string& id, const std::string& session,
                    std::vector<Member>& members) {
  if (id.empty()) return OkStatus();
  const ObjectKey key = search.InterfaceKey(id);
  IC_ASSIGN_OR_RETURN(const FoundInterface found, FindInterface(search, key));
  if (found.group.empty()) return OkStatus();
  if (!session.empty()) {
    IC_ASSIGN_OR_RETURN(const bool carried, IsCarriedByAnother(search, id, session));
    if (carried) return OkStatus();
  }
  Add(search.call, key, found.object, found.group, members);
  return OkStatus();
}

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
  IC_ASSIGN_OR_RETURN(const std::vector<Health> health,
                      HealthOf(call.run, place.first, place.second, kind, ids, call.stop));
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

StatusOr<std::vector<Member>> FindAffected(const Call& call, const Disruption& disruption, Freshness freshness) {
  const Search search{call, disruption, freshness};
  const ObjectKey& key = disruption.key;
  std::vector<Member> members;
  switch (key.kind) {
    case Kind::kConnection:
      Add(call, key, disruption.object, Text(disruption.object, field::kRedundancyGroup), members);
      IC_RETURN_IF_ERROR(AddInterfacesOn(search, key.id, members));
      break;
    case Kind::kVirtualInterface:
      IC_RETURN_IF_ERROR(AddInterface(search, key.id, disruption.session, members));
      break;
    case Kind::kBgpPeer:
      IC_RETURN_IF_ERROR(
          AddInterface(search, Text(disruption.object, field::kVirtualInterfaceId), disruption.session, members));
      break;
    case Kind::kBgpGroup:
      IC_RETURN_IF_ERROR(AddInterface(search, Text(disruption.object, field::kVirtualInterfaceId), "", members));
      break;
    case Kind::kBgpCidr:
      break;
  }
  return members;
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
