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

// ---- what the vocabulary does not know

struct BeyondCase {
  Specimen specimen;
  Beyond row;
  SetBeyond set;
};

void PrintTo(const BeyondCase& one, std::ostream* out) { *out << one.row.member; }

class BeyondTheVocabulary : public testing::TestWithParam<BeyondCase> {
 protected:
  BeyondTheVocabulary() {
    host_.engine_config = bench_.Config();
    config_ = specimen().desired(bench_);
    config_.Put(field::kCloud, S(bench_.cloud()));
    config_.Put(field::kOnDestroy, S("delete"));
    for (const auto& [path, value] : GetParam().set.with.values) PutAt(config_, path, value);
  }
  const Specimen& specimen() const { return GetParam().specimen; }
  Configuration With(const Value& config) const { return {{"it", {specimen().kind, config}}}; }
  Value Keyed() const {
    Value keyed = config_;
    keyed.Put(field::kAuthKey, S(specimen().auth_key));
    return keyed;
  }
  void MakeWithIt() {
    const bool key = GetParam().set.value.is_null();
    const RunResult made = host_.Apply(With(key ? Keyed() : config_));
    ASSERT_TRUE(made.ok()) << made.ToString();
    const std::string id = TextField(host_.state.at("it").state, field::kId);
    if (!key) bench_.clouds().Edit(bench_.cloud(), id, {{std::string(GetParam().row.member), GetParam().set.value}});
  }
  // By the name that it would be written by.
  std::string Named() const {
    return std::string(GetParam().row.field.empty() ? GetParam().row.member : GetParam().row.field);
  }
  // What the plan says to be lost.
  static std::string LostIn(const RunResult& plan) {
    constexpr std::string_view kBefore = "the new one does not take them over: ";
    const std::string said = plan.ToString();
    const std::size_t begin = said.find(kBefore);
    return begin == std::string::npos ? "" : said.substr(begin, said.find('\n', begin) - begin);
  }

  Bench bench_{GetParam().specimen.cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value config_;
};

TEST_P(BeyondTheVocabulary, AReplacementSaysThatItIsLost) {
  ASSERT_NO_FATAL_FAILURE(MakeWithIt());
  const RunResult calm = host_.Plan(With(config_));
  EXPECT_EQ(LostIn(calm), "");
  host_.force_replace = {"it"};
  const RunResult asked = host_.Plan(With(config_));
  EXPECT_TRUE(asked.ok()) << asked.ToString();
  EXPECT_THAT(LostIn(asked), HasSubstr(" " + Named()));
  if (!GetParam().row.secret && GetParam().set.value.is_primitive()) {
    EXPECT_THAT(LostIn(asked), HasSubstr(Named() + " ("));
  }
  host_.force_replace.clear();
  if (specimen().fixed.first.empty()) return;
  Value other = config_;
  PutAt(other, specimen().fixed.first, specimen().fixed.second);
  const RunResult needed = host_.Plan(With(other));
  EXPECT_THAT(LostIn(needed), HasSubstr(" " + Named()));
}

TEST_P(BeyondTheVocabulary, WhatIsNotThereOrIsWrittenIsNotLost) {
  const bool key = GetParam().set.value.is_null();
  const Value config = key ? Keyed() : config_;
  const RunResult made = host_.Apply(With(config));
  ASSERT_TRUE(made.ok()) << made.ToString();
  host_.force_replace = {"it"};
  const RunResult asked = host_.Plan(With(config));
  EXPECT_THAT(LostIn(asked), testing::Not(HasSubstr(" " + Named())));
}

std::vector<BeyondCase> BeyondCases() {
  std::vector<BeyondCase> cases;
  for (const Specimen& specimen : Specimens()) {
    const auto& sets = SpecimensByVendor().at(specimen.cloud).beyond;
    for (const Beyond& row : Bench(specimen.cloud).traits().beyond) {
      const auto set = sets.find(std::string(KindName(row.kind)) + " " + std::string(row.member));
      if (row.kind != specimen.kind || set == sets.end()) continue;
      if (set->second.value.is_null() && specimen.auth_key.empty()) continue;
      cases.push_back({specimen, row, set->second});
    }
  }
  return cases;
}

std::string NameOfBeyond(const testing::TestParamInfo<BeyondCase>& info) {
  return info.param.specimen.cloud + "_" + info.param.specimen.name + "_" + std::string(info.param.row.member);
}

INSTANTIATE_TEST_SUITE_P(Each, BeyondTheVocabulary, testing::ValuesIn(BeyondCases()), NameOfBeyond);

TEST(BeyondRows, EachHasACase) {
  const std::vector<BeyondCase> cases = BeyondCases();
  for (const std::string& cloud : EveryCloud()) {
    for (const Beyond& row : Bench(cloud).traits().beyond) {
      EXPECT_TRUE(std::ranges::any_of(cases,
                                      [&](const BeyondCase& one) {
                                        return one.specimen.cloud == cloud && one.row.kind == row.kind &&
                                               one.row.member == row.member;
                                      }))
          << cloud << " " << row.member;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Replacement, testing::ValuesIn(Replaceable()), NameOf);

}  // namespace
}  // namespace ic::behaviour
