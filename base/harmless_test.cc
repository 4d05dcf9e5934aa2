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

// White space as .NET has it (String.TrimStart), which GitHub's runner trims lines of.
const std::vector<std::string>& Spaces() {
  static const std::vector<std::string> kSpaces = {" ",      "\t",     "\u00a0", "\u1680", "\u2000", "\u2001",
                                                   "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
                                                   "\u2008", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000"};
  return kSpaces;
}

std::string_view Trimmed(std::string_view line) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string& space : Spaces()) {
      if (!line.starts_with(space)) continue;
      line.remove_prefix(space.size());
      more = true;
    }
  }
  return line;
}

// The recognizers of the runners, as they are published: GitHub's and Azure's, TeamCity's, GitLab's.
bool IsTaken(const std::string& line) {
  if (Trimmed(line).starts_with("::")) return true;
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

TEST(HarmlessTest, NoSpaceHidesACommand) {
  for (const std::string& space : Spaces()) {
    for (const std::string& before : {space, "a\n" + space, space + space, "  " + space + " "}) {
      const std::string text = before + "::error::stop";
      for (const std::string& shown : {Harmless(text), WithoutCommands(text), HarmlessPage(text)}) {
        for (const std::string& line : Split(shown, '\n')) EXPECT_FALSE(IsTaken(line)) << line;
      }
    }
  }
}

// Every part of it may have been left as it came.
TEST(HarmlessTest, APageIsHarmlessAsAWhole) {
  const std::string page = "\x1b[1mPlan\x1b[0m\n\x1b[31m-\x1b[0m\ta \u00b7 b\n";
  EXPECT_EQ(HarmlessPage(page), page);
  for (const Command& command : Commands()) {
    for (const char* between : {"\n", "\r", "\n\x1b[2J", "\n\x1b[31m", "\n\u3000", "\x1b[8m\n", "\n\x1b[1m\x1b[0m "}) {
      const std::string shown = HarmlessPage(page + between + command.text + "\u202e" + page);
      EXPECT_THAT(shown, Not(HasSubstr("\u202e")));
      EXPECT_THAT(shown, Not(HasSubstr("\r")));
      EXPECT_THAT(shown, Not(HasSubstr("\x1b[2J")));
      EXPECT_THAT(shown, Not(HasSubstr("\x1b[8m")));
      EXPECT_EQ(shown.rfind(page), shown.size() - page.size());
      for (const std::string& line : Split(shown, '\n')) EXPECT_FALSE(IsTaken(line)) << line;
      EXPECT_EQ(HarmlessPage(shown), shown);
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
    // Unicode's Default_Ignorable_Code_Point, and of the rest what turns the direction or is a line break to some.
    const bool unseen = point == 0xad || point == 0x34f || point == 0x115f || point == 0x1160 || point == 0x17b4 ||
                        point == 0x17b5 || (point >= 0x180b && point <= 0x180f) ||
                        (point >= 0x200b && point <= 0x200f) || (point >= 0x2060 && point <= 0x206f);
    const bool drives = point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x61c ||
                        (point >= 0x2028 && point <= 0x202e) || unseen;
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
  EXPECT_EQ(HarmlessQuoted("\"\uFEFF\U000E0041\""), R"("\ufeff\U000e0041")");
  for (const char* unseen : {"\u3164", "\uFFA0", "\uFFF0", "\uFFFB", "\U00013430", "\U0001BCA0", "\U0001D173",
                             "\U000E0000", "\U000E0100", "\U000E01EF", "\U000E0FFF"}) {
    const std::string text = std::string("北") + unseen + "京";
    EXPECT_THAT(SpelledOut(text, Breaks::kKept), Not(HasSubstr(unseen)));
    EXPECT_THAT(HarmlessJson("[\"" + text + "\"]"), Not(HasSubstr(unseen)));
  }
}

TEST(HarmlessTest, WhatJoinsOrVariesSignsStaysThere) {
  for (const char* text : {"\U0001F468\u200D\U0001F4BB", "\u2764\uFE0F", "\U0001F469\u200D\u2764\uFE0F\u200D\U0001F468",
                           "1\uFE0F\u20E3", "\u0915\u094D\u200D\u0937", "\u0645\u06CC\u200C\u062E"}) {
    EXPECT_EQ(SpelledOut(text, Breaks::kKept), text);
    EXPECT_EQ(HarmlessJson("[\"" + std::string(text) + "\"]"), "[\"" + std::string(text) + "\"]");
    EXPECT_EQ(HarmlessPage(text), text);
  }
  // Two names that look like one, and what is hidden behind a picture.
  for (const char* text : {"dc\u200C1", "dc1\u200D", "\u200Ddc1", "a\uFE0F", "\u2764\uFE0F\uFE01\uFE02",
                           "\U0001F468\u200D\u200D\U0001F4BB", "\U0001F468\u200D", "\U0001F468\u200Da"}) {
    const std::string shown = SpelledOut(text, Breaks::kKept);
    EXPECT_NE(shown, text);
    EXPECT_EQ(SpelledOut(shown, Breaks::kKept), shown);
    const std::string json = "[\"" + std::string(text) + "\"]";
    EXPECT_NE(HarmlessJson(json), json);
    EXPECT_EQ(nlohmann::json::parse(HarmlessJson(json)), nlohmann::json::parse(json));
  }
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
