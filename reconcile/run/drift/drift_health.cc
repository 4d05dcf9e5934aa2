#include "reconcile/run/drift/drift_health.h"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {
namespace {

using reconcile::Text;

constexpr std::array kKindsWithHealth = {Kind::kConnection, Kind::kVirtualInterface};

bool HasHealth(Kind kind) {
  return std::find(kKindsWithHealth.begin(), kKindsWithHealth.end(), kind) != kKindsWithHealth.end();
}

using Question = std::tuple<std::string, std::string, Kind>;  // account, region, kind

struct Peer {
  std::string id;
  std::string family;
  Address address;
  std::string account;
};

// An object of the state. Another one, of another account, may be the other half of the same object of the cloud.
struct Entry {
  Address address;
  std::string account;
};

// What is asked, and what the answers are about.
struct Asked {
  std::map<Question, std::set<std::string>> ids;
  std::map<Identity, std::vector<Entry>> halves;  // without what is gone; none of them: all of it is
  std::map<Identity, std::vector<Peer>> peers;    // by interface
};

struct Answer {
  Question question;
  std::vector<std::string> ids;
  StatusOr<std::vector<Health>> health = std::vector<Health>();
};

// An object as its accounts see it. Of an interface that one account made for another, only one may see the sessions.
struct Sight {
  Health whole = {};                    // what counts for all of them
  std::map<std::string, Health> parts;  // by account
};

// A session is seen at its interface, which may be managed elsewhere.
void AskAboutPeer(const Address& address, const Known& known, Asked& asked) {
  const std::string interface = Text(known.attributes, field::kVirtualInterfaceId);
  if (interface.empty()) return;
  const Identity identity{known.object.cloud, known.object.region, Kind::kVirtualInterface, interface};
  asked.peers[identity].push_back(
      {known.object.id, Text(known.attributes, field::kAddressFamily), address, known.object.account});
  asked.ids[{known.object.account, identity.region, identity.kind}].insert(interface);
}

// Two objects of a state may be one leg: an interface that one account made for another, and that other's half of it.
void AddLeg(Leg leg, std::vector<Leg>& legs) {
  const auto same = std::ranges::find(legs, leg.identity, &Leg::identity);
  if (same == legs.end()) {
    legs.push_back(std::move(leg));
  } else if (leg.state != HealthState::kDown) {
    same->state = leg.state;  // gone for one of them only
  }
}

void AskAboutManaged(const KnownObjects& now, Asked& asked, HealthView& view) {
  for (const auto& [address, known] : now) {
    if (address.kind == Kind::kBgpPeer && !known.gone) {
      AskAboutPeer(address, known, asked);
      continue;
    }
    if (!HasHealth(address.kind)) continue;
    const Identity identity{known.object.cloud, known.object.region, address.kind, known.object.id};
    std::vector<Entry>& halves = asked.halves[identity];
    if (!known.gone) halves.push_back({address, known.object.account});
    // What is gone carries nothing; what it was in is what it leaves.
    const std::string group = Text(known.attributes, field::kRedundancyGroup);
    if (!group.empty())
      AddLeg({identity, known.gone ? HealthState::kDown : HealthState::kUnknown}, view.groups[{group, address.kind}]);
    if (!known.gone) asked.ids[{known.object.account, identity.region, identity.kind}].insert(identity.id);
  }
}

// Members of the same groups that nobody here manages.
void AskAboutStrangers(const std::vector<Live>& live, Asked& asked, HealthView& view) {
  for (const Live& one : live) {
    const auto group = view.groups.find({one.observed.redundancy_group, one.identity.kind});
    if (one.observed.redundancy_group.empty() || group == view.groups.end()) continue;
    if (asked.halves.contains(one.identity)) continue;
    group->second.push_back({one.identity, HealthState::kUnknown});
    asked.ids[{one.account, one.identity.region, one.identity.kind}].insert(one.identity.id);
  }
}

std::vector<Answer> Ask(Engine& engine, const Asked& asked, std::size_t workers) {
  std::vector<Answer> answers;
  for (const auto& [question, ids] : asked.ids) answers.push_back({question, {ids.begin(), ids.end()}});
  ForEach(answers.size(), workers, [&](std::size_t i) {
    const auto& [account, region, kind] = answers[i].question;
    answers[i].health = engine.CheckHealth(account, region, kind, answers[i].ids);
  });
  return answers;
}

// Whose the session is; null: no peer's that is managed here. Several may be of one family, so its id tells. A cloud
// that gives it a new one has one of each family.
const Peer* PeerOf(const std::vector<Peer>& peers, const Health& health, const Health::Session& session) {
  const auto same = std::ranges::find(peers, session.id, &Peer::id);
  if (same != peers.end()) return &*same;
  if (std::ranges::count(health.sessions, session.address_family, &Health::Session::address_family) != 1)
    return nullptr;
  const auto alike = std::ranges::find(peers, session.address_family, &Peer::family);
  return alike == peers.end() ? nullptr : &*alike;
}

// Whoever sees more sessions knows more; whoever sees as many, and is worse off, too. What is down for one of them is
// down.
void Join(Health other, Health& whole) {
  const auto worse = [](HealthState one, HealthState than) {
    return than != HealthState::kDown && one != HealthState::kUp && one != than;
  };
  const std::size_t more = other.sessions.size();
  const std::size_t seen = whole.sessions.size();
  if (more > seen || (more == seen && worse(other.state, whole.state))) std::swap(other, whole);
  if (other.state != HealthState::kDown || whole.state == HealthState::kDown) return;
  whole.state = other.state;
  whole.vendor_state = other.vendor_state;
}

void AddSight(const std::string& account, const Health& health, Sight& sight) {
  if (sight.parts.empty()) {
    sight.whole = health;
  } else {
    Join(health, sight.whole);
  }
  sight.parts.emplace(account, health);
}

// Each half has a line of its own, and the sessions that are no peer's.
void AddEntry(const Entry& half, const Identity& identity, const Sight& sight, const std::vector<Peer>& peers,
              std::vector<SessionHealth>& sessions) {
  const auto own = sight.parts.find(half.account);
  const Health& whole = sight.whole;
  const std::string& group = own == sight.parts.end() ? whole.redundancy_group : own->second.redundancy_group;
  const bool told = own != sight.parts.end() && !own->second.sessions.empty();
  const std::string address = half.address.ToString();
  sessions.push_back({address, half.account, identity.id, "", whole.state, whole.vendor_state, group});
  for (const Health::Session& session : whole.sessions) {
    if (PeerOf(peers, whole, session) != nullptr) continue;
    sessions.push_back({address, half.account, session.id.empty() ? identity.id : session.id, session.address_family,
                        session.state, session.vendor_state, group, !told});
  }
}

void AddSessions(const Identity& identity, const Sight& sight, const Asked& asked,
                 std::vector<SessionHealth>& sessions) {
  const auto halves = asked.halves.find(identity);
  const auto found = asked.peers.find(identity);
  const std::vector<Peer> peers = found == asked.peers.end() ? std::vector<Peer>() : found->second;
  if (halves != asked.halves.end()) {
    for (const Entry& half : halves->second) AddEntry(half, identity, sight, peers, sessions);
  }
  const Health& whole = sight.whole;
  for (const Health::Session& session : whole.sessions) {
    const Peer* peer = PeerOf(peers, whole, session);
    if (peer == nullptr) continue;
    sessions.push_back({peer->address.ToString(), peer->account, session.id.empty() ? identity.id : session.id,
                        session.address_family, session.state, session.vendor_state, whole.redundancy_group});
  }
}

// Of a leg: it is what its group has while the sessions of one family are all there.
HealthState LegState(const Health& health) {
  std::map<std::string, bool> lost;  // by family
  for (const Health::Session& session : health.sessions) {
    lost[session.address_family] |= session.state == HealthState::kDown;
  }
  const bool none = !lost.empty() && std::ranges::all_of(lost, [](const auto& family) { return family.second; });
  return none ? HealthState::kDown : health.state;
}

void FillLegs(const std::map<Identity, Sight>& sights, HealthView& view) {
  for (auto& [group, legs] : view.groups) {
    for (Leg& leg : legs) {
      const auto found = sights.find(leg.identity);
      if (found != sights.end()) leg.state = LegState(found->second.whole);
    }
  }
}

}  // namespace

