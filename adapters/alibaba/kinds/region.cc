#include "adapters/alibaba/kinds/region.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/listing_source.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/api_client.h"

namespace ic::alibaba {

Region::Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger)
    : name_(std::move(name)),
      client_(client),
      clock_(clock),
      logger_(logger),
      connections_(ConnectionSource(name_, client), clock),
      interfaces_(InterfaceSource(name_, client), clock),
      groups_(GroupSource(name_, client), clock),
      peers_(PeerSource(name_, client), clock) {}

Listing& Region::networks(const std::string& interface_id) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Listing>& listing = networks_[interface_id];
  if (listing == nullptr) listing = std::make_unique<Listing>(NetworkSource(name_, interface_id, client_), clock_);
  return *listing;
}

StatusOr<nlohmann::json> Region::Call(std::string_view operation, const Parameters& parameters, std::stop_token stop) {
  return client_.Call({.operation = std::string(operation), .members = parameters}, name_, std::move(stop));
}

StatusOr<nlohmann::json> Region::List(std::string_view operation, const Parameters& parameters, std::stop_token stop) {
  return client_.List({.operation = std::string(operation), .members = parameters}, name_, std::move(stop));
}

void Region::NoteUnknownState(Kind kind, std::string_view id, std::string_view state) {
  if (state.empty() || States().Knows(kind, state)) return;
  {
    const std::lock_guard lock(mutex_);
    if (!noted_.insert(fmt::format("{}/{}", KindName(kind), state)).second) return;
  }
  logger_.Warn(
      fmt::format("Alibaba Cloud reports a state of a {} that this version does not know; it is taken as it is",
                  KindTitle(kind)),
      {{"id", std::string(id)}, {"state", std::string(state)}});
}

}  // namespace ic::alibaba
