// Nothing is deleted whose successor would be refused: neither when that is known at the plan, nor when it turns out
// after it. For each kind that is replaced, as Terraform calls.
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Replacement {
  std::string address;
  std::string field;
  Value value;
};

void PrintTo(const Replacement& one, std::ostream* out) { *out << one.address << " " << one.field; }

// Each kind that a cloud holds, by a field that cannot change in place.
std::vector<Replacement> Replacements() {
  return {{"port", "location", S("L2")},
          {"vif", "vlan", Value::Int(126)},
          {"vif", "gateway_id", S("gw-2")},
          {"peer", "customer_address", S("fd00::2/64")},
          {"cidr", "cidr", S("10.1.0.0/16")}};
}

class SuccessorTest : public EngineFixture, public ::testing::WithParamInterface<Replacement> {
 protected:
  // Everything but the port's children, which would be in its way.
  static Configuration StackFor(const std::string& address) {
    Configuration all = FullStack();
    if (address == "port") all.resize(1);
    return all;
  }
};

INSTANTIATE_TEST_SUITE_P(Kinds, SuccessorTest, ::testing::ValuesIn(Replacements()));

TEST_P(SuccessorTest, WhatIsKnownToBeRefusedIsRefusedAtThePlan) {
  Configuration configuration = StackFor(GetParam().address);
  Make(configuration);
  world.refuses = [](const CreateRequest&) { return FailedPreconditionError("Not on this line."); };
  Set(configuration, GetParam().address, GetParam().field, GetParam().value);
  const RunResult refused = ExpectRefused(configuration, "Not on this line.");
  EXPECT_THAT(refused.ToString(), HasSubstr("like this is refused"));
}

TEST_P(SuccessorTest, WhatTurnsOutToBeRefusedLeavesTheOldOne) {
  Configuration configuration = StackFor(GetParam().address);
  Make(configuration);
  const std::string old = IdOf(GetParam().address);
  world.refuses = [](const CreateRequest& request) {
    return request.planned ? OkStatus() : FailedPreconditionError("Not on this line.");
  };
  Set(configuration, GetParam().address, GetParam().field, GetParam().value);
  const RunResult refused = ExpectRefused(configuration, "Replacement was not begun");
  EXPECT_THAT(refused.ToString(), HasSubstr("Not on this line."));
  EXPECT_TRUE(world.objects.contains(old));
  EXPECT_THAT(host.state.at(GetParam().address).facts, Not(HasSubstr("successor")));  // it would be taken for drift
  world.refuses = nullptr;
  Make(configuration);
  EXPECT_FALSE(world.objects.contains(old));
}

TEST_P(SuccessorTest, AParentThatIsNotReadyYetIsWaitedForAndNotRefusedAtThePlan) {
  Configuration configuration = StackFor(GetParam().address);
  Make(configuration);
  world.refuses = [](const CreateRequest& request) {
    return request.timeout == Duration::zero() ? DeadlineExceededError("Not ready.") : OkStatus();
  };
  Set(configuration, GetParam().address, GetParam().field, GetParam().value);
  Make(configuration);
}

TEST_P(SuccessorTest, ACloudThatCannotBeAskedIsNoReasonToDelete) {
  Configuration configuration = StackFor(GetParam().address);
  Make(configuration);
  world.refuses = [](const CreateRequest&) { return UnavailableError("Nobody home."); };
  Set(configuration, GetParam().address, GetParam().field, GetParam().value);
  ExpectRefused(configuration, "Nobody home.");
}

using EngineSuccessorTest = EngineFixture;

// What stands on it would go first.
TEST_F(EngineSuccessorTest, WhatStandsOnTheOldOneStaysToo) {
  Configuration configuration = FullStack();
  Make(configuration);
  const std::size_t objects = world.objects.size();
  world.refuses = [](const CreateRequest& request) {
    const bool refused = request.kind == Kind::kVirtualInterface && !request.planned;
    return refused ? FailedPreconditionError("Not on this line.") : OkStatus();
  };
  Set(configuration, "vif", "vlan", Value::Int(126));
  ExpectRefused(configuration, "Not on this line.");
  EXPECT_EQ(world.objects.size(), objects);
  world.refuses = nullptr;
  Make(configuration);
}

