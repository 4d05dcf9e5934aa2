#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/kinds/testing/aws_test_objects.h"

namespace ic::aws {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr Kind kKind = Kind::kVirtualInterface;
constexpr char kPort[] = "dxcon-fg000001";
constexpr char kVif[] = "dxvif-fg000001";

class VirtualInterfaceTest : public ::testing::Test {
 protected:
  VirtualInterfaceTest() { fixture.api.AddConnection(kPort); }

  Fixture fixture;
  FakeDirectConnect& api = fixture.api;
};

TEST_F(VirtualInterfaceTest, CreatePrivate) {
  Value desired = With(DesiredInterface(kPort), "mtu", Value::Int(9001));
  desired = With(desired, "cloud_address", Text("169.254.1.1/30"));
  desired = With(desired, "customer_address", Text("169.254.1.2/30"));
  CreateRequest request = fixture.Creation(kKind, desired);
  request.secrets.auth_key = "canary-key";
  api.slow = 2;
  const ChangeResult result = fixture.adapter->Create(request, {});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  Json input = api.LastInput("CreatePrivateVirtualInterface");
  input["newPrivateVirtualInterface"].erase("tags");
  EXPECT_EQ(input, (Json{{"connectionId", kPort},
                         {"newPrivateVirtualInterface",
                          {{"virtualInterfaceName", "prod"},
                           {"vlan", 125},
                           {"mtu", 9001},
                           {"asn", 65000},
                           {"addressFamily", "ipv4"},
                           {"amazonAddress", "169.254.1.1/30"},
                           {"customerAddress", "169.254.1.2/30"},
                           {"authKey", "canary-key"},
                           {"virtualGatewayId", "vgw-11111111"}}}}));
  EXPECT_THAT(result.sessions, ElementsAre("ipv4"));
  EXPECT_EQ(result.attributes.Get("mtu"), Value::Int(9001));
  EXPECT_EQ(result.attributes.Get("cloud_asn"), Text("64512"));
  EXPECT_EQ(result.attributes.Get("route_mode"), Text("bgp"));
  EXPECT_EQ(result.attributes.Get("connection_id"), Text(kPort));
  EXPECT_EQ(result.attributes.ToString().find("canary-key"), std::string::npos);
  EXPECT_EQ(result.attributes.ToString().find("0xgenerated"), std::string::npos);
}

TEST_F(VirtualInterfaceTest, WhatAwsWouldRefuseIsSaidBeforeItIsAsked) {
  constexpr char kOther[] = "210987654321";
  const Value desired = DesiredInterface(kPort);
  const Value no_gateway = With(desired, "gateway_id", Value::Null());
  const Value theirs = WithAws(no_gateway, "owner_account", Text(kOther));
  const std::vector<std::pair<Value, std::string>> cases = {
      {desired, ""},
      {With(desired, "connection_id", Value::Null()), ""},
      {theirs, ""},
      {WithAws(theirs, "site_link", Value::Bool(false)), ""},
      {With(desired, "gateway_id", Text("0a000000-0000-0000-0000-000000000001")), ""},
      {With(desired, "type", Text("odd")), "`type` is \"odd\"; AWS has `private`, `public` and `transit`"},
      {With(desired, "gateway_id", Text("0a000000-0000-0000-0000-000000000009")),
       "`gateway_id` names 0a000000-0000-0000-0000-000000000009, and this account has no"},
      {With(theirs, "gateway_id", Text("vgw-11111111")),
       "`gateway_id` names vgw-11111111, but the interface is for the account 210987654321"},
      {WithAws(theirs, "site_link", Value::Bool(true)),
       "`aws.site_link` is set, but the interface is for the account 210987654321"}};
  for (const auto& [wanted, words] : cases) {
    const Status said = fixture.adapter->Check(fixture.Creation(kKind, wanted), {});
    EXPECT_EQ(said.ok(), words.empty()) << said.ToString();
    EXPECT_TRUE(said.message().starts_with(words)) << said.message() << "\nand not\n" << words;
  }
}

// The run may be what accepts the circuit, which starts its billing: what is refused then is said before.
TEST_F(VirtualInterfaceTest, APlanSaysWhatIsRefusedOnAPortThatIsStillToCome) {
  const std::vector<std::string> states = {"ordering", "pending", "requested", "available"};
  for (const std::string& state : states) api.AddConnection("dxcon-fg" + state, state)["vlan"] = 305;
  for (const std::string& state : states) {
    const std::string port = "dxcon-fg" + state;
    const Value desired = DesiredInterface(port, 305);
    const std::vector<std::pair<Value, std::string>> cases = {
        {desired, ""},
        {With(desired, "vlan", Value::Int(306)), "`vlan` is 306, but " + port + " is a hosted connection"},
        {WithAws(desired, "rate_limit", Text("50Mbps")), "`aws.rate_limit` is 50Mbps, but " + port},
        {With(desired, "gateway_id", Text("0a000000-0000-0000-0000-000000000009")),
         "`gateway_id` names 0a000000-0000-0000-0000-000000000009, and"}};
    for (const auto& [wanted, words] : cases) {
      CreateRequest request = fixture.Creation(kKind, wanted);
      request.timeout = Duration::zero();
      request.planned = true;
      const Status said = fixture.adapter->Check(request, {});
      if (words.empty()) {
        EXPECT_EQ(said.ok(), state == "available") << said.ToString();
        EXPECT_TRUE(said.ok() || said.code() == StatusCode::kDeadlineExceeded) << said.ToString();
      } else {
        EXPECT_TRUE(said.message().starts_with(words)) << state << ": " << said.ToString();
      }
    }
  }
}

TEST_F(VirtualInterfaceTest, AMoveKeepsTheVlanThatAPartnerGave) {
  api.AddInterface(kVif, kPort, 125);
  for (const int vlan : {125, 126}) api.AddConnection("dxcon-fghosted" + std::to_string(vlan))["vlan"] = vlan;
  for (const int vlan : {125, 126}) {
    const std::string port = "dxcon-fghosted" + std::to_string(vlan);
    const Status said = fixture.adapter->CheckChange({.kind = kKind,
                                                      .region = "us-east-1",
                                                      .id = kVif,
                                                      .prior = DesiredInterface(kPort),
                                                      .desired = DesiredInterface(port),
                                                      .secrets = {},
                                                      .changed = {"connection_id"},
                                                      .timeout = Duration::zero(),
                                                      .planned = true},
                                                     {});
    EXPECT_EQ(said.ok(), vlan == 125) << said.ToString();
    EXPECT_TRUE(said.ok() || said.message().starts_with("`vlan` is 125, but " + port)) << said.ToString();
  }
}

// From each sort of port to each: what AWS does not carry out is said before anything is, and nothing is sent for it.
TEST(InterfaceMoves, FromAHostedConnectionToADedicatedOneOnly) {
  const std::vector<std::string> sorts = {"dxcon-fgdedica", "dxcon-fghosted", "dxlag-fg000001"};
  for (const std::string& from : sorts) {
    for (const std::string& sort : sorts) {
      const std::string to = sort + "2";
      SCOPED_TRACE(from + " to " + to);
      Fixture fixture;
      for (const char* suffix : {"", "2"}) {
        fixture.api.AddConnection("dxcon-fgdedica" + std::string(suffix));
        fixture.api.AddConnection("dxcon-fghosted" + std::string(suffix))["vlan"] = 125;
        fixture.api.AddLag("dxlag-fg000001" + std::string(suffix));
      }
      fixture.api.AddInterface(kVif, from, 125);
      const bool refused = from.find("hosted") != std::string::npos && to.find("dedica") == std::string::npos;
      const UpdateRequest planned{.kind = kKind,
                                  .region = "us-east-1",
                                  .id = kVif,
                                  .prior = DesiredInterface(from),
                                  .desired = DesiredInterface(to),
                                  .secrets = {},
                                  .changed = {"connection_id"},
                                  .timeout = Duration::zero(),
                                  .planned = true};
      const Status said = fixture.adapter->CheckChange(planned, {});
      EXPECT_EQ(said.ok(), !refused) << said.ToString();
      EXPECT_TRUE(!refused || said.message().starts_with("`connection_id` names " + to)) << said.ToString();
      const ChangeResult result =
          fixture.Update(kKind, kVif, DesiredInterface(from), DesiredInterface(to), {"connection_id"});
      EXPECT_EQ(result.status.ok(), !refused) << result.status.ToString();
      EXPECT_EQ(fixture.api.CountCalls("AssociateVirtualInterface"), refused ? 0 : 1);
    }
  }
}

TEST_F(VirtualInterfaceTest, AnOfferedPrivateOneIsAcceptedOntoAGateway) {
  api.AddInterface(kVif, kPort, 125, "confirming");
  const Value bare = Value::Object({{"cloud", Text("aws")}, {"adopt", Text(kVif)}});
  const ChangeResult refused = fixture.Create(kKind, bare);
  EXPECT_EQ(refused.status.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(refused.status.message(), HasSubstr("`gateway_id` has to name the gateway it attaches to"));
  EXPECT_EQ(api.CountCalls("ConfirmPrivateVirtualInterface"), 0);
  EXPECT_TRUE(fixture.Create(kKind, With(bare, "gateway_id", Text("vgw-11111111"))).status.ok());
  EXPECT_EQ(api.LastInput("ConfirmPrivateVirtualInterface"),
            (Json{{"virtualInterfaceId", kVif}, {"virtualGatewayId", "vgw-11111111"}}));
}

TEST_F(VirtualInterfaceTest, ALongAsnGoesAndComesAsAsnLong) {
  const ChangeResult result = fixture.Create(kKind, With(DesiredInterface(kPort), "customer_asn", Text("64086.59904")));
  ASSERT_TRUE(result.status.ok());
  const Json members = api.LastInput("CreatePrivateVirtualInterface")["newPrivateVirtualInterface"];
  EXPECT_EQ(members["asnLong"], 4200000000);
  EXPECT_FALSE(members.contains("asn"));
  EXPECT_EQ(result.attributes.Get("customer_asn"), Text("4200000000"));
}

TEST_F(VirtualInterfaceTest, CreatePublicEndsAtVerifying) {
  Value desired = With(With(DesiredInterface(kPort), "type", Text("public")), "gateway_id", Value::Null());
  desired = With(desired, "mtu", Value::Int(1500));
  desired = With(desired, "customer_prefixes", Value::StringSet({"198.51.100.0/24", "203.0.113.0/24"}));
  const ChangeResult result = fixture.Create(kKind, desired);
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  const Json members = api.LastInput("CreatePublicVirtualInterface")["newPublicVirtualInterface"];
  EXPECT_EQ(members["routeFilterPrefixes"], (Json{{{"cidr", "198.51.100.0/24"}}, {{"cidr", "203.0.113.0/24"}}}));
  EXPECT_FALSE(members.contains("mtu"));
  EXPECT_EQ(result.attributes.Get("customer_prefixes"), Value::StringSet({"203.0.113.0/24", "198.51.100.0/24"}));
  EXPECT_TRUE(fixture.clock.sleeps().empty());
}

TEST_F(VirtualInterfaceTest, CreateTransitFromTheWrappedAnswer) {
  Value desired = With(With(DesiredInterface(kPort), "type", Text("transit")), "gateway_id",
                       Text("0a000000-0000-0000-0000-000000000001"));
  const ChangeResult result = fixture.Create(kKind, WithAws(desired, "site_link", Value::Bool(true)));
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  const Json members = api.LastInput("CreateTransitVirtualInterface")["newTransitVirtualInterface"];
  EXPECT_EQ(members["directConnectGatewayId"], "0a000000-0000-0000-0000-000000000001");
  EXPECT_EQ(members["enableSiteLink"], true);
  EXPECT_EQ(result.attributes.Get("gateway_id"), Text("0a000000-0000-0000-0000-000000000001"));
}

TEST_F(VirtualInterfaceTest, AnotherAccountsInterfaceIsAllocatedAndNotWaitedFor) {
  Value desired = With(DesiredInterface(kPort), "gateway_id", Value::Null());
  const ChangeResult result = fixture.Create(kKind, WithAws(desired, "owner_account", Text("210987654321")));
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(api.LastInput("AllocatePrivateVirtualInterface")["ownerAccount"], "210987654321");
  EXPECT_TRUE(fixture.clock.sleeps().empty());

  const ChangeResult own =
      fixture.Create(kKind, WithAws(DesiredInterface(kPort, 126), "owner_account", Text(FakeDirectConnect::kAccount)));
  ASSERT_TRUE(own.status.ok());
  EXPECT_EQ(api.CountCalls("CreatePrivateVirtualInterface"), 1);

  const ChangeResult with_gateway =
      fixture.Create(kKind, WithAws(DesiredInterface(kPort, 127), "owner_account", Text("210987654321")));
  EXPECT_THAT(with_gateway.status.message(), HasSubstr("gateway_id"));
}

TEST_F(VirtualInterfaceTest, WaitsForItsPortAndExplains) {
  api.connections[kPort]["connectionState"] = "pending";
  int looks = 0;
  api.before = [&](std::string_view operation) {
    if (operation == "DescribeConnections" && ++looks == 5) api.connections[kPort]["connectionState"] = "down";
  };
  EXPECT_TRUE(fixture.Create(kKind, DesiredInterface(kPort)).status.ok());
  EXPECT_EQ(looks, 6);  // one for the create, whose first look was not to be shared

  api.AddConnection("dxcon-fg000002", "requested");
  const ChangeResult result = fixture.Create(kKind, DesiredInterface("dxcon-fg000002"));
  EXPECT_EQ(result.status.code(), StatusCode::kDeadlineExceeded);
  EXPECT_THAT(result.status.message(), HasSubstr("letter of authorization"));
  EXPECT_EQ(result.id, "");
  EXPECT_EQ(api.CountCalls("CreatePrivateVirtualInterface"), 1);

  EXPECT_EQ(fixture.Create(kKind, DesiredInterface("dxcon-fgmissing")).status.code(), StatusCode::kNotFound);
}

TEST_F(VirtualInterfaceTest, AHostedConnectionsVlanIsGiven) {
  api.connections[kPort]["vlan"] = 301;
  const ChangeResult result = fixture.Create(kKind, DesiredInterface(kPort));
  EXPECT_EQ(result.status.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(result.status.message(), HasSubstr("301"));
  EXPECT_TRUE(fixture.Create(kKind, DesiredInterface(kPort, 301)).status.ok());
}

TEST_F(VirtualInterfaceTest, OnceItHasAnIdTheIdIsTold) {
  api.slow = 100000;
  const ChangeResult result = fixture.Create(kKind, DesiredInterface(kPort));
  EXPECT_EQ(result.status.code(), StatusCode::kDeadlineExceeded);
  EXPECT_NE(result.id, "");
  EXPECT_EQ(result.attributes.Get("vlan"), Value::Int(125));
}

TEST_F(VirtualInterfaceTest, AStateNobodyKnowsIsWaitedOut) {
  api.AddInterface(kVif, kPort, 125, "approving");
  int looks = 0;
  api.before = [&](std::string_view operation) {
    if (operation == "DescribeVirtualInterfaces" && ++looks == 4) {
      api.interfaces[kVif]["virtualInterfaceState"] = "down";
    }
  };
  const ChangeResult result =
      fixture.adapter->Settle(kKind, "", kVif, DesiredInterface(kPort), std::chrono::minutes(1), {});
  EXPECT_TRUE(result.status.ok()) << result.status.ToString();
}

TEST_F(VirtualInterfaceTest, ReadTracksTheSessionOfItsFamily) {
  Json& interface = api.AddInterface(kVif, kPort, 125);
  api.AddPeer(interface, {{"asn", 64600}, {"addressFamily", "ipv6"}}, "available");
  const auto v4 = fixture.Read(kKind, kVif);
  EXPECT_EQ((*v4)->attributes.Get("customer_asn"), Text("65000"));
  EXPECT_THAT((*v4)->sessions, ElementsAre("ipv4", "ipv6"));
  const auto v6 = fixture.Read(kKind, kVif, Value::Object({{"address_family", Text("ipv6")}}));
  EXPECT_EQ((*v6)->attributes.Get("customer_asn"), Text("64600"));

  // The old session of a moved interface is still listed beside the new one.
  interface["bgpPeers"][0]["bgpPeerState"] = "deleting";
  interface["bgpPeers"][0]["_seen"] = -1000;
  api.AddPeer(interface, {{"asn", 65000}, {"addressFamily", "ipv4"}, {"amazonAddress", "10.0.0.1/30"}}, "pending");
  const auto moved = fixture.Read(kKind, kVif, {}, Freshness::kLive);
  EXPECT_EQ((*moved)->attributes.Get("cloud_address"), Text("10.0.0.1/30"));
}

TEST_F(VirtualInterfaceTest, ASessionThatIsGoneShowsAsSuch) {
  Json& interface = api.AddInterface(kVif, kPort, 125);
  api.AddPeer(interface, {{"asn", 64600}, {"addressFamily", "ipv6"}}, "available");
  interface["bgpPeers"].erase(0);
  const auto read = fixture.Read(kKind, kVif, DesiredInterface(kPort));
  EXPECT_EQ((*read)->attributes.Get("address_family"), Text("ipv4"));
  EXPECT_TRUE((*read)->attributes.Get("customer_asn").is_null());
  EXPECT_THAT((*read)->sessions, ElementsAre("ipv6"));
}

TEST_F(VirtualInterfaceTest, TheKeyIsShownOnlyToWhoKeepsIt) {
  api.AddInterface(kVif, kPort, 125)["bgpPeers"][0]["authKey"] = "live-key";
  EXPECT_TRUE((*fixture.Read(kKind, kVif))->attributes.Get("auth_key").is_null());
  const Value prior = With(DesiredInterface(kPort), "auth_key", Text("older-key"));
  EXPECT_EQ((*fixture.Read(kKind, kVif, prior))->attributes.Get("auth_key"), Text("live-key"));
}

TEST_F(VirtualInterfaceTest, APortThatJoinedALagIsNoDrift) {
  api.AddInterface(kVif, "dxlag-fg000001", 125);
  api.connections[kPort]["lagId"] = "dxlag-fg000001";
  EXPECT_EQ((*fixture.Read(kKind, kVif, DesiredInterface(kPort)))->attributes.Get("connection_id"), Text(kPort));
  EXPECT_EQ((*fixture.Read(kKind, kVif))->attributes.Get("connection_id"), Text("dxlag-fg000001"));
  api.connections[kPort].erase("lagId");
  fixture.adapter->List(Kind::kConnection, "", Freshness::kLive, {}).status().ok();
  EXPECT_EQ((*fixture.Read(kKind, kVif, DesiredInterface(kPort)))->attributes.Get("connection_id"),
            Text("dxlag-fg000001"));
}

TEST_F(VirtualInterfaceTest, IntentionsOfAPrivateInterfaceStay) {
  api.AddInterface(kVif, kPort, 125);
  const Value prior = With(DesiredInterface(kPort), "customer_prefixes", Value::StringSet({"10.0.0.0/8"}));
  EXPECT_EQ((*fixture.Read(kKind, kVif, prior))->attributes.Get("customer_prefixes"), Value::StringSet({"10.0.0.0/8"}));
}

TEST_F(VirtualInterfaceTest, UpdateIsOneCallAnAttribute) {
  api.AddInterface(kVif, kPort, 125);
  Value desired = With(With(DesiredInterface(kPort), "name", Text("other")), "mtu", Value::Int(9001));
  desired = WithAws(desired, "site_link", Value::Bool(true));
  desired = With(desired, "tags", Value::Map({{"a", Text("1")}}));
  const ChangeResult result =
      fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"name", "mtu", "aws.site_link", "tags"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  std::vector<Json> updates;
  for (const auto& call : api.calls()) {
    if (call.operation == "UpdateVirtualInterfaceAttributes") updates.push_back(call.input);
  }
  EXPECT_THAT(updates, ElementsAre(Json{{"virtualInterfaceId", kVif}, {"virtualInterfaceName", "other"}},
                                   Json{{"virtualInterfaceId", kVif}, {"mtu", 9001}},
                                   Json{{"virtualInterfaceId", kVif}, {"enableSiteLink", true}}));
  EXPECT_EQ(result.attributes.Get("mtu"), Value::Int(9001));
  EXPECT_EQ(api.interfaces[kVif]["virtualInterfaceState"], "down");  // waited for
}

// Both allocations in one call; the rate as AWS spells it, and not sent again where it is so already.
TEST_F(VirtualInterfaceTest, SharesOfTheConnectionChangeInPlace) {
  api.AddInterface(kVif, kPort, 125)["rateLimit"] = "500Mbps";
  Value desired = WithAws(DesiredInterface(kPort), "rate_limit", Text("0.5Gbps"));
  desired = WithAws(desired, "prefix_allocation_ipv4", Value::Int(0));
  desired = WithAws(desired, "prefix_allocation_ipv6", Value::Int(300));
  const std::vector<std::string> changed = {"aws.rate_limit", "aws.prefix_allocation_ipv4",
                                            "aws.prefix_allocation_ipv6"};
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, changed);
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(api.CountCalls("UpdateVirtualInterfaceAttributes"), 1);
  EXPECT_EQ(
      api.LastInput("UpdateVirtualInterfaceAttributes"),
      (Json{{"virtualInterfaceId", kVif}, {"prefixPoolAllocatedCountIpv4", 0}, {"prefixPoolAllocatedCountIpv6", 300}}));
  EXPECT_EQ(result.attributes.Get("aws").Get("prefix_allocation_ipv4"), Value::Int(0));
  desired = WithAws(desired, "rate_limit", Text("1000Mbps"));
  ASSERT_TRUE(fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"aws.rate_limit"}).status.ok());
  EXPECT_EQ(api.LastInput("UpdateVirtualInterfaceAttributes"),
            (Json{{"virtualInterfaceId", kVif}, {"rateLimit", "1Gbps"}}));
}

