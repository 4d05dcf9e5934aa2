// RegionBase: what the kinds of every vendor share of one region of one account: its name, its calls, its clock and
// log, its locks, and what it has warned of. A vendor's Region adds its listings.
#ifndef ADAPTERS_COMMON_KINDS_REGION_BASE_H_
#define ADAPTERS_COMMON_KINDS_REGION_BASE_H_

#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/named_locks.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/common/tables/stages.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {

class ApiClient;
struct ApiCall;

class RegionBase {
 public:
  // `client`, `clock` and `states` outlive this object. `vendor` is for people: "Huawei Cloud".
  RegionBase(std::string name, std::string vendor, const StateTable& states, ApiClient& client, Clock& clock,
             Logger logger);
  virtual ~RegionBase() = default;
  RegionBase(const RegionBase&) = delete;
  RegionBase& operator=(const RegionBase&) = delete;

  const std::string& name() const { return name_; }
  const std::string& vendor() const { return vendor_; }
  Clock& clock() { return *clock_; }
  const Logger& logger() const { return logger_; }
  // By the id of an object: changes of one object, and of what it carries, take turns.
  NamedLocks& locks() { return locks_; }

  WaitContext Until(Duration timeout) { return {*clock_, logger_, clock_->Now() + timeout}; }

  // Logs once a kind and word that the service said something this build does not know. An empty word is none.
  void NoteUnknownState(Kind kind, std::string_view id, std::string_view word);

  // One call, in this region; all elements of a list, whatever its pages. Errors: adapters/common/client/api_client.h.
  StatusOr<nlohmann::json> Call(const ApiCall& call, std::stop_token stop);
  StatusOr<nlohmann::json> List(const ApiCall& call, std::stop_token stop);
  // Repeats the call while the answer is one of `is_busy`, until `deadline`: then the last refusal is the answer. For
  // refusals that say that nothing was carried out, because something else is at work on the object: so a create may
  // be repeated too.
  StatusOr<nlohmann::json> CallUntilFree(const ApiCall& call, bool (*is_busy)(const Status&), Time deadline,
                                         std::stop_token stop);

 private:
  const std::string name_;
  const std::string vendor_;
  const StateTable* const states_;
  ApiClient* const client_;
  Clock* const clock_;
  const Logger logger_;
  NamedLocks locks_;
  std::mutex noted_mutex_;
  std::set<std::string> noted_;  // guarded by noted_mutex_
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_REGION_BASE_H_
