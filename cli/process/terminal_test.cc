#include "cli/process/terminal.h"

#include <gtest/gtest.h>

namespace ic::cli {
namespace {

using Environment = std::map<std::string, std::string>;
constexpr Terminal kAll = {.in = true, .out = true, .err = true, .width = 120, .height = 50};

Appearance Look(const Terminal& terminal, const Environment& environment, bool no_color = false, bool logging = false) {
  return AppearanceOf(terminal, environment, no_color, logging);
}

TEST(AppearanceTest, ATerminalHasColourAndLiveLines) {
  const Appearance look = Look(kAll, {});
  EXPECT_TRUE(look.color && look.live && look.can_ask);
  EXPECT_EQ(look.width, 120);
  EXPECT_EQ(look.height, 50);
}

TEST(AppearanceTest, NoColourWhereItIsUnwanted) {
  EXPECT_FALSE(Look(kAll, {{"NO_COLOR", "1"}}).color);
  EXPECT_TRUE(Look(kAll, {{"NO_COLOR", ""}}).color) << "empty is as good as unset";
  EXPECT_FALSE(Look(kAll, {{"TERM", "dumb"}}).color);
  EXPECT_FALSE(Look(kAll, {}, /*no_color=*/true).color);
  EXPECT_TRUE(Look(kAll, {{"NO_COLOR", "1"}}).live) << "NO_COLOR is about colour";
}

TEST(AppearanceTest, EachStreamCountsForItself) {
  Terminal piped = kAll;
  piped.out = false;
  EXPECT_FALSE(Look(piped, {}).color);
  EXPECT_TRUE(Look(piped, {}).live);
  Terminal logged = kAll;
  logged.err = false;
  EXPECT_TRUE(Look(logged, {}).color);
  EXPECT_FALSE(Look(logged, {}).live || Look(logged, {}).can_ask);
  Terminal fed = kAll;
  fed.in = false;
  EXPECT_FALSE(Look(fed, {}).can_ask);
}

TEST(AppearanceTest, LinesAreNotRedrawnBetweenLogLinesNorOnADumbTerminal) {
  EXPECT_FALSE(Look(kAll, {}, false, /*logging=*/true).live);
  EXPECT_FALSE(Look(kAll, {{"TERM", "dumb"}}).live);
}

TEST(AppearanceTest, WidthStaysReadable) {
  EXPECT_EQ(Look({}, {}).width, 100);
  EXPECT_EQ(Look({.width = 10}, {}).width, 40);
  EXPECT_EQ(Look({.width = 400}, {}).width, 160);
}

}  // namespace
}  // namespace ic::cli
