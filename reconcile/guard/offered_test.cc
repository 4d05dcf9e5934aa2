// Legs that are offered to another account: the group is on its half, and the process that has the offers knows it by
// the tags that the other account writes on them. As Terraform runs them: a process for each account.
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "reconcile/testing/engine_fixture.h"
#include "reconcile/testing/guarded_legs.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What the other account keeps on a leg.
struct Kept {
  std::string group;
  std::string owner;
  bool operator==(const Kept&) const = default;
};

// Takes the leg down.
struct OfferStep {
  std::string name;
  std::function<void(Configuration&, const std::string& leg)> make;
  bool takes = true;
};

std::vector<OfferStep> OfferSteps() {
  return {{"nothing", [](Configuration&, const std::string&) {}, false},
          {"its end", [](Configuration& all, const std::string& leg) { Remove(all, leg); }},
          {"its VLAN", [](Configuration& all,
                          const std::string& leg) { Set(all, leg, field::kVlan, Value::Int(leg == "a" ? 201 : 202)); }},
          {"its connection", [](Configuration& all, const std::string& leg) {
             Set(all, "port_" + leg, "fen", Value::Object({{"lag_id", S("lag-9")}}));
           }}};
}

class OfferedTest : public ::testing::Test {
 protected:
  explicit OfferedTest(const VendorTraits& fen = FenTraits()) : factory(world, {&fen}) {
    EXPECT_TRUE(host.Apply(Offers()).ok());
  }

  static Configuration Offers() {
    Configuration offers;
    for (const std::string_view leg : kLegs) {
      const std::string name(leg);
      offers.push_back({"port_" + name, {Kind::kConnection, OnFen(Port("port_" + name))}});
      Value offer = OnFen(Interface(name, "${port_" + name + ".id}", leg == "a" ? 101 : 102));
      offer.Put("fen", Value::Object({{"receiver", S("partner")}}));
      offers.push_back({name, {Kind::kVirtualInterface, std::move(offer)}});
    }
    return offers;
  }
  static Value OnFen(Value object) {
    object.Put(field::kCloud, S("fen"));
    return object;
  }

  FakeObject& ObjectOf(const std::string& address) {
    return world.objects.at(Text(host.state.at(address).state, field::kId));
  }
  void Tell(const std::string& leg, const Kept& kept) {
    ObjectOf(leg).group = kept.group;
    ObjectOf(leg).owner = kept.owner;
  }
  // What is done to the legs in one run.
  std::string Planned(const OfferStep& at_a, const OfferStep& at_b) {
    Configuration changed = Offers();
    at_a.make(changed, "a");
    at_b.make(changed, "b");
    const RunResult plan = host.Plan(changed);
    const std::string said = plan.ToString();
    EXPECT_EQ(plan.diagnostics.has_errors(), said.find(kGuardRefusal) != std::string::npos) << said;
    return said;
  }

  EngineEnvironment Environment() {
    EngineEnvironment environment;
    environment.factory = &factory;
    environment.clock = &clock;
    environment.random = random.get();
    return environment;
  }

  FakeWorld world;
  FakeFactory factory;
  FakeClock clock;
  std::unique_ptr<Random> random = SeededRandom(1);
  TerraformHost host{Environment()};
};

// A tag makes a refusal and permits nothing: without any nothing is refused.
TEST_F(OfferedTest, TheGroupThatTheOtherAccountKeepsIsGuarded) {
  const std::vector<Kept> kept = {{"", ""}, {"legs", "them"}, {"legs", "others"}, {"legs", ""}, {"more", "them"}};
  const std::vector<OfferStep> steps = OfferSteps();
  int refusals = 0;
  for (const bool state_is_held : {false, true}) {
    host.engine_config.state_is_held = state_is_held;
    for (const Kept& of_a : kept) {
      for (const Kept& of_b : kept) {
        for (const HealthState state : {HealthState::kUp, HealthState::kDown}) {
          Tell("a", of_a);
          Tell("b", of_b);
          ObjectOf("b").health = state;
          for (std::size_t i = 0; i < steps.size() * 2; ++i) {
            const OfferStep& at_a = steps[i % steps.size()];
            const OfferStep& at_b = i < steps.size() ? steps.front() : at_a;
            SCOPED_TRACE(at_a.name + " at a, " + at_b.name + " at b; " + of_a.group + " of " + of_a.owner + ", " +
                         of_b.group + " of " + of_b.owner + ", b " + std::to_string(static_cast<int>(state)));
            const bool b_backs = of_a == of_b && state == HealthState::kUp && !at_b.takes;
            const bool last_a = at_a.takes && !of_a.group.empty() && !b_backs;
            // What is down has nothing to lose, unless the other one is lost with it.
            const bool alive_b = state == HealthState::kUp || of_a == of_b;
            const bool last_b = at_b.takes && !of_b.group.empty() && alive_b;
            const std::string said = Planned(at_a, at_b);
            EXPECT_EQ(said.find(kGuardRefusal) != std::string::npos, last_a || last_b) << said;
            refusals += last_a || last_b ? 1 : 0;
          }
        }
      }
    }
  }
  EXPECT_GT(refusals, 100);
}

