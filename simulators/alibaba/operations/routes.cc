// Route entries of VBRs.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/routers.h"
#include "simulators/alibaba/world/address.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

StatusOr<Router*> RouterOfTable(const OperationCall& call, const std::string& table) {
  for (const auto& router : call.world.routers.items()) {
    if (router->route_table == table && router->owner == call.account()) return router.get();
  }
  return ApiError("InvalidRouteTableId.NotFound", "The RouteTableId provided does not exist.", 404);
}

Status CheckUsable(const OperationCall& call, const Router& router) {
  if (router.life.state != "active") return ApiError("InvalidVBRStatus", "The VBR is not active.");
  const Circuit* circuit = call.world.circuits.Find(router.circuit_id);
  if (circuit == nullptr || circuit->life.state != "Enabled" || circuit->business_status == "FinancialLocked") {
    return ApiError("InvalidPhysicalConnectionBusinessStatus", "The VBR's physical connection cannot be used.");
  }
  for (const RouteEntry* other : RoutesOf(call.world, router.route_table)) {
    if (other->life.state != "Available") {
      return ApiError("TaskConflict", "Another route entry of the VBR is being worked on; try again later.");
    }
  }
  return OkStatus();
}

StatusOr<Prefix> ReadDestination(const OperationCall& call, const Router& router) {
  const auto prefix = ParsePrefix(call.in.Text("DestinationCidrBlock"));
  static const Prefix kCarrier = *ParsePrefix("100.64.0.0/10");
  const bool taken =
      prefix && prefix->length >= kCarrier.length && SameSubnet(prefix->address, kCarrier.address, kCarrier.length);
  if (!prefix || !HasNoHostBits(*prefix) || taken) {
    return ApiError("InvalidCidrBlock.Malformed", "The specified DestinationCidrBlock is not valid.");
  }
  for (const RouteEntry* other : RoutesOf(call.world, router.route_table)) {
    if (other->cidr == FormatPrefix(*prefix)) {
      return ApiError("InvalidCIDRBlock.Duplicate", "The route table has an entry for that destination already.");
    }
  }
  return *prefix;
}

// A router interface of the VBR, or the interface towards one of its circuits.
Status CheckNextHop(const OperationCall& call, const Router& router, const std::string& id) {
  bool known = id == router.vlan_interface;
  for (const Association& one : router.associations) known = known || id == one.vlan_interface;
  for (const auto& one : call.world.interfaces.items()) {
    known = known || (one->id == id && one->router_id == router.id);
  }
  if (known) return OkStatus();
  return ApiError("InvalidNextHopId.NotFound", "The NextHopId provided does not exist.", 404);
}

StatusOr<Json> CreateRouteEntry(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("RouteTableId");
  IC_ASSIGN_OR_RETURN(const Router* router, RouterOfTable(call, call.target));
  if (!in.Structures("NextHopList").empty()) {
    return Illegal("NextHopList", "a VBR's route has one next hop, in NextHopId");
  }
  if (in.Has("NextHopType") && in.Text("NextHopType") != "RouterInterface") {
    return Illegal("NextHopType", "it must be RouterInterface in a VBR's route table");
  }
  IC_RETURN_IF_ERROR(CheckUsable(call, *router));
  IC_ASSIGN_OR_RETURN(const Prefix prefix, ReadDestination(call, *router));
  IC_RETURN_IF_ERROR(CheckNextHop(call, *router, in.Text("NextHopId")));
  if (static_cast<int>(RoutesOf(call.world, call.target).size()) >= call.world.quotas.routes_per_table) {
    return ApiError("QuotaExceeded", "The quota of route entries in the route table is exceeded.");
  }
  if (in.Flag("DryRun")) return ApiError("DryRunOperation", "The dry run passed; nothing was changed.");
  RouteEntry& entry = call.world.routes.Add({.id = call.world.NewId("rte"),
                                             .table_id = call.target,
                                             .cidr = FormatPrefix(prefix),
                                             .next_hop = in.Text("NextHopId"),
                                             .next_hop_type = "RouterInterface",
                                             .name = in.Text("RouteEntryName"),
                                             .description = in.Text("Description"),
                                             .ip_version = prefix.address.v6 ? "IPv6" : "IPv4"});
  call.life.Starting(entry.life, "Creating", "Available", call.now);
  return Json{{"RouteEntryId", entry.id}};
}

// By its id, or by table, destination and next hop.
StatusOr<RouteEntry*> FindEntry(OperationCall& call) {
  const Input& in = call.in;
  RouteEntry* found = call.world.routes.Find(in.Text("RouteEntryId"));
  if (found == nullptr && in.Text("RouteEntryId").empty()) {
    const auto prefix = ParsePrefix(in.Text("DestinationCidrBlock"));
    for (RouteEntry* entry : RoutesOf(call.world, in.Text("RouteTableId"))) {
      const bool hop = in.Text("NextHopId").empty() || in.Text("NextHopId") == entry->next_hop;
      if (prefix && entry->cidr == FormatPrefix(*prefix) && hop) found = entry;
    }
  }
  if (found == nullptr || !RouterOfTable(call, found->table_id).ok()) {
    return ApiError("InvalidRouteEntry.NotFound", "The specified route entry does not exist.", 404);
  }
  call.target = found->id;
  if (found->life.state != "Available") {
    return ApiError("IncorrectRouteEntryStatus", fmt::format("The route entry is in state {}.", found->life.state));
  }
  return found;
}

