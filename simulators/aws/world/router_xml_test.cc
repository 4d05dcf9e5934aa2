#include "simulators/aws/world/router_xml.h"

#include <gtest/gtest.h>

namespace ic::sim::aws {
namespace {

BgpPeer Peer(std::string family, std::int64_t asn, std::string key, std::string amazon, std::string customer) {
  BgpPeer peer{.family = std::move(family),
               .asn = asn,
               .auth_key = std::move(key),
               .amazon_address = std::move(amazon),
               .customer_address = std::move(customer)};
  peer.life.state = "available";
  return peer;
}

VirtualInterface Sample() {
  VirtualInterface interface { .id = "dxvif-fg1vuj3d", .type = "private", .vlan = 125 };
  interface.peers.push_back(Peer("ipv4", 65000, "0xC_ukbCerl6EYA0uexample", "169.254.255.1/30", "169.254.255.2/30"));
  return interface;
}

// The document in AWS's command-line example of create-bgp-peer.
TEST(RouterXml, IsTheDocumentedOne) {
  VirtualInterface interface = Sample();
  interface.peers.push_back(Peer("ipv6", 64600, "0xS27kAIU_VHPjjAexample", "2001:db8:1100:2f0:0:1:9cb4:4211/125",
                                 "2001:db8:1100:2f0:0:1:9cb4:4216/125"));
  interface.peers.back().life.state = "pending";
  EXPECT_EQ(RouterXml(interface, 7224),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<logical_connection id=\"dxvif-fg1vuj3d\">\n"
            "  <vlan>125</vlan>\n  <customer_address>169.254.255.2/30</customer_address>\n"
            "  <amazon_address>169.254.255.1/30</amazon_address>\n  <bgp_asn>65000</bgp_asn>\n"
            "  <bgp_auth_key>0xC_ukbCerl6EYA0uexample</bgp_auth_key>\n"
            "  <ipv6_customer_address>2001:db8:1100:2f0:0:1:9cb4:4216/125</ipv6_customer_address>\n"
            "  <ipv6_amazon_address>2001:db8:1100:2f0:0:1:9cb4:4211/125</ipv6_amazon_address>\n"
            "  <ipv6_bgp_asn>64600</ipv6_bgp_asn>\n"
            "  <ipv6_bgp_auth_key>0xS27kAIU_VHPjjAexample</ipv6_bgp_auth_key>\n"
            "  <amazon_bgp_asn>7224</amazon_bgp_asn>\n  <connection_type>private</connection_type>\n"
            "</logical_connection>\n");
}

TEST(RouterXml, ASessionThatIsBeingDeletedIsNotInIt) {
  VirtualInterface interface = Sample();
  interface.peers.push_back(Peer("ipv6", 64600, "key", "a", "b"));
  interface.peers.back().life.state = "deleting";
  EXPECT_EQ(RouterXml(interface, 7224).find("ipv6"), std::string::npos);
}

TEST(RouterXml, EscapesKeys) {
  VirtualInterface interface = Sample();
  interface.peers[0].auth_key = "<&>\"'";
  EXPECT_NE(RouterXml(interface, 1).find("<bgp_auth_key>&lt;&amp;&gt;&quot;&apos;</bgp_auth_key>"), std::string::npos);
}

}  // namespace
}  // namespace ic::sim::aws
