// What is there already where a create is planned: it is gone on with only if it is shown to be this configuration's,
// by a mark that names its owner or by what was noted before the create was sent; and the plan says so. Whatever
// somebody else made stays theirs, on every cloud, of every kind.
#include <algorithm>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/mark.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;

struct Case {
  Specimen specimen;
  bool owned;            // the configuration names an owner
  bool offered = false;  // made for another account, which has its tags to itself
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.specimen.cloud << "/" << one.specimen.name << (one.owned ? "/owned" : "/ownerless");
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const Specimen& specimen : Specimens()) {
    for (const bool owned : {true, false}) cases.push_back({specimen, owned});
  }
  for (const auto& [cloud, vendor] : SpecimensByVendor()) {
    for (const Offered& offered : vendor.offered) {
      const Specimen specimen{
          .cloud = cloud, .name = "offered_" + offered.name, .kind = offered.kind, .desired = offered.desired};
      for (const bool owned : {true, false}) cases.push_back({specimen, owned, true});
    }
  }
  return cases;
}

class Takeovers : public testing::TestWithParam<Case> {
 protected:
  Takeovers() : config_(GetParam().specimen.desired(bench_)) {
    config_.Put(field::kCloud, S(bench_.cloud()));
    const std::string& key = GetParam().specimen.auth_key;
    if (!key.empty()) config_.Put(field::kAuthKey, S(key));
  }

  Kind kind() const { return GetParam().specimen.kind; }
  // Named by the configuration, not searched.
  bool adopts() const { return !config_.Get(field::kAdopt).is_null(); }
  bool marks() const {
    const auto& marked = bench_.traits().marked;
    return GetParam().owned && !GetParam().offered && std::ranges::find(marked, kind()) != marked.end();
  }

  // `state_is_held`: as the command line; otherwise as Terraform.
  std::unique_ptr<Engine> Process(std::optional<std::string> owner = std::nullopt, bool state_is_held = false) {
    EngineEnvironment environment = bench_.Environment();
    if (!key_.empty()) environment.environment["INTERCONNECT_MARK_KEY"] = key_;
    auto engine = std::make_unique<Engine>(environment);
    EngineConfig settings = bench_.Config();
    settings.state_is_held = state_is_held;
    settings.owner = owner.value_or(GetParam().owned ? "net-team/prod" : "");
    EXPECT_FALSE(engine->Configure(settings).has_errors());
    return engine;
  }

  PlanInput Input(std::string begun = {}) const {
    return {.kind = kind(), .config = config_, .replacements_are_said = true, .begun = std::move(begun)};
  }

  // Plans and makes it, by a process of its own. `record_`: what it was given to keep.
  ObjectOutput Make(Engine& engine, const std::string& begun = {}) {
    const PlanOutput plan =
        engine.Plan({.kind = kind(), .config = config_, .applied_at_once = true, .replacements_are_said = true});
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    ApplyInput input{.kind = kind(), .planned = plan.planned, .config = config_, .begun = begun};
    input.begin = [this](const std::string& record) {
      record_ = record;
      return OkStatus();
    };
    return engine.Apply(input);
  }

  // A create that is noted, and dies before it is sent: its note.
  std::string NoteOnly() {
    const auto engine = Process(std::nullopt, true);
    const PlanOutput plan =
        engine->Plan({.kind = kind(), .config = config_, .applied_at_once = true, .replacements_are_said = true});
    std::string note;
    ApplyInput input{.kind = kind(), .planned = plan.planned, .config = config_};
    input.begin = [&note](const std::string& record) {
      note = record;
      return UnavailableError("The process is dead.");
    };
    EXPECT_TRUE(engine->Apply(input).state.is_null());
    return note;
  }

