// Something stands on an object that goes, and no state of the run knows it: the plan refuses exactly what the cloud
// would refuse, and a deletion that the cloud refuses has taken nothing away. Of every vendor's objects that stand on
// another one.
#include <algorithm>
#include <chrono>
#include <set>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/field_values.h"
#include "base/moment.h"
#include "reconcile/object/object.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

class OnWhatGoes : public testing::TestWithParam<Specimen> {
 protected:
  void SetUp() override {
    ASSERT_FALSE(engine_.Configure(bench_.Config()).has_errors());
    Value wanted = GetParam().desired(bench_);
    for (const Field& field : NeutralFields(GetParam().kind)) {
      const auto kind = field.name == "advertised_by" ? Kind::kVirtualInterface : field.refers_to;
      const Value& id = wanted.Get(field.name);
      if (!kind || id.kind() != Value::Kind::kString || parent_field_ != "") continue;
      if (!IsParent(*kind, id.AsString())) continue;
      parent_field_ = field.name;
    }
    ASSERT_FALSE(parent_field_.empty()) << "nothing that is managed is under it";
    GiveSession();
    child_ = bench_.Make(GetParam().kind, wanted);
    wanted_ = wanted;
    child_address_ = TextField(Child(), field::kCustomerAddress);
  }

  bool IsParent(Kind kind, const std::string& id) {
    if (reconcile::IsLowered(bench_.traits(), kind)) return false;
    const std::string region(simulation::VendorNamed(bench_.cloud()).region);
    ObjectOutput found = engine_.Import(kind, bench_.cloud() + "/" + region + "/" + id);
    if (found.state.is_null()) return false;
    parent_kind_ = kind;
    parent_ = std::move(found.state);
    parent_.Put(field::kOnDestroy, S("delete"));
    return true;
  }
  // A live session of its own, where the cloud puts one on an interface that is there.
  void GiveSession() {
    if (parent_kind_ != Kind::kVirtualInterface || parent_.Get(field::kCustomerAsn).is_known()) return;
    Value with = parent_;
    with.Put(field::kCustomerAsn, S("65010"));
    const std::string id = TextField(parent_, field::kId);
    const ChangeResult changed = bench_.Update(parent_kind_, id, parent_, with, {std::string(field::kCustomerAsn)});
    if (changed.status.ok()) parent_ = with;
  }
  Value Child() {
    const auto live = bench_.Look(GetParam().kind, child_, Value::Null());
    Value child = (*live)->attributes;
    child.Put(field::kCloud, S(bench_.cloud()));
    return child;
  }
  // At the address of the session that the interface itself has.
  bool IsItsOwnSession() {
    const std::string address = TextField(parent_, field::kCustomerAddress);
    return parent_.Get(field::kCustomerAsn).is_known() && !address.empty() && !child_address_.empty() &&
           address.starts_with(child_address_.substr(0, child_address_.find('/')));
  }
  Diagnostics PlanEnd(bool all_is_read, bool child_is_held) {
    Engine engine(bench_.Environment());
    EXPECT_FALSE(engine.Configure(bench_.Config()).has_errors());
    engine.Hold(parent_kind_, parent_);
    if (child_is_held) engine.Hold(GetParam().kind, Child());
    return engine.Plan({.kind = parent_kind_, .prior = parent_, .replacements_are_said = all_is_read}).diagnostics;
  }

  // Of a run that looks at what is young, as its deletions do.
  ChangeResult DeleteParent(Adapter& run, const std::string& id, Freshness young) {
    return run.Delete({.kind = parent_kind_,
                       .region = std::string(simulation::VendorNamed(bench_.cloud()).region),
                       .id = id,
                       .prior = parent_,
                       .timeout = std::chrono::minutes(1),
                       .freshness = young},
                      {});
  }

  Bench bench_{GetParam().cloud};
  Engine engine_{bench_.Environment()};
  std::string parent_field_;
  Kind parent_kind_ = Kind::kConnection;
  Value parent_;
  Value wanted_;
  std::string child_;
  std::string child_address_;
};

