#include "adapters/alibaba/client/operations.h"

#include <array>

namespace ic::alibaba {
namespace {

// Operations of hosted connections call their token "Token". Every operation may be repeated: it reads, has a token, or
// says the same a second time.
constexpr Operation Changes(std::string_view name, std::string_view token = "ClientToken") {
  return {.name = name, .mutating = true, .token = token};
}

constexpr Operation Lists(std::string_view name, std::string_view list, std::string_view id) {
  return {
      .name = name,
      .paging = {.list = list, .id = id, .ask = "PageNumber", .size = "PageSize", .most = 50, .total = "TotalCount"}};
}

constexpr Operation ListsByToken(std::string_view name, std::string_view list, std::string_view id,
                                 std::string_view size = "MaxResults") {
  return {.name = name,
          .paging = {.list = list, .id = id, .next = "NextToken", .ask = "NextToken", .size = size, .most = 100}};
}

// Of Quota Center, and of the API of Express Connect routers.
constexpr Operation OfQuotas(Operation row) {
  row.service = kQuotasService;
  return row;
}

constexpr Operation OfRouters(Operation row) {
  row.service = kRouterService;
  return row;
}

constexpr std::array kOperations = std::to_array<Operation>({
    Changes("AddBgpNetwork"),
    Changes("ApplyPhysicalConnectionLOA"),
    Changes("CancelPhysicalConnection"),
    Changes("ChangeResourceGroup", ""),
    Changes("CompletePhysicalConnectionLOA"),
    Changes("ConfirmPhysicalConnection"),
    Changes("CreateBgpGroup"),
    Changes("CreateBgpPeer"),
    Changes("CreatePhysicalConnection"),
    Changes("CreateRouteEntry"),
    Changes("CreateVirtualBorderRouter"),
    Changes("DeleteBgpGroup"),
    Changes("DeleteBgpNetwork"),
    Changes("DeleteBgpPeer"),
    Changes("DeletePhysicalConnection"),
    Changes("DeleteRouteEntry", ""),
    Changes("DeleteVirtualBorderRouter"),
    Lists("DescribeAccessPoints", "AccessPointSet.AccessPointType", "AccessPointId"),
    Lists("DescribeBgpGroups", "BgpGroups.BgpGroup", "BgpGroupId"),
    Lists("DescribeBgpNetworks", "BgpNetworks.BgpNetwork", "DstCidrBlock"),
    Lists("DescribeBgpPeers", "BgpPeers.BgpPeer", "BgpPeerId"),
    OfRouters(ListsByToken("DescribeExpressConnectRouter", "EcrList", "EcrId")),
    {"DescribePhysicalConnectionLOA"},
    Lists("DescribePhysicalConnections", "PhysicalConnectionSet.PhysicalConnectionType", "PhysicalConnectionId"),
    ListsByToken("DescribeRouteEntryList", "RouteEntrys.RouteEntry", "", "MaxResult"),
    Lists("DescribeVirtualBorderRouters", "VirtualBorderRouterSet.VirtualBorderRouterType", "VbrId"),
    Lists("DescribeVirtualBorderRoutersForPhysicalConnection",
          "VirtualBorderRouterForPhysicalConnectionSet.VirtualBorderRouterForPhysicalConnectionType", "VbrId"),
    Changes("EnablePhysicalConnection"),
    {"GetPhysicalConnectionServiceStatus"},
    OfQuotas(ListsByToken("ListProductQuotas", "Quotas", "")),
    ListsByToken("ListVirtualPhysicalConnections", "VirtualPhysicalConnections", "PhysicalConnectionId"),
    Changes("ModifyBgpGroupAttribute"),
    Changes("ModifyBgpPeerAttribute"),
    Changes("ModifyPhysicalConnectionAttribute"),
    Changes("ModifyVirtualBorderRouterAttribute"),
    Changes("RecoverPhysicalConnection", "Token"),
    Changes("RecoverVirtualBorderRouter"),
    Changes("TagResourcesForExpressConnect", ""),
    Changes("TerminatePhysicalConnection"),
    Changes("TerminateVirtualBorderRouter"),
    Changes("UntagResourcesForExpressConnect", ""),
});

}  // namespace

std::span<const Operation> Operations() { return kOperations; }

}  // namespace ic::alibaba
