// Each place that credentials come from, as rows of the suite that every vendor runs.
#include <string>
#include <utility>
#include <vector>

#include "adapters/common/client/testing/credentials_suite.h"
#include "adapters/huawei/client/credentials.h"

namespace ic::huawei {
namespace {

constexpr const char* kIam = "https://iam.cn-north-4.myhuaweicloud.com";
const std::string kLogin = std::string("POST ") + kIam + "/v3/auth/tokens";
const std::string kIdToken = std::string("POST ") + kIam + "/v3.0/OS-AUTH/id-token/tokens";
const std::string kTemporary = std::string("POST ") + kIam + "/v3.0/OS-CREDENTIAL/securitytokens";
constexpr const char* kMetadataToken = "PUT http://169.254.169.254/meta-data/latest/api/token";
constexpr const char* kSecurityKey = "GET http://169.254.169.254/openstack/latest/securitykey";

CredentialCase::Find With(HuaweiConfig config) {
  if (config.region.empty()) config.region = "cn-north-4";
  return
      [config](Environment environment, const CredentialTools& tools, std::stop_token stop) -> StatusOr<Credentials> {
        IC_ASSIGN_OR_RETURN(const Settings settings, ResolveSettings(config, std::move(environment)));
        return FindCredentials(settings, settings.config.region, tools, std::move(stop));
      };
}

HttpResponse Keys(const std::string& id) {
  return {201, {}, R"({"credential": {"access": ")" + id + R"(", "secret": "hidden", "securitytoken": "hidden",
                                      "expires_at": "2100-01-01T00:00:00Z"}})"};
}
HttpResponse Token(const std::string& token) {
  return {201, {{"X-Subject-Token", token}}, R"({"token": {"project": {"id": "abc"}}})"};
}

// Variables alone, and with nothing configured; an instance is asked where nothing else has any.
CredentialCase Around(std::string name, CredentialCase::Texts variables, CredentialCase::Texts files = {}) {
  variables.emplace("HOME", "/home/u");
  return {.name = std::move(name), .find = With({}), .variables = std::move(variables), .files = std::move(files)};
}
CredentialCase Configured(std::string name, HuaweiConfig config) {
  return {.name = std::move(name), .find = With(std::move(config))};
}

std::vector<CredentialCase> ConfiguredCases() {
  const HuaweiConfig user = {.user_name = "u", .password = "hidden", .domain_name = "corp"};
  const HuaweiConfig keys = {.access_key = "OWN", .secret_key = "hidden"};
  HuaweiConfig agency = keys;
  agency.assume_role = AssumeRole{.agency_name = "ops", .domain_id = "d1", .duration_seconds = 900};
  HuaweiConfig stranger = user;
  stranger.domain_name.clear();
  HuaweiConfig as_user = user;
  as_user.assume_role = AssumeRole{.agency_name = "ops", .domain_name = "other"};
  HuaweiConfig at = user;
  at.iam_endpoint = "https://iam.example.com/v3/";
  HuaweiConfig nowhere = user;
  nowhere.iam_endpoint = "iam.example.com";
  HuaweiConfig region = user;
  region.region = "cn/north";
  return {
      Finds(Configured("Keys", keys), "OWN", "the configuration"),
      Finds(Configured("ConfiguredToken", {.token = "TOKEN"}), "TOKEN", "token of the configuration"),
      Finds(Configured("User", user), "LOGIN", "user u", {Token("LOGIN")}, {kLogin}),
      Finds(Configured("UserElsewhere", at), "LOGIN", "user u", {Token("LOGIN")},
            {"POST https://iam.example.com/v3/auth/tokens"}),
      Fails(Configured("UserAtNonsense", nowhere), {"iam_endpoint (or HW_AUTH_URL in the environment) must be"}),
      Fails(Configured("UserOfARegionThatIsNone", region), {"\"cn/north\" is not the name of a region"}),
      Fails(Configured("UserOfNoAccount", stranger), {"the configuration", "set domain_name, or HW_DOMAIN_NAME"}),
      Fails(Configured("LoginWithoutAToken", user), {"IAM answered a login without a token"},
            {{201, {}, R"({"token": {}})"}}, {kLogin}),
      Fails(Configured("LoginThatIsRefused", user), {"the configuration"},
            {{401, {}, R"({"error": {"code": 401, "message": "The password hidden is wrong."}})"}}, {kLogin}),
      Finds(Configured("Agency", agency), "AGENCY", "agency ops with the configuration", {Keys("AGENCY")},
            {kTemporary}),
      Finds(Configured("AgencyOfAUser", as_user), "AGENCY", "agency ops with user u", {Token("LOGIN"), Keys("AGENCY")},
            {kLogin, kTemporary}),
      Fails(Configured("AgencyWithoutKeys", agency), {"agency ops with the configuration answered without a key pair"},
            {{201, {}, R"({"credential": {"access": "A"}})"}}, {kTemporary}),
  };
}

