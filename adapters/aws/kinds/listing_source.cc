#include "adapters/aws/kinds/listing_source.h"

#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

bool SaysAbsent(const Status& status, std::string_view message) {
  return !message.empty() && status.remote() != nullptr && status.remote()->code == "DirectConnectClientException" &&
         status.message().find(message) != std::string::npos;
}

}  // namespace

ListingSource SourceOf(const ListingSpec& spec, const std::string& region, ApiClient& client) {
  ListingSource source;
  source.id_member = spec.id_member;
  source.all = [spec, region, &client](std::stop_token stop) {
    return client.List({.operation = std::string(spec.operation)}, region, std::move(stop));
  };
  source.one = [spec, region, &client](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
    const nlohmann::json input = {{std::string(spec.id_member), id}};
    StatusOr<nlohmann::json> list =
        client.List({.operation = std::string(spec.operation), .members = input}, region, std::move(stop));
    if (!list.ok()) {
      if (SaysAbsent(list.status(), spec.absent_message)) return Object();
      return list.status();
    }
    for (nlohmann::json& element : list.value()) {
      // A filter the service did not understand must not make a stranger's object ours.
      if (TextOf(element, spec.id_member) == id) return std::make_shared<const nlohmann::json>(std::move(element));
    }
    return Object();
  };
  return source;
}

}  // namespace ic::aws
