// Changes from outside: POST /create, POST /edit and GET /objects of the control address, for AWS.
#ifndef SIMULATORS_AWS_CONTROL_H_
#define SIMULATORS_AWS_CONTROL_H_

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/aws/world/lifecycle.h"
#include "simulators/aws/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::aws {

struct ControlContext {
  World& world;
  const Lifecycle& life;
  const CloudOptions& options;
  Time now;
};

// {"connections": […], "lags": […], "virtualInterfaces": […], …} with every member, whoever owns the object.
nlohmann::json ListObjects(const World& world);

// {"type": "virtual_interface", "members": {…}} with members named as in the API; gives {"id": …}. Nothing is checked
// against quotas: the world may hold what the API would not make.
StatusOr<nlohmann::json> CreateObject(const ControlContext& context, const nlohmann::json& request);

// {"id": …, "set": {…}} or {"id": …, "op": "delete"}; gives {"id": …}. The id "quotas" sets quotas.
StatusOr<nlohmann::json> EditObject(const ControlContext& context, const nlohmann::json& request);

// The members of each kind that can be set, on creation and by an edit. An error names the member.
Status SetConnection(const ControlContext& context, Connection& connection, const nlohmann::json& members);
Status SetLag(const ControlContext& context, Lag& lag, const nlohmann::json& members);
Status SetInterface(const ControlContext& context, VirtualInterface& interface, const nlohmann::json& members);
Status SetPeer(VirtualInterface& interface, BgpPeer& peer, const nlohmann::json& members);
Status SetGateway(DxGateway& gateway, const nlohmann::json& members);
Status SetCloudGateway(CloudGateway& gateway, const nlohmann::json& members);
Status SetAssociation(Association& association, const nlohmann::json& members);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_CONTROL_H_
