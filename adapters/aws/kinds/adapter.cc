#include "adapters/aws/kinds/adapter.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/gateways.h"
#include "adapters/aws/kinds/handlers.h"
#include "adapters/aws/kinds/letter.h"
#include "adapters/aws/kinds/locations.h"
#include "adapters/aws/kinds/prefix_writer.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/kinds/rooms.h"
#include "adapters/aws/kinds/routes.h"
#include "adapters/aws/kinds/told_limits.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/api_client.h"

namespace ic::aws {
namespace {

KindAdapter::Parts PartsOf(const std::shared_ptr<ApiClient>& client, Clock& clock, const Logger& logger,
                           bool asks_limits) {
  KindAdapter::Parts parts;
  parts.traits = &AwsTraits();
  const auto add = [&](Kind kind, const Handler& handler) {
    parts.handlers[static_cast<std::size_t>(kind)] = &handler;
  };
  add(Kind::kConnection, ConnectionHandler());
  add(Kind::kVirtualInterface, InterfaceHandler());
  add(Kind::kBgpPeer, PeerHandler());
  add(Kind::kBgpCidr, AllowedPrefixHandler());
  parts.default_region = [client] { return client->DefaultRegion(); };
  parts.who_calls = [client](const std::string& region, std::stop_token stop) {
    return client->WhoCalls(region, std::move(stop));
  };
  if (asks_limits) {
    parts.limits = [client](const std::string& region, std::stop_token stop) {
      return ReadLimits(*client, region, std::move(stop));
    };
  }
  parts.rooms = [](RegionBase& region, const std::string& id, Freshness freshness, std::stop_token stop) {
    return ReadRooms(Region::Of(region), id, freshness, std::move(stop));
  };
  parts.make_region = [client, &clock, logger](const std::string& name) {
    return std::make_shared<Region>(name, *client, clock, logger, WritePrefixes);
  };
  parts.routes = [](RegionBase& region, const std::string& id, std::stop_token stop) {
    return ReadRoutes(Region::Of(region), id, std::move(stop));
  };
  parts.advertising_gateway = [](RegionBase& region, const std::string& id, std::stop_token stop) {
    return AdvertisingGateway(Region::Of(region), id, std::move(stop));
  };
  parts.letter = [](RegionBase& region, const std::string& connection, const std::string& provider,
                    std::stop_token stop) {
    return ReadLetter(Region::Of(region), connection, provider, std::move(stop));
  };
  parts.locations = [](RegionBase& region, std::stop_token stop) {
    return ReadLocations(Region::Of(region), std::move(stop));
  };
  parts.gateways = [](RegionBase& region, Freshness freshness, std::stop_token stop) {
    return ReadGateways(Region::Of(region), freshness, std::move(stop));
  };
  return parts;
}

}  // namespace

AwsAdapter::AwsAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger, bool asks_limits)
    : KindAdapter(PartsOf(std::move(client), clock, logger, asks_limits)) {}

AwsAdapter::~AwsAdapter() = default;

}  // namespace ic::aws
