#include "adapters/huawei/client/operations.h"

#include <array>

namespace ic::huawei {
namespace {

// Lists are told by 2000: the largest the API takes. Source: Direct Connect API reference, limit.
constexpr Operation Row(std::string_view name, std::string_view method, std::string_view path, std::string_view member,
                        bool idempotent) {
  Operation row = {.name = name,
                   .mutating = method != "GET",
                   .idempotent = idempotent,
                   .method = method,
                   .path = path,
                   .member = member};
  if (name.starts_with("List")) {
    row.paging = {.list = member,
                  .id = "id",
                  .next = "page_info.next_marker",
                  .ask = "marker",
                  .size = "limit",
                  .most = 2000,
                  .in_query = true};
  }
  return row;
}

constexpr std::array kOperations = {
    Row("BatchTagDirectConnect", "POST", "dc-directconnect/{}/tags/action", "", true),
    Row("BatchTagVirtualInterface", "POST", "dc-vif/{}/tags/action", "", true),
    Row("CreateHostedDirectConnect", "POST", "dcaas/hosted-connects", "hosted_connect", false),
    Row("CreateVifPeer", "POST", "dcaas/vif-peers", "vif_peer", false),
    Row("CreateVirtualInterface", "POST", "dcaas/virtual-interfaces", "virtual_interface", false),
    Row("DeleteDirectConnect", "DELETE", "dcaas/direct-connects/{}", "", true),
    Row("DeleteHostedDirectConnect", "DELETE", "dcaas/hosted-connects/{}", "", true),
    Row("DeleteVifPeer", "DELETE", "dcaas/vif-peers/{}", "", true),
    Row("DeleteVirtualInterface", "DELETE", "dcaas/virtual-interfaces/{}", "", true),
    Row("ListDirectConnectLocations", "GET", "dcaas/direct-connect-locations", "direct_connect_locations", true),
    Row("ListDirectConnects", "GET", "dcaas/direct-connects", "direct_connects", true),
    Row("ListGlobalDcGateways", "GET", "dcaas/global-dc-gateways", "global_dc_gateways", true),
    Row("ListHostedDirectConnects", "GET", "dcaas/hosted-connects", "hosted_connects", true),
    Row("ListVirtualGateways", "GET", "dcaas/virtual-gateways", "virtual_gateways", true),
    Row("ListVirtualInterfaces", "GET", "dcaas/virtual-interfaces", "virtual_interfaces", true),
    Row("ShowDirectConnect", "GET", "dcaas/direct-connects/{}", "direct_connect", true),
    Row("ShowGlobalDcGateway", "GET", "dcaas/global-dc-gateways/{}", "global_dc_gateway", true),
    Row("ShowHostedDirectConnect", "GET", "dcaas/hosted-connects/{}", "hosted_connect", true),
    Row("ShowQuotas", "GET", "dcaas/quotas", "quotas", true),
    Row("ShowVirtualGateway", "GET", "dcaas/virtual-gateways/{}", "virtual_gateway", true),
    Row("ShowVirtualInterface", "GET", "dcaas/virtual-interfaces/{}", "virtual_interface", true),
    Row("UpdateDirectConnect", "PUT", "dcaas/direct-connects/{}", "direct_connect", true),
    Row("UpdateExtendAttribute", "PUT", "dcaas/virtual-interfaces/{}/extend-attributes", "extend_attribute", true),
    Row("UpdateHostedDirectConnect", "PUT", "dcaas/hosted-connects/{}", "hosted_connect", true),
    Row("UpdateVifPeer", "PUT", "dcaas/vif-peers/{}", "vif_peer", true),
    Row("UpdateVirtualGateway", "PUT", "dcaas/virtual-gateways/{}", "virtual_gateway", true),
    Row("UpdateVirtualInterface", "PUT", "dcaas/virtual-interfaces/{}", "virtual_interface", true),
};

}  // namespace

std::span<const Operation> Operations() { return kOperations; }

}  // namespace ic::huawei
