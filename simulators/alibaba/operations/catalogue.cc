// What is there to order from: regions, access points; router interfaces; grants of VPCs to VBRs.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/operation.h"
#include "simulators/alibaba/world/access_points.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

StatusOr<Json> DescribeAccessPoints(OperationCall& call) {
  Json list = Json::array();
  for (const AccessPoint& point : AccessPoints()) {
    if (point.region != call.region) continue;
    list.push_back({{"AccessPointId", point.id},
                    {"Name", point.name},
                    {"Type", "VPC"},
                    {"Status", "recommended"},
                    {"Location", point.name},
                    {"HostOperator", point.operator_name},
                    {"AttachedRegionNo", point.region},
                    {"Description", ""},
                    {"AccessPointFeatureModels", {{"AccessPointFeatureModel", Json::array()}}}});
  }
  return NumberedPage(call, "AccessPointSet", "AccessPointType", std::move(list));
}

StatusOr<Json> ListBusinessAccessPoints(OperationCall& call) {
  Json list = Json::array();
  for (const AccessPoint& point : AccessPoints()) {
    if (point.region != call.region) continue;
    list.push_back({{"AccessPointId", point.id},
                    {"AccessPointName", point.name},
                    {"SupportLineOperator", "CT,CU,CM,CO,Equinix,Other"},
                    {"SupportPortTypes", "1000Base-LX,10GBase-LR,40GBase-LR,100GBase-LR"}});
  }
  return Json{{"BusinessAccessPoints", std::move(list)}};
}

StatusOr<Json> DescribeRegions(OperationCall&) {
  Json list = Json::array();
  for (const std::string_view region : Regions()) {
    list.push_back(
        {{"RegionId", region}, {"LocalName", region}, {"RegionEndpoint", fmt::format("vpc.{}.aliyuncs.com", region)}});
  }
  return Json{{"Regions", {{"Region", std::move(list)}}}};
}

StatusOr<Json> DescribeRouterInterfaces(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Filters filters,
                      ReadFilters(call, {"RouterInterfaceId", "RouterId", "RouterType", "Status", "Name", "Spec"}));
  Json list = Json::array();
  for (const auto& one : call.world.interfaces.items()) {
    if (one->owner != call.account() || one->region != call.region || !HasTags(call, one->tags)) continue;
    const Json rendered = InterfaceJson(*one);
    if (!Matches(filters, [&](const std::string& key) { return rendered.at(key).get<std::string>(); })) continue;
    list.push_back(rendered);
  }
  return NumberedPage(call, "RouterInterfaceSet", "RouterInterfaceType", std::move(list));
}

// A VPC of the caller may be used by VBRs of another account: all of them, or those listed.
StatusOr<Json> GrantInstanceToVbr(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("InstanceId");
  const std::string type = in.Text("GrantType");
  if (type != "All" && type != "ALL" && type != "Specify") return Illegal("GrantType", "it must be All or Specify");
  const std::string key = fmt::format("{}/{}/{}", call.target, in.Text("VbrOwnerUid"), in.Text("VbrRegionNo"));
  for (const auto& router : call.world.routers.items()) {
    if (router->owner != in.Text("VbrOwnerUid") || router->region != in.Text("VbrRegionNo")) continue;
    const std::string ids = in.Text("VbrInstanceIds");
    const std::vector<std::string> list = in.List("VbrInstanceIds");
    const bool named =
        ids.find(router->id) != std::string::npos || std::find(list.begin(), list.end(), router->id) != list.end();
    if (type == "Specify" && !named) continue;
    std::erase(router->grants, key);
    router->grants.push_back(key);
  }
  return Json::object();
}

StatusOr<Json> RevokeInstanceFromVbr(OperationCall& call) {
  const Input& in = call.in;
  call.target = in.Text("InstanceId");
  const std::string key = fmt::format("{}/{}/{}", call.target, in.Text("VbrOwnerUid"), in.Text("VbrRegionNo"));
  for (const auto& router : call.world.routers.items()) std::erase(router->grants, key);
  return Json::object();
}

}  // namespace

std::span<const Operation> CatalogueOperations() {
  static constexpr Operation kOperations[] = {
      {"DescribeAccessPoints", DescribeAccessPoints}, {"ListBusinessAccessPoints", ListBusinessAccessPoints},
      {"DescribeRegions", DescribeRegions},           {"DescribeRouterInterfaces", DescribeRouterInterfaces},
      {"GrantInstanceToVbr", GrantInstanceToVbr},     {"RevokeInstanceFromVbr", RevokeInstanceFromVbr},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
