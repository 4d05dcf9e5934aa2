#include "adapters/aws/client/credentials.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/client/credential_sources.h"
#include "adapters/aws/client/xml_text.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/digest.h"
#include "base/testing/fake_clock.h"

namespace ic::aws {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kStsAnswer = R"(<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<AssumeRoleResult><AssumedRoleUser><Arn>arn:x</Arn></AssumedRoleUser><Credentials>
<AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role/secret+&amp;</SecretAccessKey>
<SessionToken>role-token==</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration></Credentials>
</AssumeRoleResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></AssumeRoleResponse>)";

// Runs nothing: answers from a script and remembers the command.
class FakeProcesses : public ProcessRunner {
 public:
  StatusOr<std::string> Run(const ProcessRequest& request, std::stop_token) override {
    commands.push_back(request.arguments);
    return answer;
  }
  std::vector<std::vector<std::string>> commands;
  StatusOr<std::string> answer = InternalError("no helper expected");
};

class CredentialsTest : public ::testing::Test {
 protected:
  CredentialsTest() {
    environment_.variables = {{"HOME", "/home/me"}, {"AWS_EC2_METADATA_DISABLED", "true"}};
    environment_.read_file = [this](const std::string& path) -> StatusOr<std::string> {
      const auto found = files_.find(path);
      if (found == files_.end()) return NotFoundError(path + " does not exist");
      return found->second;
    };
  }

  void Config(std::string text) { files_["/home/me/.aws/config"] = std::move(text); }
  void CredentialsFile(std::string text) { files_["/home/me/.aws/credentials"] = std::move(text); }

  StatusOr<Credentials> Find(AwsConfig config = {}) {
    IC_ASSIGN_OR_RETURN(const Settings settings, ResolveSettings(std::move(config), environment_));
    return FindCredentials(settings, {transport_, processes_, clock_, *random_, Logger()}, {});
  }
  std::string Error(AwsConfig config = {}) { return Find(std::move(config)).status().ToString(); }
  std::string KeyId(AwsConfig config = {}) {
    const auto found = Find(std::move(config));
    return found.ok() ? found->keys.access_key : found.status().ToString();
  }

  std::map<std::string, std::string> files_;
  Environment environment_;
  FakeTransport transport_;
  FakeProcesses processes_;
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
};

