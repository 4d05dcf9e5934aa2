// A field that names the account an object is for, with the account of whoever calls in it: that is a plain object of
// this account, however the value came into the configuration or the state. Made of every vendor's tables
// (VendorTraits::accounts) and specimens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::IsEmpty;

struct AccountCase {
  Specimen specimen;
  std::string path;
};

void PrintTo(const AccountCase& one, std::ostream* out) { PrintTo(one.specimen, out); }

class OwnAccount : public testing::TestWithParam<AccountCase> {
 protected:
  OwnAccount() {
    host_.engine_config = bench_.Config();
    config_ = specimen().desired(bench_);
    config_.Put(field::kCloud, S(bench_.cloud()));
    config_.Put(field::kOnDestroy, S("delete"));
    own_ = S(bench_.adapter().WhoCalls("", {}).value().owner);
  }

  const Specimen& specimen() const { return GetParam().specimen; }
  const std::string& path() const { return GetParam().path; }
  Configuration With(const Value& config) const { return {{"it", {specimen().kind, config}}}; }
  Value Written(Value config, const Value& account) const {
    PutAt(config, path(), account);
    return config;
  }
  // As `ignore_changes = [<cloud>]` puts it: the vendor's whole object as the state has it.
  Value AsTheStateHasIt(Value config) {
    config.Put(bench_.cloud(), state().Get(bench_.cloud()));
    return config;
  }
  Value& state() { return host_.state.at("it").state; }
  nlohmann::json Objects() { return bench_.clouds().Objects(bench_.cloud()); }