TEST_F(VirtualInterfaceTest, ARateLimitFitsThePort) {
  api.AddConnection("dxcon-fghosted0")["vlan"] = 125;
  api.AddLag("dxlag-fg000002")["connectionsBandwidth"] = "10Gbps";
  api.lags["dxlag-fg000002"]["numberOfConnections"] = 2;
  const auto limited = [&](const std::string& port, const char* rate) {
    return fixture.Create(kKind, WithAws(DesiredInterface(port), "rate_limit", Text(rate))).status;
  };
  EXPECT_TRUE(limited(kPort, "1Gbps").ok());
  EXPECT_THAT(limited(kPort, "1.2Gbps").message(), HasSubstr("`aws.rate_limit` is 1.2Gbps, but"));
  EXPECT_TRUE(limited("dxlag-fg000002", "20Gbps").ok());
  EXPECT_THAT(limited("dxlag-fg000002", "21Gbps").message(), HasSubstr("has 20Gbps"));
  EXPECT_THAT(limited("dxcon-fghosted0", "50Mbps").message(), HasSubstr("is a hosted connection"));
  const ChangeResult changed =
      fixture.Update(kKind, api.interfaces.begin()->first, DesiredInterface(kPort),
                     WithAws(DesiredInterface(kPort), "rate_limit", Text("2Gbps")), {"aws.rate_limit"});
  EXPECT_EQ(changed.status.code(), StatusCode::kInvalidArgument) << changed.status.ToString();
}

