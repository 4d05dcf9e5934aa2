#include "adapters/aws/client/config.h"

#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::aws {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ConfigTest : public ::testing::Test {
 protected:
  ConfigTest() {
    environment_.variables["HOME"] = "/home/me";
    environment_.read_file = [this](const std::string& path) -> StatusOr<std::string> {
      const auto found = files_.find(path);
      if (found == files_.end()) return NotFoundError(path + " does not exist");
      return found->second;
    };
  }

  StatusOr<Settings> Resolve(AwsConfig config = {}) { return ResolveSettings(std::move(config), environment_); }
  std::string Error(AwsConfig config = {}) { return Resolve(std::move(config)).status().message(); }

  std::map<std::string, std::string> files_;
  Environment environment_;
};

TEST_F(ConfigTest, NothingSaidAnywhere) {
  const auto settings = Resolve();
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  EXPECT_EQ(settings->profile, "default");
  EXPECT_FALSE(settings->profile_explicit);
  EXPECT_EQ(settings->region, "");
  EXPECT_EQ(settings->max_attempts, 10);
  EXPECT_FALSE(settings->use_fips);
}

TEST_F(ConfigTest, RegionsInOrder) {
  files_["/home/me/.aws/config"] = "[default]\nregion = from-profile\n";
  EXPECT_EQ(Resolve()->region, "from-profile");
  environment_.variables["AWS_DEFAULT_REGION"] = "from-default";
  EXPECT_EQ(Resolve()->region, "from-default");
  environment_.variables["AWS_REGION"] = "from-region";
  EXPECT_EQ(Resolve()->region, "from-region");
  EXPECT_EQ(Resolve({.region = "configured"})->region, "configured");
}

// As AWS's SDKs have it: key by key.
TEST_F(ConfigTest, OfTwoFilesTheLaterHolds) {
  for (const bool credentials : {false, true}) {
    const std::string section = credentials ? "[net]\n" : "[profile net]\n";
    files_["one"] = section + "region = r1\nmax_attempts = 3\n[default]\n";
    files_["two"] = section + "region = r2\n";
    for (const auto& [paths, region] : {std::pair(std::vector<std::string>{"one", "two"}, "r2"),
                                        {std::vector<std::string>{"two", "one"}, "r1"},
                                        {std::vector<std::string>{"one", "two", "one"}, "r1"}}) {
      AwsConfig config{.profile = "net"};
      (credentials ? config.shared_credentials_files : config.shared_config_files) = paths;
      if (credentials) config.shared_config_files = {"one"};
      const auto settings = Resolve(config);
      ASSERT_TRUE(settings.ok()) << settings.status().ToString();
      const auto keys = settings->files.Profile("net");
      ASSERT_TRUE(keys);
      EXPECT_EQ(keys->at("region"), region);
      EXPECT_EQ(keys->at("max_attempts"), "3");
    }
  }
}

TEST_F(ConfigTest, ProfilesInOrder) {
  files_["/home/me/.aws/config"] = "[profile a]\nregion = ra\n[profile \"b c\"]\nregion = rb\n[default]\n[other]\n";
  environment_.variables["AWS_DEFAULT_PROFILE"] = "a";
  EXPECT_EQ(Resolve()->region, "ra");
  environment_.variables["AWS_PROFILE"] = "b c";
  EXPECT_EQ(Resolve()->region, "rb");
  EXPECT_FALSE(Resolve()->profile_explicit);
  EXPECT_EQ(Resolve({.profile = "a"})->region, "ra");
  EXPECT_TRUE(Resolve({.profile = "a"})->profile_explicit);
}

TEST_F(ConfigTest, AnUnknownProfileIsAnErrorWithASuggestion) {
  files_["/home/me/.aws/config"] = "[profile production]\n";
  EXPECT_THAT(Error({.profile = "producton"}),
              HasSubstr("names the profile \"producton\", which is not in /home/me/.aws/config or "
                        "/home/me/.aws/credentials. Did you mean \"production\"?"));
  environment_.variables["AWS_PROFILE"] = "none";
  EXPECT_THAT(Error(), HasSubstr("AWS_PROFILE names the profile"));
}

TEST_F(ConfigTest, TheCredentialsFileWinsKeyByKey) {
  files_["/home/me/.aws/config"] = "[profile a]\nregion = r\naws_access_key_id = one\n";
  files_["/home/me/.aws/credentials"] = "[a]\naws_access_key_id = two\n[b]\nregion = rb\n";
  const auto settings = Resolve({.profile = "a"});
  EXPECT_EQ(settings->files.Profile("a")->at("aws_access_key_id"), "two");
  EXPECT_EQ(settings->files.Profile("a")->at("region"), "r");
  EXPECT_EQ(Resolve({.profile = "b"})->region, "rb");
  EXPECT_EQ(settings->files.Profile("c"), std::nullopt);
}

