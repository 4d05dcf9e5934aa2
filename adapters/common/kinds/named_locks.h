// Locks by name: changes that must not meet (sessions of one interface, members of one bundle) take turns.
#ifndef ADAPTERS_COMMON_KINDS_NAMED_LOCKS_H_
#define ADAPTERS_COMMON_KINDS_NAMED_LOCKS_H_

#include <condition_variable>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <utility>

#include "base/status.h"

namespace ic {

class NamedLocks {
 public:
  class Held {
   public:
    Held(NamedLocks* locks, std::string name) : locks_(locks), name_(std::move(name)) {}
    Held(Held&& other) noexcept : locks_(std::exchange(other.locks_, nullptr)), name_(std::move(other.name_)) {}
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    Held& operator=(Held&&) = delete;
    ~Held();

   private:
    NamedLocks* locks_;
    std::string name_;
  };

  // kCancelled if `stop` is requested while waiting for it.
  StatusOr<Held> Take(const std::string& name, std::stop_token stop);

 private:
  std::mutex mutex_;
  std::condition_variable_any freed_;
  std::set<std::string> held_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_NAMED_LOCKS_H_
