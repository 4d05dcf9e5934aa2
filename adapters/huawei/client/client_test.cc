#include <map>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/testing/account_cases.h"
#include "adapters/common/client/testing/client_suite.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/client/credentials.h"
#include "adapters/huawei/client/protocol.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/process.h"
#include "base/testing/fake_clock.h"
#include "base/testing/must.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

constexpr const char* kProject = "0123456789abcdef0123456789abcdef";

class ClientTest : public ::testing::Test {
 protected:
  HuaweiConfig config_ = {
      .region = "cn-north-4", .access_key = "AK", .secret_key = "SECRETKEY", .project_id = kProject};
  std::map<std::string, std::string> variables_;
  std::map<std::string, std::string> files_;
  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);

  std::unique_ptr<ApiClient> Make() {
    Environment environment;
    environment.variables = variables_;
    environment.read_file = [files = files_](const std::string& path) -> StatusOr<std::string> {
      const auto found = files.find(path);
      if (found == files.end()) return NotFoundError(path);
      return found->second;
    };
    return MakeClient(Must(ResolveSettings(config_, environment)),
                      {.clock = &clock_, .random = random_.get(), .transport = transport_});
  }
  StatusOr<Json> Show() { return Make()->Call({.operation = "ShowVirtualInterface", .id = "v1"}, {}, {}); }
  StatusOr<Json> CreatePeer() {
    const Json body = {{"vif_id", "v1"}, {"bgp_md5", "TOPSECRET1"}};
    return Make()->Call({.operation = "CreateVifPeer", .members = body}, {}, {});
  }
};

TEST_F(ClientTest, AsksTheRegionsEndpointInTheProject) {
  transport_->Answer(200, R"({"virtual_interface":{"id":"v1"},"request_id":"r"})");
  const auto answer = Show();
  ASSERT_TRUE(answer.ok()) << answer.status().ToString();
  EXPECT_EQ(*answer, (Json{{"id", "v1"}}));
  const HttpRequest request = transport_->requests().at(0);
  EXPECT_EQ(request.url,
            std::string("https://dcaas.cn-north-4.myhuaweicloud.com/v3/") + kProject + "/dcaas/virtual-interfaces/v1");
  EXPECT_EQ(FindHeader(request.headers, "X-Project-Id"), kProject);
  EXPECT_THAT(std::string(FindHeader(request.headers, "Authorization")),
              StartsWith("SDK-HMAC-SHA256 Access=AK, SignedHeaders=content-type;host;x-project-id;x-sdk-date,"));
  EXPECT_FALSE(request.mutating);
}

TEST_F(ClientTest, EndpointsAndDomainCanBeChanged) {
  config_.cloud = "example.com";
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  EXPECT_THAT(transport_->requests().back().url, StartsWith("https://dcaas.cn-north-4.example.com/v3/"));
  variables_["HUAWEICLOUD_SDK_REGION_DC_CN_NORTH_4"] = "http://127.0.0.1:1/,http://127.0.0.1:2";
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  EXPECT_THAT(transport_->requests().back().url, StartsWith("http://127.0.0.1:1/v3/"));
  config_.endpoint = "http://127.0.0.1:3";
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  EXPECT_THAT(transport_->requests().back().url, StartsWith("http://127.0.0.1:3/v3/"));
}

TEST_F(ClientTest, FollowsTheMarker) {
  transport_->Answer(200, R"({"virtual_interfaces":[{"id":"a"},{"id":"b"}],"page_info":{"next_marker":"b"}})");
  transport_->Answer(200,
                     R"({"virtual_interfaces":[{"id":"c"}],"page_info":{"previous_marker":"c","current_count":1}})");
  const auto all = Make()->List({.operation = "ListVirtualInterfaces"}, {}, {});
  ASSERT_TRUE(all.ok()) << all.status().ToString();
  EXPECT_THAT(*all, SizeIs(3));
  ASSERT_THAT(transport_->requests(), SizeIs(2));
  EXPECT_THAT(transport_->requests()[0].url, HasSubstr("?limit=2000"));
  EXPECT_THAT(transport_->requests()[1].url, HasSubstr("?limit=2000&marker=b"));
}

