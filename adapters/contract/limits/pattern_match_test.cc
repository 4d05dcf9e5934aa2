#include "adapters/contract/limits/pattern_match.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using testing::HasSubstr;

constexpr Pattern kKey = {"(?s:.*)", "keys that do not begin with aliyun or acs:", "team", "acs:team", "aliyun|acs:"};
constexpr Pattern kNoAddress = {"(?s:.*)", "keys without http://", "team", "see http://wiki", "(?s:.*)https?://"};
constexpr Pattern kLetters = {R"([^\x00-@\[-`{-\x7f]+)", "letters of any alphabet", "a", "1"};

TEST(PatternMatch, MatchesTheWholeTextOnly) {
  constexpr Pattern kDigits = {"[0-9]{3}", "three digits", "123", "12"};
  EXPECT_TRUE(Matches(kDigits, "123"));
  for (const char* text : {"", "12", "1234", "123\n", "\n123", "a123"}) EXPECT_FALSE(Matches(kDigits, text)) << text;
}

TEST(PatternMatch, TheSecondColumnExceptsBeginnings) {
  EXPECT_TRUE(Matches(kKey, ""));
  EXPECT_TRUE(Matches(kKey, "team"));
  EXPECT_TRUE(Matches(kKey, "my aliyun"));
  EXPECT_FALSE(Matches(kKey, "aliyun"));
  EXPECT_FALSE(Matches(kKey, "acs:team"));
  EXPECT_TRUE(Matches(kNoAddress, "http:/wiki"));
  EXPECT_FALSE(Matches(kNoAddress, "line\nsee https://wiki"));
}

TEST(PatternMatch, BytesOfAnyAlphabetAndNul) {
  EXPECT_TRUE(Matches(kLetters, "Köln"));
  EXPECT_TRUE(Matches(kLetters, "\xff"));  // no UTF-8, and still an answer
  EXPECT_FALSE(Matches(kLetters, std::string_view("a\0b", 3)));
  EXPECT_TRUE(Matches(kKey, std::string_view("a\0b", 3)));
}

// An engine that goes back and forth recurses once a character, and ends the process at some ten thousand.
TEST(PatternMatch, AMegabyteGetsItsAnswer) {
  const std::string letters(std::size_t{1} << 20, 'a');
  EXPECT_TRUE(Matches(kLetters, letters));
  EXPECT_FALSE(Matches(kLetters, letters + "1"));
  EXPECT_TRUE(Matches(kNoAddress, letters));
  EXPECT_FALSE(Matches(kNoAddress, letters + "http://"));
  constexpr Pattern kNested = {"(a|aa)*b", "letters and an end", "ab", "a"};
  EXPECT_FALSE(Matches(kNested, letters));
}

TEST(PatternMatch, SaysWhatIsWrongWithAPattern) {
  EXPECT_EQ(PatternFlaw(kKey), "");
  EXPECT_THAT(PatternFlaw(Pattern{"[a-", "", "", ""}), HasSubstr("missing ]"));
  EXPECT_THAT(PatternFlaw(Pattern{"a", "", "", "", "(b"}), HasSubstr("missing )"));
}

}  // namespace
}  // namespace ic
