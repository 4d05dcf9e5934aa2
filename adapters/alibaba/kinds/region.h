// Region: what the kinds share of one region of one account: its listings, its locks, its clock and log.
#ifndef ADAPTERS_ALIBABA_KINDS_REGION_H_
#define ADAPTERS_ALIBABA_KINDS_REGION_H_

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/client/signer.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/named_locks.h"
#include "adapters/common/kinds/wait.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::alibaba {

class Region {
 public:
  // All outlive this object.
  Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger);

  const std::string& name() const { return name_; }
  Clock& clock() { return clock_; }
  const Logger& logger() const { return logger_; }
  // Changes on one virtual border router take turns: the vendor refuses two at a time.
  NamedLocks& locks() { return locks_; }

  Listing& connections() { return connections_; }
  Listing& interfaces() { return interfaces_; }
  Listing& groups() { return groups_; }
  Listing& peers() { return peers_; }
  // BGP networks are listed by virtual border router. By canonical prefix.
  Listing& networks(const std::string& interface_id);

  // One call, in this region.
  StatusOr<nlohmann::json> Call(std::string_view operation, const Parameters& parameters, std::stop_token stop);
  // All elements of a list, whatever its pages.
  StatusOr<nlohmann::json> List(std::string_view operation, const Parameters& parameters, std::stop_token stop);

  WaitContext Until(Duration timeout) { return {clock_, logger_, clock_.Now() + timeout}; }

  // Logs once a kind and word that the service said something this build does not know.
  void NoteUnknownState(Kind kind, std::string_view id, std::string_view state);

 private:
  const std::string name_;
  ApiClient& client_;
  Clock& clock_;
  const Logger logger_;
  Listing connections_;
  Listing interfaces_;
  Listing groups_;
  Listing peers_;
  NamedLocks locks_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Listing>> networks_;  // guarded by mutex_; entries are never removed
  std::set<std::string> noted_;                               // guarded by mutex_
};

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_REGION_H_
