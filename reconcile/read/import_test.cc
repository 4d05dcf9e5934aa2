// Import: what it reads plans nothing, with a configuration written by hand and with one generated from the state.
#include <string>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class ImportTest : public EngineFixture {
 protected:
  // A stack that exists in the cloud but in no state.
  void Lose() {
    Make(FullStack());
    lost_ = host.state;
    host.state.clear();
  }
  std::string LostId(const std::string& address) { return Text(lost_.at(address).state, field::kId); }
  void Take(const std::string& address, const std::string& rest) {
    const RunResult imported = host.Import(address, lost_.at(address).kind, "sky/east/" + rest);
    ASSERT_TRUE(imported.ok()) << imported.ToString();
  }
  void TakeAll() {
    Lose();
    for (const std::string address : {"port", "vif", "peer", "cidr"}) Take(address, LostId(address));
    Take("group", LostId("vif") + "/ipv6");
  }

  std::map<std::string, Instance> lost_;
};

// As -generate-config-out writes it: every attribute that can be set and has a value.
Value Generated(Kind kind, const Value& state) {
  Value config;
  for (const Field& field : NeutralFields(kind)) {
    if (field.presence != Presence::kComputed && !field.write_only) config.Put(field.name, state.Get(field.name));
  }
  if (!state.Get("sky").is_null()) {
    Value own = state.Get("sky");
    if (kind == Kind::kConnection) own.Put("owner_account", Value::Null());
    config.Put("sky", own);
  }
  return config;
}

TEST_F(ImportTest, ImportThenPlanIsEmpty) {
  TakeAll();
  Configuration configuration = FullStack();
  Set(configuration, "port", "on_destroy", Value::Null());
  Set(configuration, "group", "name", Value::Null());
  Set(configuration, "peer", "bgp_group_id", Value::Null());
  Set(configuration, "peer", "customer_asn", S("64600"));
  ExpectNoChanges(configuration);
  EXPECT_EQ(StateOf("port", "on_destroy"), S("keep"));
  EXPECT_EQ(StateOf("port", "adopt"), S(IdOf("port")));
}

TEST_F(ImportTest, ImportThenPlanWithGeneratedConfigurationIsEmpty) {
  TakeAll();
  Configuration configuration;
  for (const std::string address : {"port", "vif", "group", "peer", "cidr"}) {
    const Instance& instance = host.state.at(address);
    configuration.push_back({address, {instance.kind, Generated(instance.kind, instance.state)}});
  }
  ExpectNoChanges(configuration);
}

TEST_F(ImportTest, ImportedPeerMayJoinAGroupWithoutACall) {
  TakeAll();
  Configuration configuration = FullStack();
  Set(configuration, "port", "on_destroy", Value::Null());
  world.calls.clear();
  const RunResult joined = host.Apply(configuration);
  EXPECT_TRUE(joined.ok()) << joined.ToString();
  EXPECT_EQ(world.MutatingCalls(), 0U);
  ExpectNoChanges(configuration);
}

// What the cloud never tells cannot be imported; it is no reason to make the interface anew.
TEST_F(ImportTest, WhatIsNeverToldIsTakenAsWritten) {
  Configuration configuration = SmallStack();
  const auto for_whom = [&](std::string_view receiver) {
    Set(configuration, "vif", "sky", Value::Object({{"receiver", S(receiver)}}));
  };
  for_whom("team-1");
  Make(configuration);
  const std::string id = IdOf("vif");
  host.state.erase("vif");
  ASSERT_TRUE(host.Import("vif", Kind::kVirtualInterface, "sky/east/" + id).ok());
  EXPECT_TRUE(StateOf("vif", "sky").Get("receiver").is_null());
  ExpectNoChanges(SmallStack());
  world.calls.clear();
  const RunResult taken = host.Apply(configuration);
  EXPECT_TRUE(taken.ok()) << taken.ToString();
  EXPECT_THAT(taken.ToString(), HasSubstr("Value is taken as written"));
  EXPECT_EQ(world.MutatingCalls(), 0U);
  EXPECT_EQ(StateOf("vif", "sky").Get("receiver"), S("team-1"));
  ExpectNoChanges(configuration);
  for_whom("team-2");
  Set(configuration, "vif", "on_destroy", S("delete"));
  EXPECT_EQ(host.Plan(configuration).actions.at("vif"), Action::kReplace);
}

