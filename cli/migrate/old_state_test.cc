#include "cli/migrate/old_state.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kStateFile = R"({"version": 4, "terraform_version": "1.11.4", "resources": [
  {"mode": "data", "type": "aws_dx_location", "name": "l", "provider": "p", "instances": [{"attributes": {}}]},
  {"mode": "managed", "type": "aws_dx_connection", "name": "one", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"].west",
   "instances": [{"schema_version": 1, "attributes": {"id": "dxcon-1"}, "dependencies": ["aws_dx_lag.x"]}]},
  {"mode": "managed", "module": "module.m[\"a\"]", "type": "aws_dx_connection", "name": "many", "provider": "p",
   "instances": [{"index_key": 0, "attributes": {}, "status": "tainted"},
                 {"index_key": "b\"${c}", "attributes": {}, "deposed": "1f"}]}]})";

constexpr const char* kShown = R"({"format_version": "1.0", "values": {"root_module": {
  "resources": [{"address": "data.x.y", "mode": "data", "type": "x", "name": "y", "values": {}},
                {"address": "aws_dx_connection.one", "mode": "managed", "type": "aws_dx_connection", "name": "one",
                 "provider_name": "registry.terraform.io/hashicorp/aws", "schema_version": 1, "values": {"id": "dxcon-1"},
                 "depends_on": ["aws_dx_lag.x"]}],
  "child_modules": [{"address": "module.m[\"a\"]", "child_modules": [{"address": "module.m[\"a\"].module.n", "resources": [
    {"address": "unused", "mode": "managed", "type": "aws_dx_connection", "name": "many", "index": 0, "values": {},
     "tainted": true}]}]}]}}})";

OldState Read(const std::string& text) {
  auto state = ReadOldState("f", text, 3);
  EXPECT_TRUE(state.ok()) << state.status().message();
  return state.ok() ? *std::move(state) : OldState();
}

std::vector<std::string> Addresses(const OldState& state) {
  std::vector<std::string> addresses;
  for (const OldObject& object : state.objects) addresses.push_back(object.address);
  return addresses;
}

TEST(OldState, AStateFile) {
  const OldState state = Read(kStateFile);
  EXPECT_TRUE(state.pushable);
  EXPECT_EQ(state.text, kStateFile);
  ASSERT_THAT(Addresses(state), ElementsAre("aws_dx_connection.one", "module.m[\"a\"].aws_dx_connection.many[0]",
                                            "module.m[\"a\"].aws_dx_connection.many[\"b\\\"$${c}\"]"));
  const OldObject& one = state.objects[0];
  EXPECT_EQ(one.state, 3U);
  EXPECT_EQ(one.provider, "provider[\"registry.terraform.io/hashicorp/aws\"].west");
  EXPECT_EQ(one.version, 1);
  EXPECT_EQ(one.json, R"({"id":"dxcon-1"})");
  EXPECT_THAT(one.needs, ElementsAre("aws_dx_lag.x"));
  EXPECT_EQ(one.set_aside, "");
  EXPECT_EQ(state.objects[1].set_aside, "tainted");
  EXPECT_EQ(state.objects[1].key, "0");
  EXPECT_EQ(state.objects[1].resource, "module.m[\"a\"].aws_dx_connection.many");
  EXPECT_EQ(state.objects[2].set_aside, "deposed");
}

TEST(OldState, WhatTerraformShows) {
  const OldState state = Read(kShown);
  EXPECT_FALSE(state.pushable);
  ASSERT_THAT(Addresses(state),
              ElementsAre("aws_dx_connection.one", "module.m[\"a\"].module.n.aws_dx_connection.many[0]"));
  EXPECT_EQ(state.objects[0].provider, "registry.terraform.io/hashicorp/aws");
  EXPECT_EQ(state.objects[0].version, 1);
  EXPECT_EQ(state.objects[0].json, R"({"id":"dxcon-1"})");
  EXPECT_THAT(state.objects[0].needs, ElementsAre("aws_dx_lag.x"));
  EXPECT_EQ(state.objects[1].set_aside, "tainted");
  EXPECT_EQ(state.objects[1].module, "module.m[\"a\"].module.n");
}

TEST(OldState, WhatIsNone) {
  const auto words = [](const std::string& text) { return std::string(ReadOldState("f", text, 0).status().message()); };
  EXPECT_THAT(words("{"), HasSubstr("no JSON object"));
  EXPECT_THAT(words("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(words("{}"), HasSubstr("neither"));
  EXPECT_THAT(words(R"({"version": 3})"), HasSubstr("version 3"));
  EXPECT_THAT(words(R"({"version": "4"})"), HasSubstr("version 0"));
  EXPECT_THAT(words(R"({"format_version": "2.0"})"), HasSubstr("newer"));
  EXPECT_THAT(words(R"({"format_version": "1.2", "planned_values": {}})"), HasSubstr("a plan"));
}

// Whatever is in the place of whatever is expected, nothing is read and nothing breaks.
TEST(OldState, OddShapes) {
  for (const std::string odd : {"null", "5", "\"x\"", "[]", "[null]", "[[]]", "{}", "[{}]", "{\"a\": {}}"}) {
    for (const std::string name : {"resources", "instances", "attributes", "dependencies", "index_key", "module"}) {
      const std::string instance = name == "instances" || name == "resources"
                                       ? "\"mode\": \"managed\", "
                                       : "\"mode\": \"managed\", \"instances\": [{\"" + name + "\": " + odd + "}], ";
      (void)Read(R"({"version": 4, ")" + (name == "resources" ? name : "x") + "\": " + odd + "}");
      (void)Read(R"({"version": 4, "resources": [{)" + instance + "\"" + name + "\": " + odd + "}]}");
      (void)Read(R"({"format_version": "1.0", "values": {"root_module": {"resources": [{"mode": "managed", ")" + name +
                 "\": " + odd + "}], \"child_modules\": " + odd + "}}}");
    }
  }
}

}  // namespace
}  // namespace ic::cli
