// What virtual interfaces end at: Direct Connect gateways, which belong to no region, and the region's virtual private
// gateways, of which Direct Connect tells the id alone. Transit gateways are not among them: an interface reaches one
// through a Direct Connect gateway.
// Source: Direct Connect API reference, DescribeDirectConnectGateways and DescribeVirtualGateways; the service model of
// botocore 1.44.8 (2026-11-30).
#ifndef ADAPTERS_AWS_KINDS_GATEWAYS_H_
#define ADAPTERS_AWS_KINDS_GATEWAYS_H_

#include <stop_token>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic::aws {

class Region;

StatusOr<std::vector<Observed>> ReadGateways(Region& region, Freshness freshness, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_GATEWAYS_H_