// What a message is about is where it points.
TEST_F(EngineSuccessorTest, TheRefusalPointsAtTheField) {
  world.refuses = [](const CreateRequest&) { return InvalidArgumentError("`customer_asn` is the gateway's own."); };
  const RunResult refused =
      ExpectRefused({{"vif", {Kind::kVirtualInterface, Interface("prod", "con-x", 125)}}}, "error at 'customer_asn'");
}

TEST_F(EngineSuccessorTest, SomebodyElseInItsPlaceLeavesTheOldOne) {
  Configuration configuration = SmallStack();
  Make(configuration);
  const std::string old = IdOf("vif");
  Value theirs = Interface("theirs", IdOf("port"), 126);
  bool planted = false;
  world.refuses = [&](const CreateRequest& request) {
    if (request.planned && !std::exchange(planted, true)) world.Plant(Kind::kVirtualInterface, "sky", theirs);
    return OkStatus();
  };
  Set(configuration, "vif", "vlan", Value::Int(126));
  ExpectRefused(configuration, "VLAN is taken");
  EXPECT_TRUE(world.objects.contains(old));
}

// One thing after the other: nothing leaves while another waits. The old one stays until its successor's place is free.
TEST_F(EngineSuccessorTest, NothingGoesBeforeItsSuccessorsPlaceIsFree) {
  const Value gone;
  for (const Value& leaves : {Value::Int(127), gone}) {  // the holder moves on, or is taken out
    Configuration configuration = SmallStack();
    configuration.push_back({"zother", {Kind::kVirtualInterface, Interface("other", "${port.id}", 126)}});
    Make(configuration);
    const std::string old = IdOf("vif");
    Set(configuration, "vif", "vlan", Value::Int(126));
    if (leaves.is_null()) {
      Remove(configuration, "zother");
    } else {
      Set(configuration, "zother", "vlan", leaves);
    }
    for (int run = 0; run < 3 && world.objects.contains(old); ++run) {
      const RunResult result = host.Apply(configuration);
      EXPECT_EQ(world.objects.contains(old), !result.ok()) << result.ToString();
      if (!result.ok()) {
        EXPECT_THAT(result.ToString(), HasSubstr("Place is not free yet"));
      }
    }
    Make(configuration);
    EXPECT_FALSE(world.objects.contains(old));
    host.Destroy();
  }
}

// Two that are to exchange their places, one thing after the other: neither goes.
TEST_F(EngineSuccessorTest, TwoDoNotTradePlacesOneAfterTheOther) {
  Configuration configuration = SmallStack();
  configuration.push_back({"other", {Kind::kVirtualInterface, Interface("other", "${port.id}", 126)}});
  Make(configuration);
  Set(configuration, "vif", "vlan", Value::Int(126));
  Set(configuration, "other", "vlan", Value::Int(125));
  const RunResult traded = host.Apply(configuration);
  EXPECT_THAT(traded.ToString(), HasSubstr("parallelism"));
  EXPECT_EQ(world.Count("Delete"), 0U) << traded.ToString();
}

TEST_F(EngineSuccessorTest, NoSecretIsInWhatTheDeletionIsTold) {
  Configuration configuration = SmallStack();
  Set(configuration, "vif", "auth_key", S("canary-secret"));
  Make(configuration);
  host.texts.clear();
  Set(configuration, "vif", "vlan", Value::Int(126));
  Set(configuration, "vif", "auth_key", S("canary-secret"));
  const RunResult replaced = host.Apply(configuration);
  EXPECT_TRUE(replaced.ok()) << replaced.ToString();
  for (const std::string& text : host.texts) {
    if (text.find("successor") == std::string::npos) continue;
    EXPECT_THAT(text.substr(text.find("successor")), Not(HasSubstr("canary-secret")));
  }
}

