#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/credentials.h"
#include "adapters/alibaba/client/operations.h"
#include "adapters/alibaba/client/protocol.h"
#include "adapters/alibaba/client/signer.h"
#include "adapters/common/client/testing/account_cases.h"
#include "adapters/common/client/testing/client_suite.h"
#include "adapters/wire/testing/fake_transport.h"
#include "adapters/wire/url.h"
#include "base/process.h"
#include "base/testing/fake_clock.h"
#include "base/testing/must.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

Parameters Decoded(const std::string& body) {
  Parameters parameters;
  for (const auto& [key, value] : QueryPairs(body)) parameters[PercentDecode(key)] = PercentDecode(value);
  return parameters;
}

class ClientTest : public ::testing::Test {
 protected:
  void SetUp() override {
    AlibabaConfig config;
    config.region = "cn-shanghai";
    config.access_key = "LTAIEXAMPLE";
    config.secret_key = "hidden-secret";
    Make(std::move(config));
  }

  void Make(AlibabaConfig config) {
    const Logger logger(LogLevel::kTrace, [this](const LogRecord& record) {
      log_ += record.message;
      for (const auto& [key, value] : record.fields) log_ += " " + std::string(key) + "=" + value;
      log_ += "\n";
    });
    Environment environment{{{"ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"}},
                            [](const std::string& path) -> StatusOr<std::string> { return NotFoundError(path); }};
    StatusOr<Settings> settings = ResolveSettings(std::move(config), environment);
    ASSERT_TRUE(settings.ok()) << settings.status().ToString();
    client_ = MakeClient(*std::move(settings), {.clock = &clock_,
                                                .random = random_.get(),
                                                .logger = logger,
                                                .transport = transport_,
                                                .processes = {},
                                                .user_agent = {}});
  }

  StatusOr<json> Call(std::string operation, json members = {}) {
    return client_->Call({.operation = std::move(operation), .members = std::move(members)}, "", {});
  }
  void Error(int status, const std::string& code, const std::string& message = "why") {
    transport_->Answer(status, json{{"Code", code}, {"Message", message}, {"RequestId", "REQ-1"}}.dump());
  }
  std::size_t Sent() const { return transport_->requests().size(); }
  std::string HeaderOf(std::size_t number, std::string_view name) const {
    return std::string(FindHeader(transport_->requests()[number].headers, name));
  }

  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(7);
  std::shared_ptr<FakeTransport> transport_ = std::make_shared<FakeTransport>();
  std::unique_ptr<ApiClient> client_;
  std::string log_;
};

TEST_F(ClientTest, ParametersGoInTheBodyAndNothingInTheAddress) {
  transport_->Answer(200, R"({"BgpGroupId": "bgpg-1"})");
  ASSERT_TRUE(Call("CreateBgpGroup", {{"RouterId", "vbr-1"}, {"AuthKey", "s3cret key"}}).ok());
  const HttpRequest request = transport_->requests()[0];
  EXPECT_EQ(request.url, "https://vpc.cn-shanghai.aliyuncs.com/");
  EXPECT_TRUE(request.mutating);
  EXPECT_EQ(HeaderOf(0, "x-acs-action"), "CreateBgpGroup");
  EXPECT_EQ(HeaderOf(0, "x-acs-version"), "2016-04-28");
  const Parameters sent = Decoded(request.body);
  EXPECT_EQ(sent.at("RegionId"), "cn-shanghai");
  EXPECT_EQ(sent.at("AuthKey"), "s3cret key");
  EXPECT_EQ(sent.at("ClientToken").size(), 36U);
  EXPECT_THAT(HeaderOf(0, "authorization"), HasSubstr("SignedHeaders=content-type;host;x-acs-action;"));
  EXPECT_THAT(log_, Not(HasSubstr("s3cret")));
  EXPECT_THAT(log_, Not(HasSubstr("hidden-secret")));
}

