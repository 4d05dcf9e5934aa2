// What somebody else decides, or has changed: what another account gives an object that was made for it is neither
// undone nor a reason to replace; and nothing is replaced for a change that the configuration did not make, unless that
// is acknowledged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/mark.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class OneObject {
 public:
  OneObject(const std::string& cloud, Kind kind) : bench(cloud), kind_(kind) { host.engine_config = bench.Config(); }

  // With what it stands on made.
  void Make(Value desired) {
    desired.Put(field::kCloud, S(bench.cloud()));
    wanted = {{"it", {kind_, std::move(desired)}}};
    const reconcile::RunResult made = host.Apply(wanted);
    ASSERT_TRUE(made.ok()) << made.ToString();
    id = TextField(state(), field::kId);
  }
  Value& config() { return wanted[0].second.config; }
  Value& state() { return host.state.at("it").state; }
  bool IsThere() { return bench.Look(kind_, id, Value::Null()).value().has_value(); }
  void ExpectNothingPlanned(const std::string& what) {
    const reconcile::RunResult planned = host.Plan(wanted);
    EXPECT_TRUE(planned.ok()) << what << "\n" << planned.ToString();
    EXPECT_THAT(planned.actions, IsEmpty()) << what << "\n" << planned.ToString();
  }

  Bench bench;
  reconcile::TerraformHost host{bench.Environment()};
  reconcile::Configuration wanted;
  std::string id;

 private:
  const Kind kind_;
};

// ---- what somebody else changed, and only a replacement would undo

// A value of an object that only a replacement changes, and another one.
struct FixedCase {
  Specimen specimen;
  std::string path;
  Value other;
};

void PrintTo(const FixedCase& one, std::ostream* out) { PrintTo(one.specimen, out); }

class ChangedByOthers : public testing::TestWithParam<FixedCase> {
 protected:
  ChangedByOthers() : one_(specimen().cloud, specimen().kind) {}

  const Specimen& specimen() const { return GetParam().specimen; }

  // The object has the other value, and the configuration the one that it had when this side last looked.
  void MakeAndChange() {
    const std::string& path = GetParam().path;
    Value desired = specimen().desired(one_.bench);
    const Value configured = ValueAt(desired, path);
    if (FindField(NeutralFields(specimen().kind), field::kOnDestroy) != nullptr) {
      desired.Put(field::kOnDestroy, S("delete"));
    }
    PutAt(desired, path, GetParam().other);
    ASSERT_NO_FATAL_FAILURE(one_.Make(desired));
    PutAt(one_.config(), path, configured);
    PutAt(one_.state(), path, configured);
  }

  OneObject one_;
};

TEST_P(ChangedByOthers, NothingIsReplacedToUndoIt) {
  ASSERT_NO_FATAL_FAILURE(MakeAndChange());
  for (int run = 0; run < 3; ++run) {  // the first read finds it, later ones know it
    const reconcile::RunResult refused = one_.host.Apply(one_.wanted);
    EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
    EXPECT_THAT(refused.ToString(), HasSubstr("to undo what somebody else changed"));
    EXPECT_THAT(refused.ToString(), HasSubstr("allow_replacement = [\"" + one_.id + "\"]"));
    EXPECT_TRUE(one_.IsThere());
  }
}

TEST_P(ChangedByOthers, ItIsReplacedIfThatIsAcknowledged) {
  ASSERT_NO_FATAL_FAILURE(MakeAndChange());
  one_.host.engine_config.allow_replacement = {one_.id};
  const reconcile::RunResult planned = one_.host.Plan(one_.wanted);
  EXPECT_TRUE(planned.actions.at("it") == Action::kReplace) << planned.ToString();
  EXPECT_THAT(planned.ToString(), Not(HasSubstr("somebody else changed")));
}

TEST_P(ChangedByOthers, WrittenDownItIsKept) {
  ASSERT_NO_FATAL_FAILURE(MakeAndChange());
  one_.host.Plan(one_.wanted);
  PutAt(one_.config(), GetParam().path, GetParam().other);
  one_.ExpectNothingPlanned("the value that it has");
}

