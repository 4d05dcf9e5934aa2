#include "adapters/huawei/client/clouds_yaml.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/must.h"

namespace ic::huawei {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kHome = "/home/u/.config/openstack/clouds.yaml";

Environment With(std::map<std::string, std::string> variables, std::map<std::string, std::string> files) {
  variables.emplace("HOME", "/home/u");
  return {std::move(variables), [files = std::move(files)](const std::string& path) -> StatusOr<std::string> {
            const auto found = files.find(path);
            if (found == files.end()) return NotFoundError(path);
            return found->second;
          }};
}

StatusOr<EntryKeys> Find(std::map<std::string, std::string> files, std::map<std::string, std::string> more = {}) {
  more.emplace("OS_CLOUD", "otc");
  std::string words;
  return FindCloudEntry(With(std::move(more), std::move(files)), words);
}

// Ways to write one thing.
TEST(CloudsYamlTest, AnEntryIsReadHoweverItIsWritten) {
  const std::vector<std::string> ways = {
      "clouds:\n  otc:\n    auth:\n      username: u\n      password: 'it''s #1'\n    region_name: eu-de\n",
      "# mine\n---\nclouds:\n    other:\n        region_name: eu-nl\n    \"otc\": # the one\n        region_name: "
      "\"eu-de\" # here\n        auth:\n            password: \"it's #1\"\n            'username' : u\n...\nx: }\n",
      "clouds:\r\n  otc:\r\n    auth:\r\n      password: it's #1x\r\n      username: u\r\n    regions:\r\n    - "
      "eu-de\r\n"
      "    - eu-nl\r\n    interfaces: {a: b}\r\n",
      "cache: [1, 2]\nnote: |\n  clouds:\n    otc:\n      region_name: no\nclouds:\n  otc:\n    note: >\n      a: b\n  "
      "  "
      "auth:\n      username: u\n      password: it's\n    regions:\n      - eu-de\n"};
  for (const std::string& way : ways) {
    EntryKeys keys = Must(ReadCloudEntry(way, "clouds.yaml", "otc"));
    EXPECT_EQ(keys["auth.username"], "u") << way;
    EXPECT_THAT(keys["auth.password"], HasSubstr("it's")) << way;
    EXPECT_EQ(keys.contains("regions") ? keys["regions"] : keys["region_name"], "eu-de") << way;
  }
  // As YAML has it, a sign of a comment needs a space before it.
  EXPECT_EQ(Must(ReadCloudEntry(ways[0], "c", "otc"))["auth.password"], "it's #1");
  EXPECT_EQ(Must(ReadCloudEntry(ways[1], "c", "otc"))["auth.password"], "it's #1");
  EXPECT_EQ(Must(ReadCloudEntry("clouds:\n  o:\n    a: https://h:5000/v3#x\n", "c", "o"))["a"], "https://h:5000/v3#x");
}

TEST(CloudsYamlTest, WhatIsNotUnderstoodIsSaidIfItIsNeeded) {
  for (const char* text : {"{a: b}", "*other", "!!str u", "| ", "\"u", "\"\\x41\"", "'u' v"}) {
    const std::string file = std::string("clouds:\n  otc:\n    auth:\n      ") + "username: " + text + "\n";
    EXPECT_THAT(Find({{kHome, file}}).status().message(),
                AllOf(HasSubstr(std::string(kHome) + ": line 4"), HasSubstr("`auth.username` is not understood")))
        << text;
    // Of another entry, or of a key that nobody asks for, it is nobody's trouble.
    EXPECT_TRUE(Find({{kHome, file + "  more:\n    x: 1\n"}}, {{"OS_CLOUD", "more"}}).ok()) << text;
    EXPECT_TRUE(Find({{kHome, std::string("clouds:\n  otc:\n    note: ") + text + "\n"}}).ok()) << text;
  }
  EXPECT_THAT(Find({{kHome, "clouds:\n  otc:\n\tauth: x\n"}}).status().message(),
              HasSubstr("line 3 is indented with a"));
  EXPECT_THAT(Find({{kHome, "clouds:\n  otc:\n    auth\n"}}).status().message(),
              HasSubstr("line 3 is no `key: value`"));
}

// Who names an entry wants its credentials, and nobody else's instead.
TEST(CloudsYamlTest, AnEntryInAStyleThatIsNotUnderstoodIsRefused) {
  const std::string merged = "x: &auth\n  ak: A\n  sk: S\n";
  for (const std::string entry :
       {"  otc: {auth: {ak: A, sk: S}}\n", "  otc: *other\n", "  otc: text\n", "  otc:\n    auth: {ak: A, sk: S}\n",
        "  otc:\n    region_name: r\n    auth: *auth\n", "  otc:\n    <<: *auth\n    auth:\n      ak: A\n",
        "  otc:\n    auth:\n      <<: *auth\n", "  otc:\n    auth:\n      ak: A\n      <<: [*auth]\n"}) {
    const auto found = Find({{kHome, merged + "clouds:\n" + entry}});
    EXPECT_THAT(found.status().message(), HasSubstr("is not understood")) << entry;
    EXPECT_TRUE(Find({{kHome, "clouds:\n  more:\n    region_name: r\n" + entry}}, {{"OS_CLOUD", "more"}}).ok())
        << entry;
  }
  EntryKeys keys = Must(Find({{kHome, "clouds:\n  otc: &otc\n    auth: &auth\n      ak: A\n"}}));
  EXPECT_EQ(keys["auth.ak"], "A");
}

TEST(CloudsYamlTest, TheFilesAreLookedForInTheirOrder) {
  const auto of = [](const std::string& region) { return "clouds:\n  otc:\n    region_name: " + region + "\n"; };
  std::map<std::string, std::string> files = {{"/etc/openstack/clouds.yaml", of("etc")}, {"clouds.yaml", of("here")}};
  EXPECT_EQ(Must(Find(files))["region_name"], "etc");
  files["/home/u/.config/openstack/clouds.yml"] = of("yml");
  EXPECT_EQ(Must(Find(files))["region_name"], "yml");
  files[kHome] = of("home");
  EXPECT_EQ(Must(Find(files))["region_name"], "home");
  EXPECT_EQ(Must(Find(files, {{"OS_CLIENT_CONFIG_FILE", "clouds.yaml"}}))["region_name"], "here");
  EXPECT_THAT(Find(files, {{"OS_CLIENT_CONFIG_FILE", "/no"}}).status().message(), HasSubstr("OS_CLIENT_CONFIG_FILE"));
  EXPECT_THAT(Find({{"clouds.yaml", of("here")}}).status().message(),
              AllOf(HasSubstr("OS_CLOUD names \"otc\""), HasSubstr("OS_CLIENT_CONFIG_FILE names it")));
  EXPECT_THAT(Find(files, {{"OS_CLOUD", "otd"}}).status().message(),
              AllOf(HasSubstr("no entry \"otd\""), HasSubstr("Did you mean \"otc\"?")));
}

TEST(CloudsYamlTest, SecretsMayStandBeside) {
  const std::string clouds = "clouds:\n  otc:\n    auth:\n      username: u\n      password: {not: this}\n";
  std::map<std::string, std::string> files = {{kHome, clouds}};
  files["/home/u/.config/openstack/secure.yaml"] = "clouds:\n  otc:\n    auth:\n      password: hidden\n";
  files["/etc/openstack/secure.yaml"] = "clouds:\n  otc:\n    auth:\n      password: another\n";
  EntryKeys keys = Must(Find(files));
  EXPECT_EQ(keys["auth.username"] + keys["auth.password"], "uhidden");
  EXPECT_EQ(Must(Find(files, {{"OS_CLIENT_SECURE_FILE", "/etc/openstack/secure.yaml"}}))["auth.password"], "another");
  files["/home/u/.config/openstack/secure.yaml"] = "clouds:\n  more:\n    auth:\n      password: hidden\n";
  EXPECT_FALSE(Find(files).ok()) << "nothing tells the password";
}

}  // namespace
}  // namespace ic::huawei
