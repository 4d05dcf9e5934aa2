#include "adapters/alibaba/kinds/peer_wish.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/ipv6.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/session_lookup.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {
namespace {

Status Contradiction(std::string_view field, const std::string& wanted, const std::string& group_id,
                     const std::string& found) {
  return InvalidArgumentError(
      fmt::format("`{0}` is {1}, but the BGP group {2} has {3}: leave {0} out to take the "
                  "group's, or use another group",
                  field, wanted, group_id, found));
}

}  // namespace

Wishing::Wishing(Region& region, const Value& desired, const std::optional<std::string>& auth_key, Freshness freshness,
                 std::stop_token stop)
    : region_(region),
      desired_(desired),
      freshness_(freshness),
      wish_(WishOf(desired, auth_key)),
      stop_(std::move(stop)) {}

StatusOr<SessionWish> Wishing::Make() {
  wish_.interface_id = TextField(desired_, field::kVirtualInterfaceId);
  wish_.group_id = TextField(desired_, field::kBgpGroupId);
  if (!wish_.group_id.empty()) IC_RETURN_IF_ERROR(TakeFromGroup());
  if (wish_.address_family.empty()) wish_.address_family = "ipv4";
  IC_ASSIGN_OR_RETURN(interface_, region_.interfaces().Get(wish_.interface_id, freshness_, stop_));
  IC_RETURN_IF_ERROR(CheckStands(region_, wish_.interface_id, interface_.get()));
  IC_RETURN_IF_ERROR(TakeAddress());
  if (wish_.group_id.empty()) wish_.group_name = PeerGroupName(wish_.address);
  return wish_;
}

Status Wishing::TakeFromGroup() {
  IC_ASSIGN_OR_RETURN(const Object group, region_.groups().Get(wish_.group_id, freshness_, stop_));
  if (group == nullptr) return NotFoundError(fmt::format("there is no BGP group {}", wish_.group_id));
  const std::string router = TextOf(*group, "RouterId");
  if (!wish_.interface_id.empty() && wish_.interface_id != router) {
    return Contradiction(field::kVirtualInterfaceId, wish_.interface_id, wish_.group_id, router);
  }
  wish_.interface_id = router;
  const std::string family = FamilyOf(*group);
  if (!wish_.address_family.empty() && wish_.address_family != family) {
    return Contradiction(field::kAddressFamily, wish_.address_family, wish_.group_id, family);
  }
  wish_.address_family = family;
  wish_.customer_asn.clear();  // the group's, whatever it becomes
  wish_.cloud_asn.clear();
  wish_.auth_key.reset();
  wish_.fake_asn.reset();
  wish_.route_limit.reset();
  return OkStatus();
}

Status Wishing::TakeAddress() {
  const bool six = wish_.address_family == "ipv6";
  const std::string customer = TextField(desired_, field::kCustomerAddress);
  const std::string cloud = TextField(desired_, field::kCloudAddress);
  const Link link = LinkOf(*interface_, wish_.address_family);
  if (!six && !cloud.empty() && AddressPart(cloud) != AddressPart(link.cloud)) {
    return InvalidArgumentError(
        fmt::format("`cloud_address` is {}, but all IPv4 sessions of {} end at its address {}: leave cloud_address "
                    "out, or change "
                    "it on the virtual interface",
                    cloud, wish_.interface_id, link.cloud));
  }
  if (six && cloud.empty()) IC_RETURN_IF_ERROR(CheckHasIpv6(wish_.interface_id, *interface_));
  wish_.address = AddressPart(customer.empty() ? link.customer : customer);
  if (!wish_.address.empty()) return OkStatus();
  return FailedPreconditionError(
      fmt::format("{} has no IPv4 addresses yet: set cloud_address and customer_address, with their prefix lengths",
                  wish_.interface_id));
}

Status TakeCloudAsn(Region& region, const nlohmann::json& interface, Freshness freshness, SessionWish& wish,
                    std::stop_token stop) {
  if (!wish.group_id.empty() || !wish.cloud_asn.empty()) return OkStatus();
  const std::string own = CanonicalAddress(TextOf(interface, "PeerGatewayIp"));
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, wish.interface_id, freshness, std::move(stop)));
  for (const Session& session : sessions) {
    const bool is_own = session.group_name == kInterfaceGroupName || session.customer_address == own;
    if (is_own && session.cloud_asn != std::to_string(kCloudAsn)) wish.cloud_asn = session.cloud_asn;
  }
  return OkStatus();
}

bool IsSameSession(const Session& live, const SessionWish& wish) {
  if (live.group_name == kInterfaceGroupName) return false;  // part of the interface
  const bool same_group = wish.group_id.empty() ? IsOwnGroupName(live.group_name) : wish.group_id == live.group_id;
  return same_group && (wish.customer_asn.empty() || wish.customer_asn == live.customer_asn) &&
         (wish.cloud_asn.empty() || wish.cloud_asn == live.cloud_asn) &&
         (!wish.auth_key || *wish.auth_key == live.auth_key);
}

}  // namespace ic::alibaba