TEST_F(ClientTest, ARetryHasAFreshNonceAndTheSameToken) {
  Error(503, "ServiceUnavailable");
  Error(400, "Throttling.User");
  Error(400, "TaskConflict");
  transport_->Answer(200, R"({"VbrId": "vbr-1"})");
  ASSERT_TRUE(Call("CreateVirtualBorderRouter", {{"VlanId", "1"}}).ok());
  ASSERT_EQ(Sent(), 4U);
  std::set<std::string> nonces;
  std::set<std::string> bodies;
  for (std::size_t i = 0; i < Sent(); ++i) {
    nonces.insert(HeaderOf(i, "x-acs-signature-nonce"));
    bodies.insert(transport_->requests()[i].body);
  }
  EXPECT_EQ(nonces.size(), 4U);
  EXPECT_EQ(bodies.size(), 1U);
}

// Another API: at one place for all regions, without a region, and where VPC is if that is an address of one's own.
TEST_F(ClientTest, ExpressConnectRoutersAreAskedWhereTheyAre) {
  transport_->Answer(200, R"({"Code": "200", "EcrList": [{"EcrId": "ecr-1"}], "NextToken": "t2"})");
  transport_->Answer(200, R"({"Code": "200", "EcrList": [{"EcrId": "ecr-2"}], "NextToken": ""})");
  const auto listed = client_->List({.operation = "DescribeExpressConnectRouter"}, "cn-beijing", {});
  ASSERT_TRUE(listed.ok()) << listed.status().ToString();
  EXPECT_EQ(listed->size(), 2U);
  ASSERT_EQ(Sent(), 2U);
  EXPECT_EQ(transport_->requests()[0].url, "https://expressconnectrouter.cn-shanghai.aliyuncs.com/");
  EXPECT_FALSE(transport_->requests()[0].mutating);
  EXPECT_EQ(HeaderOf(0, "x-acs-version"), "2023-09-01");
  EXPECT_FALSE(Decoded(transport_->requests()[0].body).contains("RegionId"));
  EXPECT_EQ(Decoded(transport_->requests()[1].body).at("NextToken"), "t2");

  AlibabaConfig config;
  config.region = "cn-shanghai";
  config.access_key = "LTAIEXAMPLE";
  config.secret_key = "hidden-secret";
  config.endpoint = "https://vpc.example.com";
  Make(config);
  transport_->Answer(200, R"({"Code": "200", "EcrList": []})");
  ASSERT_TRUE(client_->List({.operation = "DescribeExpressConnectRouter"}, "cn-shanghai", {}).ok());
  EXPECT_EQ(transport_->requests()[2].url, "https://vpc.example.com/");
}

// Where an operation goes is said by its row, and no name of one stands anywhere else.
TEST_F(ClientTest, EveryOperationGoesToTheApiOfItsService) {
  const std::map<std::string_view, std::string_view> versions = {
      {"", "2016-04-28"}, {kQuotasService, "2020-05-10"}, {kRouterService, "2023-09-01"}};
  std::set<std::string_view> services;
  for (const Operation& operation : Operations()) {
    SCOPED_TRACE(operation.name);
    ASSERT_TRUE(versions.contains(operation.service));
    const std::size_t before = Sent();
    transport_->Answer(200, "{}");
    (void)client_->Call({.operation = std::string(operation.name)}, "cn-shanghai", {});
    ASSERT_GT(Sent(), before);
    EXPECT_EQ(HeaderOf(before, "x-acs-version"), versions.at(operation.service));
    services.insert(operation.service);
  }
  EXPECT_EQ(services.size(), versions.size());
}

TEST_F(ClientTest, AnErrorMayComeWithStatus200) {
  Error(200, "InvalidBgpGroup");
  const auto answer = Call("DeleteBgpGroup", {{"BgpGroupId", "bgpg-1"}});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.status().code(), StatusCode::kNotFound);
  EXPECT_EQ(answer.status().remote()->request_id, "REQ-1");
  transport_->Answer(200, R"({"Code": "200", "Message": "successful", "Success": true})");
  EXPECT_TRUE(Call("DeleteBgpGroup").ok());
}