TEST_F(ClientTest, AListWithoutPageInfoIsWhole) {
  transport_->Answer(200, R"({"virtual_gateways":[{"id":"a"}],"request_id":"r"})");
  EXPECT_THAT(*Make()->List({.operation = "ListVirtualGateways"}, {}, {}), SizeIs(1));
}

TEST_F(ClientTest, ReadsBothEnvelopesOfErrors) {
  transport_->Answer(400, R"({"error_code":"DC.1209","error_msg":"vlan conflict","request_id":"r1"})");
  const Status vlan = CreatePeer().status();
  EXPECT_EQ(vlan.code(), StatusCode::kAlreadyExists);
  EXPECT_EQ(vlan.remote()->code, "DC.1209");
  EXPECT_EQ(vlan.remote()->request_id, "r1");
  EXPECT_THAT(vlan.message(), HasSubstr("choose another VLAN"));
  transport_->Answer(400, R"({"error_code":"DC.1211","error_msg":"gone","requestId":"r2"})");
  EXPECT_EQ(Show().status().code(), StatusCode::kNotFound);
  transport_->Answer(404, R"({"error":{"code":404,"message":"no such thing","title":"Not Found"}})");
  const Status missing = Show().status();
  EXPECT_EQ(missing.code(), StatusCode::kNotFound);
  EXPECT_EQ(missing.remote()->code, "404");
  transport_->Answer(400, R"({"error_code":"DC.1118","error_msg":"locked"})");
  EXPECT_TRUE(IsLocked(CreatePeer().status()));
}

// Services quote what they were sent, and gateways the headers as they saw them.
TEST_F(ClientTest, SecretsDoNotComeBackInMessages) {
  transport_->Answer(400, R"({"error_code":"DC.0001","error_msg":"bgp_md5 TOPSECRET1 is bad"})");
  EXPECT_THAT(CreatePeer().status().message(), Not(HasSubstr("TOPSECRET1")));
  transport_->Answer(
      401,
      R"({"error_code":"APIGW.0301","error_msg":"verify aksk signature fail, canonical request is: GET|x-security-token:abc"})");
  const Status refused = CreatePeer().status();
  EXPECT_EQ(refused.code(), StatusCode::kUnauthenticated);
  EXPECT_THAT(refused.message(), Not(HasSubstr("x-security-token")));
}

TEST_F(ClientTest, LooksTheProjectUpOnce) {
  config_.project_id.clear();
  transport_->Answer(200, R"({"projects":[{"id":"abc","name":"cn-north-4"}]})");
  transport_->Answer(200, "{}");
  transport_->Answer(200, "{}");
  const auto client = Make();
  ASSERT_TRUE(client->Call({.operation = "ShowVirtualInterface", .id = "v1"}, {}, {}).ok());
  ASSERT_TRUE(client->Call({.operation = "ShowVirtualInterface", .id = "v1"}, {}, {}).ok());
  const auto requests = transport_->requests();
  ASSERT_THAT(requests, SizeIs(3));
  EXPECT_EQ(requests[0].url, "https://iam.cn-north-4.myhuaweicloud.com/v3/projects?name=cn-north-4");
  EXPECT_EQ(FindHeader(requests[0].headers, "X-Project-Id"), "");
  EXPECT_THAT(requests[1].url, HasSubstr("/v3/abc/dcaas/"));
}

TEST_F(ClientTest, AProjectThatIsNotUniqueIsAnError) {
  config_.project_id.clear();
  transport_->Answer(200, R"({"projects":[{"id":"a","name":"cn-north-4"},{"id":"b","name":"cn-north-4"}]})");
  const Status status = Show().status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(status.message(), HasSubstr("a and b"));
}

