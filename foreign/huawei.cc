// Resource types of huaweicloud/huaweicloud: the schemas in its repository (huaweicloud/services/dc), versions up to
// August 2026, and states that its version of August 2026 wrote; read 2026-11-30. None ever had another schema version
// than 0.
#include "foreign/huawei.h"

namespace ic::foreign::huawei {
namespace {

constexpr std::string_view kProvider = "huaweicloud/huaweicloud";
constexpr std::string_view kSource = "huaweicloud/huaweicloud, huaweicloud/services/dc, 2026-11-30";

SourceType TypeOf(std::string_view type, Kind kind, std::vector<Row> rows) {
  return {.cloud = "huawei",
          .providers = {kProvider},
          .type = type,
          .kind = kind,
          .rows = std::move(rows),
          .source = kSource};
}

SourceType Interface() {
  std::vector<Row> rows = InterfaceRows();
  const std::vector<Row> further = {
      Take("gateway_id", "gateway_id"),
      Take("lgw_id", "gateway_id"),
      Take("enterprise_project_id", "huawei.enterprise_project_id"),
      Take("priority", "huawei.priority"),
      {.from = "service_type", .to = "huawei.gateway_type", .usual = "vpc"},
      Take("tags", "tags", Form::kTags),
      Take("timeouts", "timeouts", Form::kTimeouts),
      Told("bgp_route_limit"),
      Told("extend_attribute"),
      Told("ies_id"),
      Told("rate_limit"),
      Told("reason"),
      Told("route_limit"),
  };
  rows.insert(rows.end(), further.begin(), further.end());
  return TypeOf("huaweicloud_dc_virtual_interface", Kind::kVirtualInterface, std::move(rows));
}

// An offer of another tenant that this one took. Its state names it; the rest is read.
SourceType InterfaceAccepter() {
  return TypeOf("huaweicloud_dc_virtual_interface_accepter", Kind::kVirtualInterface,
                {Take("virtual_interface_id", "id"),
                 Take("id", "id"),
                 Take("region", "region"),
                 Take("timeouts", "timeouts", Form::kTimeouts),
                 {.from = "action",
                  .fate = Fate::kRefused,
                  .usual = "ACCEPT",
                  .words = "the offer was not accepted, so there is no interface to manage. Forget this object by a "
                           "`removed` block with `destroy = false`."}});
}

SourceType HostedConnect() {
  std::vector<Row> rows = HostedConnectRows();
  rows.push_back(Take("timeouts", "timeouts", Form::kTimeouts));
  return TypeOf("huaweicloud_dc_hosted_connect", Kind::kConnection, std::move(rows));
}

}  // namespace

std::vector<Row> HostedConnectRows() {
  return {Take("id", "id"),
          Take("region", "region"),
          Take("name", "name"),
          Take("bandwidth", "bandwidth", Form::kMegabits),
          Take("hosting_id", "huawei.hosting_id"),
          Take("vlan", "huawei.vlan", Form::kNumber),
          Take("vlan", "vlan", Form::kNumber),
          Take("resource_tenant_id", "huawei.resource_tenant_id"),
          Take("description", "huawei.description"),
          Take("peer_location", "huawei.peer_location"),
          Told("status")};
}

std::vector<Row> InterfaceRows() {
  return {Take("id", "id"),
          Take("region", "region"),
          Take("lag_id", "connection_id"),
          Take("direct_connect_id", "connection_id"),
          Take("name", "name"),
          Take("type", "type"),
          Take("route_mode", "route_mode"),
          Take("vlan", "vlan", Form::kNumber),
          Take("bandwidth", "bandwidth", Form::kMegabits),
          Take("remote_ep_group", "customer_prefixes", Form::kPrefixes),
          Take("description", "huawei.description"),
          Take("vgw_id", "gateway_id"),
          Take("address_family", "address_family", Form::kWord),
          Take("local_gateway_v4_ip", "cloud_address"),
          Take("local_gateway_v6_ip", "cloud_address"),
          Take("remote_gateway_v4_ip", "customer_address"),
          Take("remote_gateway_v6_ip", "customer_address"),
          Take("asn", "customer_asn", Form::kDigits),
          Secret("bgp_md5"),
          Take("enable_bfd", "bfd.enabled", Form::kSet),
          Take("enable_nqa", "huawei.nqa", Form::kSet),
          Take("resource_tenant_id", "huawei.resource_tenant_id"),
          Setting("service_ep_group", "subnets of public services have no field here, and stay as they are."),
          Told("created_at"),
          Told("device_id"),
          Told("status"),
          Told("updated_at"),
          Told("vif_peers")};
}

std::vector<SourceType> SourceTypes() {
  constexpr std::string_view kById = "It stays with its provider, and is named by its id here.";
  std::vector<SourceType> types = {
      HostedConnect(),
      Interface(),
      InterfaceAccepter(),
      Stays(kProvider, "huaweicloud_dc_virtual_gateway", kById),
      Stays(kProvider, "huaweicloud_dc_global_gateway", kById),
      Stays(kProvider, "huaweicloud_dc_connect_gateway", kById),
      Stays(kProvider, "huaweicloud_dc_global_gateway_peer_link", kById),
      Stays(kProvider, "huaweicloud_dc_virtual_interface_switchover",
            "It is an act and no object: forget it by a `removed` block with `destroy = false`.")};
  for (SourceType& type : OpenTelekomTypes()) types.push_back(std::move(type));
  return types;
}

}  // namespace ic::foreign::huawei
