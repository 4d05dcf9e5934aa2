// Who backs a leg: every sort of live object that has the group, seen from both front doors.
#include <string>
#include <vector>

#include "adapters/contract/mark.h"
#include "reconcile/testing/guarded_legs.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kOwner = "net-team/prod (north)";  // a tag cannot hold the brackets

// The other leg of a group, beside the one that is disturbed.
struct OtherLeg {
  std::string name;
  std::string owner;  // in its mark
  bool held = false;  // by this state
  bool other_gateway = false;
  bool is_public = false;  // leads to the cloud's public services; the one beside it is private
  bool port_down = false;  // the connection under it, or all links of the bundle
  bool on_bundle = false;
  bool backs_with_terraform = false;
  bool backs_with_state = false;
  std::string why;  // what the plan says of it where it does not count
};

std::vector<OtherLeg> OtherLegs() {
  const std::string own = "net-team/prod -north-";
  return {
      {.name = "held", .owner = own, .held = true, .backs_with_terraform = true, .backs_with_state = true},
      {.name = "held, unmarked", .held = true, .backs_with_terraform = true, .backs_with_state = true},
      {.name = "held, by its mark another's",
       .owner = "others",
       .held = true,
       .backs_with_terraform = true,
       .backs_with_state = true},
      {.name = "of another state", .owner = own, .backs_with_terraform = true, .why = "another state's"},
      {.name = "another owner's", .owner = "others", .why = "carries the mark of the owner \"others\""},
      {.name = "tagged by somebody", .why = "no owner's mark"},
      {.name = "behind another gateway", .owner = own, .held = true, .other_gateway = true, .why = "leads to gw-2"},
      {.name = "to public services", .owner = own, .held = true, .is_public = true, .why = "is of the type public"},
      {.name = "on a connection that is down", .owner = own, .held = true, .port_down = true, .why = "is down"},
      {.name = "on a bundle that is down",
       .owner = own,
       .held = true,
       .port_down = true,
       .on_bundle = true,
       .why = "under it is down"},
      {.name = "on a bundle",
       .owner = own,
       .held = true,
       .on_bundle = true,
       .backs_with_terraform = true,
       .backs_with_state = true},
  };
}

// How often a refusal names the other leg among those that might have backed the one that goes.
int TimesNamed(const std::string& said) {
  const std::size_t begin = said.find("traffic is healthy: ");
  const std::size_t end = said.find("Members on one connection", begin);
  int times = 0;
  for (std::size_t at = said.find("\"b\" (", begin); at < end; at = said.find("\"b\" (", at + 1)) ++times;
  return times;
}

class StrangersTest : public EngineFixture {
 protected:
  // The leg `a` on a port, the other one on another port; what is not held is made as by somebody else.
  Configuration MakeLegs(const OtherLeg& other) {
    Configuration configuration = {{"port_a", {Kind::kConnection, Port("port_a")}},
                                   {"port_b", {Kind::kConnection, Port("port_b")}},
                                   {"a", {Kind::kVirtualInterface, Interface("a", "${port_a.id}", 101)}}};
    if (other.on_bundle) Set(configuration, "port_b", "sky", Value::Object({{"lag_id", S("lag-7")}}));
    Value leg = Interface("b", other.on_bundle ? "lag-7" : "${port_b.id}", 102);
    if (other.other_gateway) leg.Put(field::kGatewayId, S("gw-2"));
    if (other.is_public) {
      leg.Put(field::kType, S("public"));
      leg.Put(field::kGatewayId, Value::Null());
      Set(configuration, "a", field::kType, S("private"));
    }
    configuration.push_back({"b", {Kind::kVirtualInterface, std::move(leg)}});
    for (const char* one : {"a", "b"}) Set(configuration, one, field::kRedundancyGroup, S("dc"));
    Make(configuration);
    ObjectOf("b").owner = other.owner;
    if (other.port_down) ObjectOf("port_b").health = HealthState::kDown;
    if (!other.held) {
      host.state.erase("b");
      Remove(configuration, "b");
    }
    return configuration;
  }

  // Forgets all that is there.
  void Restart() {
    world.objects.clear();
    host.state.clear();
  }
};

TEST_F(StrangersTest, OnlyWhatIsKnownToBeOursBacksALeg) {
  host.engine_config.owner = kOwner;
  for (const bool state_is_held : {false, true}) {
    for (const OtherLeg& other : OtherLegs()) {
      SCOPED_TRACE(other.name + (state_is_held ? ", whole state held" : ", as with Terraform"));
      Restart();
      host.engine_config.state_is_held = state_is_held;
      Configuration changed = MakeLegs(other);
      Remove(changed, "a");
      const std::string said = host.Plan(changed).ToString();
      const bool backs = state_is_held ? other.backs_with_state : other.backs_with_terraform;
      EXPECT_EQ(said.find(kGuardRefusal) == std::string::npos, backs) << said;
      if (!backs) {
        EXPECT_THAT(said, HasSubstr(other.why));
        EXPECT_EQ(TimesNamed(said), 1);
      }
    }
  }
}

// Anybody may write the tag of a group on anything. What has no owner's mark has to have that of a create at least.
TEST_F(StrangersTest, WithoutAnOwnerTheGroupAloneBacksNothing) {
  for (const bool state_is_held : {false, true}) {
    for (const bool marked : {false, true}) {
      SCOPED_TRACE(std::string(marked ? "marked" : "only tagged") + (state_is_held ? ", whole state held" : ""));
      Restart();
      host.engine_config.state_is_held = state_is_held;
      Configuration changed = MakeLegs({.name = "of another state"});
      for (auto& [id, object] : world.objects) {
        if (!marked && Text(object.attributes, field::kName) == "b") object.mark.clear();
      }
      Remove(changed, "a");
      const std::string said = host.Plan(changed).ToString();
      EXPECT_EQ(said.find(kGuardRefusal) == std::string::npos, marked && !state_is_held) << said;
    }
  }
}

