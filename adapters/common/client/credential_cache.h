// Credentials kept, and renewed before they expire.
//
// They are renewed when 15 minutes are left, in one thread while the others go on with what there is; when 10 minutes
// are left all wait for it. A renewal that fails is no error while the old ones are valid; it is tried again after a
// minute. Callers at once share one search. The windows are those of the AWS SDKs; other vendors publish none.
#ifndef ADAPTERS_COMMON_CLIENT_CREDENTIAL_CACHE_H_
#define ADAPTERS_COMMON_CLIENT_CREDENTIAL_CACHE_H_

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "adapters/common/client/credentials.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {

// Thread-safe.
class CredentialCache {
 public:
  using Find = std::function<StatusOr<Credentials>(std::stop_token)>;

  // `clock` outlives the cache.
  CredentialCache(Find find, Clock& clock, Logger logger)
      : find_(std::move(find)), clock_(clock), logger_(std::move(logger)) {}

  StatusOr<Credentials> Get(std::stop_token stop);

  // The service refused these as expired: the next Get searches anew, unless that has happened since.
  void Reject(const Credentials& refused);

 private:
  static constexpr Duration kAdvisory = std::chrono::minutes(15);
  static constexpr Duration kMandatory = std::chrono::minutes(10);
  // Sources may hand out credentials that end within the window: those are not asked for at every call.
  static constexpr Duration kBetweenRenewals = std::chrono::minutes(1);
  // Many objects are read at once; each would wait for instance metadata that does not answer.
  static constexpr Duration kFailureKept = std::chrono::seconds(10);

  struct Flight {
    std::optional<StatusOr<Credentials>> result;
  };

  // Good enough while somebody else searches.
  bool Usable(Time now) const { return kept_ && (!kept_->expires || now < *kept_->expires); }

  // Good enough without a search.
  bool Fresh(Time now) const;

  StatusOr<Credentials> Search(std::stop_token stop, std::unique_lock<std::mutex>& lock);

  const Find find_;
  Clock& clock_;
  const Logger logger_;
  std::mutex mutex_;
  std::condition_variable_any landed_;
  std::optional<Credentials> kept_;
  std::optional<Status> failure_;  // of the last search, kept a while
  Time searched_{};                // when the last search ended
  std::shared_ptr<Flight> flight_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_CREDENTIAL_CACHE_H_
