// Proposals: another account asks to associate its gateway with a Direct Connect gateway.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/aws/operations/gateways.h"
#include "simulators/aws/operations/interface_rules.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

StatusOr<Json> CreateProposal(OperationCall& call) {
  const std::string dx_gateway_id = TextOf(call.in, "directConnectGatewayId");
  const DxGateway* dx_gateway = call.world.gateways.Find(dx_gateway_id);
  if (dx_gateway == nullptr || dx_gateway->owner != TextOf(call.in, "directConnectGatewayOwnerAccount")) {
    return ClientError(fmt::format("Direct Connect Gateway {} does not exist", dx_gateway_id));
  }
  const std::string gateway_id = TextOf(call.in, "gatewayId");
  const CloudGateway* gateway = FindCloudGateway(call, gateway_id);
  if (gateway == nullptr || gateway->owner != call.account()) {
    return ClientError(fmt::format("The gateway {} is not available", gateway_id));
  }
  Proposal proposal{.id = call.world.NewUuid(),
                    .dx_gateway_id = dx_gateway->id,
                    .dx_gateway_owner = dx_gateway->owner,
                    .gateway = *gateway};
  for (const auto& association : call.world.associations.items()) {
    if (association->dx_gateway_id == dx_gateway->id && association->gateway.id == gateway->id) {
      proposal.existing_prefixes = association->prefixes;
    }
  }
  IC_ASSIGN_OR_RETURN(const auto add, ReadPrefixList(call.in, "addAllowedPrefixesToDirectConnectGateway"));
  IC_ASSIGN_OR_RETURN(const auto remove, ReadPrefixList(call.in, "removeAllowedPrefixesToDirectConnectGateway"));
  proposal.requested_prefixes = proposal.existing_prefixes;
  for (const std::string& prefix : remove) std::erase(proposal.requested_prefixes, prefix);
  for (const std::string& prefix : add) proposal.requested_prefixes.push_back(prefix);
  proposal.life.state = "requested";
  call.target = proposal.id;
  return Json{{"directConnectGatewayAssociationProposal", ProposalJson(call.world.proposals.Add(std::move(proposal)))}};
}

bool MayReadProposal(const OperationCall& call, const Proposal& proposal) {
  return proposal.dx_gateway_owner == call.account() || proposal.gateway.owner == call.account();
}

StatusOr<Proposal*> OpenProposal(OperationCall& call) {
  call.target = TextOf(call.in, "proposalId");
  Proposal* proposal = call.world.proposals.Find(call.target);
  if (proposal == nullptr || !MayReadProposal(call, *proposal)) {
    return ClientError(fmt::format("Direct Connect Gateway Association Proposal {} does not exist", call.target));
  }
  if (proposal->life.state != "requested") {
    return ClientError(fmt::format("Direct Connect Gateway Association Proposal {} is in state {}", call.target,
                                   proposal->life.state));
  }
  return proposal;
}

StatusOr<Json> DescribeProposals(OperationCall& call) {
  const auto matches = [&](std::string_view member, const std::string& value) {
    return !Has(call.in, member) || TextOf(call.in, member) == value;
  };
  Json list = Json::array();
  for (const auto& proposal : call.world.proposals.items()) {
    if (MayReadProposal(call, *proposal) && matches("proposalId", proposal->id) &&
        matches("directConnectGatewayId", proposal->dx_gateway_id) &&
        matches("associatedGatewayId", proposal->gateway.id)) {
      list.push_back(ProposalJson(*proposal));
    }
  }
  return Page(call, "directConnectGatewayAssociationProposals", std::move(list));
}

StatusOr<Json> DeleteProposal(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Proposal * proposal, OpenProposal(call));
  proposal->life.state = "deleted";
  return Json{{"directConnectGatewayAssociationProposal", ProposalJson(*proposal)}};
}

StatusOr<Json> Accept(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Proposal * proposal, OpenProposal(call));
  IC_ASSIGN_OR_RETURN(const DxGateway* dx_gateway, OwnGateway(call, TextOf(call.in, "directConnectGatewayId")));
  if (dx_gateway->id != proposal->dx_gateway_id ||
      proposal->gateway.owner != TextOf(call.in, "associatedGatewayOwnerAccount")) {
    return ClientError(fmt::format("Direct Connect Gateway Association Proposal {} does not exist", proposal->id));
  }
  std::vector<std::string> prefixes = proposal->requested_prefixes;
  if (Has(call.in, "overrideAllowedPrefixesToDirectConnectGateway")) {
    IC_ASSIGN_OR_RETURN(prefixes, ReadPrefixList(call.in, "overrideAllowedPrefixesToDirectConnectGateway"));
  }
  for (const auto& association : call.world.associations.items()) {
    if (association->dx_gateway_id != dx_gateway->id || association->gateway.id != proposal->gateway.id) continue;
    association->prefixes = std::move(prefixes);
    call.life.Updating(*association, call.now);
    proposal->life.state = "accepted";
    return Json{{"directConnectGatewayAssociation", AssociationJson(*association)}};
  }
  IC_ASSIGN_OR_RETURN(const Association* made, Associate(call, *dx_gateway, proposal->gateway, std::move(prefixes)));
  proposal->life.state = "accepted";
  return Json{{"directConnectGatewayAssociation", AssociationJson(*made)}};
}

}  // namespace

std::span<const Operation> ProposalOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateDirectConnectGatewayAssociationProposal", CreateProposal},
      {"DescribeDirectConnectGatewayAssociationProposals", DescribeProposals},
      {"DeleteDirectConnectGatewayAssociationProposal", DeleteProposal},
      {"AcceptDirectConnectGatewayAssociationProposal", Accept},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
