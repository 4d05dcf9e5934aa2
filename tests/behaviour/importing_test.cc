// What exists is imported, and what is written of it is right by itself and changes nothing: of every vendor's objects,
// made here, given to another account, or accepted from one. What another account only offers is not imported.
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/empty_plan.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

enum class Part : std::uint8_t { kOwn, kGiven, kAccepted };

struct Case {
  std::string cloud;
  std::string name;
  Kind kind;
  Part part;
  std::function<Value(Bench&)> desired;
  std::string auth_key = {};
  nlohmann::json accepted = {};  // of kGiven: its state once the other account took it; null: it waits
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.cloud << "/" << one.name; }

class Imports : public testing::TestWithParam<Case> {
 protected:
  Imports() : factory_(AllAdapters()) {}

  Kind kind() const { return GetParam().kind; }
  std::string ImportId(const std::string& id) const {
    return bench_.cloud() + "/" + std::string(simulation::VendorNamed(bench_.cloud()).region) + "/" + id;
  }
  // Another process, which knows nothing of it.
  Engine& Fresh() {
    engine_ = std::make_unique<Engine>(bench_.Environment());
    EngineConfig settings = bench_.Config();
    settings.state_is_held = true;
    EXPECT_FALSE(engine_->Configure(settings).has_errors());
    return *engine_;
  }
  // Its id.
  std::string Make() {
    Value wanted = GetParam().desired(bench_);
    if (GetParam().part != Part::kAccepted) {
      const std::string adopt = reconcile::Text(wanted, field::kAdopt);
      if (!adopt.empty()) return adopt;
      Secrets secrets;
      if (!GetParam().auth_key.empty()) secrets.auth_key = GetParam().auth_key;
      const ChangeResult made = bench_.adapter().Create(bench_.Request(kind(), wanted, secrets), {});
      EXPECT_TRUE(made.status.ok()) << made.status.ToString();
      if (!GetParam().accepted.is_null()) bench_.clouds().Edit(bench_.cloud(), made.id, GetParam().accepted);
      return made.id;
    }
    wanted.Put(field::kCloud, S(bench_.cloud()));
    Engine& engine = Fresh();
    const PlanOutput plan = engine.Plan({.kind = kind(), .config = wanted, .applied_at_once = true});
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    const ObjectOutput taken = engine.Apply({.kind = kind(), .planned = plan.planned, .config = wanted});
    EXPECT_FALSE(taken.diagnostics.has_errors()) << taken.diagnostics.ToString();
    return reconcile::Text(taken.state, field::kId);
  }

  Bench bench_{GetParam().cloud};
  const AdapterFactory& factory_;
  std::unique_ptr<Engine> engine_;
};

TEST_P(Imports, WhatIsWrittenIsRightByItselfAndItsPlanIsEmpty) {
  const std::string id = Make();
  ASSERT_FALSE(id.empty());
  Engine& engine = Fresh();
  const ObjectOutput found = engine.Import(kind(), ImportId(id));
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());  // what was under way is settled by now
  ASSERT_FALSE(found.state.is_null()) << found.diagnostics.ToString();
  const run::FieldIndex fields(factory_);
  std::vector<std::string> left;
  const Value config = run::SettledConfiguration({engine, factory_, fields}, kind(), "", found, left);
  if (reconcile::Text(found.state, field::kName).empty() && !left.empty()) {
    // What its maker gave no name has none until its owner writes one.
    EXPECT_THAT(left, ElementsAre("Missing name")) << config.ToString();
    return;
  }
  EXPECT_THAT(left, IsEmpty()) << config.ToString();
  // As a later run has it.
  Engine& later = Fresh();
  const Value shaped = reconcile::Shaped(fields.fields(kind()), config);
  const Diagnostics said = later.Validate(kind(), shaped);
  EXPECT_FALSE(said.has_errors()) << said.ToString() << config.ToString();
  const ObjectOutput read = later.Read(kind(), found.state, found.facts);
  const PlanOutput plan = later.Plan(
      {.kind = kind(), .prior = read.state, .config = shaped, .facts = read.facts, .replacements_are_said = true});
  EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString() << config.ToString();
  EXPECT_EQ(plan.action, Action::kNothing) << config.ToString();
  for (const FieldChange& change : plan.changes) ADD_FAILURE() << change.path << " would change";
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
}

