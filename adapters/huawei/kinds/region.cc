#include "adapters/huawei/kinds/region.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/kinds/mapping.h"
#include "adapters/huawei/kinds/subnets.h"
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
  if (TextOf(*answer, "id") != id) return Object();
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
    return Show(client, "ShowDirectConnect", region, id, std::move(stop));
  };
  return source;
}

}  // namespace

Region::Region(std::string name, std::string enterprise_project, ApiClient& client, Clock& clock, const Logger& logger)
    : name_(std::move(name)),
      enterprise_project_(std::move(enterprise_project)),
      client_(client),
      clock_(clock),
      logger_(logger),
      connections_(ConnectionSource(name_, client), clock),
      interfaces_(Source("ListVirtualInterfaces", "ShowVirtualInterface", name_, client), clock),
      gateways_(Source("ListVirtualGateways", "ShowVirtualGateway", name_, client), clock),
      subnets_([this](const std::string& gateway, const ListWriter::Goal& goal,
                      std::stop_token stop) { return WriteSubnets(*this, gateway, goal, std::move(stop)); },
               "local subnets", clock) {}

StatusOr<Json> Region::Call(ApiCall call, std::stop_token stop) { return client_.Call(call, name_, std::move(stop)); }

StatusOr<Json> Region::CallWhenFree(ApiCall call, const WaitContext& context, std::stop_token stop) {
  Backoff backoff;
  while (true) {
    StatusOr<Json> answer = client_.Call(call, name_, stop);
    if (answer.ok() || !IsLocked(answer.status()) || clock_.Now() >= context.deadline) return answer;
    logger_.Info("another operation is at work on the gateway, trying again",
                 {{"operation", call.operation}, {"id", call.id}});
    if (!clock_.SleepFor(backoff.Next(), stop)) {
      return CancelledError(fmt::format("stopped before {}", call.operation));
    }
  }
}

std::string Region::CloudAsnOf(const std::string& gateway, std::stop_token stop) {
  if (gateway.empty() || gateways_refused_) return {};
  const auto snapshot = gateways_.All(Freshness::kShared, std::move(stop));
  if (!snapshot.ok()) {
    // Not asked again for each of many interfaces.
    if (snapshot.status().code() == StatusCode::kPermissionDenied) gateways_refused_ = true;
    return {};
  }
  const auto found = (*snapshot)->objects.find(gateway);
  if (found == (*snapshot)->objects.end()) return {};
  const auto asn = IntegerOf(*found->second, "bgp_asn");
  return asn && *asn > 0 ? std::to_string(*asn) : std::string();
}

void Region::NoteUnknownState(Kind kind, std::string_view id, std::string_view state) {
  if (state.empty() || States().Knows(kind, state)) return;
  {
    const std::lock_guard lock(noted_mutex_);
    if (!noted_.insert(fmt::format("{}/{}", KindName(kind), state)).second) return;
  }
  logger_.Warn(
      fmt::format("Huawei Cloud reports a status of a {} that this version does not know; it is taken as it is",
                  KindTitle(kind)),
      {{"id", std::string(id)}, {"state", std::string(state)}});
}

}  // namespace ic::huawei