  void Make(const Value& config) {
    const RunResult made = host_.Apply(With(config));
    ASSERT_TRUE(made.ok()) << made.ToString();
    const std::string id = TextField(state(), field::kId);
    const auto found = bench_.Look(specimen().kind, id, state());
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_THAT(bench_.Differences(specimen().kind, Written(config, Value::Null()), (*found)->attributes), IsEmpty());
    EXPECT_EQ((*found)->trouble, "");
    EXPECT_EQ(bench_.adapter().RoleIn(specimen().kind, "", id, {}).value(), AccountRole::kOwner);
  }
  void ExpectNothing(const Value& config, const std::string& what) {
    const RunResult planned = host_.Plan(With(config));
    EXPECT_TRUE(planned.ok()) << what << planned.ToString();
    EXPECT_THAT(planned.actions, IsEmpty()) << what << planned.ToString();
  }
  // The cloud sees nothing of it.
  void ExpectNoChange(const Value& config, const std::string& what) {
    const nlohmann::json before = Objects();
    const RunResult applied = host_.Apply(With(config));
    EXPECT_TRUE(applied.ok()) << what << applied.ToString();
    EXPECT_EQ(nlohmann::json::diff(before, Objects()).dump(), "[]") << what;
    ExpectNothing(config, what);
  }
  Bench bench_{GetParam().specimen.cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value config_;
  Value own_;
};

TEST_P(OwnAccount, WrittenItMakesAPlainObject) {
  ASSERT_NO_FATAL_FAILURE(Make(Written(config_, own_)));
  EXPECT_EQ(ValueAt(state(), path()), own_);
  ExpectNothing(Written(config_, own_), "as written");
  ExpectNoChange(config_, "taken out again");
  ExpectNoChange(Written(config_, own_), "written again");
  for (const Edit& edit : specimen().edits) {
    Value edited = Written(config_, own_);
    for (const auto& [path, value] : edit.values) PutAt(edited, path, value);
    const RunResult changed = host_.Apply(With(edited));
    EXPECT_TRUE(changed.ok()) << changed.ToString();
    ExpectNothing(edited, "an edit");
  }
  const RunResult destroyed = host_.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
  EXPECT_THAT(host_.state, IsEmpty());
}

TEST_P(OwnAccount, LeftOutItIsNotShown) {
  ASSERT_NO_FATAL_FAILURE(Make(config_));
  EXPECT_TRUE(ValueAt(state(), path()).is_null());
  ExpectNothing(config_, "as it is");
  EXPECT_TRUE(ValueAt(state(), path()).is_null());
  ExpectNothing(AsTheStateHasIt(config_), "as the state has it");
  ExpectNoChange(Written(config_, own_), "written later");
}

// As a state of before has it, in which it was shown.
TEST_P(OwnAccount, AStateThatShowsItIsThatOfAPlainObject) {
  ASSERT_NO_FATAL_FAILURE(Make(config_));
  PutAt(state(), path(), own_);
  ExpectNothing(config_, "left out");
  ExpectNothing(AsTheStateHasIt(config_), "as the state has it");
  const RunResult destroyed = host_.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
}

// With each of its changes in place, such as SiteLink on.
TEST_P(OwnAccount, ImportedAndExportedNothingIsLost) {
  ASSERT_NO_FATAL_FAILURE(Make(config_));
  const std::string id = TextField(state(), field::kId);
  const std::string region = TextField(state(), field::kRegion);
  const auto& factory = *bench_.Environment().factory;
  for (const Edit& edit : specimen().edits) {
    Value config = config_;
    for (const auto& [path, value] : edit.values) PutAt(config, path, value);
    const RunResult changed = host_.Apply(With(config));
    ASSERT_TRUE(changed.ok()) << changed.ToString();
    const reconcile::Instance managed = host_.state.at("it");
    host_.state.clear();
    const RunResult imported = host_.Import("it", specimen().kind, bench_.cloud() + "/" + region + "/" + id);
    ASSERT_TRUE(imported.ok()) << imported.ToString();
    EXPECT_TRUE(ValueAt(state(), path()).is_null());
    const Value written = ConfigurationOf(factory, specimen().kind, state());
    Value shown = state();
    PutAt(shown, path(), own_);
    EXPECT_EQ(Written(ConfigurationOf(factory, specimen().kind, shown), Value::Null()),
              Written(written, Value::Null()));
    for (const auto& [path, value] : edit.values) {
      EXPECT_TRUE(ValueAt(state(), path).is_null() || reconcile::IsEmpty(value) || !ValueAt(written, path).is_null())
          << path;
    }
    ExpectNoChange(AsTheStateHasIt(config), "imported, as the state has it");
    host_.state.at("it") = managed;
  }
}

TEST_P(OwnAccount, AListedOneIsPlain) {
  ASSERT_NO_FATAL_FAILURE(Make(config_));
  Engine engine(bench_.Environment());
  ASSERT_FALSE(engine.Configure(bench_.Config()).has_errors());
  const auto listed = engine.List(bench_.cloud(), "", specimen().kind, Freshness::kLive);
  ASSERT_TRUE(listed.ok());
  for (const Observed& one : *listed) EXPECT_TRUE(ValueAt(one.attributes, path()).is_null());
}

std::vector<AccountCase> AccountCases() {
  std::vector<AccountCase> cases;
  for (const Specimen& specimen : Specimens()) {
    for (const KeyField& account : Bench(specimen.cloud).traits().accounts) {
      if (account.kind == specimen.kind) cases.push_back({specimen, std::string(account.field)});
    }
  }
  return cases;
}

std::string NameOfCase(const testing::TestParamInfo<AccountCase>& info) {
  return info.param.specimen.cloud + "_" + info.param.specimen.name;
}

INSTANTIATE_TEST_SUITE_P(Clouds, OwnAccount, testing::ValuesIn(AccountCases()), NameOfCase);

// What an offer to another account may leave to that account, an object of this one has to have: a plan that takes the
// offer back says what is missing, before anything is deleted.
TEST(TakenBack, AnOfferBecomesAPlainObjectOrThePlanSaysWhyNot) {
  int refused = 0;
  for (const auto& [cloud, vendor] : SpecimensByVendor()) {
    for (const Offered& offered : vendor.offered) {
      for (const bool accepted : {false, true}) {
        for (const bool written : {false, true}) {  // the own account, or nothing
          SCOPED_TRACE(cloud + "/" + offered.name + (accepted ? " accepted" : "") +
                       (written ? ", the own account" : ", none"));
          Bench bench(cloud);
          reconcile::TerraformHost host(bench.Environment());
          host.engine_config = bench.Config();
          Value config = offered.desired(bench);
          config.Put(field::kCloud, S(cloud));
          config.Put(field::kOnDestroy, S("delete"));
          Configuration wanted = {{"it", {offered.kind, config}}};
          ASSERT_TRUE(host.Apply(wanted).ok());
          const std::string id = TextField(host.state.at("it").state, field::kId);
          if (accepted) bench.clouds().Edit(cloud, id, offered.accepted);
          const Value own = written ? S(bench.adapter().WhoCalls("", {}).value().owner) : Value::Null();
          for (const KeyField& account : bench.traits().accounts) {
            if (account.kind == offered.kind) PutAt(wanted.front().second.config, std::string(account.field), own);
          }
          host.engine_config.allow_replacement = {id};
          const nlohmann::json before = bench.clouds().Objects(cloud);
          const RunResult planned = host.Plan(wanted);
          const RunResult applied = host.Apply(wanted);
          EXPECT_EQ(planned.ok(), applied.ok()) << planned.ToString() << applied.ToString();
          EXPECT_EQ(planned.ToString().find("from null to null"), std::string::npos) << planned.ToString();
          // Where nothing is said, it stays as it is.
          if (planned.ok()) {
            EXPECT_EQ(planned.actions.contains("it") && planned.actions.at("it") == Action::kReplace, written);
            EXPECT_TRUE(host.Plan(wanted).actions.empty());
          } else {
            EXPECT_EQ(bench.clouds().Objects(cloud), before) << applied.ToString();
            ++refused;
          }
        }
      }
    }
  }
  EXPECT_GT(refused, 0);  // Alibaba's addresses
}

}  // namespace
}  // namespace ic::behaviour
