// Whose credentials are, asked once for all calls made with them.
#ifndef ADAPTERS_COMMON_CLIENT_CALLER_CACHE_H_
#define ADAPTERS_COMMON_CLIENT_CALLER_CACHE_H_

#include <chrono>
#include <functional>
#include <stop_token>
#include <utility>

#include "adapters/contract/caller.h"
#include "adapters/wire/shared_read.h"
#include "base/clock.h"
#include "base/status.h"

namespace ic {

// Thread-safe. Callers at once share one question.
class CallerCache {
 public:
  using Find = std::function<StatusOr<Caller>(std::stop_token)>;

  // `clock` outlives the cache.
  CallerCache(Find find, Clock& clock)
      : find_(std::move(find)),
        clock_(clock),
        read_([this](int, std::stop_token stop) { return Ask(std::move(stop)); }, clock, kKept) {}

  StatusOr<Caller> Get(std::stop_token stop) {
    IC_ASSIGN_OR_RETURN(auto answer, read_.Get(0, stop));
    if (!answer->status.ok() && clock_.Now() - answer->asked > kFailureKept) {
      read_.Invalidate(0);
      IC_ASSIGN_OR_RETURN(answer, read_.Get(0, std::move(stop)));
    }
    if (!answer->status.ok()) return answer->status;
    return answer->caller;
  }

 private:
  // As good as a run. Credentials are renewed meanwhile, and are of the same account.
  static constexpr Duration kKept = std::chrono::minutes(30);
  // Many objects are looked at in one run; each would wait for a service that does not answer.
  static constexpr Duration kFailureKept = std::chrono::minutes(1);

  struct Answer {
    Status status;
    Caller caller;
    Time asked;
  };

  // A failure is kept too, unless somebody stopped the question.
  StatusOr<Answer> Ask(std::stop_token stop) {
    StatusOr<Caller> found = find_(std::move(stop));
    if (found.status().code() == StatusCode::kCancelled) return found.status();
    if (!found.ok()) return Answer{found.status(), {}, clock_.Now()};
    return Answer{OkStatus(), *std::move(found), clock_.Now()};
  }

  const Find find_;
  Clock& clock_;
  SharedRead<int, Answer> read_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_CALLER_CACHE_H_