TEST_F(ClientTest, ErrorsSayWhatToDo) {
  const std::vector<std::tuple<int, std::string, StatusCode, std::string>> cases = {
      {403, "Forbidden.RAM", StatusCode::kPermissionDenied, "RAM permission"},
      {400, "QuotaExceeded.Bgp", StatusCode::kResourceExhausted, ""},
      {400, "DependencyViolation.BgpGroup", StatusCode::kFailedPrecondition, "delete them first"},
      {400, "OperationFailed.PconnTrafficNotEnable", StatusCode::kFailedPrecondition, "open the Express Connect"},
      {400, "InvalidVlanId.Used", StatusCode::kAlreadyExists, "seven days"},
      {404, "InvalidVbrId.NotFound", StatusCode::kNotFound, ""},
      {400, "InvalidPeerAsn.Malformed", StatusCode::kInvalidArgument, ""},
      {404, "InvalidAccessKeyId.NotFound", StatusCode::kUnauthenticated, "access key is not known"},
  };
  for (const auto& [status, code, expected, words] : cases) {
    Error(status, code);
    const auto answer = Call("DescribeBgpGroups");
    ASSERT_FALSE(answer.ok()) << code;
    EXPECT_EQ(answer.status().code(), expected) << code;
    EXPECT_THAT(answer.status().message(), HasSubstr(words)) << code;
  }
  EXPECT_EQ(Sent(), cases.size());
}

TEST_F(ClientTest, WhatIsSaidOfASignatureHoldsNoSecret) {
  Error(400, "SignatureDoesNotMatch", "no match; server string to sign is:AuthKey=hunter2");
  const auto answer = Call("CreateBgpGroup", {{"AuthKey", "hunter2"}});
  EXPECT_EQ(answer.status().code(), StatusCode::kUnauthenticated);
  EXPECT_THAT(answer.status().ToString(), Not(HasSubstr("hunter2")));
  Error(400, "InvalidBgpAuthkey.Malformed", "the key hunter2 is wrong");
  EXPECT_THAT(Call("CreateBgpGroup", {{"AuthKey", "hunter2"}}).status().ToString(), Not(HasSubstr("hunter2")));
}

TEST_F(ClientTest, PagesAreFollowedByToken) {
  transport_->Answer(200, R"({"NextToken": "n", "VirtualPhysicalConnections": [{"PhysicalConnectionId": "pc-1"}]})");
  transport_->Answer(200, R"({"VirtualPhysicalConnections": [{"PhysicalConnectionId": "pc-2"}]})");
  const auto call = [&] { return client_->List({.operation = "ListVirtualPhysicalConnections"}, "", {}); };
  const auto all = call();
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->size(), 2U);
  EXPECT_EQ(Decoded(transport_->requests()[1].body).at("NextToken"), "n");
  for (int i = 0; i < 2; ++i) transport_->Answer(200, R"({"NextToken": "n", "VirtualPhysicalConnections": []})");
  EXPECT_EQ(call().status().code(), StatusCode::kInternal);
}

HttpResponse AlibabaError(int status, const std::string& code, std::string_view message) {
  const json body = {{"Code", code}, {"Message", ToValidUtf8(message)}, {"RequestId", "req-1"}};
  return {status, {{"x-acs-request-id", "req-1"}, {"Content-Type", "application/json"}}, body.dump()};
}

Environment NoMachine(std::map<std::string, std::string> variables) {
  return {std::move(variables), [](const std::string& path) -> StatusOr<std::string> { return NotFoundError(path); }};
}

std::unique_ptr<ApiClient> MakeAlibaba(const ClientSubject::Settings& settings, ClientDependencies dependencies) {
  AlibabaConfig config;
  config.region = settings.region;
  config.access_key = settings.access_key;
  if (!settings.access_key.empty()) config.secret_key = ClientSubject::kSecretKey;
  config.security_token = settings.security_token;
  config.max_retries = settings.max_retries;
  config.read_only = settings.read_only;
  const Environment environment = NoMachine({{"ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"}});
  return MakeClient(Must(ResolveSettings(std::move(config), environment)), std::move(dependencies));
}

