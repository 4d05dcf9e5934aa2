// Creating virtual interfaces, and accepting those that another account offers.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/change.h"
#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

Marks MarksOf(const CreateRequest& request) {
  return {.mark = request.mark, .owner = request.owner, .group = TextField(request.desired, field::kRedundancyGroup)};
}

Status UnknownType(const std::string& type) {
  return InvalidArgumentError(
      fmt::format("`type` is \"{}\"; AWS has `private`, `public` and `transit` virtual interfaces", type));
}

std::string TypeOf(const Value& desired) {
  const std::string type = TextField(desired, field::kType);
  return type.empty() ? "private" : type;
}

// What only the live port can tell.
Status CheckAgainstPort(const Parent& port, const Value& desired) {
  if (!port.hosted_vlan) return OkStatus();
  const Value& vlan = desired.Get(field::kVlan);
  if (vlan.kind() != Value::Kind::kNumber || vlan.AsNumber().ToInt64() == port.hosted_vlan) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`vlan` is {}, but {} is a hosted connection to which the partner gave VLAN {}: its virtual interface "
      "must use that one (Direct Connect user guide, prerequisites for virtual interfaces). Set vlan = {}, "
      "or take it from the connection's `vlan`",
      vlan.AsNumber().ToString(), port.id, *port.hosted_vlan, *port.hosted_vlan));
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
  return OkStatus();
}

// Accepts an offered interface. One that somebody accepted meanwhile is no error.
Status Accept(Region& region, const nlohmann::json& interface, const Value& desired, std::stop_token stop) {
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
  const auto answer = region.Call(type->confirm, input, stop);
  region.interfaces().Invalidate(id);
  if (answer.ok()) return OkStatus();
  const auto again = region.interfaces().Get(id, Freshness::kLive, stop);
  const bool accepted = again.ok() && !IsInterfaceAbsent(*again) && InterfaceRow(**again).stage != Stage::kOffered;
  return accepted ? OkStatus() : answer.status().Annotate("accepting " + id);
}

// What is compared before a takeover. An offered interface has no gateway yet: accepting gives it one.
Value Comparable(const Value& desired, bool offered) {
  Value comparable = desired;
  if (offered) comparable.Put(field::kGatewayId, Value::Null());
  return comparable;
}

ChangeResult TakeOver(Region& region, const std::string& id, const CreateRequest& request, std::stop_token stop) {
  const WaitContext context = region.Until(request.timeout);
  const auto live = region.interfaces().Get(id, Freshness::kLive, stop);
  if (!live.ok()) return Failed(live.status());
  if (IsInterfaceAbsent(*live)) {
    return Failed(NoSuchInterface(region, id).Annotate("taking over a virtual interface"));
  }
  // What it carries must be compared with what is wanted, session by session: so its sessions are read as desired.
  const auto observed = ObserveInterface(region, **live, request.desired, stop);
  if (!observed.ok()) return Failed(observed.status());
  const bool foreign = IsForeign(region, **live, stop);
  const bool offered = InterfaceRow(**live).stage == Stage::kOffered && !foreign;
  const Status adoptable =
      CheckAdoptable(Kind::kVirtualInterface, id, Comparable(request.desired, offered), observed->attributes);
  if (!adoptable.ok()) return Failed(adoptable);
  if (offered) {
    if (const Status accepted = Accept(region, **live, request.desired, stop); !accepted.ok()) return Failed(accepted);
  }
  Diagnostics diagnostics;
  Status status = WaitForInterface(region, id, offered, context, stop);
  if (status.ok()) {
    NoteTakenOver(id, SplitTags(**live), request.desired, request.owner, diagnostics);
    const InterfaceChange change = {.live = *live,
                                    .prior = Value::Null(),
                                    .desired = request.desired,
                                    .auth_key = std::nullopt,
                                    .marks = MarksOf(request),
                                    .context = context};
    static const std::vector<std::string> kPaths = {"name", "mtu", "aws", "connection_id", "tags", "redundancy_group"};
    status = ChangeInterface(region, change, kPaths, diagnostics, stop);
  }
  return FinishInterface(region, id, request.desired, std::move(status), std::move(diagnostics), stop);
}

}  // namespace

ChangeResult CreateInterface(Region& region, const CreateRequest& request, std::stop_token stop) {
  const Value& desired = request.desired;
  if (const std::string id = TextField(desired, field::kAdopt); !id.empty()) {
    return TakeOver(region, id, request, stop);
  }
  const InterfaceType* type = FindInterfaceType(TypeOf(desired));
  if (type == nullptr) return Failed(UnknownType(TypeOf(desired)));
  const WaitContext context = region.Until(request.timeout);
  const auto port = WaitForParent(region, TextField(desired, field::kConnectionId), context, stop);
  if (!port.ok()) return Failed(port.status());
  if (const Status fits = CheckAgainstPort(*port, desired); !fits.ok()) return Failed(fits);
  const std::string owner = VendorText(desired, vendor_field::kOwnerAccount);
  const bool allocation = !owner.empty() && owner != port->owner_account;
  nlohmann::json input = {{"connectionId", port->id}};
  if (allocation) {
    if (const Status fits = CheckAllocation(owner, desired); !fits.ok()) return Failed(fits);
    input["ownerAccount"] = owner;
  }
  nlohmann::json members = WriteInterface(*type, allocation, desired, request.secrets.auth_key);
  nlohmann::json tags = TagList(desired.Get(field::kTags), MarksOf(request));
  if (!tags.empty()) members["tags"] = std::move(tags);
  input[std::string(allocation ? type->allocate_member : type->create_member)] = std::move(members);
  const std::string_view operation = allocation ? type->allocate : type->create;
  const auto answer = region.Call(operation, input, stop);
  if (!answer.ok()) return Failed(answer.status());
  const std::string id = TextOf(InterfaceInAnswer(*answer), "virtualInterfaceId");
  if (id.empty()) return Failed(AnswerWithoutId(operation));
  region.interfaces().Invalidate(id);
  return FinishInterface(region, id, desired, WaitForInterface(region, id, false, context, stop), {}, stop);
}

}  // namespace ic::aws
