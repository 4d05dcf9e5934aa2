// One fetch for many readers: refreshing N objects costs the calls of one listing, not N of them.
//
// Readers of a key that come while it is being fetched wait for that fetch; readers that come later get the snapshot
// until it is older than `max_age` or invalidated. Whoever changes something invalidates: a fetch that began before
// the invalidation is neither kept nor handed to readers that came after it. A failure is handed to those who waited
// for it and is not kept. A reader that is stopped ends alone: those who waited for its fetch make one of their own.
#ifndef ADAPTERS_WIRE_SHARED_READ_H_
#define ADAPTERS_WIRE_SHARED_READ_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

// Key: ordered by <. Value: handed out as a shared constant. Thread-safe. Must outlive its readers' calls.
template <typename Key, typename Value>
class SharedRead {
 public:
  using Snapshot = std::shared_ptr<const Value>;
  // Must not call back into the same SharedRead.
  using Fetch = std::function<StatusOr<Value>(const Key&, std::stop_token)>;

  // `clock` outlives this object.
  SharedRead(Fetch fetch, Clock& clock, Duration max_age)
      : fetch_(std::move(fetch)), clock_(clock), max_age_(max_age) {}

  // The snapshot of `key`, fetched if there is none that is young enough. Errors: those of the fetch, kCancelled.
  StatusOr<Snapshot> Get(const Key& key, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (true) {  // a turn more only after somebody else's fetch was stopped or invalidated
      if (stop.stop_requested()) return CancelledError("stopped while reading a shared listing");
      Entry& entry = entries_[key];
      if (entry.value && clock_.Now() - entry.fetched <= max_age_) return entry.value;
      if (!entry.flight) return FetchAsLeader(key, stop, lock);
      const std::shared_ptr<Flight> flight = entry.flight;
      if (!landed_.wait(lock, stop, [&] { return flight->result.has_value(); })) continue;
      const Status status = flight->result->status();
      if (status.ok()) return flight->result->value();
      if (status.code() != StatusCode::kCancelled) return status;
    }
  }

  // Fetches now, whatever is kept: for what must be true at this moment. The result is kept for Get.
  StatusOr<Snapshot> GetFresh(const Key& key, std::stop_token stop) {
    std::unique_lock lock(mutex_);
    return FetchAsLeader(key, stop, lock);
  }

  void Invalidate(const Key& key) {
    const std::lock_guard lock(mutex_);
    Drop(entries_[key]);
  }

  void InvalidateAll() {
    const std::lock_guard lock(mutex_);
    for (auto& [key, entry] : entries_) Drop(entry);
  }

 private:
  struct Flight {
    std::optional<StatusOr<Snapshot>> result;
  };
  struct Entry {
    Snapshot value;
    Time fetched{};
    std::shared_ptr<Flight> flight;  // the fetch new readers wait for
  };

  // Those who wait already keep waiting for the old flight: they came before the change.
  static void Drop(Entry& entry) {
    entry.value = nullptr;
    entry.flight = nullptr;
  }

  StatusOr<Snapshot> FetchAsLeader(const Key& key, std::stop_token stop, std::unique_lock<std::mutex>& lock) {
    const auto flight = std::make_shared<Flight>();
    entries_[key].flight = flight;
    lock.unlock();
    StatusOr<Value> fetched = fetch_(key, stop);
    lock.lock();
    const bool arrived = fetched.ok();
    if (arrived) {
      flight->result = std::make_shared<const Value>(std::move(fetched).value());
    } else {
      flight->result = fetched.status();
    }
    Entry& entry = entries_[key];
    if (entry.flight == flight) {  // neither invalidated nor overtaken by a fresher fetch
      entry.flight = nullptr;
      if (arrived) {
        entry.value = flight->result->value();
        entry.fetched = clock_.Now();
      }
    }
    landed_.notify_all();
    return *flight->result;
  }

  const Fetch fetch_;
  Clock& clock_;
  const Duration max_age_;
  std::mutex mutex_;
  std::condition_variable_any landed_;
  std::map<Key, Entry> entries_;
};

}  // namespace ic

#endif  // ADAPTERS_WIRE_SHARED_READ_H_