// What is no list does not say that there are none.
TEST_F(ClientTest, AnAnswerWithoutProjectsIsNone) {
  config_.project_id.clear();
  for (const char* answer : {"{}", R"({"projects":null})", R"({"projects":{}})", R"({"projects":[{"name":"n"}]})"}) {
    transport_->Answer(200, answer);
    const Status status = Show().status();
    EXPECT_EQ(status.code(), StatusCode::kInternal) << answer;
    EXPECT_THAT(status.message(), HasSubstr("projects")) << answer;
  }
}

// A project of another region than the configured one is not the configured project.
TEST_F(ClientTest, TheProjectBelongsToItsRegion) {
  transport_->Answer(200, R"({"projects":[{"id":"abc","name":"cn-east-3"}]})");
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Make()->Call({.operation = "ShowVirtualInterface", .id = "v"}, "cn-east-3", {}).ok());
  EXPECT_THAT(transport_->requests().back().url, StartsWith("https://dcaas.cn-east-3.myhuaweicloud.com/v3/abc/"));
}

TEST_F(ClientTest, LogsInWithAPassword) {
  config_ = {.region = "cn-north-4", .user_name = "u", .password = "PASSWORD1", .domain_name = "d"};
  transport_->Answer(201, R"({"token":{"expires_at":"2100-01-01T00:00:00.000000Z","project":{"id":"abc"}}})",
                     {{"X-Subject-Token", "TOKEN"}});
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  const auto requests = transport_->requests();
  ASSERT_THAT(requests, SizeIs(2));
  EXPECT_EQ(requests[0].url, "https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens");
  EXPECT_EQ(Json::parse(requests[0].body)["auth"]["scope"]["project"]["name"], "cn-north-4");
  EXPECT_EQ(FindHeader(requests[0].headers, "Authorization"), "");
  EXPECT_EQ(FindHeader(requests[1].headers, "X-Auth-Token"), "TOKEN");
  EXPECT_EQ(FindHeader(requests[1].headers, "Authorization"), "");
  EXPECT_THAT(requests[1].url, HasSubstr("/v3/abc/"));
}

TEST_F(ClientTest, AnExpiredTokenIsRenewedOnce) {
  config_ = {.region = "cn-north-4", .user_name = "u", .password = "PASSWORD1", .domain_name = "d"};
  const auto login = [&](const char* token) {
    transport_->Answer(201, R"({"token":{"project":{"id":"abc"}}})", {{"X-Subject-Token", token}});
  };
  login("OLD");
  transport_->Answer(401, R"({"error_code":"APIGW.0301","error_msg":"token expired"})");
  login("NEW");
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  EXPECT_EQ(FindHeader(transport_->requests().back().headers, "X-Auth-Token"), "NEW");
  EXPECT_EQ(transport_->scripted_left(), 0U);
}

TEST_F(ClientTest, CredentialsComeFromEnvironmentAndFiles) {
  const auto used = [&] {
    transport_->Answer(200, "{}");
    EXPECT_TRUE(Show().ok());
    return std::string(FindHeader(transport_->requests().back().headers, "Authorization")).substr(0, 30);
  };
  config_ = {.project_id = kProject};
  variables_ = {{"HOME", "/home/me"}};
  files_["/home/me/.huaweicloud/credentials"] = "[basic]\nak = SDKFILE\nsk = s\nproject_id = p\n";
  variables_["HW_REGION_NAME"] = "cn-north-4";
  EXPECT_THAT(used(), HasSubstr("Access=SDKFILE"));
  files_["/home/me/.hcloud/config.json"] =
      R"({"current":"default","profiles":[{"name":"default","accessKeyId":"CLIFILE","secretAccessKey":"s","region":"r1"},
          {"name":"other","accessKeyId":"OTHER","secretAccessKey":"s"}]})";
  EXPECT_THAT(used(), HasSubstr("Access=CLIFILE"));
  variables_["HW_PROFILE"] = "other";
  EXPECT_THAT(used(), HasSubstr("Access=OTHER"));
  variables_["OS_ACCESS_KEY"] = "OSENV";
  variables_["OS_SECRET_KEY"] = "s";
  EXPECT_THAT(used(), HasSubstr("Access=OSENV"));
  variables_["HUAWEICLOUD_SDK_AK"] = "SDKENV";
  variables_["HUAWEICLOUD_SDK_SK"] = "s";
  EXPECT_THAT(used(), HasSubstr("Access=SDKENV"));
  variables_["HW_ACCESS_KEY"] = "HWENV";
  variables_["HW_SECRET_KEY"] = "s";
  EXPECT_THAT(used(), HasSubstr("Access=HWENV"));
  config_.access_key = "CONFIG";
  config_.secret_key = "s";
  EXPECT_THAT(used(), HasSubstr("Access=CONFIG"));
}

