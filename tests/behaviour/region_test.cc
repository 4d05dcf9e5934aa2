// An object that names no region goes where its parent is, whatever the settings' own region is: of every vendor's
// objects that stand on another one, asked as both front doors ask.
#include <algorithm>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/object/object.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

// Fields that name an object of a kind. A prefix may be advertised by an interface.
std::optional<Kind> ParentKind(const Field& field) {
  return field.name == "advertised_by" ? Kind::kVirtualInterface : field.refers_to;
}

class RegionOfParent : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    home_ = std::string(simulation::VendorNamed(bench_.cloud()).region);
    config_ = GetParam().desired(bench_);
    config_.Put(field::kCloud, S(bench_.cloud()));
    EngineConfig config = bench_.Config();
    config.clouds.at(bench_.cloud()).Put(field::kRegion, S("xx-elsewhere-1"));
    ASSERT_FALSE(engine_.Configure(config).has_errors());
    for (const Field& field : NeutralFields(GetParam().kind)) {
      const Value& id = config_.Get(field.name);
      if (!ParentKind(field) || id.kind() != Value::Kind::kString || parent_field_ != "") continue;
      parent_ = engine_.Import(*ParentKind(field), bench_.cloud() + "/" + home_ + "/" + id.AsString()).state;
      if (parent_.is_null()) continue;  // of no kind that is managed, or lives in the configuration only
      parent_kind_ = *ParentKind(field);
      parent_field_ = field.name;
    }
    ASSERT_NE(parent_field_, "");
  }

  PlanOutput Plan(const Value& config, bool set) {
    PlanInput input{.kind = GetParam().kind, .config = config, .replacements_are_said = set};
    if (set && config.Get(parent_field_).is_unknown()) input.stand_ins = {{parent_field_, "parent"}};
    return engine_.Plan(input);
  }
  void PlanParent(bool set, const std::string& region) {
    const auto specimen = std::ranges::find_if(
        Specimens(), [&](const Specimen& one) { return one.cloud == GetParam().cloud && one.kind == parent_kind_; });
    ASSERT_NE(specimen, Specimens().end());
    Value wanted = specimen->desired(bench_);
    wanted.Put(field::kCloud, S(bench_.cloud()));
    wanted.Put(field::kRegion, S(region));
    PlanInput input{.kind = parent_kind_, .config = wanted, .replacements_are_said = set};
    if (set) input.stand_ins = {{std::string(field::kId), "parent"}};
    const PlanOutput plan = engine_.Plan(input);
    ASSERT_FALSE(plan.planned.is_null()) << plan.diagnostics.ToString();
  }

  Bench bench_{GetParam().cloud};
  Engine engine_{bench_.Environment()};
  std::string home_;
  std::string parent_field_;
  Kind parent_kind_ = Kind::kConnection;
  Value parent_;
  Value config_;
};

TEST_P(RegionOfParent, ThatIsThereIsTaken) {
  engine_.Hold(parent_kind_, parent_);
  engine_.PlanStaying(parent_kind_, parent_);
  EXPECT_EQ(Plan(config_, /*set=*/true).planned.Get(field::kRegion), S(home_));
  // Terraform tells its apply nothing of it.
  const PlanOutput refused = Plan(config_, /*set=*/false);
  EXPECT_THAT(refused.diagnostics.ToString(), HasSubstr("Write region = \"" + home_ + "\""));
  config_.Put(field::kRegion, S(home_));
  EXPECT_THAT(Plan(config_, /*set=*/false).diagnostics.ToString(), Not(HasSubstr("region")));
}

TEST_P(RegionOfParent, ThatIsNotTheOneWrittenIsRefused) {
  engine_.PlanStaying(parent_kind_, parent_);
  config_.Put(field::kRegion, S("xx-elsewhere-1"));
  for (const bool set : {true, false}) {
    EXPECT_THAT(Plan(config_, set).diagnostics.ToString(),
                AllOf(HasSubstr("Parent in another region"), HasSubstr(home_)));
  }
}

TEST_P(RegionOfParent, ThatIsMadeInTheRunIsTaken) {
  config_.Put(parent_field_, Value::Unknown());
  PlanParent(/*set=*/true, home_);
  EXPECT_EQ(Plan(config_, /*set=*/true).planned.Get(field::kRegion), S(home_));
}

TEST_P(RegionOfParent, ThatTerraformMakesDecidesWhenItIsKnown) {
  config_.Put(parent_field_, Value::Unknown());
  PlanParent(/*set=*/false, home_);
  EXPECT_TRUE(Plan(config_, /*set=*/false).planned.Get(field::kRegion).is_unknown());
}

TEST_P(RegionOfParent, ThatTerraformMakesInItsOwnRegionLeavesNothingOpen) {
  config_.Put(parent_field_, Value::Unknown());
  PlanParent(/*set=*/false, "xx-elsewhere-1");
  EXPECT_EQ(Plan(config_, /*set=*/false).planned.Get(field::kRegion), S("xx-elsewhere-1"));
}

// Those that stand on an object that is managed: not a connection, and of prefixes only where an interface advertises
// them and not a gateway.
std::vector<Specimen> Standing() {
  std::vector<Specimen> standing;
  std::ranges::copy_if(Specimens(), std::back_inserter(standing), [](const Specimen& one) {
    if (one.kind != Kind::kBgpCidr) return one.kind != Kind::kConnection;
    Bench bench(one.cloud);
    const std::string advertiser = TextField(one.desired(bench), field::kAdvertisedBy);
    const auto found = bench.Look(Kind::kVirtualInterface, advertiser, Value::Null());
    return found.ok() && found->has_value();
  });
  return standing;
}

INSTANTIATE_TEST_SUITE_P(Clouds, RegionOfParent, testing::ValuesIn(Standing()), NameOf);

}  // namespace
}  // namespace ic::behaviour
