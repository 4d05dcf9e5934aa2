// Tags that the settings put on every object, and tags that they say are other people's: on each sort of object of each
// cloud, through the engine and the adapter to the simulated cloud.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/object/tag_settings.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using nlohmann::json;
using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;

Value Tags(const std::map<std::string, std::string>& tags) {
  Value::Fields fields;
  for (const auto& [key, value] : tags) fields.emplace_back(key, S(value));
  return Value::Map(std::move(fields));
}

class DefaultTags : public testing::TestWithParam<Specimen> {
 protected:
  DefaultTags() {
    host_.engine_config = bench_.Config();
    settings().defaults = Tags({{"env", "test"}, {"team", "everybody"}});
    Value wanted = GetParam().desired(bench_);
    wanted.Put(field::kCloud, S(bench_.cloud()));
    takes_ = TakesDefaultTags(bench_.traits(), GetParam().kind, wanted);
    wanted_ = {{"it", {GetParam().kind, wanted}}};
  }
  TagSettings& settings() { return host_.engine_config.tags; }
  Value& config() { return wanted_.front().second.config; }
  Value StateOf(std::string_view name) { return host_.state.at("it").state.Get(name); }
  std::string id() { return TextField(host_.state.at("it").state, field::kId); }
  // As the cloud has them, Interconnect's own apart.
  Value Live() {
    const auto found = bench_.Look(GetParam().kind, id(), Value::Null());
    return found.ok() && found->has_value() ? (*found)->attributes.Get(field::kTags) : Value::Unknown();
  }
  void SetTag(const std::string& key, const json& value) {
    const json tags{{key, value}};
    try {
      bench_.clouds().Edit(bench_.cloud(), id(), {{"tags", tags}});
    } catch (const std::logic_error&) {
      bench_.clouds().Edit(bench_.cloud(), id(), {{"Tags", tags}});
    }
  }
  RunResult Make() {
    RunResult made = host_.Apply(wanted_);
    EXPECT_TRUE(made.ok()) << made.ToString();
    ExpectNothingToDo();
    return made;
  }
  void ExpectNothingToDo() {
    const RunResult again = host_.Plan(wanted_);
    EXPECT_TRUE(again.ok() && again.actions.empty()) << again.ToString();
  }
  // The most tags that are the user's.
  std::int64_t Most() const {
    for (const Limit& limit : bench_.traits().limits) {
      const auto* count = std::get_if<Count>(&limit.allowed);
      if (limit.kind == GetParam().kind && limit.field == field::kTags && count != nullptr) return count->max;
    }
    return 0;
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Configuration wanted_;
  bool takes_ = false;
};

TEST_P(DefaultTags, AreOnWhatTakesThemAndOwnOnesWin) {
  const Value own = config().Get(field::kTags);
  Make();
  if (!takes_) {
    EXPECT_TRUE(StateOf(field::kTagsAll).is_null());
    return;
  }
  EXPECT_EQ(StateOf(field::kTags), own);
  const Value& team = own.Get("team");
  const Value all = AllTags(settings(), own);
  EXPECT_EQ(all.Get("env"), S("test"));
  EXPECT_EQ(all.Get("team"), team.is_null() ? S("everybody") : team);
  EXPECT_EQ(StateOf(field::kTagsAll), all);
  EXPECT_EQ(Live(), all);
}

TEST_P(DefaultTags, ChangeInPlaceAndGoAgain) {
  const Value own = config().Get(field::kTags);
  Make();
  for (const Value& next : {Tags({{"env", "prod"}}), Value::Null(), Tags({{"cost", "42"}}), Value::Null()}) {
    SCOPED_TRACE(next.ToString());
    settings().defaults = next;
    const RunResult plan = host_.Plan(wanted_);
    EXPECT_EQ(plan.actions.contains("it"), takes_) << plan.ToString();
    for (const auto& [address, action] : plan.actions) EXPECT_TRUE(action == Action::kUpdate) << plan.ToString();
    Make();
    if (!takes_) continue;
    const Value all = AllTags(settings(), own);
    EXPECT_EQ(Live().is_null() ? Tags({}) : Live(), all.is_null() ? Tags({}) : all);
    EXPECT_EQ(StateOf(field::kTags), own);
    EXPECT_EQ(StateOf(field::kTagsAll).is_null(), next.is_null());
  }
}

TEST_P(DefaultTags, ThatAreNotKnownYetPlanAChangeAndNothingElse) {
  Make();
  const Value known = settings().defaults;
  for (const Value& later : {Value::Unknown(), Value::Map({{"env", Value::Unknown()}, {"team", S("everybody")}})}) {
    settings().defaults = later;
    const RunResult plan = host_.Plan(wanted_);
    EXPECT_TRUE(plan.ok()) << plan.ToString();
    EXPECT_EQ(plan.actions.contains("it"), takes_) << plan.ToString();
  }
  settings().defaults = known;
  ExpectNothingToDo();
}

TEST_P(DefaultTags, SomebodyElseTookAreBroughtBack) {
  Make();
  if (!takes_) return;
  const Value all = StateOf(field::kTagsAll);
  for (const json& now : {json(nullptr), json("another")}) {
    SetTag("env", now);
    const RunResult plan = host_.Plan(wanted_);
    EXPECT_TRUE(plan.actions.contains("it")) << plan.ToString();
    Make();
    EXPECT_EQ(Live(), all);
  }
}

TEST_P(DefaultTags, ThatAreWrittenAsOwnOnesTooAreNoDifference) {
  if (!takes_) return;
  config().Put(field::kTags, Tags({{"env", "test"}, {"own", "yes"}}));
  Make();
  EXPECT_EQ(StateOf(field::kTags), config().Get(field::kTags));
  config().Put(field::kTags, Tags({{"own", "yes"}}));
  Make();
  const Value all = Tags({{"env", "test"}, {"own", "yes"}, {"team", "everybody"}});
  EXPECT_EQ(Live(), all);
}

TEST_P(DefaultTags, AreNobodysOwnAfterAnImport) {
  if (!takes_ || !config().Get(field::kAdopt).is_null()) return;
  config().Put(field::kTags, Tags({{"own", "yes"}}));
  Make();
  const std::string text = bench_.cloud() + "/" + TextField(host_.state.at("it").state, field::kRegion) + "/" + id();
  // Written as an own one too: an import cannot know, and it is no difference.
  for (const Value& own : {Tags({{"own", "yes"}}), Tags({{"env", "test"}, {"own", "yes"}})}) {
    host_.state.clear();
    const RunResult imported = host_.Import("it", GetParam().kind, text);
    ASSERT_TRUE(imported.ok()) << imported.ToString();
    EXPECT_EQ(StateOf(field::kTags), Tags({{"own", "yes"}}));
    EXPECT_EQ(StateOf(field::kTagsAll), Live());
    config().Put(field::kTags, own);
    const RunResult plan = host_.Plan(wanted_);
    for (const auto& [address, action] : plan.actions) {
      for (const FieldChange& change : action.changes) EXPECT_FALSE(change.path.starts_with("tags")) << plan.ToString();
    }
  }
}

TEST_P(DefaultTags, CountAgainstTheLimitTogetherWithOwnOnes) {
  if (!takes_) return;
  std::map<std::string, std::string> own;
  for (std::int64_t n = 0; n < Most(); ++n) own["own-" + std::to_string(n)] = "x";
  settings().defaults = Value::Null();
  config().Put(field::kTags, Tags(own));
  config().Put(field::kRedundancyGroup, Value::Null());
  const RunResult full = host_.Plan(wanted_);
  EXPECT_TRUE(full.ok()) << full.ToString();
  settings().defaults = Tags({{"env", "test"}, {"own-1", "another"}});
  const RunResult refused = host_.Plan(wanted_);
  EXPECT_TRUE(refused.diagnostics.has_errors());
  EXPECT_THAT(refused.ToString(), HasSubstr("Too many tags"));
  EXPECT_THAT(refused.ToString(),
              HasSubstr("1 of them comes from `default_tags` of the provider configuration: `env`."));
}

TEST_P(DefaultTags, ThatTheCloudDoesNotTakeAreNamedAsSuch) {
  if (!takes_) return;
  settings().defaults = Tags({{std::string(129, 'k'), "test"}});
  const RunResult refused = host_.Plan(wanted_);
  EXPECT_TRUE(refused.diagnostics.has_errors());
  EXPECT_THAT(refused.ToString(), HasSubstr("comes from `default_tags` of the provider configuration"));
}

TEST_P(DefaultTags, IgnoredOnesAreNeitherSeenNorTouched) {
  settings().ignored = {"patched"};
  settings().ignored_prefix = {"other-"};
  Make();
  if (!takes_) return;
  const Value before = host_.state.at("it").state;
  SetTag("patched", "yes");
  SetTag("other-one", "yes");
  ExpectNothingToDo();
  EXPECT_EQ(host_.state.at("it").state, before);
  config().Put(field::kTags, Tags({{"own", "yes"}}));
  settings().defaults = Tags({{"env", "prod"}});
  Make();
  EXPECT_EQ(Live(), Tags({{"env", "prod"}, {"other-one", "yes"}, {"own", "yes"}, {"patched", "yes"}}));
  EXPECT_EQ(StateOf(field::kTagsAll), Tags({{"env", "prod"}, {"own", "yes"}}));
  config().Put(field::kTags, Tags({{"patched", "no"}}));
  const RunResult refused = host_.Plan(wanted_);
  EXPECT_TRUE(refused.diagnostics.has_errors());
  EXPECT_THAT(refused.ToString(), HasSubstr("ignore_tags"));
}

// Ours once, and somebody else's from now on.
TEST_P(DefaultTags, AnOwnOneThatIsLeftToOthersStays) {
  if (!takes_) return;
  settings().defaults = Value::Null();
  config().Put(field::kTags, Tags({{"own", "yes"}, {"patched", "no"}}));
  Make();
  settings().ignored = {"patched"};
  config().Put(field::kTags, Tags({{"own", "yes"}}));
  Make();
  EXPECT_EQ(Live(), Tags({{"own", "yes"}, {"patched", "no"}}));
}

INSTANTIATE_TEST_SUITE_P(Each, DefaultTags, testing::ValuesIn(Specimens()), [](const auto& info) {
  std::string name = info.param.cloud + "_" + info.param.name;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace ic::behaviour
