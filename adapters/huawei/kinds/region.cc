#include "adapters/huawei/kinds/region.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/tables/states.h"

namespace ic::huawei {
namespace {

using Json = nlohmann::json;

// One object, null if there is none of that id.
StatusOr<Object> Show(ApiClient& client, std::string_view operation, const std::string& region, const std::string& id,
                      std::stop_token stop) {
  StatusOr<Json> answer = client.Call({.operation = std::string(operation), .id = id}, region, std::move(stop));
  if (!answer.ok()) {
    // The codes of the gateways' and the lines' absence come with 400, too.
    if (answer.status().code() == StatusCode::kNotFound) return Object();
    return answer.status();
  }
  if (TextOf(*answer, "id") != id) {
    return InternalError(fmt::format("the answer to {} does not show the object that was asked for ({}), so nothing is "
                                     "known of it: check the endpoint setting and proxies",
                                     operation, id))
        .WithRemote({.operation = std::string(operation)});
  }
  return std::make_shared<const Json>(*std::move(answer));
}

ListingSource Source(std::string_view list, std::string_view show, const std::string& region, ApiClient& client) {
  ListingSource source;
  source.id_member = "id";
  source.all = [list, region, &client](std::stop_token stop) {
    return client.List({.operation = std::string(list)}, region, std::move(stop));
  };
  source.one = [show, region, &client](const std::string& id, std::stop_token stop) {
    return Show(client, show, region, id, std::move(stop));
  };
  // The filter takes five (List…Request.id of huaweicloudsdkdc 3.1, read 2026-11-30).
  source.some = [list, region, &client](const std::vector<std::string>& ids, std::stop_token stop) {
    ApiCall call{.operation = std::string(list)};
    for (const std::string& id : ids) call.query.emplace_back("id", id);
    return client.List(std::move(call), region, std::move(stop));
  };
  source.together = 5;
  return source;
}

bool MayNotHost(const Status& status) {
  return status.code() == StatusCode::kPermissionDenied || status.code() == StatusCode::kNotFound ||
         status.code() == StatusCode::kUnimplemented;
}

Json Marked(Json hosted) {
  hosted[std::string(kHostedMember)] = true;
  return hosted;
}

// Both collections. Who is no partner may be refused the second one; then there is nothing in it.
ListingSource ConnectionSource(const std::string& region, ApiClient& client) {
  ListingSource source;
  source.id_member = "id";
  source.all = [region, &client](std::stop_token stop) -> StatusOr<Json> {
    IC_ASSIGN_OR_RETURN(Json all, client.List({.operation = "ListDirectConnects"}, region, stop));
    StatusOr<Json> hosted = client.List({.operation = "ListHostedDirectConnects"}, region, stop);
    if (!hosted.ok() && !MayNotHost(hosted.status())) return hosted.status();
    if (!hosted.ok()) return all;
    for (Json& element : *hosted) all.push_back(Marked(std::move(element)));
    return all;
  };
  source.one = [region, &client](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
    const StatusOr<Object> hosted = Show(client, "ShowHostedDirectConnect", region, id, stop);
    if (!hosted.ok() && !MayNotHost(hosted.status())) return hosted.status();
    if (hosted.ok() && *hosted != nullptr) return std::make_shared<const Json>(Marked(**hosted));
    IC_ASSIGN_OR_RETURN(Object line, Show(client, "ShowDirectConnect", region, id, std::move(stop)));
    // Who may not look has not seen that it is gone: it may be a hosted one, and would be ordered a second time.
    if (line == nullptr && hosted.status().code() == StatusCode::kPermissionDenied) {
      return hosted.status().Annotate(
          fmt::format("{} is no line of this project, and whether it is a hosted connection is not told", id));
    }
    return line;
  };
  return source;
}

}  // namespace

Region::Region(std::string name, Place place, ApiClient& client, Clock& clock, const Logger& logger,
               WriteEntries write_subnets)
    : RegionBase(std::move(name), "Huawei Cloud", States(), client, clock, logger),
      place_(std::move(place)),
      connections_(ConnectionSource(this->name(), client), clock),
      interfaces_(Source("ListVirtualInterfaces", "ShowVirtualInterface", this->name(), client), clock),
      gateways_(Source("ListVirtualGateways", "ShowVirtualGateway", this->name(), client), clock),
      global_gateways_(Source("ListGlobalDcGateways", "ShowGlobalDcGateway", this->name(), client), clock),
      subnets_([this, write_subnets](const std::string& gateway, const ListWriter::Goal& goal,
                                     std::stop_token stop) { return write_subnets(*this, gateway, goal, stop); },
               "local subnets", clock) {}

StatusOr<Json> Region::CallWhenFree(const ApiCall& call, const WaitContext& context, std::stop_token stop) {
  return CallUntilFree(call, IsLocked, context.deadline, std::move(stop));
}

std::string Region::CloudAsnOf(const std::string& gateway, bool global, std::stop_token stop) {
  std::atomic<bool>& refused = global ? global_gateways_refused_ : gateways_refused_;
  if (gateway.empty() || refused) return {};
  const auto snapshot = (global ? global_gateways_ : gateways_).All(Freshness::kShared, std::move(stop));
  if (!snapshot.ok()) {
    // Not asked again for each of many interfaces. Global gateways are not known in every region.
    const StatusCode code = snapshot.status().code();
    if (code == StatusCode::kPermissionDenied || code == StatusCode::kUnimplemented || code == StatusCode::kNotFound) {
      refused = true;
    }
    return {};
  }
  const auto found = (*snapshot)->objects.find(gateway);
  if (found == (*snapshot)->objects.end()) return {};
  const auto asn = IntegerOf(*found->second, "bgp_asn");
  return asn && *asn > 0 ? std::to_string(*asn) : std::string();
}

}  // namespace ic::huawei
