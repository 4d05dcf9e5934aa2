// How states move: which follow by themselves and after how long.
//
// With `lifecycle` off every delay is zero: a state that an answer showed has settled by the next call. The delays are
// of the order that users' acceptance runs show (a virtual gateway 40 to 80 seconds, an interface a minute or two).
#ifndef SIMULATORS_HUAWEI_WORLD_LIFECYCLE_H_
#define SIMULATORS_HUAWEI_WORLD_LIFECYCLE_H_

#include <string>
#include <string_view>

#include "base/clock.h"
#include "simulators/huawei/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::huawei {

inline constexpr Duration kCreateTime = std::chrono::seconds(60);
inline constexpr Duration kUpdateTime = std::chrono::seconds(20);
inline constexpr Duration kDeleteTime = std::chrono::seconds(40);
inline constexpr Duration kDetectionTime = std::chrono::seconds(10);

class Lifecycle {
 public:
  explicit Lifecycle(const CloudOptions& options) : options_(options) {}

  // Each puts the object into its first state and lines up what follows. `now` is simulated time.
  void Creating(Resource& object, Time now) const { Begin(object, "PENDING_CREATE", "", now, kCreateTime); }
  void Updating(Resource& object, Time now) const { Begin(object, "PENDING_UPDATE", "", now, kUpdateTime); }
  void Deleting(Resource& object, Time now) const;
  void Begin(Resource& object, std::string_view state, std::string_view then, Time now, Duration delay) const;

  // Carries out everything that is due; what has been deleted is gone.
  void Settle(World& world, Time now) const;

 private:
  CloudOptions options_;
};

// What the API says of an object: its own state, or what follows from what it stands on.
std::string LineStatus(const World& world, const Resource& line);
std::string GatewayStatus(const Resource& gateway);
std::string PeerStatus(const World& world, const Resource& peer);
std::string InterfaceStatus(const World& world, const Resource& interface);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WORLD_LIFECYCLE_H_
