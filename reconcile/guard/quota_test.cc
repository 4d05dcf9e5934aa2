// Limits over several objects: the union of what is planned and what is live, without false alarms.
#include "reconcile/guard/quota.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

// Planned one by one, and with what stays known ahead.
class QuotaTest : public EngineFixture, public ::testing::WithParamInterface<bool> {
 protected:
  QuotaTest() { host.ahead = GetParam(); }

  // A port with `count` interfaces on VLANs from 100.
  Configuration Fan(int count) {
    Configuration configuration = {{"port", {Kind::kConnection, Port("dc1")}}};
    for (int i = 0; i < count; ++i) {
      configuration.push_back({fmt::format("vif{}", i),
                               {Kind::kVirtualInterface, Interface(fmt::format("v{}", i), "${port.id}", 100 + i)}});
    }
    return configuration;
  }
};

TEST_P(QuotaTest, TakenVlanIsFoundWhenPlanning) {
  Make(Fan(1));
  Configuration configuration = Fan(2);
  Set(configuration, "vif1", "vlan", Value::Int(100));
  const RunResult refused = ExpectRefused(configuration, "VLAN is taken");
  EXPECT_THAT(refused.ToString(), HasSubstr("error at 'vlan'"));
  EXPECT_THAT(refused.ToString(), HasSubstr("virtual interface \"v0\""));
  EXPECT_THAT(refused.ToString(), HasSubstr("Fake cloud's manual, checked 2026-11-21"));
}

TEST_P(QuotaTest, TakenVlanIsFoundWithoutARefresh) {
  Make(Fan(1));
  host.refresh = false;
  Configuration configuration = Fan(2);
  Set(configuration, "vif1", "vlan", Value::Int(100));
  ExpectRefused(configuration, "VLAN is taken");
}

TEST_P(QuotaTest, TwoNewObjectsCollideWhenPlanning) {
  Make({Fan(0).front()});
  Configuration configuration = Fan(2);
  Set(configuration, "vif1", "vlan", Value::Int(100));
  ExpectRefused(configuration, "planned in this run");
}

TEST_P(QuotaTest, AnUnknownParentIsTheOneThatIsMade) {
  Configuration configuration = Fan(2);
  Set(configuration, "vif1", "vlan", Value::Int(100));
  ExpectRefused(configuration, "VLAN is taken");
}

TEST_P(QuotaTest, OfSeveralUnknownParentsTheApplyTellsWhich) {
  Configuration configuration = Fan(2);
  configuration.insert(configuration.begin(), {"spare", {Kind::kConnection, Port("spare")}});
  Set(configuration, "vif1", "vlan", Value::Int(100));
  EXPECT_TRUE(host.Plan(configuration).ok());
  const RunResult failed = host.Apply(configuration);
  EXPECT_THAT(failed.ToString(), HasSubstr("VLAN is taken"));
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface).size(), 1U);
  EXPECT_EQ(world.Count("Create"), 3U);  // the fourth was never sent
}

TEST_P(QuotaTest, SwapIsNoFalseAlarmWhenPlanning) {
  Make(Fan(2));
  Configuration configuration = Fan(2);
  Set(configuration, "vif0", "vlan", Value::Int(101));
  Set(configuration, "vif1", "vlan", Value::Int(100));
  const RunResult swapped = host.Plan(configuration);
  EXPECT_TRUE(swapped.ok()) << swapped.ToString();
}

TEST_P(QuotaTest, RotationOfThreeWhereOneStaysBehindIsACollision) {
  Make(Fan(3));
  Configuration configuration = Fan(3);
  Set(configuration, "vif0", "vlan", Value::Int(101));  // v1 keeps 101
  ExpectRefused(configuration, "VLAN is taken");
  // In the other order too: the one that stays is planned first.
  configuration = Fan(3);
  Set(configuration, "vif2", "vlan", Value::Int(101));
  ExpectRefused(configuration, "VLAN is taken");
}