TEST_F(VirtualInterfaceTest, AnOfferTakesARateAndNoAllocation) {
  const auto offer = [&](int vlan, const char* name, Value value) {
    Value desired = With(DesiredInterface(kPort, vlan), "gateway_id", Value::Null());
    desired = WithAws(desired, "owner_account", Text("210987654321"));
    return fixture.Create(kKind, WithAws(desired, name, std::move(value))).status;
  };
  EXPECT_TRUE(offer(126, "rate_limit", Text("50Mbps")).ok());
  EXPECT_TRUE(offer(127, "prefix_allocation_ipv4", Value::Int(100)).ok());
  EXPECT_FALSE(api.LastInput("AllocatePrivateVirtualInterface")["newPrivateVirtualInterfaceAllocation"].contains(
      "prefixPoolAllocatedCountIpv4"));
  EXPECT_THAT(offer(128, "prefix_allocation_ipv6", Value::Int(200)).message(),
              HasSubstr("`aws.prefix_allocation_ipv6` is 200"));
}

TEST_F(VirtualInterfaceTest, TellsItsArnAndDevice) {
  Json& live = api.AddInterface(kVif, kPort, 125);
  live["awsDeviceV2"] = "EqDC2-123";
  live["jumboFrameCapable"] = true;
  const Value own = (*fixture.Read(kKind, kVif))->attributes.Get("aws");
  EXPECT_EQ(own.Get("arn"), Text("arn:aws:directconnect:us-east-1:123456789012:dxvif/" + std::string(kVif)));
  EXPECT_EQ(own.Get("router_device"), Text("EqDC2-123"));
  EXPECT_EQ(own.Get("jumbo_frame_capable"), Value::Bool(true));
  EXPECT_TRUE(own.Get("rate_limit").is_null());
}

