// What stands on something that goes in the same run goes before it: so whatever keeps that is asked before anything of
// the chain is touched.
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Kind kLeg = Kind::kVirtualInterface;
constexpr Kind kSession = Kind::kBgpPeer;

// Two legs of a group, each with a session of both families. `session_on` is the half that the second session is on;
// "taken" and `halves`: what the one account offers, the other one has in the group.
class ChainsTest : public RunFixture {
 protected:
  ChainsTest() {
    desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
    world.unanswered = [this] {
      const std::lock_guard lock(world.mutex);
      for (auto& [id, object] : world.objects) object.visible_to = "partner";
    };
    for (const std::string leg : {"1", "2"}) Want(Kind::kConnection, "line" + leg, reconcile::Port("line" + leg));
    Make();
  }

  void MakeLegs(bool halves, const std::string& session_on) {
    world.group_is_guests = halves;
    for (const std::string leg : {"1", "2"}) {
      Value config = reconcile::Interface("leg" + leg, IdOf(Kind::kConnection, "line" + leg), leg == "1" ? 101 : 102);
      config.Put("on_destroy", S("delete"));
      if (!halves) config.Put("redundancy_group", S("legs"));
      Want(kLeg, "given" + leg, config);
      if (halves) {
        config.Put("on_destroy", S("keep"));
        config.Put("redundancy_group", S("legs"));
        DesiredObject& taken = Want(kLeg, "taken" + leg, config);
        taken.account = "sky-partner";
        taken.references.push_back({"adopt", {kLeg, "given" + leg}, /*stands=*/false});
      }
      DesiredObject& session =
          Want(kSession, "six" + leg, reconcile::Peer("${virtual_interface." + session_on + leg + "}", "ipv6"));
      if (session_on == "taken") session.account = "sky-partner";
    }
    Make();
    for (const DesiredObject& object : desired.objects) options.allow.insert(object.address);
  }

  // Each ends the first leg, or puts another one in its place, and what is on it goes before it.
  void Ask(const std::string& step) {
    if (step == "anew") options.replace = {{kLeg, "given1"}};
    if (step == "end") {
      std::erase_if(desired.objects, [](const DesiredObject& object) {
        return object.address.kind != Kind::kConnection && object.address.name.ends_with("1");
      });
    }
    for (DesiredObject& object : desired.objects) {
      const bool leg = object.address.kind == kLeg && object.address.name.ends_with("1");
      if (leg && step == "place") object.config.Put("vlan", Value::Int(201));
    }
  }

  ApplyOutcome Carry(const RunPlan& plan) {
    EXPECT_TRUE(store.Lock({}).ok());
    ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {});
    store.Unlock();
    return outcome;
  }

  // The other leg carries the family of the second session still, and that of its own no more, since the plan.
  void ExpectUntouched() {
    const RunPlan plan = Plan();
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
    EXPECT_TRUE(plan.HasChanges());
    ObjectOf(kLeg, "given2").sessions["ipv4"] = HealthState::kDown;
    const std::size_t mutating = world.MutatingCalls();
    const ApplyOutcome outcome = Carry(plan);
    EXPECT_TRUE(outcome.refused) << Words(outcome);
    EXPECT_THAT(Words(outcome), HasSubstr("IPv4 traffic is healthy"));
    EXPECT_EQ(world.MutatingCalls(), mutating) << Words(outcome);
    EXPECT_THAT(Words(outcome), Not(HasSubstr("Replacement is half done")));
    ObjectOf(kLeg, "given2").sessions.clear();
  }
};

struct Case {
  std::string_view trace;
  bool halves;
  std::string session_on;
};

class ChainsOf : public ChainsTest, public ::testing::WithParamInterface<Case> {};

TEST_P(ChainsOf, NothingGoesIfTheGuardKeepsWhatItStandsOn) {
  const Case& one = GetParam();
  MakeLegs(one.halves, one.session_on);
  const DesiredSet before = desired;
  for (const std::string step : {"anew", "place", "end"}) {
    SCOPED_TRACE(step);
    Ask(step);
    ExpectUntouched();
    desired = before;
    options.replace.clear();
    ExpectNothing();
  }
}

// Who lets go of it lets go of what is under it, and all of it goes.
TEST_P(ChainsOf, AllOfItGoesIfTheGuardLetsIt) {
  const Case& one = GetParam();
  MakeLegs(one.halves, one.session_on);
  for (const std::string step : {"anew", "place", "end"}) {
    SCOPED_TRACE(step);
    Ask(step);
    const ApplyOutcome outcome = Apply();
    EXPECT_TRUE(outcome.ok()) << Words(outcome);
    options.replace.clear();
    ExpectNothing();
  }
}

INSTANTIATE_TEST_SUITE_P(Halves, ChainsOf,
                         ::testing::Values(Case{"one account", false, "given"},
                                           Case{"on what is offered", true, "given"},
                                           Case{"on what was taken over", true, "taken"}),
                         [](const auto& info) {
                           std::string name;
                           for (const char c : info.param.trace) {
                             if (c != ' ') name += c;
                           }
                           return name;
                         });

}  // namespace
}  // namespace ic
