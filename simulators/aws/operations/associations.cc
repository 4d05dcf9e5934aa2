// Associations of Direct Connect gateways with virtual private gateways and transit gateways: the prefixes that AWS
// advertises are theirs.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/aws/operations/gateways.h"
#include "simulators/aws/operations/interface_rules.h"
#include "simulators/aws/world/address.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

bool Live(const Association& association) { return !association.life.Is({"disassociating", "disassociated"}); }

Status CheckAssociationQuotas(const World& world, const DxGateway& dx_gateway, const CloudGateway& gateway) {
  int on_gateway = 0;
  int on_transit = 0;
  for (const auto& other : world.associations.items()) {
    if (!Live(*other)) continue;
    on_gateway += other->dx_gateway_id == dx_gateway.id && other->gateway.type == gateway.type ? 1 : 0;
    on_transit += other->gateway.id == gateway.id ? 1 : 0;
  }
  const bool transit = gateway.type == "transitGateway";
  const int most = transit ? world.quotas.transit_gateways_per_gateway : world.quotas.virtual_gateways_per_gateway;
  if (on_gateway >= most) {
    return ClientError(fmt::format("Direct Connect Gateway {} has the maximum of {} associations of type {}",
                                   dx_gateway.id, most, gateway.type));
  }
  if (transit && on_transit >= world.quotas.gateways_per_transit_gateway) {
    return ClientError(fmt::format("Transit gateway {} has the maximum of {} Direct Connect Gateways", gateway.id,
                                   world.quotas.gateways_per_transit_gateway));
  }
  return OkStatus();
}

Status CheckPrefixes(const World& world, const CloudGateway& gateway, const std::vector<std::string>& prefixes) {
  if (gateway.type != "transitGateway") return OkStatus();
  if (prefixes.empty()) {
    return ClientError("Allowed prefixes must be specified for an association with a transit gateway");
  }
  const int most = world.quotas.prefixes_per_transit_gateway;
  if (static_cast<int>(prefixes.size()) > most) {
    return ClientError(fmt::format("No more than {} allowed prefixes can be specified", most));
  }
  return OkStatus();
}

StatusOr<Json> CreateAssociation(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const DxGateway* dx_gateway, OwnGateway(call, TextOf(call.in, "directConnectGatewayId")));
  const std::string id = Has(call.in, "gatewayId") ? TextOf(call.in, "gatewayId") : TextOf(call.in, "virtualGatewayId");
  if (id.empty()) return ClientError("A gateway ID must be specified");
  const CloudGateway* gateway = FindCloudGateway(call, id);
  if (gateway == nullptr) return ClientError(fmt::format("The gateway {} is not available", id));
  IC_ASSIGN_OR_RETURN(std::vector<std::string> prefixes,
                      ReadPrefixList(call.in, "addAllowedPrefixesToDirectConnectGateway"));
  IC_ASSIGN_OR_RETURN(const Association* made, Associate(call, *dx_gateway, *gateway, std::move(prefixes)));
  return Json{{"directConnectGatewayAssociation", AssociationJson(*made)}};
}

bool MayReadAssociation(const OperationCall& call, const Association& association) {
  return association.dx_gateway_owner == call.account() || association.gateway.owner == call.account();
}

StatusOr<Json> DescribeAssociations(OperationCall& call) {
  const auto matches = [&](std::string_view member, const std::string& value) {
    return !Has(call.in, member) || TextOf(call.in, member) == value;
  };
  Json list = Json::array();
  for (const auto& association : call.world.associations.items()) {
    if (!MayReadAssociation(call, *association)) continue;
    if (matches("associationId", association->id) && matches("directConnectGatewayId", association->dx_gateway_id) &&
        matches("associatedGatewayId", association->gateway.id) &&
        matches("virtualGatewayId", association->gateway.id)) {
      list.push_back(AssociationJson(*association));
    }
  }
  call.target =
      Has(call.in, "associationId") ? TextOf(call.in, "associationId") : TextOf(call.in, "directConnectGatewayId");
  return Page(call, "directConnectGatewayAssociations", std::move(list));
}

