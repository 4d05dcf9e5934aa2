// Call: one question to the engine about one object, and Run: what all calls of a process have in common.
#ifndef RECONCILE_LEDGER_CALL_H_
#define RECONCILE_LEDGER_CALL_H_

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <utility>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "base/moment.h"
#include "base/random.h"
#include "reconcile/ledger/clouds.h"
#include "reconcile/ledger/ledger.h"
#include "reconcile/ledger/live_lists.h"
#include "reconcile/ledger/location_lists.h"
#include "reconcile/ledger/told_limits.h"
#include "reconcile/ledger/turns.h"
#include "reconcile/object/requests.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// One lock a redundancy group, held while a member of it is being disrupted.
class GroupLocks {
 public:
  std::shared_ptr<std::mutex> Get(const std::pair<Kind, std::string>& group) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<std::mutex>& held = locks_[group];
    if (!held) held = std::make_shared<std::mutex>();
    return held;
  }

 private:
  std::mutex mutex_;
  std::map<std::pair<Kind, std::string>, std::shared_ptr<std::mutex>> locks_;
};

// What was sent may be carried out as long as a call may take (HttpRequest::timeout), be its sender dead or not.
inline constexpr std::chrono::seconds kLongestCall{60};
// kLongestCall, or what INTERCONNECT_CREATE_PATIENCE says; 0 is not to wait at all. What is no duration is
// kInvalidArgument with a sentence.
StatusOr<Duration> CreatePatience(const std::map<std::string, std::string>& environment);
// A secret that INTERCONNECT_MARK_KEY gives to tell one's own marks by, 32 characters at least; empty: none. A shorter
// one is kInvalidArgument with a sentence.
StatusOr<std::string> MarkKey(const std::map<std::string, std::string>& environment);
// Empty for what is too short, which Engine::Configure refuses.
std::string MarkKeyOrNone(const std::map<std::string, std::string>& environment);
// kLongestCall for what is no duration, which Engine::Configure refuses.
Duration PatienceOrUsual(const std::map<std::string, std::string>& environment);
// Since when what a cloud was asked for counts, for the changes of a run: since the first of them began.
class ChangesSince {
 public:
  Moment Get() {
    const std::lock_guard lock(mutex_);
    if (begun_ == 0) begun_ = NextMoment();
    return begun_;
  }
  // What was looked at before says nothing any more: an answer was lost.
  void Renew() {
    const std::lock_guard lock(mutex_);
    begun_ = NextMoment();
  }

 private:
  std::mutex mutex_;
  Moment begun_ = 0;
};

// What every operation of the engine works with. One a process.
struct Run {
  explicit Run(const EngineEnvironment& environment)
      : logger(environment.logger),
        clock(environment.clock),
        random(environment.random),
        create_patience(PatienceOrUsual(environment.environment)),
        mark_key(MarkKeyOrNone(environment.environment)),
        clouds(environment),
        live_lists(clouds, environment.clock),
        locations(clouds),
        told_limits(clouds, environment.logger),
        ledger(clouds) {}

  const Logger logger;
  Clock* const clock;    // may be null
  Random* const random;  // likewise
  // How long after it was sent a create whose end nobody learned is waited for, before another one is sent.
  const Duration create_patience;
  // Never in anything that is shown, sent or kept: only what is made of it is (adopt/proof.h). Empty: there is none.
  const std::string mark_key;
  Clouds clouds;
  LiveLists live_lists;
  LocationLists locations;
  ToldLimitLists told_limits;
  Ledger ledger;
  Turns turns;
  GroupLocks group_locks;
  ChangesSince changes_since;
  std::atomic<bool> old_owner_is_said = false;  // it is true of many objects, and said once

  // The settings in force, and the token of Stop; each call takes both once.
  std::pair<std::shared_ptr<const EngineConfig>, std::stop_token> Now() const {
    const std::lock_guard lock(mutex);
    return {config_, stop_.get_token()};
  }
  std::stop_token stop() const {
    const std::lock_guard lock(mutex);
    return stop_.get_token();
  }

  // The calls from now on are not stopped by an earlier Stop. `mutex` is held.
  void NewStop();

  mutable std::mutex mutex;
  std::shared_ptr<const EngineConfig> config_ = std::make_shared<EngineConfig>(EngineConfig{.limits_known = false});
  std::stop_source stop_;
};

// A subject whose cloud may be asked.
struct Asked : Subject {
  std::string account;  // never empty if there are traits
  Clouds& clouds;
  std::stop_token stop;

  // Made when it is first asked for: much is decided without.
  StatusOr<std::shared_ptr<Adapter>> adapter() const { return clouds.Get(account); }
};

// One call to the engine about one object, with what the run knows.
struct Call : Asked {
  Run& run;

  ObjectKey KeyOf(const Value& object) const {
    return {account, Text(object, field::kRegion), kind, Text(object, field::kId)};
  }
};

// A call about `object`. Its `cloud` must be known and exist, and be the one of `account` (empty: the entry named as
// the cloud); otherwise the error is on `cloud` and `traits` is null.
Call MakeCall(Run& run, Kind kind, const Value& object, const std::string& account, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_CALL_H_