// OpenStack's variables, as a file that a console hands out sets them.
TEST_F(ClientTest, LogsInAsTheOpenStackVariablesSay) {
  config_ = {};
  variables_ = {{"OS_REGION_NAME", "eu-ch2"},
                {"OS_AUTH_URL", "https://iam.eu-ch2.sc.otc.t-systems.com/v3"},
                {"OS_USERNAME", "u"},
                {"OS_PASSWORD", "PASSWORD1"},
                {"OS_USER_DOMAIN_NAME", "corp"},
                {"OS_PROJECT_NAME", "eu-ch2_net"},
                {"OS_PROJECT_DOMAIN_NAME", "not"},
                {"OS_CACERT", "/nowhere"}};
  transport_->Answer(201, R"({"token":{"project":{"id":"abc"}}})", {{"X-Subject-Token", "TOKEN"}});
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  const auto requests = transport_->requests();
  EXPECT_EQ(requests[0].url, "https://iam.eu-ch2.sc.otc.t-systems.com/v3/auth/tokens");
  const Json auth = Json::parse(requests[0].body)["auth"];
  EXPECT_EQ(auth["identity"]["password"]["user"]["domain"]["name"], "corp");
  EXPECT_EQ(auth["scope"]["project"]["name"], "eu-ch2_net");
  EXPECT_THAT(requests[1].url, StartsWith("https://dcaas.eu-ch2.sc.otc.t-systems.com/v3/abc/"));
  EXPECT_EQ(FindHeader(requests[1].headers, "X-Auth-Token"), "TOKEN");
}

TEST_F(ClientTest, TheOpenStackVariablesHaveATokenAndAnAgency) {
  config_ = {.region = "cn-north-4", .project_id = kProject};
  variables_ = {{"OS_TOKEN", "OLDER"}, {"OS_AUTH_TOKEN", "NEWER"}, {"OS_ACCESS_KEY", "AK"}, {"OS_SECRET_KEY", "s"}};
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  EXPECT_EQ(FindHeader(transport_->requests().back().headers, "X-Auth-Token"), "NEWER");
  variables_ = {{"OS_ACCESS_KEY", "AK"},
                {"OS_SECRET_KEY", "s"},
                {"OS_SECURITY_TOKEN", "t"},
                {"OS_AGENCY_NAME", "ops"},
                {"OS_AGENCY_DOMAIN_NAME", "corp"}};
  transport_->Answer(201, R"({"credential":{"access":"AGENCY","secret":"s","securitytoken":"t"}})");
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  const HttpRequest request = transport_->requests()[1];
  EXPECT_EQ(FindHeader(request.headers, "X-Security-Token"), "t");
  EXPECT_EQ(Json::parse(request.body)["auth"]["identity"]["assume_role"]["domain_name"], "corp");
}

