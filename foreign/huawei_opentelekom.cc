// Resource types of opentelekomcloud/opentelekomcloud over version 3 of the API: its documents and the schemas that
// bindings were made of, 1.36.23 to 1.36.56, read 2026-11-30. None ever had another schema version than 0. Version 2 of
// the API, which the types that end in _v2 call, is not spoken here.
#include "foreign/huawei.h"

namespace ic::foreign::huawei {
namespace {

constexpr std::string_view kTelekom = "opentelekomcloud/opentelekomcloud";
constexpr std::string_view kTelekomSource = "opentelekomcloud/opentelekomcloud, docs/resources/dc_*_v3, 2026-11-30";

SourceType TelekomType(std::string_view type, Kind kind, std::vector<Row> rows) {
  return {.cloud = "huawei",
          .providers = {kTelekom},
          .type = type,
          .kind = kind,
          .rows = std::move(rows),
          .source = kTelekomSource};
}

// A session beside the interface's own.
std::vector<Row> PeerRows() {
  return {Take("id", "id"),
          Take("region", "region"),
          Take("vif_id", "virtual_interface_id"),
          Take("name", "name"),
          Take("description", "description"),
          Take("address_family", "address_family", Form::kWord),
          Take("local_gateway_ip", "cloud_address"),
          Take("remote_gateway_ip", "customer_address"),
          Take("route_mode", "route_mode"),
          Take("bgp_asn", "customer_asn", Form::kDigits),
          Secret("bgp_md5"),
          Take("remote_ep_group", "customer_prefixes", Form::kPrefixes),
          Told("bgp_route_limit"),
          Told("bgp_status"),
          Told("device_id"),
          Told("enable_bfd"),
          Told("enable_nqa"),
          Told("project_id"),
          Told("receive_route_num"),
          Setting("service_ep_group", "subnets of public services have no field here, and stay as they are."),
          Told("status")};
}

}  // namespace

std::vector<SourceType> OpenTelekomTypes() {
  constexpr std::string_view kById = "It stays with its provider, and is named by its id here.";
  constexpr std::string_view kOldApi =
      "It is of version 2 of the API, which is not spoken here. Where the cloud has version 3 (Switzerland), the "
      "object "
      "can be imported; elsewhere it stays with its provider.";
  std::vector<Row> hosted = HostedConnectRows();
  hosted.push_back(Take("timeouts", "timeouts", Form::kTimeouts));
  return {TelekomType("opentelekomcloud_dc_hosted_connect_v3", Kind::kConnection, std::move(hosted)),
          TelekomType("opentelekomcloud_dc_virtual_interface_v3", Kind::kVirtualInterface, InterfaceRows()),
          TelekomType("opentelekomcloud_dc_virtual_interface_peer_v3", Kind::kBgpPeer, PeerRows()),
          Stays(kTelekom, "opentelekomcloud_dc_virtual_gateway_v3", kById),
          Stays(kTelekom, "opentelekomcloud_direct_connect_v2", kOldApi),
          Stays(kTelekom, "opentelekomcloud_dc_virtual_interface_v2", kOldApi),
          Stays(kTelekom, "opentelekomcloud_dc_virtual_gateway_v2", kById),
          Stays(kTelekom, "opentelekomcloud_dc_endpoint_group_v2",
                "Subnets are listed where they are used: `customer_prefixes` of an interface.")};
}

}  // namespace ic::foreign::huawei