StatusOr<Credentials> AlibabaWithExpiry(const std::string& expiry, Clock& clock) {
  FakeTransport transport;
  transport.Answer(
      200,
      json{{"AccessKeyId", "A"}, {"AccessKeySecret", "S"}, {"SecurityToken", "T"}, {"Expiration", ToValidUtf8(expiry)}}
          .dump());
  const auto random = SeededRandom(1);
  const auto processes = MakeProcessRunner(clock);
  const Settings settings = Must(ResolveSettings({}, NoMachine({{"ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"},
                                                                {"ALIBABA_CLOUD_CREDENTIALS_URI", "http://x/keys"}})));
  return FindCredentials(settings, {transport, *processes, clock, *random, Logger()}, {});
}

std::string AlibabaPage(const std::vector<std::string>& ids, const std::string& /*next*/, int total) {
  json peers = json::array();
  for (const std::string& id : ids) peers.push_back({{"BgpPeerId", id}});
  return json{{"TotalCount", total}, {"BgpPeers", {{"BgpPeer", peers}}}}.dump();
}

ClientSubject AlibabaSubject() {
  ClientSubject subject;
  subject.vendor = "Alibaba";
  subject.make = MakeAlibaba;
  subject.region = "cn-shanghai";
  subject.other_region = "cn-shenzhen";
  subject.read = {.operation = "DescribeBgpGroups"};
  subject.other_read = {.operation = "DescribeBgpNetworks"};
  subject.change = {.operation = "DeleteBgpGroup", .members = {{"BgpGroupId", "bgpg-1"}}};
  subject.create = {.operation = "CreateBgpGroup",
                    .members = {{"RouterId", "vbr-1"}, {"AuthKey", ClientSubject::kMemberSecret}}};
  subject.list = {.operation = "DescribeBgpPeers"};
  subject.page = AlibabaPage;
  subject.numbered_pages = true;
  subject.no_list = R"({"BgpPeers": {"BgpPeer": 5}})";
  subject.refuse = [](std::string_view message) { return AlibabaError(400, "InvalidParameter", message); };
  subject.throttled = AlibabaError(400, "Throttling.User", "slow down");
  subject.failed = AlibabaError(503, "ServiceUnavailable", "fault");
  subject.expired = AlibabaError(400, "SecurityTokenExpired", "expired");
  subject.wrong_signature = AlibabaError(400, "SignatureDoesNotMatch", "no match");
  subject.codes = {
      {AlibabaError(404, "InvalidVbrId.NotFound", "gone"), StatusCode::kNotFound},
      {AlibabaError(400, "InvalidVlanId.Used", "used"), StatusCode::kAlreadyExists},
      {AlibabaError(400, "DependencyViolation.BgpGroup", "in use"), StatusCode::kFailedPrecondition},
      {AlibabaError(400, "QuotaExceeded.Bgp", "many"), StatusCode::kResourceExhausted},
      {AlibabaError(403, "Forbidden.RAM", "no"), StatusCode::kPermissionDenied},
      {AlibabaError(404, "InvalidAccessKeyId.NotFound", "no"), StatusCode::kUnauthenticated},
      {AlibabaError(404, "InvalidAction.NotFound", "no"), StatusCode::kUnimplemented},
      {AlibabaError(400, "InvalidPeerAsn.Malformed", "no"), StatusCode::kInvalidArgument},
  };
  subject.account_answer = {
      200, {}, R"({"AccountId":"1234567890123456","Arn":"acs:ram::1234567890123456:user/x","UserId":"2"})"};
  subject.account = "1234567890123456";
  subject.with_expiry = AlibabaWithExpiry;
  return subject;
}

INSTANTIATE_TEST_SUITE_P(Alibaba, ClientSuite, ::testing::Values(AlibabaSubject()));

}  // namespace
}  // namespace ic::alibaba
