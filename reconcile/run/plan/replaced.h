// Where the state keeps an object whose replacement is there already, until it has been deleted: a run that ends
// between the two must not leave an object behind that nobody knows of.
#ifndef RECONCILE_RUN_PLAN_REPLACED_H_
#define RECONCILE_RUN_PLAN_REPLACED_H_

#include <functional>
#include <optional>

#include "reconcile/state/address.h"

namespace ic::run {

// `virtual_interface.prod.replaced-1`, or the next number that is not taken. A very long name is shortened.
Address ReplacedAddress(const Address& address, const std::function<bool(const Address&)>& taken);

// What was replaced; nullopt if `address` does not look like such a place.
std::optional<Address> OriginalOf(const Address& address);

}  // namespace ic::run

#endif  // RECONCILE_RUN_PLAN_REPLACED_H_