  // Somebody who knows the configuration makes what it asks for, with its name, its tags and its mark.
  std::string Forge(const std::string& note) {
    CreateRequest request = bench_.Request(kind(), config_);
    request.mark = nlohmann::json::parse(note).at("mark").get<std::string>();
    const std::string& key = GetParam().specimen.auth_key;
    if (!key.empty()) request.secrets.auth_key = key;
    request.desired.Put(field::kAuthKey, Value::Null());
    const ChangeResult made = bench_.Fresh()->Create(request, {});
    EXPECT_TRUE(made.status.ok()) << made.status.ToString();
    return made.id;
  }

  Bench bench_{GetParam().specimen.cloud};
  Value config_;
  std::string record_;
  std::string key_;  // of the marks; empty: there is none
};

// Everything that a mark is made of can be guessed, and a note tells that something was begun. Its random part cannot.
TEST_P(Takeovers, WhatIsForgedAfterACreateWasNotedIsNotTakenForIt) {
  if (adopts() || !marks()) return;
  const std::string note = NoteOnly();
  ASSERT_FALSE(note.empty());
  const std::string forged = Forge(note);
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  const PlanOutput plan = Process(std::nullopt, true)->Plan(Input(note));
  EXPECT_EQ(plan.takes_over, "");
  EXPECT_TRUE(plan.diagnostics.has_errors());
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr(forged));
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("interconnect import "));
  EXPECT_TRUE(Make(*Process(std::nullopt, true), note).state.is_null());
  EXPECT_TRUE(Process(std::nullopt, true)->FindLeftBehind(kind(), note).state.is_null());
  // Nor without the note: the state was lost.
  EXPECT_TRUE(Make(*Process(std::nullopt, true)).state.is_null());
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
}

// Terraform keeps nothing of a create: a key that only this configuration has makes the part that cannot be guessed.
TEST_P(Takeovers, WithAKeyOnlyThePartThatItMakesShowsWhatIsOurs) {
  if (adopts() || !marks()) return;
  key_ = std::string(32, 'k');
  const std::string id = ValueAt(Make(*Process()).state, "id").AsString();
  EXPECT_EQ(Process()->Plan(Input()).takes_over, id);
  const auto live = bench_.Look(kind(), id, Value::Null());
  ASSERT_TRUE(live.ok() && live->has_value());
  ASSERT_EQ((*live)->nonce.size(), 32U);
  for (const std::string& mark : {(*live)->mark, (*live)->mark + ".0123456789abcdef0123456789abcdef"}) {
    SCOPED_TRACE(mark);
    const nlohmann::json tags{{std::string(kReservedTagPrefix) + "mark", mark}};
    try {
      bench_.clouds().Edit(bench_.cloud(), id, {{"tags", tags}});
    } catch (const std::logic_error&) {
      bench_.clouds().Edit(bench_.cloud(), id, {{"Tags", tags}});
    }
    const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
    const PlanOutput plan = Process()->Plan(Input());
    EXPECT_EQ(plan.takes_over, "");
    EXPECT_TRUE(plan.diagnostics.has_errors());
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr(id));
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("INTERCONNECT_MARK_KEY"));
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("import {"));
    EXPECT_TRUE(Make(*Process()).state.is_null());
    EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
  }
  key_.clear();
  EXPECT_EQ(Process()->Plan(Input()).takes_over, id) << "without a key the mark of the same owner is believed";
}

// Objects and notes of versions that wrote no random part.
TEST_P(Takeovers, WhatAnEarlierVersionNotedAndMadeIsGoneOnWith) {
  if (adopts() || !marks()) return;
  nlohmann::json note = nlohmann::json::parse(NoteOnly());
  const std::string made = Forge(note.dump());  // as that version made it
  note.erase("nonce");
  EXPECT_EQ(Process(std::nullopt, true)->Plan(Input(note.dump())).takes_over, made);
  const LeftBehind left = Process(std::nullopt, true)->FindLeftBehind(kind(), note.dump());
  EXPECT_EQ(ValueAt(left.state, "id").ToString(), S(made).ToString());
  EXPECT_EQ(ValueAt(Make(*Process(std::nullopt, true), note.dump()).state, "id").ToString(), S(made).ToString());
}

