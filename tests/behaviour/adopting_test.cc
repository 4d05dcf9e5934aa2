// What `adopt` names: the plan shows what was read of it, at both front doors, and what another account offers is taken
// over only if the configuration says its name as well. Made of every vendor's offers and objects that can be adopted.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/object.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;

struct OfferCase {
  std::string cloud;
  Offer offer;
};

void PrintTo(const OfferCase& one, std::ostream* out) { *out << one.cloud << "/" << one.offer.name; }

class Offers : public testing::TestWithParam<OfferCase> {
 protected:
  Offers() {
    host_.engine_config = bench_.Config();
    named_ = GetParam().offer.desired(bench_);
    named_.Put(field::kCloud, S(bench_.cloud()));
  }

  Kind kind() const { return GetParam().offer.kind; }
  Configuration With(const Value& config) const { return {{"it", {kind(), config}}}; }
  // A connection may go without a name; an interface may not.
  std::vector<Value> NotNamed() const {
    Value other = named_;
    other.Put(field::kName, S("ours"));
    Value unnamed = named_;
    unnamed.Put(field::kName, Value::Null());
    return kind() == Kind::kConnection ? std::vector{unnamed, other} : std::vector{other};
  }
  nlohmann::json Objects() { return bench_.clouds().Objects(bench_.cloud()); }

