// What an import is asked for, and what it answers.
#ifndef RECONCILE_RUN_IMPORT_IMPORTED_H_
#define RECONCILE_RUN_IMPORT_IMPORTED_H_

#include <string>
#include <vector>

#include "reconcile/run/set/desired_set.h"
#include "reconcile/state/store.h"

namespace ic {

struct ImportRequest {
  Address address;
  std::string account;
  std::string id;  // `<cloud>/<region>/<vendor id or natural key>`
};

// An object of a cloud as a configuration would ask for it.
struct ImportedObject {
  StateObject state;
  // Written out, planning it changes nothing: only fields a user may set, no computed one, no key; ids of objects of
  // the result or of the state are in `references` instead.
  DesiredObject desired;
};

struct ImportResult {
  std::vector<ImportedObject> objects;
  std::vector<LocatedDiagnostic> diagnostics;  // an object that cannot be imported is an error naming it
};

}  // namespace ic

#endif  // RECONCILE_RUN_IMPORT_IMPORTED_H_
