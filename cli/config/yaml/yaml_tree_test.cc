// Files made to hurt, and what the parser behind the tree must not let pass.
#include "cli/config/yaml/yaml_tree.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::cli {
namespace {

std::string Said(std::string_view text) {
  std::vector<YamlError> errors;
  ParseYaml(text, errors);
  std::string said;
  for (const YamlError& error : errors) {
    said += fmt::format("{}:{}: {}: {}\n", error.mark.line, error.mark.column, error.summary, error.detail);
  }
  return said;
}

std::string Repeat(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

constexpr std::size_t kMillion = 1'000'000;

TEST(YamlTree, NestingIsBounded) {
  constexpr std::string_view kDeep = "Configuration too large: The file is nested deeper than 64 levels.\n";
  // What is never closed might be keys of maps within: two levels each.
  EXPECT_EQ(Said(Repeat("[", kMillion)), fmt::format("1:33: {}", kDeep));
  EXPECT_EQ(Said(Repeat("{", kMillion)), fmt::format("1:64: {}", kDeep));
  EXPECT_EQ(Said(Repeat("- ", kMillion)), fmt::format("1:129: {}", kDeep));
  EXPECT_EQ(Said(Repeat("? ", kMillion)), fmt::format("1:129: {}", kDeep));
  EXPECT_EQ(Said(Repeat("[", 64) + Repeat("]", 64)), "");
  EXPECT_EQ(Said(Repeat("[", 65) + Repeat("]", 65)), fmt::format("1:65: {}", kDeep));
}

TEST(YamlTree, WhatTheScannerHoldsIsBounded) {
  constexpr std::string_view kLarge =
      "1:1: Configuration too large: A collection in brackets ({…} or […]) has more than 1048576 brackets, commas, "
      "colons "
      "and quotes. Write the outer levels as indented blocks, or split the file.\n";
  EXPECT_EQ(Said(Repeat("[", 2 * kMillion)), kLarge);
  EXPECT_EQ(Said("[" + Repeat("b,", kMillion + kMillion / 10) + "]"), kLarge);
  // As many signs, but in pieces.
  EXPECT_EQ(Said("a:\n" + Repeat("- {b: c, d: [e, f]}\n", kMillion / 7)), "");
}

TEST(YamlTree, AliasesAreCountedBeforeAnybodyFollowsThem) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    laughs +=
        fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  EXPECT_THAT(Said(laughs),
              ::testing::StartsWith("6:30: Configuration too large: Its aliases repeat more than 16 MiB."));
  std::string chain = "a0: &a0 {k: 1}\n";
  for (int i = 1; i < 200; ++i) chain += fmt::format("a{0}: &a{0} {{<<: *a{1}, k{0}: 1}}\n", i, i - 1);
  EXPECT_EQ(Said(chain),
            "64:16: Configuration too large: The file is nested deeper than 64 levels, aliases expanded.\n");
}

TEST(YamlTree, WhatAliasesRepeatIsBounded) {
  const std::string kLarger = "Configuration too large: Its aliases repeat more than 16 MiB.";
  for (const std::string& kept : {std::string("&a ") + Repeat("x", 100'000), "&a [" + Repeat("x", 100'000) + "]",
                                  "&a {k: " + Repeat("x", 100'000) + "}", "&a \"" + Repeat("x", 100'000) + "\""}) {
    EXPECT_EQ(Said("a: " + kept + "\nb: [" + Repeat("*a , ", 160) + "1]\n"), "");
    EXPECT_THAT(Said("a: " + kept + "\nb: [" + Repeat("*a , ", 2000) + "1]\n"), ::testing::HasSubstr(kLarger));
    EXPECT_THAT(Said("a: " + kept + "\nb: &b [" + Repeat("*a , ", 15) + "1]\nc: &c [" + Repeat("*b , ", 15) +
                     "1]\nd: [*c , *c ]\n"),
                ::testing::HasSubstr(kLarger));
  }
}

// Whatever is short, or nothing at all, has a line of its own in an output.
TEST(YamlTree, EachValueThatAliasesRepeatCounts) {
  for (const std::string value : {"x", "\"\"", "''", "~", "{}", "[]", "{k: }"}) {
    std::string map;
    for (int i = 0; i < 1000; ++i) map += fmt::format("k{}: {}, ", i, value);
    for (const std::string& kept : {"[" + Repeat(value + ", ", 1000) + "x]", "{" + map + "k: x}"}) {
      const std::string text = "a: &a " + kept + "\n";
      const std::string merges = Repeat("- {<<: *a , more: x}\n", 2000);
      EXPECT_EQ(Said(text + "b: [" + Repeat("*a , ", 100) + "1]\n"), "") << value;
      EXPECT_THAT(Said(text + "b: [" + Repeat("*a , ", 2000) + "1]\n"), ::testing::HasSubstr("Its aliases repeat"))
          << value;
      if (kept.front() != '{') continue;
      EXPECT_THAT(Said(text + "b:\n" + merges), ::testing::HasSubstr("Its aliases repeat")) << value;
    }
  }
}

TEST(YamlTree, WhatIsWrittenMayBeRepeatedAFewTimesHoweverLargeItIs) {
  std::string text = "a: &a {k: x, l: y}\n";
  for (int i = 0; i < 120'000; ++i) text += fmt::format("name{}: {{<<: *a , size: large, of: all}}\n", i);
  EXPECT_EQ(Said(text), "");
}

TEST(YamlTree, FilesOfAConfigurationShareWhatAliasesMayAdd) {
  const std::string text = "a: &a " + Repeat("x", 100'000) + "\nb: [" + Repeat("*a , ", 100) + "1]\n";
  YamlAliasRoom room;
  std::vector<YamlError> errors;
  ParseYaml(text, errors, &room);
  EXPECT_TRUE(errors.empty());
  ParseYaml(text, errors, &room);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_THAT(errors[0].detail, ::testing::HasSubstr("Its aliases repeat"));
  EXPECT_EQ(Said(text), "");
}

TEST(YamlTree, FilesAreBounded) {
  EXPECT_EQ(
      Said(std::string(kMaxYamlBytes + 1, '#')),
      "1:1: Configuration too large: The file has more than 64 MiB. Split it: a folder of files is read as one.\n");
}

TEST(YamlTree, WhatIsNoTextIsRefused) {
  EXPECT_EQ(Said("owner: \xff\n"), "1:8: Invalid YAML: The text is not UTF-8 from here on. Save the file as UTF-8.\n");
  EXPECT_EQ(Said("é: é\né: \xc3"), "2:4: Invalid YAML: The text is not UTF-8 from here on. Save the file as UTF-8.\n");
  EXPECT_EQ(Said("é: é\nowner: é\x01\n"),
            "2:9: Invalid YAML: The control character U+0001 is not allowed. In double quotes it is written \\x01.\n");
  EXPECT_EQ(Said(std::string("a\0b\0", 4)),
            "1:2: Invalid YAML: The control character U+0000 is not allowed. In double quotes it is written \\x00.\n");
}

// yaml-cpp says nothing of it, and whatever follows would be missing from the configuration.
TEST(YamlTree, AnOpenQuoteDoesNotSwallowTheRest) {
  EXPECT_EQ(Said("a: \"b\nc: d\n"),
            "1:4: Invalid YAML: The quote \" that begins here is not closed before the end of the file.\n");
  EXPECT_EQ(Said("a: &x !!str 'it''s\n"),
            "1:4: Invalid YAML: The quote ' that begins here is not closed before the end of the file.\n");
  EXPECT_EQ(Said("a: 'it''s'\nb: \"\\\"\"\nc: |\n  \"\nd: >\n  '\n"), "");
  EXPECT_EQ(Said("b: &x \"c\"\n"), "");
}

TEST(YamlTree, ColumnsCountCharacters) {
  std::vector<YamlError> errors;
  const YamlTree tree = ParseYaml("\xef\xbb\xbf\"é\": {éé: 1, ü: [é, x]}\r\nb:\nc: 2\n", errors);
  ASSERT_TRUE(errors.empty());
  const std::vector<Yaml::Entry> root = Yaml(&tree, tree.root).Entries();
  ASSERT_EQ(root.size(), 3u);
  EXPECT_EQ(root[0].key.mark(), (YamlMark{1, 1}));
  EXPECT_EQ(root[0].value.mark(), (YamlMark{1, 6}));
  const std::vector<Yaml::Entry> inner = root[0].value.Entries();
  EXPECT_EQ(inner[0].value.mark(), (YamlMark{1, 11}));
  EXPECT_EQ(inner[1].key.mark(), (YamlMark{1, 14}));
  EXPECT_EQ(inner[1].value.Elements()[1].mark(), (YamlMark{1, 21}));
  // What has no value is where its key is.
  EXPECT_EQ(root[1].value.type(), YamlType::kNull);
  EXPECT_EQ(root[1].value.mark(), (YamlMark{2, 1}));
}

TEST(YamlTree, WrongEntriesAreLeftOut) {
  std::vector<YamlError> errors;
  const YamlTree tree = ParseYaml("a: 1\n[x]: 2\na: 3\n<<: 4\nb: 5\n", errors);
  EXPECT_EQ(errors.size(), 3u);
  const std::vector<Yaml::Entry> entries = Yaml(&tree, tree.root).Entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].value.text(), "1");
  EXPECT_EQ(entries[1].key.text(), "b");
}

TEST(YamlTree, MergesPutTheNearerFirst) {
  std::vector<YamlError> errors;
  const YamlTree tree =
      ParseYaml("a: &a {x: 1, y: 1, z: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: [*b, *a], x: 3, \"<<\": 4}\n", errors);
  ASSERT_EQ(errors.size(), 1u);  // the quoted one repeats the key
  const std::vector<Yaml::Entry> entries = Yaml(&tree, tree.root).Entries()[2].value.Entries();
  std::string said;
  for (const Yaml::Entry& entry : entries) said += fmt::format("{}={} ", entry.key.text(), entry.value.text());
  EXPECT_EQ(said, "x=3 y=2 z=1 ");
}

// Nothing looks at everything again for each entry: this would take minutes then, not a second.
TEST(YamlTree, ALargeFileIsReadAtOnce) {
  std::string text = "x: &x 1\ny: &y {z: 1}\nmap:\n";
  for (int i = 0; i < 100'000; ++i) text += fmt::format("  key{}: {{é: *x, <<: *y}}\n", i);
  EXPECT_EQ(Said(text), "");
}

}  // namespace
}  // namespace ic::cli
