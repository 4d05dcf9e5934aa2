// Interrupted runs: whatever call a run dies at, and whatever answer is lost, running again comes to the same end, with
// nothing created twice and nothing of others touched.
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/random.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class RecoveryTest : public EngineFixture {};

// What a stack comes to, whatever its ids are.
std::map<Kind, int> Census(const FakeWorld& world) {
  std::map<Kind, int> census;
  for (const auto& [id, object] : world.objects) ++census[object.kind];
  return census;
}

std::string Between(const std::string& text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t from = begin + before.size();
  return text.substr(from, text.find(after, from) - from);
}

// Terraform keeps nothing of a create that it got no answer to: where the cloud keeps no mark either, the message names
// the object, and it is imported as the message says.
void ImportWhatIsNamed(TerraformHost& host, const Configuration& configuration, const RunResult& refused) {
  for (const Diagnostic& one : refused.diagnostics.items()) {
    const std::string kind = Between(one.detail, "to = interconnect_", ".");
    for (const auto& [address, resource] : configuration) {
      if (host.state.contains(address) || KindName(resource.kind) != kind) continue;
      EXPECT_TRUE(resource.kind == Kind::kBgpPeer || resource.kind == Kind::kBgpCidr) << one.detail;
      EXPECT_TRUE(host.Import(address, resource.kind, Between(one.detail, "id = \"", "\"")).ok()) << one.detail;
    }
  }
}

// Runs until nothing is left to do, as a person would.
void Converge(FakeWorld& world, TerraformHost& host, const Configuration& configuration, const std::string& trace) {
  for (int run = 0; run < 4; ++run) {
    const RunResult result = host.Apply(configuration);
    ASSERT_TRUE(result.faults.empty()) << trace << result.ToString();
    if (!result.diagnostics.has_errors()) break;
    ImportWhatIsNamed(host, configuration, result);
  }
  const RunResult plan = host.Plan(configuration);
  EXPECT_TRUE(plan.ok()) << trace << plan.ToString();
  EXPECT_TRUE(plan.actions.empty()) << trace << plan.ToString();
  EXPECT_EQ(Census(world),
            (std::map<Kind, int>{
                {Kind::kConnection, 1}, {Kind::kVirtualInterface, 1}, {Kind::kBgpPeer, 1}, {Kind::kBgpCidr, 1}}))
      << trace;
}

TEST(RecoveryTest0, DyingAnywhereConverges) {
  std::size_t total = 0;
  {
    FakeWorld world;
    TerraformHost host(world);
    ASSERT_TRUE(host.Apply(FullStack()).ok());
    total = world.calls.size();
  }
  ASSERT_GT(total, 10U);
  for (std::size_t number = 0; number < total; ++number) {
    for (const bool after : {false, true}) {
      const std::string trace = fmt::format("dies {} call {}\n", after ? "after" : "before", number);
      FakeWorld world;
      TerraformHost host(world);
      host.engine_config.owner = "net-team";
      world.dies_at = number;
      world.dies_after = after;
      // The process is dead: what it would have answered is not stored, unless it was stored before.
      (void)host.Apply(FullStack());
      world.dies_at.reset();
      Converge(world, host, FullStack(), trace);
    }
  }
}

TEST(RecoveryTest0, OneFaultAnywhereConverges) {
  FakeWorld first;
  TerraformHost first_host(first);
  ASSERT_TRUE(first_host.Apply(FullStack()).ok());
  const std::size_t total = first.calls.size();
  for (const Fault fault : {Fault::kFailBefore, Fault::kLostRequest, Fault::kLostAnswer, Fault::kFailAfter}) {
    for (std::size_t faulty = 0; faulty < total; ++faulty) {
      const std::string trace = fmt::format("fault {} at call {}\n", static_cast<int>(fault), faulty);
      FakeWorld world;
      TerraformHost host(world);
      host.engine_config.owner = "net-team";
      world.fault = [=](std::size_t number, const FakeCall& /*call*/) {
        return number == faulty ? fault : Fault::kNone;
      };
      (void)host.Apply(FullStack());
      for (const auto& [address, instance] : host.state) EXPECT_FALSE(instance.tainted) << trace << address;
      world.fault = nullptr;
      Converge(world, host, FullStack(), trace);
    }
  }
}

