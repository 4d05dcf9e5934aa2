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

class HealthLook {
 public:
  HealthLook(Engine& engine, const KnownObjects& now, const std::vector<Live>& live, std::size_t workers,
             Unread& unread)
      : engine_(engine), now_(now), live_(live), workers_(workers), unread_(unread) {}

  HealthView Run() {
    AddManaged();
    AddStrangers();
    Ask();
    FillLegs();
    return std::move(view_);
  }

 private:
  using Question = std::tuple<std::string, std::string, Kind>;  // account, region, kind
  struct Answer {
    Question question;
    std::vector<std::string> ids;
    StatusOr<std::vector<Health>> health = std::vector<Health>();
  };

  static Identity IdentityOf(const Address& address, const Known& known) {
    return {known.object.cloud, known.object.region, address.kind, known.object.id};
  }

  void AddManaged() {
    for (const auto& [address, known] : now_) {
      if (address.kind == Kind::kBgpPeer && !known.gone) {
        AddPeer(address, known);
        continue;
      }
      if (!HasHealth(address.kind)) continue;
      const Identity identity = IdentityOf(address, known);
      addresses_[identity] = address;
      // What is gone carries nothing; what it was in is what it leaves.
      const std::string group = Text(known.attributes, field::kRedundancyGroup);
      if (!group.empty()) {
        const HealthState state = known.gone ? HealthState::kDown : HealthState::kUnknown;
        view_.groups[{group, address.kind}].push_back({identity, state});
      }
      if (!known.gone) questions_[{known.object.account, identity.region, identity.kind}].insert(identity.id);
    }
  }

  // A session is seen at its interface, which may be managed elsewhere.
  void AddPeer(const Address& address, const Known& known) {
    const std::string interface = Text(known.attributes, field::kVirtualInterfaceId);
    if (interface.empty()) return;
    const Identity identity{known.object.cloud, known.object.region, Kind::kVirtualInterface, interface};
    peers_[{identity, Text(known.attributes, field::kAddressFamily)}] = address;
    questions_[{known.object.account, identity.region, identity.kind}].insert(interface);
  }

  // Members of the same groups that nobody here manages.
  void AddStrangers() {
    for (const Live& live : live_) {
      const auto group = view_.groups.find({live.observed.redundancy_group, live.identity.kind});
      if (live.observed.redundancy_group.empty() || group == view_.groups.end()) continue;
      if (addresses_.contains(live.identity)) continue;
      group->second.push_back({live.identity, HealthState::kUnknown});
      questions_[{live.account, live.identity.region, live.identity.kind}].insert(live.identity.id);
    }
  }

  void Ask() {
    std::vector<Answer> answers;
    for (const auto& [question, ids] : questions_) answers.push_back({question, {ids.begin(), ids.end()}});
    ForEach(answers.size(), workers_, [&](std::size_t i) {
      const auto& [account, region, kind] = answers[i].question;
      answers[i].health = engine_.CheckHealth(account, region, kind, answers[i].ids);
    });
    for (const Answer& answer : answers) {
      const auto& [account, region, kind] = answer.question;
      if (!answer.health.ok()) {
        unread_.Add(account, fmt::format("Checking the health of every {} in {}", KindTitle(kind), region),
                    answer.health.status());
        continue;
      }
      for (const Health& health : *answer.health)
        Add(account, {engine_.CloudOf(account), region, kind, health.id}, health);
    }
    std::stable_sort(view_.sessions.begin(), view_.sessions.end(), [](const SessionHealth& a, const SessionHealth& b) {
      return std::tie(a.address, a.address_family) < std::tie(b.address, b.address_family);
    });
  }

  void Add(const std::string& account, const Identity& identity, const Health& health) {
    // Two accounts may see one object, and both be asked.
    if (!states_.emplace(identity, health.state).second) return;
    const auto own = addresses_.find(identity);
    if (own != addresses_.end()) {
      view_.sessions.push_back({own->second.ToString(), account, identity.id, "", health.state, health.vendor_state,
                                health.redundancy_group});
    }
    for (const Health::Session& session : health.sessions) {
      const auto peer = peers_.find({identity, session.address_family});
      if (peer == peers_.end() && own == addresses_.end()) continue;
      const Address& address = peer == peers_.end() ? own->second : peer->second;
      view_.sessions.push_back({address.ToString(), account, session.id.empty() ? identity.id : session.id,
                                session.address_family, session.state, session.vendor_state, health.redundancy_group});
    }
  }

  void FillLegs() {
    for (auto& [group, legs] : view_.groups) {
      for (Leg& leg : legs) {
        const auto found = states_.find(leg.identity);
        if (found != states_.end()) leg.state = found->second;
      }
    }
  }

  Engine& engine_;
  const KnownObjects& now_;
  const std::vector<Live>& live_;
  const std::size_t workers_;
  Unread& unread_;
  HealthView view_;
  std::map<Question, std::set<std::string>> questions_;
  std::map<Identity, Address> addresses_;
  std::map<std::pair<Identity, std::string>, Address> peers_;  // by interface and address family
  std::map<Identity, HealthState> states_;
};

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
  return HealthLook(engine, now, live, workers, unread).Run();
}

}  // namespace ic::run
