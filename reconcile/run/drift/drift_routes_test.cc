// Prefixes that are configured, and that no session carries.
#include <algorithm>
#include <string>

#include "reconcile/run/testing/drift_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class DriftRoutes : public DriftTest {
 protected:
  DriftRoutes() {
    Wanted(Kind::kVirtualInterface, "vif")
        .config.Put("customer_prefixes", Value::StringSet({"10.1.0.0/16", "10.2.0.0/16", "2001:db8:1::/48"}));
    Make();
    world.calls.clear();
    world.advertising_gateway = "gw-1";
    world.routes = [this](const std::string&) { return routes_; };
  }
  std::size_t Asked() const {
    return static_cast<std::size_t>(
        std::ranges::count(world.calls, std::string("RoutesOf"), [](const FakeCall& call) { return call.operation; }));
  }

  Routes routes_ = {.accepted = {"10.1.5.0/24"}, .advertised = {"10.9.0.0/16"}};
};

TEST_F(DriftRoutes, AreHeldAgainstWhatIsConfigured) {
  const std::string words = Words(Drift());
  EXPECT_THAT(words, AllOf(HasSubstr("Prefix is not accepted"), HasSubstr("10.2.0.0/16 and 2001:db8:1::/48 of"),
                           HasSubstr("Prefix is not advertised"), HasSubstr("bgp_cidr.")));
  EXPECT_THAT(words, Not(HasSubstr("10.1.0.0/16")));  // a part of it is there
  EXPECT_EQ(Asked(), 1U);
}

TEST_F(DriftRoutes, ThatCarryEverythingAreNotSpokenOf) {
  routes_ = {.accepted = {"10.1.0.0/16", "10.2.0.0/16", "2001:db8:1::/48"}, .advertised = {"10.0.0.0/16"}};
  const DriftReport report = Drift();
  EXPECT_THAT(report.diagnostics, IsEmpty()) << Words(report);
}

TEST_F(DriftRoutes, OfOneFamilyAreNoMatterWhileItsSessionIsDown) {
  Vif().sessions["ipv6"] = HealthState::kDown;
  EXPECT_THAT(Words(Drift()), AllOf(HasSubstr("10.2.0.0/16 of"), Not(HasSubstr("2001:db8:1::/48"))));
  Vif().health = HealthState::kDown;
  world.calls.clear();
  EXPECT_THAT(Drift().diagnostics, IsEmpty());
  EXPECT_EQ(Asked(), 0U);
}

TEST_F(DriftRoutes, ThatNobodyTellsAreNotMissed) {
  world.routes = {};
  world.advertising_gateway.clear();
  EXPECT_THAT(Drift().diagnostics, IsEmpty());
}

TEST_F(DriftRoutes, ThatCannotBeReadAreAWarning) {
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.operation == "RoutesOf" ? Fault::kFailBefore : Fault::kNone;
  };
  const DriftReport report = Drift();
  ASSERT_EQ(report.diagnostics.size(), 1U) << Words(report);
  EXPECT_EQ(report.diagnostics.front().diagnostic.severity, Severity::kWarning);
  EXPECT_THAT(Words(report), HasSubstr("Routes could not be read"));
  EXPECT_THAT(report.findings, IsEmpty());
}

TEST_F(DriftRoutes, AreAskedOnlyByWhoWantsToKnowHowTheLinksAre) {
  (void)Drift({.health = false});
  (void)Plan();
  Make();
  EXPECT_EQ(Asked(), 0U);
}

}  // namespace
}  // namespace ic
