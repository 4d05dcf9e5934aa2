// Sky Links behind the neutral face.
#ifndef ADAPTERS_SKY_KINDS_ADAPTER_H_
#define ADAPTERS_SKY_KINDS_ADAPTER_H_

#include <memory>
#include <string>

#include "adapters/common/client/api_client.h"
#include "adapters/common/kinds/kind_adapter.h"
#include "adapters/common/kinds/listing.h"

namespace ic::sky {

// What the kinds share of one region.
class Region final : public RegionBase {
 public:
  static Region& Of(RegionBase& region) { return static_cast<Region&>(region); }

  // `client` and `clock` outlive this object.
  Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger);

  Listing& links() { return links_; }

 private:
  Listing links_;
};

// connection.cc
const KindHandler& ConnectionHandler();

// `clock` outlives the adapter.
std::unique_ptr<Adapter> MakeSkyAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger);

}  // namespace ic::sky

#endif  // ADAPTERS_SKY_KINDS_ADAPTER_H_
