#include "reconcile/guard/members.h"

#include <optional>
#include <set>
#include <utility>

#include "adapters/contract/mark.h"
#include "reconcile/ledger/health.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

// See guard.h: vendors that bundle connections name the bundle so.
constexpr std::string_view kBundleField = "lag_id";

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

// What this account made for another one, and that one accepted: its tags are that one's, and name that one as the
// owner. By the owners on what goes down here a process that is not told its own state knows such legs for a pair:
// those are the other account's own, and nobody but that account can write on them.
std::set<std::string> AcceptedBy(const Call& call, const LiveList& live, const std::map<ObjectKey, Member>& members) {
  std::set<std::string> owners;
  if (call.config->state_is_held) return owners;
  for (const auto& [key, member] : members) {
    const Observed* there = member.goes_down ? live.Find(key.id) : nullptr;
    if (there == nullptr || there->owner.empty() || !IsMadeForAnother(call, key, there->attributes)) continue;
    owners.insert(there->owner);
  }
  return owners;
}

// `of`: whose members are wanted, as Member::stranger.
Status AddLive(const Call& call, const Place& place, const std::string& group, const std::optional<std::string>& of,
               Kind kind, Freshness freshness, std::map<ObjectKey, Member>& members, std::vector<Member>& strangers) {
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(place.first, place.second, kind, freshness, call.stop));
  const std::set<std::string> accepted_by = AcceptedBy(call, *live, members);
  for (const Observed* observed : live->InGroup(group)) {
    const ObjectKey key{place.first, place.second, kind, observed->id};
    if (members.contains(key)) continue;
    Member member = MemberFrom(call, key, observed->attributes, group);
    member.stranger = StrangerAs(call, key, *observed);
    const bool accepted = accepted_by.contains(observed->owner) && IsMadeForAnother(call, key, observed->attributes);
    if (of ? observed->owner == *of : !member.stranger || accepted) {
      members.emplace(key, std::move(member));
    } else if (!of) {
      strangers.push_back(std::move(member));
    }
  }
  return OkStatus();
}

