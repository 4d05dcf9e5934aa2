#include "simulators/huawei/direct_connect.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/testing/fake_clock.h"
#include "simulators/huawei/operations/routes.h"
#include "simulators/huawei/wire/accounts.h"

namespace ic::sim::huawei {
namespace {

// A cloud with a token for the customer's project in cn-north-4.
class DirectConnectTest : public testing::Test {
 protected:
  explicit DirectConnectTest(CloudOptions options = {})
      : cloud_(MakeCloud({.options = options, .simulated = simulated_, .wall = wall_})) {
    const Account& account = Accounts()[0];
    project_ = ProjectIn(account.id, "cn-north-4")->id;
    const Json login{
        {"auth",
         {{"identity",
           {{"methods", Json::array({"password"})},
            {"password",
             {{"user",
               {{"name", account.user}, {"password", account.password}, {"domain", {{"name", account.name}}}}}}}}},
          {"scope", {{"project", {{"id", project_}}}}}}}};
    const CallResult result = cloud_->Carry({"POST", "/v3/auth/tokens", "", {}, login.dump()});
    for (const auto& [name, value] : result.response.headers) {
      if (name == "X-Subject-Token") token_ = value;
    }
  }

  CallResult Carry(const std::string& method, const std::string& path, const std::string& body = "",
                   const std::string& query = "") {
    return cloud_->Carry({method, "/v3/" + project_ + "/" + path, query, {{"x-auth-token", token_}}, body});
  }
  std::string CreateGateway() {
    return Carry("POST", "dcaas/virtual-gateways",
                 R"({"virtual_gateway":{"vpc_id":"v1","local_ep_group":["10.0.0.0/16"]}})")
        .target;
  }

  FakeClock wall_;
  FakeClock simulated_;
  std::unique_ptr<Cloud> cloud_;
  std::string project_;
  std::string token_;
};

class SlowDirectConnectTest : public DirectConnectTest {
 protected:
  SlowDirectConnectTest() : DirectConnectTest({.lifecycle = true}) {}
  std::string StatusOf(const std::string& id) {
    const CallResult result = Carry("GET", "dcaas/virtual-gateways/" + id);
    if (result.response.status != 200) return result.error;
    return Json::parse(result.response.body)["virtual_gateway"]["status"];
  }
};

TEST_F(DirectConnectTest, AnswersCarryTheRequestIdTwice) {
  const CallResult result = Carry("GET", "dcaas/virtual-gateways");
  EXPECT_EQ(result.response.status, 200);
  EXPECT_EQ(result.account, Accounts()[0].id);
  std::string id;
  for (const auto& [name, value] : result.response.headers) id = name == "X-Request-Id" ? value : id;
  EXPECT_EQ(Json::parse(result.response.body)["request_id"], id);
}

TEST_F(DirectConnectTest, ErrorsHaveTheirServicesEnvelope) {
  const auto body = [&](const char* code, int status) {
    return Json::parse(cloud_->ErrorAnswer({code, "why", status}).body);
  };
  EXPECT_EQ(body("DC.1118", 400)["error_code"], "DC.1118");
  EXPECT_EQ(body("DC.1118", 400)["error_msg"], "why");
  EXPECT_EQ(body("401", 401)["error"]["code"], 401);
  EXPECT_EQ(cloud_->Throttling().http_status, 429);
}

TEST_F(DirectConnectTest, BodiesThatAreNotWhatTheyShouldBeAreRefused) {
  for (const char* text :
       {"", "null", "[]", "{", "{}", R"({"virtual_gateway":null})", R"({"virtual_gateway":[1]})", "\xff\xfe"}) {
    EXPECT_EQ(Carry("POST", "dcaas/virtual-gateways", text).error, "DC.0000") << text;
  }
  for (const char* text : {R"({"virtual_gateway":{"name":7}})", R"({"virtual_gateway":{"local_ep_group":[7]}})",
                           R"({"virtual_gateway":{"tags":[7]}})", R"({"virtual_gateway":{"vpc_id":"v","bgp_asn":1.5}})",
                           R"({"virtual_gateway":{"vpc_id":"v","tags":{"a":"b"}}})"}) {
    EXPECT_EQ(Carry("POST", "dcaas/virtual-gateways", text).error, "DC.0001") << text;
  }
  EXPECT_EQ(Carry("POST", "dc-vgw/resource-instances/action", R"({"action":"filter","tags":[{"key":1,"values":[2]}]})")
                .response.status,
            200);
}

TEST_F(DirectConnectTest, NullsSayTheSameAsNothing) {
  EXPECT_EQ(Carry("POST", "dcaas/virtual-gateways",
                  R"({"virtual_gateway":{"name":null,"vpc_id":"v1","local_ep_group":["10.0.0.0/16"]}})")
                .response.status,
            201);
}

TEST_F(DirectConnectTest, ResetForgetsObjectsAndTokens) {
  const std::string first = CreateGateway();
  EXPECT_EQ(Carry("GET", "dcaas/virtual-gateways/" + first).response.status, 200);
  cloud_->Reset();
  EXPECT_EQ(Carry("GET", "dcaas/virtual-gateways").response.status, 401);
  EXPECT_TRUE(cloud_->Objects()["virtual_gateways"].empty());
}

TEST_F(SlowDirectConnectTest, StatesFollowTheSimulatedClock) {
  const std::string id = CreateGateway();
  simulated_.Advance(kCreateTime - std::chrono::seconds(1));
  EXPECT_EQ(StatusOf(id), "PENDING_CREATE");
  simulated_.Advance(std::chrono::seconds(1));
  EXPECT_EQ(StatusOf(id), "ACTIVE");
  EXPECT_EQ(Carry("DELETE", "dcaas/virtual-gateways/" + id).response.status, 204);
  EXPECT_EQ(StatusOf(id), "PENDING_DELETE");
  EXPECT_EQ(Carry("DELETE", "dcaas/virtual-gateways/" + id).error, "DC.1118");
  simulated_.Advance(kDeleteTime);
  EXPECT_EQ(StatusOf(id), "DC.1111");
}

TEST(Routes, FindOperationsByMethodAndPath) {
  const auto name = [](std::string_view method, std::string_view path) {
    const Match match = FindOperation(method, path);
    return match.operation == nullptr ? std::string_view() : match.operation->name;
  };
  EXPECT_EQ(name("GET", "/v3/p/dcaas/vif-peers"), "");
  EXPECT_EQ(name("POST", "/v3/p/dcaas/vif-peers/"), "CreateVifPeer");
  EXPECT_EQ(name("PUT", "/v3/p/dcaas/virtual-interfaces/x/extend-attributes"), "UpdateExtendAttribute");
  EXPECT_EQ(name("GET", "/v3/p/dcaas/virtual-interfaces//extend-attributes"), "");
  EXPECT_EQ(name("GET", "/v2.0/dcaas/virtual-interfaces"), "");
  EXPECT_EQ(name("GET", ""), "");
  const Match match = FindOperation("DELETE", "/v3/p/dc-vif/1/tags/a%20b%2Fc+d");
  ASSERT_NE(match.operation, nullptr);
  EXPECT_EQ(match.project_id, "p");
  EXPECT_EQ(match.path, (std::vector<std::string>{"dc-vif", "1", "a b/c+d"}));
}

}  // namespace
}  // namespace ic::sim::huawei
