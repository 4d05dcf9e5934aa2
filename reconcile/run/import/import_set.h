// Importing what exists: into the state, and into a set that can be written as a configuration.
#ifndef RECONCILE_RUN_IMPORT_IMPORT_SET_H_
#define RECONCILE_RUN_IMPORT_IMPORT_SET_H_

#include <set>
#include <string>
#include <vector>

#include "reconcile/run/import/imported.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/environment.h"

namespace ic {

// Reads each object and makes sure that nothing in the state has it already. Does not write the state: the caller does,
// after the configuration is written.
ImportResult ImportObjects(const RunEnvironment& environment, const DesiredSet& desired,
                           const std::vector<ImportRequest>& requests);

// Everything in the accounts' regions that neither the state nor `desired` has; names are made from the objects' own,
// unique and stable.
ImportResult ImportEverything(const RunEnvironment& environment, const DesiredSet& desired,
                              const std::set<std::string>& accounts);

}  // namespace ic

#endif  // RECONCILE_RUN_IMPORT_IMPORT_SET_H_
