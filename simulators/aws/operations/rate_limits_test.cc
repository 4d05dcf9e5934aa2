#include "simulators/aws/operations/rate_limits.h"

#include <gtest/gtest.h>

namespace ic::sim::aws {
namespace {

// A port of 10 Gbps, a bundle of two working ones, and a hosted connection of 10 Gbps.
class RateLimits : public ::testing::Test {
 protected:
  RateLimits() {
    world_.connections.Add({.id = "dxcon-own", .bandwidth = "10Gbps"});
    world_.connections.Add({.id = "dxcon-hosted", .bandwidth = "10Gbps", .vlan = 101});
    world_.lags.Add({.id = "dxlag-two", .bandwidth = "10Gbps"});
    for (const char* state : {"available", "down", "deleted"}) {
      Connection member{.id = std::string("dxcon-") + state, .bandwidth = "10Gbps", .lag_id = "dxlag-two"};
      member.life.state = state;
      world_.connections.Add(std::move(member));
    }
  }

  VirtualInterface& AddInterface(const std::string& port, const std::string& limit, const std::string& state = "down") {
    VirtualInterface interface { .id = world_.NewId("dxvif-"), .connection_id = port, .rate_limit = limit };
    interface.life.state = state;
    return world_.interfaces.Add(std::move(interface));
  }

  // The code of the refusal; empty: taken.
  std::string Code(std::string_view port, std::string_view limit, const VirtualInterface* interface = nullptr) {
    const OperationCall call{world_, life_, options_, who_, in_, Time{}, ""};
    const Status status = CheckRateLimit(call, port, limit, interface);
    return status.ok() ? "" : status.remote()->code;
  }

  static constexpr std::string_view kRefused = "DirectConnectClientException";
  static constexpr std::string_view kTooMany = "LimitExceededException";
  World world_{1};
  const CloudOptions options_;
  const Lifecycle life_{options_};
  const Identity who_;
  const Json in_ = Json::object();
};

TEST_F(RateLimits, IsOfTheListLetterByLetter) {
  for (const char* listed : {"", "50Mbps", "900Mbps", "1Gbps", "1.2Gbps", "2.7Gbps", "10Gbps"}) {
    EXPECT_EQ(Code("dxcon-own", listed), "") << listed;
  }
  for (const char* other : {"51Mbps", "1000Mbps", "1gbps", "1 Gbps", " 1Gbps", "1.20Gbps", "0Mbps", "fast", "1"}) {
    EXPECT_EQ(Code("dxcon-own", other), kRefused) << other;
  }
}

TEST_F(RateLimits, IsAtMostThePort) {
  EXPECT_EQ(Code("dxcon-own", "12Gbps"), kRefused);
  EXPECT_EQ(Code("dxcon-own", "1Tbps"), kRefused);
  EXPECT_EQ(Code("dxcon-nowhere", "50Mbps"), kRefused);
}

TEST_F(RateLimits, OfABundleIsAtMostItsMembersTogether) {
  EXPECT_EQ(Code("dxlag-two", "20Gbps"), "");
  EXPECT_EQ(Code("dxlag-two", "21Gbps"), kRefused);  // the third member is deleted
}

TEST_F(RateLimits, AHostedConnectionTakesNone) {
  EXPECT_EQ(Code("dxcon-hosted", "50Mbps"), kRefused);
  EXPECT_EQ(Code("dxcon-hosted", ""), "");
}

TEST_F(RateLimits, TheEleventhOfAPortIsBeyondTheLimit) {
  for (int i = 0; i < 9; ++i) AddInterface("dxcon-own", "1Gbps");
  AddInterface("dxcon-own", "1Gbps", "deleted");  // these hold none
  VirtualInterface& without = AddInterface("dxcon-own", "");
  AddInterface("dxlag-two", "1Gbps");
  EXPECT_EQ(Code("dxcon-own", "1Gbps"), "");
  VirtualInterface& tenth = AddInterface("dxcon-own", "1Gbps");
  EXPECT_EQ(Code("dxcon-own", "50Mbps"), kTooMany);
  EXPECT_EQ(Code("dxcon-own", "50Mbps", &without), kTooMany);
  EXPECT_EQ(Code("dxcon-own", "50Mbps", &tenth), "");  // its own is changed
  EXPECT_EQ(Code("dxcon-own", ""), "");
  EXPECT_EQ(Code("dxlag-two", "1Gbps"), "");
}

// Of each port, and of a gateway, what is asked for and what nobody said.
TEST_F(RateLimits, PrefixesComeOutOfPools) {
  world_.gateways.Add({.id = "gateway"});
  world_.quotas.allocated_prefixes_per_gateway = 3000;
  const OperationCall call{world_, life_, options_, who_, in_, Time{}, ""};
  const auto takes = [&](const std::string& port, std::optional<int> four, const std::string& gateway,
                         const VirtualInterface* now = nullptr) {
    VirtualInterface wanted{.connection_id = port, .type = "private", .dx_gateway_id = gateway};
    wanted.prefix_pool_ipv4 = four;
    const Status status = TakePrefixes(call, now, wanted);
    return status.ok() ? *wanted.prefix_pool_ipv4 : -1;
  };
  EXPECT_EQ(takes("dxcon-own", std::nullopt, ""), 100);
  VirtualInterface& held = AddInterface("dxcon-own", "");
  held.type = "private";
  held.prefix_pool_ipv4 = 4950;
  EXPECT_EQ(takes("dxcon-own", std::nullopt, ""), 50);  // what there is left
  EXPECT_EQ(takes("dxcon-own", 50, ""), 50);
  EXPECT_EQ(takes("dxcon-own", 51, ""), -1);
  EXPECT_EQ(takes("dxcon-own", 1000, "", &held), 1000);  // its own is changed
  EXPECT_EQ(takes("dxlag-two", 1000, ""), 1000);
  EXPECT_EQ(takes("dxcon-hosted", 1000, ""), 1000);           // it has no pool
  EXPECT_EQ(PrefixPool(world_, "dxlag-two", "ipv4"), 10000);  // of the members that are there
  EXPECT_FALSE(PrefixPool(world_, "dxcon-hosted", "ipv4").has_value());

  VirtualInterface& attached = AddInterface("dxlag-two", "");
  attached.type = "private";
  attached.dx_gateway_id = "gateway";
  attached.prefix_pool_ipv4 = 2800;                  // and 100 of the other family
  EXPECT_EQ(takes("dxcon-own", 50, "gateway"), 50);  // and what is left of the other family
  EXPECT_EQ(takes("dxlag-two", 100, "gateway"), 100);
  EXPECT_EQ(takes("dxlag-two", 101, "gateway"), -1);
  attached.life.state = "deleted";
  EXPECT_EQ(takes("dxlag-two", 101, "gateway"), 101);
}

TEST(PrefixPools, AreFromNothingToAThousandAndNotOfAPublicInterface) {
  for (const char* name : {"prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6"}) {
    for (const char* type : {"private", "transit"}) {
      for (const int count : {0, 1, 1000}) EXPECT_TRUE(CheckPrefixPools({{name, count}}, type).ok()) << name << count;
      for (const int count : {-1, 1001}) EXPECT_FALSE(CheckPrefixPools({{name, count}}, type).ok()) << name << count;
    }
    EXPECT_FALSE(CheckPrefixPools({{name, 1}}, "public").ok()) << name;
  }
  EXPECT_TRUE(CheckPrefixPools(Json::object(), "public").ok());
}

}  // namespace
}  // namespace ic::sim::aws
