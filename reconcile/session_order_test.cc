// Of the two sessions of an interface one changes while the other stays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class SessionOrderTest : public EngineFixture {
 protected:
  Configuration Both() {
    Configuration both = SmallStack();
    Set(both, "vif", "auth_key", S("a-key-of-ours"));
    both.push_back({"peer", {Kind::kBgpPeer, Peer("${vif.id}", "ipv6")}});
    return both;
  }
};

TEST_F(SessionOrderTest, TheOtherOneDoesNotGoInTheSameRun) {
  for (const std::string_view own : {"auth_key", "customer_asn"}) {
    for (const bool removed : {false, true}) {
      for (const bool lost : {false, true}) {
        SCOPED_TRACE(testing::Message() << own << (removed ? ", removed" : ", replaced") << (lost ? ", lost" : ""));
        world.objects.clear();
        host.state.clear();
        Configuration changed = Both();
        Make(changed);
        if (lost) {
          ObjectOf("vif").attributes.Put("customer_asn", Value::Null());
        } else {
          Set(changed, "vif", own, S(own == "auth_key" ? "another-key-of-ours" : "65010"));
        }
        const Configuration own_only = changed;
        if (removed) Remove(changed, "peer");
        if (!removed) Set(changed, "peer", "customer_asn", S("64999"));
        ExpectRefused(changed, "Both sessions of an interface in one run");
        // One after the other.
        const RunResult first = host.Apply(own_only);
        EXPECT_TRUE(first.ok()) << first.ToString();
        const RunResult second = host.Apply(changed);
        EXPECT_TRUE(second.ok()) << second.ToString();
        ExpectNoChanges(changed);
      }
    }
  }
}

TEST_F(SessionOrderTest, ThePlanSaysWhichSessionStays) {
  Configuration changed = Both();
  Make(changed);
  Set(changed, "vif", "customer_asn", S("65010"));
  const RunResult planned = host.Plan(changed);
  EXPECT_THAT(planned.ToString(), HasSubstr("its ipv4 session, until the new one is up, while its ipv6 session stays"));
}

// A key that somebody took off is drift, be it kept in the state or not; one for a session that has none is sent.
TEST_F(SessionOrderTest, AKeyThatIsNotThereIsSent) {
  for (const bool hidden : {false, true}) {
    SCOPED_TRACE(hidden);
    world.objects.clear();
    host.state.clear();
    Configuration keyed = Both();
    if (hidden) {
      Set(keyed, "vif", "auth_key", Value::Null());
      Set(keyed, "vif", "auth_key_wo", S("a-key-of-ours"));
      Set(keyed, "vif", "auth_key_wo_version", Value::Int(1));
    }
    Make(keyed);
    ObjectOf("vif").key.clear();
    EXPECT_EQ(host.Apply(keyed).actions.at("vif"), Action::kUpdate);
    EXPECT_EQ(ObjectOf("vif").key, "a-key-of-ours");
    ExpectNoChanges(keyed);
  }
}

}  // namespace
}  // namespace ic::reconcile
