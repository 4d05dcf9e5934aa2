// Data sources that look up what others manage: `interconnect_connection`, `interconnect_connections`, and the same of
// virtual interfaces and gateways. One class for all six.
#ifndef PROVIDER_RESOURCES_LOOKUP_DATA_H_
#define PROVIDER_RESOURCES_LOOKUP_DATA_H_

#include <functional>
#include <string>

#include "adapters/contract/factory.h"
#include "adapters/contract/lookup.h"
#include "reconcile/engine.h"
#include "schema/terraform/resource.h"

namespace ic {

enum class HowMany { kOne, kAll };

// "interconnect_connection", "interconnect_connections", …
std::string LookupDataName(Sought what, HowMany how_many);

// `factory` and `engine` outlive it.
class LookupData : public terraform::DataSource {
 public:
  LookupData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine, Sought what, HowMany how_many);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::ReadDataResponse Read(const terraform::ReadDataRequest& asked) override;

 private:
  void ShowAsAsked(const Value& config, Value& state) const;

  const AdapterFactory& factory_;
  Engine& engine_;
  const Sought what_;
  const HowMany how_many_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_LOOKUP_DATA_H_