StatusOr<Association*> OwnAssociation(OperationCall& call, std::string_view id) {
  Association* association = call.world.associations.Find(id);
  if (association == nullptr || !MayReadAssociation(call, *association)) {
    return ClientError(fmt::format("Direct Connect Gateway Association {} does not exist", id));
  }
  call.target = association->id;
  return association;
}

StatusOr<Json> UpdateAssociation(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Association * association, OwnAssociation(call, TextOf(call.in, "associationId")));
  if (association->life.state != "associated") {
    return ClientError(
        fmt::format("Direct Connect Gateway Association {} is in state {}", association->id, association->life.state));
  }
  IC_ASSIGN_OR_RETURN(const auto add, ReadPrefixList(call.in, "addAllowedPrefixesToDirectConnectGateway"));
  IC_ASSIGN_OR_RETURN(const auto remove, ReadPrefixList(call.in, "removeAllowedPrefixesToDirectConnectGateway"));
  std::vector<std::string> prefixes = association->prefixes;
  for (const std::string& prefix : remove) std::erase(prefixes, prefix);
  for (const std::string& prefix : add) {
    if (std::find(prefixes.begin(), prefixes.end(), prefix) == prefixes.end()) prefixes.push_back(prefix);
  }
  IC_RETURN_IF_ERROR(CheckPrefixes(call.world, association->gateway, prefixes));
  association->prefixes = std::move(prefixes);
  call.life.Updating(*association, call.now);
  return Json{{"directConnectGatewayAssociation", AssociationJson(*association)}};
}

// By its id, or by the pair of gateways.
StatusOr<Json> DeleteAssociation(OperationCall& call) {
  std::string id = TextOf(call.in, "associationId");
  for (const auto& association : call.world.associations.items()) {
    if (id.empty() && association->dx_gateway_id == TextOf(call.in, "directConnectGatewayId") &&
        association->gateway.id == TextOf(call.in, "virtualGatewayId")) {
      id = association->id;
    }
  }
  IC_ASSIGN_OR_RETURN(Association * association, OwnAssociation(call, id));
  if (Live(*association)) call.life.Disassociating(*association, call.now);
  return Json{{"directConnectGatewayAssociation", AssociationJson(*association)}};
}

}  // namespace

std::span<const Operation> AssociationOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateDirectConnectGatewayAssociation", CreateAssociation},
      {"DescribeDirectConnectGatewayAssociations", DescribeAssociations},
      {"UpdateDirectConnectGatewayAssociation", UpdateAssociation},
      {"DeleteDirectConnectGatewayAssociation", DeleteAssociation},
  };
  return kOperations;
}

StatusOr<std::vector<std::string>> ReadPrefixList(const Json& in, std::string_view member) {
  std::vector<std::string> prefixes;
  const auto list = in.find(member);
  if (list == in.end()) return prefixes;
  for (const Json& item : *list) {
    prefixes.push_back(TextOf(item, "cidr"));
    IC_RETURN_IF_ERROR(CheckAllowedPrefix(prefixes.back()));
  }
  return prefixes;
}

StatusOr<Association*> Associate(OperationCall& call, const DxGateway& dx_gateway, const CloudGateway& gateway,
                                 std::vector<std::string> prefixes) {
  for (const auto& other : call.world.associations.items()) {
    if (other->dx_gateway_id == dx_gateway.id && other->gateway.id == gateway.id && Live(*other)) {
      return ClientError(
          fmt::format("Gateway {} is already associated with Direct Connect Gateway {}", gateway.id, dx_gateway.id));
    }
  }
  IC_RETURN_IF_ERROR(CheckAssociationQuotas(call.world, dx_gateway, gateway));
  IC_RETURN_IF_ERROR(CheckPrefixes(call.world, gateway, prefixes));
  Association association{.id = call.world.NewUuid(),
                          .dx_gateway_id = dx_gateway.id,
                          .dx_gateway_owner = dx_gateway.owner,
                          .gateway = gateway,
                          .prefixes = std::move(prefixes)};
  call.life.Associating(association, call.now);
  call.target = association.id;
  return &call.world.associations.Add(std::move(association));
}

}  // namespace ic::sim::aws
