// Region: what Huawei's kinds share of one region of one account: its listings, beside what RegionBase has.
#ifndef ADAPTERS_HUAWEI_KINDS_REGION_H_
#define ADAPTERS_HUAWEI_KINDS_REGION_H_

#include <atomic>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/list_writer.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/region_base.h"
#include "adapters/huawei/client/endpoints.h"

namespace ic::huawei {

class Region;

// Writes the entries of a list that the region's objects carry (ListWriter::Write); the kind gives it to the region.
using WriteEntries = Status (*)(Region& region, const std::string& parent, const ListWriter::Goal& goal,
                                std::stop_token stop);

class Region final : public RegionBase {
 public:
  static Region& Of(RegionBase& region) { return static_cast<Region&>(region); }

  struct Place {
    std::string enterprise_project;  // may be empty
    Operator operated_by;
  };

  // `client` and `clock` outlive this object.
  Region(std::string name, Place place, ApiClient& client, Clock& clock, const Logger& logger,
         WriteEntries write_subnets);

  // Lines of this tenant, and hosted connections it made as a partner (kHostedMember).
  Listing& connections() { return connections_; }
  // With their peers: no other call reads them.
  Listing& interfaces() { return interfaces_; }
  Listing& gateways() { return gateways_; }
  // Global ones, which other regions and enterprise routers are behind.
  Listing& global_gateways() { return global_gateways_; }
  // Local subnets of virtual gateways.
  ListWriter& subnets() { return subnets_; }

  // One call; repeated until the deadline while another operation holds the gateway or the interface.
  StatusOr<nlohmann::json> CallWhenFree(const ApiCall& call, const WaitContext& context, std::stop_token stop);

  // The ASN of a gateway's side, virtual or `global`, from the shared listing; empty if it is not told (another
  // tenant's gateway, no permission): it is a convenience, and no reason to fail.
  std::string CloudAsnOf(const std::string& gateway, bool global, std::stop_token stop);

  // The enterprise project of objects that name none; may be empty.
  const std::string& DefaultEnterpriseProject() const { return place_.enterprise_project; }
  // Who runs the region.
  const Operator& OperatedBy() const { return place_.operated_by; }

 private:
  const Place place_;
  Listing connections_;
  Listing interfaces_;
  Listing gateways_;
  Listing global_gateways_;
  ListWriter subnets_;
  std::atomic<bool> gateways_refused_ = false;
  std::atomic<bool> global_gateways_refused_ = false;
};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_REGION_H_
