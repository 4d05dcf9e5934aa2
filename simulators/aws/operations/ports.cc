#include "simulators/aws/operations/ports.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "simulators/aws/world/locations.h"

namespace ic::sim::aws {
namespace {

// A port that is ordered for a LAG lands on the LAG's router and must be like the ports that are there.
Status CheckForLag(const OperationCall& call, const PortOrder& order, const Lag& lag) {
  if (lag.life.Is({"deleting", "deleted"})) {
    return ClientError(fmt::format("Lag {} is in state {}", lag.id, lag.life.state));
  }
  if (lag.location != order.location) {
    return ClientError(fmt::format("Lag {} is at location {}, not {}", lag.id, lag.location, order.location));
  }
  if (lag.bandwidth != order.bandwidth) {
    return ClientError(fmt::format("Lag {} has connections of {}, not {}", lag.id, lag.bandwidth, order.bandwidth));
  }
  const int most = MaxLinks(call.world.quotas, lag.bandwidth);
  if (static_cast<int>(Members(call.world, lag).size()) >= most) {
    return ClientError(fmt::format("Lag {} has the maximum of {} connections", lag.id, most));
  }
  return OkStatus();
}

}  // namespace

Status CheckConnectionQuota(const OperationCall& call, const PortOrder& order, std::int64_t more) {
  const auto& items = call.world.connections.items();
  const auto held = std::count_if(items.begin(), items.end(), [&](const auto& connection) {
    return connection->owner == call.account() && connection->region == call.region() &&
           connection->location == order.location && !connection->hosted() &&
           !connection->life.Is({"deleting", "deleted", "rejected"});
  });
  if (held + more <= call.world.quotas.connections_per_location) return OkStatus();
  return ClientError(fmt::format("You have reached the limit of {} connections at location {} in region {}.",
                                 call.world.quotas.connections_per_location, order.location, call.region()));
}

int MaxLinks(const Quotas& quotas, std::string_view bandwidth) {
  return bandwidth == "100Gbps" || bandwidth == "400Gbps" ? quotas.links_per_lag_large : quotas.links_per_lag;
}

Status CheckOrder(const OperationCall& call, const PortOrder& order) {
  const Location* location = FindLocation(order.location, call.region());
  if (location == nullptr) {
    return ClientError(fmt::format("Location {} is not a valid location in region {}", order.location, call.region()));
  }
  const std::string_view speed = SpeedOf(order.bandwidth);
  const auto offers = [&](const std::vector<std::string_view>& speeds) {
    return !speed.empty() && std::find(speeds.begin(), speeds.end(), speed) != speeds.end();
  };
  if (!offers(location->speeds)) {
    return ClientError(fmt::format("Bandwidth {} is not available at location {}", order.bandwidth, order.location));
  }
  if (order.macsec && !offers(location->macsec_speeds)) {
    return ClientError(
        fmt::format("MACsec is not available for bandwidth {} at location {}", order.bandwidth, order.location));
  }
  return OkStatus();
}

StatusOr<Connection*> OrderPort(OperationCall& call, const PortOrder& order) {
  IC_RETURN_IF_ERROR(CheckName("Connection name", order.name, 200));
  IC_RETURN_IF_ERROR(CheckOrder(call, order));
  IC_RETURN_IF_ERROR(CheckConnectionQuota(call, order, 1));
  if (!order.lag_id.empty()) {
    IC_ASSIGN_OR_RETURN(const Lag* lag, OwnLag(call, order.lag_id));
    IC_RETURN_IF_ERROR(CheckForLag(call, order, *lag));
  }
  Connection connection{.id = call.world.NewId("dxcon"),
                        .name = order.name,
                        .owner = call.account(),
                        .region = call.region(),
                        .location = order.location,
                        .bandwidth = order.bandwidth,
                        .provider_name = order.provider_name,
                        .lag_id = order.lag_id,
                        .device = call.world.DeviceAt(order.location),
                        .request_macsec = order.macsec,
                        .encryption_mode = order.macsec ? "should_encrypt" : "",
                        .tags = order.tags};
  connection.billing_mode = order.billing_mode;
  if (const Lag* lag = call.world.lags.Find(order.lag_id)) connection.macsec_keys = lag->macsec_keys;
  call.life.Requested(connection, call.now);
  call.target = connection.id;
  return &call.world.connections.Add(std::move(connection));
}

Status CheckMinimumLinks(const World& world, const Lag& lag) {
  const auto members = static_cast<int>(Members(world, lag).size());
  if (members - 1 < lag.minimum_links && members > 1) {
    return ClientError(fmt::format("Lag {} would fall below its minimum of {} links", lag.id, lag.minimum_links));
  }
  return OkStatus();
}

Status DeletePort(OperationCall& call, Connection& connection) {
  if (connection.life.Is({"deleted", "rejected"})) {
    return ClientError(fmt::format("Could not find Connection with ID {}", connection.id));
  }
  if (connection.life.state == "deleting") return OkStatus();
  if (!InterfacesOn(call.world, connection.id).empty()) {
    return ClientError(
        fmt::format("Connection {} cannot be deleted until its Virtual Interfaces are deleted", connection.id));
  }
  for (const auto& other : call.world.connections.items()) {
    if (other->parent_id == connection.id && !other->life.Is({"deleting", "deleted", "rejected"})) {
      return ClientError(
          fmt::format("Connection {} cannot be deleted until its hosted connections are deleted", connection.id));
    }
  }
  if (const Lag* lag = call.world.lags.Find(connection.lag_id)) {
    IC_RETURN_IF_ERROR(CheckMinimumLinks(call.world, *lag));
  }
  call.life.Deleting(connection, call.now);
  return OkStatus();
}

Status CheckEncryptionMode(std::string_view id, bool capable, std::string_view mode) {
  static constexpr std::array<std::string_view, 3> kModes = {"no_encrypt", "should_encrypt", "must_encrypt"};
  if (std::find(kModes.begin(), kModes.end(), mode) == kModes.end()) {
    return ClientError(
        fmt::format("Encryption mode {} is invalid: it must be no_encrypt, should_encrypt or must_encrypt", mode));
  }
  if (!capable) return ClientError(fmt::format("{} is not MACsec capable", id));
  return OkStatus();
}

Status CheckPartner(const OperationCall& call) {
  if (call.account() == kPartnerAccount) return OkStatus();
  return ClientError(
      fmt::format("Account {} is not an authorized Direct Connect partner in {}.", call.account(), call.region()));
}

}  // namespace ic::sim::aws