TEST_F(EngineSuccessorTest, TheOnlyOneIsNotDeletedToBeTakenOver) {
  Configuration configuration = {{"port", {Kind::kConnection, Port("dc1")}}};
  Value there = Port("dc1");
  there.Put(field::kRegion, S("east"));
  const std::string id = world.Plant(Kind::kConnection, "sky", there);
  Set(configuration, "port", "adopt", S(id));
  Make(configuration);
  for (const bool forced : {true, false}) {  // -replace and replace_triggered_by; a value that cannot change
    host.force_replace = forced ? std::set<std::string>{"port"} : std::set<std::string>{};
    if (!forced) Set(configuration, "port", "location", S("L2"));
    ExpectRefused(configuration, "would be gone then");
    EXPECT_TRUE(world.objects.contains(id));
  }
}

// `gateway_id` is of another resource, and comes out as it is.
TEST_F(EngineSuccessorTest, WhatComesOutAsItIsReplacesNothing) {
  Configuration configuration = FullStack();
  Make(configuration);
  const std::string old = IdOf("vif");
  for (const char* name : {"gateway_id", "name"}) {
    // The prefix is made anew, so its id is not known; it is made last, and nobody knows what it will be.
    Remove(configuration, "cidr");
    configuration.insert(configuration.begin(), {"cidr", {Kind::kBgpCidr, Cidr("10.9.0.0/16")}});
    Set(configuration, "vif", name, S("${cidr.id}"));
    host.state.erase("cidr");
    const RunResult planned = host.Plan(configuration);
    EXPECT_TRUE(planned.ok()) << planned.ToString();
    EXPECT_EQ(planned.actions.at("vif").action, Action::kUpdate) << planned.ToString();
  }
  EXPECT_EQ(IdOf("vif"), old);
}

// One new port: all its rules hold. Two: both together take so many.
TEST_F(EngineSuccessorTest, LimitsHoldOnPortsThatAreMadeInTheSameRun) {
  Configuration twice = SmallStack();
  twice.push_back({"same", {Kind::kVirtualInterface, Interface("same", "${port.id}", 125)}});
  ExpectRefused(twice, "VLAN is taken");
  Configuration many = {{"port", {Kind::kConnection, Port("dc1")}}};
  for (int i = 0; i < 5; ++i) {
    const std::string name = "vif" + std::to_string(i);
    many.push_back({name, {Kind::kVirtualInterface, Interface(name, "${port.id}", 100 + i)}});
  }
  ExpectRefused(many, "Too many interfaces");
  many.insert(many.begin(), {"port2", {Kind::kConnection, Port("dc2")}});
  Set(many, "vif4", "connection_id", S("${port2.id}"));
  Make(many);
}

// An entry of another list is in nobody's way: the old one may be left to what has the list.
TEST_F(EngineSuccessorTest, AKeptPrefixMayMoveToAnotherList) {
  Configuration configuration = {{"cidr", {Kind::kBgpCidr, Cidr("10.0.0.0/16")}}};
  Set(configuration, "cidr", field::kOnDestroy, S("keep"));
  Make(configuration);
  Set(configuration, "cidr", field::kCidr, S("10.1.0.0/16"));
  ExpectRefused(configuration, "Replacement of a kept object");
  Set(configuration, "cidr", field::kCidr, S("10.0.0.0/16"));
  Set(configuration, "cidr", field::kAdvertisedBy, S("assoc-2"));
  Make(configuration);
  EXPECT_EQ(world.IdsOf(Kind::kBgpCidr).size(), 2U);
}

TEST_F(EngineSuccessorTest, ANewInterfaceHasOneSessionOfAFamily) {
  Configuration configuration = SmallStack();
  configuration.push_back({"peer", {Kind::kBgpPeer, Peer("${vif.id}", "ipv4")}});
  ExpectRefused(configuration, "Family has a session already");
  configuration.pop_back();
  configuration.push_back({"peer", {Kind::kBgpPeer, Peer("${vif.id}", "ipv6")}});
  Make(configuration);
}

}  // namespace
}  // namespace ic::reconcile
