// Random desired sets for the fake clouds, from a seed.
#ifndef RECONCILE_RUN_TESTING_RANDOM_SETS_H_
#define RECONCILE_RUN_TESTING_RANDOM_SETS_H_

#include <cstdint>
#include <string_view>

#include "reconcile/run/testing/simulated_world.h"

namespace ic {

// The id of a connection that a set may take over: the first one of a fake world.
inline constexpr std::string_view kOffered = "con-0001";

// Over both fake vendors and two accounts of one of them. The second set has objects of the first one changed in place,
// changed so that they are replaced, removed, and new ones beside.
SimulatedSets RandomSets(std::uint64_t seed);

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_RANDOM_SETS_H_
