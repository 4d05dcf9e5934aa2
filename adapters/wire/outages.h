// Outages: endpoints that gave nothing a moment ago: not reached, silent, or refusing who asks. Where nothing is at
// stake it is rather said soon that a cloud is away than tried again for minutes, call after call; and it is said in
// the same words by every call, so that many failures can be told as one. One a client; see RetryCall.
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
  // A call gives an endpoint up after so many attempts in a row that did not reach it, or after the attempt with which
  // so long has passed.
  static constexpr int kAttempts = 3;
  static constexpr Duration kPatience = std::chrono::seconds(8);
  // So long the answer to a call that only reads is waited for.
  static constexpr Duration kSilence = std::chrono::seconds(20);
  // For so long the other calls to it are not sent.
  static constexpr Duration kRemembered = std::chrono::seconds(30);

  // OK, or why a call to `endpoint` need not be sent now.
  Status Check(const std::string& endpoint, Time now) const;
  // Returns what is to be said of it: `failure`, or what another call said a moment ago.
  Status Begin(const std::string& endpoint, const Status& failure, Time now);
  // It was reached.
  void End(const std::string& endpoint);

 private:
  struct Outage {
    Status failure;
    Time since{};
  };
  // OK if there is none. The mutex is held.
  Status Fresh(const std::string& endpoint, Time now) const;

  mutable std::mutex mutex_;
  std::map<std::string, Outage> outages_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_OUTAGES_H_