TEST_F(ImportTest, WhatIsNeverToldIsKnownOfWhatWasCreatedHere) {
  Configuration configuration = SmallStack();
  Make(configuration);
  EXPECT_TRUE(StateOf("vif", "sky").Get("receiver").is_null());
  Set(configuration, "vif", "sky", Value::Object({{"receiver", S("team-1")}}));
  EXPECT_EQ(host.Plan(configuration).actions.at("vif"), Action::kReplace);
}

TEST_F(ImportTest, DestroyingWhatWasImportedKeepsIt) {
  TakeAll();
  const std::size_t before = world.objects.size();
  const RunResult destroyed = host.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
  EXPECT_EQ(world.objects.size(), before);
}

TEST_F(ImportTest, WhatWasImportedIsDeletedIfTheConfigurationSaysSo) {
  TakeAll();
  Configuration configuration = FullStack();
  Set(configuration, "port", "on_destroy", Value::Null());
  for (const std::string address : {"peer", "cidr"}) Set(configuration, address, "on_destroy", S("delete"));
  const std::size_t mutating = world.MutatingCalls();
  ASSERT_TRUE(host.Apply(configuration).ok());
  EXPECT_EQ(world.MutatingCalls(), mutating);
  const std::size_t before = world.objects.size();
  ASSERT_TRUE(host.Destroy().ok());
  EXPECT_EQ(world.objects.size(), before - 2);
}

// Of a session nothing but its "keep" tells that it was imported: it stays until another word is written.
TEST_F(ImportTest, OnDestroyThatIsNoLongerWrittenIsTheUsualOne) {
  TakeAll();
  Configuration configuration = FullStack();
  for (const std::string address : {"port", "vif", "peer"}) Set(configuration, address, "on_destroy", S("refuse"));
  ASSERT_TRUE(host.Apply(configuration).ok());
  for (const std::string address : {"port", "vif", "peer"}) Set(configuration, address, "on_destroy", Value::Null());
  ASSERT_TRUE(host.Apply(configuration).ok());
  EXPECT_EQ(StateOf("port", "on_destroy"), S("keep"));
  EXPECT_EQ(StateOf("vif", "on_destroy"), S("keep"));
  EXPECT_EQ(StateOf("peer", "on_destroy"), S("delete"));
  EXPECT_EQ(StateOf("cidr", "on_destroy"), S("keep"));
  ExpectNoChanges(configuration);
}

TEST_F(ImportTest, BadIds) {
  const auto expect = [this](Kind kind, const std::string& id, const std::string& words) {
    EXPECT_THAT(host.Import("x", kind, id).ToString(), HasSubstr(words)) << id;
  };
  expect(Kind::kConnection, "con-0001", "It has the form <cloud>/<region>/<the cloud's id>");
  expect(Kind::kConnection, "sky/east/", "Malformed import id");
  // What `id` of a lowered group shows, alone or as the ids of others are written.
  for (const std::string place : {"", "sky/east/"}) {
    for (const char* group : {"lowered/ipv4/64600", "lowered/ipv6/4200000000", "lowered/ipv6/64600/64512"}) {
      expect(Kind::kBgpGroup, place + group, "does not say on which virtual interface it is");
      expect(Kind::kBgpGroup, place + group, "<cloud>/<region>/<virtual interface id>/<ipv4 or ipv6>/<name>");
    }
  }
  expect(Kind::kConnection, "skyy/east/con-1", "Did you mean \"sky\"?");
  expect(Kind::kConnection, "sky/east/con-9999", "There is no connection con-9999 in Sky Link east");
  expect(Kind::kBgpCidr, "sky/east", "<id of what advertises it>/<prefix>");
  expect(Kind::kBgpGroup, "sky/east/vif-1", "<virtual interface id>/<ipv4 or ipv6>");
  expect(Kind::kBgpGroup, "sky/east/vif-1/ipv4", "There is no virtual interface vif-1");
}

