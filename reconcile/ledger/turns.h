// Turns: who of this run waits for whom to leave a place that has one holder, and whether anything still moves.
//
// An object that is replaced goes only when the place of its successor is free. What is to leave that place is changed
// or deleted in the same run, at the same time or not yet; and may wait for a place itself.
#ifndef RECONCILE_LEDGER_TURNS_H_
#define RECONCILE_LEDGER_TURNS_H_

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/ledger/ledger_contents.h"

namespace ic::reconcile {

// Thread-safe.
class Turns {
 public:
  // An object that is being applied, for as long as this lives.
  class Work {
   public:
    explicit Work(Turns& turns);
    ~Work();
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

   private:
    Turns& turns_;
  };

  // One that waits while it is being applied.
  class Wait {
   public:
    Wait(Wait&& other) noexcept : turns_(std::exchange(other.turns_, nullptr)), ticket_(other.ticket_) {}
    Wait& operator=(Wait&&) = delete;
    ~Wait();

   private:
    friend class Turns;
    Wait(Turns& turns, std::size_t ticket) : turns_(&turns), ticket_(ticket) {}
    Turns* turns_;
    std::size_t ticket_;
  };

  // `waiter` waits until `holders` have left. None if they, or those they wait for, wait for `waiter` already: one of a
  // circle has to go first, and what comes in its place waits for them (Owed).
  std::optional<Wait> Begin(const ObjectKey& waiter, const std::vector<ObjectKey>& holders);
  // Somebody has gone already for a place that this one is to leave.
  bool Owes(const ObjectKey& holder) const;
  // Ids of all that was not waited for so.
  std::vector<std::string> Owed() const;
  // Waits for them; nobody waits for that.
  Wait BeginOwed();
  // Something is being applied that does not wait: a place may still become free.
  bool AnyMoves() const;

 private:
  struct Waiting {
    std::size_t ticket;
    ObjectKey waiter;
    std::vector<ObjectKey> holders;
  };
  bool Awaits(const ObjectKey& from, const ObjectKey& target) const;  // mutex_ is held

  mutable std::mutex mutex_;
  std::size_t working_ = 0;        // guarded by mutex_
  std::size_t next_ = 1;           // guarded by mutex_
  std::vector<Waiting> waiting_;   // guarded by mutex_
  std::vector<std::string> owed_;  // guarded by mutex_
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_TURNS_H_
