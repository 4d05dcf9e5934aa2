// What a replacement loses: every value that the configuration does not name, and that the new object turns out not to
// have, was said in the plan.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

class Replacement : public testing::TestWithParam<Specimen> {
 protected:
  Replacement() {
    host_.engine_config = bench_.Config();
    base_ = GetParam().desired(bench_);
    base_.Put(field::kCloud, S(bench_.cloud()));
    base_.Put(field::kOnDestroy, S("delete"));
  }
  void Make(const Value& config) {
    const RunResult applied = host_.Apply(With(config));
    ASSERT_TRUE(applied.ok()) << applied.ToString();
  }
  Configuration With(const Value& config) const { return {{"it", {GetParam().kind, config}}}; }

  // The paths that may be left out, and then stay as they are.
  void Collect(const std::vector<Field>& fields, const std::string& prefix) {
    for (const Field& field : fields) {
      const std::string path = prefix + field.name;
      if (field.type == FieldType::kObject) Collect(field.fields, path + ".");
      if (field.presence != Presence::kOptionalComputed || field.local || field.write_only) continue;
      if (path != field::kRegion && path != field::kAdopt && path != GetParam().fixed.first) open_.push_back(path);
    }
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value base_;
  std::vector<std::string> open_;
};

// As it is made, and with each of its edits: what the edit sets is left out again, together with a change that replaces
// the object.
TEST_P(Replacement, WhatIsNotCarriedOverIsSaid) {
  const auto& [fixed, other] = GetParam().fixed;
  Collect(AllFields(bench_.traits(), GetParam().kind), "");
  std::vector<Edit> edits = GetParam().edits;
  edits.push_back({});
  std::size_t replaced = 0;
  for (const Edit& edit : edits) {
    Value config = base_;
    for (const auto& [path, value] : edit.values) PutAt(config, path, value);
    Make(config);
    const Value before = host_.state.at("it").state;
    Value next = base_;
    for (const auto& [path, value] : edit.values) {
      if (std::ranges::find(open_, path) != open_.end()) PutAt(next, path, Value::Null());
    }
    PutAt(next, fixed, other);
    const RunResult plan = host_.Plan(With(next));
    if (!plan.ok()) continue;  // no create without it
    ASSERT_THAT(plan.ToString(), HasSubstr("Replacement of a"));
    Make(next);
    ++replaced;
    const Value after = host_.state.at("it").state;
    for (const std::string& path : open_) {
      const Value was = ValueAt(before, path);
      const bool object = was.kind() == Value::Kind::kObject;
      if (was.is_null() || object || was == ValueAt(after, path) || !ValueAt(next, path).is_null()) continue;
      EXPECT_THAT(plan.ToString(), HasSubstr(" " + path + " ("))
          << was.ToString() << ", " << ValueAt(after, path).ToString();
    }
  }
  EXPECT_GT(replaced, 0U);
}

std::vector<Specimen> Replaceable() {
  std::vector<Specimen> replaceable = Specimens();
  std::erase_if(replaceable, [](const Specimen& one) { return one.fixed.first.empty(); });
  return replaceable;
}

INSTANTIATE_TEST_SUITE_P(Each, Replacement, testing::ValuesIn(Replaceable()), NameOf);

}  // namespace
}  // namespace ic::behaviour
