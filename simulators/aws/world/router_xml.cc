#include "simulators/aws/world/router_xml.h"

#include <string_view>

#include <fmt/format.h>

#include "simulators/server/xml.h"

namespace ic::sim::aws {
namespace {

std::string Element(std::string_view name, std::string_view value) {
  return fmt::format("  <{0}>{1}</{0}>\n", name, XmlText(value));
}

std::string Session(const BgpPeer& peer, std::string_view prefix) {
  const auto named = [&](std::string_view name) { return fmt::format("{}{}", prefix, name); };
  return Element(named("customer_address"), peer.customer_address) +
         Element(named("amazon_address"), peer.amazon_address) +
         Element(named("bgp_asn"), fmt::format("{}", peer.asn)) + Element(named("bgp_auth_key"), peer.auth_key);
}

std::string SessionOf(const VirtualInterface& interface, std::string_view family, std::string_view prefix) {
  for (const BgpPeer& peer : interface.peers) {
    if (peer.family == family && !peer.life.Is({"deleting", "deleted"})) return Session(peer, prefix);
  }
  return "";
}

}  // namespace

std::string RouterXml(const VirtualInterface& interface, std::int64_t amazon_asn) {
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<logical_connection id=\"{}\">\n",
                     XmlText(interface.id)) +
         Element("vlan", fmt::format("{}", interface.vlan)) + SessionOf(interface, "ipv4", "") +
         SessionOf(interface, "ipv6", "ipv6_") + Element("amazon_bgp_asn", fmt::format("{}", amazon_asn)) +
         Element("connection_type", interface.type) + "</logical_connection>\n";
}

}  // namespace ic::sim::aws