TEST_F(CredentialsTest, NothingFoundTellsEverythingThatWasLookedAt) {
  const std::string error = Error();
  EXPECT_THAT(error, HasSubstr("UNAUTHENTICATED: no AWS credentials were found"));
  for (const char* part :
       {"the configuration: access_key is not set", "environment: AWS_ACCESS_KEY_ID is not set",
        "assume role: profile default has no role_arn", "web identity: neither", "SSO: profile default has no",
        "the credentials file: there is no profile default in /home/me/.aws/credentials",
        "credential_process: profile default has no", "the configuration file: there is no profile default",
        "container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "instance metadata: AWS_EC2_METADATA_DISABLED is true"}) {
    EXPECT_THAT(error, HasSubstr(part));
  }
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(CredentialsTest, OrderOfTheStaticSources) {
  Config("[default]\naws_access_key_id = CONFIGFILE\naws_secret_access_key = s\n");
  EXPECT_EQ(KeyId(), "CONFIGFILE");
  CredentialsFile("[default]\naws_access_key_id = CREDFILE\naws_secret_access_key = s\naws_session_token = t\n");
  EXPECT_EQ(KeyId(), "CREDFILE");
  EXPECT_EQ(Find()->keys.security_token, "t");
  environment_.variables["AWS_ACCESS_KEY_ID"] = "ENV";
  environment_.variables["AWS_SECRET_ACCESS_KEY"] = "s";
  EXPECT_EQ(KeyId(), "ENV");
  EXPECT_EQ(KeyId({.access_key = "OWN", .secret_key = "s"}), "OWN");
}

TEST_F(CredentialsTest, AnExplicitProfileHidesTheEnvironmentAndAWS_PROFILEDoesNot) {
  CredentialsFile("[dev]\naws_access_key_id = DEV\naws_secret_access_key = s\n");
  environment_.variables["AWS_ACCESS_KEY_ID"] = "ENV";
  environment_.variables["AWS_SECRET_ACCESS_KEY"] = "s";
  EXPECT_EQ(KeyId({.profile = "dev"}), "DEV");
  environment_.variables["AWS_PROFILE"] = "dev";
  EXPECT_EQ(KeyId(), "ENV");
  EXPECT_EQ(KeyId({.profile = "dev", .access_key = "OWN", .secret_key = "s"}), "OWN");
}

TEST_F(CredentialsTest, HalfAPairIsAnErrorNotASkip) {
  environment_.variables["AWS_ACCESS_KEY_ID"] = "ENV";
  EXPECT_THAT(Error(), HasSubstr("AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not"));
  environment_.variables.erase("AWS_ACCESS_KEY_ID");
  CredentialsFile("[default]\naws_access_key_id = CREDFILE\n");
  EXPECT_THAT(Error(), HasSubstr("has aws_access_key_id but no aws_secret_access_key"));
}

TEST_F(CredentialsTest, EnvironmentCredentialsMayExpire) {
  environment_.variables["AWS_ACCESS_KEY_ID"] = "ENV";
  environment_.variables["AWS_SECRET_ACCESS_KEY"] = "hidden";
  environment_.variables["AWS_CREDENTIAL_EXPIRATION"] = "2026-01-01T02:00:00+01:00";
  EXPECT_EQ(Find()->expires, clock_.Now() + std::chrono::hours(1));
  environment_.variables["AWS_CREDENTIAL_EXPIRATION"] = "2025-12-31T00:00:00Z";
  EXPECT_THAT(Error(), AllOf(HasSubstr("expired at 2025-12-31T00:00:00Z"), Not(HasSubstr("hidden"))));
}

TEST_F(CredentialsTest, AProfilesRoleIsTakenWithItsSource) {
  Config(
      "[profile net]\nrole_arn = arn:aws:iam::123456789012:role/net\nsource_profile = base\nexternal_id = e x\n"
      "role_session_name = me\nduration_seconds = 1800\n[profile base]\n");
  CredentialsFile("[base]\naws_access_key_id = BASE\naws_secret_access_key = s\n");
  transport_.Answer(200, std::string(kStsAnswer));
  const auto found = Find({.region = "eu-west-1", .profile = "net"});
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(found->keys.access_key, "ASIAROLE");
  EXPECT_EQ(found->keys.secret_key, "role/secret+&");
  EXPECT_EQ(found->keys.security_token, "role-token==");
  EXPECT_EQ(found->expires, clock_.Now() + std::chrono::hours(1));
  ASSERT_EQ(transport_.requests().size(), 1U);
  const HttpRequest request = transport_.requests()[0];
  EXPECT_EQ(request.url, "https://sts.eu-west-1.amazonaws.com");
  EXPECT_EQ(request.body,
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fnet&"
            "RoleSessionName=me&ExternalId=e%20x&DurationSeconds=1800");
  EXPECT_THAT(std::string(FindHeader(request.headers, "authorization")),
              HasSubstr("Credential=BASE/20260101/eu-west-1/sts/aws4_request"));
  EXPECT_FALSE(request.mutating);
}

TEST_F(CredentialsTest, RolesMayLeadOverRoles) {
  Config(
      "[profile a]\nrole_arn = arn:a\nsource_profile = b\n[profile b]\nrole_arn = arn:b\nsource_profile = b\n"
      "aws_access_key_id = BASE\naws_secret_access_key = s\n[profile c]\nrole_arn = arn:c\nsource_profile = d\n"
      "[profile d]\nrole_arn = arn:d\nsource_profile = base\n[profile base]\naws_access_key_id = BASE\n"
      "aws_secret_access_key = s\n");
  // b has keys beside its role: as a source those are used, as a start it takes its role with them.
  transport_.Answer(200, std::string(kStsAnswer));
  EXPECT_EQ(KeyId({.profile = "a"}), "ASIAROLE");
  transport_.Answer(200, std::string(kStsAnswer));
  EXPECT_EQ(KeyId({.profile = "b"}), "ASIAROLE");
  transport_.Answer(200, std::string(kStsAnswer));
  transport_.Answer(200, std::string(kStsAnswer));
  EXPECT_EQ(KeyId({.profile = "c"}), "ASIAROLE");
  const auto requests = transport_.requests();
  ASSERT_EQ(requests.size(), 4U);
  EXPECT_THAT(requests[2].body, HasSubstr("RoleArn=arn%3Ad"));
  EXPECT_THAT(requests[3].body, HasSubstr("RoleArn=arn%3Ac"));
  EXPECT_EQ(FindHeader(requests[3].headers, "x-amz-security-token"), "role-token==");
  EXPECT_EQ(requests[3].url, "https://sts.us-east-1.amazonaws.com");
}

TEST_F(CredentialsTest, CredentialSourceNamesAPlace) {
  Config("[profile p]\nrole_arn = arn:p\ncredential_source = Environment\n");
  environment_.variables["AWS_ACCESS_KEY_ID"] = "ENV";
  environment_.variables["AWS_SECRET_ACCESS_KEY"] = "s";
  transport_.Answer(200, std::string(kStsAnswer));
  EXPECT_EQ(KeyId({.profile = "p"}), "ASIAROLE");
  Config("[profile p]\nrole_arn = arn:p\ncredential_source = Nowhere\n");
  EXPECT_THAT(Error({.profile = "p"}), HasSubstr("must be Environment, EcsContainer or Ec2InstanceMetadata"));
  Config("[profile p]\nrole_arn = arn:p\ncredential_source = Ec2InstanceMetadata\n");
  EXPECT_THAT(Error({.profile = "p"}), HasSubstr("AWS_EC2_METADATA_DISABLED is true"));
}

TEST_F(CredentialsTest, RolesThatCannotBeTaken) {
  const auto error = [this](const std::string& text) {
    Config(text);
    return Error({.profile = "p"});
  };
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\n"), HasSubstr("neither source_profile nor credential_source"));
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\nsource_profile = a\ncredential_source = Environment\n"),
              HasSubstr("both source_profile and credential_source"));
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\nsource_profile = none\n"), HasSubstr("none, which does not exist"));
  EXPECT_THAT(
      error("[profile p]\nrole_arn = arn:p\nsource_profile = q\n[profile q]\nrole_arn = a\nsource_profile = p\n"),
      HasSubstr("round in a circle: p, q, p"));
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\nsource_profile = p\n"), HasSubstr("round in a circle: p, p"));
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\nsource_profile = q\n[profile q]\nregion = r\n"),
              HasSubstr("source_profile q of profile p has no credentials"));
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\nsource_profile = q\nmfa_serial = arn:m\n[profile q]\n"),
              HasSubstr("mfa_serial: a code cannot be asked for"));
  EXPECT_THAT(error("[profile p]\nrole_arn = arn:p\nsource_profile = q\nduration_seconds = 10\n[profile q]\n"),
              HasSubstr("from 900 to 43200, got \"10\""));
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(CredentialsTest, RefusedRolesSayWhoAskedForWhat) {
  transport_.Answer(403, R"(<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
<Message>User: arn:aws:iam::1:user/x is not authorized to perform: sts:AssumeRole</Message></Error>
<RequestId>r-9</RequestId></ErrorResponse>)");
  const auto refused =
      Find({.access_key = "OWN", .secret_key = "hidden", .assume_role = AssumeRole{.role_arn = "arn:r"}}).status();
  EXPECT_EQ(refused.code(), StatusCode::kUnauthenticated);
  EXPECT_THAT(refused.message(), AllOf(HasSubstr("role arn:r could not be taken with the configuration"),
                                       HasSubstr("is not authorized"), Not(HasSubstr("hidden"))));
  EXPECT_EQ(refused.remote()->request_id, "r-9");
  transport_.Answer(403, "<Error><Code>SignatureDoesNotMatch</Code><Message>canonical hidden</Message></Error>");
  EXPECT_THAT(Error({.access_key = "OWN", .secret_key = "hidden", .assume_role = AssumeRole{.role_arn = "arn:r"}}),
              Not(HasSubstr("hidden")));
}

