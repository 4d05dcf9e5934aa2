// What only reads tell of a create (VendorSpecimens::refused) is told by the plan: nothing is made for it, and nothing
// that is there is deleted for it.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;

struct Case {
  std::string cloud;
  Refused refused;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.cloud << " " << one.refused.name; }

class RefusedCreate : public testing::TestWithParam<Case> {
 protected:
  RefusedCreate() {
    host_.engine_config = bench_.Config();
    wanted_ = specimen().desired(bench_);
    wanted_.Put(field::kCloud, S(bench_.cloud()));
    wanted_.Put(field::kOnDestroy, S("delete"));
  }
  const Specimen& specimen() const { return Find(GetParam().cloud, GetParam().refused.specimen); }
  Configuration With(const Value& config) const { return {{"it", {specimen().kind, config}}}; }
  Value Spoiled() {
    Value spoiled = wanted_;
    GetParam().refused.spoil(bench_, spoiled);
    return spoiled;
  }
  void ExpectRefused(const RunResult& plan) const {
    EXPECT_TRUE(std::ranges::any_of(plan.diagnostics.items(), [](const Diagnostic& one) {
      const std::string& path = GetParam().refused.path;
      return one.severity == Severity::kError &&
             (path.empty() || one.detail.find("`" + path + "`") != std::string::npos || one.path.ToString() == path);
    })) << plan.ToString();
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value wanted_;
};

TEST_P(RefusedCreate, ThePlanOfANewOneSaysSo) {
  EXPECT_TRUE(host_.Plan(With(wanted_)).ok()) << host_.Plan(With(wanted_)).ToString();
  ExpectRefused(host_.Plan(With(Spoiled())));
}

TEST_P(RefusedCreate, ThePlanOfASuccessorSaysSo) {
  const RunResult made = host_.Apply(With(wanted_));
  ASSERT_TRUE(made.ok()) << made.ToString();
  host_.force_replace = {"it"};
  const Value spoiled = Spoiled();
  const std::vector<std::string> before = bench_.Ids(specimen().kind);
  ExpectRefused(host_.Plan(With(spoiled)));
  (void)host_.Apply(With(spoiled));
  EXPECT_EQ(bench_.Ids(specimen().kind), before);
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const auto& [cloud, specimens] : SpecimensByVendor()) {
    for (const Refused& one : specimens.refused) cases.push_back({cloud, one});
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Each, RefusedCreate, testing::ValuesIn(Cases()), [](const testing::TestParamInfo<Case>& info) {
  return info.param.cloud + "_" + info.param.refused.name;
});

}  // namespace
}  // namespace ic::behaviour
