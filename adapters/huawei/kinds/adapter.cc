#include "adapters/huawei/kinds/adapter.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/huawei/kinds/gateways.h"
#include "adapters/huawei/kinds/handlers.h"
#include "adapters/huawei/kinds/locations.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/kinds/subnets.h"
#include "adapters/huawei/kinds/told_limits.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

KindAdapter::Parts PartsOf(const std::shared_ptr<ApiClient>& client, Clock& clock, const Logger& logger,
                           const HuaweiAdapter::Places& places) {
  KindAdapter::Parts parts;
  parts.traits = &HuaweiTraits();
  const auto add = [&](Kind kind, const Handler& handler) {
    parts.handlers[static_cast<std::size_t>(kind)] = &handler;
  };
  add(Kind::kConnection, ConnectionHandler());
  add(Kind::kVirtualInterface, InterfaceHandler());
  add(Kind::kBgpPeer, PeerHandler());
  add(Kind::kBgpCidr, SubnetHandler());
  parts.default_region = [client] { return client->DefaultRegion(); };
  parts.who_calls = [client](const std::string& region, std::stop_token stop) {
    return client->WhoCalls(region, std::move(stop));
  };
  if (places.asks_limits) {
    parts.limits = [client](const std::string& region, std::stop_token stop) {
      return ReadLimits(*client, region, std::move(stop));
    };
  }
  parts.make_region = [client, &clock, logger, places](const std::string& name) {
    const Operator operated_by = places.operated_by ? places.operated_by(name) : Operator{.name = "Huawei Cloud"};
    return std::make_shared<Region>(name, Region::Place{places.enterprise_project, operated_by}, *client, clock, logger,
                                    WriteSubnets);
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

HuaweiAdapter::HuaweiAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger,
                             const Places& places)
    : KindAdapter(PartsOf(std::move(client), clock, logger, places)) {}

HuaweiAdapter::~HuaweiAdapter() = default;

}  // namespace ic::huawei