TEST_P(ChangedByOthers, AChangeOfTheConfigurationReplacesAsEver) {
  ASSERT_NO_FATAL_FAILURE(one_.Make(specimen().desired(one_.bench)));
  PutAt(one_.config(), GetParam().path, GetParam().other);
  const reconcile::RunResult planned = one_.host.Plan(one_.wanted);
  EXPECT_TRUE(planned.actions.at("it") == Action::kReplace) << planned.ToString();
  EXPECT_THAT(planned.ToString(), Not(HasSubstr("somebody else changed")));
}

Value AnotherLocation(Bench& bench, const Value& than) {
  const std::vector<Location> locations = bench.adapter().Locations("", {}).value();
  for (const Location& location : locations) {
    if (S(location.code) != than) return S(location.code);
  }
  return Value::Null();
}

std::vector<FixedCase> FixedCases() {
  const std::vector<std::pair<std::string, Value>> others = {
      {"location", Value::Null()},  // another one that there is
      {"vlan", Value::Int(126)},
      {"customer_asn", S("65001")},
      {"customer_prefixes", Value::StringSet({"198.51.100.0/24", "203.0.113.0/24"})}};
  std::vector<FixedCase> cases;
  for (const Specimen& specimen : Specimens()) {
    Bench bench(specimen.cloud);
    const Value desired = specimen.desired(bench);
    for (const auto& [path, other] : others) {
      const Change* change = FindChange(bench.traits(), specimen.kind, path, desired);
      const bool fixed = change != nullptr && change->on_change == OnChange::kReplace;
      if (!fixed || ValueAt(desired, path).is_null()) continue;
      cases.push_back({specimen, path, other.is_null() ? AnotherLocation(bench, ValueAt(desired, path)) : other});
    }
  }
  return cases;
}

std::string NameOfFixed(const testing::TestParamInfo<FixedCase>& info) {
  return info.param.specimen.cloud + "_" + info.param.specimen.name + "_" + info.param.path;
}

INSTANTIATE_TEST_SUITE_P(Clouds, ChangedByOthers, testing::ValuesIn(FixedCases()), NameOfFixed);

// ---- what was made for another account

struct OfferedCase {
  std::string cloud;
  Offered offered;
};

void PrintTo(const OfferedCase& one, std::ostream* out) { *out << one.cloud << "/" << one.offered.name; }

class MadeForAnother : public testing::TestWithParam<OfferedCase> {
 protected:
  MadeForAnother() : one_(GetParam().cloud, GetParam().offered.kind) {}

  const Offered& offered() const { return GetParam().offered; }
  void Edit(const nlohmann::json& members) { one_.bench.clouds().Edit(GetParam().cloud, one_.id, members); }
  void Make() { ASSERT_NO_FATAL_FAILURE(one_.Make(offered().desired(one_.bench))); }
  // As each cloud calls them.
  void SetTags(OneObject& one, const nlohmann::json& tags) {
    try {
      one.bench.clouds().Edit(GetParam().cloud, one.id, {{"tags", tags}});
    } catch (const std::logic_error&) {
      one.bench.clouds().Edit(GetParam().cloud, one.id, {{"Tags", tags}});
    }
  }

  OneObject one_;
};

TEST_P(MadeForAnother, WhatThatAccountDecidesIsItsOwn) {
  ASSERT_NO_FATAL_FAILURE(Make());
  one_.ExpectNothingPlanned("while it waits");
  Edit(offered().accepted);
  one_.ExpectNothingPlanned("accepted");
  for (const TheirValue& their : offered().theirs) {
    Edit(their.members);
    one_.ExpectNothingPlanned(their.path);
    one_.ExpectNothingPlanned(their.path + ", known by now");
  }
  EXPECT_TRUE(one_.IsThere());
}