TEST_P(QuotaTest, ReplacedObjectDoesNotCollideWithItself) {
  Make(Fan(1));
  Configuration configuration = Fan(1);
  Set(configuration, "vif0", "gateway_id", S("gw-2"));
  const RunResult replaced = host.Apply(configuration);
  EXPECT_TRUE(replaced.ok()) << replaced.ToString();
  EXPECT_EQ(replaced.actions.at("vif0").action, Action::kReplace);
}

TEST_P(QuotaTest, LiveAndPlannedAreAUnionNotASum) {
  Make(Fan(3));
  Make(Fan(4));  // the limit is 4: three live ones are not counted twice
  ExpectRefused(Fan(5), "Too many interfaces");
}

TEST_P(QuotaTest, StrangersCountToo) {
  Make(Fan(3));
  world.Plant(Kind::kVirtualInterface, "sky",
              Value::Object({{"name", S("x")}, {"connection_id", S(IdOf("port"))}, {"vlan", Value::Int(999)}}));
  const RunResult refused = ExpectRefused(Fan(4), "Too many interfaces");
  EXPECT_THAT(refused.ToString(), HasSubstr("limits = {\"sky.per_connection\" = N}"));
}

TEST_P(QuotaTest, OverrideRaisesWhatIsAdjustable) {
  host.engine_config.limits["sky.per_connection"] = 6;
  Make(Fan(4));
  Make(Fan(6));
  ExpectRefused(Fan(7), "at most 6");
}

// What a cloud tells of the account.
ToldLimits Told(std::int64_t most) { return {"Quota Desk of account 7", {{"interfaces", most}}}; }

TEST_P(QuotaTest, TheAccountsOwnNumberCountsInPlaceOfTheUsualOne) {
  for (const int most : {0, 1, 2, 4, 6}) {
    SCOPED_TRACE(most);
    world.objects.clear();
    host.state.clear();
    world.limits = [most]() -> StatusOr<ToldLimits> { return Told(most); };
    Make(Fan(most));
    const RunResult refused = ExpectRefused(Fan(most + 1), fmt::format("at most {} by Quota Desk of account 7", most));
    EXPECT_THAT(refused.ToString(), HasSubstr("Usual are 4: Fake cloud's manual"));
    EXPECT_THAT(refused.ToString(), ::testing::Not(HasSubstr("limits = ")));
    EXPECT_EQ(world.Count("Limits"), 1U);  // of one process, and nothing was applied
  }
  world.limits = []() -> StatusOr<ToldLimits> { return Told(kWhole); };
  Make(Fan(9));
}

TEST_P(QuotaTest, ANumberThatIsLoweredAfterThePlanRefusesBeforeTheCreate) {
  std::int64_t most = 4;
  world.limits = [&most]() -> StatusOr<ToldLimits> { return Told(most); };
  Make(Fan(2));
  host.meanwhile = [&most] { most = 2; };
  const RunResult failed = host.Apply(Fan(3));
  EXPECT_THAT(failed.ToString(), HasSubstr("at most 2 by Quota Desk"));
  EXPECT_EQ(world.Count("Create"), 0U);
}

TEST_P(QuotaTest, WhatTheUserSaysCountsBeforeWhatTheCloudTells) {
  for (const int most : {3, 6}) {
    world.objects.clear();
    host.state.clear();
    world.limits = []() -> StatusOr<ToldLimits> { return Told(5); };
    host.engine_config.limits["sky.per_connection"] = most;
    Make(Fan(most));
    ExpectRefused(Fan(most + 1), fmt::format("at most {}, and there are", most));
    EXPECT_EQ(world.Count("Limits"), 0U);
  }
}

