// Something that no state holds stands on what a run ends: refused before the first of what is known there goes.
#include <string>
#include <string_view>
#include <tuple>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kRemoved = "removed";
constexpr std::string_view kReplaced = "replaced";
constexpr std::string_view kDestroyed = "destroyed";

// A kind that goes and a kind that stands on it.
using Pair = std::tuple<std::pair<Kind, Kind>, std::string_view>;

class StandingOnWhatGoes : public RunFixture, public ::testing::WithParamInterface<Pair> {
 protected:
  static Value OnRock(Value object) {
    object.Put("cloud", S("rock"));
    return object;
  }
  void WantRocks() {
    Want(Kind::kConnection, "port", OnRock(reconcile::Port("dc1"))).account = "rock";
    Want(Kind::kVirtualInterface, "vif", OnRock(reconcile::Interface("prod", "${connection.port}", 125))).account =
        "rock";
    Want(Kind::kBgpGroup, "group", OnRock(reconcile::Group("${virtual_interface.vif}", "64600"))).account = "rock";
    Want(Kind::kBgpPeer, "peer", OnRock(reconcile::GroupPeer("${virtual_interface.vif}", "${bgp_group.group}")))
        .account = "rock";
  }
  static bool GoesWith(Kind parent, Kind kind) {
    if (parent == Kind::kBgpGroup) return kind == Kind::kBgpGroup || kind == Kind::kBgpPeer;
    return kind >= parent;
  }
  static std::string NameOf(Kind kind) {
    if (kind == Kind::kConnection) return "port";
    return kind == Kind::kVirtualInterface ? "vif" : "group";
  }
  Value Stranger(Kind parent, Kind child, const std::string& on) const {
    if (child == Kind::kVirtualInterface) return OnRock(reconcile::Interface("theirs", on, 7));
    if (child == Kind::kBgpGroup) return OnRock(reconcile::Group(on, "64700"));
    return OnRock(parent == Kind::kBgpGroup ? reconcile::GroupPeer("vif-of-theirs", on) : reconcile::Peer(on, "ipv6"));
  }
  void End(Kind kind, std::string_view how) {
    for (const auto& [address, stored] : store.objects) {
      options.allow.insert(address);
      if (how == kReplaced && GoesWith(kind, address.kind)) options.replace.insert(address);
    }
    if (how == kDestroyed) options.destroy = true;
    if (how != kRemoved) return;
    std::erase_if(desired.objects, [&](const DesiredObject& one) { return GoesWith(kind, one.address.kind); });
  }
};

TEST_P(StandingOnWhatGoes, NothingOfItGoes) {
  const auto& [kinds, how] = GetParam();
  const auto& [parent, child] = kinds;
  WantRocks();
  Make();
  const std::string id = IdOf(parent, NameOf(parent));
  const std::string stranger = world.Plant(child, "rock", Stranger(parent, child, id));
  End(parent, how);
  const RunPlan refused = Plan();
  EXPECT_THAT(Words(refused), HasSubstr(stranger));
  EXPECT_THAT(refused.refusals, Not(IsEmpty()));
  // What the state has is no stranger.
  world.objects.erase(stranger);
  const RunPlan plan = Plan();
  EXPECT_THAT(plan.refusals, IsEmpty()) << Words(plan);
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
}

// It comes after the plan: what was taken away by then is gone, and nothing else is.
TEST_P(StandingOnWhatGoes, WhatComesMeanwhileStopsTheRest) {
  const auto& [kinds, how] = GetParam();
  const auto& [parent, child] = kinds;
  if (how != kReplaced || parent == Kind::kBgpGroup) return;  // nothing but the group is left then: its cloud refuses
  parallelism = 1;
  WantRocks();
  Make();
  const std::string id = IdOf(parent, NameOf(parent));
  End(parent, how);
  std::string stranger;
  std::string first;
  world.during = [&, parent = parent, child = child](const FakeCall& call) {
    if (call.operation != "Delete" || !first.empty()) return;
    first = call.id;
    stranger = world.Plant(child, "rock", Stranger(parent, child, id));
  };
  const auto before = world.objects;
  EXPECT_FALSE(Apply().ok());
  world.during = nullptr;
  for (const auto& [there, object] : before) EXPECT_EQ(world.objects.contains(there), there != first) << there;
}

std::string CaseName(const ::testing::TestParamInfo<Pair>& info) {
  const auto& [kinds, how] = info.param;
  return std::string(KindName(kinds.second)) + "_on_" + std::string(KindName(kinds.first)) + "_" + std::string(how);
}

INSTANTIATE_TEST_SUITE_P(Kinds, StandingOnWhatGoes,
                         ::testing::Combine(::testing::Values(std::pair(Kind::kConnection, Kind::kVirtualInterface),
                                                              std::pair(Kind::kVirtualInterface, Kind::kBgpGroup),
                                                              std::pair(Kind::kVirtualInterface, Kind::kBgpPeer),
                                                              std::pair(Kind::kBgpGroup, Kind::kBgpPeer)),
                                            ::testing::Values(kRemoved, kReplaced, kDestroyed)),
                         CaseName);

}  // namespace
}  // namespace ic
