// Moments: the order in which things happened in this process. No clock: two of them are never the same, and none goes
// back.
#ifndef BASE_MOMENT_H_
#define BASE_MOMENT_H_

#include <cstdint>

namespace ic {

using Moment = std::uint64_t;  // from 1; 0 is before all of them

// One later than all that were given out so far. Thread-safe.
Moment NextMoment();

}  // namespace ic

#endif  // BASE_MOMENT_H_