// Nobody is told anything but who is refused.
TEST_P(QuotaTest, WhatTheCloudDoesNotTellIsTheUsualNumber) {
  const std::vector<StatusOr<ToldLimits>> answers = {PermissionDeniedError("Not allowed to look."),
                                                     UnavailableError("Nobody is there."), ToldLimits{},
                                                     ToldLimits{"Quota Desk", {{"gateways", 1}}}};
  for (const StatusOr<ToldLimits>& answer : answers) {
    world.objects.clear();
    host.state.clear();
    world.limits = [&answer] { return answer; };
    const RunResult made = Make(Fan(4));
    const RunResult refused = ExpectRefused(Fan(5), "at most 4, and there are");
    if (!answer.ok()) {
      EXPECT_THAT(made.ToString(), ::testing::Not(HasSubstr(answer.status().message())));
      EXPECT_THAT(refused.ToString(), HasSubstr(answer.status().message()));
    }
    EXPECT_THAT(refused.ToString(), HasSubstr("limits = {\"sky.per_connection\" = N}"));
    EXPECT_EQ(world.Count("Limits"), 1U);
  }
}

// The object on which they stand knows best, but for the user.
TEST_P(QuotaTest, WhatAnObjectTellsItselfCountsBeforeAllButTheUser) {
  Make(Fan(4));
  world.limits = [] { return ToldLimits{"Limits of account 7", {{"interfaces", 9}}}; };
  for (const std::int64_t most : {6, 4, 3, 0}) {
    SCOPED_TRACE(most);
    host.engine_config.limits.clear();
    world.rooms = [&](const std::string& id) {
      EXPECT_EQ(id, IdOf("port"));
      return Rooms{{"sky.per_connection", {most, "ListPorts"}}};
    };
    EXPECT_TRUE(host.Plan(Fan(4)).ok());  // what is there is nothing new
    if (most > 4) {
      EXPECT_TRUE(host.Plan(Fan(static_cast<int>(most))).ok());
    }
    const RunResult refused = ExpectRefused(Fan(static_cast<int>(std::max<std::int64_t>(most, 4)) + 1),
                                            fmt::format("at most {} by ListPorts", most));
    EXPECT_THAT(refused.ToString(), HasSubstr("(Usual are 4: Fake cloud's manual"));
    host.engine_config.limits["sky.per_connection"] = 5;
    EXPECT_TRUE(host.Plan(Fan(5)).ok());
    ExpectRefused(Fan(6), "at most 5");
  }
  host.engine_config.limits.clear();
  world.rooms = [](const std::string&) -> StatusOr<Rooms> { return UnavailableError("silent"); };
  EXPECT_TRUE(host.Plan(Fan(9)).ok());  // the account's own number then
  ExpectRefused(Fan(10), "at most 9 by Limits of account 7");
}

TEST_P(QuotaTest, NobodyIsAskedWhereNothingComes) {
  world.limits = []() -> StatusOr<ToldLimits> { return Told(4); };
  Make(Fan(3));
  EXPECT_TRUE(host.Plan(Fan(3)).ok());
  Configuration configuration = Fan(3);
  Set(configuration, "vif0", "name", S("renamed"));
  EXPECT_TRUE(host.Plan(configuration).ok());
  EXPECT_TRUE(host.Plan({}).ok());
  EXPECT_EQ(world.Count("Limits"), 0U);
}

// Terraform plans in any order, and the last one that is planned finds that there are too many.
TEST_P(QuotaTest, ACountNamesWhatIsNewWhereverItStands) {
  Make(Fan(4));
  for (std::size_t place = 1; place <= 5; ++place) {
    for (const std::size_t count : {1U, 2U}) {
      SCOPED_TRACE(fmt::format("{} new at {}", count, place));
      Configuration configuration = Fan(4);
      for (std::size_t i = 0; i < count; ++i) {
        const std::string name = fmt::format("new{}", i);
        const Resource resource{Kind::kVirtualInterface, Interface(name, "${port.id}", 200 + static_cast<int>(i))};
        configuration.insert(configuration.begin() + static_cast<std::ptrdiff_t>(place), {name, resource});
      }
      const RunResult refused = ExpectRefused(configuration, "Too many interfaces");
      for (const Diagnostic& one : refused.diagnostics.items()) {
        const bool about_new = one.detail.find("planned in this run") == std::string::npos;
        const bool says_so = one.detail.find("This one stays as it is. New here: virtual interface \"new") == 0;
        EXPECT_TRUE(about_new || says_so || count > 1) << one.detail;
      }
    }
  }
}

