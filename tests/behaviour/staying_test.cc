// A switch that is left out stays on, and the rules over several fields hold for it: of every vendor's objects, each
// switch that is on with each other switch that is written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/limits/audit.h"
#include "reconcile/object/object.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

class StayingSwitch : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    ASSERT_FALSE(engine_.Configure(bench_.Config()).has_errors());
    wanted_ = GetParam().desired(bench_);
    wanted_.Put(field::kCloud, S(bench_.cloud()));
    fields_ = AllFields(bench_.traits(), GetParam().kind);
    for (const reconcile::Leaf& leaf : reconcile::Leaves(fields_)) {
      if (leaf.field->type == FieldType::kBool && leaf.field->presence != Presence::kComputed && !leaf.local()) {
        switches_.push_back(leaf);
      }
    }
  }
  Value With(Value object, const reconcile::Leaf& leaf) const {
    PutAt(object, leaf.path, Value::Bool(true));
    return object;
  }
  bool IsRefused(const Value& object) const { return Audit(bench_.traits(), GetParam().kind, object, {}).has_errors(); }
  // As a run left it.
  Value Made(Value object) {
    object.Put(field::kId, S("made-1"));
    object.Put(field::kRegion, S("region-1"));
    object.Put(field::kOnDestroy, S("delete"));
    return reconcile::Shaped(fields_, object);
  }

  Bench bench_{GetParam().cloud};
  Engine engine_{bench_.Environment()};
  Value wanted_;
  std::vector<Field> fields_;
  std::vector<reconcile::Leaf> switches_;
};

TEST_P(StayingSwitch, IsHeldAgainstWhatIsWritten) {
  for (const reconcile::Leaf& stays : switches_) {
    if (stays.field->presence != Presence::kOptionalComputed) continue;
    for (const reconcile::Leaf& written : switches_) {
      const Value prior = With(wanted_, stays);
      const Value config = With(wanted_, written);
      if (stays.path == written.path || IsRefused(prior) || IsRefused(config)) continue;
      SCOPED_TRACE(stays.path + " stays, " + written.path + " is written");
      const std::string said =
          engine_.Plan({.kind = GetParam().kind, .prior = Made(prior), .config = config, .replacements_are_said = true})
              .diagnostics.ToString();
      if (IsRefused(With(config, stays))) {
        EXPECT_THAT(said, AllOf(HasSubstr("stays as it is"), HasSubstr("Write " + stays.path + " = false")));
      } else {
        EXPECT_THAT(said, Not(HasSubstr("stays as it is")));
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Clouds, StayingSwitch, testing::ValuesIn(Specimens()), NameOf);

// The case that there is for sure.
TEST(StayingSwitchTest, OfHuaweiIsFound) {
  Bench bench("huawei");
  const Specimen* interface = nullptr;
  for (const Specimen& one : Specimens()) {
    if (one.cloud == "huawei" && one.kind == Kind::kVirtualInterface && interface == nullptr) interface = &one;
  }
  ASSERT_NE(interface, nullptr);
  Value both = interface->desired(bench);
  both.Put(field::kCloud, S("huawei"));
  PutAt(both, "huawei.nqa", Value::Bool(true));
  EXPECT_FALSE(Audit(bench.traits(), Kind::kVirtualInterface, both, {}).has_errors());
  PutAt(both, "bfd.enabled", Value::Bool(true));
  EXPECT_TRUE(Audit(bench.traits(), Kind::kVirtualInterface, both, {}).has_errors());
}

}  // namespace
}  // namespace ic::behaviour
