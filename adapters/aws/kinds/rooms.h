// What connections, LAGs and Direct Connect gateways tell of how much may stand on them.
// Source: Connection, Lag, RateLimiterStatus and DirectConnectGateway in the service model of botocore 1.44.8, and the
// user guide, "Inbound prefix controls"; read 2026-11-30.
#ifndef ADAPTERS_AWS_KINDS_ROOMS_H_
#define ADAPTERS_AWS_KINDS_ROOMS_H_

#include <stop_token>
#include <string>

#include "adapters/contract/adapter.h"

namespace ic::aws {

class Region;

// Adapter::RoomsOn. Of a gateway it is what its interfaces in other regions and accounts leave.
StatusOr<Rooms> ReadRooms(Region& region, const std::string& id, Freshness freshness, std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_ROOMS_H_