// Tags of it are that account's, with whatever settings: this half neither shows nor takes away what is on it, be it
// the mark of a redundancy group, and what is asked for here is refused when planning.
TEST_P(MadeForAnother, ItsTagsAreThatAccountsOwn) {
  for (const Value& defaults : {Value::Null(), Value::Map({{"env", S("prod")}})}) {
    SCOPED_TRACE(defaults.ToString());
    OneObject one(GetParam().cloud, offered().kind);
    one.host.engine_config.tags.defaults = defaults;
    ASSERT_NO_FATAL_FAILURE(one.Make(offered().desired(one.bench)));
    one.bench.clouds().Edit(GetParam().cloud, one.id, offered().accepted);
    SetTags(one, {{"env", "prod"}, {"cost", "42"}, {std::string(kReservedTagPrefix) + "group", "theirs"}});
    one.ExpectNothingPlanned("tagged by that account");
    const nlohmann::json before = one.bench.clouds().Objects(GetParam().cloud);
    const reconcile::RunResult applied = one.host.Apply(one.wanted);
    EXPECT_TRUE(applied.ok()) << applied.ToString();
    EXPECT_EQ(one.bench.clouds().Objects(GetParam().cloud), before);
    one.ExpectNothingPlanned("known by now");
    // Nor after an import, which may not be told whom the object is for.
    const std::string region =
        TextField(one.bench.Look(offered().kind, one.id, Value::Null()).value()->attributes, field::kRegion);
    one.host.state.clear();
    ASSERT_TRUE(one.host.Import("it", offered().kind, GetParam().cloud + "/" + region + "/" + one.id).ok());
    PutAt(one.config(), "tags", Value::Null());  // those that it was made with, where a cloud takes some
    const reconcile::RunResult again = one.host.Apply(one.wanted);
    EXPECT_TRUE(again.ok()) << again.ToString();
    EXPECT_EQ(one.bench.clouds().Objects(GetParam().cloud), before) << again.ToString();
    one.ExpectNothingPlanned("imported");
    PutAt(one.config(), "tags", Value::Map({{"ours", S("x")}}));
    const reconcile::RunResult planned = one.host.Plan(one.wanted);
    EXPECT_TRUE(planned.diagnostics.has_errors()) << planned.ToString();
    EXPECT_THAT(planned.ToString(), HasSubstr("the account that it was made for"));
  }
}

// As a state of before has it, in which every value was shown.
TEST_P(MadeForAnother, AStateThatShowsItSettles) {
  ASSERT_NO_FATAL_FAILURE(Make());
  Edit(offered().accepted);
  for (const TheirValue& their : offered().theirs) {
    Edit(their.members);
    PutAt(one_.state(), their.path, their.value);
  }
  const reconcile::RunResult applied = one_.host.Apply(one_.wanted);
  EXPECT_THAT(applied.faults, IsEmpty());
  EXPECT_EQ(TextField(one_.state(), field::kId), one_.id);
  EXPECT_TRUE(one_.IsThere());
}

TEST_P(MadeForAnother, ImportedItIsLeftAsItIs) {
  ASSERT_NO_FATAL_FAILURE(Make());
  Edit(offered().accepted);
  one_.host.state.clear();
  const std::string region =
      TextField(one_.bench.Look(offered().kind, one_.id, Value::Null()).value()->attributes, field::kRegion);
  const reconcile::RunResult imported =
      one_.host.Import("it", offered().kind, GetParam().cloud + "/" + region + "/" + one_.id);
  ASSERT_TRUE(imported.ok()) << imported.ToString();
  const nlohmann::json before = one_.bench.clouds().Objects(GetParam().cloud);
  const reconcile::RunResult applied = one_.host.Apply(one_.wanted);
  EXPECT_TRUE(applied.ok()) << applied.ToString();
  EXPECT_EQ(one_.bench.clouds().Objects(GetParam().cloud), before) << applied.ToString();
}