// Terraform reads an object right before it plans it. What is not read yet is there all the same, so a new object is
// refused wherever it is planned; then those that stay, and are planned after it, have nothing to say.
TEST_P(QuotaTest, ACountIsRefusedAtWhatIsNewAlone) {
  Make(Fan(4));
  host.refresh = false;
  for (std::size_t place = 1; place <= 5; ++place) {
    for (const std::size_t count : {1U, 2U}) {
      SCOPED_TRACE(fmt::format("{} new at {}", count, place));
      Configuration configuration = Fan(4);
      for (std::size_t i = 0; i < count; ++i) {
        const std::string name = fmt::format("new{}", i);
        const Resource resource{Kind::kVirtualInterface, Interface(name, "${port.id}", 200 + static_cast<int>(i))};
        configuration.insert(configuration.begin() + static_cast<std::ptrdiff_t>(place), {name, resource});
      }
      const RunResult refused = ExpectRefused(configuration, "Too many interfaces");
      std::size_t errors = 0;
      for (const Diagnostic& one : refused.diagnostics.items()) {
        if (one.summary != "Too many interfaces") continue;
        ++errors;
        EXPECT_EQ(one.detail.find("This one stays as it is"), std::string::npos) << one.detail;
      }
      EXPECT_EQ(errors, count) << refused.ToString();
    }
  }
}

// Of what is there already there may be more than a rule of ours allows. Who stays on one port, with somebody who comes
// to its gateway on another one, is not refused for that.
TEST_P(QuotaTest, TooManyThatStayAreNothingNew) {
  host.engine_config.limits["sky.per_connection"] = 6;
  Configuration configuration = Fan(6);
  configuration.insert(configuration.begin() + 1, {"spare", {Kind::kConnection, Port("spare")}});
  Make(configuration);
  host.engine_config.limits.clear();
  for (std::size_t place = 2; place <= configuration.size(); ++place) {
    SCOPED_TRACE(place);
    Configuration more = configuration;
    more.insert(more.begin() + static_cast<std::ptrdiff_t>(place),
                {"new", {Kind::kVirtualInterface, Interface("new", "${spare.id}", 300)}});
    const RunResult plan = host.Plan(more);
    EXPECT_TRUE(plan.ok()) << plan.ToString();
  }
}

// Each is planned while all before it are in the cloud and not answered for: seen there and planned here, they are one
// object each, whether the cloud keeps a mark of them or not.
TEST_P(QuotaTest, ThoseThatAreBeingMadeCountOnce) {
  for (const int count : {2, 3, 4}) {
    for (const bool marked : {true, false}) {
      SCOPED_TRACE(fmt::format("{} {}", count, marked ? "interfaces" : "prefixes"));
      world.objects.clear();
      host.state.clear();
      host.together = true;
      Configuration configuration = Fan(marked ? count : 0);
      for (int i = 0; !marked && i < count; ++i) {
        configuration.push_back({fmt::format("cidr{}", i), {Kind::kBgpCidr, Cidr(fmt::format("10.{}.0.0/16", i))}});
      }
      Make(configuration);
    }
  }
}

// As with create_before_destroy; what leaves at any time: leaving_test.cc.
TEST_P(QuotaTest, RemovedObjectMakesRoom) {
  Make(Fan(4));
  Configuration configuration = Fan(5);
  Remove(configuration, "vif0");
  // Whether the removal is planned before or after, nobody is refused for a place that becomes free.
  const RunResult plan = host.Plan(configuration);
  EXPECT_TRUE(plan.ok()) << plan.ToString();
}

TEST_P(QuotaTest, SecondSessionOfOneFamilyIsRefused) {
  Configuration configuration = Fan(1);
  Make(configuration);
  configuration.push_back({"peer", {Kind::kBgpPeer, Peer("${vif0.id}", "ipv4")}});
  ExpectRefused(configuration, "Family has a session already");
  Set(configuration, "peer", "address_family", S("ipv6"));
  Make(configuration);
}

