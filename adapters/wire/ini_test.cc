#include "adapters/wire/ini.h"

#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// What botocore made of it, in this parser's flat shape.
IniFile Flatten(const nlohmann::json& sections) {
  IniFile file;
  for (const auto& [name, keys] : sections.items()) {
    IniSection& section = file[name];
    for (const auto& [key, value] : keys.items()) {
      if (value.is_string()) {
        section[key] = value;
        continue;
      }
      for (const auto& [inner, text] : value.items()) section[key + "." + inner] = text;
    }
  }
  return file;
}

TEST(Ini, ReadsWhatBotocoreReads) {
  std::ifstream input(IC_SOURCE_DIR "/adapters/wire/testdata/ini_vectors.json");
  const nlohmann::json vectors = nlohmann::json::parse(input);
  ASSERT_GE(vectors["cases"].size(), 40U);
  for (const auto& vector : vectors["cases"]) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    const auto parsed = ParseIni(vector["text"].get<std::string>(), "config");
    EXPECT_EQ(parsed.ok(), !vector["sections"].is_null()) << parsed.status().ToString();
    if (parsed.ok() && !vector["sections"].is_null()) {
      EXPECT_EQ(*parsed, Flatten(vector["sections"]));
    }
  }
}

TEST(Ini, ErrorsNameTheLineAndNoValue) {
  const auto error = [](std::string_view text) { return ParseIni(text, "/home/me/.aws/config").status().message(); };
  EXPECT_THAT(error("[default]\na = 1\nhidden\n"), StartsWith("/home/me/.aws/config:3: expected"));
  EXPECT_THAT(error("[default]\na = 1\nhidden\n"), Not(HasSubstr("hidden")));
  EXPECT_THAT(error("\n# x\na = hidden\n"), StartsWith("/home/me/.aws/config:3: a section"));
  EXPECT_THAT(error("[a]\nx=1\n\n[a]\n"), HasSubstr(":4: section [a] is in the file twice"));
  EXPECT_THAT(error("[a]\nx=1\nX=hidden\n"), HasSubstr(":3: key x is in section [a] twice"));
  EXPECT_THAT(error("[a]\ns3 =\n  b = 1\n  hidden\n"), HasSubstr(":4: expected \"key = value\" inside s3"));
}

TEST(Ini, AByteOrderMarkDoesNotHideTheFirstSection) {
  EXPECT_EQ(ParseIni("\xef\xbb\xbf[default]\na=1\n", "f")->at("default").at("a"), "1");
}

}  // namespace
}  // namespace ic
