#include "adapters/huawei/client/operations.h"

#include <algorithm>
#include <array>

namespace ic::huawei {
namespace {

constexpr std::array kOperations = {
    OperationTraits{"BatchTagDirectConnect", "POST", "dc-directconnect/{}/tags/action", "", true},
    OperationTraits{"BatchTagVirtualInterface", "POST", "dc-vif/{}/tags/action", "", true},
    OperationTraits{"CreateHostedDirectConnect", "POST", "dcaas/hosted-connects", "hosted_connect", false},
    OperationTraits{"CreateVifPeer", "POST", "dcaas/vif-peers", "vif_peer", false},
    OperationTraits{"CreateVirtualInterface", "POST", "dcaas/virtual-interfaces", "virtual_interface", false},
    OperationTraits{"DeleteDirectConnect", "DELETE", "dcaas/direct-connects/{}", "", true},
    OperationTraits{"DeleteHostedDirectConnect", "DELETE", "dcaas/hosted-connects/{}", "", true},
    OperationTraits{"DeleteVifPeer", "DELETE", "dcaas/vif-peers/{}", "", true},
    OperationTraits{"DeleteVirtualInterface", "DELETE", "dcaas/virtual-interfaces/{}", "", true},
    OperationTraits{"ListDirectConnectLocations", "GET", "dcaas/direct-connect-locations", "direct_connect_locations",
                    true},
    OperationTraits{"ListDirectConnects", "GET", "dcaas/direct-connects", "direct_connects", true},
    OperationTraits{"ListHostedDirectConnects", "GET", "dcaas/hosted-connects", "hosted_connects", true},
    OperationTraits{"ListVirtualGateways", "GET", "dcaas/virtual-gateways", "virtual_gateways", true},
    OperationTraits{"ListVirtualInterfaces", "GET", "dcaas/virtual-interfaces", "virtual_interfaces", true},
    OperationTraits{"ShowDirectConnect", "GET", "dcaas/direct-connects/{}", "direct_connect", true},
    OperationTraits{"ShowHostedDirectConnect", "GET", "dcaas/hosted-connects/{}", "hosted_connect", true},
    OperationTraits{"ShowVirtualGateway", "GET", "dcaas/virtual-gateways/{}", "virtual_gateway", true},
    OperationTraits{"ShowVirtualInterface", "GET", "dcaas/virtual-interfaces/{}", "virtual_interface", true},
    OperationTraits{"UpdateDirectConnect", "PUT", "dcaas/direct-connects/{}", "direct_connect", true},
    OperationTraits{"UpdateExtendAttribute", "PUT", "dcaas/virtual-interfaces/{}/extend-attributes", "extend_attribute",
                    true},
    OperationTraits{"UpdateHostedDirectConnect", "PUT", "dcaas/hosted-connects/{}", "hosted_connect", true},
    OperationTraits{"UpdateVifPeer", "PUT", "dcaas/vif-peers/{}", "vif_peer", true},
    OperationTraits{"UpdateVirtualGateway", "PUT", "dcaas/virtual-gateways/{}", "virtual_gateway", true},
    OperationTraits{"UpdateVirtualInterface", "PUT", "dcaas/virtual-interfaces/{}", "virtual_interface", true},
};

}  // namespace

std::span<const OperationTraits> Operations() { return kOperations; }

const OperationTraits* FindOperation(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kOperations, name, {}, &OperationTraits::name);
  return found != kOperations.end() && found->name == name ? found : nullptr;
}

}  // namespace ic::huawei
