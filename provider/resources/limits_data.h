// Data source `interconnect_limits`: what each cloud allows, from the rows that validation itself checks. Offline.
#ifndef PROVIDER_RESOURCES_LIMITS_DATA_H_
#define PROVIDER_RESOURCES_LIMITS_DATA_H_

#include "adapters/contract/factory.h"
#include "schema/terraform/resource.h"

namespace ic {

// `factory` outlives it.
class LimitsData : public terraform::DataSource {
 public:
  explicit LimitsData(const AdapterFactory& factory);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::ReadDataResponse Read(const Value& config) override;

 private:
  const AdapterFactory& factory_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_LIMITS_DATA_H_