TEST_F(VirtualInterfaceTest, MovesToAnotherConnection) {
  api.AddInterface(kVif, kPort, 125);
  api.AddConnection("dxcon-fg000002");
  const ChangeResult result =
      fixture.Update(kKind, kVif, DesiredInterface(kPort), DesiredInterface("dxcon-fg000002"), {"connection_id"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(result.attributes.Get("connection_id"), Text("dxcon-fg000002"));
  // Naming the member instead of the LAG it is in is no move.
  api.interfaces[kVif]["connectionId"] = "dxlag-fg000001";
  api.connections[kPort]["lagId"] = "dxlag-fg000001";
  const ChangeResult same =
      fixture.Update(kKind, kVif, DesiredInterface("dxlag-fg000001"), DesiredInterface(kPort), {"connection_id"});
  EXPECT_TRUE(same.status.ok());
  EXPECT_EQ(api.CountCalls("AssociateVirtualInterface"), 1);
}

TEST_F(VirtualInterfaceTest, TheOnlySessionIsNotReplaced) {
  api.AddInterface(kVif, kPort, 125);
  const Value desired = With(DesiredInterface(kPort), "customer_asn", Text("65001"));
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"customer_asn"});
  EXPECT_EQ(result.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(result.status.message(), HasSubstr("temporary session"));
  EXPECT_EQ(api.CountCalls("DeleteBGPPeer") + api.CountCalls("CreateBGPPeer"), 0);
}

TEST_F(VirtualInterfaceTest, WithAnotherFamilyTheSessionIsReplacedInPlace) {
  Json& interface = api.AddInterface(kVif, kPort, 125);
  api.AddPeer(interface, {{"asn", 65000}, {"addressFamily", "ipv6"}}, "available");
  api.slow = 2;
  int fewest = 2;
  api.before = [&](std::string_view) {
    int alive = 0;
    for (const Json& peer : api.interfaces[kVif]["bgpPeers"]) alive += peer["bgpPeerState"] != "deleting" ? 1 : 0;
    fewest = std::min(fewest, alive);
  };
  const Value desired = With(DesiredInterface(kPort), "customer_asn", Text("65001"));
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"customer_asn"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(result.attributes.Get("customer_asn"), Text("65001"));
  EXPECT_THAT(result.sessions, ElementsAre("ipv4", "ipv6"));
  EXPECT_EQ(fewest, 1);
  // Again, as after a crash between the calls and the state: nothing is left to do.
  EXPECT_TRUE(fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"customer_asn"}).status.ok());
  EXPECT_EQ(api.CountCalls("CreateBGPPeer"), 1);
}

