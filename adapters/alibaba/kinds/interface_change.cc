// Changes of virtual border routers in place.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/ipv6.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/routes.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/tagging.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

bool TouchesOwnSession(const ObjectChange& change) {
  constexpr std::array<std::string_view, 6> kPaths = {"customer_asn", "cloud_asn",        "auth_key",
                                                      "bfd.enabled",  "alibaba.bfd_hops", "customer_address"};
  return std::ranges::any_of(kPaths, [&](std::string_view path) { return Touches(change.changed, path); });
}

// Before the interface's address changes: the address is what tells its session.
StatusOr<std::optional<Session>> FindOwn(Region& region, const ObjectChange& change, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, change.id, change.freshness, std::move(stop)));
  const Value& tracking = change.prior.is_null() ? change.desired : change.prior;
  if (const Session* own = OwnSession(sessions, *change.live, tracking)) return std::optional(*own);
  // An interrupted run may have made it.
  const auto found = std::ranges::find(sessions, kInterfaceGroupName, &Session::group_name);
  return found != sessions.end() ? std::optional(*found) : std::nullopt;
}

Status Send(Region& region, const ObjectChange& change, std::string_view operation, Parameters parameters,
            std::stop_token stop) {
  parameters["VbrId"] = change.id;
  const auto answer = region.Call(operation, parameters, stop);
  region.interfaces().Invalidate(change.id);
  if (!answer.ok()) return answer.status().Annotate(fmt::format("{} of {}", operation, change.id));
  return WaitForInterface(region, change.id, change.context, std::move(stop));
}

Status SetSession(Region& region, const ObjectChange& change, const std::optional<Session>& own, std::stop_token stop) {
  if (TextField(change.desired, field::kCustomerAsn).empty()) {
    if (!own || !Touches(change.changed, field::kCustomerAsn)) return OkStatus();
    return DeleteSession(region, *own, change.freshness, change.context, std::move(stop));
  }
  SessionWish wish = WishOf(change.desired, change.secrets.auth_key);
  wish.interface_id = change.id;
  wish.group_name = kInterfaceGroupName;
  wish.address_family = "ipv4";
  wish.address = AddressPart(TextField(change.desired, field::kCustomerAddress));
  if (wish.address.empty()) wish.address = CanonicalAddress(TextOf(*change.live, "PeerGatewayIp"));
  if (!wish.bfd && Touches(change.changed, "bfd.enabled")) wish.bfd = false;
  if (own) {
    // The configuration may have another key by now, of which the plan says nothing.
    const bool had = change.prior.Get(field::kCustomerAsn).is_known();
    if (had && !Touches(change.changed, field::kAuthKey)) wish.auth_key.reset();
    return ChangeSession(region, *own, wish, change.freshness, change.context, std::move(stop));
  }
  std::string made;
  return MakeSession(region, wish, change.freshness, change.context, &made, std::move(stop));
}

bool ChangesRoutes(const ObjectChange& change) {
  const bool touched = Touches(change.changed, field::kCustomerPrefixes) || Touches(change.changed, field::kRouteMode);
  return touched && !IsForOther(change.desired) && RoutesOf(change.prior) != RoutesOf(change.desired);
}

Status MoveInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  if (!Touches(change.changed, "alibaba.resource_group_id")) return OkStatus();
  const Status moved = ChangeResourceGroup(region, kInterfaceResource, change, std::move(stop));
  region.interfaces().Invalidate(change.id);
  return moved;
}

bool Recovers(const ObjectChange& change) {
  return Touches(change.changed, "alibaba.terminated") &&
         VendorFlag(change.desired, vendor_field::kTerminated) == false && IsStopped(InterfaceRow(*change.live).stage);
}

bool IsAttached(const nlohmann::json& interface) { return !TextOf(interface, "EcrId").empty(); }

// Source: alibabacloud_vpc20160428 7.2.2, ModifyVirtualBorderRouterAttribute, Mtu; read 2026-11-30.
Status CheckMtu(const ObjectChange& change) {
  const Value& wanted = change.desired.Get(field::kMtu);
  const auto has = NumberOf(*change.live, "Mtu");
  const bool changes =
      Touches(change.changed, field::kMtu) && wanted.is_known() && !(has && wanted == Value::Int(*has));
  if (!changes || IsAttached(*change.live)) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`mtu` is {}, and {} is attached to no Express Connect router, without which Alibaba Cloud sets none. Attach it "
      "first, with the vendor's own provider: what it is set to then holds for all routers and VPCs there",
      wanted.ToString(), change.id));
}

}  // namespace

Status CheckInterfaceChange(const ObjectChange& change) {
  IC_RETURN_IF_ERROR(CheckMtu(change));
  const bool changes = TouchesOwnSession(change) || ChangesRoutes(change) ||
                       !WriteInterfaceChange(change.changed, change.desired).empty() ||
                       !WriteIpv6Change(change.changed, change.desired, *change.live).empty();
  if (!IsStopped(InterfaceRow(*change.live).stage) || !changes || Recovers(change)) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "{} is `{}`: it was taken out of service (alibaba.terminated is true, and stays so where it is not "
      "written), and takes no change then. Write alibaba = {{ terminated = false }} with this change, which "
      "recovers it first; it can be taken out of service again in an apply of its own",
      change.id, TextOf(*change.live, "Status")));
}

Status ChangeInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  if (Recovers(change)) IC_RETURN_IF_ERROR(Send(region, change, "RecoverVirtualBorderRouter", {}, stop));
  const bool session = TouchesOwnSession(change);
  std::optional<Session> own;
  if (session) {
    IC_ASSIGN_OR_RETURN(own, FindOwn(region, change, stop));
  }
  Parameters parameters = WriteInterfaceChange(change.changed, change.desired);
  Parameters six = WriteIpv6Change(change.changed, change.desired, *change.live);
  if (!parameters.empty() || !six.empty()) {
    if (stop.stop_requested()) return CancelledError("stopped before changing " + change.id);
    // A session and its router's addresses go together: until both have moved, it is down.
    if (session || !six.empty()) stop = {};
    IC_RETURN_IF_ERROR(PrepareIpv6(region, change, six, stop));
    parameters.merge(std::move(six));
    IC_RETURN_IF_ERROR(Send(region, change, "ModifyVirtualBorderRouterAttribute", std::move(parameters), stop));
  }
  if (session) IC_RETURN_IF_ERROR(SetSession(region, change, own, stop));
  if (ChangesRoutes(change)) {
    const Routes had = RoutesOf(change.prior);
    IC_RETURN_IF_ERROR(SetRoutes(region, *change.live, had, RoutesOf(change.desired), change.context, stop));
  }
  return MoveInterface(region, change, std::move(stop));
}

Status TerminateInterface(Region& region, const ObjectChange& change, std::stop_token stop) {
  const bool terminate = Touches(change.changed, "alibaba.terminated") &&
                         VendorFlag(change.desired, vendor_field::kTerminated) == true &&
                         !IsStopped(InterfaceRow(*change.live).stage);
  return terminate ? Send(region, change, "TerminateVirtualBorderRouter", {}, std::move(stop)) : OkStatus();
}

}  // namespace ic::alibaba
