// Somebody changes the tags that say whose an object is: each read says so until they are as they were, and nothing is
// said of what was never marked.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/path.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using nlohmann::json;
using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kSaid = "Marks were changed";
constexpr const char* kOwner = "interconnect:owner";
constexpr const char* kFormer = "Objects are marked by the former owner";
constexpr const char* kMark = "interconnect:mark";

class ChangedMarks : public testing::TestWithParam<Specimen> {
 protected:
  ChangedMarks() {
    host_.engine_config = bench_.Config();
    host_.engine_config.owner = "net/a";
    Value wanted = GetParam().desired(bench_);
    wanted.Put(field::kCloud, S(bench_.cloud()));
    wanted_ = {{"it", {GetParam().kind, wanted}}};
  }
  bool marked() const {
    const auto& marked = bench_.traits().marked;
    return std::ranges::find(marked, GetParam().kind) != marked.end();
  }
  // Made for another account than the simulated ones of ours: its tags are that one's.
  bool theirs() const {
    const std::set<std::string> own = {"123456789012", "c3b7e9b214a875c9254a5424cc5c527a", "1234567890123456"};
    return std::ranges::any_of(bench_.traits().accounts, [&](const KeyField& row) {
      const Value account = row.kind == GetParam().kind ? ValueAt(wanted_.front().second.config, row.field) : Value();
      return account.kind() == Value::Kind::kString && !own.contains(account.AsString());
    });
  }
  std::string id() const { return TextField(host_.state.at("it").state, field::kId); }
  void SetTag(const std::string& key, const json& value) {
    const json tags{{key, value}};
    try {
      bench_.clouds().Edit(bench_.cloud(), id(), {{"tags", tags}});
    } catch (const std::logic_error&) {
      bench_.clouds().Edit(bench_.cloud(), id(), {{"Tags", tags}});
    }
  }
  std::string Said() { return host_.Plan(wanted_).ToString(); }
  // Marked by this configuration alone.
  bool ours() const { return marked() && !theirs() && wanted_.front().second.config.Get(field::kAdopt).is_null(); }
  Observed Live() {
    const auto live = bench_.Look(GetParam().kind, id(), Value::Null());
    EXPECT_TRUE(live.ok() && live->has_value());
    return live.ok() && live->has_value() ? **live : Observed();
  }
  // The next apply writes them as they were, and nothing else.
  void ExpectPutBack(const Observed& before) {
    const RunResult applied = host_.Apply(wanted_);
    ASSERT_TRUE(applied.ok()) << applied.ToString();
    ASSERT_TRUE(applied.actions.contains("it")) << applied.ToString();
    const reconcile::HostAction& action = applied.actions.at("it");
    EXPECT_TRUE(action == Action::kUpdate);
    ASSERT_EQ(action.changes.size(), 1U);
    EXPECT_EQ(action.changes.front().path, field::kMarksChanged);
    EXPECT_EQ(action.changes.front().on_change, OnChange::kInPlace);
    EXPECT_EQ(action.changes.front().interrupts, "");
    const Observed after = Live();
    EXPECT_EQ(after.owner, before.owner);
    EXPECT_EQ(after.mark, before.mark);
    EXPECT_EQ(after.nonce, before.nonce);
    EXPECT_TRUE(after.attributes == before.attributes);
    const RunResult again = host_.Plan(wanted_);
    EXPECT_TRUE(again.actions.empty()) << again.ToString();
    EXPECT_THAT(again.ToString(), Not(HasSubstr(kSaid)));
  }

