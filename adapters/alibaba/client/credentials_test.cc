// Where credentials are found, and in which order.
#include "adapters/alibaba/client/credentials.h"

#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/wire/testing/fake_transport.h"
#include "base/process.h"
#include "base/testing/fake_clock.h"

namespace ic::alibaba {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class NoProcesses final : public ProcessRunner {
 public:
  StatusOr<std::string> Run(const ProcessRequest& request, std::stop_token /*stop*/) override {
    ran = request.arguments;
    return output;
  }
  std::vector<std::string> ran;
  std::string output = R"({"access_key_id": "EXT", "access_key_secret": "x", "sts_token": "t"})";
};

constexpr std::string_view kConfigFile = R"({
  "current": "second",
  "profiles": [
    {"name": "first", "mode": "AK", "access_key_id": "ONE", "access_key_secret": "s1", "region_id": "cn-beijing"},
    {"name": "second", "mode": "StsToken", "access_key_id": "TWO", "access_key_secret": "s2", "sts_token": "t2",
     "region_id": "cn-shenzhen"},
    {"name": "role", "mode": "RamRoleArn", "access_key_id": "ONE", "access_key_secret": "s1",
     "ram_role_arn": "acs:ram::1:role/r", "ram_session_name": "me", "expired_seconds": 900},
    {"name": "chain", "mode": "ChainableRamRoleArn", "source_profile": "role", "ram_role_arn": "acs:ram::2:role/q"},
    {"name": "circle", "mode": "ChainableRamRoleArn", "source_profile": "circle", "ram_role_arn": "acs:ram::2:role/q"},
    {"name": "external", "mode": "External", "process_command": "helper --json"},
    {"name": "odd", "mode": "CloudSSO"}
  ]})";

class CredentialsTest : public ::testing::Test {
 protected:
  StatusOr<Credentials> Find(AlibabaConfig config = {}) {
    if (config.region.empty()) config.region = "cn-hangzhou";
    Environment environment{variables_, [this](const std::string& path) -> StatusOr<std::string> {
                              const auto found = files_.find(path);
                              if (found == files_.end()) return NotFoundError(path);
                              return found->second;
                            }};
    auto settings = ResolveSettings(std::move(config), environment);
    if (!settings.ok()) return settings.status();
    return FindCredentials(*settings, {*transport_, processes_, clock_, *random_, Logger()}, {});
  }
  static AlibabaConfig WithProfile(std::string name) {
    AlibabaConfig config;
    config.profile = std::move(name);
    return config;
  }
  void AnswerRole(const std::string& key) {
    transport_->Answer(200, nlohmann::json{{"Credentials",
                                            {{"AccessKeyId", key},
                                             {"AccessKeySecret", "rs"},
                                             {"SecurityToken", "rt"},
                                             {"Expiration", "2026-11-21T09:00:00Z"}}}}
                                .dump());
  }

  std::map<std::string, std::string> variables_ = {{"HOME", "/home/u"},
                                                   {"ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"}};
  std::map<std::string, std::string> files_;
  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
  NoProcesses processes_;
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
};