// Taking the key into the configuration of an imported interface is no rotation if it is the key in force.
TEST_F(ImportTest, KnownKeyIsNoRotation) {
  Configuration configuration = SmallStack();
  Set(configuration, "vif", "auth_key", S("the-key-in-force"));
  Make(configuration);
  const std::string id = IdOf("vif");
  host.state.erase("vif");
  ASSERT_TRUE(host.Import("vif", Kind::kVirtualInterface, "sky/east/" + id).ok());
  EXPECT_TRUE(StateOf("vif", "auth_key").is_null());
  const RunResult taken = host.Apply(configuration);
  EXPECT_TRUE(taken.ok()) << taken.ToString();
  EXPECT_EQ(world.MutatingCalls(), 0U);
  Set(configuration, "vif", "auth_key", S("another-key"));
  ExpectRefused(configuration, "Key of the only session would change");
}

TEST_F(ImportTest, AdoptionTakesOverWhatIsThere) {
  const std::string id =
      world.Plant(Kind::kConnection, "sky",
                  Value::Object({{"name", S("partner's")}, {"location", S("L7")}, {"bandwidth", S("50Mbps")}}));
  world.objects.at(id).offered = true;
  Configuration configuration = {
      {"port", {Kind::kConnection, Value::Object({{"cloud", S("sky")}, {"adopt", S(id)}, {"name", S("ours")}})}}};
  // What is offered has to be named.
  ExpectRefused(configuration, "name = \"partner's\"");
  Set(configuration, "port", "name", S("partner's"));
  EXPECT_EQ(host.Plan(configuration).actions.at("port").action, Action::kAdopt);
  const RunResult adopted = host.Apply(configuration);
  ASSERT_TRUE(adopted.ok()) << adopted.ToString();
  EXPECT_FALSE(world.objects.at(id).offered);
  Set(configuration, "port", "name", S("ours"));
  ASSERT_TRUE(host.Apply(configuration).ok());
  EXPECT_EQ(Text(world.objects.at(id).attributes, "name"), "ours");
  EXPECT_EQ(StateOf("port", "on_destroy"), S("keep"));
  EXPECT_EQ(StateOf("port", "bandwidth"), S("50Mbps"));
  ExpectNoChanges(configuration);
}

TEST_F(ImportTest, AdoptionThatCannotBeIsRefusedWhenPlanning) {
  const std::string id = world.Plant(
      Kind::kConnection, "sky", Value::Object({{"name", S("p")}, {"location", S("L7")}, {"bandwidth", S("1Gbps")}}));
  Configuration configuration = {{"port", {Kind::kConnection, Port("ours")}}};
  Set(configuration, "port", "adopt", S(id));
  ExpectRefused(configuration, "has location \"L7\", but the configuration asks for \"L1\"");
  Set(configuration, "port", "adopt", S("con-none"));
  ExpectRefused(configuration, "There is no connection con-none");
  Set(configuration, "port", "location", S("L7"));
  Set(configuration, "port", "adopt", S(id));
  configuration.push_back({"twin", configuration.front().second});
  ExpectRefused(configuration, "Two objects are the same");
  configuration.pop_back();
  Make(configuration);
  configuration.push_back({"twin", configuration.front().second});
  ExpectRefused(configuration, "is already managed by this configuration");
}

TEST_F(ImportTest, AdoptingAnotherObjectGivesUpTheFirst) {
  const auto plant = [this] {
    return world.Plant(Kind::kConnection, "sky",
                       Value::Object({{"name", S("p")}, {"location", S("L7")}, {"bandwidth", S("1Gbps")}}));
  };
  const std::string first = plant();
  const std::string second = plant();
  Configuration configuration = {
      {"port", {Kind::kConnection, Value::Object({{"cloud", S("sky")}, {"adopt", S(first)}})}}};
  Make(configuration);
  Set(configuration, "port", "adopt", S(second));
  const RunResult changed = host.Apply(configuration);
  ASSERT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_EQ(IdOf("port"), second);
  EXPECT_TRUE(world.objects.contains(first));
  ExpectNoChanges(configuration);
}

}  // namespace
}  // namespace ic::reconcile