TEST_F(ClientTest, LogsInThroughAnIdentityProvider) {
  config_ = {.region = "cn-north-4", .project_id = kProject};
  variables_ = {{"HOME", "/home/me"},
                {"HUAWEICLOUD_SDK_IDP_ID", "corp-idp"},
                {"HUAWEICLOUD_SDK_ID_TOKEN_FILE", "~/id-token"},
                {"HUAWEICLOUD_SDK_AK", "NOTTHIS"},
                {"HUAWEICLOUD_SDK_SK", "s"}};
  files_["/home/me/id-token"] = "ID.TOKEN.1\n";
  transport_->Answer(201, R"({"token":{"expires_at":"2100-01-01T00:00:00.000000Z","methods":["mapped"]}})",
                     {{"X-Subject-Token", "UNSCOPED"}});
  transport_->Answer(
      201, R"({"credential":{"access":"FED","secret":"s","securitytoken":"st","expires_at":"2100-01-01T00:00:00Z"}})");
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  const auto requests = transport_->requests();
  ASSERT_THAT(requests, SizeIs(3));
  EXPECT_EQ(requests[0].url, "https://iam.cn-north-4.myhuaweicloud.com/v3.0/OS-AUTH/id-token/tokens");
  EXPECT_EQ(FindHeader(requests[0].headers, "X-Idp-Id"), "corp-idp");
  EXPECT_EQ(Json::parse(requests[0].body), Json::parse(R"({"auth":{"id_token":{"id":"ID.TOKEN.1"}}})"));
  EXPECT_EQ(requests[1].url, "https://iam.cn-north-4.myhuaweicloud.com/v3.0/OS-CREDENTIAL/securitytokens");
  EXPECT_EQ(Json::parse(requests[1].body), Json::parse(R"({"auth":{"identity":{"methods":["token"],
      "token":{"id":"UNSCOPED","duration_seconds":21600}}}})"));
  EXPECT_EQ(FindHeader(requests[1].headers, "Authorization"), "");
  EXPECT_THAT(std::string(FindHeader(requests[2].headers, "Authorization")), HasSubstr("Access=FED"));
  EXPECT_EQ(FindHeader(requests[2].headers, "X-Security-Token"), "st");
}

TEST_F(ClientTest, TheSdksFileNamesAnIdentityProviderToo) {
  config_ = {.region = "cn-north-4", .project_id = kProject};
  variables_ = {{"HOME", "/home/me"}};
  files_["/home/me/.huaweicloud/credentials"] = "[basic]\nidp_id = corp-idp\nid_token_file = /id\nak = NOT\nsk = s\n";
  files_["/id"] = "ID.TOKEN.1";
  transport_->Answer(401, R"({"error":{"code":401,"message":"ID.TOKEN.1 has expired","title":"Unauthorized"}})");
  const Status refused = Show().status();
  EXPECT_EQ(refused.code(), StatusCode::kUnauthenticated);
  EXPECT_THAT(refused.message(), HasSubstr("corp-idp"));
  EXPECT_THAT(refused.message(), Not(HasSubstr("ID.TOKEN.1")));
  files_["/id"] = " \n";
  EXPECT_THAT(Show().status().message(), HasSubstr("is empty"));
  variables_["HUAWEICLOUD_SDK_IDP_ID"] = "corp-idp";
  EXPECT_THAT(Show().status().message(), HasSubstr("only one of HUAWEICLOUD_SDK_IDP_ID"));
}

TEST_F(ClientTest, InstancesHaveKeysInTheirMetadata) {
  config_ = {.region = "cn-north-4", .project_id = kProject};
  transport_->Answer(200, "metadata-token");
  transport_->Answer(
      200, R"({"credential":{"access":"META","secret":"s","securitytoken":"t","expires_at":"2100-01-01T00:00:00Z"}})");
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  const auto requests = transport_->requests();
  EXPECT_EQ(requests[0].url, "http://169.254.169.254/meta-data/latest/api/token");
  EXPECT_EQ(FindHeader(requests[1].headers, "X-Metadata-Token"), "metadata-token");
  EXPECT_EQ(FindHeader(requests[2].headers, "X-Security-Token"), "t");
}

TEST_F(ClientTest, TakesAnAgency) {
  config_.assume_role = AssumeRole{.agency_name = "ops", .domain_name = "corp"};
  transport_->Answer(201, R"({"credential":{"access":"AGENCY","secret":"s","securitytoken":"t"}})");
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Show().ok());
  const auto requests = transport_->requests();
  EXPECT_EQ(requests[0].url, "https://iam.cn-north-4.myhuaweicloud.com/v3.0/OS-CREDENTIAL/securitytokens");
  EXPECT_EQ(Json::parse(requests[0].body)["auth"]["identity"]["assume_role"]["agency_name"], "ops");
  EXPECT_THAT(std::string(FindHeader(requests[1].headers, "Authorization")), HasSubstr("Access=AGENCY"));
}

