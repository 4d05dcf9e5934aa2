// Creating virtual interfaces, and accepting those that another account offers.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

Status UnknownType(const std::string& type) {
  return InvalidArgumentError(
      fmt::format("`type` is \"{}\"; AWS has `private`, `public` and `transit` virtual interfaces", type));
}

std::string TypeOf(const Value& desired) {
  const std::string type = TextField(desired, field::kType);
  return type.empty() ? "private" : type;
}

// Only Direct Connect gateways, which have a list; who may not see that is left to the service.
Status CheckGateway(Region& region, const CreateRequest& request, std::stop_token stop) {
  const std::string id = TextField(request.desired, field::kGatewayId);
  if (id.empty() || id.starts_with("vgw-")) return OkStatus();
  const Freshness freshness = request.planned ? Freshness::kShared : request.freshness;
  const auto gateway = region.gateways().Get(id, freshness, std::move(stop));
  if (!gateway.ok()) return OkStatus();
  if (*gateway != nullptr) {
    const std::string state = TextOf(**gateway, "directConnectGatewayState");
    if (!IsGatewayEnding(state)) return OkStatus();
    return FailedPreconditionError(
        fmt::format("`gateway_id` names {}, which is `{}`: nothing can be attached to it any more", id, state));
  }
  return NotFoundError(
      fmt::format("`gateway_id` names {}, and this account has no Direct Connect gateway of that id: an "
                  "interface attaches to a gateway of its own account",
                  id));
}

Status CheckAllocation(const std::string& owner, const Value& desired) {
  if (const std::string gateway = TextField(desired, field::kGatewayId); !gateway.empty()) {
    return InvalidArgumentError(fmt::format(
        "`gateway_id` names {}, but the interface is for the account {}, which names the gateway itself when "
        "it accepts. Take `gateway_id` out here",
        gateway, owner));
  }
  const Value& site_link = VendorField(desired, vendor_field::kSiteLink);
  if (site_link.kind() == Value::Kind::kBool && site_link.AsBool()) {
    return InvalidArgumentError(
        fmt::format("`aws.site_link` is set, but the interface is for the account {}: only that account can switch "
                    "SiteLink on, after it accepted. Take `site_link` out here",
                    owner));
  }
  constexpr std::int64_t kUsual = 100;  // what AWS makes it with (user guide, inbound prefix controls)
  for (const char* family : {"ipv4", "ipv6"}) {
    const std::string name = fmt::format("prefix_allocation_{}", family);
    const Value& allocation = VendorField(desired, name);
    if (allocation.kind() != Value::Kind::kNumber || allocation.AsNumber().ToInt64() == kUsual) continue;
    return InvalidArgumentError(fmt::format(
        "`aws.{}` is {}, but the interface is for the account {}, and AWS takes no allocation with it: it has {} of "
        "each family. Take `{}` out here; it is changed once the interface is accepted",
        name, allocation.AsNumber().ToString(), owner, kUsual, name));
  }
  return OkStatus();
}

// True if the interface is to be another account's than its port's.
bool IsAllocation(const Parent& port, const Value& desired) {
  const std::string owner = VendorText(desired, vendor_field::kOwnerAccount);
  return !owner.empty() && owner != port.owner_account;
}

// What only the live port and gateway can tell.
Status CheckPlaces(Region& region, const CreateRequest& request, const Parent& port, std::stop_token stop) {
  const Value& desired = request.desired;
  IC_RETURN_IF_ERROR(CheckVlan(port, desired));
  IC_RETURN_IF_ERROR(CheckRateLimit(port, desired));
  if (IsAllocation(port, desired)) return CheckAllocation(VendorText(desired, vendor_field::kOwnerAccount), desired);
  return CheckGateway(region, request, std::move(stop));
}

}  // namespace

Status CheckInterface(Region& region, const CreateRequest& request, const WaitContext& context, std::stop_token stop) {
  const Value& desired = request.desired;
  if (FindInterfaceType(TypeOf(desired)) == nullptr) return UnknownType(TypeOf(desired));
  const std::string port_id = TextField(desired, field::kConnectionId);
  if (port_id.empty()) return CheckGateway(region, request, std::move(stop));
  // Of a port that is still to come too: the run may be what accepts it, and by then it is paid for.
  if (request.planned) {
    IC_ASSIGN_OR_RETURN(const std::optional<Parent> known, FindParent(region, port_id, request.beneath(), stop));
    if (known) {
      IC_RETURN_IF_ERROR(CheckPlaces(region, request, *known, stop));
    }
  }
  IC_ASSIGN_OR_RETURN(const Parent port, WaitForParent(region, port_id, request.beneath(), context, stop));
  return request.planned ? OkStatus() : CheckPlaces(region, request, port, std::move(stop));
}

StatusOr<Made> MakeInterface(Region& region, const CreateRequest& request, const Marks& marks,
                             const WaitContext& context, std::stop_token stop) {
  const Value& desired = request.desired;
  const InterfaceType* type = FindInterfaceType(TypeOf(desired));
  if (type == nullptr) return UnknownType(TypeOf(desired));
  // It was waited for: this is what is known of it.
  IC_ASSIGN_OR_RETURN(const Parent port, WaitForParent(region, TextField(desired, field::kConnectionId),
                                                       Freshness::kShared, context, stop));
  const bool allocation = IsAllocation(port, desired);
  nlohmann::json input = {{"connectionId", port.id}};
  if (allocation) input["ownerAccount"] = VendorText(desired, vendor_field::kOwnerAccount);
  nlohmann::json members = WriteInterface(*type, allocation, desired, request.secrets.auth_key);
  nlohmann::json tags = TagList(desired.Get(field::kTags), marks);
  if (!tags.empty()) members["tags"] = std::move(tags);
  input[std::string(allocation ? type->allocate_member : type->create_member)] = std::move(members);
  const std::string_view operation = allocation ? type->allocate : type->create;
  IC_ASSIGN_OR_RETURN(const nlohmann::json answer, region.Call(operation, input, std::move(stop)));
  std::string id = TextOf(InterfaceInAnswer(answer), "virtualInterfaceId");
  if (id.empty()) return AnswerWithoutId(operation);
  return Made{std::move(id)};
}

Status AcceptInterface(Region& region, const nlohmann::json& interface, const Value& desired, std::stop_token stop) {
  const std::string id = TextOf(interface, "virtualInterfaceId");
  const std::string type_name = TextOf(interface, "virtualInterfaceType");
  const InterfaceType* type = FindInterfaceType(type_name);
  if (type == nullptr) return UnknownType(type_name);
  nlohmann::json input = {{"virtualInterfaceId", id}};
  if (type->has_gateway) {
    const std::string gateway = TextField(desired, field::kGatewayId);
    if (gateway.empty()) {
      return InvalidArgumentError(fmt::format(
          "{} is a {} interface: to accept it, `gateway_id` has to name the gateway it attaches to", id, type_name));
    }
    input[std::string(type->name == "transit" ? "directConnectGatewayId" : GatewayMember(gateway))] = gateway;
  }
  return region.Call(type->confirm, input, std::move(stop)).status();
}

}  // namespace ic::aws
