#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/credentials.h"
#include "adapters/aws/client/protocol.h"
#include "adapters/common/client/testing/account_cases.h"
#include "adapters/common/client/testing/client_suite.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/process.h"
#include "base/testing/fake_clock.h"
#include "base/testing/must.h"
#include "base/text.h"

namespace ic::aws {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

class ClientTest : public ::testing::Test {
 protected:
  void SetUp() override { Make({.region = "us-east-1", .access_key = "AKIDEXAMPLE", .secret_key = "hidden-secret"}); }

  void Make(AwsConfig config) {
    const Logger logger(LogLevel::kTrace, [this](const LogRecord& record) {
      log_ += record.message;
      for (const auto& [key, value] : record.fields) log_ += " " + std::string(key) + "=" + value;
      log_ += "\n";
    });
    Environment environment{{{"AWS_EC2_METADATA_DISABLED", "true"}},
                            [](const std::string& path) -> StatusOr<std::string> { return NotFoundError(path); }};
    StatusOr<Settings> settings = ResolveSettings(std::move(config), environment);
    ASSERT_TRUE(settings.ok()) << settings.status().ToString();
    client_ = MakeClient(*std::move(settings),
                         {.clock = &clock_, .random = random_.get(), .logger = logger, .transport = transport_});
  }

