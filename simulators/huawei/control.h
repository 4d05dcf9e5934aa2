// Changes from outside: POST /create, POST /edit and GET /objects of the control address, for Huawei.
#ifndef SIMULATORS_HUAWEI_CONTROL_H_
#define SIMULATORS_HUAWEI_CONTROL_H_

#include "base/clock.h"
#include "base/status.h"
#include "simulators/huawei/world/lifecycle.h"
#include "simulators/huawei/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::huawei {

struct ControlContext {
  World& world;
  const Lifecycle& life;
  const CloudOptions& options;
  Time now;
};

// {"direct_connects": […], "virtual_gateways": […], …} with every member and key, whoever owns the object.
Json ListObjects(const World& world);

// {"type": "direct_connect", "members": {…}} with members named as in the API; gives {"id": …}. Nothing is checked
// against rules or quotas: the world may hold what the API would not make.
StatusOr<Json> CreateObject(const ControlContext& context, const Json& request);

// {"id": …, "set": {…}} or {"id": …, "op": "delete"}; gives {"id": …}. The id "quotas" sets quotas.
StatusOr<Json> EditObject(const ControlContext& context, const Json& request);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_CONTROL_H_