TEST_P(OnWhatGoes, ThePlanRefusesWhatTheCloudWould) {
  const std::string all = PlanEnd(/*all_is_read=*/true, /*child_is_held=*/false).ToString();
  const std::string held = PlanEnd(/*all_is_read=*/true, /*child_is_held=*/true).ToString();
  const Diagnostics unsure = PlanEnd(/*all_is_read=*/false, /*child_is_held=*/false);
  EXPECT_FALSE(unsure.has_errors()) << unsure.ToString();
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  const ChangeResult deleted = bench_.Delete(parent_kind_, TextField(parent_, field::kId), parent_);
  EXPECT_THAT(held, Not(HasSubstr("do not know")));
  EXPECT_THAT(held, Not(HasSubstr("go with")));
  if (deleted.status.ok()) {
    const auto left = bench_.Look(GetParam().kind, child_, Value::Null());
    const bool went = left.ok() && !left->has_value() && !IsItsOwnSession();
    EXPECT_THAT(unsure.ToString(), Not(HasSubstr("may stand")));
    for (const std::string& said : {all, unsure.ToString()}) {
      EXPECT_EQ(said.find(child_) != std::string::npos, went) << said;
      EXPECT_EQ(said.find("Sessions go with the interface") != std::string::npos, went) << said;
    }
    return;
  }
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before) << deleted.status.ToString();
  EXPECT_THAT(all, HasSubstr(child_));
  EXPECT_THAT(all, HasSubstr("do not know"));
  // Our own mark tells that it is ours, as far as the cloud keeps marks.
  const auto& marked = bench_.traits().marked;
  if (std::ranges::find(marked, GetParam().kind) == marked.end()) {
    EXPECT_THAT(unsure.ToString(), HasSubstr(child_));
  } else {
    EXPECT_THAT(unsure.ToString(), Not(HasSubstr("may stand")));
  }
}

// What a run has looked at a moment ago says nothing about what somebody else does in the next.
TEST_P(OnWhatGoes, WhatComesWhileTheRunGoesOnKeepsAllThatIsThere) {
  const Freshness young = Freshness::Young(NextMoment());
  ASSERT_TRUE(bench_.Delete(GetParam().kind, child_, Child()).status.ok());
  const auto run = bench_.Fresh();
  const std::string another = TextField(GetParam().desired(bench_), parent_field_);
  const ChangeResult first = DeleteParent(*run, another, young);
  ASSERT_TRUE(first.status.ok()) << first.status.ToString();
  (void)bench_.Make(GetParam().kind, wanted_);
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  const ChangeResult deleted = DeleteParent(*run, TextField(parent_, field::kId), young);
  if (!deleted.status.ok()) {
    EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before) << deleted.status.ToString();
  }
}

// Connections stand on nothing, and prefixes of a gateway on what others manage.
std::vector<Specimen> SpecimensOnOthers() {
  std::set<std::string_view> own_prefixes;
  for (const VendorTraits* traits : AllAdapters().traits()) {
    if (traits->interface_advertises) own_prefixes.insert(traits->cloud);
  }
  std::vector<Specimen> all = Specimens();
  std::erase_if(all, [&](const Specimen& one) {
    return one.kind == Kind::kConnection || (one.kind == Kind::kBgpCidr && !own_prefixes.contains(one.cloud));
  });
  return all;
}

INSTANTIATE_TEST_SUITE_P(Clouds, OnWhatGoes, testing::ValuesIn(SpecimensOnOthers()), NameOf);

// An interface's own session, or its own static link, is no stranger on it: it goes without a word.
class OwnSession : public testing::TestWithParam<Specimen> {};

TEST_P(OwnSession, IsNoStrangerOnItsInterface) {
  Bench bench(GetParam().cloud);
  Value wanted = GetParam().desired(bench);
  wanted.Put(field::kCloud, S(bench.cloud()));
  const std::string id = bench.Make(GetParam().kind, wanted);
  Engine engine(bench.Environment());
  ASSERT_FALSE(engine.Configure(bench.Config()).has_errors());
  const std::string region(simulation::VendorNamed(bench.cloud()).region);
  Value state = engine.Import(GetParam().kind, bench.cloud() + "/" + region + "/" + id).state;
  ASSERT_FALSE(state.is_null());
  state.Put(field::kOnDestroy, S("delete"));
  for (const bool all_is_read : {true, false}) {
    Engine run(bench.Environment());
    EXPECT_FALSE(run.Configure(bench.Config()).has_errors());
    run.Hold(GetParam().kind, state);
    const PlanOutput plan = run.Plan({.kind = GetParam().kind, .prior = state, .replacements_are_said = all_is_read});
    EXPECT_THAT(plan.diagnostics.ToString(), Not(HasSubstr("Sessions go with the interface")));
    EXPECT_THAT(plan.diagnostics.ToString(), Not(HasSubstr("stands on what goes")));
  }
}

std::vector<Specimen> InterfaceSpecimens() {
  std::vector<Specimen> all = Specimens();
  std::erase_if(all, [](const Specimen& one) { return one.kind != Kind::kVirtualInterface; });
  return all;
}

INSTANTIATE_TEST_SUITE_P(Clouds, OwnSession, testing::ValuesIn(InterfaceSpecimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
