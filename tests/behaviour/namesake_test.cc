// A state that was lost, and an `owner` that is another or none since: what carries a mark of this program and the name
// of what is to be made is not silently made again beside, and not silently taken over either.
#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Namesake {
  Specimen specimen;
  std::string then;  // the `owner` when it was made
  std::string now;
  bool changed;  // a value that cannot change in place is another since
};

std::string NameOf(const Namesake& one) {
  return fmt::format("{}_{}_{}_{}_{}", one.specimen.cloud, one.specimen.name, one.then, one.now,
                     one.changed ? "changed" : "same");
}
void PrintTo(const Namesake& one, std::ostream* out) { *out << NameOf(one); }

std::vector<Namesake> Namesakes() {
  std::vector<Namesake> cases;
  for (const Specimen& specimen : Specimens()) {
    for (const char* then : {"", "net", "core"}) {
      for (const char* now : {"", "net"}) {
        for (const bool changed : {false, true}) {
          if (changed && specimen.fixed.first.empty()) continue;
          cases.push_back({specimen, then, now, changed});
        }
      }
    }
  }
  return cases;
}

class LostState : public testing::TestWithParam<Namesake> {
 protected:
  LostState() : config_(GetParam().specimen.desired(bench_)) {
    config_.Put(field::kCloud, S(bench_.cloud()));
    const std::string& key = GetParam().specimen.auth_key;
    if (!key.empty()) config_.Put(field::kAuthKey, S(key));
  }

  Kind kind() const { return GetParam().specimen.kind; }
  // It carries a mark and a name, and is not searched by id.
  bool tells() const {
    const auto& marked = bench_.traits().marked;
    return std::ranges::find(marked, kind()) != marked.end() && config_.Get(field::kAdopt).is_null() &&
           !config_.Get(field::kName).is_null();
  }

  std::unique_ptr<Engine> Process(const std::string& owner) {
    auto engine = std::make_unique<Engine>(bench_.Environment());
    EngineConfig settings = bench_.Config();
    settings.owner = owner;
    EXPECT_FALSE(engine->Configure(settings).has_errors());
    return engine;
  }

  ObjectOutput Make(Engine& engine) {
    const PlanOutput plan =
        engine.Plan({.kind = kind(), .config = config_, .applied_at_once = true, .replacements_are_said = true});
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    return engine.Apply({.kind = kind(), .planned = plan.planned, .config = config_});
  }

  Bench bench_{GetParam().specimen.cloud};
  Value config_;
};

TEST_P(LostState, NothingIsMadeBesideWhatCarriesAMarkOfOurs) {
  if (!tells()) return;
  const auto& [specimen, then, now, changed] = GetParam();
  const ObjectOutput made = Make(*Process(then));
  ASSERT_FALSE(made.state.is_null()) << made.diagnostics.ToString();
  const std::string id = ValueAt(made.state, "id").AsString();
  if (changed) PutAt(config_, specimen.fixed.first, specimen.fixed.second);
  const bool own = then == now && !now.empty();
  const bool other = then != now && !then.empty() && !now.empty();
  for (const bool all_is_read : {true, false}) {
    SCOPED_TRACE(all_is_read ? "the command line" : "Terraform");
    const PlanOutput plan =
        Process(now)->Plan({.kind = kind(), .config = config_, .replacements_are_said = all_is_read});
    const std::string words = plan.diagnostics.ToString();
    if (own && !changed) {  // its own mark proves it
      EXPECT_EQ(plan.takes_over, id);
      continue;
    }
    EXPECT_EQ(plan.takes_over, "");
    EXPECT_THAT(words, HasSubstr(id)) << "it is not named";
    // Another owner's is another object, if there is room for both. What may be another resource's of the same
    // configuration is not refused where that is not known.
    const bool refused = plan.diagnostics.has_errors();
    if (!other && (all_is_read || then != now)) {
      EXPECT_TRUE(refused) << words;
    }
    if (!other || refused) {
      EXPECT_THAT(words, HasSubstr("import {")) << "the way out is not named";
    }
    const bool ours = words.find("Object may exist already") != std::string::npos;  // else a limit says it
    if (ours && FindField(AllFields(bench_.traits(), kind()), field::kAdopt) != nullptr) {
      EXPECT_THAT(words, HasSubstr("adopt = \"" + id)) << "the way out is not named";
    }
  }
}

// The ways out: another name, and what the state holds is in nobody's way.
TEST_P(LostState, AnotherNameOrAStateThatHoldsItIsTheWayOut) {
  if (!tells() || !GetParam().changed || kind() != Kind::kConnection) return;
  const ObjectOutput made = Make(*Process(GetParam().then));
  const std::string id = ValueAt(made.state, "id").AsString();
  PutAt(config_, GetParam().specimen.fixed.first, GetParam().specimen.fixed.second);
  const auto engine = Process(GetParam().now);
  engine->Hold(kind(), made.state);
  const PlanOutput held = engine->Plan({.kind = kind(), .config = config_, .replacements_are_said = true});
  EXPECT_THAT(held.diagnostics.ToString(), Not(HasSubstr(id)));
  config_.Put(field::kName, S("another-name"));
  const PlanOutput renamed =
      Process(GetParam().now)->Plan({.kind = kind(), .config = config_, .replacements_are_said = true});
  EXPECT_FALSE(renamed.diagnostics.has_errors()) << renamed.diagnostics.ToString();
  EXPECT_THAT(renamed.diagnostics.ToString(), Not(HasSubstr(id)));
}

INSTANTIATE_TEST_SUITE_P(Engine, LostState, testing::ValuesIn(Namesakes()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace ic::behaviour