  StatusOr<json> Call(std::string operation, json input = json::object(), const std::string& region = {}) {
    return client_->Call({.operation = std::move(operation), .members = std::move(input)}, region, {});
  }
  void Error(int status, const std::string& code, const std::string& message, HttpHeaders headers = {}) {
    headers.emplace_back("x-amzn-RequestId", "req-1");
    headers.emplace_back("Content-Type", "application/x-amz-json-1.1");
    transport_->Answer(status, json{{"__type", code}, {"message", message}}.dump(), headers);
  }
  std::size_t Sent() const { return transport_->requests().size(); }

  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(7);
  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
  std::unique_ptr<ApiClient> client_;
  std::string log_;
};

TEST_F(ClientTest, TheRequestIsWhatTheServiceModelSays) {
  std::ifstream input(IC_SOURCE_DIR "/adapters/aws/client/testdata/operation_names.json");
  const json model = json::parse(input);
  transport_->Answer(200, R"({"connectionId": "dxcon-1"})");
  ASSERT_TRUE(Call("CreateConnection", {{"connectionName", "Zürich"}, {"bandwidth", "1Gbps"}}).ok());
  const HttpRequest request = transport_->requests()[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://directconnect.us-east-1.amazonaws.com");
  EXPECT_EQ(request.body, R"({"bandwidth":"1Gbps","connectionName":"Zürich"})");
  EXPECT_TRUE(request.mutating);
  const auto header = [&](std::string_view name) { return std::string(FindHeader(request.headers, name)); };
  EXPECT_EQ(header("x-amz-target"), model["target_prefix"].get<std::string>() + ".CreateConnection");
  EXPECT_EQ(header("content-type"), "application/x-amz-json-" + model["json_version"].get<std::string>());
  EXPECT_EQ(header("host"), "directconnect.us-east-1.amazonaws.com");
  EXPECT_EQ(header("amz-sdk-request"), "attempt=1; max=10");
  EXPECT_THAT(header("amz-sdk-invocation-id"), MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4.*"));
  EXPECT_THAT(header("user-agent"), MatchesRegex("interconnect/[0-9.]+"));
  EXPECT_THAT(header("authorization"), HasSubstr("SignedHeaders=content-type;host;x-amz-date;x-amz-target, "));
  EXPECT_EQ(header("x-amz-content-sha256"), "");
}

TEST_F(ClientTest, NoParametersAreAnEmptyObject) {
  for (const json& input : {json::object(), json()}) {
    transport_->Answer(200, "{}");
    ASSERT_TRUE(Call("DescribeLocations", input).ok());
    EXPECT_EQ(transport_->requests().back().body, "{}");
    EXPECT_FALSE(transport_->requests().back().mutating);
  }
}

TEST_F(ClientTest, QuotasAreAnotherServices) {
  transport_->Answer(200, R"({"Quotas": [{"QuotaName": "Members per LAG", "Value": 4.0}]})");
  const auto quotas =
      client_->List({.operation = "ListServiceQuotas", .members = {{"ServiceCode", "directconnect"}}}, "eu-west-1", {});
  ASSERT_TRUE(quotas.ok()) << quotas.status().ToString();
  EXPECT_EQ(quotas->size(), 1U);
  const HttpRequest request = transport_->requests()[0];
  EXPECT_EQ(request.url, "https://servicequotas.eu-west-1.amazonaws.com");
  EXPECT_EQ(FindHeader(request.headers, "x-amz-target"), "ServiceQuotasV20190624.ListServiceQuotas");
  EXPECT_EQ(request.body, R"({"ServiceCode":"directconnect"})");
  EXPECT_THAT(std::string(FindHeader(request.headers, "authorization")),
              HasSubstr("/eu-west-1/servicequotas/aws4_request"));
  EXPECT_FALSE(request.mutating);
}

TEST_F(ClientTest, WhatIsOfNoWeightIsSentOnce) {
  transport_->Answer(503, R"({"__type": "ServiceException", "Message": "later"})");
  const ApiCall call = {.operation = "ListServiceQuotas", .members = {{"ServiceCode", "directconnect"}}, .once = true};
  EXPECT_FALSE(client_->Call(call, "eu-west-1", {}).ok());
  EXPECT_EQ(transport_->requests().size(), 1U);
}

TEST_F(ClientTest, ARegionOfTheCallAndAnEndpointOfOnesOwn) {
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Call("DescribeTags", {}, "eu-west-1").ok());
  EXPECT_EQ(transport_->requests()[0].url, "https://directconnect.eu-west-1.amazonaws.com");
  EXPECT_THAT(std::string(FindHeader(transport_->requests()[0].headers, "authorization")),
              HasSubstr("/eu-west-1/directconnect/aws4_request"));
  Make({.endpoint = "http://127.0.0.1:18099", .access_key = "A", .secret_key = "S", .token = "T"});
  EXPECT_EQ(client_->DefaultRegion().status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(Call("DescribeTags").status().message(), HasSubstr("no AWS region is set"));
  transport_->Answer(200, "{}");
  ASSERT_TRUE(Call("DescribeTags", {}, "eu-west-1").ok());
  EXPECT_EQ(transport_->requests()[1].url, "http://127.0.0.1:18099");
  EXPECT_EQ(FindHeader(transport_->requests()[1].headers, "host"), "127.0.0.1:18099");
  EXPECT_EQ(FindHeader(transport_->requests()[1].headers, "x-amz-security-token"), "T");
}

TEST_F(ClientTest, WhatIsWrongBeforeSending) {
  EXPECT_EQ(Call("DescribeEverything").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Call("DescribeTags", json::array()).status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(Call("DescribeTags", {{"a", "\xff"}}).status().message(), HasSubstr("not valid UTF-8"));
  EXPECT_EQ(Call("DescribeTags", {}, "a/b").status().code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(Sent(), 0U);
}

TEST_F(ClientTest, ErrorsByCodeAndByMessage) {
  const std::vector<std::tuple<int, std::string, std::string, StatusCode>> cases = {
      {400, "DirectConnectClientException", "Could not find Connection with ID dxcon-1", StatusCode::kNotFound},
      {400, "DirectConnectClientException", "1 DescribeHostedConnections failed for connection x doesn't exist.",
       StatusCode::kNotFound},
      {400, "DirectConnectClientException", "Connection x is in a transitioning state.",
       StatusCode::kFailedPrecondition},
      {400, "DirectConnectClientException", "The specified Connection ID is not available",
       StatusCode::kFailedPrecondition},
      {400, "DirectConnectClientException", "ConfirmConnection failed. x is in state available",
       StatusCode::kFailedPrecondition},
      {400, "DirectConnectClientException", "The last BGP Peer on a Virtual Interface cannot be deleted",
       StatusCode::kFailedPrecondition},
      {400, "DirectConnectClientException", "VLAN 125 is already in use", StatusCode::kAlreadyExists},
      {400, "DirectConnectClientException", "Account 1 is not an authorized Direct Connect partner in x.",
       StatusCode::kPermissionDenied},
      {400, "DirectConnectClientException", "You have reached the limit of connections",
       StatusCode::kResourceExhausted},
      {400, "DirectConnectClientException", "Lag ID x has an invalid format.", StatusCode::kInvalidArgument},
      {400, "com.amazonaws.directconnect#DirectConnectClientException:http://x", "Could not find Lag with ID x",
       StatusCode::kNotFound},
      {400, "DuplicateTagKeysException", "", StatusCode::kInvalidArgument},
      {400, "TooManyTagsException", "", StatusCode::kInvalidArgument},
      {400, "SerializationException", "bad", StatusCode::kInvalidArgument},
      {400, "UnknownOperationException", "", StatusCode::kUnimplemented},
      {400, "AccessDeniedException", "User x is not authorized", StatusCode::kPermissionDenied},
      {403, "OptInRequired", "", StatusCode::kPermissionDenied},
      {400, "UnrecognizedClientException", "The security token is invalid", StatusCode::kUnauthenticated},
      {403, "InvalidSignatureException", "The request signature we calculated does not match",
       StatusCode::kUnauthenticated},
      {501, "", "", StatusCode::kUnimplemented},
  };
  for (const auto& [status, code, message, expected] : cases) {
    SCOPED_TRACE(code + ": " + message);
    clock_.Advance(Outages::kRemembered);  // one that was refused as a whole says the same to the next call
    const std::size_t before = Sent();
    Error(status, code, message);
    const Status failure = Call("DescribeConnections").status();
    EXPECT_EQ(failure.code(), expected);
    EXPECT_EQ(Sent(), before + 1);
    EXPECT_THAT(failure.message(), HasSubstr("permanent error in DescribeConnections: "));
    EXPECT_THAT(failure.message(), HasSubstr(message));
    ASSERT_NE(failure.remote(), nullptr);
    EXPECT_EQ(failure.remote()->request_id, "req-1");
    EXPECT_EQ(failure.remote()->http_status, status);
    EXPECT_EQ(failure.remote()->operation, "DescribeConnections");
    EXPECT_FALSE(failure.ambiguous());
    if (code.starts_with("com.")) {
      EXPECT_EQ(failure.remote()->code, "DirectConnectClientException");
    }
  }
}

TEST_F(ClientTest, HintsThatHelp) {
  Error(400, "AccessDeniedException", "no");
  EXPECT_THAT(Call("CreateLag").status().message(), HasSubstr("needs the IAM permission directconnect:CreateLag"));
  Error(403, "InvalidSignatureException", "Signature expired", {{"Date", "Thu, 01 Jan 2026 00:10:00 GMT"}});
  const Status skewed = Call("DescribeTags").status();
  EXPECT_EQ(skewed.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(skewed.message(), HasSubstr("the clock of this machine is 600 s behind that of AWS"));
  transport_->Answer(403, "<html>blocked</html>", {{"Content-Type", "text/html"}});
  EXPECT_THAT(Call("DescribeTags").status().message(), AllOf(HasSubstr("HTTP status 403, content type \"text/html\""),
                                                             HasSubstr("not an answer of Direct Connect")));
  transport_->Answer(400, R"({"Message": "capital"})", {{"x-amzn-ErrorType", "ValidationException:http://x/"}});
  const Status capital = Call("DescribeTags").status();
  EXPECT_THAT(capital.message(), HasSubstr("capital"));
  EXPECT_EQ(capital.remote()->code, "ValidationException");
}

TEST_F(ClientTest, TransientFailuresOfReadsAreSentAgain) {
  Error(500, "InternalFailure", "");
  transport_->Answer(503, "<html>");
  Error(400, "DirectConnectServerException", "fault");
  transport_->Fail(DeadlineExceededError("late").WithRemote({.ambiguous = true}));
  transport_->Answer(200, R"({"connections": []})");
  ASSERT_TRUE(Call("DescribeConnections").ok());
  const auto requests = transport_->requests();
  ASSERT_EQ(requests.size(), 5U);
  EXPECT_EQ(clock_.sleeps().size(), 4U);
  for (const HttpRequest& request : requests) {
    EXPECT_EQ(FindHeader(request.headers, "amz-sdk-invocation-id"),
              FindHeader(requests[0].headers, "amz-sdk-invocation-id"));
  }
  EXPECT_EQ(FindHeader(requests[4].headers, "amz-sdk-request"), "attempt=5; max=10");
}

TEST_F(ClientTest, NoSecretComesBackInAMessageOrALog) {
  Make({.region = "us-east-1", .access_key = "AKID", .secret_key = "hidden-secret", .token = "hidden-token"});
  const json input = {{"newBGPPeer", {{"authKey", "hidden-key"}, {"asn", 65000}}}};
  Error(400, "DirectConnectClientException", "authKey hidden-key is too short for hidden-token");
  Error(403, "InvalidSignatureException",
        "does not match.\n\nThe Canonical String for this request should have been\n'POST x-amz-security-token:other'");
  for (int i = 0; i < 2; ++i) {
    const Status failure = Call("CreateBGPPeer", input).status();
    EXPECT_THAT(failure.message(), AllOf(Not(HasSubstr("hidden")), Not(HasSubstr("other"))));
    EXPECT_THAT(failure.message(), HasSubstr(i == 0 ? "authKey (sensitive) is too short" : "does not match."));
  }
  EXPECT_THAT(log_,
              AllOf(HasSubstr("operation=CreateBGPPeer"), HasSubstr("request_id=req-1"), Not(HasSubstr("hidden"))));
}

TEST_F(ClientTest, TagsMayBeAnsweredWithNothing) {
  transport_->Answer(200, "");
  EXPECT_EQ(*Call("TagResource"), json::object());
}

TEST_F(ClientTest, PagesAreFollowedWithoutAskingForThem) {
  transport_->Answer(200, R"({"connections": [{"connectionId": "a"}, {"connectionId": "b"}], "nextToken": "t1"})");
  transport_->Answer(200, R"({"connections": [], "nextToken": "t2"})");
  transport_->Answer(200, R"({"connections": [{"connectionId": "c"}], "nextToken": ""})");
  const auto all = client_->List({.operation = "DescribeConnections"}, {}, {});
  ASSERT_TRUE(all.ok()) << all.status().ToString();
  EXPECT_EQ(all->dump(), R"([{"connectionId":"a"},{"connectionId":"b"},{"connectionId":"c"}])");
  const auto requests = transport_->requests();
  EXPECT_EQ(requests[0].body, "{}");
  EXPECT_EQ(requests[1].body, R"({"nextToken":"t1"})");
  EXPECT_EQ(requests[2].body, R"({"nextToken":"t2"})");
}

// Answers as AWS gives them.
HttpResponse AwsError(int status, const std::string& code, std::string_view message) {
  const json body = {{"__type", code}, {"message", ToValidUtf8(message)}};
  return {status, {{"x-amzn-RequestId", "req-1"}, {"Content-Type", "application/x-amz-json-1.1"}}, body.dump()};
}

Environment NoMachine(std::map<std::string, std::string> variables = {}) {
  variables.emplace("AWS_EC2_METADATA_DISABLED", "true");
  return {std::move(variables), [](const std::string& path) -> StatusOr<std::string> { return NotFoundError(path); }};
}

std::unique_ptr<ApiClient> MakeAws(const ClientSubject::Settings& settings, ClientDependencies dependencies) {
  AwsConfig config = {.region = settings.region, .access_key = settings.access_key, .token = settings.security_token};
  if (!settings.access_key.empty()) config.secret_key = ClientSubject::kSecretKey;
  config.max_retries = settings.max_retries;
  config.read_only = settings.read_only;
  return MakeClient(Must(ResolveSettings(std::move(config), NoMachine())), std::move(dependencies));
}

StatusOr<Credentials> AwsWithExpiry(const std::string& expiry, Clock& clock) {
  FakeTransport transport;
  transport.Answer(
      200,
      json{{"AccessKeyId", "A"}, {"SecretAccessKey", "S"}, {"Token", "T"}, {"Expiration", ToValidUtf8(expiry)}}.dump());
  const auto random = SeededRandom(1);
  const auto processes = MakeProcessRunner(clock);
  const Settings settings = Must(ResolveSettings({}, NoMachine({{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/get"}})));
  return FindCredentials(settings, {transport, *processes, clock, *random, Logger()}, {});
}

std::string AwsPage(const std::vector<std::string>& ids, const std::string& next, int /*total*/) {
  json page = {{"connections", json::array()}};
  for (const std::string& id : ids) page["connections"].push_back({{"connectionId", id}});
  if (!next.empty()) page["nextToken"] = next;
  return page.dump();
}

ClientSubject AwsSubject() {
  ClientSubject subject;
  subject.vendor = "AWS";
  subject.make = MakeAws;
  subject.region = "us-east-1";
  subject.other_region = "eu-west-1";
  subject.read = {.operation = "DescribeLocations"};
  subject.other_read = {.operation = "DescribeTags"};
  subject.change = {.operation = "DeleteConnection", .members = {{"connectionId", "dxcon-1"}}};
  subject.create = {.operation = "CreateBGPPeer",
                    .members = {{"newBGPPeer", {{"authKey", ClientSubject::kMemberSecret}, {"asn", 65000}}}}};
  subject.once = "the API has no client tokens";
  subject.list = {.operation = "DescribeConnections"};
  subject.page = AwsPage;
  subject.no_list = R"({"connections": 5})";
  subject.refuse = [](std::string_view message) { return AwsError(400, "ValidationException", message); };
  subject.throttled = AwsError(400, "ThrottlingException", "Rate exceeded");
  subject.failed = AwsError(500, "InternalFailure", "fault");
  subject.expired = AwsError(400, "ExpiredTokenException", "The security token included in the request is expired");
  subject.wrong_signature = AwsError(403, "InvalidSignatureException", "does not match");
  subject.codes = {
      {AwsError(400, "DirectConnectClientException", "Could not find it"), StatusCode::kNotFound},
      {AwsError(400, "DirectConnectClientException", "VLAN 125 is already in use"), StatusCode::kAlreadyExists},
      {AwsError(400, "AccessDeniedException", "no"), StatusCode::kPermissionDenied},
      {AwsError(400, "LimitExceededException", "no"), StatusCode::kResourceExhausted},
      {AwsError(403, "InvalidClientTokenId", "no"), StatusCode::kUnauthenticated},
      {AwsError(501, "", ""), StatusCode::kUnimplemented},
  };
  subject.account_answer = {
      200,
      {},
      "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/x</Arn><UserId>U"
      "</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"};
  subject.account = "123456789012";
  subject.with_expiry = AwsWithExpiry;
  return subject;
}

INSTANTIATE_TEST_SUITE_P(Aws, ClientSuite, ::testing::Values(AwsSubject()));

}  // namespace
}  // namespace ic::aws
