// What the data sources share: the arguments `cloud` and `region`.
#ifndef PROVIDER_RESOURCES_DATA_CLOUD_H_
#define PROVIDER_RESOURCES_DATA_CLOUD_H_

#include <string>

#include "adapters/contract/factory.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/engine.h"
#include "schema/terraform/schema.h"
#include "schema/value/value.h"

namespace ic {

terraform::Attribute CloudAttribute();
terraform::Attribute RegionAttribute();

// Refuses a known `cloud` that no adapter has, naming those there are. Null or unknown adds nothing.
void CheckCloud(const AdapterFactory& factory, const Value& config, Diagnostics& diagnostics);
// Refuses a known `kind` that does not exist.
void CheckKind(const Value& config, Diagnostics& diagnostics);

// The region asked for, or the one the provider is configured with.
StatusOr<std::string> RegionOf(Engine& engine, const Value& config);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_DATA_CLOUD_H_