std::vector<GroupHealth> HealthView::Summary() const {
  std::vector<GroupHealth> summary;
  for (const auto& [key, legs] : groups) {
    const auto healthy =
        std::count_if(legs.begin(), legs.end(), [](const Leg& leg) { return leg.state == HealthState::kUp; });
    summary.push_back({key.first, key.second, legs.size(), static_cast<std::size_t>(healthy)});
  }
  return summary;
}

HealthView LookAtHealth(Engine& engine, const KnownObjects& now, const std::vector<Live>& live, std::size_t workers,
                        Unread& unread) {
  HealthView view;
  Asked asked;
  AskAboutManaged(now, asked, view);
  AskAboutStrangers(live, asked, view);
  std::map<Identity, Sight> sights;
  for (const Answer& answer : Ask(engine, asked, workers)) {
    const auto& [account, region, kind] = answer.question;
    if (!answer.health.ok()) {
      unread.Add(account, fmt::format("Checking the health of every {} in {}", KindTitle(kind), region),
                 answer.health.status());
      continue;
    }
    for (const Health& health : *answer.health) {
      AddSight(account, health, sights[Identity{engine.CloudOf(account), region, kind, health.id}]);
    }
  }
  for (const auto& [identity, sight] : sights) AddSessions(identity, sight, asked, view.sessions);
  std::ranges::stable_sort(view.sessions, {}, [](const SessionHealth& session) {
    return std::tie(session.address, session.address_family);
  });
  FillLegs(sights, view);
  return view;
}

}  // namespace ic::run
