// Sessions and states as the documents' own samples show them.
#include "adapters/huawei/kinds/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/subnets.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

// The members at the top describe the IPv6 peer, while the IPv4 peer is the first.
Json DualStack() {
  return Json::parse(R"({
    "id": "v1", "name": "prod", "type": "private", "vlan": 125, "bandwidth": 100, "status": "ACTIVE",
    "direct_connect_id": "dc1", "lag_id": null, "vgw_id": "g1", "service_type": "VGW", "priority": "normal",
    "enable_bfd": false, "enable_nqa": false, "address_family": "ipv6", "route_mode": "bgp", "bgp_asn": 64600,
    "local_gateway_v6_ip": "FD00::1/64", "remote_gateway_v6_ip": "FD00::2/64", "description": null,
    "vif_peers": [
      {"id": "p4", "name": "prod", "address_family": "ipv4", "route_mode": "bgp", "bgp_asn": 4200000000,
       "bgp_md5": "SECRET-KEY-4", "local_gateway_ip": "1.1.1.1/30", "remote_gateway_ip": "1.1.1.2/30",
       "remote_ep_group": ["1.1.2.0/24 1.1.3.0/24"], "status": "ACTIVE", "bgp_status": "up"},
      {"id": "p6", "name": "six", "address_family": "ipv6", "route_mode": "bgp", "bgp_asn": 64600, "bgp_md5": null,
       "local_gateway_ip": "FD00::1/64", "remote_gateway_ip": "FD00::2/64", "remote_ep_group": null,
       "status": "PENDING_CREATE", "bgp_status": null}]})");
}

TEST(Sessions, ComeFromThePeersNotFromTheTop) {
  const std::vector<Session> sessions = LiveSessions(DualStack());
  ASSERT_THAT(sessions, SizeIs(2));
  EXPECT_EQ(OwnFamily(sessions), "ipv4");
  EXPECT_THAT(Families(sessions), ElementsAre("ipv4", "ipv6"));
  const Session* four = FindSession(sessions, "ipv4");
  EXPECT_EQ(four->customer_asn, "4200000000");
  EXPECT_THAT(four->prefixes, ElementsAre("1.1.2.0/24", "1.1.3.0/24"));
  EXPECT_THAT(FindSession(sessions, "ipv6")->prefixes, IsEmpty());
}

TEST(Sessions, PeersOnTheirWayOutDoNotCount) {
  Json interface = DualStack();
  interface["vif_peers"][0]["status"] = "PENDING_DELETE";
  EXPECT_EQ(OwnFamily(LiveSessions(interface)), "ipv6");
}

TEST(Sessions, AnAnswerWithoutPeersHasTheOneAtTheTop) {
  Json interface = DualStack();
  interface.erase("vif_peers");
  const std::vector<Session> sessions = LiveSessions(interface);
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].cloud_address, "FD00::1/64");
  EXPECT_EQ(sessions[0].id, "");
}

TEST(Sessions, SatisfyWhatIsAskedFor) {
  const std::vector<Session> sessions = LiveSessions(DualStack());
  SessionRequest wanted = {.address_family = "ipv6",
                           .route_mode = "bgp",
                           .customer_asn = "64600",
                           .cloud_address = "fd00::1/64",
                           .customer_address = "fd00:0::2/64"};
  EXPECT_TRUE(Satisfies(sessions[1], wanted));
  wanted.auth_key = "SECRET-KEY-6";
  EXPECT_FALSE(Satisfies(sessions[1], wanted));
}

// 4 bytes go as a JSON number; the family names the members.
TEST(Sessions, AreWrittenByFamily) {
  const SessionRequest wanted = {.address_family = "ipv6",
                                 .route_mode = "bgp",
                                 .customer_asn = "64086.59904",
                                 .cloud_address = "fd00::1/64",
                                 .customer_address = "fd00::2/64",
                                 .prefixes = {"2001:db8::/48"},
                                 .auth_key = "SECRET-KEY-6"};
  Json own = Json::object();
  WriteOwnSession(wanted, own);
  EXPECT_EQ(own, Json::parse(R"({"address_family":"ipv6","route_mode":"bgp","bgp_asn":4200000000,
      "bgp_md5":"SECRET-KEY-6","remote_ep_group":["2001:db8::/48"],"local_gateway_v6_ip":"fd00::1/64",
      "remote_gateway_v6_ip":"fd00::2/64"})"));
  Json peer = Json::object();
  WritePeerSession(wanted, peer);
  EXPECT_EQ(peer["local_gateway_ip"], "fd00::1/64");
}

