// What is in a cloud already may break a rule of ours: of every vendor's objects, each value that a row of the limits
// refuses, and each other one that a rule over several fields refuses, there and configured alike. Such a plan can be
// had, and so can that of another change; a new object with the value is refused as ever.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/limits/probes.h"
#include "adapters/contract/path.h"
#include "reconcile/object/object.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::Contains;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

// An object as somebody made it, and what is wrong with it.
struct Odd {
  std::string name;
  bool of_a_row = false;  // not of a rule over several fields
  Value object;
  std::set<std::string> flaws;
};

class AsItIs : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    ASSERT_FALSE(engine_.Configure(bench_.Config()).has_errors());
    wanted_ = GetParam().desired(bench_);
    wanted_.Put(field::kCloud, S(bench_.cloud()));
    fields_ = AllFields(bench_.traits(), GetParam().kind);
    leaves_ = reconcile::Leaves(fields_);
  }
  static std::set<std::string> FlawsIn(const Diagnostics& said) {
    std::set<std::string> flaws;
    for (const Diagnostic& one : said.items()) {
      if (one.severity == Severity::kError) flaws.insert(one.path.ToString() + ": " + one.summary);
    }
    return flaws;
  }
  std::set<std::string> Flaws(const Value& object) { return FlawsIn(engine_.Validate(GetParam().kind, object)); }
  // `wanted_` with the values that `probe` holds.
  Value With(const Value& probe) const {
    Value object = wanted_;
    for (const reconcile::Leaf& leaf : leaves_) {
      const Value& value = reconcile::ValueAt(probe, leaf);
      if (value.is_known()) reconcile::PutAt(object, leaf, value);
    }
    return object;
  }
  // Values that the rows refuse, and those that they take and a rule does not.
  std::vector<Odd> Oddities() {
    std::vector<Odd> found;
    const auto add = [&](const std::string& name, bool of_a_row, const Value& probe) {
      Value object = With(probe);
      if (std::set<std::string> flaws = Flaws(object); !flaws.empty()) found.push_back({name, of_a_row, object, flaws});
    };
    for (const Limit& row : bench_.traits().limits) {
      if (row.kind != GetParam().kind || row.field == field::kAuthKey || row.field == field::kAuthKeyWo) continue;
      const Probes probes = MakeProbes(row, fields_);
      for (const Value& bad : probes.bad) add(row.id, true, bad);
      for (const Value& good : probes.good) add(row.id + ", by a rule", false, good);
    }
    return found;
  }
  // As a run left it, or an import found it: with what is usual where nothing was said.
  Value Made(Value object) {
    for (const Field& one : fields_) {
      if (!one.default_value.empty() && object.Get(one.name).is_null()) {
        object.Put(one.name, Value::String(one.default_value));
      }
    }
    if (bench_.traits().complete != nullptr) bench_.traits().complete(GetParam().kind, object);
    object.Put(field::kId, S("made-1"));
    object.Put(field::kRegion, S("region-1"));
    object.Put(field::kOnDestroy, S("delete"));
    return reconcile::Shaped(fields_, object);
  }
  PlanOutput Plan(const Value& prior, const Value& config) {
    return engine_.Plan({.kind = GetParam().kind, .prior = prior, .config = config, .replacements_are_said = true});
  }

  Bench bench_{GetParam().cloud};
  Engine engine_{bench_.Environment()};
  Value wanted_;
  std::vector<Field> fields_;
  std::vector<reconcile::Leaf> leaves_;
};

TEST_P(AsItIs, CanBePlanned) {
  ASSERT_TRUE(Flaws(wanted_).empty());
  for (const Odd& odd : Oddities()) {
    SCOPED_TRACE(odd.name);
    const PlanOutput plan = Plan(Made(odd.object), odd.object);
    for (const std::string& flaw : FlawsIn(plan.diagnostics)) EXPECT_FALSE(odd.flaws.contains(flaw)) << flaw;
  }
}

// Of what is not changed nothing is refused; what is changed to the value is.
TEST_P(AsItIs, CanBeChangedElsewhere) {
  if (GetParam().edits.empty()) return;  // nothing of it changes in place
  const Edit& edit = GetParam().edits.front();
  for (const Odd& odd : Oddities()) {
    SCOPED_TRACE(odd.name);
    Value changed = odd.object;
    for (const auto& [path, value] : edit.values) PutAt(changed, path, value);
    const std::set<std::string> after = Flaws(changed);
    const PlanOutput plan = Plan(Made(odd.object), changed);
    const std::set<std::string> said = FlawsIn(plan.diagnostics);
    for (const std::string& flaw : odd.flaws) {
      const bool edited = std::ranges::any_of(
          edit.values, [&flaw](const auto& one) { return flaw.starts_with(one.first.substr(0, one.first.find('.'))); });
      if (!edited && after.contains(flaw)) {
        EXPECT_THAT(said, Not(Contains(flaw)));
      }
    }
    if (!odd.of_a_row) continue;
    const PlanOutput worse = Plan(Made(wanted_), odd.object);
    EXPECT_TRUE(worse.diagnostics.has_errors() || worse.action == Action::kNothing) << worse.diagnostics.ToString();
  }
}

TEST_P(AsItIs, IsRefusedWhereItIsNew) {
  for (const Odd& odd : Oddities()) {
    SCOPED_TRACE(odd.name);
    const PlanOutput plan = Plan(Value::Null(), odd.object);
    EXPECT_TRUE(plan.diagnostics.has_errors());
  }
}

INSTANTIATE_TEST_SUITE_P(Clouds, AsItIs, testing::ValuesIn(Specimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
