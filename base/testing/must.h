// Must: what a test stands on. Where it is not to be had, the test fails with the reason and ends, and the program goes
// on.
#ifndef BASE_TESTING_MUST_H_
#define BASE_TESTING_MUST_H_

#include <stdexcept>
#include <utility>

#include "base/status.h"

namespace ic {

// The value; throws what prevented it, which GoogleTest reports. Not in a thread of a test: an exception that leaves
// it ends the program.
template <typename T>
T Must(StatusOr<T> value) {
  if (!value.ok()) throw std::runtime_error(value.status().ToString());
  return std::move(value).value();
}

}  // namespace ic

#endif  // BASE_TESTING_MUST_H_
