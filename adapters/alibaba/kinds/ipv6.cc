#include "adapters/alibaba/kinds/ipv6.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

// The cloud's end as it is asked for. Written alone, it has the length of the other end, or that of the link there is.
StatusOr<Cidr> CloudEnd(const std::string& id, const Value& desired, const Link& link) {
  const std::string text = TextField(desired, field::kCloudAddress);
  const auto written = Cidr::Parse(text);
  if (written.ok()) return written;
  const auto address = IpAddress::Parse(text);
  if (!address.ok()) return written;
  for (const std::string& end : {TextField(desired, field::kCustomerAddress), link.cloud}) {
    if (const auto other = Cidr::Parse(end); other.ok()) return Cidr::Of(*address, other->length());
  }
  return FailedPreconditionError(fmt::format(
      "{0} has no IPv6 addresses yet, and nothing says how long their subnet is: write cloud_address as \"{1}/125\", "
      "with that length",
      id, text));
}

bool SwitchesOff(const Parameters& link) {
  const auto on = link.find("EnableIpv6");
  return on != link.end() && on->second == "false";
}

// Groups of sessions of IPv6 that interrupted runs left without one.
Status DeleteHusks(Region& region, const ObjectChange& change, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto groups, region.groups().Where(RouterOf, {change.id}, change.freshness, stop));
  for (const Object& group : groups) {
    const std::string name = TextOf(*group, "Name");
    if (FamilyOf(*group) != "ipv6" || !IsOwnGroupName(name)) continue;
    IC_RETURN_IF_ERROR(DeleteEmptyGroups(region, change.id, name, change.freshness, change.context, stop));
  }
  return OkStatus();
}

}  // namespace

Status EnsureIpv6(Region& region, const SessionWish& wish, const Value& desired, const LinkWish& link_wish,
                  const WaitContext& context, std::stop_token stop) {
  const std::string& session_id = link_wish.session_id;
  const auto customer = Cidr::ParseHost(TextField(desired, field::kCustomerAddress));
  if (wish.address_family != "ipv6" || TextField(desired, field::kCloudAddress).empty() || !customer.ok()) {
    return OkStatus();
  }
  const std::string& id = wish.interface_id;
  IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(id, Freshness::kLive, stop));
  IC_RETURN_IF_ERROR(CheckStands(region, id, interface.get()));
  const Link link = LinkOf(*interface, "ipv6");
  IC_ASSIGN_OR_RETURN(const Cidr cloud, CloudEnd(id, desired, link));
  // Its interface has moved it.
  if (!link_wish.moves && !link.cloud.empty() && link.cloud != cloud.ToString()) return OkStatus();
  if (link.cloud == cloud.ToString()) {
    if (!cloud.Prefix().Contains(customer->address())) return OkStatus();
    // A further session on the same link may have an address of its own; the router's own end is what must agree.
    const auto own = Cidr::Parse(link.customer);
    if (own.ok() && (own->address() == customer->address() || session_id.empty())) return OkStatus();
  }
  if (!link.cloud.empty()) {
    IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, id, Freshness::kLive, stop));
    for (const Session& session : sessions) {
      if (session.address_family != "ipv6" || session.id == session_id) continue;
      if (link.cloud == cloud.ToString()) return OkStatus();
      return FailedPreconditionError(fmt::format(
          "{} has the IPv6 address {}, and the session {} with {} stands on it; it cannot get {} for another "
          "session. Write cloud_address = \"{}\" here, or change it on the other session",
          id, link.cloud, session.id, session.customer_address, cloud.ToString(), link.cloud));
    }
  }
  Parameters parameters = Ipv6Link(cloud, customer->address());
  parameters["VbrId"] = id;
  const auto answer = region.Call("ModifyVirtualBorderRouterAttribute", parameters, stop);
  region.interfaces().Invalidate(id);
  if (!answer.ok()) return answer.status().Annotate("switching IPv6 on at " + id);
  return WaitForInterface(region, id, context, std::move(stop));
}

Status CheckHasIpv6(const std::string& id, const nlohmann::json& interface) {
  if (!LinkOf(interface, "ipv6").cloud.empty()) return OkStatus();
  return FailedPreconditionError(
      fmt::format("{} has no IPv6 addresses, without which Alibaba Cloud takes nothing of IPv6 on it: set "
                  "alibaba.ipv6_cloud_address and alibaba.ipv6_customer_address on the virtual interface",
                  id));
}

Status CheckIpv6MayGo(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop) {
  if (!SwitchesOff(WriteIpv6Change(change.changed, change.desired, *change.live))) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, change.id, beside, stop));
  IC_ASSIGN_OR_RETURN(const auto groups, region.groups().Where(RouterOf, {change.id}, beside, std::move(stop)));
  std::vector<std::string> on;
  for (const Session& session : sessions) {
    if (session.address_family != "ipv6") continue;
    on.push_back(fmt::format("the session {} with {}", session.id, session.customer_address));
  }
  for (const Object& group : groups) {
    const std::string name = TextOf(*group, "Name");
    const bool stays = NeedsDelete(StateOf(Kind::kBgpGroup, TextViewOf(*group, "Status")).stage);
    if (!stays || FamilyOf(*group) != "ipv6" || IsOwnGroupName(name)) continue;
    on.push_back(fmt::format("the BGP group {} (\"{}\")", TextOf(*group, "BgpGroupId"), name));
  }
  if (on.empty()) return OkStatus();
  return InvalidArgumentError(fmt::format(
      "`alibaba.ipv6` is false, and IPv6 of {} is in use by {}. Delete what is on it first, in a run of its "
      "own, or leave alibaba.ipv6 out to keep it",
      change.id, JoinWords(on, "and")));
}

Status PrepareIpv6(Region& region, const ObjectChange& change, const Parameters& link, std::stop_token stop) {
  if (SwitchesOff(link)) return DeleteHusks(region, change, std::move(stop));
  const auto to = link.find("PeerIpv6GatewayIp");
  const Link was = LinkOf(*change.live, "ipv6");
  if (to == link.end() || was.customer.empty()) return OkStatus();
  const std::string from = AddressPart(was.customer);
  // No session can be with the router's own address, which that still is.
  if (from == to->second || AddressPart(was.cloud) == to->second) return OkStatus();
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, change.id, change.freshness, stop));
  if (std::ranges::find(sessions, to->second, &Session::customer_address) != sessions.end()) return OkStatus();
  const auto at_end = std::ranges::find(sessions, from, &Session::customer_address);
  if (at_end == sessions.end()) return OkStatus();
  SessionWish wish;
  wish.interface_id = change.id;
  wish.address_family = "ipv6";
  wish.address = to->second;
  if (IsOwnGroupName(at_end->group_name)) wish.group_name = PeerGroupName(wish.address);
  return ChangeSession(region, *at_end, wish, change.freshness, change.context, std::move(stop));
}

}  // namespace ic::alibaba