  // Whatever somebody writes there.
  void PutBackEach(bool state_is_held, const std::string& owner) {
    host_.engine_config.state_is_held = state_is_held;
    host_.ahead = state_is_held;
    host_.engine_config.owner = owner;
    const RunResult made = host_.Apply(wanted_);
    ASSERT_TRUE(made.ok()) << made.ToString();
    if (!ours()) return;
    const Observed before = Live();
    ASSERT_NE(before.mark, "");
    ASSERT_NE(before.nonce, "");
    const std::vector<std::pair<std::string, json>> changes = {
        {kOwner, json("core")},
        {kOwner, json(nullptr)},
        {kMark, json(nullptr)},
        {kMark, json("0123456789abcdef0123456789abcdef")},
        {kMark, json(before.mark + ".0123456789abcdef0123456789abcdef")},
    };
    for (const auto& [key, value] : changes) {
      if (before.owner.empty() && key == kOwner && value.is_null()) continue;
      SCOPED_TRACE(key + " " + value.dump());
      SetTag(key, value);
      ASSERT_NO_FATAL_FAILURE(ExpectPutBack(before));
    }
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Configuration wanted_;
};

TEST_P(ChangedMarks, AreSaidUntilTheyArePutBack) {
  const RunResult made = host_.Apply(wanted_);
  ASSERT_TRUE(made.ok()) << made.ToString();
  EXPECT_THAT(Said(), Not(HasSubstr(kSaid)));
  const bool adopted = !wanted_.front().second.config.Get(field::kAdopt).is_null();
  if (!marked() || adopted) return;
  if (theirs()) {
    for (const json& owner : {json("core"), json(nullptr)}) {
      SetTag(kOwner, owner);
      EXPECT_THAT(Said(), Not(HasSubstr(kSaid))) << owner;
    }
    return;
  }
  const std::string facts = host_.state.at("it").facts;
  for (const json& owner : {json("core"), json(nullptr)}) {
    SetTag(kOwner, owner);
    EXPECT_THAT(Said(), HasSubstr(kSaid)) << owner;
    EXPECT_EQ(host_.state.at("it").facts, facts) << "what is remembered is no drift";
    SetTag(kOwner, "net/a");
    EXPECT_THAT(Said(), Not(HasSubstr(kSaid)));
  }
  SetTag(kMark, nullptr);
  EXPECT_THAT(Said(), HasSubstr(kSaid));
}

TEST_P(ChangedMarks, ArePutBackByTheNextApply) { PutBackEach(/*state_is_held=*/false, "net/a"); }
TEST_P(ChangedMarks, ArePutBackWithoutAnOwner) { PutBackEach(/*state_is_held=*/false, ""); }
TEST_P(ChangedMarks, ArePutBackAsTheCommandLinePlans) { PutBackEach(/*state_is_held=*/true, "net/a"); }
TEST_P(ChangedMarks, ArePutBackAsTheCommandLinePlansWithoutAnOwner) { PutBackEach(/*state_is_held=*/true, ""); }

// Marks make room for the user's tags where an object takes few: what found none is no change by somebody.
TEST_P(ChangedMarks, AreNotMissedWhereTheyFoundNoRoom) {
  const RunResult made = host_.Apply(wanted_);
  ASSERT_TRUE(made.ok()) << made.ToString();
  if (!ours()) return;
  for (const int count : {7, 8, 9, 8, 0, 9, 1}) {
    SCOPED_TRACE(count);
    Value::Fields tags;
    for (int i = 0; i < count; ++i) tags.emplace_back("t" + std::to_string(i), S("v"));
    wanted_.front().second.config.Put(field::kTags, Value::Map(std::move(tags)));
    const RunResult changed = host_.Apply(wanted_);
    ASSERT_TRUE(changed.ok()) << changed.ToString();
    const RunResult again = host_.Plan(wanted_);
    EXPECT_TRUE(again.actions.empty()) << again.ToString();
    EXPECT_THAT(again.ToString(), Not(HasSubstr(kSaid)));
  }
}

// Whoever changes the settings marks anew when the tags change.
TEST_P(ChangedMarks, ByTheSettingsAreNoneOfSomebodyElse) {
  const RunResult made = host_.Apply(wanted_);
  ASSERT_TRUE(made.ok()) << made.ToString();
  host_.engine_config.owner = "net/b";
  EXPECT_THAT(Said(), Not(HasSubstr(kSaid)));
  const bool adopted = !wanted_.front().second.config.Get(field::kAdopt).is_null();
  EXPECT_EQ(Said().find(kFormer) != std::string::npos, marked() && !adopted) << Said();
  if (wanted_.front().second.config.Get(field::kTags).is_null()) return;
  wanted_.front().second.config.Put(field::kTags, Value::Map({{"team", S("another")}}));
  const RunResult changed = host_.Apply(wanted_);
  ASSERT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_THAT(Said(), Not(HasSubstr(kSaid)));
  EXPECT_THAT(Said(), Not(HasSubstr(kFormer)));
}

INSTANTIATE_TEST_SUITE_P(Each, ChangedMarks, testing::ValuesIn(Specimens()), [](const auto& info) {
  std::string name = info.param.cloud + "_" + info.param.name;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace ic::behaviour
