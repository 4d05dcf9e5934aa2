// The routes of an interface: what its routers announce to each other while a session is up.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/ip.h"
#include "simulators/aws/operations/interfaces.h"
#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {
namespace {

bool IsOf(const std::string& prefix, std::string_view family) {
  const auto cidr = Cidr::Parse(prefix);
  return cidr.ok() && AddressFamilyName(cidr->family()) == family;
}

bool IsSame(const std::string& a, const std::string& b) {
  const auto first = Cidr::Parse(a);
  const auto second = Cidr::Parse(b);
  return first.ok() && second.ok() && first->Prefix() == second->Prefix();
}

// A public interface lets in what is registered for it, and parts of that.
bool IsLetIn(const VirtualInterface& interface, const std::string& prefix) {
  if (interface.type != "public") return true;
  const auto announced = Cidr::Parse(prefix);
  return announced.ok() && std::ranges::any_of(interface.prefixes, [&](const std::string& registered) {
           const auto around = Cidr::Parse(registered);
           return around.ok() && around->Contains(*announced);
         });
}

Json Route(std::string cidr, std::string_view direction, const BgpPeer& peer, std::int64_t asn) {
  return {{"cidr", std::move(cidr)},
          {"routeDirection", direction},
          {"addressFamily", peer.family},
          {"asPath", Json::array({Json{{"pathType", "seq"}, {"path", Json::array({asn})}}})},
          {"communities", Json::array()},
          {"awsLogicalDeviceId", peer.device}};
}

std::int64_t CloudAsn(const World& world, const VirtualInterface& interface) {
  if (interface.amazon_asn != 0) return interface.amazon_asn;
  for (const auto& gateway : world.gateways.items()) {
    if (gateway->id == interface.dx_gateway_id) return gateway->asn;
  }
  constexpr std::int64_t kUsual = 64512;
  return kUsual;
}

// What the customer's router announces, unless somebody said otherwise: what a public interface is registered for.
const std::vector<std::string>& Announced(const VirtualInterface& interface) {
  static const std::vector<std::string> kNone;
  if (interface.announced_routes) return *interface.announced_routes;
  return interface.type == "public" ? interface.prefixes : kNone;
}

void AddRoutes(const World& world, const VirtualInterface& interface, const BgpPeer& peer, Json& routes) {
  for (const std::string& prefix : Announced(interface)) {
    if (IsOf(prefix, peer.family) && IsLetIn(interface, prefix)) {
      routes.push_back(Route(prefix, "accepted", peer, peer.asn));
    }
  }
  if (interface.dx_gateway_id.empty()) return;
  for (const auto& association : world.associations.items()) {
    if (association->dx_gateway_id != interface.dx_gateway_id || !association->life.Is({"associated", "updating"}))
      continue;
    for (const std::string& prefix : association->prefixes) {
      if (IsOf(prefix, peer.family)) routes.push_back(Route(prefix, "advertised", peer, CloudAsn(world, interface)));
    }
  }
}

// Every filter that is given has to let the route pass.
bool Passes(const Json& route, const Json& filters) {
  for (const char* name : {"routeDirection", "addressFamily"}) {
    if (Has(filters, name) && TextOf(filters, name) != TextOf(route, name)) return false;
  }
  if (Has(filters, "cidrs") && std::ranges::none_of(filters.at("cidrs"), [&](const Json& cidr) {
        return IsSame(cidr.get<std::string>(), TextOf(route, "cidr"));
      })) {
    return false;
  }
  if (Has(filters, "asPath")) {
    const Json& path = route.at("asPath").at(0).at("path");
    for (const Json& asn : filters.at("asPath")) {
      if (std::find(path.begin(), path.end(), asn) == path.end()) return false;
    }
  }
  return !Has(filters, "communities") || filters.at("communities").empty();  // no route here has any
}

Status CheckFilters(const Json& filters) {
  if (!Has(filters, "cidrs")) return OkStatus();
  for (const Json& cidr : filters.at("cidrs")) {
    if (!Cidr::Parse(cidr.get<std::string>()).ok()) {
      return ClientError(fmt::format("{} is not a valid CIDR", cidr.get<std::string>()));
    }
  }
  return OkStatus();
}

StatusOr<Json> ListRoutes(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  IC_ASSIGN_OR_RETURN(const VirtualInterface* interface, VisibleInterface(call, call.target));
  const Json filters = Has(call.in, "filters") ? call.in.at("filters") : Json::object();
  IC_RETURN_IF_ERROR(CheckFilters(filters));
  Json all = Json::array();
  for (const BgpPeer& peer : interface->peers) {
    if (peer.bgp_status == "up") AddRoutes(call.world, *interface, peer, all);
  }
  Json routes = Json::array();
  for (Json& route : all) {
    if (Passes(route, filters)) routes.push_back(std::move(route));
  }
  IC_ASSIGN_OR_RETURN(Json answer, Page(call, "routes", std::move(routes)));
  answer["virtualInterfaceId"] = interface->id;
  return answer;
}

}  // namespace

std::span<const Operation> RouteOperations() {
  static constexpr Operation kOperations[] = {{"ListVirtualInterfaceRoutes", ListRoutes}};
  return kOperations;
}

}  // namespace ic::sim::aws
