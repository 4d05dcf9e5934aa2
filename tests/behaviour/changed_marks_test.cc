// Somebody changes the tags that say whose an object is: each read says so until they are as they were, and nothing is
// said of what was never marked.
#include <algorithm>
#include <set>
#include <string>
#include <tuple>

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