std::vector<CredentialCase> EnvironmentCases() {
  std::vector<CredentialCase> cases;
  for (const std::string family : {"HW", "OS"}) {
    const std::string user = family == "HW" ? "HW_USER_NAME" : "OS_USERNAME";
    const std::string password = family == "HW" ? "HW_USER_PASSWORD" : "OS_PASSWORD";
    cases.push_back(Finds(Around("Keys" + family, {{family + "_ACCESS_KEY", "ENV"},
                                                   {family + "_SECRET_KEY", "hidden"},
                                                   {family + "_SECURITY_TOKEN", "hidden"}}),
                          "ENV", "the environment (" + family + "_ACCESS_KEY)"));
    cases.push_back(Fails(Around("HalfAPair" + family, {{family + "_SECRET_KEY", "hidden"}}),
                          {"has only one of " + family + "_ACCESS_KEY and " + family + "_SECRET_KEY"}));
    cases.push_back(
        Finds(Around("Token" + family, {{family + "_AUTH_TOKEN", "TOKEN"}}), "TOKEN", family + "_AUTH_TOKEN"));
    cases.push_back(
        Finds(Around("User" + family, {{user, "u"}, {password, "hidden"}, {family + "_DOMAIN_NAME", "corp"}}), "LOGIN",
              "user u", {Token("LOGIN")}, {kLogin}));
    cases.push_back(Fails(Around("UserOfNoAccount" + family, {{user, "u"}, {password, "hidden"}}),
                          {"not the account (domain) the user belongs to"}));
  }
  cases.push_back(Finds(Around("OlderToken", {{"OS_TOKEN", "TOKEN"}}), "TOKEN", "OS_TOKEN"));
  cases.push_back(Finds(Around("KeysOfTheSdk", {{"HUAWEICLOUD_SDK_AK", "SDK"}, {"HUAWEICLOUD_SDK_SK", "hidden"}}),
                        "SDK", "the environment (HUAWEICLOUD_SDK_AK)"));
  cases.push_back(Fails(Around("HalfAPairOfTheSdk", {{"HUAWEICLOUD_SDK_AK", "SDK"}}),
                        {"has only one of HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK"}));
  const CredentialCase::Texts provider = {{"HUAWEICLOUD_SDK_IDP_ID", "idp"}, {"HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/id"}};
  cases.push_back(Finds(Around("IdentityProvider", provider, {{"/id", "hidden\n"}}), "FED", "identity provider idp",
                        {{201, {{"X-Subject-Token", "hidden"}}, "{}"}, Keys("FED")}, {kIdToken, kTemporary}));
  cases.push_back(Fails(Around("ProviderWithoutAToken", provider, {{"/id", "hidden"}}),
                        {"IAM answered a login without a token"}, {{201, {}, "{}"}}, {kIdToken}));
  cases.push_back(Fails(Around("ProviderWithoutItsFile", provider), {"the identity provider's token", "/id"}));
  cases.push_back(Fails(Around("ProviderWithAnEmptyFile", provider, {{"/id", " \n"}}),
                        {"/id, the identity provider's token, is empty"}));
  cases.push_back(Fails(Around("HalfAProvider", {{"HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/id"}}),
                        {"has only one of HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE"}));
  CredentialCase::Texts keys = {{"HW_ACCESS_KEY", "ENV"}, {"HW_SECRET_KEY", "hidden"}};
  const auto agency = [&](std::string name, CredentialCase::Texts more) {
    more.insert(keys.begin(), keys.end());
    return Finds(Around(std::move(name), std::move(more)), "AGENCY", "agency ops with the environment",
                 {Keys("AGENCY")}, {kTemporary});
  };
  cases.push_back(agency("AgencyOfTheEnvironment",
                         {{"HW_ASSUME_ROLE_AGENCY_NAME", "ops"}, {"HW_ASSUME_ROLE_DOMAIN_NAME", "corp"}}));
  cases.push_back(agency("AgencyOfOpenStack", {{"OS_AGENCY_NAME", "ops"}, {"OS_AGENCY_DOMAIN_NAME", "corp"}}));
  return cases;
}

