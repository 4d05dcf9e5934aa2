// Where a new object goes: with what it stands on.
#include <string>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

// A port in `region` (empty: the provider's) with one of every kind on it, none of which names a region.
Configuration StackIn(const std::string& region, const std::string& name, int vlan) {
  Value port = Port(name + "-port");
  if (!region.empty()) port.Put(field::kRegion, S(region));
  const auto of = [&name](const std::string& what) { return "${" + name + "_" + what + ".id}"; };
  Value six = Group(of("vif"), "64600");
  six.Put(field::kName, S(name + "-six"));
  return {{name + "_port", {Kind::kConnection, port}},
          {name + "_vif", {Kind::kVirtualInterface, Interface(name + "-vif", of("port"), vlan)}},
          {name + "_group", {Kind::kBgpGroup, six}},
          {name + "_peer", {Kind::kBgpPeer, GroupPeer(of("vif"), of("group"))}}};
}

Configuration Both(Configuration one, const Configuration& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

class RegionTest : public EngineFixture {
 protected:
  std::string RegionOf(const std::string& address) const { return Text(host.state.at(address).state, field::kRegion); }
  void ExpectAllIn(const std::string& name, const std::string& region) {
    for (const std::string what : {"_port", "_vif", "_group", "_peer"})
      EXPECT_EQ(RegionOf(name + what), region) << what;
  }
};

TEST_F(RegionTest, WhatIsMadeWithItsParentGoesWhereThatGoes) {
  Make(StackIn("west", "one", 125));
  ExpectAllIn("one", "west");
}

TEST_F(RegionTest, OfSeveralParentsItIsTheOwnOne) {
  Make(Both(Both(StackIn("west", "one", 125), StackIn("", "two", 126)), StackIn("north", "three", 127)));
  ExpectAllIn("one", "west");
  ExpectAllIn("two", "east");
  ExpectAllIn("three", "north");
}

TEST_F(RegionTest, NoneIsNeededBesideTheParents) {
  world.default_region = "";
  Make(StackIn("west", "one", 125));
  ExpectAllIn("one", "west");
}

// The apply does not learn where it is.
TEST_F(RegionTest, OnWhatWasThereBeforeItIsToBeWritten) {
  Configuration all = StackIn("west", "one", 125);
  const Configuration children(all.begin() + 1, all.end());
  Make({all.front()});
  for (std::size_t number = 2; number <= all.size(); ++number) {
    Configuration some(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(number));
    const std::string address = some.back().first;
    SCOPED_TRACE(address);
    const RunResult refused = host.Apply(some);
    EXPECT_THAT(refused.ToString(), HasSubstr("Write region = \"west\""));
    Set(some, address, field::kRegion, S("east"));
    EXPECT_THAT(host.Apply(some).ToString(), HasSubstr("It is to be in east"));
    EXPECT_EQ(world.MutatingCalls(), 0U);
    Set(some, address, field::kRegion, S("west"));
    Make(some);
    EXPECT_EQ(RegionOf(address), "west");
    Set(all, address, field::kRegion, S("west"));
  }
}

TEST_F(RegionTest, AnObjectDoesNotMoveToAParentInAnotherRegion) {
  Configuration all = Both(StackIn("west", "one", 125), StackIn("", "two", 126));
  Make(all);
  Set(all, "two_vif", field::kConnectionId, S("${one_port.id}"));
  const RunResult refused = host.Apply(all);
  EXPECT_TRUE(refused.diagnostics.has_errors());
  EXPECT_THAT(refused.ToString(), HasSubstr("An object lives where its parent does"));
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

}  // namespace
}  // namespace ic::reconcile
