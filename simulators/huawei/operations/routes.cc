#include "simulators/huawei/operations/routes.h"

#include "base/text.h"

namespace ic::sim::huawei {
namespace {

struct Route {
  const Operation* operation;
  std::vector<std::string> segments;
};

const std::vector<Route>& AllRoutes() {
  static const auto* const all = [] {
    auto* routes = new std::vector<Route>;
    for (const auto part :
         {LineOperations(), HostedOperations(), GatewayOperations(), InterfaceOperations(), InterfaceChangeOperations(),
          PeerOperations(), TestOperations(), TagOperations(), CatalogueOperations()}) {
      for (const Operation& operation : part) routes->push_back({&operation, Split(operation.path, '/')});
    }
    return routes;
  }();
  return *all;
}

// The first segments are "", "v3" and the project.
constexpr std::size_t kPrefix = 3;

bool Matches(const Route& route, std::string_view method, const std::vector<std::string>& segments) {
  if (route.operation->method != method || route.segments.size() + kPrefix != segments.size()) return false;
  for (std::size_t i = 0; i < route.segments.size(); ++i) {
    const std::string& actual = segments[i + kPrefix];
    if (actual.empty() || (route.segments[i] != "{}" && route.segments[i] != actual)) return false;
  }
  return true;
}

}  // namespace

Match FindOperation(std::string_view method, std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  std::vector<std::string> segments = Split(path, '/');
  if (segments.size() <= kPrefix || segments[1] != "v3") return {};
  for (std::string& segment : segments) segment = DecodeSegment(segment);
  for (const Route& route : AllRoutes()) {
    if (!Matches(route, method, segments)) continue;
    Match match{route.operation, segments[2], {}};
    for (std::size_t i = 0; i < route.segments.size(); ++i) {
      if (route.segments[i] == "{}") match.path.push_back(segments[i + kPrefix]);
    }
    return match;
  }
  return {};
}

}  // namespace ic::sim::huawei
