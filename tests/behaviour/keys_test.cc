// Keys of BGP sessions, of every object that has one, on every cloud, in both ways of giving them: an empty key is none
// and is refused, a version is not noted without a key, and a key that is no longer given is taken off, or said to
// stay.
#include <optional>

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
using ::testing::IsEmpty;
using ::testing::Not;

enum class Way : std::uint8_t { kKept, kHidden };

struct Case {
  Specimen specimen;
  Way way;
};

void PrintTo(const Case& one, std::ostream* out) { PrintTo(one.specimen, out); }

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  const Specimen& specimen = info.param.specimen;
  return specimen.cloud + "_" + specimen.name + (info.param.way == Way::kKept ? "_kept" : "_hidden");
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const Specimen& specimen : Specimens()) {
    if (specimen.auth_key.empty()) continue;
    for (const Way way : {Way::kKept, Way::kHidden}) cases.push_back({specimen, way});
  }
  return cases;
}

class KeysGiven : public testing::TestWithParam<Case> {
 protected:
  KeysGiven() {
    host_.engine_config = bench_.Config();
    plain_ = specimen().desired(bench_);
    plain_.Put(field::kCloud, S(bench_.cloud()));
    plain_.Put(field::kOnDestroy, S("delete"));
  }
  const Specimen& specimen() const { return GetParam().specimen; }
  Kind kind() const { return specimen().kind; }
  Configuration With(const Value& config) const { return {{"it", {kind(), config}}}; }

  // The object with that key; null: with no key at all, but its version.
  Value Keyed(const Value& key, std::int64_t version = 1) const {
    Value config = plain_;
    if (GetParam().way == Way::kKept) {
      config.Put(field::kAuthKey, key);
    } else {
      config.Put(field::kAuthKeyWo, key);
      config.Put(field::kAuthKeyWoVersion, Value::Int(version));
    }
    return config;
  }
  std::string Path() const { return std::string(GetParam().way == Way::kKept ? field::kAuthKey : field::kAuthKeyWo); }
  Value Noted() const {
    return host_.state.at("it").state.Get(GetParam().way == Way::kKept ? field::kAuthKey : field::kAuthKeyWoVersion);
  }
  nlohmann::json Objects() { return bench_.clouds().Objects(bench_.cloud()); }
  std::optional<std::string> LiveKey() {
    Value prior = host_.state.at("it").state;
    prior.Put(field::kAuthKey, S("an-older-one"));
    const auto live = bench_.Look(kind(), TextField(prior, field::kId), prior);
    if (!live.ok() || !live->has_value()) return std::nullopt;
    return TextField((*live)->attributes, field::kAuthKey);
  }
  void Make(const Value& config) {
    const RunResult made = host_.Apply(With(config));
    ASSERT_TRUE(made.ok()) << made.ToString();
  }
  void ExpectRefused(const Value& config, const std::string& path, const std::string& words) {
    const nlohmann::json before = Objects();
    for (const RunResult& refused : {host_.Plan(With(config)), host_.Apply(With(config))}) {
      EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
      EXPECT_THAT(refused.ToString(), HasSubstr("error at '" + path + "': " + words));
    }
    EXPECT_EQ(nlohmann::json::diff(before, Objects()).dump(), "[]");
  }

  Bench bench_{GetParam().specimen.cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value plain_;
};

TEST_P(KeysGiven, AnEmptyOneIsRefused) {
  ExpectRefused(Keyed(S("")), Path(), "Empty key");
  Make(Keyed(S(specimen().auth_key)));
  ExpectRefused(Keyed(S(""), 1), Path(), "Empty key");
  ExpectRefused(Keyed(S(""), 2), Path(), "Empty key");
  EXPECT_EQ(LiveKey(), specimen().auth_key);
  Make(Keyed(S(specimen().auth_key)));
}

TEST_P(KeysGiven, AVersionIsNotNotedWithoutOne) {
  if (GetParam().way == Way::kKept) return;
  ExpectRefused(Keyed(Value::Null()), "auth_key_wo_version", "Version without a key");
  Make(Keyed(S(specimen().auth_key)));
  ExpectRefused(Keyed(Value::Null(), 2), "auth_key_wo_version", "Version without a key");
  EXPECT_EQ(Noted(), Value::Int(1));
  // A run that has no key at hand changes nothing of it.
  const RunResult planned = host_.Plan(With(Keyed(Value::Null())));
  EXPECT_TRUE(planned.ok()) << planned.ToString();
  EXPECT_THAT(planned.actions, IsEmpty());
}

TEST_P(KeysGiven, OneThatIsNoLongerGivenIsTakenOffOrSaidToStay) {
  Make(Keyed(S(specimen().auth_key)));
  ASSERT_EQ(LiveKey(), specimen().auth_key);
  const nlohmann::json before = Objects();
  const Change* change = FindChange(bench_.traits(), kind(), field::kAuthKey);
  const bool goes = change == nullptr || change->on_change == OnChange::kInPlace;
  const RunResult planned = host_.Plan(With(plain_));
  ASSERT_TRUE(planned.ok()) << planned.ToString();
  ASSERT_EQ(planned.actions.count("it"), 1U);
  EXPECT_EQ(planned.actions.at("it").action, Action::kUpdate);
  EXPECT_EQ(planned.diagnostics.ToString().find("Key stays in force") == std::string::npos, goes);
  std::string interrupts;
  for (const FieldChange& one : planned.actions.at("it").changes) interrupts += one.interrupts;
  EXPECT_EQ(!interrupts.empty(), goes) << interrupts;
  Make(plain_);
  EXPECT_EQ(LiveKey(), goes ? "" : specimen().auth_key);
  EXPECT_EQ(nlohmann::json::diff(before, Objects()).empty(), !goes);
  EXPECT_TRUE(Noted().is_null());
  EXPECT_THAT(host_.Plan(With(plain_)).actions, IsEmpty());
  // And it comes back.
  if (!goes) return;
  Make(Keyed(S(specimen().auth_key)));
  EXPECT_EQ(LiveKey(), specimen().auth_key);
}

// From one way of giving it to the other: the same key makes no call.
TEST_P(KeysGiven, TheOtherWayOfGivingItIsNoTakingAway) {
  Make(Keyed(S(specimen().auth_key)));
  const nlohmann::json before = Objects();
  Value other = plain_;
  if (GetParam().way == Way::kKept) {
    other.Put(field::kAuthKeyWo, S(specimen().auth_key));
    other.Put(field::kAuthKeyWoVersion, Value::Int(1));
  } else {
    other.Put(field::kAuthKey, S(specimen().auth_key));
  }
  const RunResult made = host_.Apply(With(other));
  ASSERT_TRUE(made.ok()) << made.ToString();
  EXPECT_THAT(made.diagnostics.ToString(), Not(HasSubstr("Key stays in force")));
  EXPECT_EQ(nlohmann::json::diff(before, Objects()).dump(), "[]");
}

INSTANTIATE_TEST_SUITE_P(Clouds, KeysGiven, testing::ValuesIn(Cases()), NameOf);

}  // namespace
}  // namespace ic::behaviour