TEST(RecoveryTest0, ManyFaultsConverge) {
  constexpr std::uint64_t kFirstSeed = 1;
  constexpr std::uint64_t kSeeds = 60;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kSeeds; ++seed) {
    const std::string trace = fmt::format("seed {}\n", seed);
    const auto random = SeededRandom(seed);
    FakeWorld world;
    TerraformHost host(world);
    host.engine_config.owner = "net-team";
    Configuration configuration = FullStack();
    world.fault = [&random](std::size_t /*number*/, const FakeCall& call) {
      if (random->Below(4) != 0) return Fault::kNone;
      return call.mutating() ? static_cast<Fault>(random->Below(5)) : Fault::kFailBefore;
    };
    for (int run = 0; run < 6; ++run) {
      // Changes of every cost on the way.
      Set(configuration, "vif", "vlan", Value::Int(100 + static_cast<int>(random->Below(3))));
      Set(configuration, "vif", "mtu", Value::Int(random->Below(2) == 0 ? 1500 : 8500));
      const bool rename = random->Below(2) == 0;
      // One that may be there already under its first name would not be recognised by another.
      if (host.state.contains("port")) Set(configuration, "port", "name", S(rename ? "dc1-renamed" : "dc1"));
      Set(configuration, "cidr", "cidr", S(random->Below(2) == 0 ? "10.0.0.0/16" : "10.1.0.0/16"));
      const RunResult result = host.Apply(configuration);
      ASSERT_TRUE(result.faults.empty()) << trace << result.ToString();
      ASSERT_LE(world.IdsOf(Kind::kConnection).size(), 1U) << trace;
    }
    world.fault = nullptr;
    // A create whose answer was lost and whose configuration has changed since cannot be recognised any more: it is
    // found in the way, or left over. Only leftovers that stand in nobody's way may remain.
    for (int run = 0; run < 3 && !host.Apply(configuration).ok(); ++run) {
    }
    for (const auto& [address, instance] : host.state) EXPECT_FALSE(instance.tainted) << trace << address;
    EXPECT_LE(world.IdsOf(Kind::kConnection).size(), 1U) << trace;
  }
}

// The process dies while the call for a part of the interface is under way, and runs again at once: who sends that part
// again makes it twice. Terraform notes nothing: what was left is waited for whenever it was.
TEST_F(RecoveryTest, TheRestOfACreateThatDiedIsWaitedForBeforeItIsSent) {
  for (const bool comes : {true, false}) {
    SCOPED_TRACE(comes);
    host.engine_config.owner = "net-team";
    Configuration configuration = SmallStack();
    Set(configuration, "vif", "mtu", Value::Int(8500));
    world.during = [this](const FakeCall& call) {
      if (call.operation != "Create" || call.kind != Kind::kVirtualInterface || world.dies_at) return;
      world.dies_at = world.calls.size() - 1;
      world.dies_after = true;
    };
    (void)host.Apply(configuration);
    ASSERT_TRUE(world.dies_at);
    world.dies_at.reset();
    world.during = nullptr;
    FakeObject& left = world.Only(Kind::kVirtualInterface);
    left.attributes.Put("mtu", Value::Int(1500));
    world.fault = [&, reads = 0](std::size_t /*number*/, const FakeCall& call) mutable {
      if (comes && call.operation == "Read" && call.kind == Kind::kVirtualInterface && ++reads == 3) {
        left.attributes.Put("mtu", Value::Int(8500));
      }
      return Fault::kNone;
    };
    world.calls.clear();
    const RunResult second = host.Apply(configuration);
    world.fault = nullptr;
    ASSERT_TRUE(second.ok()) << second.ToString();
    EXPECT_EQ(world.Count("Update"), comes ? 0U : 1U);
    EXPECT_GE(world.Count("Read"), comes ? 3U : 10U);
    EXPECT_EQ(world.Only(Kind::kVirtualInterface).attributes.Get("mtu"), Value::Int(8500));
    ExpectNoChanges(configuration);
    EXPECT_TRUE(host.Destroy().ok());
  }
}

// A version that stays sends nothing, and what a change left that was killed and taken back is told by the cloud alone.
TEST_F(RecoveryTest, AKeyInForceThatIsNotTheGivenOneIsSaid) {
  Configuration configuration = FullStack();
  for (const char* address : {"vif", "peer"}) {
    Set(configuration, address, "auth_key_wo", S("key-1"));
    Set(configuration, address, "auth_key_wo_version", Value::Int(1));
  }
  Make(configuration);
  for (const bool ahead : {false, true}) {
    host.ahead = ahead;
    for (const char* address : {"vif", "peer"}) {
      EXPECT_THAT(host.Plan(configuration).ToString(), ::testing::Not(HasSubstr("Another key is in force")));
      const std::string key = std::exchange(ObjectOf(address).key, "key-2");
      const RunResult plan = host.Plan(configuration);
      EXPECT_TRUE(plan.actions.empty()) << plan.ToString();
      EXPECT_THAT(plan.ToString(), HasSubstr("Another key is in force"));
      EXPECT_THAT(plan.ToString(), ::testing::Not(HasSubstr("key-")));
      ObjectOf(address).key = key;
    }
  }
}

