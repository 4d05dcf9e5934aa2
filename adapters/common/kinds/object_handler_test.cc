#include "adapters/common/kinds/object_handler.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/common/kinds/testing/fake_kind.h"

namespace ic {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ObjectHandlerTest : public ::testing::Test {
 protected:
  ChangeResult Create(Value desired) {
    return CreateObject(kind(), things.region, FakeThings::Creation(std::move(desired)), {});
  }
  ChangeResult Adopt(const std::string& id, Value desired) {
    desired.Put("adopt", Value::String(id));
    return Create(std::move(desired));
  }
  ChangeResult Update(const std::string& id, const std::string& name) {
    return UpdateObject(kind(), things.region,
                        {.kind = Kind::kVirtualInterface,
                         .region = "r1",
                         .id = id,
                         .prior = FakeThings::Desired("old"),
                         .desired = FakeThings::Desired(name),
                         .secrets = {},
                         .changed = {"name"},
                         .timeout = std::chrono::minutes(1)},
                        {});
  }
  ChangeResult Delete(const std::string& id) {
    return DeleteObject(
        kind(), things.region,
        {.kind = Kind::kVirtualInterface, .region = "r1", .id = id, .prior = {}, .timeout = std::chrono::minutes(1)},
        {});
  }
  StatusOr<std::optional<Observed>> Read(const std::string& id) {
    return ReadObject(kind(), things.region, {.kind = Kind::kVirtualInterface, .region = "r1", .id = id, .prior = {}},
                      {});
  }
  const ObjectKind& kind() const { return things.kind; }

