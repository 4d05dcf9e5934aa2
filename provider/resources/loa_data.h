// Data source `interconnect_loa`: the letter of authorization of a connection.
#ifndef PROVIDER_RESOURCES_LOA_DATA_H_
#define PROVIDER_RESOURCES_LOA_DATA_H_

#include <functional>

#include "adapters/contract/factory.h"
#include "reconcile/engine.h"
#include "schema/terraform/resource.h"

namespace ic {

// `factory` and `engine` outlive it.
class LoaData : public terraform::DataSource {
 public:
  LoaData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::ReadDataResponse Read(const terraform::ReadDataRequest& asked) override;

 private:
  const AdapterFactory& factory_;
  Engine& engine_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_LOA_DATA_H_