TEST_P(QuotaTest, NothingIsListedForWhatDoesNotChangeItsPlace) {
  Make(Fan(3));
  Configuration configuration = Fan(3);
  Set(configuration, "vif0", "name", S("renamed"));
  EXPECT_TRUE(host.Plan(configuration).ok());
  for (const FakeCall& call : world.calls) {
    EXPECT_TRUE(call.operation != "List" || call.kind == Kind::kConnection) << KindName(call.kind);  // those for twins
  }
}

TEST_P(QuotaTest, APlanThatCouldNotReadIsNone) {
  Make(Fan(1));
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "List" ? Fault::kFailBefore : Fault::kNone;
  };
  const RunResult plan = host.Plan(Fan(2));
  EXPECT_FALSE(plan.ok()) << plan.ToString();
  EXPECT_THAT(plan.ToString(), HasSubstr("Cloud cannot be asked"));
}

INSTANTIATE_TEST_SUITE_P(Both, QuotaTest, ::testing::Bool());

// What is counted once though a listing and this run know it by different names.
class QuotaCountTest : public ::testing::Test {
 protected:
  QuotaCountTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
    interface_ = Interface("prod", "con-1", 125);
    interface_.Put(field::kRegion, S("east"));
    interface_.Put(field::kAddressFamily, S("ipv6"));
    interface_.Put(field::kCustomerAddress, S("2001:db8::2/125"));
  }
  // An IPv6 session as a listing tells it: one beside the interface's own.
  std::string PlantPeer(const std::string& interface, std::string_view address) {
    Value peer = Peer(interface, "ipv6");
    peer.Put(field::kCustomerAddress, S(address));
    return world.Plant(Kind::kBgpPeer, "sky", peer);
  }
  void Keep(Kind kind, const std::string& id, const Value& object) {
    run->ledger.Open()->Set({"sky", "east", kind, id}, [&object](Existing& entry) {
      entry.attributes = object;
      entry.planned = object;
      entry.planned.Put(field::kId, S("vif-1"));
      entry.fate = Fate::kStays;
    });
  }
  // What a plan says of one more IPv6 session of vif-1.
  std::string OneMore() {
    Value peer = Peer("vif-1", "ipv6");
    peer.Put(field::kRegion, S("east"));
    Diagnostics said;
    const Call call = MakeCall(*run, Kind::kBgpPeer, peer, "", said);
    said.Append(CheckQuotas(call, {.object = peer}, When::kPlan, Freshness::kLive));
    EXPECT_TRUE(said.has_errors()) << said.ToString();
    return said.ToString();
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;
  Value interface_;

 private:
  FakeFactory factory_{world};
};

TEST_F(QuotaCountTest, TheOwnSessionOfAnInterfaceOfThisRun) {
  Keep(Kind::kVirtualInterface, "vif-1", interface_);
  PlantPeer("vif-1", "2001:db8::2/125");
  EXPECT_THAT(OneMore(), HasSubstr("there is already virtual interface \"prod\""));
  // At another address it is another one.
  PlantPeer("vif-1", "2001:db8::9/125");
  EXPECT_THAT(OneMore(), HasSubstr("there are already"));
}

TEST_F(QuotaCountTest, ASessionThatHasAnotherIdByNow) {
  Value peer = Peer("vif-1", "ipv6");
  peer.Put(field::kRegion, S("east"));
  Keep(Kind::kBgpPeer, "peer-old", peer);
  const std::string now = PlantPeer("vif-1", "2001:db8::2/125");
  EXPECT_THAT(OneMore(), HasSubstr("there is already"));
  // With its old id listed beside it, it is another one.
  world.objects["peer-old"] = world.objects.at(now);
  EXPECT_THAT(OneMore(), HasSubstr("there are already"));
}

}  // namespace
}  // namespace ic::reconcile
