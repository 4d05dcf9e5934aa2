#include "adapters/aws/kinds/rooms.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/interface_parts.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

constexpr std::int64_t kMostOfGateway = 10'000;  // of both families
constexpr std::string_view kFamilies[] = {"4", "6"};

// A port or LAG as `operation` shows it.
Rooms RoomsOf(const nlohmann::json& port, std::string_view operation) {
  Rooms rooms;
  if (MemberOf(port, "vlan") != nullptr) return rooms;  // hosted: it has neither pools nor limiters
  for (const std::string_view family : kFamilies) {
    const std::string member = fmt::format("prefixPoolSizeIpv{}", family);
    const std::optional<std::int64_t> size = IntegerOf(port, member);
    if (!size || *size < 0) continue;
    if (*size == 0 && operation == "DescribeLags") continue;  // its connections are still to come
    rooms[fmt::format("aws.virtual_interface.prefix_pool_ipv{}", family)] = {*size,
                                                                             fmt::format("{} ({})", operation, member)};
  }
  const nlohmann::json* const limiters = MemberOf(port, "rateLimiterStatus");
  if (limiters == nullptr || !limiters->is_object()) return rooms;
  const std::optional<std::int64_t> most = IntegerOf(*limiters, "maxAllowed");
  if (most && *most >= 0) {
    rooms["aws.virtual_interface.rate_limiters"] = {*most, fmt::format("{} (rateLimiterStatus)", operation)};
  }
  return rooms;
}

StatusOr<Rooms> RoomsOfPort(Region& region, const std::string& id, std::stop_token stop) {
  std::string lag = id.starts_with("dxlag-") ? id : "";
  if (lag.empty()) {
    IC_ASSIGN_OR_RETURN(const Object port, region.connections().Get(id, Freshness::kShared, stop));
    if (port == nullptr) return Rooms();
    lag = TextOf(*port, "lagId");  // what is on a member is on its LAG
    if (lag.empty()) return RoomsOf(*port, "DescribeConnections");
  }
  IC_ASSIGN_OR_RETURN(const Object bundle, region.lags().Get(lag, Freshness::kShared, std::move(stop)));
  return bundle == nullptr ? Rooms() : RoomsOf(*bundle, "DescribeLags");
}

// A gateway tells what all of its interfaces have; some of them this account, or this region, does not see. Both have
// to be of one time: what this run gave back in between would be taken for somebody else's.
StatusOr<Rooms> RoomsOfGateway(Region& region, const std::string& id, Freshness freshness, std::stop_token stop) {
  constexpr std::string_view kMember = "totalPrefixPoolAllocations";
  if (!freshness.is_shared()) freshness = Freshness::kLive;
  IC_ASSIGN_OR_RETURN(const Object gateway, region.gateways().Get(id, freshness, stop));
  const std::optional<std::int64_t> total = gateway == nullptr ? std::nullopt : IntegerOf(*gateway, kMember);
  if (!total) return Rooms();
  IC_ASSIGN_OR_RETURN(const auto interfaces, region.interfaces().All(freshness, std::move(stop)));
  std::int64_t seen = 0;
  for (const auto& [interface_id, interface] : interfaces->objects) {
    if (IsInterfaceAbsent(interface) || TextOf(*interface, "directConnectGatewayId") != id) continue;
    for (const std::string_view family : kFamilies) {
      seen += IntegerOf(*interface, fmt::format("prefixPoolAllocatedCountIpv{}", family)).value_or(0);
    }
  }
  const std::int64_t elsewhere = std::max<std::int64_t>(0, *total - seen);
  if (elsewhere == 0) return Rooms();
  return Rooms{
      {"aws.virtual_interface.prefixes_per_gateway",
       {std::max<std::int64_t>(0, kMostOfGateway - elsewhere),
        fmt::format("DescribeDirectConnectGateways ({}): interfaces in other regions and accounts have {} of {}",
                    kMember, elsewhere, kMostOfGateway)}}};
}

}  // namespace

StatusOr<Rooms> ReadRooms(Region& region, const std::string& id, Freshness freshness, std::stop_token stop) {
  const bool port = id.starts_with("dxcon-") || id.starts_with("dxlag-");
  return port ? RoomsOfPort(region, id, std::move(stop)) : RoomsOfGateway(region, id, freshness, std::move(stop));
}

}  // namespace ic::aws
