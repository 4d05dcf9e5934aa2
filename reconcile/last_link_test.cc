// The last link of a bundle leaves it, in every way, with an interface on the bundle: refused, however the resources
// are ordered.
#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kRefusal = "Bundle loses its last link";
using Way = std::tuple<std::string_view, bool>;  // how it leaves; the interface is listed first

class LastLinkTest : public EngineFixture, public ::testing::WithParamInterface<Way> {
 protected:
  static Value InBundle(std::string_view name, std::string_view bundle) {
    Value port = Port(name);
    port.Put("sky", Value::Object({{"lag_id", S(bundle)}}));
    return port;
  }
  static Configuration Bundled(int links) {
    Configuration all = {{"a", {Kind::kConnection, InBundle("a", "lag-1")}}};
    if (links > 1) all.push_back({"b", {Kind::kConnection, InBundle("b", "lag-1")}});
    all.push_back({"vif", {Kind::kVirtualInterface, Interface("prod", "lag-1", 125)}});
    return Ordered(std::move(all));
  }
  static Configuration Ordered(Configuration all) {
    if (std::get<1>(GetParam())) std::ranges::reverse(all);
    return all;
  }
  // There, and its interface by the connection's id.
  Configuration WrittenOnTheLink() {
    Configuration parents_first = {{"a", {Kind::kConnection, InBundle("a", "lag-1")}},
                                   {"vif", {Kind::kVirtualInterface, Interface("prod", "${a.id}", 125)}}};
    Make(parents_first);
    Set(parents_first, "vif", "connection_id", S(IdOf("a")));
    return Ordered(std::move(parents_first));
  }
  static void Leave(Configuration& configuration, const std::string& port) {
    const std::string_view how = std::get<0>(GetParam());
    if (how == "leaves") Set(configuration, port, "sky", Value::Object({{"lag_id", S("lag-2")}}));
    if (how == "replaced") Set(configuration, port, "bandwidth", S("10G"));
    if (how == "removed") Remove(configuration, port);
  }
};

TEST_P(LastLinkTest, OfAnInterfaceThatStays) {
  Configuration configuration = Bundled(1);
  Make(configuration);
  Leave(configuration, "a");
  ExpectRefused(configuration, kRefusal);
  host.engine_config.allow_disruption = {"lag-1"};
  EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr(std::string(kRefusal))));
}

// It was on the connection when that joined, and so it is on the bundle; now it is written so.
TEST_P(LastLinkTest, OfAnInterfaceThatWasWrittenOnTheLink) {
  Configuration configuration = WrittenOnTheLink();
  Leave(configuration, "a");
  Set(configuration, "vif", "connection_id", S("lag-1"));
  ExpectRefused(configuration, kRefusal);
}

// The connection leaves without what is written on it.
TEST_P(LastLinkTest, OfAnInterfaceThatIsWrittenOnTheLink) {
  Configuration configuration = WrittenOnTheLink();
  Set(configuration, "a", "sky", Value::Object({{"lag_id", S("lag-2")}}));
  ExpectRefused(configuration, kRefusal);
}

TEST_P(LastLinkTest, OfTwoThatLeaveBoth) {
  Configuration configuration = Bundled(2);
  Make(configuration);
  Leave(configuration, "a");
  EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr(std::string(kRefusal))));
  Leave(configuration, "b");
  ExpectRefused(configuration, kRefusal);
}

TEST_P(LastLinkTest, WithTheInterface) {
  Configuration configuration = Bundled(1);
  Make(configuration);
  Leave(configuration, "a");
  Remove(configuration, "vif");
  EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr(std::string(kRefusal))));
}

// Who only looks does not pay for a list of connections.
TEST_P(LastLinkTest, WhereNothingLeavesNothingIsAsked) {
  Configuration configuration = Bundled(1);
  Make(configuration);
  std::erase_if(configuration, [](const auto& entry) { return entry.first == "a"; });
  host.state.erase("a");
  world.calls.clear();
  EXPECT_TRUE(host.Plan(configuration).ok());
  EXPECT_EQ(std::ranges::count_if(world.calls, [](const FakeCall& call) { return call.kind == Kind::kConnection; }), 0);
}

// It may fail to join, and the other would have left.
TEST_P(LastLinkTest, BesideOneThatJoinsInTheSameRun) {
  Configuration configuration = Bundled(2);
  Set(configuration, "b", "sky", Value::Object({{"lag_id", S("lag-2")}}));
  Make(configuration);
  Set(configuration, "b", "sky", Value::Object({{"lag_id", S("lag-1")}}));
  Configuration first = configuration;
  Leave(configuration, "a");
  ExpectRefused(configuration, kRefusal);
  Make(first);
  EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr(std::string(kRefusal))));
}

INSTANTIATE_TEST_SUITE_P(Ways, LastLinkTest,
                         ::testing::Combine(::testing::Values("leaves", "replaced", "removed"), ::testing::Bool()),
                         [](const auto& info) {
                           return std::string(std::get<0>(info.param)) + (std::get<1>(info.param) ? "_first" : "_last");
                         });

}  // namespace
}  // namespace ic::reconcile
