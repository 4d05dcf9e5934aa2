// Region: what AWS's kinds share of one region of one account: its listings, beside what RegionBase has.
#ifndef ADAPTERS_AWS_KINDS_REGION_H_
#define ADAPTERS_AWS_KINDS_REGION_H_

#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/kinds/brought_along.h"
#include "adapters/common/kinds/list_writer.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/region_base.h"
#include "adapters/wire/shared_read.h"

namespace ic::aws {

class Region;

// Writes the entries of a list that the region's objects carry (ListWriter::Write); the kind gives it to the region.
using WriteEntries = Status (*)(Region& region, const std::string& parent, const ListWriter::Goal& goal,
                                std::stop_token stop);

class Region final : public RegionBase {
 public:
  static Region& Of(RegionBase& region) { return static_cast<Region&>(region); }

  // `client` and `clock` outlive this object.
  Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger, WriteEntries write_prefixes);

  Listing& connections() { return connections_; }
  Listing& interfaces() { return interfaces_; }
  Listing& lags() { return lags_; }
  // Direct Connect gateways.
  Listing& gateways() { return gateways_; }
  // Virtual private gateways of the region.
  Listing& virtual_gateways() { return virtual_gateways_; }
  // Associations of Direct Connect gateways are never listed as a whole (the API wants a gateway or an id): one read an
  // association, whoever many of its prefixes are managed.
  StatusOr<Object> Association(const std::string& id, Freshness freshness, std::stop_token stop);
  void InvalidateAssociation(const std::string& id);
  // Allowed prefixes of associations.
  ListWriter& prefixes() { return prefixes_; }
  BroughtAlong& brought_along() { return brought_along_; }

  using RegionBase::Call;
  using RegionBase::List;
  StatusOr<nlohmann::json> Call(std::string_view operation, const nlohmann::json& input, std::stop_token stop);
  StatusOr<nlohmann::json> List(std::string_view operation, const nlohmann::json& input, std::stop_token stop);

 private:
  Listing connections_;
  Listing interfaces_;
  Listing lags_;
  Listing gateways_;
  Listing virtual_gateways_;
  SharedRead<std::string, Object> associations_;
  ListWriter prefixes_;
  BroughtAlong brought_along_;  // allowed prefixes
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_REGION_H_