TEST_F(OfferedTest, TheRefusalSaysWhoseGroupItIs) {
  for (const std::string leg : {"a", "b"}) Tell(leg, {"legs", "them"});
  const std::string said = Planned(OfferSteps()[1], OfferSteps()[1]);
  EXPECT_THAT(said, HasSubstr("redundancy group \"legs\" of the owner \"them\""));
  host.engine_config.allow_disruption = {"legs"};
  EXPECT_THAT(Planned(OfferSteps()[1], OfferSteps()[1]), Not(HasSubstr(std::string(kGuardRefusal))));
}

// The plan was fine; by the time of the call the other leg is down.
TEST_F(OfferedTest, ItIsLookedAtAgainRightBeforeTheCall) {
  for (const std::string leg : {"a", "b"}) Tell(leg, {"legs", "them"});
  Configuration changed = Offers();
  Remove(changed, "a");
  host.meanwhile = [this] { ObjectOf("b").health = HealthState::kDown; };
  const RunResult refused = host.Apply(changed);
  EXPECT_THAT(refused.ToString(), HasSubstr(std::string(kGuardRefusal)));
  EXPECT_TRUE(host.state.contains("a"));
}

// A group at the offers, and nothing on them that shows it any more: the process that deletes one is told by the plan
// that the state holds the other.
TEST_F(OfferedTest, AGroupAtTheOffersIsKnownWhereOneIsDeleted) {
  Configuration grouped = Offers();
  for (const std::string leg : {"a", "b"}) Set(grouped, leg, field::kRedundancyGroup, S("legs"));
  const RunResult made = host.Apply(grouped);
  ASSERT_TRUE(made.ok()) << made.ToString();
  for (const std::string leg : {"a", "b"}) Tell(leg, {"", ""});
  Configuration changed = grouped;
  Remove(changed, "a");
  host.meanwhile = [this] { ObjectOf("b").health = HealthState::kDown; };
  const RunResult refused = host.Apply(changed);
  EXPECT_THAT(refused.ToString(), HasSubstr(std::string(kGuardRefusal)));
  ASSERT_TRUE(host.state.contains("a"));
  ObjectOf("b").health = HealthState::kUp;
  host.meanwhile = nullptr;
  const RunResult applied = host.Apply(changed);
  EXPECT_TRUE(applied.ok()) << applied.ToString();
  EXPECT_FALSE(host.state.contains("a"));
  Remove(changed, "b");
  EXPECT_THAT(host.Plan(changed).ToString(), HasSubstr(std::string(kGuardRefusal)));
}

// As "fen", but it tells whom an interface is for.
const VendorTraits& ToldFen() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits = FenTraits();
    for (Field& field : traits.fields[static_cast<std::size_t>(Kind::kVirtualInterface)]) field.untold = false;
    return traits;
  }();
  return kTraits;
}

class OfferedTogetherTest : public OfferedTest {
 protected:
  OfferedTogetherTest() : OfferedTest(ToldFen()) {}
};

// No tag tells of a group: what one run takes down of one account's is all that can be known.
TEST_F(OfferedTogetherTest, AllThatIsUpOfOneAccountsDoesNotGoInOneRun) {
  for (const bool state_is_held : {false, true}) {
    host.engine_config.state_is_held = state_is_held;
    for (const HealthState state : {HealthState::kUp, HealthState::kUnknown, HealthState::kDown}) {
      ObjectOf("b").health = state;
      for (const OfferStep& at_a : OfferSteps()) {
        for (const OfferStep& at_b : OfferSteps()) {
          SCOPED_TRACE(at_a.name + " at a, " + at_b.name + " at b, b " + std::to_string(static_cast<int>(state)));
          Configuration changed = Offers();
          at_a.make(changed, "a");
          at_b.make(changed, "b");
          const bool together = !state_is_held && at_a.takes && at_b.takes && state != HealthState::kDown;
          host.engine_config.allow_disruption.clear();
          const RunResult plan = host.Plan(changed);
          EXPECT_EQ(plan.ToString().find("Offered interfaces go down together") != std::string::npos, together)
              << plan.ToString();
          EXPECT_EQ(plan.diagnostics.has_errors(), together) << plan.ToString();
          host.engine_config.allow_disruption = {Text(host.state.at("a").state, field::kId)};
          EXPECT_FALSE(host.Plan(changed).diagnostics.has_errors());
        }
      }
    }
  }
}

