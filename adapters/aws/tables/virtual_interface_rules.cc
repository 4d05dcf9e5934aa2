// Rules over several fields of one virtual interface. Each adds nothing while what it needs is unknown.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/aws/tables/rule_parts.h"
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/contract/path.h"

namespace ic::aws {
namespace {

constexpr std::uint32_t kPublicAsn = 7224;

void CheckInterfaceArns(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  for (const std::string_view path : {"adopt", "connection_id", "gateway_id"}) {
    RefuseArn(object, rule, path, diagnostics);
  }
}

void CheckSession(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "adopt")) return;
  RefuseIfUnset(
      object, rule, "customer_asn",
      "AWS creates every virtual interface with its first BGP session, which needs the ASN of your router. Set "
      "customer_asn.",
      diagnostics);
}

void CheckPublicAddresses(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (InterfaceTypeOf(object) != "public" || SessionFamilyOf(object, "ipv4") != "ipv4") return;
  constexpr std::array<std::string_view, 2> kPaths = {"cloud_address", "customer_address"};
  const bool none = std::ranges::all_of(kPaths, [&](std::string_view path) { return IsUnset(object, path); });
  for (const std::string_view path : kPaths) {
    if (none && IsUnset(object, "adopt")) {
      Refuse(rule, path, fmt::format("Missing {}", path),
             "AWS does not choose the IPv4 addresses of a public interface: they are public addresses that you own, or "
             "a /31 that AWS Support gives you. Set cloud_address and customer_address.",
             diagnostics);
    }
    const std::optional<Cidr> cidr = KnownCidr(object, path);
    if (!cidr || !IsNeverGlobal(*cidr)) continue;
    Refuse(rule, path, "Public interface with a private address",
           fmt::format("{} is {}, which is not routed on the internet, and a public interface needs public addresses. "
                       "Use addresses that you own, or a /31 that AWS Support gives you.",
                       path, cidr->ToString()),
           diagnostics);
  }
}

void CheckPublicPrefix(const Cidr& prefix, const Rule& rule, Diagnostics& diagnostics) {
  const int longest = prefix.family() == AddressFamily::kIpv4 ? 32 : 64;
  if (prefix.length() < 1 || prefix.length() > longest) {
    Refuse(
        rule, "customer_prefixes", "Prefix length not allowed",
        fmt::format("customer_prefixes has {}; on a public interface {} prefixes have a length of 1 to {}. Announce a "
                    "shorter prefix that contains it, or leave it out.",
                    prefix.ToString(), AddressFamilyTitle(prefix.family()), longest),
        diagnostics);
  } else if (IsNeverGlobal(prefix)) {
    Refuse(rule, "customer_prefixes", "Public interface with a private prefix",
           fmt::format("customer_prefixes has {}, some of which is not routed on the internet, and a public interface "
                       "takes public prefixes that you own. Leave it out.",
                       prefix.ToString()),
           diagnostics);
  }
}

void CheckPublicPrefixes(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (InterfaceTypeOf(object) != "public") return;
  if (IsUnset(object, "adopt")) {
    RefuseIfUnset(object, rule, "customer_prefixes",
                  "A public interface is created with the prefixes that you announce to AWS, 1 to 1000 of them. Set "
                  "customer_prefixes.",
                  diagnostics);
  }
  const Value& prefixes = object.Get("customer_prefixes");
  if (prefixes.kind() != Value::Kind::kSet) return;
  for (const Value& element : prefixes.elements()) {
    if (element.kind() != Value::Kind::kString) continue;
    const StatusOr<Cidr> prefix = Cidr::Parse(element.AsString());
    if (prefix.ok()) CheckPublicPrefix(*prefix, rule, diagnostics);
  }
}

void CheckPrefixFamilies(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::string type = InterfaceTypeOf(object);
  const std::string family = SessionFamilyOf(object, "ipv4");
  const Value& prefixes = object.Get("customer_prefixes");
  if ((type != "private" && type != "transit") || family.empty() || prefixes.kind() != Value::Kind::kSet) return;
  for (const Value& element : prefixes.elements()) {
    if (element.kind() != Value::Kind::kString) continue;
    const StatusOr<Cidr> prefix = Cidr::Parse(element.AsString());
    if (!prefix.ok() || AddressFamilyName(prefix->family()) == family) continue;
    Refuse(rule, "customer_prefixes", "Prefix of the other family",
           fmt::format("customer_prefixes has {}, and the interface's session is {}; AWS has no multiprotocol BGP. "
                       "Announce it over an interconnect_bgp_peer of its own family.",
                       prefix->ToString(), family),
           diagnostics);
  }
}

// The routes of a family count, all that are announced; those that are written here are part of them.
void CheckAllocation(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  constexpr std::int64_t kUsual = 100;
  const std::string type = InterfaceTypeOf(object);
  const std::string family = SessionFamilyOf(object, "ipv4");
  const Value& prefixes = object.Get("customer_prefixes");
  if ((type != "private" && type != "transit") || family.empty() || prefixes.kind() != Value::Kind::kSet) return;
  const std::string path = "aws.prefix_allocation_" + family;
  const auto count = static_cast<std::int64_t>(prefixes.elements().size());
  if (const auto allocated = KnownInteger(object, path); allocated && count > *allocated) {
    Refuse(rule, "customer_prefixes", "More prefixes than are allocated",
           fmt::format("customer_prefixes has {} and {} is {}: with more routes than that AWS takes the session down. "
                       "Allocate as many (at most 1000), or summarise them.",
                       count, path, *allocated),
           diagnostics);
  } else if (IsUnset(object, path) && count > kUsual) {
    diagnostics.AddWarning(
        AttributePath("customer_prefixes"), "More prefixes than AWS allocates by itself",
        fmt::format("customer_prefixes has {}, and {} is not set: an interface is allocated {} where nobody asks for "
                    "more, and with more routes than that AWS takes the session down. Set {} = {} (at most 1000). {}",
                    count, path, kUsual, path, count, SourceWords(rule.source)));
  }
}

