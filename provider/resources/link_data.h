// Data source `interconnect_link`: a virtual interface, its connection and all its sessions as a router at the
// customer's end sees them (router/link.h).
#ifndef PROVIDER_RESOURCES_LINK_DATA_H_
#define PROVIDER_RESOURCES_LINK_DATA_H_

#include <functional>

#include "adapters/contract/factory.h"
#include "reconcile/engine.h"
#include "schema/terraform/resource.h"

namespace ic {

// The type of a link as the data source tells it and `router_configuration` takes it.
Type LinkType();

// `factory` and `engine` outlive it.
class LinkData : public terraform::DataSource {
 public:
  LinkData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::ReadDataResponse Read(const terraform::ReadDataRequest& asked) override;

 private:
  const AdapterFactory& factory_;
  Engine& engine_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_LINK_DATA_H_
