// Credentials of another account of the same cloud: what is there does not look gone to them. Whatever is done with any
// object of any cloud is refused before it is looked for, and nothing changes.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/facts.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

class Owner : public testing::TestWithParam<Specimen> {
 protected:
  Owner() { host_.engine_config = bench_.Config(); }

  void SetUp() override {
    if (Another().empty()) GTEST_SKIP() << "this cloud does not tell whose credentials are";
    config_ = GetParam().desired(bench_);
    config_.Put(field::kCloud, S(bench_.cloud()));
    if (FindField(NeutralFields(GetParam().kind), field::kOnDestroy) != nullptr) {
      config_.Put(field::kOnDestroy, S("delete"));
    }
    const RunResult made = host_.Apply(Wanted());
    ASSERT_TRUE(made.ok()) << made.ToString();
  }

  const std::map<std::string, std::string>& Another() const {
    return simulation::VendorNamed(bench_.cloud()).another_account;
  }
  Configuration Wanted() const { return {{"it", {GetParam().kind, config_}}}; }
  Configuration Changed() const {
    Value changed = config_;
    for (const Edit& edit : GetParam().edits) {
      for (const auto& [path, value] : edit.values) PutAt(changed, path, value);
    }
    return {{"it", {GetParam().kind, changed}}};
  }
  void Use(const std::map<std::string, std::string>& settings) {
    for (const auto& [name, value] : settings) {
      host_.engine_config.clouds.at(bench_.cloud()).Put(name, S(value));
    }
  }
  nlohmann::json Objects() { return bench_.clouds().Objects(bench_.cloud()); }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value config_;
};

TEST_P(Owner, AnotherAccountsCredentialsAreRefused) {
  const nlohmann::json objects = Objects();
  const auto state = host_.state;
  const EngineConfig own = host_.engine_config;
  const std::string owner = reconcile::ParseFacts(state.at("it").facts).owner;
  ASSERT_NE(owner, "");
  Use(Another());
  for (const bool refresh : {true, false}) {
    for (const bool replace : {false, true}) {
      host_.refresh = refresh;
      host_.force_replace = replace ? std::set<std::string>{"it"} : std::set<std::string>();
      for (const Configuration& wanted : {Wanted(), Changed(), Configuration()}) {
        const RunResult run = host_.Apply(wanted);
        EXPECT_TRUE(run.diagnostics.has_errors()) << run.ToString();
        EXPECT_THAT(run.ToString(), AllOf(HasSubstr("belongs to"), HasSubstr(owner)));
        EXPECT_EQ(nlohmann::json::diff(objects, Objects()).dump(), "[]");
        ASSERT_TRUE(host_.state.contains("it"));
        EXPECT_EQ(host_.state.at("it").state, state.at("it").state);
        EXPECT_EQ(host_.state.at("it").facts, state.at("it").facts);
      }
    }
  }
  host_.engine_config = own;
  host_.refresh = true;
  host_.force_replace.clear();
  const RunResult again = host_.Plan(Wanted());
  EXPECT_TRUE(again.ok()) << again.ToString();
  EXPECT_TRUE(again.actions.empty()) << again.ToString();
}

// A setting of the provider names the accounts, so that a first run is safe too.
TEST_P(Owner, AnAccountThatIsNotAllowedMakesNothing) {
  const nlohmann::json objects = Objects();
  Value& settings = host_.engine_config.clouds.at(bench_.cloud());
  settings.Put("allowed_account_ids", Value::List({S("another-account"), Value::Null()}));
  host_.state.clear();
  const std::size_t calls = bench_.clouds().calls();
  const RunResult run = host_.Apply(Wanted());
  EXPECT_TRUE(run.diagnostics.has_errors());
  EXPECT_THAT(run.ToString(), AllOf(HasSubstr("allowed_account_ids"), HasSubstr("another-account")));
  EXPECT_EQ(nlohmann::json::diff(objects, Objects()).dump(), "[]");
  // Whose the credentials are; where a project must be known before, that.
  EXPECT_LE(bench_.clouds().calls() - calls, 2U);
}

INSTANTIATE_TEST_SUITE_P(Clouds, Owner, testing::ValuesIn(Specimens()), NameOf);

TEST(OwnerSettings, AreOneOrTheOther) {
  for (const std::string& cloud : EveryCloud()) {
    if (simulation::VendorNamed(cloud).another_account.empty()) continue;
    Bench bench(cloud);
    EngineConfig config = bench.Config();
    Value& settings = config.clouds.at(cloud);
    settings.Put("allowed_account_ids", Value::List({S("1")}));
    settings.Put("forbidden_account_ids", Value::List({S("2")}));
    Engine engine(bench.Environment());
    EXPECT_THAT(engine.Configure(config).ToString(), HasSubstr("give one of the two")) << cloud;
    settings.Put("allowed_account_ids", Value::List({}));
    EXPECT_FALSE(engine.Configure(config).has_errors()) << cloud;
    settings.Put("forbidden_account_ids", Value::List({S("")}));
    EXPECT_THAT(engine.Configure(config).ToString(), HasSubstr("empty text")) << cloud;
  }
}

}  // namespace
}  // namespace ic::behaviour