void CheckGateway(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::string type = InterfaceTypeOf(object);
  if (!IsUnset(object, "adopt") || !IsUnset(object, "aws.owner_account")) return;
  if (type == "private") {
    RefuseIfUnset(
        object, rule, "gateway_id",
        "A private interface attaches to a virtual private gateway or a Direct Connect gateway. Set gateway_id "
        "to the id of one.",
        diagnostics);
  } else if (type == "transit") {
    RefuseIfUnset(object, rule, "gateway_id",
                  "A transit interface attaches to a Direct Connect gateway. Set gateway_id to its id.", diagnostics);
  }
}

void CheckHosted(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsSet(object, "aws.owner_account") || !IsUnset(object, "adopt")) return;
  RefuseIfSet(
      object, rule, "gateway_id",
      "aws.owner_account makes this an interface for another account, and that account chooses the gateway when "
      "it accepts. Leave gateway_id out, or leave aws.owner_account out if it is your own account.",
      diagnostics);
  if (KnownBool(object, "aws.site_link") != true) return;
  Refuse(rule, "aws.site_link", "Unsupported aws.site_link",
         "aws.owner_account makes this an interface for another account, and only that account can switch SiteLink on, "
         "after it accepted. Leave site_link out.",
         diagnostics);
}

void CheckSiteLink(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (KnownBool(object, "aws.site_link") != true) return;
  const std::string gateway = KnownText(object, "gateway_id").value_or("");
  if (gateway.starts_with("vgw-")) {
    Refuse(rule, "aws.site_link", "SiteLink not available",
           fmt::format("aws.site_link is true and gateway_id is {}, a virtual private gateway; SiteLink needs a Direct "
                       "Connect gateway. Attach the interface to one, or leave site_link out.",
                       gateway),
           diagnostics);
  }
  const std::string region = KnownText(object, "region").value_or("");
  // What AWS wrote at first named these two; what it writes now names none, and only wants all sites in one partition.
  if (region.starts_with("cn-") || region.starts_with("us-gov-")) {
    diagnostics.AddWarning(
        PathOf("aws.site_link"), "SiteLink may not be available",
        fmt::format("aws.site_link is true and region is {}; AWS had no SiteLink in China and GovCloud, and no newer "
                    "document says that it has. Where AWS refuses it, leave site_link out. {}",
                    region, SourceWords(rule.source)));
  }
}

void CheckAsnDiffers(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (InterfaceTypeOf(object) != "public" || KnownAsn(object, "customer_asn") != kPublicAsn) return;
  Refuse(
      rule, "customer_asn", "ASN is the cloud's",
      fmt::format("customer_asn is {0}, which is AWS's own ASN on a public interface; the two ends of a session have "
                  "different ones. Use the ASN of your router.",
                  kPublicAsn),
      diagnostics);
}

}  // namespace

std::vector<Rule> InterfaceRules() {
  const Kind kind = Kind::kVirtualInterface;
  return {
      {"aws.virtual_interface.arns", kind, "ids, not ARNs", CheckInterfaceArns, kApi},
      {"aws.virtual_interface.session", kind, "customer_asn is set, unless an interface is adopted", CheckSession,
       kInterfacesPage},
      {"aws.virtual_interface.addresses", kind,
       "IPv4: both addresses or none; in one subnet with one prefix length, which may be /31; neither the "
       "subnet's network nor its broadcast address",
       CheckAddresses, Older(kServiceErrors, "the guide of 2018 asks for a /30 on public interfaces")},
      {"aws.virtual_interface.public_addresses", kind,
       "public, IPv4: both addresses are set, and routed on the internet", CheckPublicAddresses, kInterfacesPage},
      {"aws.virtual_interface.public_prefixes", kind,
       "public: customer_prefixes is set; lengths are /1 to /32 for IPv4 and /1 to /64 for IPv6; none is "
       "private",
       CheckPublicPrefixes,
       Older(kInterfacesPage,
             "the guide of 2018 forbids overlaps with other customers' prefixes; now they "
             "may overlap across regions")},
      {"aws.virtual_interface.prefix_families", kind,
       "private and transit: prefixes are of the session's address family", CheckPrefixFamilies, kPeersPage},
      {"aws.virtual_interface.gateway", kind,
       "private and transit: gateway_id is set, unless the interface is for another account or adopted", CheckGateway,
       Older(kSchemas, "the guide of 2018 knows no transit interfaces")},
      {"aws.virtual_interface.hosted", kind,
       "for another account: neither gateway_id nor SiteLink, which that account chooses, nor an allocation of "
       "prefixes, "
       "which the call does not take",
       CheckHosted, kHostedPage},
      {"aws.virtual_interface.prefix_allocation", kind,
       "private and transit: no more customer_prefixes than are allocated; where no number is set, a warning above 100",
       CheckAllocation, kPrefixControlsPage},
      {"aws.virtual_interface.site_link", kind,
       "SiteLink: not on a virtual private gateway; in China and GovCloud a warning", CheckSiteLink,
       Older(kSkill, "the guide of 2023 has none in China and GovCloud")},
      {"aws.virtual_interface.asn_differs", kind, "public: customer_asn is not 7224, AWS's own", CheckAsnDiffers,
       kAsnPage},
  };
}

}  // namespace ic::aws