TEST_F(CredentialsTest, TheTokenServiceIsAskedAgainWhenItFails) {
  transport_.Answer(500, "");
  transport_.Fail(UnavailableError("cut").WithRemote({.ambiguous = true}));
  transport_.Answer(200, std::string(kStsAnswer));
  const AwsConfig config{.access_key = "OWN", .secret_key = "s", .assume_role = AssumeRole{.role_arn = "arn:r"}};
  EXPECT_EQ(KeyId(config), "ASIAROLE");
  EXPECT_EQ(clock_.sleeps().size(), 2U);
  EXPECT_THAT(transport_.requests()[0].body, HasSubstr("RoleSessionName=interconnect-1767225600"));
  transport_.Answer(200, "<html>portal</html>", {{"Content-Type", "text/html"}});
  EXPECT_THAT(Error(config), HasSubstr("not one of the security token service (content type text/html)"));
}

TEST_F(CredentialsTest, WebIdentityNeedsNoOtherCredentials) {
  environment_.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/var/run/token";
  EXPECT_THAT(Error(), HasSubstr("set AWS_ROLE_ARN"));
  environment_.variables["AWS_ROLE_ARN"] = "arn:w";
  environment_.variables["AWS_ROLE_SESSION_NAME"] = "pod";
  EXPECT_THAT(Error(), HasSubstr("/var/run/token does not exist"));
  files_["/var/run/token"] = "eyJ.a.b\n";
  transport_.Answer(200, std::string(kStsAnswer));
  EXPECT_EQ(KeyId(), "ASIAROLE");
  const HttpRequest request = transport_.requests()[0];
  EXPECT_EQ(request.body,
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aw&RoleSessionName=pod&"
            "WebIdentityToken=eyJ.a.b");
  EXPECT_EQ(FindHeader(request.headers, "authorization"), "");
  // A profile that is named explicitly hides these variables too.
  Config("[profile other]\n");
  EXPECT_THAT(Error({.profile = "other"}), HasSubstr("no AWS credentials were found"));
}

