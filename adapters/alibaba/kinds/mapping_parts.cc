// The small conversions of mapping.h.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/asn.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic::alibaba {

std::string FamilyOf(const nlohmann::json& object) {
  return TextOf(object, "IpVersion").ends_with('6') ? "ipv6" : "ipv4";
}

std::string CanonicalAddress(const std::string& text) {
  const auto address = IpAddress::Parse(text);
  return address.ok() ? address->ToString() : text;
}

int LengthOfMask(const std::string& mask) {
  const auto found = Cidr::Parse(mask + "/32");
  if (!found.ok()) return 0;
  for (int length = 1; length <= 32; ++length) {
    if (MaskOf(length) == found->address().ToString()) return length;
  }
  return 0;
}

std::string MaskOf(int length) {
  const std::uint32_t bits = length <= 0 ? 0 : ~std::uint32_t{0} << (32 - std::min(length, 32));
  return fmt::format("{}.{}.{}.{}", bits >> 24, bits >> 16 & 0xff, bits >> 8 & 0xff, bits & 0xff);
}

Link LinkOf(const nlohmann::json& interface, std::string_view family) {
  const bool six = family == "ipv6";
  if (six && !LenientFlagOf(interface, "EnableIpv6").value_or(false)) return {};
  const std::string local = CanonicalAddress(TextOf(interface, six ? "LocalIpv6GatewayIp" : "LocalGatewayIp"));
  const std::string peer = CanonicalAddress(TextOf(interface, six ? "PeerIpv6GatewayIp" : "PeerGatewayIp"));
  const std::string mask = TextOf(interface, six ? "PeeringIpv6SubnetMask" : "PeeringSubnetMask");
  // The mask of IPv6 is written as a prefix.
  const auto prefix = Cidr::Parse(mask);
  const int length = six ? (prefix.ok() ? prefix->length() : 0) : LengthOfMask(mask);
  if (local.empty() || peer.empty() || length == 0) return {};
  return {fmt::format("{}/{}", local, length), fmt::format("{}/{}", peer, length)};
}

TagSplit TagsOf(const nlohmann::json& object) {
  // A virtual border router has Tags.Tags[], a connection Tags.tags[].
  nlohmann::json list = nlohmann::json::array();
  const nlohmann::json* tags = MemberOf(object, "Tags");
  for (const char* name : {"Tags", "tags", "Tag"}) {
    if (tags == nullptr) break;
    for (const nlohmann::json& tag : ListOf(*tags, name)) {
      list.push_back({{"key", TextOf(tag, "Key")}, {"value", TextOf(tag, "Value")}});
    }
  }
  TagSplit split = SplitTags({{"tags", list}}, "acs:");
  std::erase_if(split.user, [](const auto& tag) { return tag.first.starts_with("aliyun"); });
  return split;
}

std::string AddressPart(const std::string& interface_text) {
  const auto cidr = Cidr::Parse(interface_text);
  return cidr.ok() ? cidr->address().ToString() : CanonicalAddress(interface_text);
}

std::string Asplain(const std::string& text) {
  const auto asn = ParseAsn(text);
  return asn.ok() ? FormatAsn(*asn) : text;
}

const Value& VendorField(const Value& object, std::string_view name) { return object.Get("alibaba").Get(name); }

std::string VendorText(const Value& object, std::string_view name) { return TextField(object, "alibaba", name); }

std::optional<bool> VendorFlag(const Value& object, std::string_view name) {
  const Value& value = VendorField(object, name);
  return value.kind() == Value::Kind::kBool ? std::optional(value.AsBool()) : std::nullopt;
}

std::optional<std::int64_t> VendorNumber(const Value& object, std::string_view name) {
  const Value& value = VendorField(object, name);
  return value.kind() == Value::Kind::kNumber ? value.AsNumber().ToInt64() : std::nullopt;
}

}  // namespace ic::alibaba
