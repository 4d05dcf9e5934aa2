#include "adapters/sky/kinds/adapter.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/sky/tables/traits.h"

namespace ic::sky {
namespace {

ListingSource LinkSource(const std::string& region, ApiClient& client) {
  return {.all = [region, &client](
                     std::stop_token stop) { return client.List({.operation = "ListLinks"}, region, std::move(stop)); },
          .one = [region, &client](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
            StatusOr<nlohmann::json> link = client.Call({.operation = "GetLink", .id = id}, region, std::move(stop));
            if (link.status().code() == StatusCode::kNotFound) return Object();
            if (!link.ok()) return link.status();
            return std::make_shared<const nlohmann::json>(*std::move(link));
          },
          .id_member = "id"};
}

}  // namespace

Region::Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger)
    : RegionBase(std::move(name), "Sky Links", States(), client, clock, logger),
      links_(LinkSource(this->name(), client), clock) {}

std::unique_ptr<Adapter> MakeSkyAdapter(std::unique_ptr<ApiClient> made, Clock& clock, const Logger& logger) {
  const std::shared_ptr<ApiClient> client = std::move(made);
  KindAdapter::Parts parts;
  parts.traits = &SkyTraits();
  parts.handlers[static_cast<std::size_t>(Kind::kConnection)] = &ConnectionHandler();
  parts.default_region = [client] { return client->DefaultRegion(); };
  parts.make_region = [client, &clock, logger](const std::string& name) {
    return std::make_shared<Region>(name, *client, clock, logger);
  };
  parts.locations = [](RegionBase& region, std::stop_token) {
    std::vector<Location> locations;
    for (const auto& [code, name] : {std::pair("cumulus", "Cumulus"), std::pair("stratus", "Stratus")}) {
      locations.push_back(
          {.code = code, .name = name, .region = region.name(), .bandwidths = {"1Gbps", "10Gbps"}, .providers = {}});
    }
    return locations;
  };
  return std::make_unique<KindAdapter>(std::move(parts));
}

}  // namespace ic::sky