// IAM has a host of its own, and it is given up as soon as any other.
TEST_F(ClientTest, AnIamThatIsNotReachedIsSaidToBeThat) {
  config_.project_id.clear();
  transport_->SetHandler([](const HttpRequest&) -> StatusOr<HttpResponse> {
    return UnavailableError("connection refused").WithRemote({.ambiguous = false});
  });
  const auto client = Make();
  for (const char* operation : {"ShowVirtualInterface", "ShowVirtualGateway"}) {
    const Status failure = client->Call({.operation = operation, .id = "v1"}, {}, {}).status();
    EXPECT_EQ(failure.code(), StatusCode::kUnavailable);
    EXPECT_EQ(failure.message(), "iam.cn-north-4.myhuaweicloud.com was not reached in 3 attempts: connection refused");
  }
  EXPECT_THAT(transport_->requests(), SizeIs(3));
}

// Who may not list projects can say which one is meant.
TEST_F(ClientTest, AProjectThatMayNotBeLookedUpCanBeSaid) {
  config_.project_id.clear();
  transport_->Answer(403, R"({"error": {"code": 403, "message": "You are not authorized", "title": "Forbidden"}})");
  const Status failure = Show().status();
  EXPECT_EQ(failure.code(), StatusCode::kPermissionDenied);
  EXPECT_THAT(failure.message(), ::testing::AllOf(HasSubstr("Set project_id, or HW_PROJECT_ID in the environment"),
                                                  Not(HasSubstr("(dcaas)"))));
}

TEST_F(ClientTest, HalfASettingIsAnError) {
  const auto failure = [](HuaweiConfig config) {
    Environment environment;
    environment.read_file = [](const std::string& path) -> StatusOr<std::string> { return NotFoundError(path); };
    return ResolveSettings(std::move(config), environment).status().message();
  };
  EXPECT_THAT(failure({.access_key = "a"}), HasSubstr("secret_key is not"));
  EXPECT_THAT(failure({.user_name = "u"}), HasSubstr("password is not"));
  EXPECT_THAT(failure({.security_token = "t"}), HasSubstr("belongs to a key pair"));
  EXPECT_THAT(failure({.max_retries = 100}), HasSubstr("0 to 99"));
}

HttpResponse HuaweiError(int status, const std::string& code, std::string_view message) {
  const Json body = {{"error_code", code}, {"error_msg", ToValidUtf8(message)}, {"request_id", "req-1"}};
  return {status, {{"X-Request-Id", "req-1"}, {"Content-Type", "application/json"}}, body.dump()};
}

Environment NoFiles() {
  return {{}, [](const std::string& path) -> StatusOr<std::string> { return NotFoundError(path); }};
}

// Knows the tenant's projects, one a region, so that a case sees the calls of Direct Connect alone.
class WithProjects final : public HttpTransport {
 public:
  explicit WithProjects(std::shared_ptr<HttpTransport> inner) : inner_(std::move(inner)) {}

  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override {
    if (request.operation != "KeystoneListProjects") return inner_->Send(request, std::move(stop));
    const std::string name = request.url.substr(request.url.rfind('=') + 1);
    const Json body = {{"projects", {{{"id", "of-" + name}, {"name", name}}}}};
    return HttpResponse{200, {}, body.dump()};
  }

 private:
  const std::shared_ptr<HttpTransport> inner_;
};

std::unique_ptr<ApiClient> MakeHuawei(const ClientSubject::Settings& settings, ClientDependencies dependencies) {
  HuaweiConfig config = {
      .region = settings.region, .access_key = settings.access_key, .security_token = settings.security_token};
  if (!settings.access_key.empty()) config.secret_key = ClientSubject::kSecretKey;
  config.max_retries = settings.max_retries;
  config.read_only = settings.read_only;
  config.project_id = kProject;
  dependencies.transport = std::make_shared<WithProjects>(std::move(dependencies.transport));
  return MakeClient(Must(ResolveSettings(std::move(config), NoFiles())), std::move(dependencies));
}

