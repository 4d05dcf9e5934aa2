// Region: what the kinds share of one region of one account: its listings, its locks, its clock and log.
#ifndef ADAPTERS_AWS_KINDS_REGION_H_
#define ADAPTERS_AWS_KINDS_REGION_H_

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/kinds/prefix_writer.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/named_locks.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/wire/shared_read.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::aws {

class Region {
 public:
  // All outlive this object.
  Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger);

  const std::string& name() const { return name_; }
  Clock& clock() { return clock_; }
  const Logger& logger() const { return logger_; }
  NamedLocks& locks() { return locks_; }

  Listing& connections() { return connections_; }
  Listing& interfaces() { return interfaces_; }
  Listing& lags() { return lags_; }
  // Associations of Direct Connect gateways are never listed as a whole (the API wants a gateway or an id): one read an
  // association, whoever many of its prefixes are managed.
  StatusOr<Object> Association(const std::string& id, Freshness freshness, std::stop_token stop);
  void InvalidateAssociation(const std::string& id);
  PrefixWriter& prefixes() { return prefixes_; }

  // One call, in this region.
  StatusOr<nlohmann::json> Call(std::string_view operation, const nlohmann::json& input, std::stop_token stop);
  // All elements of a list, whatever its pages.
  StatusOr<nlohmann::json> List(std::string_view operation, const nlohmann::json& input, std::stop_token stop);

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
  Listing lags_;
  SharedRead<std::string, Object> associations_;
  PrefixWriter prefixes_;
  NamedLocks locks_;
  std::mutex noted_mutex_;
  std::set<std::string> noted_;  // guarded by noted_mutex_
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_REGION_H_