TEST_F(CredentialsTest, WebIdentityOfAProfile) {
  Config("[profile w]\nrole_arn = arn:w\nweb_identity_token_file = ~/token\n");
  files_["/home/me/token"] = "jwt";
  transport_.Answer(200, std::string(kStsAnswer));
  EXPECT_EQ(KeyId({.profile = "w"}), "ASIAROLE");
  EXPECT_THAT(transport_.requests()[0].body, HasSubstr("WebIdentityToken=jwt"));
}

constexpr std::string_view kSsoConfig =
    "[profile s]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Net Ops\n"
    "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example/start\n"
    "[profile legacy]\nsso_region = eu-west-1\nsso_start_url = https://corp.example/start\n"
    "sso_account_id = 123456789012\nsso_role_name = NetOps\n";
// The names AWS's own tools give the files: sha1("corp"), sha1("https://corp.example/start").
const std::string kSessionToken = "/home/me/.aws/sso/cache/" + Sha1Hex("corp") + ".json";
const std::string kLegacyToken = "/home/me/.aws/sso/cache/" + Sha1Hex("https://corp.example/start") + ".json";

TEST_F(CredentialsTest, SsoExchangesTheCachedToken) {
  Config(std::string(kSsoConfig));
  files_[kSessionToken] = R"({"accessToken": "sso-token", "expiresAt": "2026-01-01T01:00:00Z"})";
  const std::string answer = R"({"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "s",
      "sessionToken": "t", "expiration": 1767232800000}})";
  transport_.Answer(200, answer);
  const auto found = Find({.profile = "s"});
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(found->keys.access_key, "ASIASSO");
  EXPECT_EQ(found->expires, clock_.Now() + std::chrono::hours(2));
  const HttpRequest request = transport_.requests()[0];
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url,
            "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=Net%20Ops&account_id="
            "123456789012");
  EXPECT_EQ(FindHeader(request.headers, "x-amz-sso_bearer_token"), "sso-token");
  EXPECT_FALSE(request.mutating);
  files_[kLegacyToken] = R"({"accessToken": "old", "expiresAt": "2026-01-01T01:00:00UTC"})";
  transport_.Answer(200, answer);
  EXPECT_EQ(KeyId({.profile = "legacy"}), "ASIASSO");
}

