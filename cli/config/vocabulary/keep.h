// What a configuration says of an object that is there already.
#ifndef CLI_CONFIG_VOCABULARY_KEEP_H_
#define CLI_CONFIG_VOCABULARY_KEEP_H_

#include "adapters/contract/factory.h"

namespace ic::cli {

// What a configuration that stands for `object` (a state's attributes) says: beside what the user may set, what was
// taken over, or could not be made, is taken over again, and destroying does what it did.
Value ConfigurationToKeep(const AdapterFactory& factory, Kind kind, const Value& object);

}  // namespace ic::cli

#endif  // CLI_CONFIG_VOCABULARY_KEEP_H_
