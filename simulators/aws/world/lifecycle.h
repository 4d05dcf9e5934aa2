// How states move: which follow by themselves, after how long, and what comes with them.
//
// With `lifecycle` off every delay is zero: a state that an answer showed has settled by the next call. The delays are
// of the order that AWS users report (minutes for a port and an interface, a quarter of an hour for an association).
#ifndef SIMULATORS_AWS_WORLD_LIFECYCLE_H_
#define SIMULATORS_AWS_WORLD_LIFECYCLE_H_

#include <string_view>

#include "base/clock.h"
#include "simulators/aws/world/objects.h"
#include "simulators/aws/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::aws {

// A deleted or rejected object is still listed for this long (documented for virtual interfaces).
constexpr Duration kRetention = std::chrono::minutes(15);

class Lifecycle {
 public:
  explicit Lifecycle(const CloudOptions& options) : options_(options) {}

  // Each puts the object into its first state and lines up what follows. `now` is simulated time.
  void Requested(Connection& connection, Time now) const;
  void Confirmed(Connection& connection, Time now) const;
  void Deleting(Connection& connection, Time now) const;
  void Pending(Lag& lag, Time now) const;
  void Deleted(Lag& lag, Time now) const;
  void Pending(VirtualInterface& interface, Time now) const;
  void Verifying(VirtualInterface& interface) const;
  void Reviewed(VirtualInterface& interface, Time now) const;
  void Deleting(VirtualInterface& interface, Time now) const;
  void Pending(const VirtualInterface& interface, BgpPeer& peer, Time now) const;
  void Deleting(BgpPeer& peer, Time now) const;
  void Pending(DxGateway& gateway, Time now) const;
  void Deleting(DxGateway& gateway, Time now) const;
  void Associating(Association& association, Time now) const;
  void Updating(Association& association, Time now) const;
  void Disassociating(Association& association, Time now) const;
  // A failover test: `testing`, the sessions down, until its end; then as before.
  void BeginTest(VirtualInterface& interface, const FailoverTest& test) const;
  static void EndTest(VirtualInterface& interface, FailoverTest& test, std::string_view status);
  // How long a connection that joined a LAG cannot leave it.
  Duration MoveTime() const;

  // Carries out everything that is due, and forgets what was deleted longer ago than kRetention.
  void Settle(World& world, Time now) const;

  // What the customer's router does: the session's status, and with it the interface's state.
  static void SetRouter(VirtualInterface& interface, BgpPeer& peer, bool up);
  static void SetRouter(VirtualInterface& interface, bool up);

 private:
  Duration After(Duration delay) const { return options_.lifecycle ? delay : Duration::zero(); }

  CloudOptions options_;
};

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_LIFECYCLE_H_
