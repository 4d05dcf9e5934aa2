// Changes from outside: POST /create, POST /edit and GET /objects of the control address, for Alibaba.
#ifndef SIMULATORS_ALIBABA_CONTROL_H_
#define SIMULATORS_ALIBABA_CONTROL_H_

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/alibaba/world/lifecycle.h"
#include "simulators/alibaba/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::alibaba {

struct ControlContext {
  World& world;
  const Lifecycle& life;
  const CloudOptions& options;
  Time now;
};

// {"physicalConnections": […], "virtualBorderRouters": […], …} with every member, whoever owns the object.
nlohmann::json ListObjects(const World& world);

// {"type": "virtual_border_router", "members": {…}} with members named as in the API; gives {"id": …}. Nothing is
// checked: the world may hold what the API would not make.
StatusOr<nlohmann::json> CreateObject(const ControlContext& context, const nlohmann::json& request);

// {"id": …, "set": {…}} or {"id": …, "op": "delete"}; gives {"id": …}. A BGP network's id is "<VBR>/<prefix>". The id
// "quotas" sets quotas, "switches" what accounts and regions may do.
StatusOr<nlohmann::json> EditObject(const ControlContext& context, const nlohmann::json& request);

// The members of each kind that can be set, on creation and by an edit. An error names the member.
Status SetCircuit(const ControlContext& context, Circuit& circuit, const nlohmann::json& members);
Status SetRouter(Router& router, const nlohmann::json& members);
Status SetGroup(Group& group, const nlohmann::json& members);
Status SetPeer(Peer& peer, const nlohmann::json& members);
Status SetNetwork(Network& network, const nlohmann::json& members);
Status SetRoute(RouteEntry& entry, const nlohmann::json& members);
Status SetInterface(RouterInterface& interface, const nlohmann::json& members);
Status SetExpressRouter(ExpressRouter& router, const nlohmann::json& members);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_CONTROL_H_
