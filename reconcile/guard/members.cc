#include "reconcile/guard/members.h"

#include <optional>
#include <set>
#include <utility>

#include "reconcile/ledger/health.h"

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

void NoteJoining(LedgerContents& ledger, const ObjectKey& key, const Value& now, const Value& planned) {
  const std::string group = Text(planned, field::kRedundancyGroup);
  if (!group.empty() && group != Text(now, field::kRedundancyGroup)) ledger.joining[{key.kind, group}][key] = now;
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
