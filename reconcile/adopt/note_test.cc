#include "reconcile/adopt/note.h"

#include <chrono>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/fake_cloud.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class NoteTest : public testing::Test {
 protected:
  NoteTest() : run_(EngineEnvironment{.factory = &factory_}) {}

  const FieldTable& fields() { return run_.clouds.field_table(Kind::kVirtualInterface); }

  FakeWorld world_;
  FakeFactory factory_{world_};
  reconcile::Run run_;
};

TEST_F(NoteTest, IsReadAsItWasWrittenAndHoldsNoSecret) {
  Value planned;
  planned.Put(field::kCloud, Value::String("sky"));
  planned.Put(field::kName, Value::String("prod \"quoted\""));
  planned.Put(field::kVlan, Value::Int(125));
  Note note{.digest = "d1",
            .mark = "m1",
            .owner = "net",
            .account = "sky-two",
            .caller = "42",
            .at = Time(std::chrono::seconds(1000000)),
            .planned = planned};
  Diagnostics wrong;
  const Call call = MakeCall(run_, Kind::kVirtualInterface, planned, "", wrong);
  ASSERT_NE(call.traits, nullptr) << wrong.ToString();
  note.planned.Put(field::kAuthKey, Value::String("s3cret"));
  const std::string text = NoteText(call, note);
  EXPECT_THAT(text, Not(HasSubstr("s3cret")));
  const auto read = ParseNote(fields(), text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->digest, "d1");
  EXPECT_EQ(read->mark, "m1");
  EXPECT_EQ(read->owner, "net");
  EXPECT_EQ(read->account, "sky-two");
  EXPECT_EQ(read->caller, "42");
  EXPECT_EQ(read->at, note.at);
  EXPECT_EQ(read->planned.ToString(), planned.ToString());
  EXPECT_EQ(DigestIn(text), "d1");
}

TEST_F(NoteTest, WhatAnOlderVersionNotedIsADigestAndNothingMore) {
  EXPECT_EQ(DigestIn("0123456789abcdef"), "0123456789abcdef");
  for (const char* text : {"0123456789abcdef", "", "{", "[]", "{}", R"({"digest": 1, "planned": "x", "at": "y"})",
                           R"({"planned": "{}", "at": "yesterday"})"}) {
    EXPECT_FALSE(ParseNote(fields(), text)) << text;
  }
  EXPECT_EQ(DigestIn("{"), "");
}

}  // namespace
}  // namespace ic::reconcile
