#include "reconcile/guard/affected.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "adapters/contract/mark.h"
#include "reconcile/ledger/health.h"

namespace ic::reconcile {
namespace {

using Joining = std::map<ObjectKey, std::set<std::string>>;  // the groups that objects get in this run

// What is looked for. Lives as long as the call of FindAffected.
struct Search {
  const Call& call;
  const Disruption& disruption;
  Freshness freshness;
  bool planning;
  Joining joining;

  ObjectKey InterfaceKey(const std::string& id) const {
    return {disruption.key.account, disruption.key.region, Kind::kVirtualInterface, id};
  }
};

// `stranger`: Member::stranger. What the step itself is of is this configuration's.
void Add(const Search& search, const ObjectKey& key, const Value& object, const std::string& group,
         std::vector<Member>& members, const std::set<std::string>& loses = {},
         const std::optional<std::string>& stranger = std::nullopt) {
  const auto same = [&key](const Member& member) { return member.key == key; };
  if (std::any_of(members.begin(), members.end(), same)) return;
  const auto add = [&](const std::string& of, bool joins) {
    Member member = MemberFrom(search.call, key, object, of);
    if (key != search.disruption.key) member.stranger = stranger;
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

// The tags of what is made for another account are that account's: the group that it keeps there goes down as well, be
// another one written here or none. So a tag adds a question to be asked, and takes none away. Where that account is
// one of this configuration, its own half says the group (AddOtherHalf).
Status AddAsMarked(const Search& search, const ObjectKey& key, const Value& object, const std::set<std::string>& loses,
                   std::vector<Member>& members) {
  const Call& call = search.call;
  if (key.id.empty() || !IsMadeForAnother(call, key, object)) return OkStatus();
  {
    auto ledger = call.run.ledger.Open();
    const auto halves = ledger->WithId(key.kind, key.id);
    if (std::ranges::any_of(halves, [&key](const auto* half) { return half->first.account != key.account; }))
      return OkStatus();
  }
  IC_ASSIGN_OR_RETURN(const auto live,
                      call.run.live_lists.Get(key.account, key.region, key.kind, search.freshness, call.stop));
  const Observed* there = live->Find(key.id);
  if (there == nullptr || there->redundancy_group.empty()) return OkStatus();
  const std::string& group = there->redundancy_group;
  // Before it is accepted its marks are this account's own.
  const bool own = there->owner == OwnerAsMarked(call.config->owner);
  const bool said = std::ranges::any_of(members, [&](const Member& one) {
    return one.key == key && one.group == group && (own || one.stranger == there->owner);
  });
  if (said) return OkStatus();
  Member member = MemberFrom(call, key, object, group);
  member.stranger = there->owner;
  member.loses = loses;
  members.push_back(std::move(member));
  return OkStatus();
}

// An interface may belong to another account than the connection it is on.
bool IsInThisCloud(const Search& search, const ObjectKey& key) {
  const Clouds& clouds = search.call.clouds;
  const std::string& account = search.disruption.key.account;
  return key.account == account || clouds.CloudOf(key.account) == clouds.CloudOf(account);
}

// The same object as another account of this configuration has it: what takes it down for one takes it down for both.
// What is only forgotten goes with it too, and no step of its own was asked about that. Right before the call the state
// tells what this run has not read, and what it has given up by then.
void AddOtherHalf(const Search& search, const ObjectKey& key, const std::set<std::string>& loses,
                  std::vector<Member>& members) {
  if (key.id.empty()) return;
  const auto is_half = [&](const ObjectKey& other) {
    return other.account != key.account && other.region == key.region && IsInThisCloud(search, other);
  };
  auto ledger = search.call.run.ledger.Open();
  for (const auto* found : ledger->WithId(key.kind, key.id)) {
    const auto& [half, entry] = *found;
    if (!is_half(half) || entry.fate == Fate::kGoes || !entry.attributes.is_known()) continue;
    Add(search, half, entry.attributes, entry.group, members, loses);
  }
  for (const auto& [half, state] : ledger->HeldWithId(key.kind, key.id)) {
    const Existing* entry = ledger->Find(half);
    const bool is_decided = entry != nullptr && (entry->fate == Fate::kGoes || entry->attributes.is_known());
    if (!is_half(half) || is_decided) continue;
    Add(search, half, state, Text(state, field::kRedundancyGroup), members, loses);
  }
}

// What this run deletes anyway is guarded by itself.
Status AddInterfacesOn(const Search& search, const std::string& connection, std::vector<Member>& members) {
  const Call& call = search.call;
  std::set<std::string> known;
  std::vector<std::pair<ObjectKey, Value>> staying;
  {
    auto ledger = call.run.ledger.Open();
    for (const auto* found : ledger->InterfacesOn(connection)) {
      const auto& [key, entry] = *found;
      if (!IsInThisCloud(search, key)) continue;
      known.insert(key.id);
      if (entry.fate == Fate::kGoes) continue;
      Add(search, key, entry.attributes, entry.group, members);
      staying.emplace_back(key, entry.attributes);
    }
  }
  for (const auto& [known_key, object] : staying) {
    IC_RETURN_IF_ERROR(AddAsMarked(search, known_key, object, {}, members));
  }
  const ObjectKey& key = search.disruption.key;
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(key.account, key.region, Kind::kVirtualInterface,
                                                               search.freshness, call.stop));
  for (const Observed* observed : live->OnConnection(connection)) {
    if (known.contains(observed->id)) continue;
    const ObjectKey on = search.InterfaceKey(observed->id);
    Add(search, on, observed->attributes, observed->redundancy_group, members, {}, StrangerAs(call, on, *observed));
    AddOtherHalf(search, on, {}, members);
  }
  return OkStatus();
}

struct FoundInterface {
  Value object;
  std::string group;                    // empty: in none, or not there
  std::optional<std::string> stranger;  // Member::stranger
};

StatusOr<FoundInterface> FindInterface(const Search& search, const ObjectKey& key) {
  FoundInterface found;
  if (search.disruption.key == key) {
    found = {search.disruption.object, Text(search.disruption.object, field::kRedundancyGroup), std::nullopt};
    if (!found.group.empty()) return found;
  }
  {
    auto ledger = search.call.run.ledger.Open();
    const Existing* entry = ledger->Find(key);
    if (entry != nullptr && entry->attributes.is_known()) {
      return FoundInterface{entry->attributes, entry->group, std::nullopt};
    }
  }
  IC_ASSIGN_OR_RETURN(const auto adapter, search.call.clouds.Get(key.account));
  IC_ASSIGN_OR_RETURN(const std::optional<Observed> observed,
                      adapter->Read({key.kind, key.region, key.id, search.freshness, Value::Null()}, search.call.stop));
  if (observed) found = {observed->attributes, observed->redundancy_group, StrangerAs(search.call, key, *observed)};
  return found;
}

Status AddInterface(const Search& search, const std::string& id, const std::set<std::string>& loses,
                    std::vector<Member>& members) {
  if (id.empty()) return OkStatus();
  const ObjectKey key = search.InterfaceKey(id);
  IC_ASSIGN_OR_RETURN(const FoundInterface found, FindInterface(search, key));
  Add(search, key, found.object, found.group, members, loses, found.stranger);
  AddOtherHalf(search, key, loses, members);
  return AddAsMarked(search, key, found.object, loses, members);
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
  for (const Observed* found : live->All()) {
    const Observed& one = *found;
    const std::string in = BundleOf(Kind::kConnection, cloud, one.attributes);
    if (one.id == id && !in.empty()) bundle = in;
  }
  std::set<std::string> ids = {id, bundle};
  for (const Observed* found : live->All()) {
    const Observed& one = *found;
    if (one.id != id && BundleOf(Kind::kConnection, cloud, one.attributes) != bundle) continue;
    ids.insert(one.id);
    const ObjectKey key{place.account, place.region, Kind::kConnection, one.id};
    // Where something is made, only what is there already is interrupted.
    if (place.id.empty()) continue;
    Add(search, key, one.attributes, GroupOfConnection(call, key, one), members, {}, StrangerAs(call, key, one));
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

// When planning; right before the call only what is there counts.
bool GoesDown(const Search& search, Kind kind, const std::string& id) {
  if (!search.planning) return false;
  const ObjectKey& place = search.disruption.key;
  return search.call.run.ledger.Open()->disrupted.contains({place.account, place.region, kind, id});
}

// Whether another link of the bundle is up, and stays.
StatusOr<bool> HasOtherLink(const Search& search, const std::string& cloud, const std::string& bundle) {
  const ObjectKey& key = search.disruption.key;
  Run& run = search.call.run;
  IC_ASSIGN_OR_RETURN(const auto live, run.live_lists.Get(key.account, key.region, Kind::kConnection, search.freshness,
                                                          search.call.stop));
  std::vector<std::string> others;
  for (const Observed* found : live->All()) {
    const Observed& one = *found;
    const bool link = one.id != key.id && BundleOf(Kind::kConnection, cloud, one.attributes) == bundle;
    if (link && !GoesDown(search, Kind::kConnection, one.id)) others.push_back(one.id);
  }
  if (others.empty()) return false;
  IC_ASSIGN_OR_RETURN(const std::vector<Health> health,
                      HealthOf(run, key.account, key.region, Kind::kConnection, others, search.call.stop));
  return std::ranges::any_of(health, [](const Health& one) { return one.state == HealthState::kUp; });
}

// With the last link of a bundle that is up goes all that stands on the bundle.
Status AddOnBundle(const Search& search, std::vector<Member>& members) {
  const std::string cloud = search.call.clouds.CloudOf(search.disruption.key.account);
  const std::string bundle = BundleOf(Kind::kConnection, cloud, search.disruption.object);
  if (bundle.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const bool stays, HasOtherLink(search, cloud, bundle));
  return stays ? OkStatus() : AddInterfacesOn(search, bundle, members);
}

std::string FamilyOfPrefix(const Value& prefix) {
  return Text(prefix, field::kCidr).find(':') == std::string::npos ? "ipv4" : "ipv6";
}

StatusOr<bool> HasOtherPrefix(const Search& search) {
  const ObjectKey& key = search.disruption.key;
  IC_ASSIGN_OR_RETURN(const auto live, search.call.run.live_lists.Get(key.account, key.region, Kind::kBgpCidr,
                                                                      search.freshness, search.call.stop));
  const std::string advertiser = Text(search.disruption.object, field::kAdvertisedBy);
  return std::ranges::any_of(live->With(field::kAdvertisedBy, advertiser), [&](const Observed* found) {
    const Observed& one = *found;
    return one.id != key.id && FamilyOfPrefix(one.attributes) == FamilyOfPrefix(search.disruption.object) &&
           !GoesDown(search, Kind::kBgpCidr, one.id);
  });
}

// Without the last prefix of a family nothing of it finds its way back through the interfaces of what announced it.
// Where that has an id of its own (an AWS association), which interfaces those are is not known here.
Status AddBehindPrefix(const Search& search, std::vector<Member>& members) {
  const ObjectKey& place = search.disruption.key;
  const std::string advertiser = Text(search.disruption.object, field::kAdvertisedBy);
  if (advertiser.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto live,
                      search.call.run.live_lists.Get(place.account, place.region, Kind::kVirtualInterface,
                                                     search.freshness, search.call.stop));
  LiveList::Found behind = live->With(field::kGatewayId, advertiser);
  if (const Observed* own = live->Find(advertiser); own != nullptr) behind.push_back(own);
  if (behind.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const bool stays, HasOtherPrefix(search));
  if (stays) return OkStatus();
  for (const Observed* one : behind) {
    const ObjectKey key = search.InterfaceKey(one->id);
    IC_ASSIGN_OR_RETURN(const FoundInterface found, FindInterface(search, key));
    Add(search, key, found.object, found.group, members, {FamilyOfPrefix(search.disruption.object)}, found.stranger);
  }
  return OkStatus();
}

}  // namespace

StatusOr<std::vector<Member>> FindAffected(const Call& call, const Disruption& disruption, Freshness freshness,
                                           bool planning) {
  const Search search{call, disruption, freshness, planning, planning ? JoiningIn(call) : Joining()};
  const ObjectKey& key = disruption.key;
  std::vector<Member> members;
  switch (key.kind) {
    case Kind::kConnection:
      Add(search, key, disruption.object, Text(disruption.object, field::kRedundancyGroup), members);
      IC_RETURN_IF_ERROR(AddAsMarked(search, key, disruption.object, {}, members));
      AddOtherHalf(search, key, {}, members);
      IC_RETURN_IF_ERROR(AddInterfacesOn(search, key.id, members));
      IC_RETURN_IF_ERROR(AddOnBundle(search, members));
      break;
    case Kind::kVirtualInterface: {
      const bool session = disruption.reach == Reach::kSession;
      const std::set<std::string> loses = session ? FamilyOf(disruption.object) : std::set<std::string>();
      IC_RETURN_IF_ERROR(AddInterface(search, key.id, loses, members));
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
      IC_RETURN_IF_ERROR(AddBehindPrefix(search, members));
      break;
  }
  return members;
}

}  // namespace ic::reconcile
