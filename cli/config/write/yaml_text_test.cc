#include "cli/config/write/yaml_text.h"

#include <gtest/gtest.h>

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

TEST(YamlText, SourcesAreEscaped) { EXPECT_EQ(EscapeSources("${a} $${ $$${b $5"), "$${a} $$${ $$$${b $5"); }

}  // namespace
}  // namespace ic::cli
