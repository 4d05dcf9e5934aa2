// Of a session nothing carries a mark: what an interrupted create made of it, with Terraform, is known by the key that
// the configuration gives, on an interface that carries its owner's mark (ADR 0056).
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kKey = "KeyOfOurs1";

class KeyProofTest : public EngineFixture {
 protected:
  KeyProofTest() { host.engine_config.owner = "net-team"; }

  // A port, an interface and a further session with a key of its own.
  static Configuration Keyed() {
    Configuration all = SmallStack();
    Value peer = Peer("${vif.id}", "ipv6");
    peer.Put(field::kAuthKey, S(kKey));
    all.push_back({"peer", {Kind::kBgpPeer, peer}});
    return all;
  }
  // As a kill leaves it that comes after the call of the create: the session is there, and Terraform knows nothing.
  std::string MakeAndForget(const Configuration& configuration) {
    Make(configuration);
    std::string id = IdOf("peer");
    host.state.erase("peer");
    return id;
  }
};

TEST_F(KeyProofTest, AnInterruptedCreateIsGoneOnWith) {
  const Configuration configuration = Keyed();
  const std::string id = MakeAndForget(configuration);
  const RunResult planned = host.Plan(configuration);
  ASSERT_TRUE(planned.ok()) << planned.ToString();
  EXPECT_THAT(planned.ToString(), HasSubstr("is taken over instead of creating another"));
  EXPECT_THAT(planned.ToString(), HasSubstr(id));
  const RunResult made = host.Apply(configuration);
  ASSERT_TRUE(made.ok()) << made.ToString();
  EXPECT_EQ(world.Count("Create"), 0U);
  ExpectNoChanges(configuration);
  EXPECT_EQ(IdOf("peer"), id);
  EXPECT_EQ(StateOf("peer", field::kOnDestroy), S("delete"));  // it is our own
  EXPECT_TRUE(host.Destroy().ok());
  EXPECT_FALSE(world.objects.contains(id));
}

// The configuration, and what is there, by anything that leaves the proof open.
struct Doubt {
  std::string name;
  std::function<void(FakeWorld& world, TerraformHost& host, Configuration& configuration, const std::string& id)> raise;
};

TEST_F(KeyProofTest, WhatIsNotProvenIsNotTakenOver) {
  const std::vector<Doubt> doubts = {
      {"another key is in force", [](FakeWorld& world, TerraformHost&, Configuration&,
                                     const std::string& id) { world.objects.at(id).key = "KeyOfTheirs1"; }},
      {"the configuration gives no key",
       [](FakeWorld&, TerraformHost&, Configuration& configuration, const std::string&) {
         Set(configuration, "peer", field::kAuthKey, Value::Null());
       }},
      {"no owner is set",
       [](FakeWorld&, TerraformHost& host, Configuration&, const std::string&) { host.engine_config.owner.clear(); }},
      {"the interface is another owner's",
       [](FakeWorld& world, TerraformHost&, Configuration&, const std::string&) {
         world.Only(Kind::kVirtualInterface).owner = "other-team";
       }},
      {"it differs in a value",
       [](FakeWorld& world, TerraformHost&, Configuration&, const std::string& id) {
         world.objects.at(id).attributes.Put(field::kCustomerAsn, S("64601"));
       }},
  };
  for (const Doubt& doubt : doubts) {
    SCOPED_TRACE(doubt.name);
    world.objects.clear();
    host.state.clear();
    host.engine_config.owner = "net-team";
    Configuration configuration = Keyed();
    const std::string id = MakeAndForget(configuration);
    doubt.raise(world, host, configuration, id);
    const RunResult refused = host.Apply(configuration);
    EXPECT_TRUE(refused.diagnostics.has_errors());
    EXPECT_THAT(refused.ToString(), Not(HasSubstr("taken over instead")));
    EXPECT_TRUE(world.objects.contains(id));
    EXPECT_FALSE(host.state.contains("peer"));
  }
}

}  // namespace
}  // namespace ic::reconcile
