// Changing virtual interfaces in place.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/mapping.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/session_change.h"

namespace ic::aws {
namespace {

Status SetAttribute(Region& region, const ObjectChange& change, std::string_view member, nlohmann::json value,
                    std::stop_token stop) {
  const auto answer = region.Call("UpdateVirtualInterfaceAttributes",
                                  {{"virtualInterfaceId", change.id}, {std::string(member), std::move(value)}}, stop);
  region.interfaces().Invalidate(change.id);
  if (!answer.ok()) return answer.status().Annotate("changing " + change.id);
  // A change may park it in `pending`, and AWS takes no other change until that is over.
  return WaitForInterface(region, change.id, false, change.context, std::move(stop));
}

Status RenameInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::string name = TextField(change.desired, field::kName);
  if (name.empty() || name == TextOf(*change.live, "virtualInterfaceName")) return OkStatus();
  return SetAttribute(region, change, "virtualInterfaceName", name, std::move(stop));
}

Status SetMtu(Region& region, const ObjectChange& change, std::stop_token stop) {
  const Value& mtu = change.desired.Get(field::kMtu);
  const auto wanted = mtu.kind() == Value::Kind::kNumber ? mtu.AsNumber().ToInt64() : std::nullopt;
  if (!wanted || wanted == IntegerOf(*change.live, "mtu")) return OkStatus();
  return SetAttribute(region, change, "mtu", *wanted, std::move(stop));
}

Status SetSiteLink(Region& region, const ObjectChange& change, std::stop_token stop) {
  const Value& wanted = VendorField(change.desired, vendor_field::kSiteLink);
  if (wanted.kind() != Value::Kind::kBool) return OkStatus();
  if (wanted.AsBool() == FlagOf(*change.live, "siteLinkEnabled").value_or(false)) return OkStatus();
  return SetAttribute(region, change, "enableSiteLink", wanted.AsBool(), std::move(stop));
}

Status Move(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::string wanted = TextField(change.desired, field::kConnectionId);
  IC_ASSIGN_OR_RETURN(const std::string shown,
                      ShownConnection(region, *change.live, change.desired, Freshness::kLive, stop));
  if (wanted.empty() || wanted == shown) return OkStatus();
  IC_RETURN_IF_ERROR(WaitForParent(region, wanted, change.context, stop).status());
  const auto answer =
      region.Call("AssociateVirtualInterface", {{"virtualInterfaceId", change.id}, {"connectionId", wanted}}, stop);
  region.interfaces().Invalidate(change.id);
  if (!answer.ok()) return answer.status().Annotate(fmt::format("moving {} to {}", change.id, wanted));
  return WaitForInterface(region, change.id, false, change.context, std::move(stop));
}

}  // namespace

Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::vector<std::string>& changed = change.changed;
  if (Touches(changed, "name")) IC_RETURN_IF_ERROR(RenameInterface(region, change, stop));
  if (Touches(changed, "mtu")) IC_RETURN_IF_ERROR(SetMtu(region, change, stop));
  if (Touches(changed, "aws.site_link")) IC_RETURN_IF_ERROR(SetSiteLink(region, change, stop));
  if (Touches(changed, "connection_id")) IC_RETURN_IF_ERROR(Move(region, change, stop));
  return TouchesSession(changed) ? ReplaceSession(Sessions(), region, change, std::move(stop)) : OkStatus();
}

}  // namespace ic::aws
