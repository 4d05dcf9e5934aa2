// Values of objects as the cloud in memory has them.
#ifndef RECONCILE_TESTING_FAKE_VALUES_H_
#define RECONCILE_TESTING_FAKE_VALUES_H_

#include <cstdint>
#include <vector>

#include "adapters/contract/traits.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// As the cloud spells it, and without what only this side knows.
Value Canonicalised(const VendorTraits& traits, const std::vector<Field>& fields, const Value& object);
// What the cloud decides where the request does not. `number`: of the object.
void FillIn(const VendorTraits& traits, Kind kind, std::uint64_t number, Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_TESTING_FAKE_VALUES_H_