std::vector<Case> AllCases() {
  std::vector<Case> cases;
  for (const Specimen& one : Specimens()) {
    const VendorTraits& traits = Bench(one.cloud).traits();
    if (reconcile::IsLowered(traits, one.kind)) continue;
    cases.push_back({one.cloud, one.name, one.kind, Part::kOwn, one.desired, one.auth_key});
  }
  for (const auto& [cloud, vendor] : SpecimensByVendor()) {
    for (const Offered& one : vendor.offered) {
      cases.push_back({cloud, "given_" + one.name, one.kind, Part::kGiven, one.desired});
      cases.push_back({cloud, "taken_" + one.name, one.kind, Part::kGiven, one.desired, {}, one.accepted});
    }
    for (const Offer& one : vendor.offers) {
      cases.push_back({cloud, "accepted_" + one.name, one.kind, Part::kAccepted, one.desired});
    }
  }
  return cases;
}
std::string NameOf(const testing::TestParamInfo<Case>& info) { return info.param.cloud + "_" + info.param.name; }
INSTANTIATE_TEST_SUITE_P(Clouds, Imports, testing::ValuesIn(AllCases()), NameOf);

struct GivenCase {
  std::string cloud;
  Offered offered;
};

void PrintTo(const GivenCase& one, std::ostream* out) { *out << one.cloud << "/" << one.offered.name; }

class Given : public testing::TestWithParam<GivenCase> {};

// What the other account set of it stays, and is no reason to refuse what this one changes of it: it is not made again.
TEST_P(Given, WhatTheOtherAccountSetIsNoReasonToRefuseAChangeAfterAnImport) {
  Bench bench(GetParam().cloud);
  const Offered& offered = GetParam().offered;
  Value wanted = offered.desired(bench);
  wanted.Put(field::kCloud, S(bench.cloud()));
  const ChangeResult made = bench.adapter().Create(bench.Request(offered.kind, wanted), {});
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  bench.clouds().Edit(bench.cloud(), made.id, offered.accepted);
  for (const TheirValue& one : offered.theirs) bench.clouds().Edit(bench.cloud(), made.id, one.members);
  Engine engine(bench.Environment());
  EngineConfig settings = bench.Config();
  settings.state_is_held = true;
  ASSERT_FALSE(engine.Configure(settings).has_errors());
  const std::string region(simulation::VendorNamed(bench.cloud()).region);
  const ObjectOutput found = engine.Import(offered.kind, bench.cloud() + "/" + region + "/" + made.id);
  ASSERT_FALSE(found.state.is_null()) << found.diagnostics.ToString();
  wanted.Put(field::kName, S("renamed"));
  const PlanOutput plan = engine.Plan({.kind = offered.kind,
                                       .prior = found.state,
                                       .config = wanted,
                                       .facts = found.facts,
                                       .replacements_are_said = true});
  EXPECT_THAT(plan.diagnostics.ToString(), testing::Not(HasSubstr("Unsupported")));
}

std::vector<GivenCase> AllGiven() {
  std::vector<GivenCase> cases;
  for (const auto& [cloud, vendor] : SpecimensByVendor()) {
    for (const Offered& one : vendor.offered) cases.push_back({cloud, one});
  }
  return cases;
}
std::string NameOfGiven(const testing::TestParamInfo<GivenCase>& info) {
  return info.param.cloud + "_" + info.param.offered.name;
}
INSTANTIATE_TEST_SUITE_P(Clouds, Given, testing::ValuesIn(AllGiven()), NameOfGiven);

struct OfferCase {
  std::string cloud;
  Offer offer;
};

void PrintTo(const OfferCase& one, std::ostream* out) { *out << one.cloud << "/" << one.offer.name; }

class WaitingOffers : public testing::TestWithParam<OfferCase> {};

