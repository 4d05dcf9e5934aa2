// What an import of a router says of the routes beside its sessions.
#include <chrono>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/alibaba/kinds/adapter.h"
#include "adapters/alibaba/kinds/testing/fake_vpc.h"
#include "base/testing/fake_clock.h"

namespace ic::alibaba {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Value Text(std::string_view text) { return Value::String(text); }

class ImportedRouterTest : public ::testing::Test {
 protected:
  ImportedRouterTest() {
    auto client = std::make_unique<FakeVpc>();
    api_ = client.get();
    adapter_ = std::make_unique<AlibabaAdapter>(std::move(client), clock_, Logger());
  }

  std::string Create(Kind kind, Value desired) {
    const ChangeResult made = adapter_->Create({.kind = kind,
                                                .region = "cn-hangzhou",
                                                .desired = std::move(desired),
                                                .secrets = {},
                                                .mark = "0123456789abcdef",
                                                .owner = "net-team/prod",
                                                .timeout = std::chrono::minutes(10)},
                                               {});
    EXPECT_TRUE(made.status.ok()) << made.status.ToString();
    return made.id;
  }

  // A router with so many static routes, read for the first time.
  Observed Imported(bool session, int routes) {
    const std::string port = Create(
        Kind::kConnection,
        Value::Object({{"name", Text("port")},
                       {"location", Text("ap-cn-hangzhou-yh-B")},
                       {"bandwidth", Text("1Gbps")},
                       {"alibaba", Value::Object({{"line_operator", Text("CT")}, {"enabled", Value::Bool(true)}})}}));
    const std::string router =
        Create(Kind::kVirtualInterface, Value::Object({{"name", Text("prod")},
                                                       {"connection_id", Text(port)},
                                                       {"vlan", Value::Int(125)},
                                                       {"route_mode", Text("bgp")},
                                                       {"cloud_address", Text("10.0.0.1/30")},
                                                       {"customer_address", Text("10.0.0.2/30")}}));
    if (session) {
      Create(Kind::kBgpPeer, Value::Object({{"virtual_interface_id", Text(router)},
                                            {"address_family", Text("ipv4")},
                                            {"customer_asn", Text("64600")}}));
    }
    api_->routers.back()["RouteTableId"] = "vtb-1";
    api_->routers.back()["VlanInterfaceId"] = "ri-1";
    for (int i = 0; i < routes; ++i) {
      api_->routes.push_back({{"RouteEntryId", "rte-" + std::to_string(i)},
                              {"RouteTableId", "vtb-1"},
                              {"DestinationCidrBlock", "172.16." + std::to_string(i) + ".0/24"},
                              {"Status", "Available"},
                              {"NextHops", {{"NextHop", nlohmann::json::array({{{"NextHopId", "ri-1"}}})}}}});
    }
    const auto read =
        adapter_->Read({Kind::kVirtualInterface, "cn-hangzhou", router, Freshness::kLive, Value::Null()}, {});
    EXPECT_TRUE(read.ok() && read->has_value());
    return **read;
  }

  FakeClock clock_;
  FakeVpc* api_ = nullptr;
  std::unique_ptr<AlibabaAdapter> adapter_;
};

TEST_F(ImportedRouterTest, RoutesBesideSessionsAreSaid) {
  const Observed router = Imported(/*session=*/true, /*routes=*/1);
  EXPECT_EQ(router.attributes.Get("route_mode"), Text("bgp"));
  EXPECT_TRUE(router.attributes.Get("customer_prefixes").is_null());
  EXPECT_THAT(router.left_out, AllOf(HasSubstr(router.id), HasSubstr("a static route"), HasSubstr("172.16.0.0/24"),
                                     HasSubstr("route_mode = \"static\""), HasSubstr("bgp_peer")));
  EXPECT_EQ(router.left_out_of, "customer_prefixes");
}

TEST_F(ImportedRouterTest, OfManyAFewAreTold) {
  EXPECT_THAT(Imported(true, 8).left_out, AllOf(HasSubstr("8 static routes"), HasSubstr("172.16.4.0/24 and 3 more")));
}

TEST_F(ImportedRouterTest, WithoutSessionsTheyAreTheRouters) {
  const Observed router = Imported(/*session=*/false, /*routes=*/2);
  EXPECT_EQ(router.attributes.Get("route_mode"), Text("static"));
  EXPECT_EQ(router.attributes.Get("customer_prefixes"), Value::StringSet({"172.16.0.0/24", "172.16.1.0/24"}));
  EXPECT_EQ(router.left_out, "");
}

TEST_F(ImportedRouterTest, WithoutRoutesNothingIsLeftOut) { EXPECT_EQ(Imported(true, 0).left_out, ""); }

}  // namespace
}  // namespace ic::alibaba
