// What services may make one run do, whichever of them asks for it and through however many clients: one budget for all
// clouds and accounts of the run, so that many of them cannot take many times as much.
#ifndef BASE_RUN_BUDGET_H_
#define BASE_RUN_BUDGET_H_

#include <atomic>
#include <chrono>
#include <mutex>

#include "base/clock.h"

namespace ic {

// Thread-safe.
class RunBudget {
 public:
  static constexpr Duration kLongestWait = std::chrono::minutes(15);  // at the word of services
  static constexpr int kMostPages = 50'000;                           // of all lists, beside their first ones

  explicit RunBudget(Duration longest_wait = kLongestWait, int most_pages = kMostPages)
      : pages_left_(most_pages), wait_left_(longest_wait) {}

  // Takes a wait from `now` on that a service asked for, or nothing and returns false. Those who wait at the same time
  // count once.
  bool TakeWait(Time now, Duration wait);
  // Takes one more page of a list, or returns false.
  bool TakePage();

 private:
  std::atomic<int> pages_left_;
  std::mutex mutex_;
  Duration wait_left_;  // guarded by mutex_, like what follows
  Time waited_until_{};
};

}  // namespace ic

#endif  // BASE_RUN_BUDGET_H_