TEST_F(CredentialsTest, TheOrderIsThatOfTheVendorsTools) {
  files_["/home/u/.aliyun/config.json"] = kConfigFile;
  files_["/home/u/.alibabacloud/credentials"] = "[default]\naccess_key_id = FILE\naccess_key_secret = f\n";
  variables_["ALIBABA_CLOUD_ACCESS_KEY_ID"] = "ENV";
  variables_["ALIBABA_CLOUD_ACCESS_KEY_SECRET"] = "e";
  AlibabaConfig config;
  config.access_key = "CONFIG";
  config.secret_key = "c";
  EXPECT_EQ(Find(config)->keys.access_key, "CONFIG");
  EXPECT_EQ(Find()->keys.access_key, "ENV");
  EXPECT_EQ(Find(WithProfile("first"))->keys.access_key, "ONE");
  variables_.erase("ALIBABA_CLOUD_ACCESS_KEY_ID");
  variables_.erase("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
  EXPECT_EQ(Find()->keys.access_key, "TWO");
  EXPECT_EQ(Find()->keys.security_token, "t2");
  files_.erase("/home/u/.aliyun/config.json");
  EXPECT_EQ(Find()->keys.access_key, "FILE");
}

TEST_F(CredentialsTest, RolesAreTakenWithSignedCalls) {
  files_["/home/u/.aliyun/config.json"] = kConfigFile;
  AnswerRole("STS.1");
  const auto found = Find(WithProfile("role"));
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(found->keys.access_key, "STS.1");
  EXPECT_TRUE(found->expires.has_value());
  const HttpRequest request = transport_->requests()[0];
  EXPECT_EQ(request.url, "https://sts.cn-hangzhou.aliyuncs.com/");
  EXPECT_EQ(FindHeader(request.headers, "x-acs-action"), "AssumeRole");
  EXPECT_THAT(request.body, HasSubstr("DurationSeconds=900"));
  EXPECT_THAT(request.body, HasSubstr("RoleSessionName=me"));
  EXPECT_THAT(std::string(FindHeader(request.headers, "authorization")), HasSubstr("Credential=ONE,"));
  EXPECT_FALSE(request.mutating);
}

TEST_F(CredentialsTest, ChainsEndAndCirclesAreRefused) {
  files_["/home/u/.aliyun/config.json"] = kConfigFile;
  AnswerRole("STS.1");
  AnswerRole("STS.2");
  EXPECT_EQ(Find(WithProfile("chain"))->keys.access_key, "STS.2");
  EXPECT_THAT(std::string(FindHeader(transport_->requests()[1].headers, "authorization")),
              HasSubstr("Credential=STS.1,"));
  EXPECT_THAT(Find(WithProfile("circle")).status().message(), HasSubstr("circle"));
  EXPECT_THAT(Find(WithProfile("odd")).status().message(), HasSubstr("CloudSSO"));
  EXPECT_THAT(Find(WithProfile("frist")).status().message(), HasSubstr("Did you mean \"first\"?"));
}

TEST_F(CredentialsTest, OidcIsUnsigned) {
  variables_["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/pod";
  variables_["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:ram::1:oidc-provider/k";
  variables_["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = "/token";
  files_["/token"] = "the-token\n";
  AnswerRole("STS.3");
  ASSERT_TRUE(Find().ok());
  const HttpRequest request = transport_->requests()[0];
  EXPECT_EQ(FindHeader(request.headers, "x-acs-action"), "AssumeRoleWithOIDC");
  EXPECT_EQ(FindHeader(request.headers, "authorization"), "");
  EXPECT_THAT(request.body, HasSubstr("OIDCToken=the-token"));
}

TEST_F(CredentialsTest, TheInstanceIsAskedWithAToken) {
  variables_.erase("ALIBABA_CLOUD_ECS_METADATA_DISABLED");
  transport_->Answer(200, "metadata-token");
  transport_->Answer(200, "net-role\n");
  transport_->Answer(200, R"({"Code": "Success", "AccessKeyId": "STS.E", "AccessKeySecret": "s", "SecurityToken": "t",
                              "Expiration": "2026-11-21T09:00:00Z"})");
  const auto found = Find();
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(found->keys.access_key, "STS.E");
  const auto requests = transport_->requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].method, "PUT");
  EXPECT_TRUE(requests[0].bypass_proxy);
  EXPECT_EQ(FindHeader(requests[2].headers, "x-aliyun-ecs-metadata-token"), "metadata-token");
  EXPECT_EQ(requests[2].url, "http://100.100.100.200/latest/meta-data/ram/security-credentials/net-role");
}

TEST_F(CredentialsTest, NothingFoundNamesEveryPlaceAndNoSecret) {
  const auto found = Find();
  ASSERT_EQ(found.status().code(), StatusCode::kUnauthenticated);
  for (const char* place : {"ALIBABA_CLOUD_ACCESS_KEY_ID", "config.json", ".alibabacloud/credentials",
                            "ALIBABA_CLOUD_ECS_METADATA_DISABLED", "ALIBABA_CLOUD_CREDENTIALS_URI"}) {
    EXPECT_THAT(found.status().message(), HasSubstr(place));
  }
  files_["/home/u/.aliyun/config.json"] = R"({"profiles": [{"secret": "hunter2")";
  EXPECT_THAT(Find().status().ToString(), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace ic::alibaba
