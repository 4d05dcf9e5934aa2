// Ids that are not known when planning, because what tells them waits for a change beside them: whose they may be.
#include <algorithm>
#include <string>
#include <utility>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using UnknownParentsTest = EngineFixture;

// Two interfaces with one VLAN, each on a port of its own, and a session of the other family on each.
Configuration Pair() {
  Configuration pair;
  for (const std::string leg : {"a", "b"}) {
    pair.push_back({"port_" + leg, {Kind::kConnection, Port("port_" + leg)}});
    pair.push_back({leg, {Kind::kVirtualInterface, Interface(leg, "${port_" + leg + ".id}", 100)}});
    pair.push_back({"six_" + leg, {Kind::kBgpPeer, Peer("${" + leg + ".id}", "ipv6")}});
  }
  return pair;
}

// With `more`, a new one beside those that are there; it is planned first, as what everything may refer to.
Configuration Changed(bool a_is_replaced, bool b_is_replaced, bool more, Kind kind) {
  Configuration changed = Pair();
  const bool ports = kind == Kind::kConnection;
  const auto replace = [&](const std::string& leg) {
    if (ports) Set(changed, "port_" + leg, field::kLocation, S("L2"));
    if (!ports) Set(changed, leg, field::kGatewayId, S("gw-2"));
  };
  if (a_is_replaced) replace("a");
  if (b_is_replaced) replace("b");
  for (const std::string leg : {"a", "b"}) {
    if (ports) Set(changed, leg, field::kConnectionId, S("${deferred.id}"));
    if (!ports) Set(changed, "six_" + leg, field::kVirtualInterfaceId, S("${deferred.id}"));
  }
  // What is referred to is planned before what refers to it.
  std::stable_sort(changed.begin(), changed.end(),
                   [](const auto& one, const auto& other) { return one.second.kind < other.second.kind; });
  if (!more) return changed;
  Value port = Port("port_c");
  changed.insert(changed.begin(), {"port_c", {Kind::kConnection, std::move(port)}});
  if (ports) return changed;
  changed.insert(changed.begin() + 1, {"c", {Kind::kVirtualInterface, Interface("c", "${port_c.id}", 100)}});
  return changed;
}

// Who stays where it is takes no place on what is made for the other one.
TEST_F(UnknownParentsTest, OnlyWhoHasToGoSomewhereElseAsksForAPlace) {
  Make(Pair());
  for (const bool a : {false, true}) {
    for (const bool b : {false, true}) {
      for (const bool more : {false, true}) {
        SCOPED_TRACE(std::string(a ? "a's is replaced" : "") + (b ? ", b's is replaced" : "") +
                     (more ? ", one more is made" : ""));
        const int made = (a ? 1 : 0) + (b ? 1 : 0) + (more ? 1 : 0);
        const int come = more ? 2 : (a ? 1 : 0) + (b ? 1 : 0);
        const std::string said = host.Plan(Changed(a, b, more, Kind::kConnection)).ToString();
        EXPECT_EQ(said.find("VLAN is taken") != std::string::npos, come > made) << said;
      }
    }
  }
}

// Nothing that lives is replaced for an id that may come out as it is.
TEST_F(UnknownParentsTest, OnlyWhoHasToGoSomewhereElseIsReplaced) {
  Make(Pair());
  for (const bool a : {false, true}) {
    for (const bool b : {false, true}) {
      SCOPED_TRACE(std::string(a ? "a is replaced" : "") + (b ? ", b is replaced" : ""));
      const RunResult plan = host.Plan(Changed(a, b, /*more=*/false, Kind::kVirtualInterface));
      EXPECT_EQ(plan.ToString().find("Family has a session already"), std::string::npos) << plan.ToString();
      for (const std::string leg : {"a", "b"}) {
        const auto found = plan.actions.find("six_" + leg);
        const bool replaced = found != plan.actions.end() && found->second.action == Action::kReplace;
        EXPECT_EQ(replaced, leg == "a" ? a : b) << leg << ": " << plan.ToString();
      }
    }
  }
}

}  // namespace
}  // namespace ic::reconcile
