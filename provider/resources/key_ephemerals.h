// BGP keys that are in no file: `interconnect_generated_key` makes one up, `interconnect_bgp_key` has the cloud tell
// the one in force. Neither is ever in a state or a plan.
#ifndef PROVIDER_RESOURCES_KEY_EPHEMERALS_H_
#define PROVIDER_RESOURCES_KEY_EPHEMERALS_H_

#include <functional>

#include "base/random.h"
#include "reconcile/engine.h"
#include "schema/terraform/ephemeral.h"

namespace ic {

class GeneratedKey : public terraform::EphemeralResource {
 public:
  // Both outlive this; `random` is for keys (SecureRandom) but in tests.
  GeneratedKey(std::reference_wrapper<const AdapterFactory> factory, Random& random);
  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::OpenResponse Open(const Value& config) override;

 private:
  std::reference_wrapper<const AdapterFactory> factory_;
  Random& random_;
  terraform::Schema schema_;
};

class BgpKey : public terraform::EphemeralResource {
 public:
  // Both outlive this.
  BgpKey(std::reference_wrapper<const AdapterFactory> factory, Engine& engine);
  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override;
  terraform::OpenResponse Open(const Value& config) override;

 private:
  std::reference_wrapper<const AdapterFactory> factory_;
  Engine& engine_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_KEY_EPHEMERALS_H_
