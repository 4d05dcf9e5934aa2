// The inputs of the service's operations: facts of the service model `directconnect-2012-10-25` (version of November
// 2026).
//
// One statement a line; an indented line continues the one above.
//   enum NAME VALUE…            a string of a closed set
//   text NAME MIN MAX [chars]   a string of a length in characters, perhaps of the characters of tags only
//   list NAME ELEMENT min=N     an array
//   struct NAME MEMBER…         an object
//   op NAME MEMBER…             an operation's input
// A member is NAME:TYPE, or NAME!TYPE if it is required.
#include "simulators/aws/wire/model.h"

namespace ic::sim::aws {

const char kModelTable[] = R"model(
enum AddressFamily ipv4 ipv6
enum LoaContentType application/pdf
enum RequestBillingMode PayAsYouGo FlatRateTier1 FlatRateTier2 FlatRateTier3 FlatRateTier4 FlatRateTier5
enum ResiliencyModel maximum-resiliency high-resiliency basic-resiliency
enum RouteDirection accepted advertised
text AgreementName 0 100
text ConnectionIdentifier 1 1024
text IdempotencyToken 1 128
text ResiliencyGroupId 22 22 tag-characters
text ResiliencyGroupName 1 255 tag-characters
text TagKey 1 128 tag-characters
text TagValue 0 256 tag-characters
list AsPathList long min=0
list BGPPeerIdList string min=0
list CommunityList string min=0
list ConnectionIdList string min=1
list ConnectionIdentifierList ConnectionIdentifier min=1
list ResourceArnList string min=0
list RouteFilterCidrStringList string min=1
list RouteFilterPrefixList RouteFilterPrefix min=0
list TagKeyList TagKey min=0
list TagList Tag min=1
struct NewBGPPeer asn:int asnLong:long authKey:string addressFamily:AddressFamily amazonAddress:string
    customerAddress:string
struct NewPrivateVirtualInterface virtualInterfaceName!string vlan!int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily
    virtualGatewayId:string directConnectGatewayId:string tags:TagList enableSiteLink:bool
    prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int rateLimit:string
struct NewPrivateVirtualInterfaceAllocation virtualInterfaceName!string vlan!int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string addressFamily:AddressFamily customerAddress:string tags:TagList
    rateLimit:string
struct NewPublicVirtualInterface virtualInterfaceName!string vlan!int asn:int asnLong:long authKey:string
    amazonAddress:string customerAddress:string addressFamily:AddressFamily
    routeFilterPrefixes:RouteFilterPrefixList tags:TagList
    rateLimit:string
struct NewPublicVirtualInterfaceAllocation virtualInterfaceName!string vlan!int asn:int asnLong:long
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily
    routeFilterPrefixes:RouteFilterPrefixList tags:TagList
    rateLimit:string
struct NewTransitVirtualInterface virtualInterfaceName:string vlan:int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily
    directConnectGatewayId:string tags:TagList enableSiteLink:bool
    prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int rateLimit:string
struct NewTransitVirtualInterfaceAllocation virtualInterfaceName:string vlan:int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily tags:TagList
    rateLimit:string
struct RouteFilterPrefix cidr:string
struct RouteFilters routeDirection:RouteDirection addressFamily:AddressFamily
    cidrs:RouteFilterCidrStringList asPath:AsPathList communities:CommunityList
struct Tag key!TagKey value:TagValue
op AcceptDirectConnectGatewayAssociationProposal directConnectGatewayId!string proposalId!string
    associatedGatewayOwnerAccount!string overrideAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
op AllocateConnectionOnInterconnect bandwidth!string connectionName!string ownerAccount!string
    interconnectId!string vlan!int
op AllocateHostedConnection connectionId!string ownerAccount!string bandwidth!string connectionName!string
    vlan!int tags:TagList
op AllocatePrivateVirtualInterface connectionId!string ownerAccount!string
    newPrivateVirtualInterfaceAllocation!NewPrivateVirtualInterfaceAllocation
op AllocatePublicVirtualInterface connectionId!string ownerAccount!string
    newPublicVirtualInterfaceAllocation!NewPublicVirtualInterfaceAllocation
op AllocateTransitVirtualInterface connectionId!string ownerAccount!string
    newTransitVirtualInterfaceAllocation!NewTransitVirtualInterfaceAllocation
op AssociateConnectionWithLag connectionId!string lagId!string
op AssociateConnectionsToResiliencyGroup connectionIdentifiers!ConnectionIdentifierList
    resiliencyGroupId!ResiliencyGroupId clientToken:IdempotencyToken
op AssociateHostedConnection connectionId!string parentConnectionId!string
op AssociateMacSecKey connectionId!string secretARN:string ckn:string cak:string
op AssociateVirtualInterface virtualInterfaceId!string connectionId!string
op ConfirmConnection connectionId!string
op ConfirmCustomerAgreement agreementName:AgreementName
op ConfirmPrivateVirtualInterface virtualInterfaceId!string virtualGatewayId:string
    directConnectGatewayId:string
op ConfirmPublicVirtualInterface virtualInterfaceId!string
op ConfirmTransitVirtualInterface virtualInterfaceId!string directConnectGatewayId!string
op CreateBGPPeer virtualInterfaceId:string newBGPPeer:NewBGPPeer
op CreateConnection location!string bandwidth!string connectionName!string lagId:string tags:TagList
    providerName:string requestMACSec:bool
    billingMode:RequestBillingMode
op CreateDirectConnectGateway directConnectGatewayName!string tags:TagList amazonSideAsn:long
op CreateDirectConnectGatewayAssociation directConnectGatewayId!string gatewayId:string
    addAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList virtualGatewayId:string
op CreateDirectConnectGatewayAssociationProposal directConnectGatewayId!string
    directConnectGatewayOwnerAccount!string gatewayId!string
    addAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
    removeAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
op CreateInterconnect interconnectName!string bandwidth!string location!string lagId:string tags:TagList
    providerName:string requestMACSec:bool
op CreateLag numberOfConnections!int location!string connectionsBandwidth!string lagName!string
    connectionId:string tags:TagList childConnectionTags:TagList providerName:string requestMACSec:bool
    billingMode:RequestBillingMode
op CreatePrivateVirtualInterface connectionId!string newPrivateVirtualInterface!NewPrivateVirtualInterface
op CreatePublicVirtualInterface connectionId!string newPublicVirtualInterface!NewPublicVirtualInterface
op CreateResiliencyGroup resiliencyGroupName!ResiliencyGroupName intendedResiliencyModel!ResiliencyModel
    clientToken:IdempotencyToken tags:TagList
op CreateTransitVirtualInterface connectionId!string newTransitVirtualInterface!NewTransitVirtualInterface
op DeleteBGPPeer virtualInterfaceId:string asn:int asnLong:long customerAddress:string bgpPeerId:string
op DeleteConnection connectionId!string
op DeleteDirectConnectGateway directConnectGatewayId!string
op DeleteDirectConnectGatewayAssociation associationId:string directConnectGatewayId:string
    virtualGatewayId:string
op DeleteDirectConnectGatewayAssociationProposal proposalId!string
op DeleteInterconnect interconnectId!string
op DeleteLag lagId!string
op DeleteResiliencyGroup resiliencyGroupId!ResiliencyGroupId
op DeleteVirtualInterface virtualInterfaceId!string
op DescribeConnectionLoa connectionId!string providerName:string loaContentType:LoaContentType
op DescribeConnections connectionId:string maxResults:int nextToken:string
op DescribeConnectionsOnInterconnect interconnectId!string
op DescribeCustomerMetadata
op DescribeDirectConnectGatewayAssociationProposals directConnectGatewayId:string proposalId:string
    associatedGatewayId:string maxResults:int nextToken:string
op DescribeDirectConnectGatewayAssociations associationId:string associatedGatewayId:string
    directConnectGatewayId:string maxResults:int nextToken:string virtualGatewayId:string
op DescribeDirectConnectGatewayAttachments directConnectGatewayId:string virtualInterfaceId:string
    maxResults:int nextToken:string
op DescribeDirectConnectGateways directConnectGatewayId:string maxResults:int nextToken:string
op DescribeHostedConnections connectionId!string maxResults:int nextToken:string
op DescribeInterconnectLoa interconnectId!string providerName:string loaContentType:LoaContentType
op DescribeInterconnects interconnectId:string maxResults:int nextToken:string
op DescribeLags lagId:string maxResults:int nextToken:string
op DescribeLoa connectionId!string providerName:string loaContentType:LoaContentType
op DescribeLocations
op DescribeRouterConfiguration virtualInterfaceId!string routerTypeIdentifier:string
op DescribeTags resourceArns!ResourceArnList
op DescribeVirtualGateways
op DescribeVirtualInterfaces connectionId:string virtualInterfaceId:string maxResults:int nextToken:string
op DisassociateConnectionFromLag connectionId!string lagId!string
op DisassociateConnectionsFromResiliencyGroup connectionIdentifiers!ConnectionIdentifierList
    resiliencyGroupId!ResiliencyGroupId clientToken:IdempotencyToken
op DisassociateMacSecKey connectionId!string secretARN!string
op GetResiliencyGroup resiliencyGroupId!ResiliencyGroupId
op ListResiliencyGroupAssociations resiliencyGroupId!ResiliencyGroupId maxResults:int nextToken:string
op ListResiliencyGroups maxResults:int nextToken:string
op ListVirtualInterfaceRoutes virtualInterfaceId:string filters:RouteFilters maxResults:int nextToken:string
op ListVirtualInterfaceTestHistory testId:string virtualInterfaceId:string bgpPeers:BGPPeerIdList status:string
    maxResults:int nextToken:string
op StartBgpFailoverTest virtualInterfaceId!string bgpPeers:BGPPeerIdList testDurationInMinutes:int
op StopBgpFailoverTest virtualInterfaceId!string
op TagResource resourceArn!string tags!TagList
op UntagResource resourceArn!string tagKeys!TagKeyList
op UpdateConnection connectionId!string connectionName:string encryptionMode:string
op UpdateConnectionsBillingMode connectionIds!ConnectionIdList billingMode!RequestBillingMode
op UpdateDirectConnectGateway directConnectGatewayId!string newDirectConnectGatewayName!string
op UpdateDirectConnectGatewayAssociation associationId:string
    addAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
    removeAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
op UpdateLag lagId!string lagName:string minimumLinks:int encryptionMode:string
op UpdateResiliencyGroup resiliencyGroupId!ResiliencyGroupId resiliencyGroupName!ResiliencyGroupName
    clientToken:IdempotencyToken
op UpdateVirtualInterfaceAttributes virtualInterfaceId!string mtu:int enableSiteLink:bool
    virtualInterfaceName:string
    prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int rateLimit:string
)model";

}  // namespace ic::sim::aws