TEST(Mapping, NoKeyIsShownUnlessTheUserKeepsIt) {
  const Json interface = DualStack();
  const std::vector<Session> sessions = LiveSessions(interface);
  const Value shown = ReadInterface(interface, &sessions[0], "64512", "cn-north-4", Value::Null());
  EXPECT_TRUE(shown.Get("auth_key").is_null());
  EXPECT_EQ(shown.ToString().find("SECRET"), std::string::npos);
  const Value kept = ReadInterface(interface, &sessions[0], "64512", "cn-north-4",
                                   Value::Object({{"auth_key", Value::String("OLD-KEY-44")}}));
  EXPECT_EQ(kept.Get("auth_key"), Value::String("SECRET-KEY-4"));
}

TEST(Mapping, BfdNumbersAreShownWhereBfdIsOn) {
  Json interface = DualStack();
  interface["enable_bfd"] = true;
  interface["extend_attribute"] = {{"min_tx_interval", 1000}, {"min_rx_interval", 300}, {"detect_multiplier", 5}};
  const Value bfd = ReadInterface(interface, nullptr, "", "r", Value::Null()).Get("bfd");
  EXPECT_EQ(bfd, Value::Object({{"enabled", Value::Bool(true)},
                                {"min_transmit_interval", Value::Int(1000)},
                                {"min_receive_interval", Value::Int(300)},
                                {"detect_multiplier", Value::Int(5)}}));
  interface["enable_bfd"] = false;
  EXPECT_TRUE(ReadInterface(interface, nullptr, "", "r", Value::Null()).Get("bfd").is_null());
}

// NQA has the same members for its own: what it is set to is nothing of BFD, which is off.
TEST(Mapping, BfdNumbersStayAsTheyWereWhileNqaIsOn) {
  Json interface = DualStack();
  interface["extend_attribute"] = {{"min_tx_interval", 2000}, {"min_rx_interval", 2000}, {"detect_multiplier", 4}};
  const Value before = Value::Object({{"enabled", Value::Bool(false)},
                                      {"min_transmit_interval", Value::Int(300)},
                                      {"min_receive_interval", Value::Int(1000)},
                                      {"detect_multiplier", Value::Int(5)}});
  for (const bool nqa : {true, false}) {
    interface["enable_bfd"] = false;
    interface["enable_nqa"] = nqa;
    EXPECT_EQ(ReadInterface(interface, nullptr, "", "r", Value::Object({{"bfd", before}})).Get("bfd"), before) << nqa;
  }
  interface["enable_nqa"] = false;
  interface["enable_bfd"] = true;
  EXPECT_EQ(
      ReadInterface(interface, nullptr, "", "r", Value::Object({{"bfd", before}})).Get("bfd").Get("detect_multiplier"),
      Value::Int(4));
}

// Of the detection that is on; what is known of the other stays as it was.
TEST(Mapping, HuaweisOwnTuningIsShownWhereItHolds) {
  Json interface = DualStack();
  interface["extend_attribute"] = {{"ha_mode", "static_multi"}, {"min_tx_interval", 1500},   {"min_rx_interval", 1500},
                                   {"detect_multiplier", 4},    {"local_disclaim", 11},      {"remote_disclaim", 22},
                                   {"ipv6_local_disclaim", 33}, {"ipv6_remote_disclaim", 44}};
  const auto shown = [&](bool bfd, bool nqa, const Value& prior) {
    interface["enable_bfd"] = bfd;
    interface["enable_nqa"] = nqa;
    return ReadInterface(interface, nullptr, "", "r", prior).Get("huawei");
  };
  const Value bfd = shown(true, false, Value::Null());
  EXPECT_EQ(bfd.Get("bfd_mode"), Value::String("static_multi"));
  EXPECT_EQ(bfd.Get("bfd_local_discriminator"), Value::Int(11));
  EXPECT_EQ(bfd.Get("bfd_remote_discriminator"), Value::Int(22));
  EXPECT_EQ(bfd.Get("bfd_ipv6_local_discriminator"), Value::Int(33));
  EXPECT_EQ(bfd.Get("bfd_ipv6_remote_discriminator"), Value::Int(44));
  EXPECT_TRUE(bfd.Get("nqa_interval").is_null());
  const Value nqa = shown(false, true, Value::Object({{"huawei", bfd}}));
  EXPECT_EQ(nqa.Get("nqa_interval"), Value::Int(1500));
  EXPECT_EQ(nqa.Get("nqa_multiplier"), Value::Int(4));
  EXPECT_EQ(nqa.Get("bfd_mode"), Value::String("static_multi"));
  interface["extend_attribute"]["ha_mode"] = "enhance_nqa";
  EXPECT_TRUE(shown(true, false, Value::Null()).Get("bfd_mode").is_null());
  EXPECT_TRUE(shown(false, false, Value::Null()).Get("nqa_interval").is_null());
}

