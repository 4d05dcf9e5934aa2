#include "cli/config/write/yaml_text.h"

#include <vector>

#include <gtest/gtest.h>

#include "base/harmless.h"
#include "cli/config/write/hcl_text.h"
#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {
namespace {

TEST(YamlText, WhatIsCertainlyTextStaysPlain) {
  for (const std::string_view text : {"a", "dc1-aws", "EqDC2", "1Gbps", "10.0.0.0/16", "30m", "vgw-f9eb0c90", "a b c",
                                      "arn:aws:iam::1:role/x", "_x", "/etc/x", "x@y.z", "a+b"}) {
    EXPECT_EQ(YamlScalar(text), text);
  }
}

TEST(YamlText, WhatSomeReaderTakesForSomethingElseIsQuoted) {
  for (const std::string_view text :
       {"",    "null", "Null",  "~",    "true", "FALSE", "yes",  "No",    "on",       "OFF",
        "y",   "N",    "65000", "1.10", "1e3",  "0x1f",  "0o17", "1_000", "12:30:45", "2026-12-31",
        "-",   "- a",  "? a",   ":a",   "a:",   "a: b",  "a #b", "#a",    "&a",       "*a",
        "!a",  "|",    ">",     "%a",   "@a",   "`a",    "[a]",  "{a}",   "a,b",      "'a'",
        "=",   "<<",   ".inf",  "...",  "---",  " a",    "a ",   "a  b",  "1h30m",    "2001:db8::1/64",
        "a$b", "é"}) {
    EXPECT_EQ(YamlScalar(text), "\"" + std::string(text) + "\"");
  }
  EXPECT_EQ(YamlScalar("a:b c", /*in_flow=*/true), "\"a:b c\"");
}

TEST(YamlText, QuotesEscape) {
  EXPECT_EQ(YamlQuoted("a\"b\\c\nd\te\r\x01\x7f"), R"("a\"b\\c\nd\te\x0d\x01\x7f")");
  EXPECT_EQ(YamlQuoted("\xc2\x85\xc2\xa0\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf"),
            "\"\\x85\xc2\xa0\\u2028\\u2029\\ufeff\"");
}

// What was read in a cloud is shown in a job's log, and looked at before it is committed.
TEST(YamlText, NothingDrivesAPipelineOrTurnsTheDirectionOfWriting) {
  for (const char* command : {"::error::x", "##[group]x", "##vso[task.setvariable variable=a]b",
                              "##teamcity[buildStop]", "section_start:1:a", "section_end:1:a",
                              "a\xe2\x80\xae"
                              "b",
                              "\xe2\x81\xa6x", "\xd8\x9cx", "dc\u200c1", "\u3164x", "\U000E0041x", "\U000E0101x",
                              "\U0001D173x", "\u3000::error::x",
                              "a\xc2\x9b"
                              "b"}) {
    for (const char* before : {"", "a ", "a\n", "a/"}) {
      const std::string text = std::string(before) + command;
      for (const std::string& written :
           {YamlScalar(text, false), YamlScalar(text, true), YamlQuoted(text), HclString(text)}) {
        EXPECT_EQ(Harmless(written), written);
        std::vector<YamlError> errors;
        const YamlTree tree = ParseYaml(written, errors);
        EXPECT_TRUE(errors.empty()) << written;
        EXPECT_EQ(Yaml(&tree, tree.root).text(), text) << written;
      }
    }
  }
}

TEST(YamlText, SourcesAreEscaped) { EXPECT_EQ(EscapeSources("${a} $${ $$${b $5"), "$${a} $$${ $$$${b $5"); }

}  // namespace
}  // namespace ic::cli
