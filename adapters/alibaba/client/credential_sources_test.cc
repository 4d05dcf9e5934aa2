// Each place that credentials come from, as rows of the suite that every vendor runs.
#include <string>
#include <utility>
#include <vector>

#include "adapters/alibaba/client/credentials.h"
#include "adapters/common/client/testing/credentials_suite.h"

namespace ic::alibaba {
namespace {

constexpr const char* kProfiles = R"({
  "profiles": [
    {"name": "keys", "mode": "AK", "access_key_id": "ONE", "access_key_secret": "hidden"},
    {"name": "plain", "access_key_id": "PLAIN", "access_key_secret": "hidden"},
    {"name": "half", "mode": "AK", "access_key_id": "ONE"},
    {"name": "empty", "mode": "AK"},
    {"name": "role", "mode": "RamRoleArn", "access_key_id": "ONE", "access_key_secret": "hidden",
     "ram_role_arn": "acs:ram::1:role/r", "external_id": "e", "expired_seconds": 900},
    {"name": "roleless", "mode": "RamRoleArn", "access_key_id": "ONE", "access_key_secret": "hidden"},
    {"name": "chain", "mode": "ChainableRamRoleArn", "source_profile": "role", "ram_role_arn": "acs:ram::2:role/q"},
    {"name": "lost", "mode": "ChainableRamRoleArn", "source_profile": "nowhere", "ram_role_arn": "acs:ram::2:role/q"},
    {"name": "instance", "mode": "EcsRamRole", "ram_role_name": "net-role"},
    {"name": "uri", "mode": "CredentialsURI", "credentials_uri": "http://127.0.0.1:9/keys"},
    {"name": "nouri", "mode": "CredentialsURI", "credentials_uri": "/keys"},
    {"name": "oidc", "mode": "OIDC", "ram_role_arn": "acs:ram::1:role/pod", "oidc_provider_arn": "acs:ram::1:p",
     "oidc_token_file": "~/token"},
    {"name": "external", "mode": "External", "process_command": "helper --account 'my one'"},
    {"name": "silent", "mode": "External", "process_command": " "},
    {"name": "open", "mode": "External", "process_command": "helper 'my"},
    {"name": "odd", "mode": "CloudSSO"},
    "no profile", {"name": 7}
  ]})";

CredentialCase::Find With(AlibabaConfig config) {
  if (config.region.empty()) config.region = "cn-hangzhou";
  return
      [config](Environment environment, const CredentialTools& tools, std::stop_token stop) -> StatusOr<Credentials> {
        IC_ASSIGN_OR_RETURN(const Settings settings, ResolveSettings(config, std::move(environment)));
        return FindCredentials(settings, tools, std::move(stop));
      };
}

CredentialCase::Texts Around(CredentialCase::Texts more, bool instance = false) {
  more.emplace("HOME", "/home/u");
  if (!instance) more.emplace("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "TRUE");
  return more;
}

HttpResponse Keys(const std::string& id) {
  return {200, {}, R"({"Code": "Success", "AccessKeyId": ")" + id + R"(", "AccessKeySecret": "hidden",
                       "SecurityToken": "hidden", "Expiration": "2026-11-21T09:00:00Z"})"};
}
HttpResponse Role(const std::string& id) { return {200, {}, R"({"Credentials": )" + Keys(id).body + "}"}; }

constexpr const char* kSts = "POST https://sts.cn-hangzhou.aliyuncs.com/";
constexpr const char* kToken = "PUT http://100.100.100.200/latest/api/token";
const std::string kRoles = "GET http://100.100.100.200/latest/meta-data/ram/security-credentials/";

