#include "adapters/aws/client/operations.h"

#include <array>

namespace ic::aws {
namespace {

constexpr bool kReads = false;
constexpr bool kMutating = true;
// Sent twice it does what it does once: the second is a no-op, or says that the object is gone already.
constexpr bool kRepeatable = true;
// Sent twice it makes a second object, or its repetition is refused although the first succeeded.
constexpr bool kOnce = false;

// Never asks for a size of pages: without one the service answers with everything, and older regions know no paging.
constexpr Operation Lists(std::string_view name, std::string_view list, std::string_view id) {
  return {.name = name, .paging = {.list = list, .id = id, .next = "nextToken", .ask = "nextToken"}};
}

// The 63 operations of the service model of 2025, and two that came in 2026; and the one of Service Quotas.
constexpr std::array kOperations = std::to_array<Operation>({
    {"AcceptDirectConnectGatewayAssociationProposal", kMutating, kOnce},
    {"AllocateConnectionOnInterconnect", kMutating, kOnce},
    {"AllocateHostedConnection", kMutating, kOnce},
    {"AllocatePrivateVirtualInterface", kMutating, kOnce},
    {"AllocatePublicVirtualInterface", kMutating, kOnce},
    {"AllocateTransitVirtualInterface", kMutating, kOnce},
    {"AssociateConnectionWithLag", kMutating, kRepeatable},
    {"AssociateHostedConnection", kMutating, kRepeatable},
    {"AssociateMacSecKey", kMutating, kOnce},
    {"AssociateVirtualInterface", kMutating, kRepeatable},
    {"ConfirmConnection", kMutating, kOnce},
    {"ConfirmCustomerAgreement", kMutating, kOnce},
    {"ConfirmPrivateVirtualInterface", kMutating, kOnce},
    {"ConfirmPublicVirtualInterface", kMutating, kOnce},
    {"ConfirmTransitVirtualInterface", kMutating, kOnce},
    {"CreateBGPPeer", kMutating, kOnce},
    {"CreateConnection", kMutating, kOnce},
    {"CreateDirectConnectGateway", kMutating, kOnce},
    {"CreateDirectConnectGatewayAssociation", kMutating, kOnce},
    {"CreateDirectConnectGatewayAssociationProposal", kMutating, kOnce},
    {"CreateInterconnect", kMutating, kOnce},
    {"CreateLag", kMutating, kOnce},
    {"CreatePrivateVirtualInterface", kMutating, kOnce},
    {"CreatePublicVirtualInterface", kMutating, kOnce},
    {"CreateTransitVirtualInterface", kMutating, kOnce},
    {"DeleteBGPPeer", kMutating, kRepeatable},
    {"DeleteConnection", kMutating, kRepeatable},
    {"DeleteDirectConnectGateway", kMutating, kRepeatable},
    {"DeleteDirectConnectGatewayAssociation", kMutating, kRepeatable},
    {"DeleteDirectConnectGatewayAssociationProposal", kMutating, kRepeatable},
    {"DeleteInterconnect", kMutating, kRepeatable},
    {"DeleteLag", kMutating, kRepeatable},
    {"DeleteVirtualInterface", kMutating, kRepeatable},
    {"DescribeConnectionLoa", kReads, kRepeatable},
    Lists("DescribeConnections", "connections", "connectionId"),
    {"DescribeConnectionsOnInterconnect", kReads, kRepeatable},
    {"DescribeCustomerMetadata", kReads, kRepeatable},
    {"DescribeDirectConnectGatewayAssociationProposals", kReads, kRepeatable},
    Lists("DescribeDirectConnectGatewayAssociations", "directConnectGatewayAssociations", "associationId"),
    {"DescribeDirectConnectGatewayAttachments", kReads, kRepeatable},
    Lists("DescribeDirectConnectGateways", "directConnectGateways", "directConnectGatewayId"),
    {"DescribeHostedConnections", kReads, kRepeatable},
    {"DescribeInterconnectLoa", kReads, kRepeatable},
    {"DescribeInterconnects", kReads, kRepeatable},
    Lists("DescribeLags", "lags", "lagId"),
    {"DescribeLoa", kReads, kRepeatable},
    {.name = "DescribeLocations", .paging = {.list = "locations", .id = "locationCode"}},
    {"DescribeRouterConfiguration", kReads, kRepeatable},
    {"DescribeTags", kReads, kRepeatable},
    {.name = "DescribeVirtualGateways", .paging = {.list = "virtualGateways", .id = "virtualGatewayId"}},
    Lists("DescribeVirtualInterfaces", "virtualInterfaces", "virtualInterfaceId"),
    {"DisassociateConnectionFromLag", kMutating, kRepeatable},
    {"DisassociateMacSecKey", kMutating, kRepeatable},
    {.name = "ListServiceQuotas",
     .paging = {.list = "Quotas", .next = "NextToken", .ask = "NextToken"},
     .service = "servicequotas"},
    Lists("ListVirtualInterfaceRoutes", "routes", ""),
    {"ListVirtualInterfaceTestHistory", kReads, kRepeatable},
    {"StartBgpFailoverTest", kMutating, kOnce},
    {"StopBgpFailoverTest", kMutating, kOnce},
    {"TagResource", kMutating, kRepeatable},
    {"UntagResource", kMutating, kRepeatable},
    {"UpdateConnection", kMutating, kRepeatable},
    {"UpdateConnectionsBillingMode", kMutating, kRepeatable},
    {"UpdateDirectConnectGateway", kMutating, kRepeatable},
    {"UpdateDirectConnectGatewayAssociation", kMutating, kRepeatable},
    {"UpdateLag", kMutating, kRepeatable},
    {"UpdateVirtualInterfaceAttributes", kMutating, kRepeatable},
});

}  // namespace

std::span<const Operation> Operations() { return kOperations; }

}  // namespace ic::aws
