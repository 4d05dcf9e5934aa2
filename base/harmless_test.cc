#include "base/harmless.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/diagnostics.h"
#include "base/text.h"

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// As the runners of pipelines recognize them; `anywhere`: in the middle of a line too.
struct Command {
  std::string text;
  bool anywhere;
};
const std::vector<Command>& Commands() {
  static const std::vector<Command> kCommands = {{"::error::stop", false},
                                                 {"::add-mask::x", false},
                                                 {"::error file=a,line=1::x", false},
                                                 {"::set-output name=a::b", false},
                                                 {"##[group]x", true},
                                                 {"##[error]x", true},
                                                 {"##vso[task.setvariable variable=a]b", true},
                                                 {"##teamcity[buildStop]", true},
                                                 {"section_start:1:a", true},
                                                 {"section_end:1:a", true}};
  return kCommands;
}

// The recognizers of the runners, as they are published: GitHub's and Azure's, TeamCity's, GitLab's.
bool IsTaken(const std::string& line) {
  const std::string_view trimmed = Trim(line);
  if (trimmed.starts_with("::")) return true;
  for (const char* prefix : {"##[", "##vso[", "##teamcity[", "section_start:", "section_end:"}) {
    if (line.find(prefix) != std::string::npos) return true;
  }
  return false;
}

TEST(HarmlessTest, NoLineIsACommand) {
  for (const Command& command : Commands()) {
    ASSERT_TRUE(IsTaken(command.text)) << command.text;
    for (const char* before : {"", " ", "\t", "a\n", "a\n   ", "a\r", "name \"", "\n\n"}) {
      for (const char* after : {"", "\n", "\nb", " c"}) {
        const std::string text = before + command.text + after;
        for (const std::string& shown : {Harmless(text), WithoutCommands(text)}) {
          for (const std::string& line : Split(shown, '\n')) EXPECT_FALSE(IsTaken(line)) << line;
          EXPECT_EQ(Harmless(shown), Harmless(Harmless(shown))) << text;
        }
      }
    }
  }
}

TEST(HarmlessTest, WhatIsNoCommandStays) {
  for (const char* text :
       {"a::b", "fd00::1", "see std::string", "# a ## b", "## Title", "### [x]", "section 1", "a: b"}) {
    EXPECT_EQ(Harmless(text), text);
  }
  EXPECT_EQ(Harmless("::1 is loopback"), ":\\:1 is loopback");
  EXPECT_EQ(WithoutCommands("\x1b[1;31m::error::x\x1b[0m"), "\x1b[1;31m:\\:error::x\x1b[0m");
}

TEST(HarmlessTest, ControlAndDirectionAreSpelledOut) {
  for (std::uint32_t point = 0; point < 0x2100; ++point) {
    const bool unseen = point == 0xad || point == 0x180e || point == 0x200b || (point >= 0x2060 && point <= 0x206f);
    const bool drives = point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x61c || point == 0x200e ||
                        point == 0x200f || (point >= 0x2028 && point <= 0x202e) || unseen;
    std::string text;
    if (point < 0x80) {
      text += static_cast<char>(point);
    } else if (point < 0x800) {
      text += static_cast<char>(0xc0 | (point >> 6));
      text += static_cast<char>(0x80 | (point & 0x3f));
    } else {
      text += static_cast<char>(0xe0 | (point >> 12));
      text += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
      text += static_cast<char>(0x80 | (point & 0x3f));
    }
    const std::string shown = SpelledOut("a" + text + "b", Breaks::kSpelledOut);
    EXPECT_EQ(shown == "a" + text + "b", !drives) << point;
    if (drives) {
      EXPECT_THAT(shown, Not(HasSubstr(text))) << point;
    }
    // In JSON it is an escape, and the same when it is read.
    const std::string json = nlohmann::json(std::vector<std::string>{"a" + text + "b"}).dump(2);
    const std::string harmless = HarmlessJson(json);
    EXPECT_EQ(nlohmann::json::parse(harmless), nlohmann::json::parse(json)) << point;
    if (drives && text != "\n") {
      EXPECT_THAT(harmless, Not(HasSubstr(text))) << point;
    }
  }
  EXPECT_EQ(SpelledOut("a\nb\tc\xff", Breaks::kKept), "a\nb\\tc\xef\xbf\xbd");
}

TEST(HarmlessTest, WhatIsNotSeenIsSpelledOut) {
  EXPECT_EQ(SpelledOut("pr\uFEFFod\U000E0041", Breaks::kKept), "pr\\u{feff}od\\u{e0041}");
  EXPECT_EQ(HarmlessJson("[\"\uFEFF\U000E0041\"]"), R"(["\ufeff\udb40\udc41"])");
  EXPECT_EQ(SpelledOut("\U0001F468\u200D\U0001F4BB", Breaks::kKept), "\U0001F468\u200D\U0001F4BB");
}

TEST(HarmlessTest, JsonSaysTheSameWithoutCommands) {
  for (const Command& command : Commands()) {
    const nlohmann::json value = {{command.text, {command.text, "a\n" + command.text}}, {"b", command.text}};
    for (const int indent : {-1, 2}) {
      const std::string json = HarmlessJson(value.dump(indent));
      EXPECT_EQ(nlohmann::json::parse(json), value) << json;
      for (const std::string& line : Split(json, '\n')) EXPECT_FALSE(IsTaken(line)) << line;
    }
  }
}

TEST(HarmlessTest, DiagnosticsAre) {
  for (const Command& command : Commands()) {
    Diagnostics diagnostics;
    diagnostics.AddError({}, "x\n" + command.text, "the port \"a\n" + command.text + "\x1b[2J\" is gone");
    diagnostics.AddStatus({}, "x", UnavailableError(command.text + "\n  " + command.text));
    for (const Diagnostic& item : diagnostics.items()) {
      EXPECT_THAT(item.summary, Not(HasSubstr("\n")));
      EXPECT_THAT(item.detail, Not(HasSubstr("\x1b")));
      for (const std::string& text : {item.summary, item.detail}) {
        for (const std::string& line : Split(text, '\n')) EXPECT_FALSE(IsTaken(line)) << line;
      }
    }
    Diagnostics again;
    again.Append(diagnostics);
    EXPECT_EQ(again.items(), diagnostics.items());
  }
}

}  // namespace
}  // namespace ic