// One that was replaced before, say, and that the other account has not accepted anew.
TEST_F(OfferedTogetherTest, TheLastOneUpStaysWhileAnotherOneWaits) {
  const std::string port = Text(host.state.at("port_b").state, field::kId);
  world.Plant(Kind::kVirtualInterface, "fen",
              Value::Object({{"name", S("new")},
                             {"connection_id", S(port)},
                             {"vlan", Value::Int(300)},
                             {"fen", Value::Object({{"receiver", S("partner")}})}}));
  for (const bool state_is_held : {false, true}) {
    host.engine_config.state_is_held = state_is_held;
    for (const HealthState state : {HealthState::kUp, HealthState::kUnknown, HealthState::kDown}) {
      ObjectOf("b").health = state;
      for (const OfferStep& at_a : OfferSteps()) {
        SCOPED_TRACE(at_a.name + " at a, b " + std::to_string(static_cast<int>(state)));
        Configuration changed = Offers();
        at_a.make(changed, "a");
        const bool last = !state_is_held && at_a.takes && state == HealthState::kDown;
        host.engine_config.allow_disruption.clear();
        const RunResult plan = host.Plan(changed);
        EXPECT_EQ(plan.ToString().find("is not accepted yet") != std::string::npos, last) << plan.ToString();
        EXPECT_EQ(plan.diagnostics.has_errors(), last) << plan.ToString();
        host.engine_config.allow_disruption = {Text(host.state.at("a").state, field::kId)};
        EXPECT_FALSE(host.Plan(changed).diagnostics.has_errors());
      }
    }
  }
}

// Likewise, and it leaves the MTU to whoever offers.
const VendorTraits& FreeFen() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits = ToldFen();
    traits.decisions.clear();
    return traits;
  }();
  return kTraits;
}

class ChangedOfferTest : public OfferedTest {
 protected:
  ChangedOfferTest() : OfferedTest(FreeFen()) {}
};

// A group at the offers, and no tag shows it: what the plan of a change in place relies on is there for the change too.
TEST_F(ChangedOfferTest, AChangeInPlaceReliesOnWhatItsPlanRelied) {
  Configuration grouped = Offers();
  for (const std::string leg : {"a", "b"}) Set(grouped, leg, field::kRedundancyGroup, S("legs"));
  const RunResult made = host.Apply(grouped);
  ASSERT_TRUE(made.ok()) << made.ToString();
  std::map<std::string, FakeObject> told;
  for (const std::string leg : {"a", "b"}) told.emplace(leg, ObjectOf(leg));
  int mtu = 8500;
  for (const std::string leg : {"a", "b"}) {
    const std::string other = leg == "a" ? "b" : "a";
    for (const HealthState then : {HealthState::kDown, HealthState::kUnknown, HealthState::kUp}) {
      SCOPED_TRACE(leg + ", " + std::to_string(static_cast<int>(then)));
      ObjectOf(other).health = HealthState::kUp;
      for (const std::string one : {"a", "b"}) {
        Tell(one, {told.at(one).group, told.at(one).owner});
        ObjectOf(one).mark = told.at(one).mark;
      }
      Configuration changed = grouped;
      Set(changed, leg, field::kMtu, Value::Int(++mtu));
      host.meanwhile = [&] {
        for (const std::string one : {"a", "b"}) {
          Tell(one, {"", ""});
          ObjectOf(one).mark.clear();
        }
        ObjectOf(other).health = then;
      };
      const RunResult applied = host.Apply(changed);
      host.meanwhile = nullptr;
      const bool refused = applied.ToString().find(kGuardRefusal) != std::string::npos;
      EXPECT_EQ(refused, then != HealthState::kUp) << applied.ToString();
      EXPECT_EQ(applied.diagnostics.has_errors(), refused) << applied.ToString();
      EXPECT_EQ(host.state.at(leg).state.Get(field::kMtu) == Value::Int(mtu), !refused);
      if (!refused) grouped = changed;
    }
    ObjectOf(other).health = HealthState::kDown;
    Configuration changed = grouped;
    Set(changed, leg, field::kMtu, Value::Int(++mtu));
    EXPECT_THAT(host.Plan(changed).ToString(), HasSubstr(std::string(kGuardRefusal)));
    ObjectOf(other).health = HealthState::kUp;
  }
}

}  // namespace
}  // namespace ic::reconcile
