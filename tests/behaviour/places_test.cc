// Where a connection may be, and how fast: a port is held to what its place offers, a share of a connection that is
// there is not. Of every vendor's connections that are ordered.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/bandwidth.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class WhereItIs : public testing::TestWithParam<Specimen> {
 protected:
  std::string PlanOf(const Value& config) {
    Engine engine(bench_.Environment());
    EXPECT_FALSE(engine.Configure(bench_.Config()).has_errors());
    return engine.Plan({.kind = Kind::kConnection, .config = config}).diagnostics.ToString();
  }
  bool IsShare(const Value& wanted) const {
    const std::string path(bench_.traits().location_given_by);
    return !path.empty() && !ValueAt(wanted, path).is_null();
  }

  Bench bench_{GetParam().cloud};
};

TEST_P(WhereItIs, OnlyAPortIsHeldToTheSpeedsOfItsPlace) {
  const std::string region(simulation::VendorNamed(bench_.cloud()).region);
  const auto locations = bench_.adapter().Locations(region, {});
  ASSERT_TRUE(locations.ok() && !locations->empty());
  Value wanted = GetParam().desired(bench_);
  wanted.Put("cloud", S(bench_.cloud()));
  const bool share = IsShare(wanted);
  for (const Location& location : *locations) {
    wanted.Put("location", S(location.code));
    std::vector<std::string> speeds = {"2Mbps", "50Mbps", "100Mbps", "300Mbps", "900Mbps", "1Gbps", "3Gbps", "10Gbps"};
    speeds.insert(speeds.end(), location.bandwidths.begin(), location.bandwidths.end());
    for (const std::string& speed : speeds) {
      const auto same = [&](const std::string& one) { return *ParseBandwidth(one) == *ParseBandwidth(speed); };
      const bool offered = location.bandwidths.empty() || std::ranges::any_of(location.bandwidths, same);
      wanted.Put("bandwidth", S(speed));
      const std::string said = PlanOf(wanted);
      SCOPED_TRACE(fmt::format("{} at {}: {}", speed, location.code, said));
      if (share || offered) {
        EXPECT_THAT(said, Not(HasSubstr(" offers ")));  // other rules may refuse it
      } else {
        EXPECT_THAT(said, HasSubstr("error"));
      }
    }
  }
}

std::vector<Specimen> Ordered() {
  std::vector<Specimen> ordered;
  for (const Specimen& one : Specimens()) {
    if (one.kind != Kind::kConnection) continue;
    Bench bench(one.cloud);
    if (one.desired(bench).Get("adopt").is_null()) ordered.push_back(one);
  }
  return ordered;
}

INSTANTIATE_TEST_SUITE_P(EachConnection, WhereItIs, testing::ValuesIn(Ordered()),
                         [](const auto& one) { return one.param.cloud + "_" + one.param.name; });

}  // namespace
}  // namespace ic::behaviour
