// Places that credentials come from, as rows of the suite that every vendor runs.
#include <string>
#include <utility>
#include <vector>

#include "adapters/aws/client/credentials.h"
#include "adapters/common/client/testing/credentials_suite.h"
#include "base/digest.h"

namespace ic::aws {
namespace {

CredentialCase Row(std::string name, AwsConfig config, CredentialCase::Texts variables, const std::string& file = {}) {
  variables.emplace("HOME", "/home/u");
  return {.name = std::move(name),
          .find = [config](Environment environment, const CredentialTools& tools,
                           std::stop_token stop) -> StatusOr<Credentials> {
            IC_ASSIGN_OR_RETURN(const Settings settings, ResolveSettings(config, std::move(environment)));
            return FindCredentials(settings, tools, std::move(stop));
          },
          .variables = std::move(variables),
          .files = {{"/home/u/.aws/config", file}, {"/token", "hidden\n"}}};
}
CredentialCase OfProfile(std::string name, const std::string& lines) {
  return Row(std::move(name), {.profile = "p"}, {}, "[profile p]\n" + lines);
}

HttpResponse Role(const std::string& id) {
  return {200,
          {},
          "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + id +
              "</AccessKeyId><SecretAccessKey>hidden</SecretAccessKey><SessionToken>hidden</SessionToken>"
              "<Expiration>2026-01-01T01:00:00Z</Expiration></Credentials></AssumeRoleResult>"
              "</AssumeRoleResponse>"};
}
HttpResponse Keys(const std::string& id) {
  return {
      200, {}, R"({"Code": "Success", "AccessKeyId": ")" + id + R"(", "SecretAccessKey": "hidden", "Token": "hidden",
                       "Expiration": "2026-01-01T06:00:00Z"})"};
}

constexpr const char* kSts = "POST https://sts.us-east-1.amazonaws.com";
constexpr const char* kToken = "PUT http://169.254.169.254/latest/api/token";
const std::string kRoles = "GET http://169.254.169.254/latest/meta-data/iam/security-credentials/";

std::vector<CredentialCase> AwsCases() {
  const HttpResponse token = {200, {}, "hidden"};
  CredentialCase sso = OfProfile("Sso",
                                 "sso_region = eu-west-1\nsso_start_url = https://c.example/start\n"
                                 "sso_account_id = 123456789012\nsso_role_name = Net\n");
  sso.files["/home/u/.aws/sso/cache/" + Sha1Hex("https://c.example/start") + ".json"] =
      R"({"accessToken": "hidden", "expiresAt": "2026-01-01T01:00:00Z"})";
  const HttpResponse exchanged = {200, {}, R"({"roleCredentials": {"accessKeyId": "SSO", "secretAccessKey": "hidden",
                                               "sessionToken": "hidden", "expiration": 1767232800000}})"};
  const std::string helper =
      R"({"Version": 1, "AccessKeyId": "EXT", "SecretAccessKey": "hidden", "SessionToken": "hidden"})";
  const std::string base =
      "role_arn = arn:r\nsource_profile = q\n[profile q]\naws_access_key_id = BASE\n"
      "aws_secret_access_key = hidden\n";
  return {
      Finds(Row("Configuration", {.access_key = "OWN", .secret_key = "hidden"}, {}), "OWN", "configuration"),
      Finds(Row("Environment", {}, {{"AWS_ACCESS_KEY_ID", "ENV"}, {"AWS_SECRET_ACCESS_KEY", "hidden"}}), "ENV",
            "environment"),
      Finds(OfProfile("Role", base), "ROLE", "arn:r", {Role("ROLE")}, {kSts}),
      Finds(OfProfile("WebIdentity", "role_arn = arn:r\nweb_identity_token_file = /token\n"), "WEB", "arn:r",
            {Role("WEB")}, {kSts}),
      Finds(Row("Pod", {}, {{"AWS_ROLE_ARN", "arn:r"}, {"AWS_WEB_IDENTITY_TOKEN_FILE", "/token"}}), "WEB", "arn:r",
            {Role("WEB")}, {kSts}),
      Finds(sso, "SSO", "SSO", {exchanged},
            {"GET https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=Net&account_id="
             "123456789012"}),
      Runs(Finds(OfProfile("Helper", "credential_process = helper x\n"), "EXT", "credential_process"), helper,
           {"helper", "x"}),
      Finds(Row("Container", {}, {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/1"}}), "AGENT", "container",
            {Keys("AGENT")}, {"GET http://169.254.170.2/v2/1"}),
      Finds(Row("Instance", {}, {}), "IMDS", "instance", {token, {200, {}, "net-role\n"}, Keys("IMDS")},
            {kToken, kRoles, kRoles + "net-role"}),
      Finds(Row("RoleOnTop",
                {.access_key = "OWN", .secret_key = "hidden", .assume_role = AssumeRole{.role_arn = "arn:t"}}, {}),
            "TOP", "arn:t", {Role("TOP")}, {kSts}),
      Fails(Row("Nowhere", {}, {{"AWS_EC2_METADATA_DISABLED", "true"}}), {"no AWS credentials were found"}),
  };
}

INSTANTIATE_TEST_SUITE_P(Aws, CredentialsSuite, ::testing::ValuesIn(AwsCases()), CredentialCaseName);

}  // namespace
}  // namespace ic::aws
