// BGP keys that are made up: within what a cloud takes, and what routers take too.
#ifndef ADAPTERS_CONTRACT_LIMITS_MADE_KEY_H_
#define ADAPTERS_CONTRACT_LIMITS_MADE_KEY_H_

#include <cstdint>
#include <string>

#include "adapters/contract/traits.h"
#include "base/random.h"

namespace ic {

// How long a key may be, in characters, and how long it is if nobody says.
struct KeyLengths {
  std::int64_t shortest = 0;
  std::int64_t longest = 0;
  std::int64_t usual = 0;
};

// By the vendor's limits on every kind that has a key, and within 8 (what is shorter is guessed) and 80 (RFC 2385's
// keys are no longer on Linux and on most routers). 24 usually: Cisco IOS takes 25.
KeyLengths KeyLengthsOf(const VendorTraits& traits);

// Letters and digits, of each sort one at least: no platform needs quotes around them, and every cloud takes them.
// `length` is within KeyLengthsOf; `random` is for keys (SecureRandom) but in tests.
std::string MakeKey(std::int64_t length, Random& random);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_MADE_KEY_H_