std::vector<CredentialCase> MachineCases() {
  const auto of_profile = [](std::string name, const std::string& members) {
    return Around(std::move(name), {},
                  {{"/home/u/.hcloud/config.json",
                    R"({"current": "p", "profiles": [{"name": "o"}, {"name": "p", "number": 7)" + members + "}]}"}});
  };
  const auto of_file = [](std::string name, const std::string& lines) {
    return Around(std::move(name), {{"HUAWEICLOUD_SDK_CREDENTIALS_FILE", "~/mine"}},
                  {{"/home/u/mine", "[basic]\n" + lines}});
  };
  const std::vector<HttpResponse> machine = {{200, {}, "hidden"}, Keys("META")};
  // Two accounts in one process: what the environment has is the other one's.
  CredentialCase named =
      of_profile("TheProfileOfTheConfiguration", R"(, "accessKeyId": "CLI", "secretAccessKey": "hidden")");
  named.find = With({.profile = "p"});
  for (const char* name : {"HW_ACCESS_KEY", "HUAWEICLOUD_SDK_AK", "OS_ACCESS_KEY"})
    named.variables.emplace(name, "ENV");
  for (const char* name : {"HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK", "OS_SECRET_KEY"})
    named.variables.emplace(name, "hidden");
  return {
      Finds(std::move(named), "CLI", "profile p of /home/u/.hcloud/config.json"),
      Finds(of_profile("Profile", R"(, "accessKeyId": "CLI", "secretAccessKey": "hidden")"), "CLI",
            "profile p of /home/u/.hcloud/config.json"),
      Fails(of_profile("HalfAProfile", R"(, "accessKeyId": "CLI")"),
            {"profile p of /home/u/.hcloud/config.json has only one of accessKeyId and secretAccessKey"}),
      Finds(of_profile("AgencyOfAProfile",
                       R"(, "accessKeyId": "CLI", "secretAccessKey": "hidden", "agencyName": "ops",
                          "agencyDomainName": "corp")"),
            "AGENCY", "agency ops with profile p", {Keys("AGENCY")}, {kTemporary}),
      Finds(of_file("File", "ak = SDK\nsk = hidden\nsecurity_token = hidden\n"), "SDK", "/home/u/mine"),
      Fails(of_file("HalfAFile", "sk = hidden\n"), {"/home/u/mine has only one of ak and sk"}),
      Fails(of_file("HalfAProviderInTheFile", "idp_id = idp\n"),
            {"/home/u/mine has only one of idp_id and id_token_file"}),
      Finds(of_file("ProviderOfTheFile", "idp_id = idp\nid_token_file = ~/mine\n"), "FED", "identity provider idp",
            {{201, {{"X-Subject-Token", "hidden"}}, "{}"}, Keys("FED")}, {kIdToken, kTemporary}),
      Finds(Around("Instance", {}), "META", "the instance's agency", machine, {kMetadataToken, kSecurityKey}),
      Finds(Around("OlderInstance", {}), "META", "the instance's agency", {{404, {}, ""}, Keys("META")},
            {kMetadataToken, kSecurityKey}),
      Fails(Around("Nowhere", {}),
            {"no Huawei Cloud credentials were found", "the configuration: has no access_key and secret_key",
             "the environment (HW_…): has no HW_ACCESS_KEY and HW_SECRET_KEY", "HUAWEICLOUD_SDK_AK", "OS_ACCESS_KEY",
             "~/.hcloud/config.json: has no accessKeyId", "~/.huaweicloud/credentials: has no ak and sk",
             "instance metadata: instance metadata answered with HTTP status 404"},
            {{404, {}, ""}, {404, {}, ""}}, {kMetadataToken, kSecurityKey}),
  };
}

