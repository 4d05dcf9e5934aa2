// The inputs of the service's operations: facts of the service model `directconnect-2012-10-25` (version of May 2026).
//
// One statement a line; an indented line continues the one above.
//   enum NAME VALUE…            a string of a closed set
//   text NAME MIN MAX [chars]   a string of a length in characters, perhaps of the characters of tags only
//   list NAME ELEMENT min=N     an array
//   struct NAME MEMBER…         an object
//   op NAME MEMBER…             an operation's input
//   also NAME MEMBER…           members that the service announced after that model (2026-06 to 2026-08)
// A member is NAME:TYPE, or NAME!TYPE if it is required.
#include "simulators/aws/wire/model.h"

namespace ic::sim::aws {

const char kModelTable[] = R"model(
enum AddressFamily ipv4 ipv6
enum LoaContentType application/pdf
text AgreementName 0 100
text TagKey 1 128 tag-characters
text TagValue 0 256 tag-characters
list BGPPeerIdList string min=0
list ResourceArnList string min=0
list RouteFilterPrefixList RouteFilterPrefix min=0
list TagKeyList TagKey min=0
list TagList Tag min=1
struct NewBGPPeer asn:int asnLong:long authKey:string addressFamily:AddressFamily amazonAddress:string
    customerAddress:string
struct NewPrivateVirtualInterface virtualInterfaceName!string vlan!int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily
    virtualGatewayId:string directConnectGatewayId:string tags:TagList enableSiteLink:bool
struct NewPrivateVirtualInterfaceAllocation virtualInterfaceName!string vlan!int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string addressFamily:AddressFamily customerAddress:string tags:TagList
struct NewPublicVirtualInterface virtualInterfaceName!string vlan!int asn:int asnLong:long authKey:string
    amazonAddress:string customerAddress:string addressFamily:AddressFamily
    routeFilterPrefixes:RouteFilterPrefixList tags:TagList
struct NewPublicVirtualInterfaceAllocation virtualInterfaceName!string vlan!int asn:int asnLong:long
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily
    routeFilterPrefixes:RouteFilterPrefixList tags:TagList
struct NewTransitVirtualInterface virtualInterfaceName:string vlan:int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily
    directConnectGatewayId:string tags:TagList enableSiteLink:bool
struct NewTransitVirtualInterfaceAllocation virtualInterfaceName:string vlan:int asn:int asnLong:long mtu:int
    authKey:string amazonAddress:string customerAddress:string addressFamily:AddressFamily tags:TagList
struct RouteFilterPrefix cidr:string
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
op CreatePrivateVirtualInterface connectionId!string newPrivateVirtualInterface!NewPrivateVirtualInterface
op CreatePublicVirtualInterface connectionId!string newPublicVirtualInterface!NewPublicVirtualInterface
op CreateTransitVirtualInterface connectionId!string newTransitVirtualInterface!NewTransitVirtualInterface
op DeleteBGPPeer virtualInterfaceId:string asn:int asnLong:long customerAddress:string bgpPeerId:string
op DeleteConnection connectionId!string
op DeleteDirectConnectGateway directConnectGatewayId!string
op DeleteDirectConnectGatewayAssociation associationId:string directConnectGatewayId:string
    virtualGatewayId:string
op DeleteDirectConnectGatewayAssociationProposal proposalId!string
op DeleteInterconnect interconnectId!string
op DeleteLag lagId!string
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
op DisassociateMacSecKey connectionId!string secretARN!string
op ListVirtualInterfaceTestHistory testId:string virtualInterfaceId:string bgpPeers:BGPPeerIdList status:string
    maxResults:int nextToken:string
op StartBgpFailoverTest virtualInterfaceId!string bgpPeers:BGPPeerIdList testDurationInMinutes:int
op StopBgpFailoverTest virtualInterfaceId!string
op TagResource resourceArn!string tags!TagList
op UntagResource resourceArn!string tagKeys!TagKeyList
op UpdateConnection connectionId!string connectionName:string encryptionMode:string
op UpdateDirectConnectGateway directConnectGatewayId!string newDirectConnectGatewayName!string
op UpdateDirectConnectGatewayAssociation associationId:string
    addAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
    removeAllowedPrefixesToDirectConnectGateway:RouteFilterPrefixList
op UpdateLag lagId!string lagName:string minimumLinks:int encryptionMode:string
op UpdateVirtualInterfaceAttributes virtualInterfaceId!string mtu:int enableSiteLink:bool
    virtualInterfaceName:string
also NewPrivateVirtualInterface rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
also NewPublicVirtualInterface rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
also NewTransitVirtualInterface rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
also NewPrivateVirtualInterfaceAllocation rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
also NewPublicVirtualInterfaceAllocation rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
also NewTransitVirtualInterfaceAllocation rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
also UpdateVirtualInterfaceAttributes rateLimit:string prefixPoolAllocatedCountIpv4:int prefixPoolAllocatedCountIpv6:int
)model";

}  // namespace ic::sim::aws
