// Data source `interconnect_health`: whether objects and their BGP sessions are up, asked of the cloud each time. It is
// a data source and no attribute of a resource, because a flapping session must not be drift.
#ifndef PROVIDER_RESOURCES_HEALTH_DATA_H_
#define PROVIDER_RESOURCES_HEALTH_DATA_H_

#include <functional>

#include "adapters/contract/factory.h"
#include "reconcile/engine.h"
#include "schema/terraform/resource.h"

namespace ic {

// `factory` and `engine` outlive it.
class HealthData : public terraform::DataSource {
 public:
  HealthData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::ReadDataResponse Read(const terraform::ReadDataRequest& asked) override;

 private:
  const AdapterFactory& factory_;
  Engine& engine_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_HEALTH_DATA_H_
