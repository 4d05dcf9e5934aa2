// The provider as Terraform sees it: the provider block, the five `interconnect_<kind>` resources, the data sources,
// ephemeral resources and functions, on top of one engine. Everything here is glue: fields become attributes, remote
// calls become engine calls.
#ifndef PROVIDER_RESOURCES_PROVIDER_H_
#define PROVIDER_RESOURCES_PROVIDER_H_

#include <memory>

#include "reconcile/engine.h"
#include "schema/terraform/resource.h"

namespace ic {

// A provider over every vendor of `environment.factory`. What `environment` points at outlives the provider, and so
// does `for_keys`, of which keys are made; null: the operating system's (SecureRandom), as everywhere but in tests.
// Makes no call and reads nothing: that begins with Configure.
std::unique_ptr<terraform::Provider> MakeInterconnectProvider(const EngineEnvironment& environment,
                                                              Random* for_keys = nullptr);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_PROVIDER_H_
