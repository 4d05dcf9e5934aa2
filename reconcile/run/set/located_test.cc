#include "reconcile/run/set/located.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/cannot_ask.h"

namespace ic {
namespace {

using ::testing::HasSubstr;

LocatedDiagnostic Said(const std::string& name, std::string_view summary, const std::string& detail) {
  LocatedDiagnostic one;
  one.diagnostic = {Severity::kError, std::string(summary), detail, {}};
  one.address = Address{Kind::kConnection, name};
  return one;
}

TEST(FoldCauses, OneCauseIsOneErrorWithTheNumberOfObjects) {
  std::vector<LocatedDiagnostic> said = {Said("first", reconcile::kCannotAsk, "away"), Said("x", "Other", "away")};
  for (int i = 0; i < 35'000; ++i) said.push_back(Said("c" + std::to_string(i), reconcile::kCannotAsk, "away"));
  said.push_back(Said("other", reconcile::kCannotAsk, "expired"));
  said.push_back(Said("other", reconcile::kCannotAsk, "expired"));
  FoldCauses(said);
  ASSERT_EQ(said.size(), 3U);
  EXPECT_EQ(said[0].address->name, "first");
  EXPECT_THAT(said[0].diagnostic.detail,
              HasSubstr("35000 other objects: connection.c0, connection.c1, connection.c2 and 34997 more"));
  EXPECT_EQ(said[1].diagnostic.detail, "away");
  EXPECT_EQ(said[2].diagnostic.detail, "expired");
}

// Two causes may have the same words.
TEST(FoldCauses, EverySortOfCauseIsFoldedByItself) {
  std::vector<LocatedDiagnostic> said;
  constexpr std::string_view kCauses[] = {reconcile::kCannotAsk, reconcile::kRefusesToTell, reconcile::kUnknownCaller,
                                          reconcile::kPerhapsGone};
  for (int i = 0; i < 24; ++i) {
    for (const std::string_view cause : kCauses) said.push_back(Said("c" + std::to_string(i), cause, "away"));
  }
  FoldCauses(said);
  ASSERT_EQ(said.size(), std::size(kCauses));
  for (std::size_t i = 0; i < said.size(); ++i) {
    EXPECT_EQ(said[i].diagnostic.summary, kCauses[i]);
    EXPECT_THAT(said[i].diagnostic.detail, HasSubstr("23 other objects"));
  }
}

}  // namespace
}  // namespace ic
