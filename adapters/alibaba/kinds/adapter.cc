#include "adapters/alibaba/kinds/adapter.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/gateways.h"
#include "adapters/alibaba/kinds/handlers.h"
#include "adapters/alibaba/kinds/letter.h"
#include "adapters/alibaba/kinds/locations.h"
#include "adapters/alibaba/kinds/told_limits.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/api_client.h"

namespace ic::alibaba {
namespace {

KindAdapter::Parts PartsOf(const std::shared_ptr<ApiClient>& client, Clock& clock, const Logger& logger,
                           bool asks_limits) {
  KindAdapter::Parts parts;
  parts.traits = &AlibabaTraits();
  const auto add = [&](Kind kind, const Handler& handler) {
    parts.handlers[static_cast<std::size_t>(kind)] = &handler;
  };
  add(Kind::kConnection, ConnectionHandler());
  add(Kind::kVirtualInterface, InterfaceHandler());
  add(Kind::kBgpPeer, PeerHandler());
  add(Kind::kBgpGroup, GroupHandler());
  add(Kind::kBgpCidr, NetworkHandler());
  parts.default_region = [client] { return client->DefaultRegion(); };
  parts.who_calls = [client](const std::string& region, std::stop_token stop) {
    return client->WhoCalls(region, std::move(stop));
  };
  if (asks_limits) {
    parts.limits = [client](const std::string& region, std::stop_token stop) {
      return ReadLimits(*client, region, std::move(stop));
    };
  }
  parts.make_region = [client, &clock, logger](const std::string& name) {
    return std::make_unique<Region>(name, *client, clock, logger);
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

AlibabaAdapter::AlibabaAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger, bool asks_limits)
    : KindAdapter(PartsOf(std::move(client), clock, logger, asks_limits)) {}

AlibabaAdapter::~AlibabaAdapter() = default;

}  // namespace ic::alibaba