TEST_P(Takeovers, WhatAnInterruptedCreateMadeIsGoneOnWithAndThePlanSaysSo) {
  if (adopts()) return;
  const ObjectOutput made = Make(*Process());
  const std::string id = ValueAt(made.state, "id").AsString();
  EXPECT_FALSE(record_.empty());
  const PlanOutput plan = Process()->Plan(Input(record_));
  EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
  EXPECT_EQ(plan.action, Action::kAdopt);
  EXPECT_EQ(plan.takes_over, id);
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("Existing object taken over"));
  for (const FieldChange& change : plan.changes) EXPECT_NE(change.path, "id") << "it is shown as a new object";
  const std::size_t there = bench_.Ids(kind()).size();
  const ObjectOutput again = Make(*Process(), record_);
  EXPECT_EQ(ValueAt(again.state, "id").ToString(), S(id).ToString()) << again.diagnostics.ToString();
  EXPECT_EQ(bench_.Ids(kind()).size(), there);
}

// Wherever a cloud stops to answer: a plan that could not look is none, and does not show a creation.
TEST_P(Takeovers, WhatCouldNotBeLookedForIsNoPlan) {
  if (adopts()) return;
  ASSERT_FALSE(Make(*Process()).state.is_null());
  const std::string begun = record_;
  const std::size_t before = bench_.clouds().calls();
  ASSERT_EQ(Process()->Plan(Input(begun)).action, Action::kAdopt);
  const std::size_t calls = bench_.clouds().calls() - before;
  for (std::size_t number = 0; number < calls; ++number) {
    bench_.clouds().Arm("broken", bench_.clouds().calls() + number);
    const PlanOutput plan = Process()->Plan(Input(begun));
    bench_.clouds().Restart();
    EXPECT_TRUE(plan.diagnostics.has_errors() || plan.action == Action::kAdopt)
        << "silent from call " << number << " on: " << plan.diagnostics.ToString();
  }
}

// The command line's state has a note of whatever may have been made: without one the state was lost, or somebody else
// wrote the mark.
TEST_P(Takeovers, ALostStateIsRefusedWithTheWayOutAndNotTakenOver) {
  if (adopts()) return;
  const ObjectOutput made = Make(*Process(std::nullopt, true));
  const std::string id = ValueAt(made.state, "id").AsString();
  const std::string note = record_;
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  const PlanOutput plan = Process(std::nullopt, true)->Plan(Input());
  EXPECT_EQ(plan.takes_over, "");
  EXPECT_TRUE(plan.diagnostics.has_errors());
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("interconnect import "));
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr(id));
  EXPECT_TRUE(Make(*Process(std::nullopt, true)).state.is_null());
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
  EXPECT_EQ(Process(std::nullopt, true)->Plan(Input(note)).takes_over, id);
}

// Whoever rewrites the owner on it, or writes our mark on something of his: it is not ours any more, noted or not.
TEST_P(Takeovers, AMarkThatNamesAnotherOwnerShowsNothing) {
  if (adopts() || !marks()) return;
  const ObjectOutput made = Make(*Process());
  const std::string note = record_;
  const std::string id = ValueAt(made.state, "id").AsString();
  ASSERT_TRUE(bench_.adapter()
                  .Update({.kind = kind(),
                           .region = ValueAt(made.state, "region").AsString(),
                           .id = id,
                           .prior = made.state,
                           .desired = made.state,
                           .secrets = {},
                           .changed = {std::string(field::kTags)},
                           .timeout = std::chrono::minutes(10),
                           .owner = "another-team"},
                          {})
                  .status.ok());
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  for (const bool state_is_held : {false, true}) {
    for (const std::string& begun : {std::string(), note}) {
      const PlanOutput plan = Process(std::nullopt, state_is_held)->Plan(Input(begun));
      EXPECT_EQ(plan.takes_over, "");
      EXPECT_TRUE(plan.diagnostics.has_errors());
      EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("another-team"));
      EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr(state_is_held ? "interconnect import " : "import {"));
      EXPECT_TRUE(Make(*Process(std::nullopt, state_is_held), begun).state.is_null());
    }
    EXPECT_EQ(Process(std::nullopt, state_is_held)->FindLeftBehind(kind(), note).state.ToString(),
              Value::Null().ToString());
  }
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
}