TEST_F(VirtualInterfaceTest, ARotatedKeyReplacesTheSession) {
  Json& interface = api.AddInterface(kVif, kPort, 125);
  api.AddPeer(interface, {{"asn", 65000}, {"addressFamily", "ipv6"}}, "available");
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), DesiredInterface(kPort),
                                             {"auth_key"}, {.auth_key = "rotated-key"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(api.LastInput("CreateBGPPeer")["newBGPPeer"]["authKey"], "rotated-key");
  EXPECT_EQ(result.attributes.ToString().find("rotated-key"), std::string::npos);
}

// Of a key that the configuration does not hold, a replacement says nothing: the new session keeps it.
TEST_F(VirtualInterfaceTest, AReplacedSessionKeepsItsKey) {
  Json& interface = api.AddInterface(kVif, kPort, 125);
  const std::string key = interface["bgpPeers"][0]["authKey"];
  ASSERT_NE(key, "");
  api.AddPeer(interface, {{"asn", 65000}, {"addressFamily", "ipv6"}}, "available");
  const Value desired = With(DesiredInterface(kPort), "customer_asn", Text("65001"));
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"customer_asn"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(api.LastInput("CreateBGPPeer")["newBGPPeer"].value("authKey", ""), key);
}

// AWS takes one change of an interface at a time: another one of this process waits for its turn.
TEST_F(VirtualInterfaceTest, NoSessionIsMadeWhileTheInterfaceChanges) {
  api.AddInterface(kVif, kPort, 125);
  std::jthread other;
  api.before = [&](std::string_view operation) {
    if (operation != "UpdateVirtualInterfaceAttributes" || other.joinable()) return;
    other = std::jthread([&] { EXPECT_TRUE(fixture.Create(Kind::kBgpPeer, DesiredPeer(kVif)).status.ok()); });
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_EQ(api.CountCalls("CreateBGPPeer"), 0);
  };
  const Value desired = With(DesiredInterface(kPort), "name", Text("renamed"));
  EXPECT_TRUE(fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"name"}).status.ok());
  other.join();
  EXPECT_EQ(api.CountCalls("CreateBGPPeer"), 1);
}

