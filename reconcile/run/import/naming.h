// Names for objects that were found: made from their own, valid and unique.
#ifndef RECONCILE_RUN_IMPORT_NAMING_H_
#define RECONCILE_RUN_IMPORT_NAMING_H_

#include <set>
#include <string>
#include <string_view>

#include "reconcile/state/address.h"

namespace ic::run {

class Naming {
 public:
  void Take(const Address& address) { taken_.insert(address); }

  // From `name`, or, if nothing of it can be used, from the kind and `id`; `-2`, `-3`, … is added where it is taken.
  // The same calls give the same names.
  Address NameFor(Kind kind, std::string_view name, std::string_view id);

 private:
  std::set<Address> taken_;
};

// What of `text` can be in a name: other characters become hyphens, one for a run of them, none at an end. Empty if
// nothing is left.
std::string AsName(std::string_view text);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_NAMING_H_