TEST_F(ConfigTest, FilesByEnvironmentAndByConfiguration) {
  files_["/home/me/own"] = "[default]\nregion = own\n";
  files_["/etc/first"] = "[default]\nregion = first\n";
  files_["/etc/second"] = "[default]\nregion = second\n[profile p]\nregion = p\n";
  environment_.variables["AWS_CONFIG_FILE"] = "~/own";
  EXPECT_EQ(Resolve()->region, "own");
  const auto settings = Resolve({.shared_config_files = {"/etc/first", "/etc/second"}});
  EXPECT_EQ(settings->region, "second");
  EXPECT_EQ(settings->files.Profile("p")->at("region"), "p");
  EXPECT_THAT(Error({.shared_config_files = {"/etc/none"}}), HasSubstr("/etc/none does not exist"));
  environment_.variables["AWS_CONFIG_FILE"] = "/etc/none";
  EXPECT_TRUE(Resolve().ok());
}

TEST_F(ConfigTest, SectionsGoWhereTheirFirstWordSays) {
  files_["/home/me/.aws/config"] =
      "[sso-session corp]\nsso_region = r\n[services local]\ndirect_connect =\n  endpoint_url = "
      "http://x\n[preview]\na=1\n";
  const SharedFiles files = Resolve()->files;
  EXPECT_EQ(files.sso_sessions.at("corp").at("sso_region"), "r");
  EXPECT_EQ(files.services.at("local").at("direct_connect.endpoint_url"), "http://x");
  EXPECT_TRUE(files.config_profiles.empty());
}

TEST_F(ConfigTest, BadFilesNameTheLineAndNoSecret) {
  files_["/home/me/.aws/credentials"] = "[default]\naws_secret_access_key\nhidden\n";
  EXPECT_THAT(Error(), HasSubstr("/home/me/.aws/credentials:2: "));
  EXPECT_THAT(Error(), Not(HasSubstr("hidden")));
}

TEST_F(ConfigTest, HalfAKeyPairIsAnError) {
  EXPECT_THAT(Error({.access_key = "a"}), HasSubstr("access_key is set and secret_key is not"));
  EXPECT_THAT(Error({.secret_key = "hidden"}), HasSubstr("secret_key is set and access_key is not"));
  EXPECT_THAT(Error({.token = "hidden"}), HasSubstr("token is set without access_key"));
  EXPECT_TRUE(Resolve({.access_key = "a", .secret_key = "b", .token = "c"}).ok());
}

TEST_F(ConfigTest, FlagsNumbersAndTheBundle) {
  files_["/home/me/.aws/config"] =
      "[default]\nuse_fips_endpoint = true\nmax_attempts = 4\nca_bundle = ~/ca.pem\nuse_dualstack_endpoint = FALSE\n";
  auto settings = Resolve();
  ASSERT_TRUE(settings.ok()) << settings.status().ToString();
  EXPECT_TRUE(settings->use_fips);
  EXPECT_FALSE(settings->use_dualstack);
  EXPECT_EQ(settings->max_attempts, 4);
  EXPECT_EQ(settings->ca_bundle, "/home/me/ca.pem");
  environment_.variables["AWS_USE_FIPS_ENDPOINT"] = "false";
  environment_.variables["AWS_MAX_ATTEMPTS"] = "6";
  environment_.variables["AWS_CA_BUNDLE"] = "/etc/ca.pem";
  settings = Resolve({.use_dualstack = true, .max_retries = 0});
  EXPECT_FALSE(settings->use_fips);
  EXPECT_TRUE(settings->use_dualstack);
  EXPECT_EQ(settings->max_attempts, 1);
  EXPECT_EQ(settings->ca_bundle, "/etc/ca.pem");
  EXPECT_EQ(Resolve()->max_attempts, 6);
  EXPECT_THAT(Error({.max_retries = -1}), HasSubstr("max_retries must be from 0 to 99, got -1"));
  environment_.variables["AWS_MAX_ATTEMPTS"] = "many";
  EXPECT_THAT(Error(), HasSubstr("got \"many\""));
  environment_.variables["AWS_USE_FIPS_ENDPOINT"] = "yes";
  EXPECT_THAT(Error(),
              HasSubstr("AWS_USE_FIPS_ENDPOINT or use_fips_endpoint of profile default must be true or false"));
}

}  // namespace
}  // namespace ic::aws