  FakeThings things;
};

TEST_F(ObjectHandlerTest, WhatIsGoneIsAbsentAndWhatEndedIsNot) {
  things.Add("a", "ready");
  things.Add("b", "gone");
  things.Add("c", "ended");
  things.Add("e", "declined");
  EXPECT_TRUE((*Read("a")).has_value());
  EXPECT_FALSE((*Read("b")).has_value());
  EXPECT_FALSE((*Read("d")).has_value());
  for (const char* id : {"c", "e"}) {
    const auto read = Read(id);
    ASSERT_TRUE(read.ok() && read->has_value()) << id;
    EXPECT_THAT((*read)->trouble, HasSubstr("is in state")) << id;
    EXPECT_TRUE((*read)->ended) << id;
    EXPECT_THAT(*CheckObjects(kind(), things.region, {id}, {}), SizeIs(1)) << id;
    EXPECT_THAT(Adopt(id, FakeThings::Desired("new")).status.message(), HasSubstr("is in state")) << id;
  }
  EXPECT_TRUE((*Read("a"))->trouble.empty());
  EXPECT_THAT(*ListObjects(kind(), things.region, Freshness::kShared, {}), SizeIs(1));
  EXPECT_THAT(*CheckObjects(kind(), things.region, {}, {}), SizeIs(1));
  EXPECT_THAT(*CheckObjects(kind(), things.region, {"b"}, {}), IsEmpty());
}

// In whatever state it is: what is no offer gets no call.
TEST_F(ObjectHandlerTest, OnlyAnOfferIsDeclined) {
  int sent = 0;
  for (const StateRow& row : ThingStates().RowsOf(kind().kind())) {
    const std::string id(row.word);
    things.Add(id, id);
    const bool offered = row.stage == Stage::kOffered;
    const Status declined = DeclineObject(kind(), things.region, id, std::chrono::minutes(1), {});
    EXPECT_EQ(declined.ok(), offered) << id << ": " << declined.ToString();
    sent += offered ? 1 : 0;
    EXPECT_EQ(things.api.CountCalls("Delete"), sent) << id;
  }
  EXPECT_EQ(sent, 1);
  EXPECT_EQ(DeclineObject(kind(), things.region, "none", std::chrono::minutes(1), {}).code(), StatusCode::kNotFound);
  EXPECT_EQ(things.api.CountCalls("Delete"), sent);
}

TEST_F(ObjectHandlerTest, ACreateChecksMakesSettlesAndReads) {
  const ChangeResult made = Create(FakeThings::Desired("new"));
  ASSERT_TRUE(made.status.ok()) << made.status.message();
  EXPECT_EQ(made.attributes.Get("name"), Value::String("new"));
  EXPECT_EQ(things.api.things.at(made.id)["state"], "ready");
  const ChangeResult refused = Create(FakeThings::Desired("bad"));
  EXPECT_EQ(refused.status.code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(refused.id, "");
  EXPECT_EQ(things.api.CountCalls("Make"), 1);
}

TEST_F(ObjectHandlerTest, ACheckMakesNothing) {
  EXPECT_FALSE(CheckCreation(kind(), things.region, FakeThings::Creation(FakeThings::Desired("bad")), {}).ok());
  EXPECT_TRUE(CheckCreation(kind(), things.region, FakeThings::Creation(FakeThings::Desired("new")), {}).ok());
  EXPECT_EQ(things.api.CountCalls("Make"), 0);
}

TEST_F(ObjectHandlerTest, ATakeoverAcceptsChangesAndMarks) {
  things.Add("a", "offered");
  const ChangeResult taken = Adopt("a", FakeThings::Desired("new"));
  ASSERT_TRUE(taken.status.ok()) << taken.status.message();
  EXPECT_EQ(taken.id, "a");
  EXPECT_EQ(things.api.things["a"]["name"], "new");
  EXPECT_EQ(things.api.CountCalls("Accept"), 1);
  EXPECT_THAT(things.api.LastInput("Tag").dump(), HasSubstr("interconnect:mark"));
}

TEST_F(ObjectHandlerTest, WhatSomebodyAcceptedMeanwhileIsNoError) {
  things.Add("a", "offered");
  things.api.FailNext("Accept", FailedPreconditionError("not offered"), /*carried_out=*/true);
  EXPECT_TRUE(Adopt("a", FakeThings::Desired("old")).status.ok());
  things.Add("b", "offered");
  things.api.FailNext("Accept", FailedPreconditionError("no"));
  EXPECT_THAT(Adopt("b", FakeThings::Desired("old")).status.message(), HasSubstr("accepting b"));
}

TEST_F(ObjectHandlerTest, ATakeoverRefusesWhatItCannotChange) {
  things.Add("a", "ready");
  Value desired = FakeThings::Desired("old");
  desired.Put("vlan", Value::Int(8));
  EXPECT_THAT(Adopt("a", desired).status.message(), HasSubstr("vlan: 8 wanted, 7 found"));
  EXPECT_THAT(Adopt("z", desired).status.message(), HasSubstr("there is no thing z in r1"));
  EXPECT_EQ(things.api.CountCalls("Tag"), 0);
}

TEST_F(ObjectHandlerTest, WhatAChangeFindsGoneAfterwardsIsNotFound) {
  things.Add("a", "ready");
  things.api.before = [&](std::string_view operation) {
    if (operation == "Change") things.api.things["a"]["state"] = "gone";
  };
  const ChangeResult result = Update("a", "new");
  EXPECT_EQ(result.status.code(), StatusCode::kNotFound);
  EXPECT_TRUE(result.attributes.is_null());
  EXPECT_THAT(Update("z", "new").status.message(), HasSubstr("there is no thing z"));
}

TEST_F(ObjectHandlerTest, AChangeHoldsTheLockOfItsObject) {
  things.Add("a", "ready");
  std::jthread other;
  things.api.before = [&](std::string_view operation) {
    if (operation != "Change" || other.joinable()) return;
    other = std::jthread([&] { EXPECT_TRUE(Delete("a").status.ok()); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(things.api.CountCalls("Delete"), 0);
  };
  EXPECT_TRUE(Update("a", "new").status.ok());
  other.join();
  EXPECT_EQ(things.api.CountCalls("Delete"), 1);
}

TEST_F(ObjectHandlerTest, ADeleteIsSentOnceAndWaitedFor) {
  things.Add("a", "ready");
  EXPECT_TRUE(Delete("a").status.ok());
  EXPECT_FALSE(things.api.things.contains("a"));
  EXPECT_TRUE(Delete("a").status.ok());
  things.Add("b", "leaving");
  EXPECT_TRUE(Delete("b").status.ok());
  things.Add("c", "ended");
  EXPECT_TRUE(Delete("c").status.ok());
  things.Add("d", "declined");
  EXPECT_TRUE(Delete("d").status.ok());
  EXPECT_EQ(things.api.CountCalls("Delete"), 2);
}

TEST_F(ObjectHandlerTest, ARefusedDeleteSaysWhat) {
  things.Add("a", "ready");
  things.api.FailNext("Delete", FailedPreconditionError("in use"));
  const ChangeResult result = Delete("a");
  EXPECT_EQ(result.id, "a");
  EXPECT_THAT(result.status.message(), HasSubstr("deleting a"));
  things.api.FailNext("Delete", NotFoundError("no"), /*carried_out=*/true);
  EXPECT_TRUE(Delete("a").status.ok());
}

TEST_F(ObjectHandlerTest, OnlyAMarkTells) {
  things.Add("a", "ready");
  things.api.things["a"]["tags"] = {{{"key", "interconnect:mark"}, {"value", "m1"}}};
  things.Add("b", "ready");
  const auto found = FindObjects(kind(), things.region, FakeThings::Creation(FakeThings::Desired("old")), {});
  ASSERT_TRUE(found.ok());
  ASSERT_THAT(*found, SizeIs(1));
  EXPECT_EQ((*found)[0].observed.mark, "m1");
}

}  // namespace
}  // namespace ic