TEST(Mapping, APeerWithoutASessionIsStatic) {
  Json interface = DualStack();
  interface["vif_peers"][1]["route_mode"] = "static";
  interface["vif_peers"][1]["bgp_asn"] = nullptr;
  const std::vector<Session> sessions = LiveSessions(interface);
  const Value peer = ReadPeer("v1", "prod", sessions[1], "r", Value::Null());
  EXPECT_EQ(peer.Get("route_mode"), Value::String("static"));
  EXPECT_TRUE(peer.Get("customer_asn").is_null());
  EXPECT_EQ(ReadPeer("v1", "prod", sessions[0], "r", Value::Null()).Get("route_mode"), Value::String("bgp"));
}

TEST(Mapping, APeersDefaultNameIsNotShown) {
  const std::vector<Session> sessions = LiveSessions(DualStack());
  EXPECT_TRUE(ReadPeer("v1", "six", sessions[1], "r", Value::Null()).Get("name").is_null());
  EXPECT_EQ(ReadPeer("v1", "prod", sessions[1], "r", Value::Null()).Get("name"), Value::String("six"));
  // One that the user gave no name has none, whatever the interface is called by now.
  EXPECT_TRUE(ReadPeer("v1", "prod", sessions[1], "r", Value::Object({})).Get("name").is_null());
}

TEST(States, OfLinesAndInterfaces) {
  EXPECT_EQ(StateOf(Kind::kConnection, LineWord("BUILD", true)).stage, Stage::kReady);
  EXPECT_EQ(StateOf(Kind::kConnection, LineWord("BUILD", false)).stage, Stage::kUnderway);
  EXPECT_EQ(StateOf(Kind::kVirtualInterface, "DOWN").stage, Stage::kReady);
  EXPECT_EQ(StateOf(Kind::kVirtualInterface, "REJECTED").stage, Stage::kFailed);
  EXPECT_EQ(StateOf(Kind::kVirtualInterface, "HIBERNATING").stage, Stage::kUnknown);
}

TEST(States, HealthOfSessions) {
  EXPECT_EQ(SessionHealth("ACTIVE", "up"), HealthState::kUp);
  EXPECT_EQ(SessionHealth("ACTIVE", "down"), HealthState::kDown);
  EXPECT_EQ(SessionHealth("ACTIVE", ""), HealthState::kUp);  // static
  EXPECT_EQ(SessionHealth("ACTIVE", "sleepy"), HealthState::kUnknown);
  EXPECT_EQ(SessionHealth("PENDING_CREATE", ""), HealthState::kDown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "DOWN"), 1), HealthState::kDown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "ACTIVE"), 0), HealthState::kDown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "ADMIN_SHUTDOWN"), 1), HealthState::kDown);
}

TEST(Subnets, AreOneListWhateverTheFamily) {
  const Json gateway = {{"local_ep_group", {"10.0.0.0/16"}}, {"local_ep_group_ipv6", {"2001:DB8:0::/48"}}};
  EXPECT_EQ(LocalSubnets(gateway).at("2001:db8::/48"), "2001:DB8:0::/48");
  EXPECT_THAT(LocalSubnets(gateway), SizeIs(2));
}

}  // namespace
}  // namespace ic::huawei