CredentialCase OfProfile(std::string name, std::string profile) {
  return {.name = std::move(name),
          .find = With({.profile = std::move(profile)}),
          .variables = Around({{"ALIBABA_CLOUD_ACCESS_KEY_ID", "NOT"}, {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hidden"}}),
          .files = {{"/home/u/.aliyun/config.json", kProfiles}, {"/home/u/token", "hidden\n"}}};
}

CredentialCase OfFile(std::string name, std::string section) {
  return {.name = std::move(name),
          .find = With({}),
          .variables = Around({{"ALIBABA_CLOUD_CREDENTIALS_FILE", "~/mine"}}),
          .files = {{"/home/u/mine", "[default]\n" + std::move(section)}}};
}

CredentialCase OfInstance(std::string name, CredentialCase::Texts variables = {}) {
  return {.name = std::move(name), .find = With({}), .variables = Around(std::move(variables), /*instance=*/true)};
}

std::vector<CredentialCase> KeyCases() {
  const auto environment = [](std::string name, const std::string& id, const std::string& secret,
                              const std::string& token) {
    return CredentialCase{.name = std::move(name),
                          .find = With({}),
                          .variables = Around({{id, "ENV"}, {secret, "hidden"}, {token, "hidden"}}),
                          .finds = "ENV",
                          .says = {"the environment"}};
  };
  const CredentialCase half = {.name = "HalfInTheEnvironment",
                               .find = With({}),
                               .variables = Around({{"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "hidden"}})};
  const CredentialCase nothing = {.name = "Nowhere", .find = With({}), .variables = Around({})};
  const CredentialCase section = {
      .name = "SectionThatTheVariableNames",
      .find = With({}),
      .variables = Around({{"ALIBABA_CLOUD_PROFILE", "team"}}),
      .files = {{"/home/u/.alibabacloud/credentials", "[team]\naccess_key_id = TEAM\naccess_key_secret = hidden\n"}}};
  CredentialCase nowhere = section;
  nowhere.name = "VariableThatNamesNothing";
  nowhere.variables["ALIBABA_CLOUD_PROFILE"] = "teem";
  return {
      {.name = "Configuration",
       .find = With({.access_key = "OWN", .secret_key = "hidden", .security_token = "hidden"}),
       .finds = "OWN",
       .says = {"the configuration"}},
      environment("Environment", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                  "ALIBABA_CLOUD_SECURITY_TOKEN"),
      environment("OlderEnvironment", "ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET",
                  "ALIBABACLOUD_SECURITY_TOKEN"),
      environment("TerraformsEnvironment", "ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"),
      Fails(half, {"the environment has only half of a key pair"}),
      Fails(nothing,
            {"no credentials for Alibaba Cloud were found", "access_key is not set", "config.json has no profile",
             "ALIBABA_CLOUD_ROLE_ARN", "/home/u/.alibabacloud/credentials is not there",
             "ALIBABA_CLOUD_ECS_METADATA_DISABLED is true", "ALIBABA_CLOUD_CREDENTIALS_URI is not set"}),
      Finds(OfFile("File", "access_key_id = FILE\naccess_key_secret = hidden\nsecurity_token = hidden\n"), "FILE",
            "section default of /home/u/mine"),
      Fails(OfFile("HalfInTheFile", "access_key_id = FILE\n"), {"section default of /home/u/mine has only half"}),
      Fails(OfFile("NothingInTheFile", "type = ram_role_arn\n"), {"section default of /home/u/mine has no keys"}),
      Fails(OfFile("FileOfNoSections", "access_key_id"), {"/home/u/mine"}),
      Finds(OfFile("RoleOfTheFile",
                   "type = ram_role_arn\naccess_key_id = FILE\naccess_key_secret = hidden\n"
                   "role_arn = acs:ram::1:role/r\n"),
            "STS.F", "section default of /home/u/mine, role acs:ram::1:role/r", {Role("STS.F")}, {kSts}),
      Finds(section, "TEAM", "section team of /home/u/.alibabacloud/credentials"),
      Fails(nowhere, {"ALIBABA_CLOUD_PROFILE names the profile \"teem\", which is not in /home/u/.aliyun/config.json"}),
      Finds(OfFile("InstanceOfTheFile", "type = ecs_ram_role\nrole_name = net-role\n"), "STS.E", "ECS role net-role",
            {{200, {}, "hidden"}, Keys("STS.E")}, {kToken, kRoles + "net-role"}),
  };
}

std::vector<CredentialCase> ProfileCases() {
  const auto profile = [](const char* name, const char* mode) { return OfProfile(name, mode); };
  const std::string output = R"({"access_key_id": "EXT", "access_key_secret": "hidden", "sts_token": "hidden"})";
  return {
      Finds(profile("Keys", "keys"), "ONE", "profile keys"),
      Finds(profile("NoMode", "plain"), "PLAIN", "profile plain"),
      Fails(profile("HalfAProfile", "half"), {"profile half has only half of a key pair"}),
      Fails(profile("ProfileWithoutKeys", "empty"), {"the profile", "profile empty has no keys"}),
      Finds(profile("Role", "role"), "STS.1", "profile role, role acs:ram::1:role/r", {Role("STS.1")}, {kSts}),
      Fails(profile("RoleWithoutAName", "roleless"), {"profile roleless names no role"}),
      Finds(profile("Chain", "chain"), "STS.2", "role acs:ram::2:role/q", {Role("STS.1"), Role("STS.2")}, {kSts, kSts}),
      Fails(profile("ChainToNowhere", "lost"), {"there is no profile nowhere in /home/u/.aliyun/config.json"}),
      Finds(profile("Instance", "instance"), "STS.E", "ECS role net-role", {{200, {}, "hidden"}, Keys("STS.E")},
            {kToken, kRoles + "net-role"}),
      Finds(profile("Uri", "uri"), "URI", "credentials URI", {Keys("URI")}, {"GET http://127.0.0.1:9/keys"}),
      Fails(profile("NoUri", "nouri"), {"the credentials URI", "is no http:// or https:// URL"}),
      Finds(profile("Oidc", "oidc"), "STS.3", "OIDC, role acs:ram::1:role/pod", {Role("STS.3")}, {kSts}),
      Runs(Finds(profile("Helper", "external"), "EXT", "profile external's process_command"), output,
           {"helper", "--account", "my one"}),
      Runs(Fails(profile("HelperThatSaysNothing", "external"), {"profile external's process_command has no keys"}),
           "hidden", {"helper", "--account", "my one"}),
      Fails(profile("NoHelper", "silent"), {"profile silent has no process_command"}),
      Fails(profile("HelperWithAnOpenQuote", "open"), {"a quotation mark is not closed"}),
      Fails(profile("UnknownMode", "odd"), {"profile odd has the mode \"CloudSSO\"", "ChainableRamRoleArn"}),
  };
}

std::vector<CredentialCase> MachineCases() {
  const HttpResponse token = {200, {}, "hidden\n"};
  const HttpResponse roles = {200, {}, "net-role\nother\n"};
  CredentialCase named = OfInstance("InstanceByItsRole");
  named.find = With({.ecs_role_name = "my-role"});
  CredentialCase own = OfInstance("OwnUri", {{"ALIBABA_CLOUD_CREDENTIALS_URI", "http://127.0.0.1:9/keys"}});
  own.variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
  CredentialCase pod = {.name = "Pod",
                        .find = With({}),
                        .variables = Around({{"ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/pod"},
                                             {"ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:p"},
                                             {"ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/token"}}),
                        .files = {{"/token", "hidden\n"}}};
  CredentialCase no_token = pod;
  no_token.name = "PodWithoutItsToken";
  no_token.files.clear();
  CredentialCase on_top = {
      .name = "RoleOnTop",
      .find = With({.access_key = "OWN",
                    .secret_key = "hidden",
                    .assume_role = AssumeRole{.role_arn = "acs:ram::3:role/top", .session_name = "s"}})};
  CredentialCase elsewhere = on_top;
  elsewhere.name = "RoleElsewhere";
  elsewhere.variables = {{"ALIBABA_CLOUD_ENDPOINT_STS", "sts-vpc.cn-beijing.aliyuncs.com/"}};
  CredentialCase nonsense = on_top;
  nonsense.name = "RoleAtNonsense";
  nonsense.variables = {{"STS_ENDPOINT", "https://user:hidden@sts/path?x"}};
  return {
      Finds(OfInstance("AnyRoleOfTheInstance"), "STS.E", "ECS role net-role", {token, roles, Keys("STS.E")},
            {kToken, kRoles, kRoles + "net-role"}),
      Finds(OfInstance("InstanceWithoutTokens"), "STS.E", "ECS role net-role", {{404, {}, ""}, roles, Keys("STS.E")},
            {kToken, kRoles, kRoles + "net-role"}),
      Fails(OfInstance("InstanceThatMustHaveTokens", {{"ALIBABA_CLOUD_IMDSV1_DISABLED", "true"}}),
            {"ECS metadata answered with HTTP status 404"}, {{404, {}, ""}}, {kToken}),
      Fails(OfInstance("InstanceWithoutARole"), {"the ECS instance has no role of that name"}, {token, {200, {}, "\n"}},
            {kToken, kRoles}),
      Fails(OfInstance("RoleThatIsAPath", {{"ALIBABA_CLOUD_ECS_METADATA", "../x"}}),
            {"the ECS instance's role", "has no role of that name"}, {token}, {kToken}),
      Finds(named, "STS.E", "ECS role my-role", {token, Keys("STS.E")}, {kToken, kRoles + "my-role"}),
      Fails(OfInstance("InstanceThatRefuses", {{"ALIBABA_CLOUD_ECS_METADATA", "net-role"}}),
            {"ECS role net-role answered without keys"}, {token, {200, {}, R"({"Code": "Fail", "AccessKeyId": "A",
             "AccessKeySecret": "hidden"})"}},
            {kToken, kRoles + "net-role"}),
      Finds(own, "URI", "credentials URI", {Keys("URI")}, {"GET http://127.0.0.1:9/keys"}),
      Finds(pod, "STS.3", "OIDC, role acs:ram::1:role/pod", {Role("STS.3")}, {kSts}),
      Fails(no_token, {"the OIDC token", "/token"}),
      Finds(on_top, "STS.T", "the configuration, role acs:ram::3:role/top", {Role("STS.T")}, {kSts}),
      Finds(elsewhere, "STS.T", "role acs:ram::3:role/top", {Role("STS.T")},
            {"POST https://sts-vpc.cn-beijing.aliyuncs.com/"}),
      Fails(nonsense, {"STS_ENDPOINT is \"https://", "give a host"}),
  };
}

std::vector<CredentialCase> AlibabaCases() {
  std::vector<CredentialCase> cases = KeyCases();
  for (const auto& more : {ProfileCases(), MachineCases()}) cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Alibaba, CredentialsSuite, ::testing::ValuesIn(AlibabaCases()), CredentialCaseName);

}  // namespace
}  // namespace ic::alibaba
