// What a virtual interface is said to be where its own session is not there, whatever else does well on it.
#include "reconcile/ledger/health.h"

#include <optional>
#include <string>
#include <string_view>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Kind kInterface = Kind::kVirtualInterface;

class HealthTest : public ::testing::TestWithParam<const char*> {
 protected:
  HealthTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
  }

  std::string cloud() const { return GetParam(); }
  ObjectKey Key(const std::string& id) const { return {cloud(), "east", kInterface, id}; }

  // An interface with an IPv4 session.
  Value WithSession(std::string_view address = "169.254.9.2/30") const {
    Value object = Interface("prod", "con-1", 125);
    object.Put(field::kCloud, S(cloud()));
    object.Put(field::kAddressFamily, S("ipv4"));
    object.Put(field::kCustomerAddress, S(address));
    return object;
  }
  Value WithoutSession() const {
    Value object = WithSession();
    object.Put(field::kCustomerAsn, Value::Null());
    return object;
  }
  // `live`, and an IPv6 session on it, which is up.
  std::string Plant(const Value& live) {
    std::string id = world.Plant(kInterface, cloud(), live);
    world.Plant(Kind::kBgpPeer, cloud(), Peer(id, "ipv6"));
    return id;
  }
  Health Of(const std::string& id) {
    const auto all = HealthOf(*run, cloud(), "east", kInterface, {id}, {});
    EXPECT_TRUE(all.ok()) << all.status().ToString();
    return all.ok() && all->size() == 1 ? all->front() : Health();
  }
  // It is down, because its IPv4 session is not there; what is, is told as it is.
  void ExpectMissing(const Health& health, std::size_t others) {
    EXPECT_EQ(health.state, HealthState::kDown);
    ASSERT_THAT(health.sessions, SizeIs(others + 1));
    for (std::size_t i = 0; i < others; ++i) EXPECT_EQ(health.sessions[i].state, HealthState::kUp);
    EXPECT_EQ(health.sessions.back().address_family, "ipv4");
    EXPECT_EQ(health.sessions.back().state, HealthState::kDown);
    EXPECT_EQ(health.sessions.back().vendor_state, "not there");
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;

 private:
  FakeFactory factory_{world, {&FenTraits()}};
};

INSTANTIATE_TEST_SUITE_P(Clouds, HealthTest, ::testing::Values("sky", "fen"));

TEST_P(HealthTest, AnInterfaceThatLacksTheSessionOfItsStateIsDown) {
  const std::string id = Plant(WithoutSession());
  EXPECT_EQ(Of(id).state, HealthState::kUp);  // nobody here knows of another
  run->ledger.Open()->Hold(Key(id), WithoutSession());
  EXPECT_EQ(Of(id).state, HealthState::kUp);
  run->ledger.Open()->Hold(Key(id), WithSession());
  ExpectMissing(Of(id), 1);
}

TEST_P(HealthTest, AnInterfaceThatHadLostItsSessionWhenItWasReadIsDown) {
  const std::string id = Plant(WithoutSession());
  Value read = WithoutSession();
  read.Put(field::kAddressFamily, Value::Null());  // not told: then it was IPv4
  run->ledger.Open()->Set(Key(id), [&read](Existing& entry) { entry.attributes = read; });
  EXPECT_EQ(Of(id).state, HealthState::kUp);
  run->ledger.Open()->Set(Key(id), [](Existing& entry) { entry.lost_session = true; });
  ExpectMissing(Of(id), 1);
}

TEST_P(HealthTest, AnInterfaceWithItsSessionIsAsTheCloudSays) {
  const std::string id = Plant(WithSession());
  run->ledger.Open()->Hold(Key(id), WithSession());
  for (const HealthState state : {HealthState::kUp, HealthState::kDown}) {
    world.objects.at(id).health = state;
    EXPECT_EQ(Of(id).state, state);
    EXPECT_THAT(Of(id).sessions, SizeIs(2));
  }
}

TEST_P(HealthTest, WhatIsOnItsWayMayNotHaveItsSessionYet) {
  const std::string id = Plant(WithoutSession());
  run->ledger.Open()->Hold(Key(id), WithSession());
  world.objects.at(id).health = HealthState::kUnknown;
  EXPECT_EQ(Of(id).state, HealthState::kUnknown);
  EXPECT_THAT(Of(id).sessions, SizeIs(1));
}

// Where an interface may have several sessions of a family, another one of it is not its own.
TEST_P(HealthTest, ASessionIsToldByItsAddressWhereThereMayBeSeveral) {
  const std::string id = Plant(WithSession("169.254.9.2/30"));
  run->ledger.Open()->Hold(Key(id), WithSession("169.254.9.2"));  // spelled without its mask
  EXPECT_EQ(Of(id).state, HealthState::kUp);
  run->ledger.Open()->Hold(Key(id), WithSession("169.254.9.6/30"));
  if (cloud() == "fen") {
    ExpectMissing(Of(id), 2);
  } else {
    EXPECT_EQ(Of(id).state, HealthState::kUp);
  }
}

TEST_P(HealthTest, OtherKindsHaveNoSession) {
  const std::string id = world.Plant(Kind::kConnection, cloud(), Port("dc1"));
  const auto all = HealthOf(*run, cloud(), "east", Kind::kConnection, {}, {});
  ASSERT_TRUE(all.ok());
  ASSERT_THAT(*all, SizeIs(1));
  EXPECT_EQ(all->front().id, id);
  EXPECT_THAT(all->front().sessions, IsEmpty());
}

TEST_P(HealthTest, WhatCannotBeAskedIsAnError) {
  EXPECT_FALSE(HealthOf(*run, "nobody", "east", kInterface, {}, {}).ok());
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  EXPECT_FALSE(HealthOf(*run, cloud(), "east", kInterface, {}, {}).ok());
}

}  // namespace
}  // namespace ic::reconcile
