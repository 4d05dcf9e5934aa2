// Region: what Alibaba Cloud's kinds share of one region of one account: its listings, beside what RegionBase has.
// Changes on one virtual border router take turns by its id: the vendor refuses two at a time.
#ifndef ADAPTERS_ALIBABA_KINDS_REGION_H_
#define ADAPTERS_ALIBABA_KINDS_REGION_H_

#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/client/signer.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/region_base.h"
#include "base/status.h"

namespace ic::alibaba {

class Region final : public RegionBase {
 public:
  static Region& Of(RegionBase& region) { return static_cast<Region&>(region); }

  // `client` and `clock` outlive this object.
  Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger);

  Listing& connections() { return connections_; }
  Listing& interfaces() { return interfaces_; }
  Listing& groups() { return groups_; }
  Listing& peers() { return peers_; }
  // BGP networks, by the names of their entries.
  Listing& networks() { return networks_; }
  // Express Connect routers, which belong to no region.
  Listing& routers() { return routers_; }

  // How the last attempt of this process ended that took the connection towards its service, where it failed for good:
  // whoever waits for that waits for nothing. OK: there is no word of one.
  void NoteAdvance(const std::string& connection, const Status& ended);
  Status RefusedAdvance(const std::string& connection) const;

  using RegionBase::Call;
  using RegionBase::List;
  StatusOr<nlohmann::json> Call(std::string_view operation, const Parameters& parameters, std::stop_token stop);
  StatusOr<nlohmann::json> List(std::string_view operation, const Parameters& parameters, std::stop_token stop);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Status> refused_advances_;  // guarded by mutex_
  Listing connections_;
  Listing interfaces_;
  Listing groups_;
  Listing peers_;
  Listing networks_;
  Listing routers_;
};

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_REGION_H_
