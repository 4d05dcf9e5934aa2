// Of an object that exists: what a configuration of it says, and the id that imports it. For import and export.
#ifndef RECONCILE_RUN_IMPORT_CONFIGURATION_H_
#define RECONCILE_RUN_IMPORT_CONFIGURATION_H_

#include <string>

#include "adapters/contract/factory.h"
#include "schema/value/value.h"

namespace ic {

// What a configuration of `object` (a state's attributes) says: what the user may set, and nothing that only the cloud
// decides.
Value ConfigurationOf(const AdapterFactory& factory, Kind kind, const Value& object);

// The id that imports `object` (a state's attributes), `<cloud>/<region>/…`; empty if it lacks what that is made of.
std::string ImportIdOf(const AdapterFactory& factory, Kind kind, const Value& object);

}  // namespace ic

#endif  // RECONCILE_RUN_IMPORT_CONFIGURATION_H_
