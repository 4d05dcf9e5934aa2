// Limits over several objects of one run, where what they stand on is made in that run and has no id yet.
#include <algorithm>

#include <fmt/format.h>

#include "reconcile/run/plan/plan_set.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class LimitsTest : public RunFixture {
 protected:
  void WantPort(const std::string& name) { Want(Kind::kConnection, name, reconcile::Port(name)); }
  void WantInterface(const std::string& name, int vlan, const std::string& port = "port") {
    Want(Kind::kVirtualInterface, name, reconcile::Interface(name, "${connection." + port + "}", vlan));
  }
  void WantPeer(const std::string& name, const std::string& interface, const std::string& family) {
    Want(Kind::kBgpPeer, name, reconcile::Peer("${virtual_interface." + interface + "}", family));
  }

  // "virtual_interface.b: VLAN is taken" of each error. Nothing that only stands in for an id may be seen.
  std::vector<std::string> Errors() {
    const RunPlan plan = Plan();
    EXPECT_THAT(Words(plan), Not(HasSubstr(std::string(1, reconcile::kStandInMark))));
    std::vector<std::string> errors;
    for (const LocatedDiagnostic& one : plan.diagnostics) {
      if (one.diagnostic.severity != Severity::kError) continue;
      errors.push_back(one.address->ToString() + ": " + one.diagnostic.summary);
    }
    return errors;
  }
};

TEST_F(LimitsTest, OneVlanTwiceOnANewConnection) {
  WantPort("port");
  WantInterface("a", 125);
  WantInterface("b", 125);
  EXPECT_THAT(Errors(), ElementsAre("virtual_interface.b: VLAN is taken"));
  EXPECT_THAT(Words(Plan()), HasSubstr("virtual interface \"a\", planned in this run"));
}

TEST_F(LimitsTest, OneVlanOnTwoNewConnectionsIsFine) {
  WantPort("port");
  WantPort("other");
  WantInterface("a", 125);
  WantInterface("b", 125, "other");
  EXPECT_THAT(Errors(), IsEmpty());
  Make();
}

TEST_F(LimitsTest, TwoPeersOfOneFamilyOnANewInterface) {
  WantPort("port");
  WantInterface("a", 125);
  WantPeer("p", "a", "ipv6");
  WantPeer("q", "a", "ipv6");
  EXPECT_THAT(Errors(), ElementsAre("bgp_peer.q: Family has a session already"));
}

TEST_F(LimitsTest, APeerOfTheFamilyOfANewInterface) {
  WantPort("port");
  WantInterface("a", 125);
  WantPeer("p", "a", "ipv4");
  EXPECT_THAT(Errors(), ElementsAre("bgp_peer.p: Family has a session already"));
}

TEST_F(LimitsTest, APeerThatNamesOnlyANewGroupIsOnItsInterface) {
  const auto on_rock = [](Value object) {
    object.Put("cloud", reconcile::S("rock"));
    return object;
  };
  Want(Kind::kConnection, "port", on_rock(reconcile::Port("port"))).account = "rock";
  Want(Kind::kVirtualInterface, "a", on_rock(reconcile::Interface("a", "${connection.port}", 125))).account = "rock";
  Value group = on_rock(reconcile::Group("${virtual_interface.a}", "64600"));
  group.Put("address_family", reconcile::S("ipv4"));
  Want(Kind::kBgpGroup, "g", group).account = "rock";
  Value peer = on_rock(reconcile::Peer("", "ipv4"));
  peer.Put("virtual_interface_id", Value::Null());
  peer.Put("bgp_group_id", reconcile::S("${bgp_group.g}"));
  Want(Kind::kBgpPeer, "p", peer).account = "rock";
  EXPECT_THAT(Errors(), ElementsAre("bgp_peer.p: Family has a session already"));
}

TEST_F(LimitsTest, TooManyOnANewConnection) {
  WantPort("port");
  for (int i = 0; i < 6; ++i) WantInterface(fmt::format("v{}", i), 100 + i);
  EXPECT_THAT(Errors(),
              ElementsAre("virtual_interface.v4: Too many interfaces", "virtual_interface.v5: Too many interfaces"));
  desired.limits["sky.per_connection"] = 6;
  EXPECT_THAT(Errors(), IsEmpty());
}

// What is planned a second time, with ids, when it is applied does not count twice.
TEST_F(LimitsTest, AsManyAsThereMayBeAreMadeInOneRun) {
  WantPort("port");
  for (int i = 0; i < 4; ++i) WantInterface(fmt::format("v{}", i), 100 + i);
  WantPeer("p", "v0", "ipv6");
  Make();
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface).size(), 4U);
}

TEST_F(LimitsTest, NothingIsListedForWhatStandsOnNothingYet) {
  WantPort("port");
  Value interface = reconcile::Interface("a", "${connection.port}", 125);
  interface.Put("gateway_id", Value::Null());  // what ends at it is counted
  Want(Kind::kVirtualInterface, "a", interface);
  WantPeer("p", "a", "ipv6");
  EXPECT_THAT(Errors(), IsEmpty());
  for (const FakeCall& call : world.calls) {
    if (call.operation == "List") {
      EXPECT_EQ(call.kind, Kind::kConnection) << "only what stands on nothing may have a namesake";
    }
  }
}

TEST_F(LimitsTest, WhatIsTooMuchIsSaidOfWhatIsNew) {
  WantPort("port");
  for (int i = 4; i < 8; ++i) WantInterface(fmt::format("v{}", i), 100 + i);
  Make();
  WantInterface("v0", 100);  // before all others by its name
  EXPECT_THAT(Errors(), ElementsAre("virtual_interface.v0: Too many interfaces"));
  Forget(Kind::kVirtualInterface, "v0");
  WantInterface("a", 107);
  Forget(Kind::kVirtualInterface, "v4");
  EXPECT_THAT(Errors(), ElementsAre("virtual_interface.a: VLAN is taken"));
}

TEST_F(LimitsTest, WhatMovesToANewConnectionCountsThere) {
  WantPort("port");
  WantPort("other");
  WantInterface("a", 125);
  WantInterface("b", 125, "other");
  Make();
  WantPort("third");
  WantInterface("a", 125, "third");
  EXPECT_THAT(Errors(), IsEmpty());
  WantInterface("b", 125, "third");
  EXPECT_THAT(Errors(), ElementsAre("virtual_interface.b: VLAN is taken"));
}

TEST_F(LimitsTest, WhatIsReplacedWithItsParentDoesNotCollideWithItself) {
  WantPort("port");
  for (int i = 0; i < 4; ++i) WantInterface(fmt::format("v{}", i), 100 + i);
  WantPeer("p", "v0", "ipv6");
  Make();
  desired.objects.front().config.Put("bandwidth", reconcile::S("10G"));
  options.allow = {{Kind::kConnection, "port"}};
  options.replace = {{Kind::kVirtualInterface, "v0"}};
  EXPECT_THAT(Errors(), IsEmpty());
}

}  // namespace
}  // namespace ic
