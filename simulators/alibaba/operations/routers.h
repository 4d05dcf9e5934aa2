// Rules of virtual border routers that creating, modifying and associating share.
#ifndef SIMULATORS_ALIBABA_OPERATIONS_ROUTERS_H_
#define SIMULATORS_ALIBABA_OPERATIONS_ROUTERS_H_

#include <string>

#include "simulators/alibaba/operations/operation.h"

namespace ic::sim::alibaba {

// The addresses of `in` over those in `addresses`: what was not sent stays. All or none of a family; both ends of one
// subnet of /24 to /30, not in 100.64.0.0/10.
StatusOr<Addresses> ReadAddresses(const OperationCall& call, const Input& in, Addresses addresses);

// 0 to 2999, and free on the circuit: 0 is the whole port. `router_id` is the VBR that already may have it.
Status CheckVlan(const World& world, std::string_view circuit_id, std::int64_t vlan, std::string_view router_id);

// What only the VBR's owner gives. 403 Forbidden.<name>NotAllowedByCaller for whatever of it is in `in`.
Status RefuseOwners(const Input& in);

Status CheckRouterTexts(const Input& in);
Status CheckRouterBandwidth(const Input& in);

// 400 InvalidVbrId.NotFound (404 on a delete, as the service has it).
StatusOr<Router*> FindOwnRouter(OperationCall& call, const std::string& id, int http_status = 400);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_OPERATIONS_ROUTERS_H_