// OS_CLOUD names an entry of clouds.yaml: where Direct Connect's users of Open Telekom Cloud have all they need.
std::vector<CredentialCase> CloudEntryCases() {
  const std::string login = "POST https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3/auth/tokens";
  const std::string swiss =
      "    region_name: eu-ch2\n    auth:\n      auth_url: "
      "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3\n      user_domain_name: OTC1\n";
  const auto entry = [&](std::string name, const std::string& lines, CredentialCase::Texts variables = {}) {
    variables.emplace("OS_CLOUD", "swiss");
    // Of another cloud: an entry belongs together.
    variables.emplace("OS_AUTH_URL", "https://keystone.example.com:5000/v3");
    variables.emplace("OS_REGION_NAME", "RegionOne");
    return Around(std::move(name), std::move(variables),
                  {{"/home/u/.config/openstack/clouds.yaml", "clouds:\n  swiss:\n" + swiss + lines},
                   {"/home/u/.hcloud/config.json",
                    R"({"current": "p", "profiles": [{"name": "p", "accessKeyId": "CLI", "secretAccessKey": "s"}]})"}});
  };
  const auto anywhere = [](CredentialCase one) {
    one.find = [](Environment environment, const CredentialTools& tools,
                  std::stop_token stop) -> StatusOr<Credentials> {
      IC_ASSIGN_OR_RETURN(const Settings settings, ResolveSettings({}, std::move(environment)));
      return FindCredentials(settings, settings.config.region, tools, std::move(stop));
    };
    return one;
  };
  const std::string where = "entry swiss of /home/u/.config/openstack/clouds.yaml";
  const std::string user = "      username: u\n";
  return {
      anywhere(Finds(entry("EntryWithAUser", user + "      password: hidden\n"), "LOGIN", "user u", {Token("LOGIN")},
                     {login})),
      anywhere(Finds(entry("EntryWithoutItsPassword", user, {{"OS_PASSWORD", "hidden"}}), "LOGIN", "user u",
                     {Token("LOGIN")}, {login})),
      Finds(entry("EntryWithKeys", "      ak: ENTRY\n      sk: hidden\n"), "ENTRY", where),
      Finds(entry("EntryWithAToken", "      token: TOKEN\n"), "TOKEN", where),
      Fails(entry("EntryWithoutCredentials", user), {where, "has no credentials", "No other account's"}),
      Fails(entry("HalfAnEntry", "      sk: hidden\n"), {where, "has only one of auth.ak and auth.sk"}),
      Finds(entry("KeysBeforeAnEntry", user, {{"HW_ACCESS_KEY", "ENV"}, {"HW_SECRET_KEY", "hidden"}}), "ENV",
            "the environment (HW_ACCESS_KEY)"),
      Finds(entry("ANamedProfileBeforeAnEntry", user, {{"HW_PROFILE", "p"}}), "CLI", "profile p of"),
      Fails(entry("NoSuchEntry", user, {{"OS_CLOUD", "swis"}}), {"OS_CLOUD", "Did you mean \"swiss\"?"}),
  };
}

std::vector<CredentialCase> HuaweiCases() {
  std::vector<CredentialCase> cases = ConfiguredCases();
  for (const auto& more : {EnvironmentCases(), MachineCases(), CloudEntryCases()})
    cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Huawei, CredentialsSuite, ::testing::ValuesIn(HuaweiCases()), CredentialCaseName);

}  // namespace
}  // namespace ic::huawei
