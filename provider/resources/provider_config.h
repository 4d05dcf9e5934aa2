// The provider block, as the engine wants it.
#ifndef PROVIDER_RESOURCES_PROVIDER_CONFIG_H_
#define PROVIDER_RESOURCES_PROVIDER_CONFIG_H_

#include "adapters/contract/factory.h"
#include "base/diagnostics.h"
#include "reconcile/engine.h"
#include "schema/value/value.h"

namespace ic {

// What can be said of the block without any call: the ids in `limits` exist, can be raised, and are whole numbers.
// `config` may hold unknowns, which are not checked.
Diagnostics ValidateProviderConfig(const AdapterFactory& factory, const Value& config);

// Fills `engine_config` from the block; `config` null is an empty block. Unknown values are errors: with a guess in
// their place objects would be looked for in the wrong account or region, not found, and dropped from the state.
Diagnostics ReadProviderConfig(const AdapterFactory& factory, const Value& config, EngineConfig& engine_config);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_PROVIDER_CONFIG_H_