Status AddHeld(const Call& call, const Place& place, const std::string& group, const std::vector<std::string>& held,
               Kind kind, Freshness freshness, std::map<ObjectKey, Member>& members) {
  if (held.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto live, call.run.live_lists.Get(place.first, place.second, kind, freshness, call.stop));
  for (const std::string& id : held) {
    const Observed* there = live->Find(id);
    const ObjectKey key{place.first, place.second, kind, id};
    if (there != nullptr) members.try_emplace(key, MemberFrom(call, key, there->attributes, group));
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

using Links = std::map<std::string, std::set<std::string>>;  // bundle or connection → the connections that carry it

// A bundle is no connection: it is as its links are.
Status AddLinks(const Call& call, const Place& place, Freshness freshness, const std::set<std::string>& bundles,
                Links& links) {
  const std::string cloud = call.clouds.CloudOf(place.first);
  IC_ASSIGN_OR_RETURN(const auto live,
                      call.run.live_lists.Get(place.first, place.second, Kind::kConnection, freshness, call.stop));
  for (const Observed* found : live->All()) {
    const Observed& one = *found;
    const std::string bundle = BundleOf(Kind::kConnection, cloud, one.attributes);
    if (bundles.contains(bundle)) links[bundle].insert(one.id);
  }
  return OkStatus();
}

bool CountsOnItsPath(const Member& member, const Place& place) {
  return member.key.account == place.first && member.key.region == place.second && !member.bundle.empty() &&
         !member.goes_down && member.health == HealthState::kUp;
}

// Of connections that the place does not see, what other accounts of this configuration are told of theirs.
Status AskOwners(const Call& call, const Place& place, const std::set<std::string>& ids,
                 std::map<std::string, HealthState>& states) {
  std::map<Place, std::vector<std::string>> owned;
  {
    auto ledger = call.run.ledger.Open();
    for (const std::string& id : ids) {
      for (const auto* found : ledger->WithId(Kind::kConnection, id)) {
        const ObjectKey& key = found->first;
        if (key.account == place.first || call.clouds.CloudOf(key.account) != call.clouds.CloudOf(place.first))
          continue;
        owned[{key.account, key.region}].push_back(id);
      }
    }
  }
  for (const auto& [owner, there] : owned) {
    IC_ASSIGN_OR_RETURN(const std::vector<Health> found,
                        HealthOf(call.run, owner.first, owner.second, Kind::kConnection, there, call.stop));
    for (const Health& one : found) states[one.id] = one.state;
  }
  return OkStatus();
}

// A session may be said to be up while the line under it is not. What no account of this configuration sees says
// nothing.
Status AddPaths(const Call& call, const Place& place, Freshness freshness, std::map<ObjectKey, Member>& members) {
  Links links;
  for (const auto& [key, member] : members) {
    if (CountsOnItsPath(member, place)) links[member.bundle].insert(member.bundle);
  }
  std::map<std::string, HealthState> states;
  const auto ask = [&](const std::set<std::string>& ids) -> Status {
    if (ids.empty()) return OkStatus();
    IC_ASSIGN_OR_RETURN(
        const std::vector<Health> found,
        HealthOf(call.run, place.first, place.second, Kind::kConnection, {ids.begin(), ids.end()}, call.stop));
    for (const Health& one : found) states[one.id] = one.state;
    return OkStatus();
  };
  std::set<std::string> ids;
  for (const auto& [bundle, on] : links) ids.insert(bundle);
  IC_RETURN_IF_ERROR(ask(ids));
  std::erase_if(ids, [&states](const std::string& id) { return states.contains(id); });
  IC_RETURN_IF_ERROR(AskOwners(call, place, ids, states));
  std::erase_if(ids, [&states](const std::string& id) { return states.contains(id); });
  if (!ids.empty()) {
    IC_RETURN_IF_ERROR(AddLinks(call, place, freshness, ids, links));
    std::set<std::string> more;
    for (const std::string& bundle : ids) more.insert(links[bundle].begin(), links[bundle].end());
    std::erase_if(more, [&ids](const std::string& id) { return ids.contains(id); });
    IC_RETURN_IF_ERROR(ask(more));
  }
  for (auto& [key, member] : members) {
    if (!CountsOnItsPath(member, place)) continue;
    bool seen = false;
    bool carries = false;
    for (const std::string& id : links[member.bundle]) {
      const auto found = states.find(id);
      seen |= found != states.end();
      carries |= found != states.end() && found->second != HealthState::kDown;
    }
    if (seen && !carries) member.path_down = member.bundle;
  }
  return OkStatus();
}

// Of the sessions of the family, the one for which `better` says so against all others.
template <typename Better>
HealthState HealthIn(const Member& member, const std::string& family, Better better) {
  if (member.sessions.empty()) {
    const bool fits = family.empty() || member.family.empty() || member.family == family;
    return fits ? member.health : HealthState::kDown;
  }
  std::optional<HealthState> found;
  for (const Health::Session& session : member.sessions) {
    if (session.address_family == family && (!found || better(session.state, *found))) found = session.state;
  }
  return found.value_or(HealthState::kDown);
}

int Rank(HealthState state) { return state == HealthState::kUp ? 2 : state == HealthState::kUnknown ? 1 : 0; }

}  // namespace

HealthState WorstIn(const Member& member, const std::string& family) {
  return HealthIn(member, family, [](HealthState one, HealthState other) { return Rank(one) < Rank(other); });
}

HealthState BestIn(const Member& member, const std::string& family) {
  return HealthIn(member, family, [](HealthState one, HealthState other) { return Rank(one) > Rank(other); });
}

std::string BundleOf(Kind kind, const std::string& cloud, const Value& object) {
  if (kind == Kind::kVirtualInterface) return Text(object, field::kConnectionId);
  return Text(object.Get(cloud), kBundleField);
}

bool IsBundleKnown(const std::string& cloud, const Value& connection) {
  const Value& own = connection.Get(cloud);
  return !own.is_unknown() && !own.Get(kBundleField).is_unknown();
}

std::optional<std::string> StrangerAs(const Call& call, const ObjectKey& key, const Observed& observed) {
  if (call.run.ledger.IsClaimed(key)) return std::nullopt;
  const bool marked = !observed.owner.empty() || !observed.mark.empty();
  const bool same = !call.config->state_is_held && marked && observed.owner == OwnerAsMarked(call.config->owner);
  return same ? std::nullopt : std::optional(observed.owner);
}

bool IsMadeForAnother(const Call& call, const ObjectKey& key, const Value& object) {
  Asked asked = call;
  asked.kind = key.kind;
  asked.tables = call.run.clouds.TablesOf(*call.traits, key.kind);
  asked.field_table = &call.run.clouds.field_table(key.kind);
  asked.account = key.account;
  if (!IsForAnother(asked, object)) return false;
  return IsForAnother(asked, WithoutOwnAccount(asked, CallerAmong(asked, {&object}), object));
}

Member MemberFrom(const Call& call, const ObjectKey& key, const Value& object, std::string group) {
  Member member;
  member.key = key;
  member.name = Text(object, field::kName);
  member.group = std::move(group);
  member.cloud = call.clouds.CloudOf(key.account);
  member.bundle = BundleOf(key.kind, member.cloud, object);
  if (key.kind == Kind::kVirtualInterface) {
    member.gateway = Text(object, field::kGatewayId);
    member.type = Text(object, field::kType);
  }
  member.family = key.kind == Kind::kVirtualInterface ? Text(object, field::kAddressFamily) : std::string();
  return member;
}

void NoteJoining(LedgerContents& ledger, const ObjectKey& key, const Value& now, const Value& planned) {
  const std::string group = Text(planned, field::kRedundancyGroup);
  if (!group.empty() && group != Text(now, field::kRedundancyGroup)) ledger.joining[{key.kind, group}][key] = now;
}

StatusOr<Members> FindMembers(const Call& call, const std::string& group, const std::vector<Member>& affected,
                              const std::vector<std::string>& held, Freshness freshness, bool planning) {
  const Kind kind = affected.front().key.kind;
  const std::optional<std::string>& of = affected.front().stranger;
  std::map<ObjectKey, Member> members;
  Members found;
  for (const Member& member : affected) members.emplace(member.key, member).first->second.goes_down = true;
  if (!of) AddFromLedger(call, group, kind, members);
  if (planning && !of) AddJoining(call, group, kind, members);
  std::set<Place> places;
  for (const auto& [key, member] : members) places.insert({key.account, key.region});
  for (const Place& place : places) {
    if (!of) {
      IC_RETURN_IF_ERROR(AddHeld(call, place, group, held, kind, freshness, members));
    }
    IC_RETURN_IF_ERROR(AddLive(call, place, group, of, kind, freshness, members, found.strangers));
  }
  for (const Place& place : places) IC_RETURN_IF_ERROR(AddHealth(call, place, kind, members));
  for (const Place& place : places) {
    if (kind == Kind::kVirtualInterface) IC_RETURN_IF_ERROR(AddPaths(call, place, freshness, members));
  }
  if (planning) {
    auto ledger = call.run.ledger.Open();
    for (auto& [key, member] : members) {
      const auto disrupted = ledger->disrupted.find(key);
      if (disrupted != ledger->disrupted.end()) member.disrupted = disrupted->second;
    }
  }
  for (auto& [key, member] : members) found.known.push_back(std::move(member));
  return found;
}

}  // namespace ic::reconcile
