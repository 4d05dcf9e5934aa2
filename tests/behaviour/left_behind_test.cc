// What is noted of a create right before it is sent finds what the create made, on every cloud, of every kind, also
// where nothing asks for it any more; and nothing that somebody else made.
#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Noted {
  Specimen specimen;
  bool owned;  // the configuration names an owner
};

void PrintTo(const Noted& one, std::ostream* out) {
  *out << one.specimen.cloud << "/" << one.specimen.name << (one.owned ? "/owned" : "/ownerless");
}

std::vector<Noted> AllNoted() {
  std::vector<Noted> cases;
  for (const Specimen& specimen : Specimens()) {
    for (const bool owned : {true, false}) cases.push_back({specimen, owned});
  }
  return cases;
}

class Leftovers : public testing::TestWithParam<Noted> {
 protected:
  Leftovers() : config_(GetParam().specimen.desired(bench_)) {
    config_.Put(field::kCloud, S(bench_.cloud()));
    const std::string& key = GetParam().specimen.auth_key;
    if (!key.empty()) config_.Put(field::kAuthKey, S(key));
  }

  Kind kind() const { return GetParam().specimen.kind; }
  bool adopts() const { return !config_.Get(field::kAdopt).is_null(); }

  std::unique_ptr<Engine> Process(const std::string& owner) {
    auto engine = std::make_unique<Engine>(bench_.Environment());
    EngineConfig settings = bench_.Config();
    settings.owner = owner;
    EXPECT_FALSE(engine->Configure(settings).has_errors());
    return engine;
  }
  std::unique_ptr<Engine> Process() { return Process(GetParam().owned ? "net-team/prod" : ""); }

  ObjectOutput Make(Engine& engine) {
    const PlanOutput plan =
        engine.Plan({.kind = kind(), .config = config_, .applied_at_once = true, .replacements_are_said = true});
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    ApplyInput input{.kind = kind(), .planned = plan.planned, .config = config_};
    input.begin = [this](const std::string& note) {
      note_ = note;
      return send_ ? OkStatus() : UnavailableError("The process is dead.");
    };
    return engine.Apply(input);
  }

  Bench bench_{GetParam().specimen.cloud};
  Value config_;
  std::string note_;
  bool send_ = true;
};

TEST_P(Leftovers, AreFoundByTheirNote) {
  if (adopts()) return;
  const ObjectOutput made = Make(*Process());
  const Value id = made.state.Get(field::kId);
  ASSERT_THAT(note_, Not(testing::IsEmpty())) << made.diagnostics.ToString();
  if (!GetParam().specimen.auth_key.empty()) {
    EXPECT_THAT(note_, Not(HasSubstr(GetParam().specimen.auth_key)));
  }
  const auto engine = Process();
  const nlohmann::json before = bench_.clouds().Objects(bench_.cloud());
  const LeftBehind left = engine->FindLeftBehind(kind(), note_);
  EXPECT_EQ(left.state.Get(field::kId).ToString(), id.ToString()) << left.diagnostics.ToString();
  EXPECT_FALSE(left.over);
  const ObjectOutput read = engine->Read(kind(), left.state, left.facts, left.account);
  ASSERT_FALSE(read.state.is_null());
  EXPECT_FALSE(read.diagnostics.has_errors()) << read.diagnostics.ToString();
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), before);
  // It goes as what a state holds and a configuration does not name.
  const PlanOutput plan = engine->Plan({.kind = kind(), .prior = read.state, .facts = read.facts});
  EXPECT_EQ(plan.takes_over, "");
  EXPECT_NE(plan.action, Action::kNothing);
}

TEST_P(Leftovers, AreTheCreateThatTheSetStillAsksFor) {
  if (adopts()) return;
  Make(*Process());
  PlanInput input{.kind = kind(), .config = config_, .replacements_are_said = true, .begun = note_};
  EXPECT_TRUE(Process()->WouldBeBegun(input));
  EXPECT_FALSE(Process("another-team")->WouldBeBegun(input));
  input.begun = "0123456789abcdef0123456789abcdef";
  EXPECT_FALSE(Process()->WouldBeBegun(input));
}

// A state holds it already, under whatever name: the note is of no use.
TEST_P(Leftovers, AreNoneOnceTheyAreManaged) {
  if (adopts()) return;
  const ObjectOutput made = Make(*Process());
  const auto engine = Process();
  engine->Hold(kind(), made.state);
  (void)engine->Read(kind(), made.state, made.facts);
  const LeftBehind left = engine->FindLeftBehind(kind(), note_);
  EXPECT_TRUE(left.state.is_null());
  EXPECT_TRUE(left.over) << left.diagnostics.ToString();
}

// Nothing was made: it is looked for a while, and then the note is of no use.
TEST_P(Leftovers, AreLookedForAWhile) {
  if (adopts()) return;
  send_ = false;
  EXPECT_TRUE(Make(*Process()).state.is_null());
  const LeftBehind soon = Process()->FindLeftBehind(kind(), note_);
  EXPECT_TRUE(soon.state.is_null());
  EXPECT_FALSE(soon.over);
  EXPECT_FALSE(soon.diagnostics.has_errors()) << soon.diagnostics.ToString();
  EXPECT_THAT(soon.diagnostics.ToString(), HasSubstr("Nothing is found of a create"));
  bench_.clouds().clock().SleepFor(std::chrono::minutes(16), {});
  const LeftBehind later = Process()->FindLeftBehind(kind(), note_);
  EXPECT_TRUE(later.state.is_null());
  EXPECT_TRUE(later.over) << later.diagnostics.ToString();
}

// What others made meanwhile, alike but for its mark, is not ours wherever marks tell.
TEST_P(Leftovers, AreNotWhatAnotherOwnerMade) {
  const auto& marked = bench_.traits().marked;
  if (adopts() || std::ranges::find(marked, kind()) == marked.end()) return;
  send_ = false;
  EXPECT_TRUE(Make(*Process()).state.is_null());
  const std::string note = note_;
  send_ = true;
  ASSERT_FALSE(Make(*Process("another-team")).state.is_null());
  bench_.clouds().clock().SleepFor(std::chrono::minutes(16), {});
  EXPECT_TRUE(Process()->FindLeftBehind(kind(), note).state.is_null());
}

INSTANTIATE_TEST_SUITE_P(Engine, Leftovers, testing::ValuesIn(AllNoted()), [](const auto& info) {
  return info.param.specimen.cloud + "_" + info.param.specimen.name + (info.param.owned ? "_owned" : "_ownerless");
});

}  // namespace
}  // namespace ic::behaviour
