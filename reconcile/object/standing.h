// What stands on what, and what becomes of it when that is deleted.
#ifndef RECONCILE_OBJECT_STANDING_H_
#define RECONCILE_OBJECT_STANDING_H_

#include <string_view>
#include <vector>

#include "adapters/contract/kind.h"
#include "adapters/contract/traits.h"

namespace ic::reconcile {

// Objects of a kind that name the one they stand on in a field.
struct Standing {
  Kind kind;
  std::string_view field;
};

// Where groups are objects, an interface does not go with a group or a session on it; elsewhere its sessions are part
// of it and go with it.
bool SessionsGoWithIt(const VendorTraits& traits);

// What the cloud refuses to delete an object of `kind` with.
std::vector<Standing> StandingOn(const VendorTraits& traits, Kind kind);

// What goes with an object of `kind`.
std::vector<Standing> GoingWith(const VendorTraits& traits, Kind kind);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_STANDING_H_
