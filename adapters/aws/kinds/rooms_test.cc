// What ports and gateways tell of how much may stand on them: read where it is told, and nothing made up where it is
// not.
#include "adapters/aws/kinds/rooms.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/kinds/testing/aws_test_objects.h"

namespace ic::aws {
namespace {

using Json = nlohmann::json;

constexpr char kPoolIpv4[] = "aws.virtual_interface.prefix_pool_ipv4";
constexpr char kPoolIpv6[] = "aws.virtual_interface.prefix_pool_ipv6";
constexpr char kLimiters[] = "aws.virtual_interface.rate_limiters";
constexpr char kOfGateway[] = "aws.virtual_interface.prefixes_per_gateway";
constexpr char kGateway[] = "0a000000-0000-0000-0000-000000000001";

std::map<std::string, std::int64_t> RoomsIn(Fixture& fixture, const std::string& id) {
  const auto rooms = fixture.adapter->RoomsOn("us-east-1", id, Freshness::kLive, {});
  EXPECT_TRUE(rooms.ok()) << rooms.status().ToString();
  std::map<std::string, std::int64_t> most;
  for (const auto& [quota, room] : *rooms) {
    EXPECT_FALSE(room.source.empty()) << quota;
    most[quota] = room.most;
  }
  return most;
}

// On a port, on a bundle, and on a port in a bundle, which has what the bundle has.
TEST(RoomsTest, APortTellsItsPoolsAndLimiters) {
  const Json told = {
      {"prefixPoolSizeIpv4", 6000}, {"prefixPoolSizeIpv6", 0}, {"rateLimiterStatus", {{"maxAllowed", 12}}}};
  const std::map<std::string, std::int64_t> all = {{kPoolIpv4, 6000}, {kPoolIpv6, 0}, {kLimiters, 12}};
  for (const std::string where : {"port", "bundle", "member", "hosted"}) {
    SCOPED_TRACE(where);
    Fixture fixture;
    Json& port = fixture.api.AddConnection("dxcon-fg000001");
    Json& bundle = fixture.api.AddLag("dxlag-fg000001");
    (where == "port" || where == "hosted" ? port : bundle).update(told);
    if (where == "member") port["lagId"] = "dxlag-fg000001";
    if (where == "hosted") port["vlan"] = 101;
    const std::string id = where == "bundle" ? "dxlag-fg000001" : "dxcon-fg000001";
    std::map<std::string, std::int64_t> expected = all;
    if (where == "bundle" || where == "member") expected.erase(kPoolIpv6);  // its connections are still to come
    if (where == "hosted") expected.clear();
    EXPECT_EQ(RoomsIn(fixture, id), expected);
  }
}

TEST(RoomsTest, WhatIsNotToldIsNotMadeUp) {
  for (const Json& odd : {Json(nullptr), Json("many"), Json(-1), Json::object(), Json::array()}) {
    Fixture fixture;
    Json& port = fixture.api.AddConnection("dxcon-fg000001");
    port["prefixPoolSizeIpv4"] = odd;
    port["rateLimiterStatus"] = odd.is_object() ? odd : Json{{"maxAllowed", odd}};
    EXPECT_TRUE(RoomsIn(fixture, "dxcon-fg000001").empty()) << odd;
    fixture.api.gateway["totalPrefixPoolAllocations"] = odd;
    EXPECT_TRUE(RoomsIn(fixture, kGateway).empty()) << odd;
  }
  Fixture fixture;
  for (const char* nowhere : {"dxcon-fgmissing", "dxlag-fgmissing", "0a000000-0000-0000-0000-000000000009"}) {
    EXPECT_TRUE(RoomsIn(fixture, nowhere).empty()) << nowhere;
  }
}

// Interfaces of other regions and accounts are in the gateway's sum, and in no list that can be had.
TEST(RoomsTest, AGatewayHasWhatOthersLeave) {
  for (const int elsewhere : {0, 1, 9000, 10000, 12000}) {
    Fixture fixture;
    fixture.api.AddConnection("dxcon-fg000001");
    for (const char* state : {"down", "deleted"}) {
      Json& live = fixture.api.AddInterface(std::string("dxvif-fg") + state, "dxcon-fg000001", 125, state);
      live["directConnectGatewayId"] = kGateway;
      live["prefixPoolAllocatedCountIpv4"] = 300;
      live["prefixPoolAllocatedCountIpv6"] = 100;
    }
    fixture.api.gateway["totalPrefixPoolAllocations"] = 400 + elsewhere;
    const auto rooms = RoomsIn(fixture, kGateway);
    if (elsewhere == 0) {
      EXPECT_TRUE(rooms.empty());
    } else {
      EXPECT_EQ(rooms, (std::map<std::string, std::int64_t>{{kOfGateway, std::max(0, 10000 - elsewhere)}}));
    }
  }
}

}  // namespace
}  // namespace ic::aws
