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
  member.family = key.kind == Kind::kVirtualInterface ? Text(object, field::kAddressFamily) : std::string();
  return member;
}

using Joining = std::map<ObjectKey, std::set<std::string>>;  // the groups that objects get in this run

// What is looked for. Lives as long as the call of FindAffected.
struct Search {
  const Call& call;
  const Disruption& disruption;
  Freshness freshness;
  Joining joining;

  ObjectKey InterfaceKey(const std::string& id) const {
    return {disruption.key.account, disruption.key.region, Kind::kVirtualInterface, id};
  }
};

void Add(const Search& search, const ObjectKey& key, const Value& object, const std::string& group,
         std::vector<Member>& members, const std::set<std::string>& loses = {}) {
  const auto same = [&key](const Member& member) { return member.key == key; };
  if (std::any_of(members.begin(), members.end(), same)) return;
  const auto add = [&](const std::string& of, bool joins) {
    Member member = MemberFrom(search.call, key, object, of);
    member.loses = loses;
    member.joins = joins;
    members.push_back(std::move(member));
  };
  add(group, false);
  const auto found = search.joining.find(key);
  if (found == search.joining.end()) return;
  for (const std::string& joined : found->second) {
    if (joined != group) add(joined, true);
  }
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
      if (entry.fate != Fate::kGoes) Add(search, key, entry.attributes, entry.group, members);
    }
  }
  const ObjectKey& key = search.disruption.key;
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(key.account, key.region, Kind::kVirtualInterface,
                                                               search.freshness, call.stop));
  for (const Observed* observed : live->OnConnection(connection)) {
    if (known.contains(observed->id)) continue;
    Add(search, search.InterfaceKey(observed->id), observed->attributes, observed->redundancy_group, members);
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

Status AddInterface(const Search& search, const std::string& id, const std::set<std::string>& loses,
                    std::vector<Member>& members) {
  if (id.empty()) return OkStatus();
  const ObjectKey key = search.InterfaceKey(id);
  IC_ASSIGN_OR_RETURN(const FoundInterface found, FindInterface(search, key));
  Add(search, key, found.object, found.group, members, loses);
  return OkStatus();
}

// The group of a connection is in its state only where it carries no mark.
std::string GroupOfConnection(const Call& call, const ObjectKey& key, const Observed& observed) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(key);
  return entry == nullptr ? observed.redundancy_group : entry->group;
}

// The connection or bundle `id` with its links, and all interfaces on any of them.
Status AddShared(const Search& search, const std::string& id, std::vector<Member>& members) {
  if (id.empty()) return OkStatus();
  const Call& call = search.call;
  const ObjectKey& place = search.disruption.key;
  const std::string cloud = call.clouds.CloudOf(place.account);
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(place.account, place.region, Kind::kConnection,
                                                               search.freshness, call.stop));
  std::string bundle = id;
  for (const Observed& one : live->all()) {
    const std::string in = BundleOf(Kind::kConnection, cloud, one.attributes);
    if (one.id == id && !in.empty()) bundle = in;
  }
  std::set<std::string> ids = {id, bundle};
  for (const Observed& one : live->all()) {
    if (one.id != id && BundleOf(Kind::kConnection, cloud, one.attributes) != bundle) continue;
    ids.insert(one.id);
    const ObjectKey key{place.account, place.region, Kind::kConnection, one.id};
    // Where something is made, only what is there already is interrupted.
    if (!place.id.empty()) Add(search, key, one.attributes, GroupOfConnection(call, key, one), members);
  }
  for (const std::string& on : ids) IC_RETURN_IF_ERROR(AddInterfacesOn(search, on, members));
  return OkStatus();
}

Joining JoiningIn(const Call& call) {
  Joining joining;
  auto ledger = call.run.ledger.Open();
  for (const auto& [group, objects] : ledger->joining) {
    for (const auto& [key, now] : objects) joining[key].insert(group.second);
  }
  return joining;
}

