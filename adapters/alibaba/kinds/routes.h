// Static routes of virtual border routers: entries of a router's own table that lead to the customer's side.
//
// They are part of the interface where that says route_mode = "static" and lists customer_prefixes; otherwise they are
// somebody else's, and neither read nor touched. Entries that lead elsewhere never are.
//
// Source: VPC API 2016-04-28, CreateRouteEntry, DeleteRouteEntry, DescribeRouteEntryList, as described by
// alibabacloud_vpc20160428 7.2.2; read 2026-11-30.
#ifndef ADAPTERS_ALIBABA_KINDS_ROUTES_H_
#define ADAPTERS_ALIBABA_KINDS_ROUTES_H_

#include <set>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/wait.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic::alibaba {

class Region;

// Prefixes, canonical.
using Routes = std::set<std::string>;

// Whether routes are part of `object`, an interface of the vocabulary; and which. None is the same as nothing said.
bool TracksRoutes(const Value& object);
Routes RoutesOf(const Value& object);

// Those that the live router has, without what is on its way out. One call, or one a hundred entries.
StatusOr<Routes> ReadRoutes(Region& region, const nlohmann::json& interface, std::stop_token stop);

// Brings the router's routes from `had` to `wanted`, and waits until they are so: what is there already is not made
// again, and what neither names stays. One entry at a time: two of one table conflict. The caller holds the lock of the
// interface.
Status SetRoutes(Region& region, const nlohmann::json& interface, const Routes& had, const Routes& wanted,
                 const WaitContext& context, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_ROUTES_H_