  // As the command line plans and applies.
  PlanOutput PlanBySet(const Value& config, bool at_once = false) {
    engine_ = std::make_unique<Engine>(bench_.Environment());
    EngineConfig settings = bench_.Config();
    settings.state_is_held = true;
    EXPECT_FALSE(engine_->Configure(settings).has_errors());
    return engine_->Plan({.kind = kind(), .config = config, .applied_at_once = at_once, .replacements_are_said = true});
  }
  ObjectOutput MakeBySet(const Value& config) {
    const PlanOutput plan = PlanBySet(config, true);
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    return engine_->Apply({.kind = kind(), .planned = plan.planned, .config = config});
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  std::unique_ptr<Engine> engine_;
  Value named_;
};

TEST_P(Offers, IsRefusedWithWhatWasReadUnlessTheConfigurationSaysItsName) {
  const nlohmann::json before = Objects();
  for (const Value& config : NotNamed()) {
    const RunResult by_terraform = host_.Apply(With(config));
    const PlanOutput by_set = PlanBySet(config);
    for (const std::string& said : {by_terraform.diagnostics.ToString(), by_set.diagnostics.ToString()}) {
      EXPECT_THAT(said, HasSubstr("Offer is not named"));
      EXPECT_THAT(said, HasSubstr("name \"theirs\""));
      EXPECT_THAT(said, HasSubstr("name = \"theirs\""));
      EXPECT_THAT(said, HasSubstr("vlan 1"));
    }
    EXPECT_TRUE(by_terraform.diagnostics.has_errors());
    EXPECT_TRUE(by_set.diagnostics.has_errors());
    // Nor without a plan that looked.
    EXPECT_TRUE(MakeBySet(config).state.is_null());
    EXPECT_EQ(Objects(), before);
  }
}

TEST_P(Offers, ThatIsNamedIsAcceptedAndThePlanShowsWhatWasRead) {
  const RunResult planned = host_.Plan(With(named_));
  EXPECT_TRUE(planned.ok()) << planned.ToString();
  const PlanOutput by_set = PlanBySet(named_);
  EXPECT_FALSE(by_set.diagnostics.has_errors()) << by_set.diagnostics.ToString();
  const auto shows = [&](std::string_view path) {
    return std::ranges::any_of(by_set.found, [&](const auto& one) { return one.first == path; });
  };
  for (const std::string_view path : {field::kBandwidth, field::kLocation, field::kVlan}) {
    EXPECT_TRUE(shows(path) || kind() != Kind::kConnection) << path;
  }
  const RunResult taken = host_.Apply(With(named_));
  EXPECT_TRUE(taken.ok()) << taken.ToString();
  ASSERT_TRUE(host_.state.contains("it"));
  EXPECT_EQ(ValueAt(host_.state.at("it").state, "id").ToString(), named_.Get(field::kAdopt).ToString());
  const RunResult again = host_.Plan(With(named_));
  EXPECT_TRUE(again.ok() && again.actions.empty()) << again.ToString();
}

// Where it stands is read, and compared if it is written.
TEST_P(Offers, ItsPlaceNeedNotBeWritten) {
  if (kind() != Kind::kVirtualInterface) return;
  const Value whole = named_;
  Value another = named_;
  another.Put(field::kVlan, Value::Int(whole.Get(field::kVlan).AsNumber().ToInt64().value_or(0) + 1));
  const nlohmann::json before = Objects();
  Value elsewhere = named_;  // an id of the same form that is of nothing
  std::string place = whole.Get(field::kConnectionId).AsString();
  place.back() = place.back() == '0' ? '1' : '0';
  elsewhere.Put(field::kConnectionId, S(place));
  for (const Value& wrong : {another, elsewhere}) {
    EXPECT_TRUE(host_.Apply(With(wrong)).diagnostics.has_errors());
    EXPECT_TRUE(PlanBySet(wrong).diagnostics.has_errors());
    EXPECT_EQ(Objects(), before);
  }
  named_.Put(field::kConnectionId, Value::Null());
  named_.Put(field::kVlan, Value::Null());
  const PlanOutput by_set = PlanBySet(named_);
  EXPECT_FALSE(by_set.diagnostics.has_errors()) << by_set.diagnostics.ToString();
  engine_ = std::make_unique<Engine>(bench_.Environment());
  ASSERT_FALSE(engine_->Configure(bench_.Config()).has_errors());
  const PlanOutput by_terraform = engine_->Plan({.kind = kind(), .config = named_});
  EXPECT_FALSE(by_terraform.diagnostics.has_errors()) << by_terraform.diagnostics.ToString();
  for (const std::string_view path : {field::kConnectionId, field::kVlan}) {
    const auto is = [&](const auto& one) { return one.first == path; };
    EXPECT_TRUE(std::ranges::any_of(by_set.found, is)) << path;
    EXPECT_EQ(by_terraform.planned.Get(path), whole.Get(path));
  }
  const RunResult taken = host_.Apply(With(named_));
  ASSERT_TRUE(taken.ok()) << taken.ToString();
  EXPECT_EQ(host_.state.at("it").state.Get(field::kVlan), whole.Get(field::kVlan));
  for (const Value& config : {named_, whole}) {
    const RunResult again = host_.Plan(With(config));
    EXPECT_TRUE(again.ok() && again.actions.empty()) << again.ToString();
  }
}

// Its tags are the accepting account's from then on, own and default ones.
TEST_P(Offers, TagsOfTheAcceptingHalfSettle) {
  host_.engine_config.tags.defaults = Value::Map({{"env", S("prod")}});
  named_.Put(field::kTags, Value::Map({{"cost", S("42")}}));
  const RunResult taken = host_.Apply(With(named_));
  ASSERT_TRUE(taken.ok()) << taken.ToString();
  const auto live = bench_.Look(kind(), named_.Get(field::kAdopt).AsString(), Value::Null());
  EXPECT_EQ((*live)->attributes.Get(field::kTags), Value::Map({{"cost", S("42")}, {"env", S("prod")}}));
  const RunResult again = host_.Plan(With(named_));
  EXPECT_TRUE(again.ok() && again.actions.empty()) << again.ToString();
}

// Between the plan and the apply it becomes another one.
TEST_P(Offers, ThatWasRenamedMeanwhileIsNotAccepted) {
  const PlanOutput plan = PlanBySet(named_);
  ASSERT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
  bench_.clouds().Edit(bench_.cloud(), named_.Get(field::kAdopt).AsString(), GetParam().offer.renamed);
  const nlohmann::json before = Objects();
  const ObjectOutput refused = engine_->Apply({.kind = kind(), .planned = plan.planned, .config = named_});
  EXPECT_TRUE(refused.state.is_null());
  EXPECT_THAT(refused.diagnostics.ToString(), HasSubstr("Offer is not named"));
  EXPECT_EQ(Objects(), before);
}

// What was accepted is this account's, and no decline touches it.
TEST_P(Offers, ThatWasAcceptedIsNotDeclined) {
  const RunResult taken = host_.Apply(With(named_));
  ASSERT_TRUE(taken.ok()) << taken.ToString();
  const std::string id = named_.Get(field::kAdopt).AsString();
  const std::string region = reconcile::Text(host_.state.at("it").state, field::kRegion);
  engine_ = std::make_unique<Engine>(bench_.Environment());
  ASSERT_FALSE(engine_->Configure(bench_.Config()).has_errors());
  EXPECT_FALSE(engine_->OfferOf(bench_.cloud(), region, kind(), id).ok());
  const nlohmann::json before = Objects();
  const Status declined = engine_->Decline(bench_.cloud(), region, kind(), id);
  EXPECT_EQ(declined.code(), StatusCode::kFailedPrecondition) << declined.ToString();
  EXPECT_EQ(Objects(), before);
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
INSTANTIATE_TEST_SUITE_P(Clouds, Offers, testing::ValuesIn(AllOffers()), NameOfOffer);

// What is ours already, and is taken over by its id.
class Adopted : public testing::TestWithParam<Specimen> {
 protected:
  Adopted() {
    wanted_ = GetParam().desired(bench_);
    wanted_.Put(field::kCloud, S(bench_.cloud()));
    if (wanted_.Get(field::kAdopt).is_null()) {
      wanted_.Put(field::kAdopt, S(bench_.Make(GetParam().kind, wanted_)));
    }
    // What has to be written, where something else is usual; and nothing that the cloud decides.
    for (const Field& field : NeutralFields(GetParam().kind)) {
      const bool free =
          field.presence == Presence::kOptionalComputed && field.default_value.empty() && field.name != field::kAdopt;
      if (free) wanted_.Put(field.name, Value::Null());
    }
    host_.engine_config = bench_.Config();
  }
  PlanOutput Plan(bool by_set, bool at_once = false) {
    engine_ = std::make_unique<Engine>(bench_.Environment());
    EXPECT_FALSE(engine_->Configure(bench_.Config()).has_errors());
    return engine_->Plan(
        {.kind = GetParam().kind, .config = wanted_, .applied_at_once = at_once, .replacements_are_said = by_set});
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  std::unique_ptr<Engine> engine_;
  Value wanted_;
};

TEST_P(Adopted, EveryValueThatTheStateWillHaveIsInThePlan) {
  const PlanOutput plan = Plan(false);
  ASSERT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
  const PlanOutput by_set = Plan(true);
  EXPECT_EQ(Plan(false, true).planned.ToString(), plan.planned.ToString()) << "planned again when applying";
  const ObjectOutput made = engine_->Apply({.kind = GetParam().kind, .planned = plan.planned, .config = wanted_});
  ASSERT_FALSE(made.state.is_null()) << made.diagnostics.ToString();
  EXPECT_FALSE(made.diagnostics.has_errors()) << made.diagnostics.ToString();
  for (const std::string& fault : reconcile::CheckResultMatchesPlan(plan.planned, made.state, "it")) {
    ADD_FAILURE() << fault;
  }
  const std::vector<Field> fields = AllFields(bench_.traits(), GetParam().kind);
  for (const reconcile::Leaf& leaf : reconcile::Leaves(fields)) {
    const Value& value = reconcile::ValueAt(made.state, leaf);
    const bool unknown = reconcile::ValueAt(plan.planned, leaf).is_unknown();
    if (!unknown || value.is_null() || leaf.path == field::kId || IsNothing(*leaf.field, value)) continue;
    if (value == S("")) continue;
    ADD_FAILURE() << leaf.path << " is " << value.ToString() << ", which could be read when planning";
  }
  EXPECT_FALSE(by_set.found.empty());
  for (const auto& [path, value] : by_set.found) {
    EXPECT_TRUE(ValueAt(plan.planned, path).is_known()) << path << " " << value;
  }
}

// What is left out asks for none where nobody but the configuration decides. What is on the object is not taken away
// for that: none has to be written, in whatever spelling; and then it goes, and the plan after that is empty.
TEST_P(Adopted, NothingIsTakenAwayThatNobodyWroteAWordOf) {
  const std::vector<Field> fields = AllFields(bench_.traits(), GetParam().kind);
  const Value whole = wanted_;
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  for (const reconcile::Leaf& leaf : reconcile::Leaves(fields)) {
    const bool none = leaf.field->presence == Presence::kOptional && !leaf.local();
    if (!none || leaf.field->cosmetic || leaf.field->sensitive || leaf.field->write_only) continue;
    SCOPED_TRACE(leaf.path);
    wanted_ = whole;
    reconcile::PutAt(wanted_, leaf, Value::Null());
    // What is beside what is wanted stays.
    const auto live = bench_.Look(GetParam().kind, whole.Get(field::kAdopt).AsString(), wanted_);
    if (IsNothing(*leaf.field, reconcile::ValueAt((*live)->attributes, leaf))) continue;
    for (const bool by_set : {false, true}) {
      const PlanOutput plan = Plan(by_set);
      const auto said = std::ranges::find_if(plan.diagnostics.items(), [&](const Diagnostic& one) {
        return one.severity == Severity::kError && one.path == leaf.attribute();
      });
      ASSERT_NE(said, plan.diagnostics.items().end()) << plan.diagnostics.ToString();
      const ObjectOutput made = engine_->Apply({.kind = GetParam().kind, .planned = plan.planned, .config = wanted_});
      EXPECT_TRUE(made.state.is_null()) << made.diagnostics.ToString();
      EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
    }
  }
}

// What is left out, and is beside what is wanted then (a session that is an object of its own), stays, and the plan
// says of no change that nobody sends. Asked for in so many words it goes: it is sent, and the next plan is empty.
TEST_P(Adopted, WhatIsBesideStaysUntilNoneIsWritten) {
  const std::vector<Field> fields = AllFields(bench_.traits(), GetParam().kind);
  const Value whole = wanted_;
  const std::string id = whole.Get(field::kAdopt).AsString();
  for (const reconcile::Leaf& leaf : reconcile::Leaves(fields)) {
    const bool none = leaf.field->presence == Presence::kOptional && !leaf.local();
    if (!none || leaf.field->cosmetic || leaf.field->sensitive || leaf.field->write_only) continue;
    SCOPED_TRACE(leaf.path);
    wanted_ = whole;
    reconcile::PutAt(wanted_, leaf, Value::Null());
    if (leaf.path == field::kCustomerAsn) wanted_.Put(field::kBfd, Value::Null());  // it is of the session
    const auto is_there = [&](const Value& prior) {
      const auto live = bench_.Look(GetParam().kind, id, prior);
      return !IsNothing(*leaf.field, reconcile::ValueAt((*live)->attributes, leaf));
    };
    if (!is_there(Value::Null()) || is_there(wanted_)) continue;
    for (const bool by_set : {false, true}) {
      const PlanOutput plan = Plan(by_set);
      EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
      for (const FieldChange& change : plan.changes) {
        EXPECT_NE(change.path, leaf.path);
        EXPECT_EQ(change.interrupts, "") << change.path;
      }
    }
    PlanInput input{.kind = GetParam().kind, .config = wanted_, .replacements_are_said = true};
    input.none = {leaf.path, "bfd.enabled"};
    Engine engine(bench_.Environment());
    ASSERT_FALSE(engine.Configure(bench_.Config()).has_errors());
    const PlanOutput plan = engine.Plan(input);
    const auto of_leaf = [&](const FieldChange& change) { return change.path == leaf.path; };
    EXPECT_TRUE(std::ranges::any_of(plan.changes, of_leaf)) << plan.diagnostics.ToString();
    const ObjectOutput taken =
        engine.Apply({.kind = GetParam().kind, .planned = plan.planned, .config = wanted_, .none = input.none});
    ASSERT_FALSE(taken.state.is_null()) << taken.diagnostics.ToString();
    EXPECT_FALSE(is_there(Value::Null())) << taken.diagnostics.ToString();
    Engine later(bench_.Environment());
    ASSERT_FALSE(later.Configure(bench_.Config()).has_errors());
    const ObjectOutput read = later.Read(GetParam().kind, taken.state, taken.facts);
    const PlanOutput again = later.Plan({.kind = GetParam().kind,
                                         .prior = read.state,
                                         .config = wanted_,
                                         .facts = read.facts,
                                         .replacements_are_said = true});
    EXPECT_EQ(again.action, Action::kNothing) << again.diagnostics.ToString();
    return;  // it is gone: the rest of the fields is another object's
  }
}

// BFD, which the interfaces of most specimens have not on.
TEST_P(Adopted, DetectionStaysOnUntilItIsSwitchedOffInSoManyWords) {
  if (GetParam().kind != Kind::kVirtualInterface) return;
  wanted_.Put(field::kBfd, Value::Null());
  const std::string id = wanted_.Get(field::kAdopt).AsString();
  Value prior = (*bench_.Look(GetParam().kind, id, Value::Null()))->attributes;
  Value with = prior;
  PutAt(with, "bfd.enabled", Value::Bool(true));
  const ChangeResult changed = bench_.Update(GetParam().kind, id, prior, with, {"bfd.enabled"});
  const auto live = bench_.Look(GetParam().kind, id, Value::Null());
  if (!changed.status.ok() || ValueAt((*live)->attributes, "bfd.enabled") != Value::Bool(true)) return;
  for (const bool by_set : {false, true}) {
    const std::string said = Plan(by_set).diagnostics.ToString();
    EXPECT_THAT(said, HasSubstr("Takeover would take away what is not written"));
    EXPECT_THAT(said, HasSubstr("bfd = {enabled = true}"));
    EXPECT_THAT(said, HasSubstr("bfd = {enabled = false}"));
  }
  // As the command line has it, which leaves nothing out of a configuration but says where it was written.
  Engine engine(bench_.Environment());
  ASSERT_FALSE(engine.Configure(bench_.Config()).has_errors());
  const PlanOutput by_set =
      engine.Plan({.kind = GetParam().kind, .config = wanted_, .replacements_are_said = true, .none = {"bfd.enabled"}});
  EXPECT_FALSE(by_set.diagnostics.has_errors()) << by_set.diagnostics.ToString();
  PutAt(wanted_, "bfd.enabled", Value::Bool(false));
  const reconcile::Configuration off = {{"it", {GetParam().kind, wanted_}}};
  const RunResult taken = host_.Apply(off);
  EXPECT_TRUE(taken.ok()) << taken.ToString();
  EXPECT_NE(ValueAt((*bench_.Look(GetParam().kind, id, Value::Null()))->attributes, "bfd.enabled"), Value::Bool(true));
  const RunResult again = host_.Plan(off);
  EXPECT_TRUE(again.ok() && again.actions.empty()) << again.ToString();
}

// Another run may have got no further than the interface itself.
TEST_P(Adopted, ASessionThatIsStillToComeInterruptsNothing) {
  if (GetParam().kind != Kind::kVirtualInterface || wanted_.Get(field::kCustomerAsn).is_null()) return;
  Value bare = GetParam().desired(bench_);
  bare.Put(field::kCloud, S(bench_.cloud()));
  bare.Put(field::kCustomerAsn, Value::Null());
  bare.Put(field::kBfd, Value::Null());
  const ChangeResult made = bench_.adapter().Create(bench_.Request(GetParam().kind, bare), {});
  if (!made.status.ok()) return;  // no cloud but one makes it without
  wanted_.Put(field::kAdopt, S(made.id));
  if (!GetParam().auth_key.empty()) wanted_.Put(field::kAuthKey, S(GetParam().auth_key));
  const PlanOutput plan = Plan(true);
  EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
  EXPECT_FALSE(plan.changes.empty());
  for (const FieldChange& change : plan.changes) EXPECT_EQ(change.interrupts, "") << change.path;
}

// Where a key can only come with another session, another one than it has is not taken for its own.
TEST_P(Adopted, AnotherKeyIsSentOrRefused) {
  if (GetParam().auth_key.empty()) return;
  const std::string id = wanted_.Get(field::kAdopt).AsString();
  Value probe = (*bench_.Look(GetParam().kind, id, Value::Null()))->attributes;
  probe.Put(field::kAuthKey, S("?"));
  const std::string live = reconcile::Text((*bench_.Look(GetParam().kind, id, probe))->attributes, field::kAuthKey);
  const Change* row = FindChange(bench_.traits(), GetParam().kind, field::kAuthKey, probe);
  const bool is_sent = row != nullptr && row->on_change == OnChange::kInPlace;
  for (const std::string_view name : {field::kAuthKey, field::kAuthKeyWo}) {
    for (const bool by_set : {false, true}) {
      wanted_.Put(name, S(GetParam().auth_key + "2"));
      const PlanOutput other = Plan(by_set);
      const bool refused = std::ranges::any_of(other.diagnostics.items(), [&](const Diagnostic& one) {
        return one.severity == Severity::kError && one.path == AttributePath(name);
      });
      EXPECT_EQ(refused, !is_sent) << name << other.diagnostics.ToString();
      EXPECT_THAT(other.diagnostics.ToString(), testing::Not(HasSubstr(GetParam().auth_key)));
      if (live.empty() || live == "?") continue;
      EXPECT_THAT(other.diagnostics.ToString(), testing::Not(HasSubstr(live)));
      wanted_.Put(name, S(live));
      EXPECT_FALSE(Plan(by_set).diagnostics.has_errors());
    }
    wanted_.Put(name, Value::Null());
  }
}

// Another key than it has: what sending it interrupts stands beside what changes, so that somebody acknowledges it;
// where it is not sent, nothing says so.
TEST_P(Adopted, WhatAKeyInterruptsIsAmongTheChanges) {
  if (GetParam().auth_key.empty()) return;
  for (const bool hidden : {false, true}) {
    for (const bool version : {false, true}) {
      if (version && !hidden) continue;
      wanted_.Put(field::kAuthKey, hidden ? Value::Null() : S(GetParam().auth_key + "2"));
      wanted_.Put(field::kAuthKeyWo, hidden ? S(GetParam().auth_key + "2") : Value::Null());
      wanted_.Put(field::kAuthKeyWoVersion, version ? Value::Int(2) : Value::Null());
      const PlanOutput plan = Plan(true);
      const bool warned = plan.diagnostics.ToString().find("Interruption of a") != std::string::npos;
      const bool among = std::ranges::any_of(plan.changes, [](const auto& one) { return !one.interrupts.empty(); });
      EXPECT_EQ(warned, among) << hidden << version << plan.diagnostics.ToString();
    }
  }
}

std::vector<Specimen> CanBeAdopted() {
  std::vector<Specimen> found;
  for (const Specimen& one : Specimens()) {
    if (one.kind == Kind::kConnection || one.kind == Kind::kVirtualInterface) found.push_back(one);
  }
  return found;
}
std::string NameOfAdopted(const testing::TestParamInfo<Specimen>& info) {
  return info.param.cloud + "_" + info.param.name;
}
INSTANTIATE_TEST_SUITE_P(Clouds, Adopted, testing::ValuesIn(CanBeAdopted()), NameOfAdopted);

}  // namespace
}  // namespace ic::behaviour
