#include "adapters/common/kinds/list_writer.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace ic {
namespace {

// How long the first change waits for company. Such a write takes the vendors seconds to minutes, so this is always
// worth it.
constexpr Duration kGather = std::chrono::milliseconds(100);

}  // namespace

Status ListWriter::AfterWrite(const Status& status) {
  const bool unknown = status.code() == StatusCode::kCancelled || status.code() == StatusCode::kUnavailable ||
                       status.code() == StatusCode::kDeadlineExceeded;
  if (!unknown) return status;
  RemoteError remote = status.remote() != nullptr ? *status.remote() : RemoteError();
  remote.ambiguous = true;
  return status.WithRemote(std::move(remote));
}

Status ListWriter::Change(const std::string& parent, const std::string& entry, EntryChange change, Duration timeout,
                          std::stop_token stop, const std::string& in_its_place) {
  const auto request = std::make_shared<Request>(Request{.entry = entry,
                                                         .change = change,
                                                         .in_its_place = in_its_place,
                                                         .deadline = clock_.Now() + timeout,
                                                         .result = std::nullopt});
  std::unique_lock lock(mutex_);
  Queue& queue = queues_[parent];
  queue.waiting.push_back(request);
  while (!request->result) {
    if (queue.busy) {
      const bool woken = changed_.wait(lock, stop, [&] { return request->result || !queue.busy; });
      if (woken) continue;
      if (std::erase(queue.waiting, request) == 0) {
        changed_.wait(lock, [&] { return request->result.has_value(); });
        continue;
      }
      return CancelledError("stopped while waiting to change the " + what_ + " of " + parent);
    }
    queue.busy = true;
    lock.unlock();
    const bool stopped = !clock_.SleepFor(kGather, stop);
    lock.lock();
    // A leader that is stopped takes nobody along: one of the others goes on.
    const Batch batch = stopped ? Batch{request} : queue.waiting;
    std::erase_if(queue.waiting, [&](const auto& waiting) { return std::ranges::find(batch, waiting) != batch.end(); });
    lock.unlock();
    const std::vector<Status> results = Commit(parent, batch, stop);
    lock.lock();
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i]->result = results[i];
    queue.busy = false;
    changed_.notify_all();
  }
  return *request->result;
}

std::size_t ListWriter::Queued(const std::string& parent) {
  const std::lock_guard lock(mutex_);
  return queues_[parent].waiting.size();
}

std::vector<Status> ListWriter::Commit(const std::string& parent, const Batch& batch, std::stop_token stop) {
  const Status together = CommitTogether(parent, batch, stop);
  const bool refused =
      together.remote() != nullptr && together.remote()->http_status == 400 && !together.ambiguous() &&
      (together.code() == StatusCode::kInvalidArgument || together.code() == StatusCode::kFailedPrecondition ||
       together.code() == StatusCode::kResourceExhausted);
  if (!refused || batch.size() == 1) return std::vector<Status>(batch.size(), together);
  // One bad prefix fails the whole call: one by one, only the guilty bears it. Removals are refused for what would be
  // left, and that is all of theirs: one by one, all but the last would be gone.
  const auto only_leaves = [](const auto& request) {
    return request->change == EntryChange::kRemove && request->in_its_place.empty();
  };
  Batch leaving;
  std::ranges::copy_if(batch, std::back_inserter(leaving), only_leaves);
  std::vector<Status> results(batch.size(), together);
  if (leaving.size() == batch.size()) return results;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!only_leaves(batch[i])) results[i] = CommitTogether(parent, {batch[i]}, stop);
  }
  if (leaving.empty()) return results;
  const Status left = CommitTogether(parent, leaving, stop);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (only_leaves(batch[i])) results[i] = left;
  }
  return results;
}

Status ListWriter::CommitTogether(const std::string& parent, const Batch& batch, std::stop_token stop) {
  if (stop.stop_requested()) return CancelledError("stopped before changing the " + what_ + " of " + parent);
  Goal goal;
  goal.deadline = (*std::ranges::max_element(batch, {}, &Request::deadline))->deadline;
  for (const auto& request : batch) {
    (request->change == EntryChange::kAdd ? goal.add : goal.remove).insert(request->entry);
    if (!request->in_its_place.empty()) goal.add.insert(request->in_its_place);
  }
  // Whoever wants the entry wins over whoever no longer does.
  for (const std::string& entry : goal.add) goal.remove.erase(entry);
  return write_(parent, goal, std::move(stop));
}

}  // namespace ic
