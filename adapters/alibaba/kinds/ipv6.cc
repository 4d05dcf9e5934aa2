#include "adapters/alibaba/kinds/ipv6.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/common/kinds/change.h"
#include "base/ip.h"

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

}  // namespace

Status EnsureIpv6(Region& region, const SessionWish& wish, const Value& desired, const std::string& session_id,
                  const WaitContext& context, std::stop_token stop) {
  const auto customer = Cidr::ParseHost(TextField(desired, field::kCustomerAddress));
  if (wish.address_family != "ipv6" || TextField(desired, field::kCloudAddress).empty() || !customer.ok()) {
    return OkStatus();
  }
  const std::string& id = wish.interface_id;
  IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(id, Freshness::kLive, stop));
  IC_RETURN_IF_ERROR(CheckStands(region, id, interface.get()));
  const Link link = LinkOf(*interface, "ipv6");
  IC_ASSIGN_OR_RETURN(const Cidr cloud, CloudEnd(id, desired, link));
  if (link.cloud == cloud.ToString()) {
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
  const Parameters parameters = {{"VbrId", id},
                                 {"EnableIpv6", "true"},
                                 {"LocalIpv6GatewayIp", cloud.address().ToString()},
                                 {"PeerIpv6GatewayIp", customer->address().ToString()},
                                 {"PeeringIpv6SubnetMask", cloud.Prefix().ToString()}};
  const auto answer = region.Call("ModifyVirtualBorderRouterAttribute", parameters, stop);
  region.interfaces().Invalidate(id);
  if (!answer.ok()) return answer.status().Annotate("switching IPv6 on at " + id);
  return WaitForInterface(region, id, context, std::move(stop));
}

}  // namespace ic::alibaba
