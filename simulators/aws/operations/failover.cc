// BGP failover tests: a session is taken down for a while and comes back by itself.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/aws/operations/interfaces.h"
#include "simulators/aws/operations/operation.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

constexpr std::int64_t kDefaultMinutes = 180;
constexpr std::int64_t kMaxMinutes = 4320;

FailoverTest* Running(const World& world, std::string_view interface_id) {
  for (const auto& test : world.tests.items()) {
    if (test->interface_id == interface_id && test->status == "In progress") return test.get();
  }
  return nullptr;
}

StatusOr<Json> Start(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, OwnInterface(call, call.target));
  if (!interface->life.Is({"available", "down"})) {
    return ClientError(fmt::format("Virtual Interface {} is in state {}", interface->id, interface->life.state));
  }
  const std::int64_t minutes = NumberOf(call.in, "testDurationInMinutes", kDefaultMinutes);
  if (minutes < 1 || minutes > kMaxMinutes) {
    return ClientError(
        fmt::format("Test duration {} is invalid: it must be from 1 to {} minutes", minutes, kMaxMinutes));
  }
  FailoverTest test{.id = call.world.NewUuid(),
                    .interface_id = interface->id,
                    .status = "In progress",
                    .owner = interface->owner,
                    .minutes = static_cast<int>(minutes),
                    .start = call.now,
                    .end = call.now + std::chrono::minutes(minutes)};
  const std::vector<BgpPeer*> peers = LivePeers(*interface);
  for (const BgpPeer* peer : peers) test.peers.push_back(peer->id);
  if (Has(call.in, "bgpPeers")) {
    const auto asked = call.in.at("bgpPeers").get<std::vector<std::string>>();
    for (const std::string& id : asked) {
      if (std::find(test.peers.begin(), test.peers.end(), id) == test.peers.end()) {
        return ClientError(fmt::format("BGP Peer {} does not exist on Virtual Interface {}", id, interface->id));
      }
    }
    test.peers = asked;
  }
  call.life.BeginTest(*interface, test);
  return Json{{"virtualInterfaceTest", FailoverTestJson(call.world.tests.Add(std::move(test)))}};
}

StatusOr<Json> Stop(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, OwnInterface(call, call.target));
  FailoverTest* test = Running(call.world, interface->id);
  if (test == nullptr) return ClientError(fmt::format("No test is in progress on {}", interface->id));
  test->end = call.now;
  Lifecycle::EndTest(*interface, *test, "Cancelled");
  return Json{{"virtualInterfaceTest", FailoverTestJson(*test)}};
}

StatusOr<Json> History(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  const auto matches = [&](std::string_view member, const std::string& value) {
    return !Has(call.in, member) || TextOf(call.in, member) == value;
  };
  Json list = Json::array();
  for (const auto& test : call.world.tests.items()) {
    if (test->owner != call.account()) continue;
    if (matches("testId", test->id) && matches("virtualInterfaceId", test->interface_id) &&
        matches("status", test->status)) {
      list.push_back(FailoverTestJson(*test));
    }
  }
  return Page(call, "virtualInterfaceTestHistory", std::move(list));
}

}  // namespace

std::span<const Operation> FailoverOperations() {
  static constexpr Operation kOperations[] = {
      {"StartBgpFailoverTest", Start}, {"StopBgpFailoverTest", Stop}, {"ListVirtualInterfaceTestHistory", History}};
  return kOperations;
}

}  // namespace ic::sim::aws