// Of another owner, of none, or made by hand; a record of another create shows nothing either.
TEST_P(Takeovers, WhatSomebodyElseMadeIsNotTakenOver) {
  if (adopts()) return;
  const Value ours = config_;
  // With the key of ours it would be ours (reconcile/key_proof_test.cc).
  if (!GetParam().specimen.auth_key.empty()) config_.Put(field::kAuthKey, S("Another-Teams-1"));
  ASSERT_FALSE(Make(*Process("another-team")).state.is_null());
  config_ = ours;
  for (const std::string& begun : {std::string(), std::string("0123456789abcdef0123456789abcdef")}) {
    const std::vector<std::string> theirs = bench_.Ids(kind());
    const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
    const PlanOutput plan = Process()->Plan(Input(begun));
    EXPECT_NE(plan.action, Action::kAdopt);
    EXPECT_EQ(plan.takes_over, "");
    if (plan.diagnostics.has_errors()) {
      EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("import {")) << "the way out is not named";
    }
    const ObjectOutput made = Make(*Process(), begun);
    if (made.state.is_null()) {
      EXPECT_TRUE(plan.diagnostics.has_errors()) << "not said when planning: " << made.diagnostics.ToString();
      EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
    } else {  // there may be two of them
      EXPECT_EQ(std::ranges::count(theirs, ValueAt(made.state, "id").AsString()), 0);
      return;  // the next one would be ours
    }
  }
}

// Renamed since, and then the state of before came back: it is not made once more beside it.
TEST_P(Takeovers, WhatWasRenamedSinceIsNotMadeAgain) {
  if (adopts() || !marks() || config_.Get(field::kName).is_null()) return;
  const ObjectOutput made = Make(*Process());
  Value renamed = config_;
  renamed.Put(field::kName, S("renamed-since"));
  const auto engine = Process();
  const PlanOutput rename = engine->Plan({.kind = kind(), .prior = made.state, .config = renamed, .facts = made.facts});
  if (rename.action != Action::kUpdate) return;
  ASSERT_FALSE(engine
                   ->Apply({.kind = kind(),
                            .prior = made.state,
                            .planned = rename.planned,
                            .config = renamed,
                            .facts = rename.facts})
                   .diagnostics.has_errors());
  const std::string id = ValueAt(made.state, "id").AsString();
  PlanInput input = Input();
  for (const bool all_is_read : {true, false}) {
    input.replacements_are_said = all_is_read;
    const PlanOutput plan = Process()->Plan(input);
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("carries the mark of this very create")) << all_is_read;
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("import {")) << all_is_read;
    EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr(id)) << all_is_read;
    EXPECT_NE(plan.takes_over, id);
    EXPECT_TRUE(!all_is_read || plan.diagnostics.has_errors());
  }
}

// Two states that name no owner are two: a mark is not enough then.
TEST_P(Takeovers, WithoutAnOwnerAMarkShowsNothing) {
  if (adopts() || GetParam().owned) return;
  ASSERT_FALSE(Make(*Process()).state.is_null());
  const PlanOutput plan = Process()->Plan(Input());
  EXPECT_TRUE(plan.diagnostics.has_errors());
  EXPECT_EQ(plan.takes_over, "");
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  EXPECT_TRUE(Make(*Process()).state.is_null());
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
}

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  return info.param.specimen.cloud + "_" + info.param.specimen.name + (info.param.owned ? "_owned" : "_ownerless");
}

INSTANTIATE_TEST_SUITE_P(Engine, Takeovers, testing::ValuesIn(Cases()), NameOf);

}  // namespace
}  // namespace ic::behaviour
