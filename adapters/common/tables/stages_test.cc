#include "adapters/common/tables/stages.h"

#include <gtest/gtest.h>

namespace ic {
namespace {

constexpr StateRow kLines[] = {
    {.word = "In Service", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "Gone", .stage = Stage::kGone},
    {.word = "Ended", .stage = Stage::kDead},
    {.word = "Declined", .stage = Stage::kDeclined},
    {.word = "Ending", .stage = Stage::kLeaving},
    {.word = "Stopped", .stage = Stage::kStopped},
    {.word = "Offered", .stage = Stage::kOffered},
};
constexpr StateTable kTable(kLines, {}, {}, {}, {});

Stage StageOf(std::string_view word) { return kTable.Of(Kind::kConnection, word).stage; }

TEST(StateTable, CaseAndSpacesDoNotCount) {
  EXPECT_EQ(StageOf("inservice"), Stage::kReady);
  EXPECT_EQ(StageOf("IN SERVICE "), Stage::kReady);
  EXPECT_EQ(StageOf("in servic"), Stage::kUnknown);
  EXPECT_EQ(StageOf("in services"), Stage::kUnknown);
}

TEST(StateTable, AWordOfNoRowIsUnknownAndNothingElse) {
  const StateRow& row = kTable.Of(Kind::kConnection, "new");
  EXPECT_EQ(row.stage, Stage::kUnknown);
  EXPECT_FALSE(IsAbsent(row));
  EXPECT_EQ(HealthOf(row, 1), HealthState::kUnknown);
  EXPECT_FALSE(kTable.Knows(Kind::kConnection, "new"));
  EXPECT_TRUE(kTable.Knows(Kind::kConnection, "gone"));
  EXPECT_FALSE(kTable.Knows(Kind::kBgpPeer, "gone"));
}

TEST(Stages, AbsentIsWhatIsGoneAndNothingElse) {
  EXPECT_TRUE(IsAbsent(kTable.Of(Kind::kConnection, "Gone")));
  EXPECT_FALSE(IsAbsent(kTable.Of(Kind::kConnection, "Ended")));
  EXPECT_FALSE(IsAbsent(kTable.Of(Kind::kConnection, "Declined")));
  EXPECT_FALSE(IsAbsent(kTable.Of(Kind::kConnection, "Ending")));
  EXPECT_FALSE(IsAbsent(kTable.Of(Kind::kConnection, "In Service")));
}

TEST(Stages, WhatIsBeingDeletedHasLeftThoughItIsThere) {
  EXPECT_TRUE(HasLeft(StageOf("Ending")));
  EXPECT_TRUE(HasLeft(StageOf("Gone")));
  EXPECT_FALSE(HasLeft(StageOf("Ended")));
  EXPECT_FALSE(HasLeft(StageOf("In Service")));
}

TEST(Stages, WhatWillNotWorkByItselfIsToldWithTheVendorsWord) {
  for (const StateRow& row : kTable.RowsOf(Kind::kConnection)) {
    const bool told = TroubleOf(row, row.word).find(std::string(row.word)) != std::string::npos;
    EXPECT_EQ(told, row.stage != Stage::kReady && row.stage != Stage::kGone) << row.word;
  }
  EXPECT_EQ(TroubleOf({.word = "a", .stage = Stage::kDead, .hint = "go away"}, "A"), "is in state \"A\": go away");
}

TEST(Stages, ADeleteIsSentUntilItIsUnderWay) {
  EXPECT_TRUE(NeedsDelete(Stage::kReady));
  EXPECT_TRUE(NeedsDelete(Stage::kDead));
  EXPECT_FALSE(NeedsDelete(Stage::kLeaving));
  EXPECT_FALSE(NeedsDelete(Stage::kGone));
  EXPECT_FALSE(NeedsDelete(Stage::kDeclined));
}

TEST(Stages, AnOfferIsWaitedForOnlyByWhoAcceptedIt) {
  EXPECT_TRUE(IsSettled(Stage::kOffered, false));
  EXPECT_FALSE(IsSettled(Stage::kOffered, true));
  EXPECT_TRUE(IsSettled(Stage::kReviewed, true));
  EXPECT_FALSE(IsSettled(Stage::kChanging, false));
  EXPECT_FALSE(IsSettled(Stage::kStopping, false));
}

TEST(Stages, SessionsTellWhereTheWordDoesNot) {
  constexpr StateRow kYes = {.word = "a", .stage = Stage::kReady, .carries = Carries::kYes};
  constexpr StateRow kMaybe = {.word = "b", .stage = Stage::kReady, .carries = Carries::kBySessions};
  constexpr StateRow kNo = {.word = "c", .stage = Stage::kReady};
  EXPECT_EQ(HealthOf(kYes, -1), HealthState::kUp);
  EXPECT_EQ(HealthOf(kMaybe, -1), HealthState::kUnknown);
  EXPECT_EQ(HealthOf(kNo, -1), HealthState::kDown);
  EXPECT_EQ(HealthOf(kYes, 0), HealthState::kDown);
  EXPECT_EQ(HealthOf(kMaybe, 1), HealthState::kUp);
  EXPECT_EQ(HealthOf(kNo, 1), HealthState::kDown);
}

}  // namespace
}  // namespace ic