TEST_F(CredentialsTest, SsoSaysHowToLogIn) {
  Config(std::string(kSsoConfig));
  EXPECT_THAT(Error({.profile = "s"}), HasSubstr("Run \"aws sso login --sso-session corp\""));
  files_[kSessionToken] = R"({"accessToken": "hidden", "expiresAt": "2025-12-31T23:59:59Z"})";
  EXPECT_THAT(Error({.profile = "s"}), AllOf(HasSubstr("expired at 2025-12-31T23:59:59Z"), Not(HasSubstr("hidden"))));
  files_[kSessionToken] = "{";
  EXPECT_THAT(Error({.profile = "s"}), HasSubstr("is not readable"));
  EXPECT_THAT(Error({.profile = "legacy"}), HasSubstr("Run \"aws sso login --profile legacy\""));
  files_[kLegacyToken] = R"({"accessToken": "hidden", "expiresAt": "2026-01-02T00:00:00Z"})";
  transport_.Answer(401, "{}");
  EXPECT_THAT(Error({.profile = "legacy"}), HasSubstr("SSO refuses role NetOps in account 123456789012"));
  EXPECT_EQ(transport_.requests().size(), 1U);
}

TEST_F(CredentialsTest, SsoSettingsThatContradict) {
  const auto error = [this](const std::string& text) {
    Config(text);
    return Error({.profile = "s"});
  };
  EXPECT_THAT(error("[profile s]\nsso_role_name = r\nsso_session = none\nsso_account_id = 1\n"),
              HasSubstr("there is no [sso-session none]"));
  EXPECT_THAT(error("[profile s]\nsso_role_name = r\n"),
              HasSubstr("lacks sso_start_url, sso_region and sso_account_id"));
  EXPECT_THAT(
      error("[profile s]\nsso_role_name = r\nsso_session = c\nsso_region = a\n[sso-session c]\nsso_region = b\n"),
      HasSubstr("sso_region differs between profile s and [sso-session c]"));
}

TEST_F(CredentialsTest, CredentialProcess) {
  Config("[profile h]\ncredential_process = ~/bin/helper --account 'my one'\n");
  processes_.answer = std::string(R"({"Version": 1, "AccessKeyId": "ASIAHELPER", "SecretAccessKey": "s",
      "SessionToken": "t", "Expiration": "2026-01-01T00:20:00.123Z"})");
  const auto found = Find({.profile = "h"});
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(found->keys.access_key, "ASIAHELPER");
  EXPECT_EQ(found->expires, clock_.Now() + std::chrono::minutes(20));
  EXPECT_THAT(processes_.commands[0], ElementsAre("/home/me/bin/helper", "--account", "my one"));
}

TEST_F(CredentialsTest, AHelpersFailureIsToldWithoutItsOutput) {
  Config("[profile h]\ncredential_process = helper\n");
  const auto error = [this](StatusOr<std::string> answer) {
    processes_.answer = std::move(answer);
    return Error({.profile = "h"});
  };
  EXPECT_THAT(error(FailedPreconditionError("helper ended with exit code 1")),
              HasSubstr("UNAUTHENTICATED: AWS credentials from credential_process: credential_process of profile h: "
                        "helper ended with exit code 1"));
  EXPECT_THAT(error(std::string("hidden")), AllOf(HasSubstr("JSON object"), Not(HasSubstr("hidden"))));
  EXPECT_THAT(error(std::string(R"({"Version": 2})")), HasSubstr("must have \"Version\": 1"));
  EXPECT_THAT(error(std::string(R"({"Version": 1, "AccessKeyId": "hidden"})")),
              AllOf(HasSubstr("has no SecretAccessKey"), Not(HasSubstr("hidden"))));
  EXPECT_THAT(error(std::string(R"({"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"soon"})")),
              HasSubstr("is not a time"));
}

