// What is hidden from all that is written.
#include "cli/process/streams.h"

#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/spellings.h"
#include "cli/output/plan/plan_output.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(StreamsTest, WhatIsHiddenIsInNothingThatIsWritten) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams streams(in, out, err);
  streams.Hide({"pass\"word-1", "short", "1234567890", "hidden-value"});
  streams.Print("hidden-value, pass\"word-1 and hidden-valuehidden-value\n");
  streams.Print("{\"key\": \"pass\\\"word-1\", \"number\": 1234567890, \"word\": \"short\"}\n");
  streams.Say("error: hidden-value is no key\n");
  EXPECT_EQ(out.str(), "***, *** and ******\n{\"key\": \"***\", \"number\": 1234567890, \"word\": \"short\"}\n");
  EXPECT_EQ(err.str(), "error: *** is no key\n");
  EXPECT_EQ(streams.Shown("hidden-value."), "***.");
}

// Every sign that some format spells another way, in every place of a value.
std::vector<std::string> Values() {
  std::vector<std::string> values = {"two words and more",    "- not an item",    "12. not one either",
                                     "https://www.a.example", "${env:NAME}%{if}", "with\nlines in it",
                                     "hidden\u202evalue",     "::error::stop",    "./a/b c",
                                     "##[group]name",         "a](link)",         "ends in \\",
                                     "\"quoted\" value"};
  for (char sign = ' ' + 1; sign < 0x7f; ++sign) {
    if (IsDigit(sign)) continue;
    values.push_back(std::string(1, sign) + "hidden");
    values.push_back("hid" + std::string(1, sign) + "den");
    values.push_back("hidden" + std::string(1, sign));
  }
  return values;
}

TEST(StreamsTest, WhatIsHiddenIsInNoSpelling) {
  for (const std::string& value : Values()) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Streams streams(in, out, err);
    streams.Hide({value});
    LocatedDiagnostic said;
    said.diagnostic = {Severity::kError, "Not a number", "`vlan` takes a number, and \"" + value + "\" is none.", {}};
    RunPlan plan;
    plan.diagnostics = {said};
    said.diagnostic.detail = value;  // where a line or a cell begins
    plan.diagnostics.push_back(said);
    plan.steps.emplace_back().address = {Kind::kConnection, "dc1"};
    plan.steps.front().action = Action::kUpdate;
    plan.steps.front().changes.push_back({.path = "tags.note", .before = "", .after = value});
    plan.steps.front().reasons = {value, "It says " + value + "."};
    DriftReport drift;
    drift.diagnostics = plan.diagnostics;
    drift.findings.emplace_back().actual = value;
    std::vector<std::string> pages = {PlanMarkdown(plan), PlanJson(plan),         DriftMarkdown(drift),
                                      DriftJson(drift),   DriftSarif(drift, "1"), DiagnosticsJson(plan.diagnostics)};
    for (const int width : {40, 60, 100}) {
      pages.push_back(PlanText(plan, {.width = width}));
      pages.push_back(DriftText(drift, {.width = width}));
      pages.push_back(DiagnosticsText(plan.diagnostics, {.width = width}));
    }
    for (const std::string& page : pages) {
      const std::string shown = streams.Shown(page);
      for (const std::string& spelling : SpellingsOf(value)) EXPECT_THAT(shown, Not(HasSubstr(spelling))) << value;
      EXPECT_THAT(shown, HasSubstr("***")) << value << "\n" << page;
      // With its last letter, which no format spells another way, whatever is beside it.
      if (value.find("hidden") != std::string::npos) {
        EXPECT_THAT(shown, Not(HasSubstr("hidden"))) << value;
      }
    }
  }
}

// Whatever made it: nothing of this was escaped by anybody.
TEST(StreamsTest, EverythingPassesTheGate) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams streams(in, out, err);
  const std::string hostile = "name\n::error::stop\x1b[2J\u202e\r##vso[task.complete]";
  streams.Print(hostile);
  streams.Say(hostile);
  streams.Say("\x1b[2F\x1b[J" + hostile);
  const std::string harmless = "name\n:\\:error::stop\\x1b[2J\\u{202e}\\r#\\#vso[task.complete]";
  EXPECT_EQ(out.str(), harmless);
  EXPECT_EQ(err.str(), harmless + "\x1b[2F\x1b[J" + harmless);
  EXPECT_EQ(streams.Shown(hostile), harmless);
}

TEST(StreamsTest, AScriptOfOursStaysAsItIs) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Streams streams(in, out, err);
  streams.Hide({"hidden-value"});
  streams.PrintExactly("::a\r\n\tb hidden-value\n");
  EXPECT_EQ(out.str(), "::a\r\n\tb ***\n");
}

}  // namespace
}  // namespace ic::cli
