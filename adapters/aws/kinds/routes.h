// The routes of virtual interfaces, and which interfaces advertise an allowed prefix. Only for who asks how the links
// are: it is a call and more for each interface.
// Source: ListVirtualInterfaceRoutes in the service model of botocore, read 2026-11-30; at most 100 routes a page.
#ifndef ADAPTERS_AWS_KINDS_ROUTES_H_
#define ADAPTERS_AWS_KINDS_ROUTES_H_

#include <optional>
#include <stop_token>
#include <string>

#include "adapters/contract/adapter.h"

namespace ic::aws {

class Region;

// Adapter::RoutesOf, Adapter::AdvertisingGateway.
StatusOr<std::optional<Routes>> ReadRoutes(Region& region, const std::string& interface, std::stop_token stop);
StatusOr<std::string> AdvertisingGateway(Region& region, const std::string& prefix, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_ROUTES_H_
