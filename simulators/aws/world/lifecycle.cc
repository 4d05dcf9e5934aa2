#include "simulators/aws/world/lifecycle.h"

#include <algorithm>

namespace ic::sim::aws {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Duration kPortReview = minutes(20);
constexpr Duration kPortLight = minutes(5);
constexpr Duration kHostedReady = minutes(2);
constexpr Duration kMove = seconds(30);
constexpr Duration kInterfaceReady = seconds(60);
constexpr Duration kPeerReady = seconds(60);
constexpr Duration kDelete = seconds(60);
constexpr Duration kGatewayReady = seconds(10);
constexpr Duration kAssociate = minutes(15);
constexpr Duration kUpdate = minutes(2);

// The state an interface takes when it is built: `available` if a session is up, else `down`.
constexpr std::string_view kSettled = "settled";

// Carries out the steps that are due; true if there was one.
bool Step(Life& life, Time now) {
  bool moved = false;
  while (!life.next.empty() && life.next.front().due <= now) {
    life.state = life.next.front().state;
    if (life.Is({"deleted", "disassociated"})) life.gone = life.next.front().due;
    life.next.pop_front();
    moved = true;
  }
  return moved;
}

bool Expired(const Life& life, Time now) { return life.gone && *life.gone + kRetention <= now; }

void RefreshStatus(BgpPeer& peer) {
  peer.bgp_status = peer.router_up && peer.life.state == "available" ? "up" : "down";
}

std::string_view SettledState(const VirtualInterface& interface) {
  const bool up = std::any_of(interface.peers.begin(), interface.peers.end(), [](const BgpPeer& peer) {
    return peer.bgp_status == "up" && !peer.life.Is({"deleting", "deleted"});
  });
  return up ? "available" : "down";
}

void SettleInterface(VirtualInterface& interface, Time now) {
  bool peer_changed = false;
  for (BgpPeer& peer : interface.peers) {
    if (!Step(peer.life, now)) continue;
    peer_changed = true;
    RefreshStatus(peer);
  }
  std::erase_if(interface.peers, [&](const BgpPeer& peer) {
    return peer.life.state == "deleted" && !interface.life.Is({"deleting", "deleted"});
  });
  if (Step(interface.life, now) && interface.life.state == kSettled) {
    interface.life.state = SettledState(interface);
  } else if (peer_changed && interface.life.state == "down") {
    interface.life.state = SettledState(interface);  // a session that came up with its peer
  }
}

// A LAG is what its members are: available if one of them is.
void SettleLag(const World& world, Lag& lag, Time now) {
  Step(lag.life, now);
  if (!lag.life.Is({"requested", "pending", "available", "down"}) || !lag.life.next.empty()) return;
  const std::vector<Connection*> members = Members(world, lag);
  if (members.empty()) return;
  const auto any = [&](std::string_view state) {
    return std::any_of(members.begin(), members.end(),
                       [&](const Connection* member) { return member->life.state == state; });
  };
  lag.life.state = any("available") ? "available" : any("down") ? "down" : "pending";
}

}  // namespace

Duration Lifecycle::MoveTime() const { return After(kMove); }

void Lifecycle::Requested(Connection& connection, Time now) const {
  connection.life.Enter("requested");
  if (options_.hold_requested) return;
  const Time reviewed = now + After(kPortReview);
  if (options_.lifecycle) connection.life.next.push_back({"pending", reviewed});
  connection.life.next.push_back({"available", reviewed + After(kPortLight)});
}

void Lifecycle::Confirmed(Connection& connection, Time now) const {
  connection.life.Enter("pending");
  connection.life.next.push_back({"available", now + After(kHostedReady)});
}

void Lifecycle::Deleting(Connection& connection, Time now) const {
  if (connection.life.Is({"requested", "ordering"})) {
    connection.life.Enter(connection.life.state == "ordering" ? "rejected" : "deleted");
    connection.life.gone = now;
    return;
  }
  connection.life.Enter("deleting");
  connection.life.next.push_back({"deleted", now + After(kDelete)});
}

void Lifecycle::Pending(Lag& lag, Time) const { lag.life.Enter("pending"); }

void Lifecycle::Deleted(Lag& lag, Time now) const {
  lag.life.Enter("deleted");
  lag.life.gone = now;
}

void Lifecycle::Pending(VirtualInterface& interface, Time now) const {
  interface.life.Enter("pending");
  interface.life.next.push_back({std::string(kSettled), now + After(kInterfaceReady)});
}

void Lifecycle::Verifying(VirtualInterface& interface) const {
  interface.life.Enter("verifying");
  for (BgpPeer& peer : interface.peers) peer.life.Enter("verifying");
}

