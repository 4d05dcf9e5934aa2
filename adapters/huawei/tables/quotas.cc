// Limits over several objects at Huawei.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/common/tables/quota_groups.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

std::string SlotGroup(Kind /*kind*/, const Value& object) {
  return JoinedGroup({GroupText(object, "huawei.hosting_id"), GroupNumber(object, "huawei.vlan")});
}

std::string HostingGroup(Kind /*kind*/, const Value& object) { return GroupText(object, "huawei.hosting_id"); }

std::int64_t Bandwidth(Kind /*kind*/, const Value& connection) {
  const StatusOr<std::int64_t> bandwidth = ParseBandwidth(TextField(connection, field::kBandwidth));
  return bandwidth.ok() ? *bandwidth : 0;
}

std::string GatewayGroup(Kind kind, const Value& object) {
  return GroupText(object, kind == Kind::kBgpCidr ? "advertised_by" : "gateway_id");
}

// What an interface has on the customer's side: what is behind it, and its link.
std::vector<Cidr> RemoteOf(const Value& interface) {
  std::vector<Cidr> remote;
  if (const auto link = KnownCidr(interface, "cloud_address")) remote.push_back(link->Prefix());
  const Value& prefixes = interface.Get("customer_prefixes");
  if (prefixes.kind() != Value::Kind::kSet) return remote;
  for (const Value& prefix : prefixes.elements()) {
    if (prefix.kind() != Value::Kind::kString) continue;
    if (auto cidr = Cidr::Parse(prefix.AsString()); cidr.ok()) remote.push_back(*cidr);
  }
  return remote;
}

bool SubnetClash(Kind kind, const Value& object, Kind other_kind, const Value& other) {
  if (kind == other_kind) return false;
  const auto local = KnownCidr(kind == Kind::kBgpCidr ? object : other, "cidr");
  if (!local) return false;
  const std::vector<Cidr> remote = RemoteOf(kind == Kind::kBgpCidr ? other : object);
  return std::ranges::any_of(remote, [&](const Cidr& one) { return one.Overlaps(*local); });
}

std::string RegionGroup(Kind /*kind*/, const Value& object) { return GroupText(object, "region"); }

std::string SubnetGroup(Kind /*kind*/, const Value& object) { return GroupText(object, "advertised_by"); }

void AddInterfaceQuotas(std::vector<Quota>& rows) {
  const std::vector<Kind> interfaces = {Kind::kVirtualInterface};
  rows.push_back({"huawei.virtual_interface.unique_vlan", "virtual interfaces with one VLAN on one connection",
                  interfaces, VlanGroup, 1, "vlan", "VLAN is taken", "Choose another VLAN, or another connection.",
                  Scope::kPort, false, kErrors});
  rows.push_back({.id = "huawei.virtual_interface.untagged",
                  .words = "an interface with VLAN 0 is the only one on its connection",
                  .kinds = interfaces,
                  .group = ConnectionGroup,
                  .max = 1,
                  .field = "vlan",
                  .summary = "VLAN 0 takes the whole connection",
                  .remedy = "Give each of them a VLAN from 1, or use another connection.",
                  .scope = Scope::kPort,
                  .adjustable = false,
                  .source = kErrors,
                  .clashes = UntaggedClash});
  rows.push_back({"huawei.virtual_interface.per_region", "virtual interfaces in one region and account", interfaces,
                  RegionGroup, 50, "name", "Too many virtual interfaces in the region",
                  "Remove unused ones, or ask Huawei Cloud for more.", Scope::kRegion, true, kQuotasPage});
  // Source of the name: huaweicloudsdkdc 3.1.219, ShowQuotasRequest.type, read 2026-11-30.
  rows.back().told_as = [](std::string_view) -> std::string_view { return "virtualInterface"; };
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
  rows.push_back({.id = "huawei.connection.bandwidth_on_hosting",
                  .words = "hosted connections have together no more bandwidth than their operations connection",
                  .kinds = {Kind::kConnection},
                  .group = HostingGroup,
                  .max = kWhole,
                  .field = "bandwidth",
                  .summary = "Too much bandwidth on the operations connection",
                  .remedy = "Ask for less, or use another operations connection.",
                  .scope = Scope::kPort,
                  .adjustable = false,
                  .source = kErrors,
                  .share = Share{Kind::kConnection, Bandwidth, FormatBandwidth}});
  rows.push_back({"huawei.connection.per_operations_connection",
                  "hosted connections on one operations connection",
                  {Kind::kConnection},
                  HostingGroup,
                  1000,
                  "huawei.hosting_id",
                  "Too many hosted connections on the operations connection",
                  "Remove unused ones, or use another operations connection.",
                  Scope::kPort,
                  false,
                  kQuotaFaq});
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
                  "local subnets, of both families together, on one virtual gateway",
                  {Kind::kBgpCidr},
                  SubnetGroup,
                  50,
                  "cidr",
                  "Too many local subnets on the gateway",
                  "Summarise prefixes: Huawei Cloud does not raise this number.",
                  Scope::kObject,
                  false,
                  Older(kQuotaFaq, "the API's schema goes to 200 IPv4 and 50 IPv6 subnets")});
  rows.push_back({.id = "huawei.bgp_cidr.apart",
                  .words =
                      "a local subnet of a virtual gateway overlaps no customer prefix and no link of an interface on "
                      "that gateway",
                  .kinds = {Kind::kVirtualInterface, Kind::kBgpCidr},
                  .group = GatewayGroup,
                  .max = 1,
                  .field = "cidr",
                  .summary = "Prefixes of both sides overlap",
                  .remedy = "A prefix is either yours or the cloud's: take it out on one side.",
                  .scope = Scope::kObject,
                  .adjustable = false,
                  .source = kErrors,
                  .clashes = SubnetClash,
                  .within_run = true});
}

}  // namespace

std::vector<Quota> Quotas() {
  std::vector<Quota> rows;
  AddInterfaceQuotas(rows);
  AddOtherQuotas(rows);
  return rows;
}

}  // namespace ic::huawei