TEST_F(RecoveryTest, LostAnswerIsFoundAgainInTheSameRun) {
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "Create" ? Fault::kLostAnswer : Fault::kNone;
  };
  const RunResult made = host.Apply(SmallStack());
  EXPECT_TRUE(made.ok()) << made.ToString();
  EXPECT_THAT(made.ToString(), HasSubstr("Existing object taken over"));
  EXPECT_EQ(world.Count("Create"), 2U);
  EXPECT_EQ(world.objects.size(), 2U);
}

// What was listed before a request left cannot tell whether it was carried out.
TEST_F(RecoveryTest, ALostAnswerIsLookedForInWhatIsListedAfterIt) {
  Moment lost = 0;
  world.fault = [&lost](std::size_t /*number*/, const FakeCall& call) {
    if (call.operation == "Create") lost = NextMoment();
    return call.operation == "Create" ? Fault::kLostAnswer : Fault::kNone;
  };
  ASSERT_TRUE(host.Apply(SmallStack()).ok());
  bool created = false;
  for (const FakeCall& call : world.calls) {
    if (call.operation == "Create") {
      created = true;
    } else if (call.operation == "FindCandidates" && std::exchange(created, false)) {
      EXPECT_GT(call.freshness.since(), lost) << KindName(call.kind);
      EXPECT_EQ(call.freshness, Freshness::kLive);
    }
  }
}

// What is there already and what counts against the limits is one question to the cloud: not older than the create, and
// both of one listing.
TEST_F(RecoveryTest, ACreateAndItsLimitsAreCheckedAgainstOneListing) {
  const Moment before = NextMoment();
  ASSERT_TRUE(host.Apply(SmallStack()).ok());
  std::optional<Freshness> looked;
  int checked = 0;
  for (const FakeCall& call : world.calls) {
    if (call.freshness.is_shared()) continue;  // planning
    if (call.operation == "FindCandidates") {
      looked = call.freshness;
      EXPECT_GT(call.freshness.since(), before);
    } else if (call.operation == "List" && looked) {
      EXPECT_EQ(call.freshness.since(), looked->since()) << KindName(call.kind);
      EXPECT_EQ(call.freshness.is_young(), looked->is_young()) << KindName(call.kind);
      ++checked;
    } else if (call.operation == "Create") {
      looked.reset();
    }
  }
  EXPECT_GT(checked, 0);
}

TEST_F(RecoveryTest, ErrorAfterTheIdIsAWarning) {
  world.fault = [](std::size_t /*number*/, const FakeCall& call) {
    return call.operation == "Create" ? Fault::kFailAfter : Fault::kNone;
  };
  const RunResult made = host.Apply(FullStack());
  EXPECT_TRUE(made.ok()) << made.ToString();
  EXPECT_THAT(made.ToString(), HasSubstr("exists but is not finished"));
  world.fault = nullptr;
  EXPECT_FALSE(host.state.at("port").tainted);
  ExpectNoChanges(FullStack());
}

TEST_F(RecoveryTest, StrangersObjectIsNeverTaken) {
  Configuration configuration = SmallStack();
  Make({configuration.front()});
  const std::string stranger = world.Plant(Kind::kVirtualInterface, "sky",
                                           Value::Object({{"name", S("prod")},
                                                          {"connection_id", S(IdOf("port"))},
                                                          {"vlan", Value::Int(125)},
                                                          {"gateway_id", S("gw-1")},
                                                          {"customer_asn", S("65546")},
                                                          {"type", S("private")},
                                                          {"address_family", S("ipv4")}}));
  ExpectRefused(configuration, "VLAN is taken");
  EXPECT_TRUE(world.objects.contains(stranger));
}

