#include "adapters/common/tables/quota_groups.h"

#include <optional>

#include "adapters/contract/limits/refuse_if.h"

namespace ic {

std::string GroupText(const Value& object, std::string_view path) { return KnownText(object, path).value_or(""); }

std::string GroupNumber(const Value& object, std::string_view path) {
  const std::optional<std::int64_t> number = KnownInteger(object, path);
  return number ? std::to_string(*number) : "";
}

std::string JoinedGroup(std::initializer_list<std::string> parts) {
  std::string group;
  for (const std::string& part : parts) {
    if (part.empty()) return "";
    group += group.empty() ? part : "|" + part;
  }
  return group;
}

std::string ConnectionGroup(Kind /*kind*/, const Value& object) { return GroupText(object, "connection_id"); }

std::string VlanGroup(Kind /*kind*/, const Value& object) {
  return JoinedGroup({GroupText(object, "connection_id"), GroupNumber(object, "vlan")});
}

std::string LocationGroup(Kind /*kind*/, const Value& object) {
  return JoinedGroup({GroupText(object, "region"), GroupText(object, "location")});
}

std::string SessionGroup(Kind kind, const Value& object) {
  const std::string family = IsUnset(object, "address_family") && kind == Kind::kVirtualInterface
                                 ? "ipv4"
                                 : GroupText(object, "address_family");
  return JoinedGroup({GroupText(object, kind == Kind::kBgpPeer ? "virtual_interface_id" : "id"), family});
}

std::string PrefixGroup(Kind /*kind*/, const Value& object) {
  const std::optional<Cidr> cidr = KnownCidr(object, "cidr");
  return JoinedGroup({GroupText(object, "advertised_by"), cidr ? cidr->Prefix().ToString() : ""});
}

bool UntaggedClash(Kind /*kind*/, const Value& object, Kind /*other_kind*/, const Value& other) {
  return GroupNumber(object, "vlan") == "0" || GroupNumber(other, "vlan") == "0";
}

}  // namespace ic
