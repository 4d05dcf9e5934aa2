// interconnect render and show: routers of what the clouds have.
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RenderTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    Write(kPortAndInterface);
    const Ran applied = RunHere({"apply", "--yes"});
    ASSERT_EQ(applied.code, 0) << applied;
    interface_ = world_.IdsOf(Kind::kVirtualInterface).at(0);
    world_.objects.at(interface_).key = "s3cret-key";
    mutating_ = world_.MutatingCalls();
  }
  void TearDown() override {
    EXPECT_EQ(world_.MutatingCalls(), mutating_);
    CliFixture::TearDown();
  }

  std::string interface_;
  std::size_t mutating_ = 0;
};

TEST_F(RenderTest, WritesARouterOfWhatTheCloudChose) {
  const Ran ran = RunHere({"render", "--platform", "frr", "--port", "eth7"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("interface eth7.125"), HasSubstr("router bgp 64512"),
                             HasSubstr("REPLACE-WITH-KEY-OF-prod-ipv4"), Not(HasSubstr("s3cret-key"))));
  EXPECT_THAT(RunHere({"render", "virtual_interface.prod", "--platform", "bird"}).out,
              HasSubstr("protocol bgp prod_ipv4"));
  EXPECT_THAT(RunHere({"render", "connection.dc1", "--platform", "bird"}).out, HasSubstr("protocol bgp prod_ipv4"));
}

TEST_F(RenderTest, KeysGoIntoFilesOfOnesOwnAlone) {
  const Ran refused = RunHere({"render", "--platform", "frr", "--keys"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("never to standard output"));
  const Ran ran = RunHere({"render", "--platform", "frr", "--keys", "--out", Path("routers")});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(Read("routers/prod.frr.conf"), HasSubstr("password s3cret-key"));
  EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("s3cret-key")));
  const auto mode = std::filesystem::status(Path("routers/prod.frr.conf")).permissions();
  EXPECT_EQ(mode & std::filesystem::perms::mask,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(RenderTest, SaysWhatIsWrongWithTheOptions) {
  EXPECT_THAT(RunHere({"render"}).err, HasSubstr("--platform"));
  EXPECT_THAT(RunHere({"render", "--platform", "fr"}).err, HasSubstr("did you mean frr?"));
  EXPECT_THAT(RunHere({"render", "--platform", "frr", "--port", "connection.dc9=eth0"}).err, HasSubstr("no link"));
  EXPECT_THAT(RunHere({"render", "virtual_interface.nobody", "--platform", "frr"}).err, HasSubstr("No such link"));
  EXPECT_THAT(RunHere({"render", "--platform", "frr", "--site", "L9"}).err, HasSubstr("no link to render"));
  EXPECT_THAT(RunHere({"render", "--platform", "frr", "--from", "configuration"}).err, HasSubstr("is not known"));
}

TEST_F(RenderTest, OnesOwnTemplateGoesFirst) {
  std::filesystem::create_directory(Path("templates"));
  Write("{{#links}}{{name}} on {{location}}{{/links}}\n", "templates/frr.mustache");
  EXPECT_EQ(RunHere({"render", "--platform", "frr", "--templates", Path("templates")}).out, "prod on L1\n");
}

TEST_F(RenderTest, TheModelIsJson) {
  const auto document = nlohmann::json::parse(RunHere({"render", "--model"}).out);
  EXPECT_EQ(document["format_version"], "1.0");
  EXPECT_EQ(document["router"]["links"][0]["vlan"], 125);
  EXPECT_EQ(document["router"]["links"][0]["sessions"][0]["key"], "set");
}

TEST_F(RenderTest, OfTheStateNobodyIsAsked) {
  world_.calls.clear();
  const Ran ran = RunHere({"render", "--platform", "frr", "--from", "state"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_TRUE(world_.calls.empty());
  mutating_ = world_.MutatingCalls();  // of what was cleared
}

TEST_F(RenderTest, ShowTellsLiveFacts) {
  world_.routes = [](const std::string&) { return Routes{.accepted = {"10.1.0.0/16"}, .advertised = {}}; };
  const Ran ran = RunHere({"show"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("virtual_interface.prod"), HasSubstr(interface_), HasSubstr("cloud_address"),
                             HasSubstr("10.1.0.0/16"), HasSubstr("key"), Not(HasSubstr("s3cret-key"))));
  const auto document = nlohmann::json::parse(RunHere({"show", "virtual_interface.prod", "--json"}).out);
  ASSERT_EQ(document["objects"].size(), 1U);
  EXPECT_EQ(document["objects"][0]["key"], "set");
  EXPECT_EQ(document["objects"][0]["attributes"]["vlan"], 125);
  EXPECT_FALSE(document["objects"][0]["attributes"].contains("auth_key"));
  EXPECT_EQ(document["objects"][0]["routes"]["accepted"][0], "10.1.0.0/16");
  EXPECT_EQ(RunHere({"show", "virtual_interface.nobody"}).code, 1);
}

}  // namespace
}  // namespace ic::cli