constexpr std::string_view kAgentAnswer =
    R"({"AccessKeyId": "ASIAAGENT", "SecretAccessKey": "s", "Token": "t", "Expiration": "2026-01-01T06:00:00Z"})";

TEST_F(CredentialsTest, ContainerAgents) {
  environment_.variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials/1";
  transport_.Answer(200, std::string(kAgentAnswer));
  EXPECT_EQ(KeyId(), "ASIAAGENT");
  EXPECT_EQ(transport_.requests()[0].url, "http://169.254.170.2/v2/credentials/1");
  EXPECT_TRUE(transport_.requests()[0].bypass_proxy);
  environment_.variables.erase("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  environment_.variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://169.254.170.23/v1/credentials";
  environment_.variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "old";
  environment_.variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/var/token";
  files_["/var/token"] = "fresh\n";
  transport_.Answer(503, "");
  transport_.Answer(200, std::string(kAgentAnswer));
  EXPECT_EQ(KeyId(), "ASIAAGENT");
  EXPECT_EQ(FindHeader(transport_.requests()[1].headers, "authorization"), "fresh");
}

TEST_F(CredentialsTest, TheContainerTokenGoesToNoStranger) {
  environment_.variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "hidden";
  for (const char* url : {"http://192.0.2.1/x", "http://agent.example/x", "http://169.254.170.2.example/x",
                          "http://127.0.0.1.example/", "http://localhost@192.0.2.1/", "agent", "ftp://localhost/"}) {
    environment_.variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
    EXPECT_THAT(Error(), AllOf(HasSubstr("must be https, or http on a loopback"), Not(HasSubstr("hidden")))) << url;
  }
  EXPECT_TRUE(transport_.requests().empty());
  for (const char* url : {"http://127.0.0.5:8080/x", "http://[::1]/x", "http://LOCALHOST/x", "https://agent.example/x",
                          "http://[fd00:ec2::23]/v1"}) {
    environment_.variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
    transport_.Answer(200, std::string(kAgentAnswer));
    EXPECT_EQ(KeyId(), "ASIAAGENT") << url;
  }
}

TEST_F(CredentialsTest, ContainerSettingsThatCannotBeUsed) {
  auto& variables = environment_.variables;
  variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "v2/credentials/1";
  EXPECT_THAT(Error(), HasSubstr("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI must begin with \"/\""));
  variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials/1";
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = "/var/none";
  EXPECT_THAT(Error(), HasSubstr("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: /var/none does not exist"));
  variables.erase("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "one\r\nHost: other";
  EXPECT_THAT(Error(), HasSubstr("the container authorization token holds a line break"));
  EXPECT_TRUE(transport_.requests().empty());
}

TEST_F(CredentialsTest, MetadataSettingsThatCannotBeUsed) {
  auto& variables = environment_.variables;
  variables.erase("AWS_EC2_METADATA_DISABLED");
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "metadata.example";
  EXPECT_THAT(Error(), HasSubstr("AWS_EC2_METADATA_SERVICE_ENDPOINT must be an absolute http:// URL"));
  variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://metadata.example//";
  for (const char* seconds : {"0", "61", "-1", "2s", "soon", "99999999999"}) {
    variables["AWS_METADATA_SERVICE_TIMEOUT"] = seconds;
    EXPECT_THAT(Error(), HasSubstr("AWS_METADATA_SERVICE_TIMEOUT must be a number of seconds from 1 to 60")) << seconds;
  }
  EXPECT_TRUE(transport_.requests().empty());
  variables["AWS_METADATA_SERVICE_TIMEOUT"] = "60";
  transport_.Fail(DeadlineExceededError("timed out"));
  EXPECT_THAT(Error(), HasSubstr("timed out"));
  EXPECT_EQ(transport_.requests()[0].url, "http://metadata.example/latest/api/token");
}

TEST_F(CredentialsTest, InstanceMetadataVersion2) {
  environment_.variables.erase("AWS_EC2_METADATA_DISABLED");
  transport_.Answer(200, "metadata-token");
  transport_.Answer(200, "net-role\n");
  transport_.Answer(200, R"({"Code": "Success", "AccessKeyId": "ASIAIMDS", "SecretAccessKey": "s", "Token": "t",
      "Expiration": "2026-01-01T06:00:00Z"})");
  EXPECT_EQ(KeyId(), "ASIAIMDS");
  const auto requests = transport_.requests();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].method, "PUT");
  EXPECT_EQ(requests[0].url, "http://169.254.169.254/latest/api/token");
  EXPECT_EQ(requests[0].timeout, std::chrono::seconds(1));
  EXPECT_FALSE(requests[0].mutating);
  EXPECT_TRUE(requests[0].bypass_proxy);
  EXPECT_EQ(FindHeader(requests[0].headers, "x-aws-ec2-metadata-token-ttl-seconds"), "21600");
  EXPECT_EQ(requests[2].url, "http://169.254.169.254/latest/meta-data/iam/security-credentials/net-role");
  EXPECT_EQ(FindHeader(requests[2].headers, "x-aws-ec2-metadata-token"), "metadata-token");
}