StatusOr<Credentials> HuaweiWithExpiry(const std::string& expiry, Clock& clock) {
  FakeTransport transport;
  transport.Answer(200, "metadata-token");
  transport.Answer(
      200, Json{{"credential",
                 {{"access", "A"}, {"secret", "S"}, {"securitytoken", "T"}, {"expires_at", ToValidUtf8(expiry)}}}}
               .dump());
  const auto random = SeededRandom(1);
  const auto processes = MakeProcessRunner(clock);
  const Settings settings = Must(ResolveSettings({}, NoFiles()));
  return FindCredentials(settings, "cn-north-4", {transport, *processes, clock, *random, Logger()}, {});
}

std::string HuaweiPage(const std::vector<std::string>& ids, const std::string& next, int /*total*/) {
  Json page = {{"virtual_interfaces", Json::array()}, {"page_info", {{"current_count", ids.size()}}}};
  for (const std::string& id : ids) page["virtual_interfaces"].push_back({{"id", id}});
  if (!next.empty()) page["page_info"]["next_marker"] = next;
  return page.dump();
}

ClientSubject HuaweiSubject() {
  ClientSubject subject;
  subject.vendor = "Huawei";
  subject.make = MakeHuawei;
  subject.region = "cn-north-4";
  subject.other_region = "cn-east-3";
  subject.read = {.operation = "ShowVirtualInterface", .id = "v1"};
  subject.other_read = {.operation = "ShowVirtualGateway", .id = "g1"};
  subject.change = {.operation = "DeleteVifPeer", .id = "p1"};
  subject.create = {.operation = "CreateVifPeer",
                    .members = {{"vif_id", "v1"}, {"bgp_md5", ClientSubject::kMemberSecret}}};
  subject.once = "no create takes a client token";
  subject.list = {.operation = "ListVirtualInterfaces"};
  subject.page = HuaweiPage;
  subject.no_list = R"({"virtual_interfaces": 5})";
  subject.refuse = [](std::string_view message) { return HuaweiError(400, "DC.0001", message); };
  subject.throttled = HuaweiError(429, "APIGW.0308", "The throttling threshold has been reached");
  subject.failed = HuaweiError(500, "", "fault");
  subject.expired = HuaweiError(401, "APIGW.0301", "Incorrect IAM authentication information");
  subject.codes = {
      {HuaweiError(400, "DC.1211", "gone"), StatusCode::kNotFound},
      {HuaweiError(404, "", "gone"), StatusCode::kNotFound},
      {HuaweiError(400, "DC.1209", "vlan conflict"), StatusCode::kAlreadyExists},
      {HuaweiError(400, "DC.1118", "locked"), StatusCode::kFailedPrecondition},
      {HuaweiError(400, "DC.1019", "quota"), StatusCode::kResourceExhausted},
      {HuaweiError(403, "IAM.0002", "no"), StatusCode::kPermissionDenied},
      {HuaweiError(401, "APIGW.0301", "no"), StatusCode::kUnauthenticated},
      {HuaweiError(404, "APIGW.0101", "no such API"), StatusCode::kUnimplemented},
      {HuaweiError(501, "", "no"), StatusCode::kUnimplemented},
  };
  subject.no_skew = "a signature that is refused has one code, whatever the reason";
  subject.asks_about_long_term_keys = false;
  subject.account_answer = {200, {}, R"({"domains":[{"id":"d01","name":"mine","enabled":true}],"links":{}})"};
  subject.account = "d01";
  subject.project = kProject;
  subject.with_expiry = HuaweiWithExpiry;
  return subject;
}

INSTANTIATE_TEST_SUITE_P(Huawei, ClientSuite, ::testing::Values(HuaweiSubject()));

}  // namespace
}  // namespace ic::huawei
