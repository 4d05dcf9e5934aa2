// Outages: endpoints that were not reached a moment ago. Who only looks has nothing at stake, and rather says soon that
// a cloud is away than try again for minutes, call after call. One a client; see RetryCall.
#ifndef ADAPTERS_WIRE_OUTAGES_H_
#define ADAPTERS_WIRE_OUTAGES_H_

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

// True if the request surely never got to the service: no connection stood.
bool WasNotReached(const Status& failure);

// Thread-safe.
class Outages {
 public:
  // A call gives an endpoint up after so many attempts in a row that did not reach it.
  static constexpr int kAttempts = 3;
  // For so long the other calls to it are not sent.
  static constexpr Duration kRemembered = std::chrono::seconds(30);

  // OK, or why a call to `endpoint` need not be sent now.
  Status Check(const std::string& endpoint, Time now) const;
  void Begin(const std::string& endpoint, const Status& failure, Time now);
  // It was reached.
  void End(const std::string& endpoint);

 private:
  struct Outage {
    Status failure;
    Time since{};
  };
  mutable std::mutex mutex_;
  std::map<std::string, Outage> outages_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_OUTAGES_H_
