// AWS credentials: found where AWS's own tools find them, kept, and renewed before they expire.
//
// The order, first hit wins (credentials_chain.cc): keys of the configuration; environment; the profile: assume role,
// web identity, SSO, credentials file, credential_process, configuration file; container agent; instance metadata.
// A source that is configured but fails ends the search with its error: going on might find another identity, and act
// in the wrong account. With `assume_role` in the configuration the role is taken on top of what was found.
#ifndef ADAPTERS_AWS_CREDENTIALS_H_
#define ADAPTERS_AWS_CREDENTIALS_H_

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "adapters/aws/config.h"
#include "adapters/aws/signer.h"
#include "adapters/wire/http.h"
#include "adapters/wire/process.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic::aws {

struct Credentials {
  SigningKeys keys;
  std::optional<Time> expires;  // absent: they do not
  std::string source;           // for people: "environment", "profile dev, assumed role …"
};

// What finding credentials may need. The references outlive whatever is made with them.
struct CredentialTools {
  HttpTransport& transport;
  ProcessRunner& processes;
  Clock& clock;
  Random& random;
  Logger logger;
};

// Asks the sources, once, in order. Errors: kUnauthenticated (none found, and what was looked at; or a source's
// refusal), kInvalidArgument (a profile that contradicts itself, with its name), kUnavailable, kDeadlineExceeded,
// kCancelled. No message holds a secret.
StatusOr<Credentials> FindCredentials(const Settings& settings, const CredentialTools& tools, std::stop_token stop);

// Keeps what was found. Renews it when 15 minutes are left, in one thread while the others go on with what there is;
// when 10 minutes are left all wait for it. A renewal that fails is no error while the old ones are valid; it is tried
// again after a minute. Callers at once share one search. Thread-safe.
class CredentialCache {
 public:
  using Find = std::function<StatusOr<Credentials>(std::stop_token)>;

  // `clock` outlives the cache.
  CredentialCache(Find find, Clock& clock, Logger logger);

  StatusOr<Credentials> Get(std::stop_token stop);

  // The service refused these as expired: the next Get searches anew, unless that has happened since.
  void Reject(const Credentials& refused);

 private:
  struct Flight {
    std::optional<StatusOr<Credentials>> result;
  };

  bool Fresh(Time now) const;   // good enough without a search
  bool Usable(Time now) const;  // good enough while somebody else searches
  StatusOr<Credentials> Search(std::stop_token stop, std::unique_lock<std::mutex>& lock);

  const Find find_;
  Clock& clock_;
  const Logger logger_;
  std::mutex mutex_;
  std::condition_variable_any landed_;
  std::optional<Credentials> kept_;
  std::optional<Status> failure_;  // of the last search, kept a while: a refresh asks for many objects
  Time searched_{};                // when the last search ended
  std::shared_ptr<Flight> flight_;
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CREDENTIALS_H_