void Lifecycle::Reviewed(VirtualInterface& interface, Time now) const {
  interface.reviewed = true;
  if (interface.life.state == "verifying") Pending(interface, now);
  for (BgpPeer& peer : interface.peers) {
    if (peer.life.state == "verifying") Pending(interface, peer, now);
  }
}

void Lifecycle::Deleting(VirtualInterface& interface, Time now) const {
  if (interface.life.state == "confirming") {
    interface.life.Enter("rejected");
    interface.life.gone = now;
    return;
  }
  interface.life.Enter("deleting");
  interface.life.next.push_back({"deleted", now + After(kDelete)});
  for (BgpPeer& peer : interface.peers) Deleting(peer, now);
}

void Lifecycle::Pending(const VirtualInterface& interface, BgpPeer& peer, Time now) const {
  if (interface.type == "public" && !interface.reviewed) {
    peer.life.Enter("verifying");
    return;
  }
  peer.life.Enter("pending");
  peer.life.next.push_back({"available", now + After(kPeerReady)});
}

void Lifecycle::Deleting(BgpPeer& peer, Time now) const {
  peer.life.Enter("deleting");
  peer.bgp_status = "down";
  peer.life.next.push_back({"deleted", now + After(kDelete)});
}

void Lifecycle::Pending(DxGateway& gateway, Time now) const {
  gateway.life.Enter("pending");
  gateway.life.next.push_back({"available", now + After(kGatewayReady)});
}

void Lifecycle::Deleting(DxGateway& gateway, Time now) const {
  gateway.life.Enter("deleting");
  gateway.life.next.push_back({"deleted", now + After(kGatewayReady)});
}

void Lifecycle::Associating(Association& association, Time now) const {
  association.life.Enter("associating");
  association.life.next.push_back({"associated", now + After(kAssociate)});
}

void Lifecycle::Updating(Association& association, Time now) const {
  association.life.Enter("updating");
  association.life.next.push_back({"associated", now + After(kUpdate)});
}

void Lifecycle::Disassociating(Association& association, Time now) const {
  association.life.Enter("disassociating");
  association.life.next.push_back({"disassociated", now + After(kAssociate)});
}

void Lifecycle::BeginTest(VirtualInterface& interface, const FailoverTest& test) const {
  interface.life.Enter("testing");
  for (BgpPeer& peer : interface.peers) {
    if (std::find(test.peers.begin(), test.peers.end(), peer.id) != test.peers.end()) peer.bgp_status = "down";
  }
}

void Lifecycle::EndTest(VirtualInterface& interface, FailoverTest& test, std::string_view status) {
  test.status = status;
  for (BgpPeer& peer : interface.peers) RefreshStatus(peer);
  if (interface.life.state == "testing") interface.life.state = SettledState(interface);
}

void Lifecycle::Settle(World& world, Time now) const {
  for (const auto& connection : world.connections.items()) {
    Step(connection->life, now);
    if (connection->moving_until && *connection->moving_until <= now) connection->moving_until.reset();
  }
  for (const auto& lag : world.lags.items()) SettleLag(world, *lag, now);
  for (const auto& interface : world.interfaces.items()) SettleInterface(*interface, now);
  for (const auto& test : world.tests.items()) {
    if (test->status != "In progress" || test->end > now) continue;
    if (VirtualInterface* interface = world.interfaces.Find(test->interface_id)) {
      EndTest(*interface, *test, "Completed");
    } else {
      test->status = "Completed";
    }
  }
  for (const auto& gateway : world.gateways.items()) Step(gateway->life, now);
  for (const auto& association : world.associations.items()) Step(association->life, now);

  const auto expired = [&](const auto& object) { return Expired(object.life, now); };
  world.connections.RemoveIf(expired);
  world.lags.RemoveIf(expired);
  world.interfaces.RemoveIf(expired);
  // Deleted gateways and associations are not listed at all.
  world.gateways.RemoveIf([](const DxGateway& gateway) { return gateway.life.state == "deleted"; });
  world.associations.RemoveIf([](const Association& one) { return one.life.state == "disassociated"; });
}

void Lifecycle::SetRouter(VirtualInterface& interface, BgpPeer& peer, bool up) {
  peer.router_up = up;
  RefreshStatus(peer);
  if (interface.life.Is({"available", "down"})) interface.life.state = SettledState(interface);
}

void Lifecycle::SetRouter(VirtualInterface& interface, bool up) {
  for (BgpPeer& peer : interface.peers) {
    peer.router_up = up;
    RefreshStatus(peer);
  }
  if (interface.life.Is({"available", "down"})) interface.life.state = SettledState(interface);
}

}  // namespace ic::sim::aws
