// Quotas and locations.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "simulators/huawei/operations/operation.h"

namespace ic::sim::huawei {
namespace {

// Those that GET quotas knows; virtual gateways are not among them.
constexpr std::array<std::string_view, 7> kQuotaTypes = {
    "physicalConnect", "virtualInterface", "connectGateway", "geip",
    "globalDcGateway", "peerLinkPerGdgw",  "localGateway"};

std::int64_t Used(const OperationCall& call, std::string_view type) {
  const auto own = [&](const Resources& table) {
    return std::count_if(table.items().begin(), table.items().end(),
                         [&](const auto& item) { return item->project == call.caller(); });
  };
  if (type == "physicalConnect") return own(call.world.lines);
  if (type == "virtualInterface") return own(call.world.interfaces);
  if (type == "globalDcGateway") return own(call.world.global_gateways);
  return 0;
}

StatusOr<Json> ShowQuotas(OperationCall& call) {
  Json resources = Json::array();
  std::vector<std::string> wanted;
  for (const auto& [name, value] : call.query) {
    if (name == "type") wanted.push_back(value);
  }
  for (const std::string_view type : kQuotaTypes) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), type) == wanted.end()) continue;
    resources.push_back({{"type", type},
                         {"quota", call.world.quotas.at(std::string(type))},
                         {"used", Used(call, type)},
                         {"unit", "count"}});
  }
  return Json{{"quotas", {{"resources", std::move(resources)}}}};
}

struct Location {
  std::string_view id;
  std::string_view name;
  std::string_view english;
};

// The same places in every region.
constexpr std::array<Location, 3> kLocations = {{
    {"00825bc2-59e9-4e00-a7f9-e8164971bd93", "Beijing4", "Beijing-4"},
    {"1d3f6c7a-0a52-4a6e-9c1b-6a1f0e5b7c21", "Shanghai1", "Shanghai-1"},
    {"2f7b9d10-63c4-4f0e-8d57-95c2be34aa02", "HongKong2", "HongKong-2"},
}};

Json LocationJson(const OperationCall& call, const Location& location) {
  return {{"id", location.id},
          {"name", location.name},
          {"description", ""},
          {"region_id", call.project.region},
          {"site_code", location.name},
          {"address", {{"en_us", location.english}, {"zh_cn", location.english}}},
          {"locales", {{"en_us", location.english}, {"zh_cn", location.english}}},
          {"available_port_speeds", {"1G", "10G", "40G", "100G"}},
          {"public_border_group", nullptr},
          {"provider_list", Json::array()},
          {"created_time", "2023-11-23T01:24:52.000Z"},
          {"updated_time", "2023-11-23T01:24:52.000Z"}};
}

StatusOr<Json> ListLocations(OperationCall& call) {
  std::vector<Json> items;
  for (const Location& location : kLocations) items.push_back(LocationJson(call, location));
  return ListAnswer(call, "direct_connect_locations", std::move(items));
}

StatusOr<Json> ShowLocation(OperationCall& call) {
  for (const Location& location : kLocations) {
    if (location.id == call.path[0]) return Json{{"direct_connect_location", LocationJson(call, location)}};
  }
  return DcError("DC.0002", fmt::format("location {} could not be found", call.path[0]), 404);
}

}  // namespace

std::span<const Operation> CatalogueOperations() {
  static constexpr Operation kOperations[] = {
      // The published interface says 201 for this read.
      {"ShowQuotas", "GET", "dcaas/quotas", 201, "", ShowQuotas},
      {"ListDirectConnectLocations", "GET", "dcaas/direct-connect-locations", 200, "", ListLocations},
      {"ShowDirectConnectLocation", "GET", "dcaas/direct-connect-locations/{}", 200, "", ShowLocation},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
