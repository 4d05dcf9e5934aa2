// Direct Connect gateways, and what is attached to them.
#include "simulators/aws/operations/gateways.h"

#include <algorithm>

#include <fmt/format.h>

#include "simulators/aws/operations/interfaces.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

constexpr std::int64_t kDefaultAsn = 64512;

Status CheckAsn(std::int64_t asn) {
  if ((asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294)) return OkStatus();
  return ClientError(fmt::format(
      "Amazon side ASN {} is invalid: it must be from 64512 to 65534 or from 4200000000 to 4294967294", asn));
}

StatusOr<Json> CreateGateway(OperationCall& call) {
  const auto& items = call.world.gateways.items();
  const auto held = std::count_if(items.begin(), items.end(), [&](const auto& gateway) {
    return gateway->owner == call.account() && !gateway->life.Is({"deleting", "deleted"});
  });
  if (held >= call.world.quotas.gateways) {
    return ClientError(fmt::format("You have reached the limit of {} Direct Connect Gateways", held));
  }
  DxGateway gateway{.name = TextOf(call.in, "directConnectGatewayName"),
                    .owner = call.account(),
                    .asn = NumberOf(call.in, "amazonSideAsn", kDefaultAsn)};
  IC_RETURN_IF_ERROR(CheckName("Direct Connect Gateway name", gateway.name, 100));
  IC_RETURN_IF_ERROR(CheckAsn(gateway.asn));
  IC_ASSIGN_OR_RETURN(gateway.tags, ReadTags(call.in, "tags"));
  gateway.id = call.world.NewUuid();
  call.target = gateway.id;
  call.life.Pending(gateway, call.now);
  const DxGateway& made = call.world.gateways.Add(std::move(gateway));
  return Json{{"directConnectGateway", GatewayJson(call.world, made, call.account())}};
}

// The region does not matter: gateways are global.
StatusOr<Json> DescribeGateways(OperationCall& call) {
  const std::string id = TextOf(call.in, "directConnectGatewayId");
  call.target = id;
  Json list = Json::array();
  for (const auto& gateway : call.world.gateways.items()) {
    if (gateway->owner != call.account() || (!id.empty() && gateway->id != id)) continue;
    list.push_back(GatewayJson(call.world, *gateway, call.account()));
  }
  return Page(call, "directConnectGateways", std::move(list));
}

StatusOr<Json> UpdateGateway(OperationCall& call) {
  call.target = TextOf(call.in, "directConnectGatewayId");
  IC_ASSIGN_OR_RETURN(DxGateway * gateway, OwnGateway(call, call.target));
  const std::string name = TextOf(call.in, "newDirectConnectGatewayName");
  IC_RETURN_IF_ERROR(CheckName("Direct Connect Gateway name", name, 100));
  gateway->name = name;
  return Json{{"directConnectGateway", GatewayJson(call.world, *gateway, call.account())}};
}

StatusOr<Json> DeleteGateway(OperationCall& call) {
  call.target = TextOf(call.in, "directConnectGatewayId");
  IC_ASSIGN_OR_RETURN(DxGateway * gateway, OwnGateway(call, call.target));
  for (const auto& association : call.world.associations.items()) {
    if (association->dx_gateway_id == gateway->id && association->life.state != "disassociated") {
      return ClientError(fmt::format("Direct Connect Gateway {} has associations and cannot be deleted", gateway->id));
    }
  }
  for (const auto& interface : call.world.interfaces.items()) {
    if (interface->dx_gateway_id == gateway->id && !interface->life.Is({"deleted", "rejected"})) {
      return ClientError(
          fmt::format("Direct Connect Gateway {} has virtual interfaces and cannot be deleted", gateway->id));
    }
  }
  call.life.Deleting(*gateway, call.now);
  return Json{{"directConnectGateway", GatewayJson(call.world, *gateway, call.account())}};
}

std::string AttachmentState(const Life& interface) {
  if (interface.Is({"pending", "confirming"})) return "attaching";
  if (interface.state == "deleting") return "detaching";
  return interface.Is({"deleted", "rejected"}) ? "detached" : "attached";
}

StatusOr<Json> DescribeAttachments(OperationCall& call) {
  const std::string gateway_id = TextOf(call.in, "directConnectGatewayId");
  const std::string interface_id = TextOf(call.in, "virtualInterfaceId");
  if (gateway_id.empty() && interface_id.empty()) {
    return ClientError("A Direct Connect Gateway ID or a Virtual Interface ID must be specified");
  }
  call.target = gateway_id.empty() ? interface_id : gateway_id;
  Json list = Json::array();
  for (const auto& interface : call.world.interfaces.items()) {
    const DxGateway* gateway = call.world.gateways.Find(interface->dx_gateway_id);
    if (gateway == nullptr) continue;
    if (gateway->owner != call.account() && interface->owner != call.account()) continue;
    if (!gateway_id.empty() && gateway->id != gateway_id) continue;
    if (!interface_id.empty() && interface->id != interface_id) continue;
    list.push_back(
        {{"directConnectGatewayId", gateway->id},
         {"virtualInterfaceId", interface->id},
         {"virtualInterfaceRegion", interface->region},
         {"virtualInterfaceOwnerAccount", interface->owner},
         {"attachmentState", AttachmentState(interface->life)},
         {"attachmentType", interface->type == "transit" ? "TransitVirtualInterface" : "PrivateVirtualInterface"}});
  }
  return Page(call, "directConnectGatewayAttachments", std::move(list));
}

}  // namespace

std::span<const Operation> GatewayOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateDirectConnectGateway", CreateGateway},
      {"DescribeDirectConnectGateways", DescribeGateways},
      {"UpdateDirectConnectGateway", UpdateGateway},
      {"DeleteDirectConnectGateway", DeleteGateway},
      {"DescribeDirectConnectGatewayAttachments", DescribeAttachments},
  };
  return kOperations;
}

StatusOr<DxGateway*> OwnGateway(const OperationCall& call, std::string_view id) {
  DxGateway* gateway = call.world.gateways.Find(id);
  if (gateway == nullptr || gateway->owner != call.account() || gateway->life.Is({"deleting", "deleted"})) {
    return ClientError(fmt::format("Direct Connect Gateway {} does not exist", id));
  }
  return gateway;
}

}  // namespace ic::sim::aws