// The plan says on whom it relies; and who does not count, if somebody might think so.
TEST_F(StrangersTest, ThePlanNamesWhomItReliesOn) {
  host.engine_config.owner = kOwner;
  for (const bool state_is_held : {false, true}) {
    for (const OtherLeg& other : OtherLegs()) {
      SCOPED_TRACE(other.name + (state_is_held ? ", whole state held" : ", as with Terraform"));
      Restart();
      host.engine_config.state_is_held = state_is_held;
      Configuration changed = MakeLegs(other);
      changed.push_back({"port_c", {Kind::kConnection, Port("port_c")}});
      changed.push_back({"c", {Kind::kVirtualInterface, Interface("c", "${port_c.id}", 103)}});
      Set(changed, "c", field::kRedundancyGroup, S("dc"));
      ASSERT_TRUE(host.Apply(changed).ok());
      Remove(changed, "a");
      const RunResult plan = host.Plan(changed);
      EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.ToString();
      const bool backs = state_is_held ? other.backs_with_state : other.backs_with_terraform;
      const std::string c = "virtual interface \"c\" (" + IdOf("c") + ")";
      if (backs) {
        EXPECT_THAT(plan.ToString(), Not(HasSubstr("Redundancy group relies on fewer members")));
        EXPECT_THAT(plan.ToString(), HasSubstr("relies on virtual interface \"b\""));
        EXPECT_THAT(plan.ToString(), HasSubstr("and " + c));
      } else {
        EXPECT_THAT(plan.ToString(), HasSubstr("relies on " + c));
        EXPECT_THAT(plan.ToString(), HasSubstr(other.why));
      }
    }
  }
}

// What stands on our connection may be somebody else's: its own owner's legs back it, and ours do not.
TEST_F(StrangersTest, AStrangersLegIsBackedByItsOwnersLegs) {
  host.engine_config.owner = kOwner;
  for (const std::string their_second : {"", "others", "third"}) {
    for (const bool ours : {false, true}) {
      SCOPED_TRACE("the second is of \"" + their_second + "\"" + (ours ? ", one of ours is there" : ""));
      Restart();
      host.engine_config.state_is_held = true;
      Configuration configuration = {{"port_a", {Kind::kConnection, Port("port_a")}},
                                     {"port_b", {Kind::kConnection, Port("port_b")}}};
      if (ours) {
        configuration.push_back({"b", {Kind::kVirtualInterface, Interface("b", "${port_b.id}", 102)}});
        Set(configuration, "b", field::kRedundancyGroup, S("dc"));
      }
      Make(configuration);
      const auto plant = [&](const std::string& port, int vlan, const std::string& owner) {
        Value theirs = Interface("theirs", port, vlan);
        theirs.Put(field::kAddressFamily, S("ipv4"));
        theirs.Put(field::kRedundancyGroup, S("dc"));
        world.objects.at(world.Plant(Kind::kVirtualInterface, "sky", theirs)).owner = owner;
      };
      plant(IdOf("port_a"), 201, "others");
      plant(IdOf("port_b"), 202, their_second);
      Set(configuration, "port_a", "sky", Value::Object({{"lag_id", S("lag-9")}}));
      const std::string said = host.Plan(configuration).ToString();
      EXPECT_EQ(said.find(kGuardRefusal) == std::string::npos, their_second == "others") << said;
    }
  }
}

// Seen right before the call too: by then, an apply knows of the other leg by its mark alone.
TEST_F(StrangersTest, TheMarkCountsWhenApplying) {
  host.engine_config.owner = kOwner;
  for (const OtherLeg& other : OtherLegs()) {
    if (other.held || other.on_bundle) continue;
    SCOPED_TRACE(other.name);
    Restart();
    Configuration changed = MakeLegs({.name = other.name, .owner = OwnerAsMarked(kOwner), .held = false});
    Remove(changed, "a");
    int checks = 0;
    world.fault = [&, this](std::size_t /*number*/, const FakeCall& call) {
      if (call.operation != "CheckHealth" || ++checks != 2) return Fault::kNone;  // the plan is made
      for (auto& [id, object] : world.objects) {
        if (Text(object.attributes, field::kName) == "b") object.owner = other.owner;
      }
      return Fault::kNone;
    };
    const RunResult applied = host.Apply(changed);
    world.fault = nullptr;
    EXPECT_EQ(applied.ToString().find(kGuardRefusal) == std::string::npos, other.backs_with_terraform)
        << applied.ToString();
  }
}

// What gets a group later gets the owner's mark with it: the next process counts it.
TEST_F(StrangersTest, WhatGetsAGroupLaterGetsTheOwnersMark) {
  Configuration configuration = {{"port", {Kind::kConnection, Port("port")}},
                                 {"a", {Kind::kVirtualInterface, Interface("a", "${port.id}", 101)}}};
  Make(configuration);
  host.engine_config.owner = kOwner;
  ExpectNoChanges(configuration);
  Set(configuration, "a", field::kRedundancyGroup, S("dc"));
  Make(configuration);
  EXPECT_EQ(ObjectOf("a").owner, OwnerAsMarked(kOwner));
}

}  // namespace
}  // namespace ic::reconcile