TEST_F(CredentialsTest, NoInstanceIsNoFailureButAReason) {
  environment_.variables.erase("AWS_EC2_METADATA_DISABLED");
  environment_.variables["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] = "IPv6";
  environment_.variables["AWS_METADATA_SERVICE_TIMEOUT"] = "3";
  transport_.Fail(DeadlineExceededError("timed out"));
  EXPECT_THAT(Error(), HasSubstr("instance metadata: timed out"));
  EXPECT_EQ(transport_.requests()[0].url, "http://[fd00:ec2::254]/latest/api/token");
  EXPECT_EQ(transport_.requests()[0].timeout, std::chrono::seconds(3));
  transport_.Answer(200, "t");
  transport_.Answer(200, "../../evil role");
  EXPECT_THAT(Error(), HasSubstr("the instance has no role"));
}

TEST_F(CredentialsTest, ARoleOnTopOfAnything) {
  CredentialsFile("[default]\naws_access_key_id = BASE\naws_secret_access_key = s\n");
  transport_.Answer(200, std::string(kStsAnswer));
  const auto found = Find(
      {.region = "cn-north-1", .assume_role = AssumeRole{.role_arn = "arn:r", .session_name = "tf", .policy = "{}"}});
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->keys.access_key, "ASIAROLE");
  EXPECT_EQ(transport_.requests()[0].url, "https://sts.cn-north-1.amazonaws.com.cn");
  EXPECT_THAT(transport_.requests()[0].body, HasSubstr("RoleSessionName=tf&Policy=%7B%7D"));
}

TEST(XmlText, FlatAnswers) {
  EXPECT_EQ(XmlText("<a><b>x &lt;&amp;&gt; &quot;&apos; &#252;&#x1F684; &x; &</b></a>", "b"), "x <&> \"' ü🚄 &x; &");
  EXPECT_EQ(XmlText("<a>&#8364;&#x41;</a>", "a"), "€A");
  EXPECT_EQ(XmlText("<a><b>x</b></a>", "a"), "<b>x</b>");
  EXPECT_EQ(XmlText("<a>x", "a"), std::nullopt);
  EXPECT_EQ(XmlText("", "a"), std::nullopt);
  EXPECT_EQ(XmlText("<a>&#0;&#xD800;&#x110000;</a>", "a"), "&#0;&#xD800;&#x110000;");
  EXPECT_EQ(XmlText("<a>&#00000000000065;&&#65;</a>", "a"), "&#00000000000065;&A");
}

}  // namespace
}  // namespace ic::aws
