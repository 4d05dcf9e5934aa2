// The pattern of every limit of every vendor against a second engine, which reads it as ECMAScript does: texts made
// from the row's own example and counter-example by generated slips. They have to agree on each.
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/limits/pattern_match.h"
#include "base/random.h"

namespace ic {
namespace {

// `(?s:.)` is what RE2 has for `[^]`.
std::string Ecma(std::string text) {
  for (std::size_t at = text.find("(?s:.)"); at != std::string::npos; at = text.find("(?s:.)"))
    text.replace(at, 6, "[^]");
  for (std::size_t at = text.find("(?s:.*)"); at != std::string::npos; at = text.find("(?s:.*)")) {
    text.replace(at, 7, "[^]*");
  }
  return text;
}

std::regex SecondEngine(const Pattern& pattern) {
  std::string text = Ecma(std::string(pattern.regex));
  if (!pattern.but_not.empty()) text = "(?!" + Ecma(std::string(pattern.but_not)) + ")(?:" + text + ")";
  return std::regex(text, std::regex::ECMAScript);
}

std::string WithASlip(std::string text, Random& random) {
  static const std::vector<std::string> kParts = {"a",
                                                  "Z",
                                                  "0",
                                                  "9",
                                                  "-",
                                                  "_",
                                                  "/",
                                                  ":",
                                                  ".",
                                                  ",",
                                                  " ",
                                                  "<",
                                                  "|",
                                                  "@",
                                                  "\n",
                                                  "~",
                                                  "ö",
                                                  "\t",
                                                  "https://",
                                                  "http://",
                                                  "arn:",
                                                  "aliyun",
                                                  "interconnect:",
                                                  "AWS:",
                                                  "_sys_",
                                                  ""};
  const std::string& part = kParts[random.Below(kParts.size())];
  const std::size_t at = random.Below(text.size() + 1);
  switch (random.Below(3)) {
    case 0:
      return text.insert(at, part);
    case 1:
      return text.replace(at, 1, part);
    default:
      return text.substr(at) + part;
  }
}

std::vector<std::pair<std::string, Pattern>> AllPatterns() {
  std::vector<std::pair<std::string, Pattern>> patterns;
  for (const VendorTraits* traits : AllAdapters().traits()) {
    for (const Limit& limit : traits->limits) {
      if (const auto* pattern = std::get_if<Pattern>(&limit.allowed)) patterns.emplace_back(limit.id, *pattern);
    }
  }
  return patterns;
}

TEST(Patterns, AgreeWithASecondEngine) {
  const std::unique_ptr<Random> random = SeededRandom(20261128);
  const auto patterns = AllPatterns();
  ASSERT_GT(patterns.size(), 30U);
  for (const auto& [id, pattern] : patterns) {
    const std::regex second = SecondEngine(pattern);
    for (const std::string_view start : {pattern.example, pattern.wrong}) {
      std::string text(start);
      for (int i = 0; i < 60; ++i) {
        ASSERT_EQ(Matches(pattern, text), std::regex_match(text, second)) << id << ": " << testing::PrintToString(text);
        text = i % 6 == 5 ? std::string(start) : WithASlip(std::move(text), *random);
      }
    }
  }
}

// What is true of some hundred more letters is true of a million. The second engine is not asked: its stack would end.
TEST(Patterns, AMegabyteGetsTheAnswerOfAShorterText) {
  for (const auto& [id, pattern] : AllPatterns()) {
    const std::string example(pattern.example);
    const bool shorter = std::regex_match(example + std::string(400, 'a'), SecondEngine(pattern));
    EXPECT_EQ(Matches(pattern, example + std::string(std::size_t{1} << 20, 'a')), shorter) << id;
  }
}

}  // namespace
}  // namespace ic
