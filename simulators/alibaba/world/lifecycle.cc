#include "simulators/alibaba/world/lifecycle.h"

namespace ic::sim::alibaba {
namespace {

using std::chrono::seconds;

constexpr Duration kApprove = seconds(20);
constexpr Duration kAllocate = seconds(40);
constexpr Duration kAllocated = seconds(60);
constexpr Duration kEnable = seconds(10);
constexpr Duration kTerminate = seconds(15);
constexpr Duration kLetter = seconds(30);
constexpr Duration kBgp = seconds(5);

// Carries out the steps that are due; true if there was one. `when` is set to the last one's time.
bool Step(Life& life, Time now, Time& when) {
  bool moved = false;
  while (!life.next.empty() && life.next.front().due <= now) {
    when = life.next.front().due;
    life.state = life.next.front().state;
    life.next.pop_front();
    moved = true;
  }
  return moved;
}

void Step(Life& life, Time now) {
  Time when;
  Step(life, now, when);
}

template <typename T>
void SettleTable(Table<T>& table, Time now) {
  for (const auto& item : table.items()) Step(item->life, now);
  table.RemoveIf([](const T& item) { return item.life.state == kGone; });
}

}  // namespace

void Lifecycle::Ordered(Circuit& circuit, const Switches& switches, Time now) const {
  circuit.life.Enter("Initial");
  if (options_.hold_requested) return;
  if (options_.lifecycle) {
    circuit.life.next.push_back({"Approved", now + kApprove});
    circuit.life.next.push_back({"Allocating", now + kAllocate});
  }
  circuit.life.next.push_back({switches.fail_allocation ? "Allocation Failed" : "Allocated", After(now, kAllocated)});
}

void Lifecycle::Enabling(Circuit& circuit, Time now) const {
  circuit.life.Enter("Confirmed");
  circuit.life.next.push_back({"Enabled", After(now, kEnable)});
}

void Lifecycle::Terminating(Circuit& circuit, Time now) const {
  circuit.life.Enter("Terminating");
  circuit.life.next.push_back({"Terminated", After(now, kTerminate)});
}

void Lifecycle::Applying(Loa& loa, Time now) const {
  loa.life.Enter("Applying");
  if (!options_.hold_requested) loa.life.next.push_back({"Available", After(now, kLetter)});
}

void Lifecycle::Terminating(Router& router, Time now) const {
  router.life.Enter("terminating");
  router.life.next.push_back({"terminated", After(now, kTerminate)});
}

void Lifecycle::Recovering(Router& router, Time now) const {
  router.life.Enter("recovering");
  router.life.next.push_back({"active", After(now, kTerminate)});
}

void Lifecycle::Deleting(Router& router, Time now) const {
  router.life.Enter("deleting");
  router.life.next.push_back({std::string(kGone), After(now, kBgp)});
}

void Lifecycle::Starting(Life& life, std::string_view first, std::string_view then, Time now) const {
  life.Enter(first);
  life.next.push_back({std::string(then), After(now, kBgp)});
}

void Lifecycle::Deleting(Life& life, Time now) const {
  life.Enter("Deleting");
  life.next.push_back({std::string(kGone), After(now, kBgp)});
}

void Lifecycle::Settle(World& world, Time now) const {
  Time when;
  for (const auto& circuit : world.circuits.items()) {
    if (Step(circuit->life, now, when) && circuit->life.state == "Enabled") circuit->enabled = when;
    if (circuit->loa) Step(circuit->loa->life, now);
  }
  for (const auto& router : world.routers.items()) {
    if (!Step(router->life, now, when)) continue;
    if (router->life.state == "terminated") router->terminated = when;
    if (router->life.state == "active") router->recovered = when;
  }
  world.circuits.RemoveIf([](const Circuit& circuit) { return circuit.life.state == kGone; });
  world.routers.RemoveIf([](const Router& router) { return router.life.state == kGone; });
  SettleTable(world.groups, now);
  SettleTable(world.peers, now);
  SettleTable(world.networks, now);
  SettleTable(world.routes, now);
  SettleTable(world.failover_groups, now);
}

}  // namespace ic::sim::alibaba
