// Default and ignored tags through the plan, the apply and the refresh of a whole configuration. Each cloud's own
// adapter with them: tests/behaviour/default_tags_test.cc.
#include <map>
#include <string>
#include <utility>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

Value Tags(const std::map<std::string, std::string>& tags) {
  Value::Fields fields;
  for (const auto& [key, value] : tags) fields.emplace_back(key, S(value));
  return Value::Map(std::move(fields));
}

class DefaultTagsTest : public EngineFixture {
 protected:
  DefaultTagsTest() { settings().defaults = Tags({{"env", "test"}, {"team", "everybody"}}); }
  TagSettings& settings() { return host.engine_config.tags; }
  Value LiveTags(const std::string& address) { return ObjectOf(address).attributes.Get("tags"); }
  std::string Plans(const Configuration& configuration) {
    std::string planned;
    const RunResult plan = host.Plan(configuration);
    EXPECT_TRUE(plan.ok()) << plan.ToString();
    for (const auto& [address, action] : plan.actions) {
      planned += address + (action == Action::kUpdate ? " changes " : " ");
    }
    return planned;
  }
};

TEST_F(DefaultTagsTest, AreOnEverythingThatHasTags) {
  Make(FullStack());
  const Value all = Tags({{"env", "test"}, {"team", "net"}});
  EXPECT_EQ(StateOf("port", "tags"), Tags({{"team", "net"}}));
  EXPECT_EQ(StateOf("port", "tags_all"), all);
  EXPECT_EQ(LiveTags("port"), all);
  EXPECT_TRUE(IsEmpty(StateOf("vif", "tags")));
  EXPECT_EQ(StateOf("vif", "tags_all"), settings().defaults);
  EXPECT_EQ(LiveTags("vif"), settings().defaults);
  EXPECT_TRUE(StateOf("peer", "tags_all").is_null());
  // As the command line asks: what stays is known ahead.
  host.ahead = true;
  ExpectNoChanges(FullStack());
}

TEST_F(DefaultTagsTest, ComeGoAndChangeWithTheSettings) {
  const Value first = std::exchange(settings().defaults, Value::Null());
  Make(FullStack());
  EXPECT_TRUE(StateOf("port", "tags_all").is_null());
  for (const bool refresh : {true, false}) {
    for (const Value& defaults :
         {first, Tags({{"env", "prod"}}), Value::Null(), Tags({{"env", "x"}, {"team", "all"}})}) {
      SCOPED_TRACE(defaults.ToString());
      settings().defaults = defaults;
      host.refresh = refresh;
      host.ahead = !refresh;
      EXPECT_EQ(Plans(FullStack()), "port changes vif changes ");
      Make(FullStack());
      const Value all = AllTags(settings(), Tags({{"team", "net"}}));
      EXPECT_EQ(LiveTags("port"), all);
      EXPECT_EQ(StateOf("port", "tags"), Tags({{"team", "net"}}));
      EXPECT_EQ(StateOf("port", "tags_all").is_null(), defaults.is_null());
    }
    settings().defaults = Value::Null();
    Make(FullStack());
  }
}

TEST_F(DefaultTagsTest, ThatMoveBetweenTheTwoPlacesMakeNoCall) {
  Configuration all = SmallStack();
  Set(all, "port", "tags", Tags({{"env", "test"}, {"own", "yes"}}));
  Make(all);
  Set(all, "port", "tags", Tags({{"own", "yes"}}));
  ExpectNoChanges(all);
  Set(all, "port", "tags", Value::Null());
  Make(all);
  EXPECT_EQ(LiveTags("port"), settings().defaults);
  // As the only one: null in the state cannot stand for it.
  Set(all, "port", "tags", Tags({{"env", "test"}}));
  const RunResult noted = host.Apply(all);
  EXPECT_TRUE(noted.ok()) << noted.ToString();
  EXPECT_EQ(world.MutatingCalls(), 0U);
  EXPECT_EQ(StateOf("port", "tags"), Tags({{"env", "test"}}));
  ExpectNoChanges(all);
}

TEST_F(DefaultTagsTest, OfAStrangerAreNotKept) {
  Make(SmallStack());
  ObjectOf("port").attributes.Put("tags", Tags({{"env", "another"}, {"stranger", "x"}, {"team", "net"}}));
  EXPECT_EQ(Plans(SmallStack()), "port changes ");
  Make(SmallStack());
  EXPECT_EQ(LiveTags("port"), Tags({{"env", "test"}, {"team", "net"}}));
  settings().ignored = {"stranger"};
  ObjectOf("port").attributes.Put("tags", Tags({{"env", "test"}, {"stranger", "x"}, {"team", "net"}}));
  ExpectNoChanges(SmallStack());
  Configuration all = SmallStack();
  Set(all, "port", "tags", Tags({{"team", "core"}}));
  Make(all);
  EXPECT_TRUE(StateOf("port", "tags_all").Get("stranger").is_null());
  Set(all, "port", "tags", Tags({{"stranger", "y"}}));
  ExpectRefused(all, "Tag is set and ignored");
}

TEST_F(DefaultTagsTest, ThatAreNotKnownYetAreKnownAfterTheApply) {
  settings().defaults = Value::Map({{"env", Value::Unknown()}});
  EXPECT_EQ(Plans(SmallStack()), "port vif ");
  settings().defaults = Tags({{"env", "test"}});
  Make(SmallStack());
  settings().defaults = Value::Unknown();
  EXPECT_EQ(Plans(SmallStack()), "port changes vif changes ");
}

TEST_F(DefaultTagsTest, AreToldFromOwnOnesByAnImport) {
  Configuration all = SmallStack();
  Make(all);
  const std::string id = IdOf("port");
  host.state.erase("port");
  const RunResult imported = host.Import("port", Kind::kConnection, "sky/" + world.objects.at(id).region + "/" + id);
  ASSERT_TRUE(imported.ok()) << imported.ToString();
  EXPECT_EQ(StateOf("port", "tags"), Tags({{"team", "net"}}));
  EXPECT_EQ(StateOf("port", "tags_all"), Tags({{"env", "test"}, {"team", "net"}}));
  Set(all, "port", "tags", Tags({{"env", "test"}, {"team", "net"}}));
  const RunResult plan = host.Plan(all);
  ASSERT_TRUE(plan.ok()) << plan.ToString();
  const auto changed = plan.actions.find("port");
  if (changed == plan.actions.end()) return;
  for (const FieldChange& change : changed->second.changes)
    EXPECT_FALSE(change.path.starts_with("tags")) << change.path;
}

TEST_F(DefaultTagsTest, ThatHideMarksAreNoSettings) {
  settings().ignored_prefix = {"inter"};
  (void)host.Plan(SmallStack());
  EXPECT_THAT(host.texts, ::testing::Contains(HasSubstr("Marks cannot be ignored")));
}

}  // namespace
}  // namespace ic::reconcile
