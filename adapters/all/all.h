// The vendors of this build, behind the engine's factory.
#ifndef ADAPTERS_ALL_ALL_H_
#define ADAPTERS_ALL_ALL_H_

#include "adapters/contract/factory.h"

namespace ic {

// Every vendor this build has; lives for ever.
const AdapterFactory& AllAdapters();

}  // namespace ic

#endif  // ADAPTERS_ALL_ALL_H_
