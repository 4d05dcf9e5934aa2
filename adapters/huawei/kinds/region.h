// Region: what the kinds share of one region of one account: its listings, its locks, its clock and log.
#ifndef ADAPTERS_HUAWEI_KINDS_REGION_H_
#define ADAPTERS_HUAWEI_KINDS_REGION_H_

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/list_writer.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/named_locks.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/status.h"

namespace ic {
class ApiClient;
struct ApiCall;
}  // namespace ic

namespace ic::huawei {

class Region {
 public:
  // All outlive this object.
  Region(std::string name, std::string enterprise_project, ApiClient& client, Clock& clock, const Logger& logger);

  const std::string& name() const { return name_; }
  Clock& clock() { return clock_; }
  const Logger& logger() const { return logger_; }
  NamedLocks& locks() { return locks_; }

  // Lines of this tenant, and hosted connections it made as a partner (kHostedMember).
  Listing& connections() { return connections_; }
  // With their peers: no other call reads them.
  Listing& interfaces() { return interfaces_; }
  Listing& gateways() { return gateways_; }
  // Local subnets of virtual gateways.
  ListWriter& subnets() { return subnets_; }

  // One call, in this region.
  StatusOr<nlohmann::json> Call(ApiCall call, std::stop_token stop);
  // Likewise; repeated until the deadline while another operation holds the gateway or the interface. Such a refusal
  // says that nothing was carried out, so a create may be repeated too.
  StatusOr<nlohmann::json> CallWhenFree(ApiCall call, const WaitContext& context, std::stop_token stop);

  WaitContext Until(Duration timeout) { return {clock_, logger_, clock_.Now() + timeout}; }

  // The ASN of a virtual gateway's side, from the shared listing; empty if it is not told (another tenant's gateway, a
  // global one, no permission): it is a convenience, and no reason to fail.
  std::string CloudAsnOf(const std::string& gateway, std::stop_token stop);

  // The enterprise project of objects that name none; may be empty.
  const std::string& DefaultEnterpriseProject() const { return enterprise_project_; }

  // Logs once a kind and word that the service said something this build does not know.
  void NoteUnknownState(Kind kind, std::string_view id, std::string_view state);

 private:
  const std::string name_;
  const std::string enterprise_project_;
  ApiClient& client_;
  Clock& clock_;
  const Logger logger_;
  Listing connections_;
  Listing interfaces_;
  Listing gateways_;
  ListWriter subnets_;
  NamedLocks locks_;
  std::atomic<bool> gateways_refused_ = false;
  std::mutex noted_mutex_;
  std::set<std::string> noted_;  // guarded by noted_mutex_
};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_REGION_H_
