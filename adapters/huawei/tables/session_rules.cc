#include "adapters/huawei/tables/session_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "adapters/contract/limits/refuse_if.h"
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

std::string FamilyOf(const Value& object, std::string_view fallback) {
  return IsUnset(object, "address_family") ? std::string(fallback) : KnownText(object, "address_family").value_or("");
}

void CheckAddresses(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::string family = FamilyOf(object, "");
  const bool is_interface = rule.kind == Kind::kVirtualInterface;
  if (is_interface && IsAdopted(object)) return;
  for (const std::string_view path : {"cloud_address", "customer_address"}) {
    RefuseIfUnset(object, rule, path,
                  fmt::format("Huawei Cloud does not choose the addresses of a session. Set {} with its prefix length, "
                              "such as 169.254.64.1/30.",
                              path),
                  diagnostics);
  }
  RefuseIfBare(object, rule, "cloud_address", "customer_address", diagnostics);
  const std::optional<Cidr> cloud = KnownHost(object, "cloud_address");
  const std::optional<Cidr> customer = KnownHost(object, "customer_address");
  if (family == "ipv4" || (cloud && cloud->family() == AddressFamily::kIpv4)) {
    RefuseUnlessLink(object, rule, "cloud_address", "customer_address", diagnostics);
  } else if (cloud && customer && cloud->address() == customer->address()) {
    Refuse(rule, "customer_address", "Addresses do not form a link",
           fmt::format("cloud_address and customer_address are both {}. Give the two ends different addresses.",
                       cloud->address().ToString()),
           diagnostics);
  }
}

void CheckPrefix(const Cidr& prefix, const std::string& family, const Rule& rule, Diagnostics& diagnostics) {
  if (!family.empty() && AddressFamilyName(prefix.family()) != family) {
    Refuse(rule, "customer_prefixes", "Prefix of the other family",
           fmt::format("customer_prefixes has {}, and the session is {}. Announce it over an interconnect_bgp_peer of "
                       "its own family.",
                       prefix.ToString(), family),
           diagnostics);
    return;
  }
  static const std::array<Cidr, 3> kNever = {*Cidr::Parse("127.0.0.0/8"), *Cidr::Parse("169.254.0.0/16"),
                                             *Cidr::Parse("224.0.0.0/3")};
  static const Cidr kShared = *Cidr::Parse("100.64.0.0/10");
  for (const Cidr& never : kNever) {
    if (!never.Contains(prefix)) continue;
    Refuse(rule, "customer_prefixes", "Prefix cannot be remote",
           fmt::format("customer_prefixes has {}, which is part of {}, and Huawei Cloud routes none of that to your "
                       "side. Leave it out.",
                       prefix.ToString(), never.ToString()),
           diagnostics);
  }
  if (!prefix.Overlaps(kShared)) return;
  diagnostics.AddWarning(
      "customer_prefixes", "Prefix that the cloud uses itself",
      fmt::format("customer_prefixes has {}, which overlaps 100.64.0.0/10. Huawei Cloud uses that range itself: object "
                  "storage (OBS), DNS and the API gateway may become unreachable. {}",
                  prefix.ToString(), SourceWords(rule.source)));
}

void CheckPrefixes(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const Value& prefixes = object.Get("customer_prefixes");
  if (prefixes.kind() != Value::Kind::kSet) return;
  const bool is_interface = rule.kind == Kind::kVirtualInterface;
  // The neutral checks hold a peer's prefixes against its family.
  const std::string family = is_interface ? FamilyOf(object, "ipv4") : "";
  for (const Value& element : prefixes.elements()) {
    if (element.kind() != Value::Kind::kString) continue;
    const StatusOr<Cidr> prefix = Cidr::Parse(element.AsString());
    if (prefix.ok()) CheckPrefix(*prefix, family, rule, diagnostics);
  }
}

int Classes(std::string_view key) {
  const auto any = [&](auto matches) { return std::ranges::any_of(key, matches) ? 1 : 0; };
  return any([](unsigned char c) { return std::isupper(c) != 0; }) +
         any([](unsigned char c) { return std::islower(c) != 0; }) +
         any([](unsigned char c) { return std::isdigit(c) != 0; }) +
         any([](unsigned char c) { return std::ispunct(c) != 0; });
}

// The guide calls a key mandatory with BGP; the API takes a session without one.
void WarnOfNoKey(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const bool bgp = IsUnset(object, "route_mode") || KnownText(object, "route_mode") == "bgp";
  if (!bgp || !IsSet(object, "customer_asn") || IsAdopted(object)) return;
  for (const std::string_view path : {"auth_key", "auth_key_wo", "auth_key_wo_version"}) {
    if (!IsUnset(object, path)) return;
  }
  diagnostics.AddWarning(
      "auth_key_wo", "No key for the BGP session",
      fmt::format(
          "Huawei Cloud's guide calls a key mandatory with BGP, and its console asks for one; the API also takes "
          "a session without. A session that is there keeps what it has, and one that is made has none; a key cannot "
          "be added later, that replaces the session. Set auth_key_wo and auth_key_wo_version, and the same key on "
          "your router. {}",
          SourceWords(rule.source)));
}

void CheckKey(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  WarnOfNoKey(object, rule, diagnostics);
  for (const std::string_view path : {"auth_key", "auth_key_wo"}) {
    const std::optional<std::string> key = KnownText(object, path);
    if (!key || Classes(*key) >= 2) continue;
    Refuse(rule, path, "BGP key is too simple",
           fmt::format("{} (not shown) has one kind of characters; Huawei Cloud asks for two of upper-case letters, "
                       "lower-case letters, digits and special characters. Choose another key.",
                       path),
           diagnostics);
  }
}

void CheckAsn(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (KnownAsn(object, "customer_asn") != kCloudAsn) return;
  Refuse(rule, "customer_asn", "ASN is the cloud's",
         fmt::format("customer_asn is {0}, which Huawei Cloud uses for its own side; the two ends of a session have "
                     "different ones. Use the ASN of your router.",
                     kCloudAsn),
         diagnostics);
}

}  // namespace

bool IsAdopted(const Value& object) { return !IsUnset(object, "adopt"); }

void AddSessionRules(Kind kind, const SessionRuleIds& ids, std::vector<Rule>& rules) {
  rules.push_back({ids.addresses, kind,
                   "both addresses are set; IPv4: in one subnet with one prefix length, neither its network nor its "
                   "broadcast address; IPv6: different ones",
                   CheckAddresses,
                   Older(kPeerPage, "the guide recommends a 30-bit mask and its IPv6 example spans two networks")});
  rules.push_back({ids.prefixes, kind,
                   "prefixes are of the session's family and outside 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/3; "
                   "100.64.0.0/10, which one page forbids too and another only warns of, gives a warning",
                   CheckPrefixes, kPrefixesPages});
  rules.push_back({ids.key, kind,
                   "a key has two of upper-case letters, lower-case letters, digits and special characters; a BGP "
                   "session without a key gives a warning",
                   CheckKey, Older(kPeerPage, "version 2 of the API takes any text")});
  rules.push_back({ids.asn, kind, "customer_asn is not 64512, nor the ASN of the gateway (seen when applying)",
                   CheckAsn, Older(kPeerPage, "some regions use another ASN than 64512 for the cloud's side")});
}

}  // namespace ic::huawei
