// Waiting for an object to reach a state.
//
// Every wait judges first what is known already, looks then at once, after 200 ms, and in intervals that grow by half
// up to 10 s, and takes a listing that somebody else began less than half an interval ago instead of making one:
// however many objects are waited for, they share one listing per interval. A few are asked for by their ids, where
// that takes fewer calls.
#ifndef ADAPTERS_COMMON_KINDS_WAIT_H_
#define ADAPTERS_COMMON_KINDS_WAIT_H_

#include <functional>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/listing.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {

// What a look at the object says.
struct Verdict {
  bool done = false;
  Status failure;     // not OK: it will never be done
  std::string state;  // the vendor's word, for people
};
// Judges the object as listed; null: it is not there (confirmed by a read of its id, unless this process deleted it).
using Judge = std::function<Verdict(const nlohmann::json* object)>;

struct WaitContext {
  Clock& clock;
  const Logger& logger;
  Time deadline;
};

// Waits until `judge` is done, and returns the object it was done with (null if it is gone). `what` names the goal for
// people: "dxvif-… to be provisioned". Errors: kDeadlineExceeded with the last state, kCancelled, the judge's failure,
// failed reads that waiting cannot mend.
StatusOr<Object> WaitFor(Listing& listing, const std::string& id, const std::string& what, const Judge& judge,
                         const WaitContext& context, std::stop_token stop);
// The same for an object whose deletion the service has taken from this process: one listing without it is enough.
StatusOr<Object> WaitForDeletion(Listing& listing, const std::string& id, const Judge& judge,
                                 const WaitContext& context, std::stop_token stop);

// The intervals of a wait: 200 ms, then half as much again each time, 10 s at most.
class Backoff {
 public:
  Duration Next();

 private:
  Duration next_ = std::chrono::milliseconds(200);
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_WAIT_H_
