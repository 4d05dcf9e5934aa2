// The control address: what a test or a person changes behind the clouds' backs. simulators/README.md has each call.
#ifndef SIMULATORS_SERVER_CONTROL_H_
#define SIMULATORS_SERVER_CONTROL_H_

#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "simulators/server/call_log.h"
#include "simulators/server/cloud.h"
#include "simulators/server/faults.h"
#include "simulators/server/http.h"
#include "simulators/server/pace.h"
#include "simulators/server/simulated_clock.h"

namespace ic::sim {

// Thread-safe. What is passed by reference must outlive it.
class Control {
 public:
  Control(std::map<std::string, Cloud*> clouds, CallLog& log, Faults& faults, SimulatedClock& clock, Pace& pace)
      : clouds_(std::move(clouds)), log_(log), faults_(faults), clock_(clock), pace_(pace) {}

  // Always answers JSON: the result, or {"error": "…"} with 400, 404 or 405.
  HttpResponse Handle(const HttpRequest& request);

 private:
  using Json = nlohmann::json;

  StatusOr<Json> AddFaults(const Json& body);
  StatusOr<Json> MoveClock(const Json& body);
  StatusOr<Json> SetPace(const Json& body);
  StatusOr<Json> Create(const Json& body);
  StatusOr<Json> Edit(const Json& body);
  StatusOr<Json> Reset(const Json& body);
  Json Objects();
  StatusOr<Cloud*> FindCloud(const Json& body) const;

  const std::map<std::string, Cloud*> clouds_;
  CallLog& log_;
  Faults& faults_;
  SimulatedClock& clock_;
  Pace& pace_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_CONTROL_H_