TEST_F(VirtualInterfaceTest, AChangedFamilyComesBeforeTheFormerGoes) {
  api.AddInterface(kVif, kPort, 125);
  const Value desired = With(DesiredInterface(kPort), "address_family", Text("ipv6"));
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"address_family"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_THAT(result.sessions, ElementsAre("ipv6"));
}

TEST_F(VirtualInterfaceTest, AdoptAcceptsAndNamesTheGateway) {
  Json& offered = api.AddInterface(kVif, "dxcon-fgtheirs0", 125, "confirming");
  offered["virtualGatewayId"] = "";
  Value desired = With(DesiredInterface("dxcon-fgtheirs0"), "adopt", Text(kVif));
  const ChangeResult result = fixture.Create(kKind, desired);
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(api.LastInput("ConfirmPrivateVirtualInterface"),
            (Json{{"virtualInterfaceId", kVif}, {"virtualGatewayId", "vgw-11111111"}}));
  EXPECT_EQ(result.id, kVif);
  EXPECT_EQ(result.attributes.Get("name"), Text("prod"));
  EXPECT_TRUE(fixture.Create(kKind, desired).status.ok());
  EXPECT_EQ(api.CountCalls("ConfirmPrivateVirtualInterface"), 1);
}

TEST_F(VirtualInterfaceTest, AdoptRefusesWhatItCannotChange) {
  api.AddInterface(kVif, kPort, 130);
  const Value desired = With(With(DesiredInterface(kPort), "adopt", Text(kVif)), "customer_asn", Text("65099"));
  const ChangeResult result = fixture.Create(kKind, desired);
  EXPECT_EQ(result.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(result.id, "");
  EXPECT_THAT(result.status.message(), HasSubstr("customer_asn"));
}

TEST_F(VirtualInterfaceTest, TagsOfAnotherAccountsInterfaceAreAWarning) {
  api.AddInterface(kVif, kPort, 125)["ownerAccount"] = "210987654321";
  const Value desired = With(DesiredInterface(kPort), "tags", Value::Map({{"a", Text("1")}}));
  const ChangeResult result = fixture.Update(kKind, kVif, DesiredInterface(kPort), desired, {"tags"});
  EXPECT_TRUE(result.status.ok());
  EXPECT_THAT(result.diagnostics.ToString(), HasSubstr("210987654321"));
  EXPECT_EQ(api.CountCalls("TagResource"), 0);
}

TEST_F(VirtualInterfaceTest, CandidatesByVlanAlsoThroughTheLag) {
  api.AddInterface(kVif, "dxlag-fg000001", 125);
  api.AddInterface("dxvif-fg000002", "dxcon-fgother00", 125);
  api.AddInterface("dxvif-fg000003", kPort, 126);
  api.AddInterface("dxvif-fg000004", kPort, 125, "deleted");
  api.connections[kPort]["lagId"] = "dxlag-fg000001";
  auto candidates = fixture.adapter->FindCandidates(fixture.Creation(kKind, DesiredInterface(kPort)), {});
  ASSERT_TRUE(candidates.ok());
  ASSERT_THAT(*candidates, SizeIs(1));
  EXPECT_EQ(candidates->front().observed.id, kVif);
  EXPECT_FALSE(candidates->front().marked);
  EXPECT_TRUE(candidates->front().identical);
  EXPECT_THAT(candidates->front().same, HasSubstr("VLAN 125"));

  CreateRequest other_key = fixture.Creation(kKind, DesiredInterface(kPort));
  other_key.secrets.auth_key = "another-key";
  candidates = fixture.adapter->FindCandidates(other_key, {});
  EXPECT_FALSE(candidates->front().identical);
}

// Also of what was made before there was an owner, or by hand.
TEST_F(VirtualInterfaceTest, WhatGetsAGroupOrTagsGetsItsOwnersMark) {
  for (const char* changed : {"redundancy_group", "tags"}) {
    for (const char* owner : {"", "net-team/prod"}) {
      Json& made = api.AddInterface(kVif, kPort, 125);
      made["tags"] = {{{"key", "interconnect:owner"}, {"value", "former"}}};
      api.connections[kPort]["connectionState"] = "available";
      Value desired = With(DesiredInterface(kPort), "redundancy_group", Text("dc"));
      desired = With(desired, "tags", Value::Map({{"a", Text(owner)}}));
      const ChangeResult result = fixture.adapter->Update({.kind = kKind,
                                                           .region = "us-east-1",
                                                           .id = kVif,
                                                           .prior = DesiredInterface(kPort),
                                                           .desired = desired,
                                                           .secrets = {},
                                                           .changed = {changed},
                                                           .timeout = std::chrono::minutes(10),
                                                           .owner = owner},
                                                          {});
      EXPECT_TRUE(result.status.ok()) << result.status.ToString();
      const std::string sent = api.LastInput("TagResource").dump();
      EXPECT_EQ(sent.find("net-team/prod") != std::string::npos && sent.find("interconnect:owner") != std::string::npos,
                *owner != '\0')
          << sent;
      EXPECT_THAT(sent, HasSubstr("interconnect:group"));
    }
  }
}

// A connection that this account does not see is another's, and so is what was made on it.
TEST(ForgedInterfaceTest, WhatAnotherAccountMadeForUsIsForeignWhateverItsMarkSays) {
  for (const bool ours : {true, false}) {
    Fixture fixture;
    fixture.api.AddConnection(kPort);
    Json& made = fixture.api.AddInterface(kVif, ours ? kPort : "dxcon-fgpartner", 125);
    made["tags"] = {{{"key", "interconnect:mark"}, {"value", "0123456789abcdef"}},
                    {{"key", "interconnect:owner"}, {"value", "net-team/prod"}}};
    const auto candidates = fixture.adapter->FindCandidates(fixture.Creation(kKind, DesiredInterface(kPort)), {});
    ASSERT_TRUE(candidates.ok());
    ASSERT_THAT(*candidates, SizeIs(1));
    EXPECT_EQ(candidates->front().foreign.empty(), ours) << candidates->front().foreign;
  }
}

TEST_F(VirtualInterfaceTest, DeleteWaitsUntilGone) {
  api.AddInterface(kVif, kPort, 125);
  api.slow = 4;
  EXPECT_TRUE(fixture.Delete(kKind, kVif).status.ok());
  EXPECT_EQ(api.interfaces[kVif]["virtualInterfaceState"], "deleted");
  EXPECT_FALSE(fixture.Read(kKind, kVif).value());
  EXPECT_TRUE(fixture.Delete(kKind, "dxvif-fgmissin").status.ok());
}

TEST_F(VirtualInterfaceTest, HealthFollowsStateAndSessions) {
  Json& up = api.AddInterface(kVif, kPort, 125, "available");
  up["bgpPeers"][0]["bgpStatus"] = "up";
  api.AddInterface("dxvif-fg000002", kPort, 126, "available");  // its only session is down
  api.AddInterface("dxvif-fg000003", kPort, 127, "down");
  api.AddInterface("dxvif-fg000004", kPort, 128, "approving");
  const auto health = fixture.adapter->CheckHealth(kKind, "", {}, {});
  ASSERT_TRUE(health.ok());
  ASSERT_THAT(*health, SizeIs(4));
  EXPECT_EQ((*health)[0].state, HealthState::kUp);
  EXPECT_EQ((*health)[1].state, HealthState::kDown);
  EXPECT_EQ((*health)[2].state, HealthState::kDown);
  EXPECT_EQ((*health)[3].state, HealthState::kUnknown);
  ASSERT_THAT((*health)[0].sessions, SizeIs(1));
  EXPECT_EQ((*health)[0].sessions[0].customer_asn, "65000");
}

}  // namespace
}  // namespace ic::aws