TEST_P(MadeForAnother, AChangeThatIsTheirsIsRefusedWhenPlanning) {
  for (const TheirValue& their : offered().theirs) {
    OneObject one(GetParam().cloud, offered().kind);
    ASSERT_NO_FATAL_FAILURE(one.Make(offered().desired(one.bench)));
    one.bench.clouds().Edit(GetParam().cloud, one.id, offered().accepted);
    PutAt(one.config(), their.path, their.value);
    const reconcile::RunResult planned = one.host.Plan(one.wanted);
    EXPECT_TRUE(planned.diagnostics.has_errors()) << their.path << planned.ToString();
    EXPECT_THAT(planned.ToString(), HasSubstr("the account that it was made for")) << their.path;
  }
}

// Accepting is the other account's, and so is what goes through it until then.
TEST_P(MadeForAnother, AReplacementSaysThatItMustBeAcceptedAgain) {
  ASSERT_NO_FATAL_FAILURE(Make());
  Edit(offered().accepted);
  one_.host.force_replace = {"it"};
  const reconcile::RunResult planned = one_.host.Plan(one_.wanted);
  EXPECT_THAT(planned.ToString(), HasSubstr("has to accept the new one"));
}

// Of what was accepted some clouds let only the other account take it away.
TEST_P(MadeForAnother, WhatTheCloudDoesNotDeleteThePlanRefuses) {
  Value wanted = offered().desired(one_.bench);
  wanted.Put(field::kOnDestroy, S("delete"));
  ASSERT_NO_FATAL_FAILURE(one_.Make(wanted));
  const reconcile::RunResult waiting = one_.host.Plan(reconcile::Configuration{});
  EXPECT_FALSE(waiting.diagnostics.has_errors()) << waiting.ToString();
  Edit(offered().accepted);
  const reconcile::RunResult planned = one_.host.Plan(reconcile::Configuration{});
  const ChangeResult deleted = one_.bench.Delete(offered().kind, one_.id, one_.state());
  EXPECT_EQ(planned.diagnostics.has_errors(), !deleted.status.ok()) << planned.ToString() << deleted.status.ToString();
}

// What declines it has the last word until somebody here says that it is to be offered again.
TEST_P(MadeForAnother, DeclinedItIsSaidAndOfferedAgainOnlyIfThatIsAcknowledged) {
  const StateTable& states = SpecimensByVendor().at(GetParam().cloud).states();
  for (const StateRow& row : states.RowsOf(offered().kind)) {
    if (!IsDeclined(row)) continue;
    OneObject one(GetParam().cloud, offered().kind);
    ASSERT_NO_FATAL_FAILURE(one.Make(offered().desired(one.bench)));
    one.bench.clouds().Edit(GetParam().cloud, one.id, {{offered().accepted.begin().key(), row.word}});
    for (int run = 0; run < 2; ++run) {
      const reconcile::RunResult refused = one.host.Apply(one.wanted);
      EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
      EXPECT_THAT(refused.ToString(), HasSubstr("is in state \"" + std::string(row.word) + "\": "));
      EXPECT_THAT(refused.ToString(), HasSubstr("allow_replacement = [\"" + one.id + "\"]"));
    }
    one.host.engine_config.allow_replacement = {one.id};
    const reconcile::RunResult again = one.host.Apply(one.wanted);
    EXPECT_TRUE(again.ok()) << again.ToString();
    EXPECT_NE(TextField(one.state(), field::kId), one.id);
    one.ExpectNothingPlanned("offered again");
  }
}

std::vector<OfferedCase> AllOffered() {
  std::vector<OfferedCase> cases;
  for (const auto& [cloud, vendor] : SpecimensByVendor()) {
    for (const Offered& offered : vendor.offered) cases.push_back({cloud, offered});
  }
  return cases;
}

std::string NameOfOffered(const testing::TestParamInfo<OfferedCase>& info) {
  return info.param.cloud + "_" + info.param.offered.name;
}

INSTANTIATE_TEST_SUITE_P(Clouds, MadeForAnother, testing::ValuesIn(AllOffered()), NameOfOffered);

}  // namespace
}  // namespace ic::behaviour
