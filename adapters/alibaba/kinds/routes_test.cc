// Static routes over a service in memory: what is made, what goes, and what is left alone.
#include "adapters/alibaba/kinds/routes.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/testing/fake_vpc.h"
#include "base/testing/fake_clock.h"

namespace ic::alibaba {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class RoutesTest : public ::testing::Test {
 protected:
  Status Set(const Routes& had, const Routes& wanted) {
    return SetRoutes(region_, kRouter, had, wanted, region_.Until(std::chrono::minutes(5)), {});
  }
  void AddEntry(const std::string& cidr, const std::string& hop, const std::string& state = "Available") {
    vpc_.routes.push_back({{"RouteEntryId", "rte-" + cidr},
                           {"RouteTableId", "vtb-1"},
                           {"DestinationCidrBlock", cidr},
                           {"Status", state},
                           {"NextHops", {{"NextHop", nlohmann::json::array({{{"NextHopId", hop}}})}}}});
  }
  Routes There() {
    const auto routes = ReadRoutes(region_, kRouter, {});
    EXPECT_TRUE(routes.ok()) << routes.status().ToString();
    return *routes;
  }

  const nlohmann::json kRouter = {{"VbrId", "vbr-1"}, {"RouteTableId", "vtb-1"}, {"VlanInterfaceId", "ri-1"}};
  FakeClock clock_;
  FakeVpc vpc_;
  Region region_{"cn-hangzhou", vpc_, clock_, Logger()};
};

TEST_F(RoutesTest, ThoseThatAreMissingAreMadeAndThoseThatAreThereAreNot) {
  AddEntry("192.168.0.0/16", "ri-1");
  const Status set = Set({}, {"192.168.0.0/16", "172.16.0.0/12"});
  ASSERT_TRUE(set.ok()) << set.ToString();
  EXPECT_EQ(vpc_.CountCalls("CreateRouteEntry"), 1);
  const nlohmann::json sent = vpc_.LastInput("CreateRouteEntry");
  EXPECT_EQ(sent.at("RouteTableId"), "vtb-1");
  EXPECT_EQ(sent.at("DestinationCidrBlock"), "172.16.0.0/12");
  EXPECT_EQ(sent.at("NextHopType"), "RouterInterface");
  EXPECT_EQ(sent.at("NextHopId"), "ri-1");
  EXPECT_THAT(There(), UnorderedElementsAre("172.16.0.0/12", "192.168.0.0/16"));
}

TEST_F(RoutesTest, OnlyWhatWasTheInterfacesGoes) {
  AddEntry("192.168.0.0/16", "ri-1");
  AddEntry("172.16.0.0/12", "ri-1");
  AddEntry("10.0.0.0/8", "ri-uplink");
  const Status set = Set({"192.168.0.0/16"}, {});
  ASSERT_TRUE(set.ok()) << set.ToString();
  EXPECT_EQ(vpc_.CountCalls("DeleteRouteEntry"), 1);
  EXPECT_EQ(vpc_.routes.size(), 2U) << "waited until it is gone";
  EXPECT_THAT(There(), ElementsAre("172.16.0.0/12")) << "an entry that leads elsewhere is none of its";
}

TEST_F(RoutesTest, WhatIsOnItsWayOutIsNotThere) {
  AddEntry("192.168.0.0/16", "ri-1", "Deleting");
  EXPECT_THAT(There(), IsEmpty());
  vpc_.routes.clear();
  AddEntry("192.168.0.0/16", "ri-1", "Deleting");
  const Status set = Set({}, {"192.168.0.0/16"});
  ASSERT_TRUE(set.ok()) << set.ToString();
  EXPECT_EQ(vpc_.CountCalls("CreateRouteEntry"), 1);
}

TEST_F(RoutesTest, ARefusalSaysWhichRoute) {
  vpc_.FailNext("CreateRouteEntry", ResourceExhaustedError("quota"));
  const Status refused = Set({}, {"192.168.0.0/16"});
  EXPECT_THAT(refused.message(), HasSubstr("192.168.0.0/16"));
  EXPECT_THAT(vpc_.routes, IsEmpty());
}

TEST(RoutesOf, AreThoseOfAnInterfaceThatRoutesStatically) {
  const Value prefixes = Value::StringSet({"2001:DB8::/32", "192.168.0.0/16"});
  const auto object = [](const char* mode, const Value& value) {
    return Value::Object({{"route_mode", Value::String(mode)}, {"customer_prefixes", value}});
  };
  EXPECT_THAT(RoutesOf(object("static", prefixes)), UnorderedElementsAre("192.168.0.0/16", "2001:db8::/32"));
  EXPECT_THAT(RoutesOf(object("bgp", prefixes)), IsEmpty());
  EXPECT_FALSE(TracksRoutes(object("static", Value::Set({}))));
  EXPECT_FALSE(TracksRoutes(object("static", Value::Null())));
  EXPECT_FALSE(TracksRoutes(Value::Null()));
}

}  // namespace
}  // namespace ic::alibaba
