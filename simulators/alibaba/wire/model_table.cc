// The operations of Express Connect in the VPC API 2016-04-28, in the order of the subjects.
#include "simulators/alibaba/wire/model.h"

namespace ic::sim::alibaba {
namespace {

constexpr OperationModel kTable[] = {
    {"CreatePhysicalConnection",
     "AccessPointId! LineOperator! Type PortType bandwidth:n PeerLocation RedundantPhysicalConnectionId "
     "Name Description CircuitCode ResourceGroupId Tag.N.Key Tag.N.Value DeviceAdvancedCapacity.N "
     "OpticalModuleModel ClientToken"},
    {"ModifyPhysicalConnectionAttribute",
     "PhysicalConnectionId! LineOperator PortType bandwidth:n PeerLocation RedundantPhysicalConnectionId "
     "Name Description CircuitCode DownDelayTime:n ClientToken"},
    {"DescribePhysicalConnections",
     "Filter.N.Key Filter.N.Value.N IncludeReservationData:b Tags.N.Key Tags.N.Value ResourceGroupId "
     "PageNumber:n PageSize:n ClientToken"},
    {"ConfirmPhysicalConnection", "PhysicalConnectionId! ClientToken"},
    {"EnablePhysicalConnection", "PhysicalConnectionId! ByPassSp:b ClientToken"},
    {"CreatePhysicalConnectionOccupancyOrder",
     "PhysicalConnectionId! Period:n PricingCycle InstanceChargeType AutoPay:b AutoRenew:b "
     "AutoRenewDuration:n ClientToken"},
    {"CreatePhysicalConnectionSetupOrder",
     "AccessPointId! LineOperator! PortType RedundantPhysicalConnectionId AutoPay:b ClientToken"},
    {"CancelPhysicalConnection", "PhysicalConnectionId! ClientToken"},
    {"TerminatePhysicalConnection", "PhysicalConnectionId! ClientToken"},
    {"DeletePhysicalConnection", "PhysicalConnectionId! ClientToken"},
    {"RecoverPhysicalConnection", "InstanceId! DryRun:b Token"},
    {"OpenPhysicalConnectionService", ""},
    {"GetPhysicalConnectionServiceStatus", ""},
    {"ListPhysicalConnectionFeatures", "PhysicalConnectionId! ClientToken"},
    {"ApplyPhysicalConnectionLOA",
     "InstanceId! CompanyName! ConstructionTime! LineType! Si! Bandwidth:n PeerLocation PMInfo.N.PMName "
     "PMInfo.N.PMGender PMInfo.N.PMCertificateType PMInfo.N.PMCertificateNo PMInfo.N.PMContactInfo "
     "ClientToken"},
    {"SecondApplyPhysicalConnectionLOA",
     "InstanceId! CompanyName! ConstructionTime! LineType! Si! Bandwidth:n PeerLocation PMInfo.N.PMName "
     "PMInfo.N.PMGender PMInfo.N.PMCertificateType PMInfo.N.PMCertificateNo PMInfo.N.PMContactInfo "
     "ClientToken"},
    {"DescribePhysicalConnectionLOA", "InstanceId! ClientToken"},
    {"CompletePhysicalConnectionLOA",
     "InstanceId! FinishWork:b LineCode LineLabel LineSPContactInfo LineServiceProvider ClientToken"},
    {"CreateVirtualPhysicalConnection",
     "PhysicalConnectionId! VlanId!:n VpconnAliUid!:n Spec! OrderMode! Name Description ResourceGroupId "
     "Tag.N.Key Tag.N.Value DryRun:b Token"},
    {"UpdateVirtualPhysicalConnection", "InstanceId! VlanId!:n ExpectSpec DryRun:b Token"},
    {"ListVirtualPhysicalConnections",
     "PhysicalConnectionId VirtualPhysicalConnectionIds.N VirtualPhysicalConnectionAliUids.N "
     "VirtualPhysicalConnectionStatuses.N VirtualPhysicalConnectionBusinessStatus VlanIds.N IsConfirmed:b "
     "Tags.N.Key Tags.N.Value ResourceGroupId MaxResults:n NextToken"},
    {"AttachVbrToVpconn", "VbrId! VpconnId! DryRun:b Token"},
    {"CreateVpconnFromVbr", "VbrId! OrderMode DryRun:b Token"},
    {"CreateVirtualBorderRouter",
     "PhysicalConnectionId! VlanId!:n LocalGatewayIp PeerGatewayIp PeeringSubnetMask EnableIpv6:b "
     "LocalIpv6GatewayIp PeerIpv6GatewayIp PeeringIpv6SubnetMask Bandwidth:n Name Description CircuitCode "
     "VbrOwnerId:n ResourceGroupId Tags.N.Key Tags.N.Value Tag.N.Key Tag.N.Value ClientToken"},
    {"ModifyVirtualBorderRouterAttribute",
     "VbrId! VlanId:n LocalGatewayIp PeerGatewayIp PeeringSubnetMask EnableIpv6:b LocalIpv6GatewayIp "
     "PeerIpv6GatewayIp PeeringIpv6SubnetMask Bandwidth:n Name Description CircuitCode MinRxInterval:n "
     "MinTxInterval:n DetectMultiplier:n Mtu:n SitelinkEnable:b AssociatedPhysicalConnections ClientToken"},
    {"DescribeVirtualBorderRouters",
     "Filter.N.Key Filter.N.Value.N IncludeCrossAccountVbr:b Tags.N.Key Tags.N.Value ResourceGroupId "
     "PageNumber:n PageSize:n"},
    {"DescribeVirtualBorderRoutersForPhysicalConnection",
     "PhysicalConnectionId! Filter.N.Key Filter.N.Value.N PageNumber:n PageSize:n"},
    {"DeleteVirtualBorderRouter", "VbrId! ClientToken"},
    {"TerminateVirtualBorderRouter", "VbrId! ClientToken"},
    {"RecoverVirtualBorderRouter", "VbrId! ClientToken"},
    {"UpdateVirtualBorderBandwidth", "VirtualBorderRouterId! Bandwidth!:n ClientToken"},
    {"AssociatePhysicalConnectionToVirtualBorderRouter",
     "VbrId! PhysicalConnectionId! VlanId! LocalGatewayIp PeerGatewayIp PeeringSubnetMask EnableIpv6 "
     "LocalIpv6GatewayIp PeerIpv6GatewayIp PeeringIpv6SubnetMask CircuitCode ClientToken"},
    {"UnassociatePhysicalConnectionFromVirtualBorderRouter", "VbrId! PhysicalConnectionId! ClientToken"},
    {"CreateVbrHa", "VbrId! PeerVbrId! Name Description DryRun:b ClientToken"},
    {"DescribeVbrHa", "VbrHaId VbrId DryRun:b ClientToken"},
    {"DeleteVbrHa", "InstanceId! ClientToken"},
    {"GrantInstanceToVbr", "InstanceId! VbrOwnerUid!:n VbrRegionNo! GrantType! VbrInstanceIds VbrInstanceIds.N"},
    {"RevokeInstanceFromVbr", "InstanceId! VbrOwnerUid! VbrRegionNo! GrantType! VbrInstanceIds VbrInstanceIds.N"},
    {"CreateBgpGroup",
     "RouterId! PeerAsn!:n Name Description AuthKey LocalAsn:n IsFakeAsn:b IpVersion RouteQuota:n "
     "ClientToken"},
    {"ModifyBgpGroupAttribute",
     "BgpGroupId! PeerAsn:n Name Description AuthKey ClearAuthKey:b LocalAsn:n IsFakeAsn:b RouteQuota:n "
     "ClientToken"},
    {"DescribeBgpGroups", "BgpGroupId RouterId IsDefault:b PageNumber:n PageSize:n"},
    {"DeleteBgpGroup", "BgpGroupId! ClientToken"},
    {"CreateBgpPeer", "BgpGroupId! PeerIpAddress EnableBfd:b BfdMultiHop:n IpVersion ClientToken"},
    {"ModifyBgpPeerAttribute", "BgpPeerId! BgpGroupId PeerIpAddress EnableBfd:b BfdMultiHop:n ClientToken"},
    {"DescribeBgpPeers", "BgpPeerId BgpGroupId RouterId IsDefault:b PageNumber:n PageSize:n"},
    {"DeleteBgpPeer", "BgpPeerId! ClientToken"},
    {"AddBgpNetwork", "RouterId! DstCidrBlock! VpcId ClientToken"},
    {"DeleteBgpNetwork", "RouterId! DstCidrBlock! ClientToken"},
    {"DescribeBgpNetworks", "RouterId PageNumber:n PageSize:n"},
    {"CreateRouteEntry",
     "RegionId RouteTableId! DestinationCidrBlock! NextHopType NextHopId RouteEntryName Description "
     "DryRun:b NextHopList.N.NextHopId NextHopList.N.NextHopType NextHopList.N.Weight:n ClientToken"},
    {"DeleteRouteEntry",
     "RegionId RouteEntryId RouteTableId DestinationCidrBlock NextHopId NextHopList.N.NextHopId "
     "NextHopList.N.NextHopType DryRun:b"},
    {"ModifyRouteEntry",
     "RegionId RouteEntryId RouteTableId DestinationCidrBlock RouteEntryName Description NewNextHopId "
     "NewNextHopType DryRun:b"},
    {"DescribeRouteEntryList",
     "RouteTableId! RouteEntryId RouteEntryName RouteEntryType DestinationCidrBlock DestCidrBlockList.N "
     "IpVersion NextHopId NextHopType ServiceType MaxResult:n NextToken"},
    {"DescribeRouteTables",
     "RegionId RouteTableId RouterId RouterType VRouterId RouteTableName Type ResourceGroupId PageNumber:n "
     "PageSize:n"},
    {"DescribeRouteTableList",
     "RouteTableId RouterId RouterType VpcId RouteTableName RouteTableType Tag.N.Key Tag.N.Value "
     "ResourceGroupId PageNumber:n PageSize:n"},
    {"TagResourcesForExpressConnect", "ResourceType! ResourceId.N! Tag.N.Key! Tag.N.Value"},
    {"UntagResourcesForExpressConnect", "ResourceType! ResourceId.N! TagKey.N All:b"},
    {"ListTagResourcesForExpressConnect", "ResourceType! ResourceId.N Tag.N.Key Tag.N.Value MaxResults:n NextToken"},
    {"DescribeTagKeysForExpressConnect", "ResourceType! ResourceId.N Keyword MaxResult:n NextToken"},
    {"ChangeResourceGroup", "ResourceId! ResourceType! NewResourceGroupId!"},
    {"MoveResourceGroup", "ResourceId! ResourceType! NewResourceGroupId!"},
    {"DescribeAccessPoints", "AcceptLanguage PageNumber:n PageSize:n"},
    {"ListBusinessAccessPoints", "RegionId"},
    {"DescribeRouterInterfaces",
     "Filter.N.Key Filter.N.Value.N IncludeReservationData:b Tags.N.Key Tags.N.Value ResourceGroupId "
     "PageNumber:n PageSize:n"},
    {"DescribeRegions", "RegionId AcceptLanguage ProductType"},
};

}  // namespace

std::span<const OperationModel> OperationTable() { return kTable; }

}  // namespace ic::sim::alibaba
