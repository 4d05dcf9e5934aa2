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
#include "adapters/common/kinds/rows.h"
#include "adapters/common/session/session_change.h"

namespace ic::aws {
namespace {

// What a row can change, each in a call of its own: the API applies a call as a whole or not at all.
Status SetInterfaceMembers(Region& region, const ObjectChange& change, std::stop_token stop) {
  const auto& rows = RowsOf(AwsTables(), Kind::kVirtualInterface);
  for (MemberChange& one : ModifyMembers(rows, change.changed, change.desired, change.live.get())) {
    one.members["virtualInterfaceId"] = change.id;
    const auto answer = region.Call("UpdateVirtualInterfaceAttributes", one.members, stop);
    region.interfaces().Invalidate(change.id);
    if (!answer.ok()) return answer.status().Annotate("changing " + change.id);
    // A change may park it in `pending`, and AWS takes no other change until that is over.
    IC_RETURN_IF_ERROR(WaitForInterface(region, change.id, false, change.context, stop));
  }
  return OkStatus();
}

Status Move(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::string wanted = TextField(change.desired, field::kConnectionId);
  IC_ASSIGN_OR_RETURN(const std::string shown,
                      ShownConnection(region, *change.live, change.desired, Freshness::kLive, stop));
  if (wanted.empty() || wanted == shown) return OkStatus();
  IC_RETURN_IF_ERROR(WaitForParent(region, wanted, Freshness::kShared, change.context, stop).status());
  const auto answer =
      region.Call("AssociateVirtualInterface", {{"virtualInterfaceId", change.id}, {"connectionId", wanted}}, stop);
  region.interfaces().Invalidate(change.id);
  if (!answer.ok()) return answer.status().Annotate(fmt::format("moving {} to {}", change.id, wanted));
  return WaitForInterface(region, change.id, false, change.context, std::move(stop));
}

// An interface leaves a hosted connection for a dedicated one alone. Source: API model, AssociateVirtualInterface (of a
// LAG: it is the partner who moves a hosted connection, with its interface).
Status CheckLeavesHosted(const Parent& from, const Parent& to, const std::string& id) {
  if (!from.hosted_vlan || (!to.is_lag && !to.hosted_vlan)) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`connection_id` names {}, {}, but {} is on {}, which is a hosted connection: AWS moves an interface from that "
      "to "
      "a dedicated connection only, and the partner moves a hosted connection with the interface on it (API model, "
      "AssociateVirtualInterface). Leave connection_id as it is, or replace the interface, which interrupts it",
      to.id, to.is_lag ? "a LAG" : "a hosted connection too", id, from.id));
}

Status CheckMove(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop) {
  const std::string wanted = TextField(change.desired, field::kConnectionId);
  if (!Touches(change.changed, "connection_id") || wanted.empty()) return OkStatus();
  IC_ASSIGN_OR_RETURN(const std::string shown, ShownConnection(region, *change.live, change.desired, beside, stop));
  if (wanted == shown) return OkStatus();
  IC_RETURN_IF_ERROR(CheckParentStays(region, wanted, beside, stop));
  IC_ASSIGN_OR_RETURN(const std::optional<Parent> from, FindParent(region, shown, beside, stop));
  IC_ASSIGN_OR_RETURN(const std::optional<Parent> port, FindParent(region, wanted, beside, std::move(stop)));
  if (!port) return OkStatus();
  if (from) IC_RETURN_IF_ERROR(CheckLeavesHosted(*from, *port, change.id));
  return CheckVlan(*port, change.desired);
}

Status CheckLimitFits(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop) {
  if (!Touches(change.changed, "aws.rate_limit")) return OkStatus();
  std::string id = TextField(change.desired, field::kConnectionId);
  if (id.empty()) id = TextOf(*change.live, "connectionId");
  IC_ASSIGN_OR_RETURN(const std::optional<Parent> port, FindParent(region, id, beside, std::move(stop)));
  return port ? CheckRateLimit(*port, change.desired) : OkStatus();  // another account's
}

}  // namespace

Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  const std::vector<std::string>& changed = change.changed;
  // The limit is one of the connection that it comes to.
  const bool move_first = Touches(changed, "connection_id") && Touches(changed, "aws.rate_limit");
  if (move_first) IC_RETURN_IF_ERROR(Move(region, change, stop));
  IC_RETURN_IF_ERROR(SetInterfaceMembers(region, change, stop));
  if (!move_first && Touches(changed, "connection_id")) IC_RETURN_IF_ERROR(Move(region, change, stop));
  return TouchesSession(changed) ? ReplaceSession(Sessions(), region, change, std::move(stop)) : OkStatus();
}

Status CheckInterfaceChange(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop) {
  if (change.live == nullptr) return OkStatus();
  IC_RETURN_IF_ERROR(CheckMove(region, change, beside, stop));
  return CheckLimitFits(region, change, beside, std::move(stop));
}

}  // namespace ic::aws
