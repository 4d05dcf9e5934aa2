#include "reconcile/adopt/namesake.h"

#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class NamesakeTest : public testing::Test {
 protected:
  NamesakeTest() : run_(EngineEnvironment{.factory = &factory_}) {
    EngineConfig config;
    config.clouds["sky"] = Value::Null();
    EXPECT_FALSE(run_.clouds.Configure(config).has_errors());
  }

  std::string PlantMarked(Kind kind, const Value& attributes, const std::string& owner, const std::string& mark) {
    const std::string id = world_.Plant(kind, "sky", attributes);
    world_.objects.at(id).owner = owner;
    world_.objects.at(id).mark = mark;
    return id;
  }

  Diagnostics Check(Kind kind, Value planned, const std::string& owner, bool all_is_read,
                    const std::string& replaced = {}) {
    planned.Put(field::kRegion, S("east"));
    Diagnostics said;
    Call call = MakeCall(run_, kind, planned, "", said);
    auto config = std::make_shared<EngineConfig>();
    config->owner = owner;
    call.config = config;
    run_.live_lists.Forget();
    said.Append(CheckNamesakes(call, {planned, "mark-of-now", replaced, all_is_read}));
    return said;
  }

  FakeWorld world_;
  FakeFactory factory_{world_};
  reconcile::Run run_;
};

TEST_F(NamesakeTest, IsRefusedUnlessItIsAnotherOwnersOrMayBeOfThisConfiguration) {
  struct Expected {
    std::string then, now;
    bool error_if_all_is_read, error_otherwise;
  };
  for (const Expected& one :
       {Expected{"", "", true, false}, Expected{"net", "net", true, false}, Expected{"", "net", true, true},
        Expected{"net", "", true, true}, Expected{"core", "net", false, false}}) {
    SCOPED_TRACE(one.then + " -> " + one.now);
    world_.objects.clear();
    const std::string id = PlantMarked(Kind::kConnection, Port("dc1"), one.then, "mark-of-then");
    for (const bool all_is_read : {true, false}) {
      const Diagnostics said = Check(Kind::kConnection, Port("dc1"), one.now, all_is_read);
      EXPECT_EQ(said.has_errors(), all_is_read ? one.error_if_all_is_read : one.error_otherwise) << said.ToString();
      EXPECT_THAT(said.ToString(), HasSubstr(id));
    }
    EXPECT_TRUE(Check(Kind::kConnection, Port("dc2"), one.now, true).empty());
    EXPECT_TRUE(Check(Kind::kConnection, Port("dc1"), one.now, true, id).empty()) << "it is replaced";
  }
}

TEST_F(NamesakeTest, IsNoneWhatCarriesNoMarkOrIsManaged) {
  PlantMarked(Kind::kConnection, Port("dc1"), "", "");
  EXPECT_TRUE(Check(Kind::kConnection, Port("dc1"), "net", true).empty());
  PlantMarked(Kind::kConnection, Port("dc1"), "net", "mark-of-now");
  EXPECT_TRUE(Check(Kind::kConnection, Port("dc1"), "net", true).empty()) << "that is a candidate";
  const std::string id = PlantMarked(Kind::kConnection, Port("dc1"), "net", "mark-of-then");
  EXPECT_TRUE(Check(Kind::kConnection, Port("dc1"), "net", true).has_errors());
  run_.ledger.Hold({"sky", "east", Kind::kConnection, id}, Port("dc1"));
  EXPECT_TRUE(Check(Kind::kConnection, Port("dc1"), "net", true).empty());
}

TEST_F(NamesakeTest, StandsOnTheSame) {
  PlantMarked(Kind::kVirtualInterface, Interface("prod", "con-1", 100), "net", "mark-of-then");
  EXPECT_TRUE(Check(Kind::kVirtualInterface, Interface("prod", "con-1", 200), "net", true).has_errors());
  EXPECT_TRUE(Check(Kind::kVirtualInterface, Interface("prod", "con-2", 200), "net", true).empty());
  Value open = Interface("prod", "con-1", 200);
  open.Put(field::kConnectionId, Value::Unknown());
  EXPECT_TRUE(Check(Kind::kVirtualInterface, open, "net", true).empty());
}

}  // namespace
}  // namespace ic::reconcile
