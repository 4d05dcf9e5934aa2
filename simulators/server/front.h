// The door in front of a cloud: counts each call, injects faults, throttles and delays, then lets the cloud answer.
#ifndef SIMULATORS_SERVER_FRONT_H_
#define SIMULATORS_SERVER_FRONT_H_

#include <functional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "simulators/server/call_log.h"
#include "simulators/server/cloud.h"
#include "simulators/server/faults.h"
#include "simulators/server/http.h"
#include "simulators/server/pace.h"
#include "simulators/server/rate_limit.h"

namespace ic::sim {

// Thread-safe. What is passed by reference must outlive it.
class Front {
 public:
  Front(std::string name, Cloud& cloud, CallLog& log, Faults& faults, Clock& wall,
        std::reference_wrapper<const Pace> pace);

  // Delays end early when `stop` is requested.
  HttpResponse Handle(const HttpRequest& request, const std::stop_token& stop);

 private:
  CallResult Carry(const HttpRequest& request, const std::optional<Fault>& fault, const std::stop_token& stop);

  const std::string name_;
  Cloud& cloud_;
  CallLog& log_;
  Faults& faults_;
  Clock& wall_;
  const Pace& pace_;
  RateLimit rate_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_FRONT_H_