// What a cloud gives without asking is there, and is this account's.
bool Waits(Bench& bench, Kind kind) {
  const Capability accepts = kind == Kind::kConnection ? Capability::kAcceptConnection : Capability::kAcceptInterface;
  return std::ranges::any_of(bench.traits().capabilities, [&](const CapabilityRow& row) {
    return row.what == accepts && row.support == Support::kYes;
  });
}

TEST_P(WaitingOffers, AreNotImported) {
  Bench bench(GetParam().cloud);
  const Offer& offer = GetParam().offer;
  const std::string id = reconcile::Text(offer.desired(bench), field::kAdopt);
  const std::string region(simulation::VendorNamed(bench.cloud()).region);
  Engine engine(bench.Environment());
  ASSERT_FALSE(engine.Configure(bench.Config()).has_errors());
  const ObjectOutput found = engine.Import(offer.kind, bench.cloud() + "/" + region + "/" + id);
  const bool waits = Waits(bench, offer.kind);
  EXPECT_EQ(found.offered, waits);
  EXPECT_EQ(found.state.is_null(), waits) << found.diagnostics.ToString();
  if (!waits) return;
  EXPECT_THAT(found.diagnostics.ToString(), HasSubstr("Offer is not accepted"));
  EXPECT_THAT(found.diagnostics.ToString(), HasSubstr("adopt = \"" + id + "\""));
  EXPECT_THAT(found.diagnostics.ToString(),
              HasSubstr("To decline it: interconnect decline " + std::string(KindName(offer.kind)) + " " +
                        bench.cloud() + "/" + region + "/" + id));
}

// Once, and what is no offer is left as it is. A vendor that has no call for it says what to do.
TEST_P(WaitingOffers, AreDeclined) {
  Bench bench(GetParam().cloud);
  const Offer& offer = GetParam().offer;
  const std::string id = reconcile::Text(offer.desired(bench), field::kAdopt);
  const std::string region(simulation::VendorNamed(bench.cloud()).region);
  Engine engine(bench.Environment());
  ASSERT_FALSE(engine.Configure(bench.Config()).has_errors());
  const auto looked = engine.OfferOf(bench.cloud(), region, offer.kind, id);
  EXPECT_EQ(looked.ok(), Waits(bench, offer.kind)) << looked.status().ToString();
  const nlohmann::json before = bench.clouds().Objects(bench.cloud());
  const Status declined = engine.Decline(bench.cloud(), region, offer.kind, id);
  if (!looked.ok()) {
    EXPECT_EQ(declined.code(), StatusCode::kFailedPrecondition) << declined.ToString();
    EXPECT_EQ(bench.clouds().Objects(bench.cloud()), before);
    return;
  }
  if (declined.code() == StatusCode::kUnimplemented) {
    EXPECT_THAT(declined.ToString(), HasSubstr("has no call that declines"));
    EXPECT_EQ(bench.clouds().Objects(bench.cloud()), before);
    return;
  }
  EXPECT_TRUE(declined.ok()) << declined.ToString();
  const nlohmann::json after = bench.clouds().Objects(bench.cloud());
  EXPECT_NE(after, before);
  EXPECT_FALSE(engine.OfferOf(bench.cloud(), region, offer.kind, id).ok());
  EXPECT_FALSE(engine.Decline(bench.cloud(), region, offer.kind, id).ok());
  EXPECT_EQ(bench.clouds().Objects(bench.cloud()), after);
}

std::vector<OfferCase> AllOffers() {
  std::vector<OfferCase> cases;
  for (const auto& [cloud, vendor] : SpecimensByVendor()) {
    for (const Offer& offer : vendor.offers) cases.push_back({cloud, offer});
  }
  return cases;
}
std::string NameOfOffer(const testing::TestParamInfo<OfferCase>& info) {
  return info.param.cloud + "_" + info.param.offer.name;
}
INSTANTIATE_TEST_SUITE_P(Clouds, WaitingOffers, testing::ValuesIn(AllOffers()), NameOfOffer);

}  // namespace
}  // namespace ic::behaviour
