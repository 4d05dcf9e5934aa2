#include "base/json_text.h"

#include <array>
#include <random>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ic {
namespace {

std::string Repeated(std::string_view what, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += what;
  return text;
}

// Ways to open a level, and to close it.
struct Nesting {
  std::string_view open;
  std::string_view close;
  std::size_t levels;
};
constexpr auto kNestings = std::to_array<Nesting>({{"[", "]", 1},
                                                   {R"({"a":)", "}", 1},
                                                   {"[1,", "]", 1},
                                                   {R"(["]\"]",)", "]", 1},
                                                   {R"([{"a":)", "}]", 2},
                                                   {" [\n", " ]", 1}});

TEST(JsonTextTest, TheDepthIsBounded) {
  for (const Nesting& nesting : kNestings) {
    const std::size_t fits = kMostJsonLevels / nesting.levels;
    for (const std::size_t times : {std::size_t{1}, fits, fits + 1, std::size_t{100'000}}) {
      for (const bool closed : {true, false}) {
        SCOPED_TRACE(std::string(nesting.open) + " " + std::to_string(times) + (closed ? " closed" : " open"));
        const std::string text = Repeated(nesting.open, times) + "1" + (closed ? Repeated(nesting.close, times) : "");
        EXPECT_EQ(CheckJsonBounds(text).ok(), times <= fits);
        EXPECT_EQ(!ParseJson(text).is_discarded(), closed && times <= fits);
      }
    }
  }
}

TEST(JsonTextTest, TheNumberOfValuesIsBounded) {
  for (const std::string_view element : {"[],", "{},", "1,", "[[]],", R"({"":{}},)"}) {
    SCOPED_TRACE(element);
    const std::string many = "[" + Repeated(element, 4'000'000 / element.size()) + "0]";
    EXPECT_FALSE(CheckJsonBounds(many).ok());
    EXPECT_TRUE(ParseJson(many).is_discarded());
    EXPECT_FALSE(ParseJson("[" + Repeated(element, 50'000) + "0]").is_discarded());
  }
}

// However large it is: what costs little to send must cost little to read.
TEST(JsonTextTest, AnAnswerIsBoundedWhateverItsSize) {
  for (const std::string_view element : {"[],", R"({"a":1},)", R"({"id":"dxcon-0123456789"},)"}) {
    SCOPED_TRACE(element);
    const std::string many = "[" + Repeated(element, 40'000'000 / element.size()) + "0]";
    EXPECT_THAT(CheckAnswerBounds(many).message(), testing::HasSubstr("values"));
    EXPECT_TRUE(ParseAnswer(many).is_discarded());
    EXPECT_FALSE(ParseAnswer("[" + Repeated(element, 50'000) + "0]").is_discarded());
  }
  for (const std::size_t size : {kMostAnswerText - 1, kMostAnswerText, kMostAnswerText + 1, 3 * kMostAnswerText}) {
    for (const char* around : {R"(["#"])", R"({"#":1})", R"([1,{"a":"#"}])"}) {
      std::string text = around;
      text.replace(text.find('#'), 1, std::string(size, 'x'));
      EXPECT_EQ(ParseAnswer(text).is_discarded(), size > kMostAnswerText) << size << around;
      EXPECT_FALSE(ParseJson(text).is_discarded());
    }
  }
}

TEST(JsonTextTest, WhatIsInTextsDoesNotCount) {
  const std::string brackets = Repeated("[", 1000) + Repeated(",", 1'000'000) + R"(\")" + Repeated("{", 1000);
  const nlohmann::json read = ParseJson(R"({"a":")" + brackets + R"("})");
  ASSERT_TRUE(read.is_object());
  EXPECT_EQ(read["a"].get<std::string>().size(), 1'002'001u);
}

TEST(JsonTextTest, ManyObjectsFit) {
  const std::string object = R"({"id":"dxcon-0123","vlan":7,"tags":[{"key":"a","value":"b"}],"state":"ok"},)";
  EXPECT_TRUE(ParseJson("[" + Repeated(object, 20'000) + "0]").is_array());
}

TEST(JsonTextTest, WhatIsNoJsonIsDiscarded) {
  for (const char* text : {"", "{", "]", "nul", "\"", "\"\\", "{\"a\":1,}", "<html>", "[1] 2"}) {
    EXPECT_TRUE(ParseJson(text).is_discarded()) << text;
  }
}

// Against the tree's own reader: the same tree, or none.
class JsonTextAgainstTheReaderTest : public testing::TestWithParam<unsigned> {};

std::string AnyText(std::mt19937& random, int levels) {
  static constexpr auto kLeaves = std::to_array<std::string_view>({"null",
                                                                   "true",
                                                                   "false",
                                                                   "0",
                                                                   "-0",
                                                                   "1",
                                                                   "-1",
                                                                   "4294967296",
                                                                   "18446744073709551615",
                                                                   "18446744073709551616",
                                                                   "-9223372036854775808",
                                                                   "-9223372036854775809",
                                                                   "0.1",
                                                                   "-2.5e-3",
                                                                   "1E5",
                                                                   "123456789.123456789",
                                                                   "1e400",
                                                                   "01",
                                                                   "1.",
                                                                   ".5",
                                                                   "+1",
                                                                   "nan",
                                                                   "\"\"",
                                                                   "\"a b\"",
                                                                   R"("\u00e9\n\"\\\/")",
                                                                   R"("\ud83d\ude00")",
                                                                   R"("\ud83d")",
                                                                   "\"\xc3\xa9\"",
                                                                   "\"\xc3\"",
                                                                   "\"\t\"",
                                                                   R"("\x")",
                                                                   "",
                                                                   "'a'"});
  if (levels == 0 || random() % 3 == 0) return std::string(kLeaves[random() % kLeaves.size()]);
  const bool object = random() % 2 == 0;
  std::string text = object ? "{" : "[";
  for (unsigned left = random() % 4; left > 0; --left) {
    if (object) text += random() % 4 == 0 ? R"("b": )" : R"( "a":)";
    text += AnyText(random, levels - 1);
    if (left > 1 || random() % 20 == 0) text += random() % 2 == 0 ? "," : " ,\n";
  }
  return text + (object ? "}" : "]") + (random() % 40 == 0 ? "x" : "");
}

TEST_P(JsonTextAgainstTheReaderTest, ReadsTheSame) {
  std::mt19937 random(GetParam());
  for (int i = 0; i < 2000; ++i) {
    const std::string text = (random() % 20 == 0 ? "\xef\xbb\xbf" : "") + AnyText(random, 3);
    SCOPED_TRACE(text);
    const nlohmann::json expected = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
    const nlohmann::json read = ParseJson(text);
    ASSERT_EQ(read.is_discarded(), expected.is_discarded());
    if (expected.is_discarded()) continue;
    EXPECT_EQ(read, expected);
    EXPECT_EQ(read.dump(), expected.dump());  // numbers of the same kind
    EXPECT_EQ(ParseOrderedJson(text).dump(),
              nlohmann::ordered_json::parse(text, nullptr, /*allow_exceptions=*/false).dump());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, JsonTextAgainstTheReaderTest, testing::Range(1u, 11u));

}  // namespace
}  // namespace ic
