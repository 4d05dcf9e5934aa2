// Listing for those who wait (wait.h).
#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/kinds/listing.h"

namespace ic {

Listing::Waiter::Waiter(Listing& listing, std::string id) : listing_(listing), id_(std::move(id)) {
  ++listing_.waiters_;
  ++listing_.came_;
  const std::lock_guard lock(listing_.mutex_);
  ++listing_.awaited_[id_];
}

Listing::Waiter::~Waiter() {
  --listing_.waiters_;
  const std::lock_guard lock(listing_.mutex_);
  const auto mine = listing_.awaited_.find(id_);
  if (--mine->second == 0) listing_.awaited_.erase(mine);
}

Object Listing::Recall(const std::string& id) {
  const Time oldest = clock_.Now() - kYoung;
  const Snapshot latest = listings_.Peek(0, oldest);
  const std::lock_guard lock(mutex_);
  const auto newer = newer_.find(id);
  const Newer known = newer != newer_.end() ? newer->second : Newer();
  const Moment changed = std::max(known.changed, all_changed_);
  if (known.read > std::max(changed, latest == nullptr ? 0 : latest->begun)) {
    return known.read_at >= oldest ? known.object : nullptr;
  }
  if (latest == nullptr || latest->begun <= changed || latest->begun < told_) return nullptr;
  const auto found = latest->objects.find(id);
  return found == latest->objects.end() ? nullptr : found->second;
}

StatusOr<Listing::Contents> Listing::FetchAwaited(Moment begun, std::stop_token stop) {
  Contents contents;
  contents.begun = begun;
  std::vector<std::string> ids;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, count] : awaited_) ids.push_back(id);
  }
  const Time begun_at = clock_.Now();
  for (std::size_t from = 0; from < ids.size(); from += source_.together) {
    const auto end = std::min(ids.size(), from + source_.together);
    IC_ASSIGN_OR_RETURN(nlohmann::json list, source_.some({ids.data() + from, ids.data() + end}, stop));
    IC_RETURN_IF_ERROR(Take(std::move(list), source_.id_member, contents.objects));
  }
  const std::lock_guard lock(mutex_);
  for (const std::string& id : ids) {
    const auto found = contents.objects.find(id);
    if (found == contents.objects.end()) continue;  // not yet gone: that is asked by its id
    Newer& newer = newer_[id];
    if (newer.read >= begun) continue;
    newer.read = begun;
    newer.read_at = begun_at;
    newer.object = found->second;
    Note(id);
  }
  return contents;
}

bool Listing::AreAskedTogether() const {
  const std::size_t waiting = awaited_.size();
  return source_.some != nullptr && waiting > 1 && (waiting + source_.together - 1) / source_.together <= Worth(100);
}

StatusOr<Object> Listing::Look(const std::string& id, Moment since, Time not_before, bool deleted,
                               std::stop_token stop) {
  bool alone = false;
  bool together = false;
  {
    const std::lock_guard lock(mutex_);
    together = AreAskedTogether();
    alone = waiters_ <= Worth(25);  // a listing for a wait is of no use to anybody else
  }
  const Snapshot known = listings_.Peek(since, not_before);
  if (known != nullptr && known->objects.contains(id)) return known->objects.at(id);
  if (alone && !together) return FetchOne(id, std::move(stop));
  IC_ASSIGN_OR_RETURN(const Snapshot snapshot, (together ? looks_ : listings_).Get(since, not_before, stop));
  const auto found = snapshot->objects.find(id);
  if (found != snapshot->objects.end()) return found->second;
  // Of several answers, what moves from page to page may be in none.
  if (deleted && (together || snapshot->objects.size() < source_.page)) return Object();
  return FetchOne(id, std::move(stop));
}

}  // namespace ic
