#include "adapters/alibaba/kinds/region.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/listing_source.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/api_client.h"

namespace ic::alibaba {

Region::Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger)
    : RegionBase(std::move(name), "Alibaba Cloud", States(), client, clock, logger),
      connections_(ConnectionSource(this->name(), client), clock),
      interfaces_(InterfaceSource(this->name(), client), clock),
      groups_(GroupSource(this->name(), client), clock),
      peers_(PeerSource(this->name(), client), clock),
      networks_(NetworkSource(this->name(), client), clock),
      routers_(RouterSource(this->name(), client), clock) {}

void Region::NoteAdvance(const std::string& connection, const Status& ended) {
  // What is late, stopped, or may have been carried out, is under way.
  const bool under_way = ended.code() == StatusCode::kDeadlineExceeded || ended.code() == StatusCode::kCancelled;
  const std::lock_guard lock(mutex_);
  if (ended.ok() || under_way || ended.ambiguous()) {
    refused_advances_.erase(connection);
  } else {
    refused_advances_.insert_or_assign(connection, ended);
  }
}

Status Region::RefusedAdvance(const std::string& connection) const {
  const std::lock_guard lock(mutex_);
  const auto found = refused_advances_.find(connection);
  return found == refused_advances_.end() ? OkStatus() : found->second;
}

StatusOr<nlohmann::json> Region::Call(std::string_view operation, const Parameters& parameters, std::stop_token stop) {
  return Call({.operation = std::string(operation), .members = parameters}, std::move(stop));
}

StatusOr<nlohmann::json> Region::List(std::string_view operation, const Parameters& parameters, std::stop_token stop) {
  return List({.operation = std::string(operation), .members = parameters}, std::move(stop));
}

}  // namespace ic::alibaba
