// Rules that dedicated connections, interconnects and LAGs share.
#ifndef SIMULATORS_AWS_OPERATIONS_PORTS_H_
#define SIMULATORS_AWS_OPERATIONS_PORTS_H_

#include <string>
#include <string_view>

#include "simulators/aws/operations/operation.h"

namespace ic::sim::aws {

struct PortOrder {
  std::string name;
  std::string location;
  std::string bandwidth;
  std::string provider_name;
  std::string lag_id;  // empty: a port of its own
  std::string billing_mode = "PayAsYouGo";
  bool macsec = false;
  Tags tags;
};

// Checks the order and makes the port, `requested`. Sets the call's target.
StatusOr<Connection*> OrderPort(OperationCall& call, const PortOrder& order);

// The location is in the region and has ports of that bandwidth, with MACsec if asked for.
Status CheckOrder(const OperationCall& call, const PortOrder& order);

// The account may have that many `more` ports at the order's location.
Status CheckConnectionQuota(const OperationCall& call, const PortOrder& order, std::int64_t more);

// Refused while something hangs on the port, or if its LAG would fall below its minimum.
Status DeletePort(OperationCall& call, Connection& connection);

// Would taking one member out leave fewer working links than the LAG's minimum?
Status CheckMinimumLinks(const World& world, const Lag& lag);

// A LAG of that bandwidth can have this many members.
int MaxLinks(const Quotas& quotas, std::string_view bandwidth);

Status CheckEncryptionMode(std::string_view id, bool capable, std::string_view mode);

// The caller is a Direct Connect partner: the simulator's partner account is the only one.
Status CheckPartner(const OperationCall& call);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_PORTS_H_