StatusOr<Json> DeleteRouteEntry(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(RouteEntry * entry, FindEntry(call));
  if (call.in.Flag("DryRun")) return ApiError("DryRunOperation", "The dry run passed; nothing was changed.");
  call.life.Deleting(entry->life, call.now);
  return Json::object();
}

StatusOr<Json> ModifyRouteEntry(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(RouteEntry * entry, FindEntry(call));
  if (in.Has("NewNextHopId")) {
    IC_ASSIGN_OR_RETURN(const Router* router, RouterOfTable(call, entry->table_id));
    IC_RETURN_IF_ERROR(CheckNextHop(call, *router, in.Text("NewNextHopId")));
  }
  if (in.Flag("DryRun")) return ApiError("DryRunOperation", "The dry run passed; nothing was changed.");
  if (in.Has("NewNextHopId")) entry->next_hop = in.Text("NewNextHopId");
  if (in.Has("RouteEntryName")) entry->name = in.Text("RouteEntryName");
  if (in.Has("Description")) entry->description = in.Text("Description");
  return Json::object();
}

StatusOr<Json> DescribeRouteEntryList(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("RouteTableId");
  IC_RETURN_IF_ERROR(RouterOfTable(call, call.target).status());
  const auto wanted = [&](const char* name, const std::string& value) {
    return in.Text(name).empty() || in.Text(name) == value;
  };
  Json list = Json::array();
  for (const RouteEntry* entry : RoutesOf(call.world, call.target)) {
    if (wanted("RouteEntryId", entry->id) && wanted("RouteEntryName", entry->name) &&
        wanted("RouteEntryType", entry->type) && wanted("DestinationCidrBlock", entry->cidr) &&
        wanted("IpVersion", entry->ip_version) && wanted("NextHopId", entry->next_hop) &&
        wanted("NextHopType", entry->next_hop_type)) {
      list.push_back(RouteEntryJson(*entry));
    }
  }
  IC_ASSIGN_OR_RETURN(TokenPage page, PageByToken(call, "MaxResult", 10, std::move(list)));
  Json answer{{"RouteEntrys", {{"RouteEntry", page.items}}}, {"NextToken", page.next}};
  return answer;
}

bool TableWanted(const OperationCall& call, const Router& router) {
  const Input& in = call.in;
  const auto wanted = [&](const char* name, const std::string& value) {
    return in.Text(name).empty() || in.Text(name) == value;
  };
  return router.owner == call.account() && router.region == call.region && wanted("RouteTableId", router.route_table) &&
         wanted("RouterId", router.id) && wanted("RouterType", "VBR");
}

StatusOr<Json> DescribeRouteTables(OperationCall& call) {
  Json list = Json::array();
  for (const auto& router : call.world.routers.items()) {
    if (!TableWanted(call, *router)) continue;
    Json entries = Json::array();
    for (const RouteEntry* entry : RoutesOf(call.world, router->route_table))
      entries.push_back(RouteInTableJson(*entry));
    list.push_back({{"RouteTableId", router->route_table},
                    {"RouteTableType", "System"},
                    {"VRouterId", router->id},
                    {"Status", "Available"},
                    {"VSwitchIds", {{"VSwitchId", Json::array()}}},
                    {"RouteEntrys", {{"RouteEntry", std::move(entries)}}}});
  }
  return NumberedPage(call, "RouteTables", "RouteTable", std::move(list));
}

StatusOr<Json> DescribeRouteTableList(OperationCall& call) {
  Json list = Json::array();
  for (const auto& router : call.world.routers.items()) {
    if (!TableWanted(call, *router)) continue;
    list.push_back({{"RouteTableId", router->route_table},
                    {"RouteTableType", "System"},
                    {"RouterId", router->id},
                    {"RouterType", "VBR"},
                    {"Status", "Available"},
                    {"VSwitchIds", {{"VSwitchId", Json::array()}}}});
  }
  IC_ASSIGN_OR_RETURN(Json page, NumberedPage(call, "RouterTableList", "RouterTableListType", std::move(list)));
  return page;
}

}  // namespace

std::span<const Operation> RouteOperations() {
  static constexpr Operation kOperations[] = {
      {"CreateRouteEntry", CreateRouteEntry},       {"DeleteRouteEntry", DeleteRouteEntry},
      {"ModifyRouteEntry", ModifyRouteEntry},       {"DescribeRouteEntryList", DescribeRouteEntryList},
      {"DescribeRouteTables", DescribeRouteTables}, {"DescribeRouteTableList", DescribeRouteTableList},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