std::set<std::string> FamilyOf(const Value& object) {
  const std::string family = Text(object, field::kAddressFamily);
  return family.empty() ? std::set<std::string>() : std::set<std::string>{family};
}

using Place = std::pair<std::string, std::string>;  // account, region

void AddFromLedger(const Call& call, const std::string& group, Kind kind, std::map<ObjectKey, Member>& members) {
  auto ledger = call.run.ledger.Open();
  for (const auto* found : ledger->InGroup(kind, group)) {
    members.try_emplace(found->first, MemberFrom(call, found->first, found->second.attributes, group));
  }
}

void AddJoining(const Call& call, const std::string& group, Kind kind, std::map<ObjectKey, Member>& members) {
  auto ledger = call.run.ledger.Open();
  const auto found = ledger->joining.find({kind, group});
  if (found == ledger->joining.end()) return;
  for (const auto& [key, now] : found->second) {
    members.try_emplace(key, MemberFrom(call, key, now, group)).first->second.joins = true;
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
    found->second.sessions = one.sessions;
  }
  return OkStatus();
}

}  // namespace

HealthState HealthIn(const Member& member, const std::string& family) {
  if (member.sessions.empty()) {
    const bool fits = family.empty() || member.family.empty() || member.family == family;
    return fits ? member.health : HealthState::kDown;
  }
  const auto session = std::ranges::find(member.sessions, family, &Health::Session::address_family);
  return session == member.sessions.end() ? HealthState::kDown : session->state;
}

void NoteJoining(LedgerContents& ledger, const ObjectKey& key, const Value& now, const Value& planned) {
  const std::string group = Text(planned, field::kRedundancyGroup);
  if (!group.empty() && group != Text(now, field::kRedundancyGroup)) ledger.joining[{key.kind, group}][key] = now;
}

StatusOr<std::vector<Member>> FindAffected(const Call& call, const Disruption& disruption, Freshness freshness,
                                           bool planning) {
  const Search search{call, disruption, freshness, planning ? JoiningIn(call) : Joining()};
  const ObjectKey& key = disruption.key;
  std::vector<Member> members;
  switch (key.kind) {
    case Kind::kConnection:
      Add(search, key, disruption.object, Text(disruption.object, field::kRedundancyGroup), members);
      IC_RETURN_IF_ERROR(AddInterfacesOn(search, key.id, members));
      break;
    case Kind::kVirtualInterface: {
      const bool session = disruption.reach == Reach::kSession;
      IC_RETURN_IF_ERROR(
          AddInterface(search, key.id, session ? FamilyOf(disruption.object) : std::set<std::string>(), members));
      if (disruption.reach != Reach::kConnection) break;
      IC_RETURN_IF_ERROR(AddShared(search, Text(disruption.object, field::kConnectionId), members));
      break;
    }
    case Kind::kBgpPeer:
    case Kind::kBgpGroup:
      IC_RETURN_IF_ERROR(AddInterface(search, Text(disruption.object, field::kVirtualInterfaceId),
                                      FamilyOf(disruption.object), members));
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
  if (planning) AddJoining(call, group, kind, members);
  std::set<Place> places;
  for (const auto& [key, member] : members) places.insert({key.account, key.region});
  for (const Place& place : places) IC_RETURN_IF_ERROR(AddLive(call, place, group, kind, freshness, members));
  for (const Place& place : places) IC_RETURN_IF_ERROR(AddHealth(call, place, kind, members));
  if (planning) {
    auto ledger = call.run.ledger.Open();
    for (auto& [key, member] : members) {
      const auto found = ledger->disrupted.find(key);
      if (found != ledger->disrupted.end()) member.disrupted = found->second;
    }
  }
  std::vector<Member> list;
  for (auto& [key, member] : members) list.push_back(std::move(member));
  return list;
}

}  // namespace ic::reconcile
