#include "base/random.h"

#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <random>

#include <fmt/format.h>
#include <sys/random.h>

namespace ic {
namespace {

class Mt19937Random : public Random {
 public:
  explicit Mt19937Random(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t Next() override {
    const std::lock_guard lock(mutex_);
    return engine_();
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

class KernelRandom : public Random {
 public:
  std::uint64_t Next() override {
    std::uint64_t value = 0;
    // So few bytes come whole or not at all; before that only a signal can come.
    while (getrandom(&value, sizeof value, 0) != static_cast<ssize_t>(sizeof value)) {
      if (errno != EINTR) std::abort();  // a key that could be guessed would be worse
    }
    return value;
  }
};

}  // namespace

// The slight bias of the remainder does not matter for jitter and test ids.
std::uint64_t Random::Below(std::uint64_t bound) { return Next() % bound; }

double Random::Fraction() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }

std::string Random::Uuid() {
  const std::uint64_t high = (Next() & ~0xf000ULL) | 0x4000ULL;
  const std::uint64_t low = (Next() & ~(0x3ULL << 62)) | (0x2ULL << 62);
  return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xffff, high & 0xffff, low >> 48,
                     low & 0xffffffffffffULL);
}

std::unique_ptr<Random> SeededRandom(std::uint64_t seed) { return std::make_unique<Mt19937Random>(seed); }

std::unique_ptr<Random> SystemRandom() {
  std::random_device device;
  return SeededRandom((static_cast<std::uint64_t>(device()) << 32) ^ device());
}

std::unique_ptr<Random> SecureRandom() { return std::make_unique<KernelRandom>(); }

}  // namespace ic