// With an unknown parent the plan cannot see it; the apply can.
TEST_F(RecoveryTest, StrangerThatAppearsAfterThePlanIsNotTaken) {
  world.during = [this](const FakeCall& call) {
    if (call.operation != "Create" || call.kind != Kind::kConnection) return;
    world.Plant(Kind::kVirtualInterface, "sky",
                Value::Object({{"name", S("theirs")}, {"connection_id", S("con-0002")}, {"vlan", Value::Int(125)}}));
  };
  const RunResult failed = host.Apply(SmallStack());
  EXPECT_FALSE(failed.ok());
  EXPECT_THAT(failed.ToString(), HasSubstr("import {\n  to = interconnect_virtual_interface.NAME\n  id = "
                                           "\"sky/east/virtual_interface-0001\"\n}"));
  EXPECT_THAT(failed.ToString(), HasSubstr("VLAN is taken"));
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface).size(), 1U);
}

TEST_F(RecoveryTest, AnotherOwnersObjectIsNotTaken) {
  host.engine_config.owner = "team-a";
  Make({{"port", {Kind::kConnection, Port("dc1")}}});
  host.state.clear();
  host.engine_config.owner = "team-b";
  Make({{"port", {Kind::kConnection, Port("dc1")}}});
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
  host.state.clear();
  host.engine_config.owner = "team-a";
  const RunResult again = host.Apply({{"port", {Kind::kConnection, Port("dc1")}}});
  EXPECT_THAT(again.ToString(), HasSubstr("Existing object taken over"));
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
}

TEST_F(RecoveryTest, MarkedObjectWithChildrenIsNotTaken) {
  Make(SmallStack());
  host.state.clear();
  const RunResult refused = host.Apply(SmallStack());
  EXPECT_FALSE(refused.ok());
  EXPECT_THAT(refused.ToString(), HasSubstr("other objects stand on it"));
  EXPECT_EQ(world.objects.size(), 2U);
}

TEST_F(RecoveryTest, RenamedObjectIsNotMistakenForALostOne) {
  Configuration configuration = {{"port", {Kind::kConnection, Port("a")}}};
  Make(configuration);
  Set(configuration, "port", "name", S("b"));
  Make(configuration);
  configuration.push_back({"other", {Kind::kConnection, Port("a")}});
  Make(configuration);
  EXPECT_NE(IdOf("port"), IdOf("other"));
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
}

TEST_F(RecoveryTest, TwinsAreRefusedWhenPlanning) {
  Configuration configuration = {{"a", {Kind::kConnection, Port("dc1")}}, {"b", {Kind::kConnection, Port("dc1")}}};
  ExpectRefused(configuration, "give them different names");
  configuration.pop_back();
  Make(configuration);
  configuration.push_back({"b", {Kind::kConnection, Port("dc1")}});
  ExpectRefused(configuration, "Two objects are the same");
}

// A resource renamed in the configuration is a create and a deletion to Terraform, in no order.
TEST_F(RecoveryTest, RenamedResourceIsToldAboutMoved) {
  Make({{"a", {Kind::kConnection, Port("dc1")}}});
  ExpectRefused({{"b", {Kind::kConnection, Port("dc1")}}}, "moved block");
}

// What has no name cannot be given another one.
TEST_F(RecoveryTest, OnlyWhatHasANameIsToldToTakeAnother) {
  const std::pair<Kind, Value> cases[] = {{Kind::kConnection, Port("dc1")}, {Kind::kBgpCidr, Cidr("10.0.0.0/16")}};
  for (const auto& [kind, value] : cases) {
    Make({{"a", {kind, value}}});
    const std::string said = host.Plan({{"b", {kind, value}}}).ToString();
    EXPECT_THAT(said, HasSubstr("Two objects are the same"));
    EXPECT_THAT(said, HasSubstr("moved block"));
    const bool named = kind == Kind::kConnection;
    EXPECT_EQ(said.find("different names") != std::string::npos, named) << said;
    EXPECT_EQ(said.find("the same name") != std::string::npos, named) << said;
    EXPECT_EQ(said.find("use for_each") != std::string::npos, !named) << said;
    Make({});
  }
}

TEST_F(RecoveryTest, TwinsOnlyKnownWhenApplyingAreRefused) {
  Configuration configuration = SmallStack();
  // With one new port the plan would know.
  configuration.insert(configuration.begin(), {"spare", {Kind::kConnection, Port("dc2")}});
  configuration.push_back({"twin", {Kind::kVirtualInterface, Interface("prod", "${port.id}", 125)}});
  const RunResult refused = host.Apply(configuration);
  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface).size(), 1U) << refused.ToString();
}

}  // namespace
}  // namespace ic::reconcile
