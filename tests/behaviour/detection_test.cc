// What is applied of the detection of failures is what the cloud tells afterwards: from each setting to the next, there
// and back, a refresh finds nothing else, though several settings share members and some are told only once it is on.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/fields.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

bool OfDetection(const Edit& edit) {
  return std::ranges::any_of(edit.values,
                             [](const auto& value) { return value.first.find("bfd") != std::string::npos; });
}

std::vector<Specimen> Detecting() {
  std::vector<Specimen> found = Specimens();
  std::erase_if(found, [](const Specimen& one) { return std::ranges::none_of(one.edits, OfDetection); });
  return found;
}

class Detection : public testing::TestWithParam<Specimen> {
 protected:
  Detection() {
    host_.engine_config = bench_.Config();
    Value base = GetParam().desired(bench_);
    base.Put(field::kCloud, S(bench_.cloud()));
    base.Put(field::kOnDestroy, S("delete"));
    Value off = base;
    PutAt(off, "bfd.enabled", Value::Bool(false));
    settings_ = {off, base};
    for (const Edit& edit : GetParam().edits) {
      if (!OfDetection(edit)) continue;
      settings_.push_back(base);
      for (const auto& [path, value] : edit.values) PutAt(settings_.back(), path, value);
    }
    const std::vector<Value> there = settings_;
    settings_.insert(settings_.end(), there.rbegin(), there.rend());
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  std::vector<Value> settings_;
};

TEST_P(Detection, IsToldAsItWasApplied) {
  std::size_t steps = 0;
  for (const Value& setting : settings_) {
    SCOPED_TRACE(setting.ToString());
    const Configuration configuration = {{"it", {GetParam().kind, setting}}};
    const RunResult applied = host_.Apply(configuration);
    EXPECT_TRUE(applied.faults.empty()) << applied.ToString();
    if (!applied.ok()) continue;  // what excludes another setting is refused while that one stays
    ++steps;
    EXPECT_THAT(applied.ToString(), Not(HasSubstr("another value than planned")));
    const Value before = host_.state.at("it").state;
    const RunResult planned = host_.Plan(configuration);
    EXPECT_TRUE(planned.ok() && planned.actions.empty()) << planned.ToString();
    EXPECT_EQ(host_.state.at("it").state, before);
  }
  EXPECT_GT(steps, 2U);
}

INSTANTIATE_TEST_SUITE_P(Clouds, Detection, testing::ValuesIn(Detecting()), NameOf);

}  // namespace
}  // namespace ic::behaviour
