// Randomness as a parameter: jitter, ids and generated cases are reproducible from a seed.
#ifndef BASE_RANDOM_H_
#define BASE_RANDOM_H_

#include <cstdint>
#include <memory>
#include <string>

namespace ic {

class Random {
 public:
  virtual ~Random() = default;
  // Uniform over all 64-bit values. Thread-safe.
  virtual std::uint64_t Next() = 0;

  // Uniform in [0, bound); bound > 0.
  std::uint64_t Below(std::uint64_t bound);
  // Uniform in [0, 1).
  double Fraction();
  // A random (version 4) UUID in lower case.
  std::string Uuid();
};

// Deterministic from `seed`. Not for keys: see SecureRandom.
std::unique_ptr<Random> SeededRandom(std::uint64_t seed);

// Seeded from the operating system. Not for keys either.
std::unique_ptr<Random> SystemRandom();

// Each value from the operating system, which nobody can foretell: for keys. Ends the process where there are none.
std::unique_ptr<Random> SecureRandom();

}  // namespace ic

#endif  // BASE_RANDOM_H_
