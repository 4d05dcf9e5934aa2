// Data source `interconnect_limits`: what each cloud allows, from the rows that validation itself checks. Makes no
// call.
#ifndef PROVIDER_RESOURCES_LIMITS_DATA_H_
#define PROVIDER_RESOURCES_LIMITS_DATA_H_

#include <functional>
#include <mutex>

#include "adapters/contract/factory.h"
#include "schema/terraform/resource.h"

namespace ic {

// `factory` outlives it.
class LimitsData : public terraform::DataSource {
 public:
  explicit LimitsData(std::reference_wrapper<const AdapterFactory> factory);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::ReadDataResponse Read(const terraform::ReadDataRequest& asked) override;

  // The numbers the user raised in the provider block. May be called again.
  void SetOverrides(LimitOverrides overrides);

 private:
  const AdapterFactory& factory_;
  terraform::Schema schema_;
  std::mutex mutex_;
  LimitOverrides overrides_;  // guarded by mutex_
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_LIMITS_DATA_H_
