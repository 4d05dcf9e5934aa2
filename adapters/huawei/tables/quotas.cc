// Limits over several objects at Huawei.
#include <optional>
#include <string>

#include "adapters/common/tables/quota_groups.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

std::string SlotGroup(Kind /*kind*/, const Value& object) {
  return JoinedGroup({GroupText(object, "huawei.hosting_id"), GroupNumber(object, "huawei.vlan")});
}

std::string RegionGroup(Kind /*kind*/, const Value& object) { return GroupText(object, "region"); }

std::string SubnetGroup(Kind /*kind*/, const Value& object) {
  const std::optional<Cidr> cidr = KnownCidr(object, "cidr");
  return JoinedGroup({GroupText(object, "advertised_by"), cidr ? std::string(AddressFamilyName(cidr->family())) : ""});
}

void AddInterfaceQuotas(std::vector<Quota>& rows) {
  const std::vector<Kind> interfaces = {Kind::kVirtualInterface};
  rows.push_back({"huawei.virtual_interface.unique_vlan", "virtual interfaces with one VLAN on one connection",
                  interfaces, VlanGroup, 1, "vlan", "VLAN is taken", "Choose another VLAN, or another connection.",
                  Scope::kPort, false, kErrors});
  rows.push_back({"huawei.virtual_interface.per_region", "virtual interfaces in one region and account", interfaces,
                  RegionGroup, 50, "name", "Too many virtual interfaces in the region",
                  "Remove unused ones, or ask Huawei Cloud for more.", Scope::kRegion, true, kQuotasPage});
  rows.push_back({"huawei.bgp_peer.one_per_family",
                  "sessions of one address family on one virtual interface",
                  {Kind::kVirtualInterface, Kind::kBgpPeer},
                  SessionGroup,
                  1,
                  "address_family",
                  "Address family has a session already",
                  "A virtual interface has one IPv4 and one IPv6 session; its own session is one of them. Choose the "
                  "other family, or remove the other session first.",
                  Scope::kObject,
                  false,
                  kPeerPage});
}

void AddOtherQuotas(std::vector<Quota>& rows) {
  rows.push_back({"huawei.connection.unique_slot",
                  "hosted connections with one VLAN on one operations connection",
                  {Kind::kConnection},
                  SlotGroup,
                  1,
                  "huawei.vlan",
                  "VLAN is taken",
                  "Choose another VLAN, or another operations connection.",
                  Scope::kPort,
                  false,
                  kErrors});
  rows.push_back({"huawei.bgp_cidr.unique",
                  "entries of one prefix in the local subnets of one gateway",
                  {Kind::kBgpCidr},
                  PrefixGroup,
                  1,
                  "cidr",
                  "Prefix is there already",
                  "One resource is enough for a prefix; import it if it was made elsewhere.",
                  Scope::kObject,
                  false,
                  kErrors});
  rows.push_back({"huawei.bgp_cidr.per_gateway",
                  "local subnets of one family on one virtual gateway",
                  {Kind::kBgpCidr},
                  SubnetGroup,
                  50,
                  "cidr",
                  "Too many local subnets on the gateway",
                  "Summarise prefixes, or ask Huawei Cloud for more.",
                  Scope::kObject,
                  true,
                  Older(kQuotasPage, "the API's schema goes to 200 IPv4 subnets")});
}

}  // namespace

std::vector<Quota> Quotas() {
  std::vector<Quota> rows;
  AddInterfaceQuotas(rows);
  AddOtherQuotas(rows);
  return rows;
}

}  // namespace ic::huawei
