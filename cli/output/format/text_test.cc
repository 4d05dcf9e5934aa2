// What other tests do not reach of the helpers: widths, wrapping, escaping, names in URIs and rules.
#include "cli/output/format/text.h"

#include <gtest/gtest.h>

#include "base/time_text.h"
#include "cli/output/format/markdown.h"
#include "cli/output/format/sarif.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

TEST(TextTest, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("Köln →"), 6U);
  EXPECT_EQ(DisplayWidth("北京"), 4U);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1U);
  EXPECT_EQ(DisplayWidth("🚀"), 2U);
  EXPECT_EQ(Padded("北京", 6), "北京  ");
  EXPECT_EQ(RightAligned("é", 3), "  é");
}

TEST(TextTest, OneLineSpellsOutWhatDrivesATerminal) {
  EXPECT_EQ(OneLine("a\tb\nc\rd"), "a\\tb\\nc\\rd");
  EXPECT_EQ(OneLine("\x1b]0;x\x07"), "\\x1b]0;x\\x07");
  EXPECT_EQ(OneLine("\u009b31m\x7f"), "\\x9b31m\\x7f");
  EXPECT_EQ(OneLine("\u202eabc"), "\\u{202e}abc");
  EXPECT_EQ(OneLine("\xff"), "\uFFFD");
  EXPECT_EQ(OneLine("北京 é 🚀"), "北京 é 🚀");
  EXPECT_EQ(Lines("a\nb\x1b"), "a\nb\\x1b");
}

TEST(TextTest, WrapsAtSpacesOnly) {
  EXPECT_EQ(Wrapped("one two three four five six seven eight nine", 2, 40),
            "  one two three four five six seven\n  eight nine\n");
  const std::string word(70, 'x');
  EXPECT_EQ(Wrapped("a " + word + " b", 0, 40), "a\n" + word + "\nb\n");
  EXPECT_EQ(Wrapped("a\n\n  sample  line\nb\n\n", 2, 40), "  a\n\n    sample  line\n  b\n");
  EXPECT_EQ(Wrapped("", 2, 40), "");
}

TEST(TextTest, ColumnsAlignAndNothingTrails) {
  EXPECT_EQ(Aligned({{"a", "北京", "c"}, {"bbb", "x", ""}}, 1), " a    北京  c\n bbb  x\n");
  EXPECT_EQ(AlignedWidth({{"a", "北京"}, {"bbb", ""}}), 9U);
}

TEST(TextTest, PaintsOnlyIfAsked) {
  EXPECT_EQ(Paint(false)(Hue::kRed, "x"), "x");
  EXPECT_EQ(Paint(true)(Hue::kRed, "x"), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(Paint(true)(Hue::kRed, ""), "");
}

TEST(MarkdownTest, NoSignStaysMarkup) {
  EXPECT_EQ(MdText("a|b`c<d>&*_[]~\\$"), "a&#124;b&#96;c&lt;d&gt;&amp;&#42;&#95;&#91;&#93;&#126;&#92;&#36;");
  EXPECT_EQ(MdText("@team #12"), "&#64;<!-- -->team &#35;<!-- -->12");
  EXPECT_EQ(MdText("!12 %v1 GH-7 gh-x a! 5 % b"), "&#33;<!-- -->12 &#37;<!-- -->v1 GH&#45;<!-- -->7 gh-x a! 5 % b");
  EXPECT_EQ(MdText("/close a/b"), "&#47;close a/b");
  EXPECT_EQ(MdText("https://x www.y WWW.z"), "https&#58;//x www&#46;y WWW&#46;z");
  EXPECT_EQ(MdText("- a-b"), "&#45; a-b");
  EXPECT_EQ(MdText("12. x 3.4"), "12&#46; x 3.4");
  EXPECT_EQ(MdText("10.0.0.0/16"), "10&#46;0.0.0/16");
  EXPECT_EQ(MdText("    code"), "code");
  EXPECT_EQ(MdCode("x"), "<code>x</code>");
  EXPECT_EQ(MdCode(""), "");
  EXPECT_EQ(MdParagraph("a\n- b"), "a<br>&#45; b");
}

TEST(SarifTest, RuleIdsAndUris) {
  EXPECT_EQ(KebabCase("VLAN outside the \"allowed\" range (hard)!"), "vlan-outside-the-allowed-range-hard");
  EXPECT_EQ(KebabCase("…"), "other");
  EXPECT_EQ(UriOf("./net/a b#1.yaml"), "net/a%20b%231.yaml");
  EXPECT_EQ(UriOf("net\\é.yaml"), "net/%C3%A9.yaml");
  EXPECT_EQ(UriOf("/srv/net.yaml"), "file:///srv/net.yaml");
  EXPECT_EQ(UriOf("../net.yaml"), "../net.yaml");
}

TEST(WordsTest, TimesAreUtc) {
  const Time time(std::chrono::seconds(1788256805));
  EXPECT_EQ(IsoTime(time), "2026-09-01T10:00:05Z");
  EXPECT_EQ(PlainTime(time), "2026-09-01 10:00 UTC");
  EXPECT_EQ(UnixSeconds(time), 1788256805);
  EXPECT_EQ(PlainDuration(std::chrono::milliseconds(900)), "0 s");
  EXPECT_EQ(PlainDuration(std::chrono::seconds(185)), "3 min 5 s");
  EXPECT_EQ(PlainDuration(std::chrono::seconds(7300)), "2 h 1 min");
}

}  // namespace
}  // namespace ic::cli
