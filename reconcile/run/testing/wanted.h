// Desired sets written down briefly, for tests.
#ifndef RECONCILE_RUN_TESTING_WANTED_H_
#define RECONCILE_RUN_TESTING_WANTED_H_

#include <string>

#include "reconcile/run/set/desired_set.h"

namespace ic {

// Adds the object, or puts it in the place of the one at its address. Strings "${kind.name}" in `config` are
// references. An empty account is the one named as the object's cloud. Line numbers count up.
DesiredObject& Want(DesiredSet& set, Kind kind, const std::string& name, Value config, std::string account = {});
void Unwant(DesiredSet& set, const Address& address);
// And all that stands on it.
void UnwantWithChildren(DesiredSet& set, const Address& address);

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_WANTED_H_
