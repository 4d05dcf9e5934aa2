// What a service remembers for a while: nonces that were used, answers that were given.
#ifndef SIMULATORS_SERVER_OBJECTS_SHORT_MEMORY_H_
#define SIMULATORS_SERVER_OBJECTS_SHORT_MEMORY_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "base/clock.h"

namespace ic::sim {

// By key, each for `window` since it was kept. What is older is dropped now and then, so that a call does not pay for
// all that were before it. Not thread-safe.
template <typename T>
class ShortMemory {
 public:
  explicit ShortMemory(Duration window) : window_(window) {}

  // Null if it was not kept, or too long ago. Valid until the next Keep.
  const T* Find(const std::string& key, Time now) const {
    const auto found = entries_.find(key);
    return found != entries_.end() && now < found->second.when + window_ ? &found->second.value : nullptr;
  }

  void Keep(const std::string& key, T value, Time now) {
    entries_.insert_or_assign(key, Entry{std::move(value), now});
    if (entries_.size() < sweep_at_) return;
    std::erase_if(entries_, [&](const auto& entry) { return entry.second.when + window_ <= now; });
    sweep_at_ = 2 * entries_.size() + kFewest;
  }

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    T value;
    Time when;
  };
  static constexpr std::size_t kFewest = 1000;

  Duration window_;
  std::map<std::string, Entry> entries_;
  std::size_t sweep_at_ = kFewest;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_SHORT_MEMORY_H_
