// Which routes an interface has, by what its routers announce and what is asked for.
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulators/aws/operations/operation.h"
#include "simulators/aws/wire/model.h"

namespace ic::sim::aws {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kUs = "111122223333";
constexpr const char* kRegion = "us-east-1";
constexpr const char* kList = "ListVirtualInterfaceRoutes";

class Routes : public ::testing::Test {
 protected:
  Routes() {
    world_.gateways.Add({.id = "gateway", .owner = kUs, .asn = 64600});
    Association association{
        .id = "association", .dx_gateway_id = "gateway", .prefixes = {"10.1.0.0/16", "2001:db8::/48"}};
    association.life.state = "associated";
    world_.associations.Add(association);
    VirtualInterface interface {
      .id = "dxvif-1", .owner = kUs, .region = kRegion, .type = "transit", .dx_gateway_id = "gateway"
    };
    interface.peers = {{.family = "ipv4", .asn = 65000, .bgp_status = "up"}, {.family = "ipv6", .asn = 65000}};
    world_.interfaces.Add(interface);
  }
  VirtualInterface& interface() { return *world_.interfaces.Find("dxvif-1"); }
  StatusOr<Json> Run(Json in, const std::string& account = kUs) {
    in["virtualInterfaceId"] = "dxvif-1";
    EXPECT_TRUE(Model::Get().Check(kList, in, false).ok()) << in;
    const Identity who{.account = account, .region = kRegion};
    OperationCall call{world_, life_, options_, who, in, Time{}, ""};
    return RouteOperations().front().run(call);
  }
  std::set<std::string> Told(Json in = Json::object()) {
    const StatusOr<Json> answer = Run(std::move(in));
    EXPECT_TRUE(answer.ok()) << answer.status().message();
    std::set<std::string> told;
    if (!answer.ok()) return told;
    for (const Json& route : (*answer)["routes"]) {
      told.insert(route["routeDirection"].get<std::string>() + " " + route["cidr"].get<std::string>());
    }
    return told;
  }

  World world_{1};
  const CloudOptions options_;
  const Lifecycle life_{options_};
};

TEST_F(Routes, AreThoseOfSessionsThatAreUp) {
  interface().announced_routes = std::vector<std::string>{"192.168.0.0/16", "2001:db8:9::/48"};
  EXPECT_THAT(Told(), ElementsAre("accepted 192.168.0.0/16", "advertised 10.1.0.0/16"));
  interface().peers[1].bgp_status = "up";
  EXPECT_EQ(Told().size(), 4U);
  world_.associations.Find("association")->life.state = "disassociating";
  EXPECT_THAT(Told(), ElementsAre("accepted 192.168.0.0/16", "accepted 2001:db8:9::/48"));
  for (BgpPeer& peer : interface().peers) peer.bgp_status = "down";
  EXPECT_THAT(Told(), IsEmpty());
  EXPECT_FALSE(Run(Json::object(), "444455556666").ok());
}

TEST_F(Routes, OfAPublicInterfaceAreWhatItIsRegisteredFor) {
  interface().type = "public";
  interface().dx_gateway_id.clear();
  interface().prefixes = {"192.0.2.0/24", "198.51.100.0/24"};
  EXPECT_THAT(Told(), ElementsAre("accepted 192.0.2.0/24", "accepted 198.51.100.0/24"));
  interface().announced_routes = std::vector<std::string>{"192.0.2.128/25", "203.0.113.0/24"};
  EXPECT_THAT(Told(), ElementsAre("accepted 192.0.2.128/25"));
}

TEST_F(Routes, AreFilteredAndPaged) {
  interface().announced_routes = std::vector<std::string>{"192.168.0.0/24", "192.168.1.0/24"};
  EXPECT_EQ(Told({{"filters", {{"routeDirection", "accepted"}}}}).size(), 2U);
  EXPECT_THAT(Told({{"filters", {{"routeDirection", "advertised"}}}}), ElementsAre("advertised 10.1.0.0/16"));
  EXPECT_THAT(Told({{"filters", {{"addressFamily", "ipv6"}}}}), IsEmpty());
  EXPECT_THAT(Told({{"filters", {{"cidrs", Json::array({"192.168.1.7/24"})}}}}),
              ElementsAre("accepted 192.168.1.0/24"));
  EXPECT_EQ(Told({{"filters", {{"asPath", Json::array({65000})}}}}).size(), 2U);
  EXPECT_THAT(Told({{"filters", {{"asPath", Json::array({64600})}}}}), ElementsAre("advertised 10.1.0.0/16"));
  EXPECT_THAT(Told({{"filters", {{"communities", Json::array({"7224:7100"})}}}}), IsEmpty());
  EXPECT_FALSE(Run({{"filters", {{"cidrs", Json::array({"nonsense"})}}}}).ok());
  const StatusOr<Json> first = Run({{"maxResults", 2}});
  ASSERT_TRUE(first.ok() && first->contains("nextToken"));
  EXPECT_EQ(Told({{"nextToken", (*first)["nextToken"]}}).size(), 1U);
}

}  // namespace
}  // namespace ic::sim::aws
