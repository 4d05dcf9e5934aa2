// Changes of the entries of one list that the vendor keeps on an object, written in groups.
//
// Such a list belongs to many: each entry is managed by itself, and the vendor changes the object as a whole and is
// busy with it for a while. So changes queue: the first one waits a moment for company and goes; those that come while
// it is on its way go together as the next write. One writer is at work on a list at any time.
#ifndef ADAPTERS_COMMON_KINDS_LIST_WRITER_H_
#define ADAPTERS_COMMON_KINDS_LIST_WRITER_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/status.h"

namespace ic {

enum class EntryChange : bool { kAdd, kRemove };

class ListWriter {
 public:
  // What one write has to reach. An entry that one asks to add and another to remove is to be added.
  struct Goal {
    std::set<std::string> add;
    std::set<std::string> remove;
    Time deadline;  // the latest of those who wait
  };
  // Reads the list of `parent` anew, changes it by what `goal` asks and it does not hold yet, and waits until that
  // holds. Adding comes before removing where the vendor has two calls.
  using Write = std::function<Status(const std::string& parent, const Goal& goal, std::stop_token stop)>;
  // `clock`, and what `write` stands on, outlive this object. `what` names the entries for people: "prefixes".
  ListWriter(Write write, std::string what, Clock& clock)
      : write_(std::move(write)), what_(std::move(what)), clock_(clock) {}

  // What came after a write that the service took. If that is not known to hold now (stopped, not reached, too slow),
  // it may all the same: the failure is ambiguous, so that the entry is looked for.
  static Status AfterWrite(const Status& status);

  // Returns when the entry is added or removed. `entry` is canonical. A refusal (kInvalidArgument,
  // kFailedPrecondition or kResourceExhausted by HTTP 400) of a write of many is tried again entry by entry, so that
  // only the guilty bears it; removals go together or not at all. Errors: those of the write; kCancelled, unless the
  // entry is part of a write on its way: that is waited for. `in_its_place`: of a removal, an entry that the same write
  // adds; empty: none.
  Status Change(const std::string& parent, const std::string& entry, EntryChange change, Duration timeout,
                std::stop_token stop, const std::string& in_its_place = {});

  // How many changes wait for their turn.
  std::size_t Queued(const std::string& parent);

 private:
  struct Request {
    std::string entry;
    EntryChange change;
    std::string in_its_place;
    Time deadline;
    std::optional<Status> result;  // guarded by mutex_
  };
  using Batch = std::vector<std::shared_ptr<Request>>;
  struct Queue {
    Batch waiting;
    bool busy = false;
  };

  // Carries the batch out, one answer a request.
  std::vector<Status> Commit(const std::string& parent, const Batch& batch, std::stop_token stop);
  Status CommitTogether(const std::string& parent, const Batch& batch, std::stop_token stop);

  const Write write_;
  const std::string what_;
  Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, Queue> queues_;  // by parent; guarded by mutex_
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_LIST_WRITER_H_
