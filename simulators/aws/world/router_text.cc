#include "simulators/aws/world/router_text.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/world/address.h"

namespace ic::sim::aws {
namespace {

using Dialect = RouterType::Dialect;

constexpr std::string_view kCisco = "Cisco Systems, Inc.";
constexpr std::string_view kJuniper = "Juniper Networks, Inc.";
constexpr std::string_view kIosXslt = "customer-router-cisco-generic.xslt";
constexpr std::string_view kNexusXslt = "customer-switch-cisco-nexus-generic.xslt";
constexpr std::string_view kJunosXslt = "customer-router-juniper-generic.xslt";

std::string Bare(std::string_view cidr) { return std::string(cidr.substr(0, cidr.find('/'))); }

std::string DottedMask(std::string_view cidr) {
  const auto parsed = ParseIpv4Cidr(cidr);
  const std::uint32_t mask = parsed ? parsed->mask() : 0;
  const std::string text = FormatIpv4Cidr({mask, 0});
  return text.substr(0, text.find('/'));
}

std::string_view Comment(Dialect dialect) {
  return dialect == Dialect::kJunos || dialect == Dialect::kPanos ? "#" : "!";
}

std::string Header(const RouterType& router, const VirtualInterface& interface) {
  const std::string_view mark = Comment(router.dialect);
  return fmt::format(
      "{0} Amazon Web Services\n"
      "{0}=======================================IPV4 and IPV6=======================================\n"
      "{0} Direct Connect\n"
      "{0} Virtual Interface ID: {1}\n"
      "{0} Router: {2} {3}, {4}\n"
      "{0} ---------------------------------------------------------------------------------------\n",
      mark, interface.id, router.vendor, router.platform, router.software);
}

std::string Cisco(Dialect dialect, const VirtualInterface& interface, std::int64_t amazon_asn) {
  const std::string port = dialect == Dialect::kIos ? "GigabitEthernet0/1" : "Ethernet1/1";
  std::string text = fmt::format("interface {}.{}\n description \"Direct Connect to AWS\"\n encapsulation dot1{} {}\n",
                                 port, interface.vlan, dialect == Dialect::kIos ? "Q" : "q", interface.vlan);
  std::string sessions;
  for (const BgpPeer& peer : interface.peers) {
    const bool v6 = peer.family == "ipv6";
    if (v6) {
      text += fmt::format(" ipv6 address {}\n", peer.customer_address);
    } else if (dialect == Dialect::kIos) {
      text += fmt::format(" ip address {} {}\n", Bare(peer.customer_address), DottedMask(peer.customer_address));
    } else {
      text += fmt::format(" ip address {}\n", peer.customer_address);
    }
    const std::string neighbor = Bare(peer.amazon_address);
    sessions += fmt::format(
        "router bgp {0}\n address-family {1}\n  neighbor {2} remote-as {3}\n  neighbor {2} password {4}\n"
        "  neighbor {2} timers 10 30\n  neighbor {2} fall-over bfd\n exit\n",
        peer.asn, v6 ? "ipv6" : "ipv4", neighbor, amazon_asn, peer.auth_key);
  }
  return text + " bfd interval 300 min_rx 300 multiplier 3\n no shutdown\nexit\n" + sessions;
}

std::string Junos(const VirtualInterface& interface, std::int64_t amazon_asn) {
  std::string text = fmt::format(
      "set interfaces ge-0/0/1 vlan-tagging\nset interfaces ge-0/0/1 mtu {0}\nset interfaces ge-0/0/1 unit {1} vlan-id "
      "{1}\n",
      interface.mtu + 22, interface.vlan);
  for (const BgpPeer& peer : interface.peers) {
    const bool v6 = peer.family == "ipv6";
    const std::string group = fmt::format("ebgp-{}-{}", peer.family, interface.id);
    text += fmt::format(
        "set interfaces ge-0/0/1 unit {0} family {1} address {2}\n"
        "set protocols bgp group {3} type external\n"
        "set protocols bgp group {3} local-as {4}\n"
        "set protocols bgp group {3} neighbor {5} peer-as {6}\n"
        "set protocols bgp group {3} neighbor {5} authentication-key \"{7}\"\n"
        "set protocols bgp group {3} neighbor {5} bfd-liveness-detection minimum-interval 300 multiplier 3\n",
        interface.vlan, v6 ? "inet6" : "inet", peer.customer_address, group, peer.asn, Bare(peer.amazon_address),
        amazon_asn, peer.auth_key);
  }
  return text;
}

std::string Panos(const VirtualInterface& interface, std::int64_t amazon_asn) {
  std::string text =
      fmt::format("set network interface ethernet ethernet1/1 layer3 units ethernet1/1.{0} tag {0}\n", interface.vlan);
  for (const BgpPeer& peer : interface.peers) {
    const std::string name = fmt::format("aws-{}-{}", peer.family, interface.id);
    text += fmt::format(
        "set network interface ethernet ethernet1/1 layer3 units ethernet1/1.{0} {1} {2}\n"
        "set network virtual-router default protocol bgp local-as {3}\n"
        "set network virtual-router default protocol bgp auth-profile {4} secret {5}\n"
        "set network virtual-router default protocol bgp peer-group aws peer {4} peer-as {6}\n"
        "set network virtual-router default protocol bgp peer-group aws peer {4} peer-address ip {7}\n",
        interface.vlan, peer.family == "ipv6" ? "ipv6 address" : "ip", peer.customer_address, peer.asn, name,
        peer.auth_key, amazon_asn, Bare(peer.amazon_address));
  }
  return text;
}

}  // namespace

std::span<const RouterType> RouterTypes() {
  static constexpr std::array<RouterType, 9> kTypes = {{
      {"CiscoSystemsInc-2900SeriesRouters-IOS124", kCisco, "2900 Series Routers", "IOS 12.4+", kIosXslt, "",
       Dialect::kIos},
      {"CiscoSystemsInc-3700SeriesRouters-IOS124", kCisco, "3700 Series Routers", "IOS 12.4+", kIosXslt, "",
       Dialect::kIos},
      {"CiscoSystemsInc-7200SeriesRouters-IOS124", kCisco, "7200 Series Routers", "IOS 12.4+", kIosXslt, "",
       Dialect::kIos},
      {"CiscoSystemsInc-Nexus7000SeriesSwitches-NXOS51", kCisco, "Nexus 7000 Series Switches", "NX-OS 5.1+", kNexusXslt,
       "", Dialect::kNxos},
      {"CiscoSystemsInc-Nexus9KSeriesSwitches-NXOS93", kCisco, "Nexus 9K+ Series Switches", "NX-OS 9.3+", kNexusXslt,
       "customer-switch-cisco-nexus-generic-macsec.xslt", Dialect::kNxos},
      {"JuniperNetworksInc-MMXSeriesRouters-JunOS95", kJuniper, "M/MX Series Routers", "JunOS 9.5+", kJunosXslt,
       "customer-router-juniper-generic-macsec.xslt", Dialect::kJunos},
      {"JuniperNetworksInc-SRXSeriesRouters-JunOS95", kJuniper, "SRX Series Routers", "JunOS 9.5+", kJunosXslt, "",
       Dialect::kJunos},
      {"JuniperNetworksInc-TSeriesRouters-JunOS95", kJuniper, "T Series Routers", "JunOS 9.5+", kJunosXslt, "",
       Dialect::kJunos},
      {"PaloAltoNetworks-PA3000and5000series-PANOS803", "Palo Alto Networks", "PA-3000+ and 5000+ series",
       "PAN-OS 8.0.3+", "customer-router-palo-alto-generic.xslt", "", Dialect::kPanos},
  }};
  return kTypes;
}

const RouterType* FindRouterType(std::string_view identifier) {
  for (const RouterType& type : RouterTypes()) {
    if (type.identifier == identifier) return &type;
  }
  return nullptr;
}

nlohmann::json RouterTypeJson(const RouterType& router) {
  nlohmann::json json{{"vendor", router.vendor},
                      {"platform", router.platform},
                      {"software", router.software},
                      {"xsltTemplateName", router.xslt},
                      {"routerTypeIdentifier", router.identifier}};
  if (!router.xslt_macsec.empty()) json["xsltTemplateNameForMacSec"] = router.xslt_macsec;
  return json;
}

std::string RouterText(const RouterType& router, const VirtualInterface& interface, std::int64_t amazon_asn) {
  const std::string header = Header(router, interface);
  switch (router.dialect) {
    case Dialect::kIos:
    case Dialect::kNxos:
      return header + Cisco(router.dialect, interface, amazon_asn);
    case Dialect::kJunos:
      return header + Junos(interface, amazon_asn);
    case Dialect::kPanos:
      return header + Panos(interface, amazon_asn);
  }
  return header;
}

}  // namespace ic::sim::aws
