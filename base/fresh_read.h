// One costly read for many readers, each of whom needs one that began after something happened.
//
// A reader is served by any read that began late enough: one that has ended, one that is under way, or the next one,
// which is never more than one and serves all who came until it begins. So N readers at once cost two reads, not N, and
// none gets an answer to a question that was put before its own. A read that finds another under way begins a part of
// that one's time after it: who comes a little later shares it, and slow reads do not pile up.
//
// A failure is handed to those who waited for that read and is not kept. A reader that is stopped ends alone: those who
// waited for its read make one of their own.
#ifndef BASE_FRESH_READ_H_
#define BASE_FRESH_READ_H_

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/moment.h"
#include "base/status.h"

namespace ic {

// Value: handed out as a shared constant. Thread-safe. Must outlive its readers' calls.
template <typename Value>
class FreshRead {
 public:
  using Snapshot = std::shared_ptr<const Value>;
  // Says what is true after `begun`. Must not call back into the same FreshRead.
  using Read = std::function<StatusOr<Value>(Moment begun, std::stop_token stop)>;
  // What a read is told, and counts as having begun at: the moment at which it begins, or, if it may itself be answered
  // by what was read before, no later than its readers ask for.
  enum class Begins : std::uint8_t { kNow, kAsAsked };

  // `clock` outlives this object; null: reads do not wait for each other.
  FreshRead(Read read, Clock* clock, Begins begins = Begins::kNow)
      : read_(std::move(read)),
        clock_(clock),
        begins_(begins),
        cost_(begins == Begins::kNow ? kUsualCost : Duration::zero()) {}

  // What a read says that began after `since`, and not before `not_before`. Errors: those of the read, kCancelled.
  StatusOr<Snapshot> Get(Moment since, Time not_before, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (true) {  // a turn more only after somebody else's read was stopped
      if (stop.stop_requested()) return CancelledError("stopped while reading what others read too");
      if (latest_ != nullptr && Serves(*latest_, since, not_before)) return *latest_->result;
      const std::shared_ptr<Flight> flight = Find(since, not_before);
      if (flight == nullptr) return Lead(since, stop, lock);
      if (flight == next_) flight->asked = std::max(flight->asked, since);
      lock.unlock();
      const bool landed = flight->Await(stop);
      if (landed && flight->result->status().code() != StatusCode::kCancelled) return *flight->result;
      lock.lock();
    }
  }
  StatusOr<Snapshot> Get(Moment since, std::stop_token stop) { return Get(since, Time::min(), std::move(stop)); }

  // The latest one, if it serves; null: Get would read, or wait for a read.
  Snapshot Peek(Moment since, Time not_before) {
    const std::lock_guard lock(mutex_);
    return latest_ != nullptr && Serves(*latest_, since, not_before) ? **latest_->result : nullptr;
  }

 private:
  struct Flight {
    Moment asked = 0;  // the latest of its readers' `since`
    Moment begun = 0;
    Time time{};                               // likewise
    std::optional<StatusOr<Snapshot>> result;  // read once `landed`, and never changed then
    std::atomic<bool> landed = false;
    std::atomic<std::uint32_t> bell = 0;  // goes up whenever somebody who waits should look again

    // Many wait at once, and all go on at once: without a lock that each would have to take in turn. False if stopped.
    bool Await(const std::stop_token& stop) {
      const std::stop_callback stopped(stop, [this] { Ring(); });
      while (true) {  // a turn more at each ring
        const std::uint32_t heard = bell.load();
        if (landed.load()) return true;
        if (stop.stop_requested()) return false;
        bell.wait(heard);
      }
    }
    void Land(const StatusOr<Snapshot>& with) {
      result = with;
      landed.store(true);
      Ring();
    }
    void Ring() {
      bell.fetch_add(1);
      bell.notify_all();
    }
  };

  bool Serves(const Flight& flight, Moment since, Time not_before) const {
    if (flight.begun <= since) return false;
    if (not_before == Time::min() || clock_ == nullptr) return true;
    // A read of the future means that the clock was set back.
    return flight.time >= not_before && flight.time <= clock_->Now();
  }

  std::shared_ptr<Flight> Find(Moment since, Time not_before) const {
    for (const auto& flight : flying_) {
      if (Serves(*flight, since, not_before)) return flight;
    }
    return next_;
  }

  StatusOr<Snapshot> Lead(Moment since, const std::stop_token& stop, std::unique_lock<std::mutex>& lock) {
    const auto flight = std::make_shared<Flight>();
    flight->asked = since;
    if (const Duration wait = Wait(); wait > Duration::zero()) {
      next_ = flight;
      lock.unlock();
      const bool slept = clock_->SleepFor(wait, stop);
      lock.lock();
      next_ = nullptr;
      if (!slept) return Land(flight, CancelledError("stopped while waiting for what others read"));
    }
    // One later than what is asked for serves all who ask for that or less.
    flight->begun = begins_ == Begins::kNow ? NextMoment() : flight->asked + 1;
    flight->time = Now();
    flying_.push_back(flight);
    lock.unlock();
    StatusOr<Value> value = read_(begins_ == Begins::kNow ? flight->begun : flight->asked, stop);
    lock.lock();
    std::erase(flying_, flight);
    cost_ = Now() - flight->time;
    if (!value.ok()) return Land(flight, value.status());
    StatusOr<Snapshot> result = Land(flight, std::make_shared<const Value>(std::move(value).value()));
    if (latest_ == nullptr || latest_->begun < flight->begun) latest_ = flight;
    return result;
  }

  StatusOr<Snapshot> Land(const std::shared_ptr<Flight>& flight, StatusOr<Snapshot> result) {
    flight->Land(result);
    return result;
  }

  // How long the next read has to wait for the last one, if that is under way.
  Duration Wait() const {
    if (flying_.empty()) return Duration::zero();
    return flying_.back()->time + cost_ / kAtOnce - Now();
  }

  Time Now() const { return clock_ == nullptr ? Time() : clock_->Now(); }

  static constexpr int kAtOnce = 4;  // reads under way, about
  static constexpr Duration kUsualCost = std::chrono::milliseconds(50);

  const Read read_;
  Clock* const clock_;
  const Begins begins_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<Flight>> flying_;  // in the order in which they began
  std::shared_ptr<Flight> next_;                 // to begin when its time has come; null: nobody waits for that
  std::shared_ptr<Flight> latest_;               // of those that succeeded
  Duration cost_;                                // of the last one; before there is one, what a call usually costs
};

}  // namespace ic

#endif  // BASE_FRESH_READ_H_
