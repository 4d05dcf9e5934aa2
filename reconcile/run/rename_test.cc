// Other addresses for the same objects, and other objects in the place of those that leave.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RenameTest : public RunFixture {
 protected:
  std::vector<std::string> Changes() {
    std::vector<std::string> changes;
    for (const FakeCall& call : world.calls) {
      if (call.mutating()) changes.push_back(call.operation + " " + std::string(KindName(call.kind)));
    }
    return changes;
  }
  std::size_t StepsThat(const RunPlan& plan, Action action) {
    return static_cast<std::size_t>(std::count_if(plan.steps.begin(), plan.steps.end(),
                                                  [action](const Step& step) { return step.action == action; }));
  }
};

TEST_F(RenameTest, ARenameThatIsNotSaidIsRefusedAndNothingIsReplaced) {
  for (const auto& [kind, name] : {std::pair(Kind::kBgpCidr, "net"), std::pair(Kind::kBgpPeer, "six")}) {
    store.objects.clear();
    world.objects.clear();
    desired.objects.clear();
    WantStack();
    Make();
    Want(kind, "renamed",
         kind == Kind::kBgpCidr ? reconcile::Cidr("10.0.0.0/16") : reconcile::Peer("${virtual_interface.vif}", "ipv6"));
    Forget(kind, name);
    const RunPlan plan = Plan();
    EXPECT_TRUE(plan.HasErrors()) << Words(plan);
    EXPECT_THAT(Words(plan), HasSubstr("say so with a moved block"));
    EXPECT_EQ(StepsThat(plan, Action::kReplace), 0U) << Words(plan);
  }
}

TEST_F(RenameTest, ARenamedCircuitWithAnInterfaceOnItIsRefusedToo) {
  WantStack();
  Make();
  desired.objects.clear();
  Want(Kind::kConnection, "renamed", reconcile::Port("dc1"));
  Want(Kind::kVirtualInterface, "vif", reconcile::Interface("prod", "${connection.renamed}", 125));
  Want(Kind::kBgpPeer, "six", reconcile::Peer("${virtual_interface.vif}", "ipv6"));
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
  options.allow = {{Kind::kConnection, "port"}, {Kind::kConnection, "renamed"}};
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors()) << Words(plan);
  EXPECT_THAT(Words(plan), HasSubstr("say so with a moved block"));
  for (const Step& step : plan.steps) EXPECT_NE(step.action, Action::kReplace) << Words(plan);
}

TEST_F(RenameTest, WhatComesInThePlaceOfWhatLeavesWaitsForAllOfIt) {
  WantStack();
  Make();
  Forget(Kind::kVirtualInterface, "vif");
  Forget(Kind::kBgpPeer, "six");
  Want(Kind::kVirtualInterface, "next", reconcile::Interface("next", "${connection.port}", 125));
  Want(Kind::kBgpPeer, "next", reconcile::Peer("${virtual_interface.next}", "ipv6"));
  options.allow = {{Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}};
  world.calls.clear();
  Make();
  EXPECT_THAT(Changes(), ElementsAre("Delete bgp_peer", "Delete virtual_interface", "Create virtual_interface",
                                     "Create bgp_peer"));
}

TEST_F(RenameTest, AVlanThatIsFreeTooLateIsRefused) {
  WantStack();
  Make();
  Forget(Kind::kVirtualInterface, "vif");
  Want(Kind::kVirtualInterface, "next", reconcile::Interface("next", "${connection.port}", 125));
  Forget(Kind::kBgpPeer, "six");
  Want(Kind::kBgpPeer, "six", reconcile::Peer("${virtual_interface.next}", "ipv6"));
  options.allow = {{Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}};
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors()) << Words(plan);
  EXPECT_THAT(Words(plan), HasSubstr("VLAN 125 of connection.port is free only once virtual_interface.vif is gone"));

  Forget(Kind::kVirtualInterface, "next");
  Want(Kind::kVirtualInterface, "next", reconcile::Interface("next", "${connection.port}", 126));
  Make();
}

// The session moves to a third interface: nothing keeps the VLAN's old holder from going first.
TEST_F(RenameTest, AVlanIsFreeInTimeIfWhatStoodThereMovesElsewhere) {
  WantStack();
  Want(Kind::kVirtualInterface, "third", reconcile::Interface("third", "${connection.port}", 130));
  Make();
  Forget(Kind::kVirtualInterface, "vif");
  Want(Kind::kVirtualInterface, "next", reconcile::Interface("next", "${connection.port}", 125));
  Forget(Kind::kBgpPeer, "six");
  Want(Kind::kBgpPeer, "six", reconcile::Peer("${virtual_interface.third}", "ipv6"));
  options.allow = {{Kind::kVirtualInterface, "vif"}, {Kind::kBgpPeer, "six"}};
  world.calls.clear();
  Make();
  EXPECT_THAT(Changes(), ElementsAre("Delete bgp_peer", "Create bgp_peer", "Delete virtual_interface",
                                     "Create virtual_interface"));
}

}  // namespace
}  // namespace ic
