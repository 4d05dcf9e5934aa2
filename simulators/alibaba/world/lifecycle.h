// How states move: which follow by themselves, and after how long.
//
// With `lifecycle` off every delay is zero: what a call started has settled by the next call. With it on, a circuit
// takes about a minute to be allocated (weeks in reality; the Terraform provider waits two minutes) and the rest some
// seconds.
#ifndef SIMULATORS_ALIBABA_WORLD_LIFECYCLE_H_
#define SIMULATORS_ALIBABA_WORLD_LIFECYCLE_H_

#include <string_view>

#include "base/clock.h"
#include "simulators/alibaba/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::alibaba {

// The state of an object that is forgotten when the world next settles.
inline constexpr std::string_view kGone = "gone";

class Lifecycle {
 public:
  explicit Lifecycle(const CloudOptions& options) : options_(options) {}

  // Each puts the object into its first state and lines up what follows. `now` is simulated time.
  void Ordered(Circuit& circuit, const Switches& switches, Time now) const;
  void Enabling(Circuit& circuit, Time now) const;
  void Terminating(Circuit& circuit, Time now) const;
  void Applying(Loa& loa, Time now) const;

  void Terminating(Router& router, Time now) const;
  void Recovering(Router& router, Time now) const;
  void Deleting(Router& router, Time now) const;

  // BGP groups, peers and networks, route entries, failover groups.
  void Starting(Life& life, std::string_view first, std::string_view then, Time now) const;
  void Deleting(Life& life, Time now) const;

  // Carries out everything that is due, and forgets what was deleted.
  void Settle(World& world, Time now) const;

 private:
  Time After(Time now, Duration delay) const { return options_.lifecycle ? now + delay : now; }

  CloudOptions options_;
};

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WORLD_LIFECYCLE_H_
