#include "adapters/common/kinds/listing.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"

namespace ic {

Listing::Listing(ListingSource source, Clock& clock)
    : source_(std::move(source)),
      clock_(clock),
      listings_([this](Moment begun, std::stop_token stop) { return Fetch(begun, std::move(stop)); }, &clock),
      looks_([this](Moment begun, std::stop_token stop) { return FetchAwaited(begun, std::move(stop)); }, &clock) {}

void Listing::Note(const std::string& id) {
  const Newer& newer = newer_[id];
  if (newer.changed > newer.read && !newer.made) {
    unread_.insert(id);
  } else {
    unread_.erase(id);
  }
  current_.stale.insert(id);
  merged_ = nullptr;
}

void Listing::Invalidate(const std::string& id) {
  const std::lock_guard lock(mutex_);
  Newer& newer = newer_[id];
  newer.changed = NextMoment();
  newer.made = false;
  Note(id);
}

void Listing::InvalidateAll() {
  const std::lock_guard lock(mutex_);
  all_changed_ = NextMoment();
}

void Listing::Make(const std::string& id) {
  const std::lock_guard lock(mutex_);
  newer_[id] = {.changed = NextMoment(), .read = 0, .read_at = {}, .object = nullptr, .made = true};
  Note(id);
}

void Listing::Learn(const std::string& id, Object object) {
  const std::lock_guard lock(mutex_);
  Newer& newer = newer_[id];
  newer.read = NextMoment();
  newer.read_at = clock_.Now();
  newer.object = std::move(object);
  Note(id);
}

Status Listing::Take(nlohmann::json list, std::string_view id_member, std::map<std::string, Object>& objects) {
  for (nlohmann::json& element : list) {
    std::string id = TextOf(element, id_member);
    // One that nobody can tell may be any of those that seem to be missing.
    if (id.empty()) {
      return InternalError(
          fmt::format("a list has an element without its {}, so nothing is known of what is there", id_member));
    }
    objects[std::move(id)] = std::make_shared<const nlohmann::json>(std::move(element));
  }
  return OkStatus();
}

StatusOr<Listing::Contents> Listing::Fetch(Moment begun, std::stop_token stop) {
  Contents contents;
  contents.begun = begun;
  IC_ASSIGN_OR_RETURN(nlohmann::json list, source_.all(std::move(stop)));
  IC_RETURN_IF_ERROR(Take(std::move(list), source_.id_member, contents.objects));
  const std::lock_guard lock(mutex_);
  std::erase_if(newer_, [&](const auto& entry) { return std::max(entry.second.changed, entry.second.read) < begun; });
  std::erase_if(unread_, [&](const std::string& id) { return !newer_.contains(id); });
  told_ = std::max(told_, begun);
  count_ = contents.objects.size();
  singles_ = 0;
  return contents;
}

StatusOr<Object> Listing::FetchOne(const std::string& id, std::stop_token stop) {
  const Moment asked = NextMoment();
  const Time asked_at = clock_.Now();
  IC_ASSIGN_OR_RETURN(Object object, source_.one(id, std::move(stop)));
  const std::lock_guard lock(mutex_);
  Newer& newer = newer_[id];
  if (newer.read < asked) {
    newer.read = asked;
    newer.read_at = asked_at;
    newer.object = object;
    Note(id);
  }
  return object;
}

Object Listing::LastOf(const std::string& id, const Newer& newer, const Contents& base) {
  if (newer.read > base.begun) return newer.object;
  const auto found = base.objects.find(id);
  return found == base.objects.end() ? Object() : found->second;
}

void Listing::Put(const std::string& id, Object object) {
  const auto found = current_.objects.find(id);
  for (auto& [keys, way] : current_.ways) {
    if (found != current_.objects.end()) {
      for (const std::string& key : keys(*found->second)) way[key].erase(id);
    }
    if (object == nullptr) continue;
    for (std::string& key : keys(*object)) way[std::move(key)].insert(id);
  }
  if (object != nullptr) {
    current_.objects[id] = std::move(object);
  } else if (found != current_.objects.end()) {
    current_.objects.erase(found);
  }
  current_.same = false;
}

void Listing::Bring(const Snapshot& base) {
  if (current_.base != base) {
    current_ = {.base = base, .objects = base->objects, .same = true, .stale = {}, .ways = {}};
    for (const auto& [id, newer] : newer_) current_.stale.insert(id);
    merged_ = nullptr;
  }
  for (const std::string& id : current_.stale) {
    const auto found = newer_.find(id);
    if (found == newer_.end() || found->second.read <= std::max(base->begun, found->second.changed)) continue;
    Put(id, found->second.object);
  }
  current_.stale.clear();
}

StatusOr<Listing::Snapshot> Listing::Base(Freshness freshness, const std::function<bool(const Object& last)>& counts,
                                          std::unique_lock<std::mutex>& lock, std::stop_token stop) {
  const Moment asked = NextMoment();  // what is changed later need not be in it
  Moment since = freshness.is_young() ? freshness.since() : 0;
  while (true) {  // each turn has a younger listing than the one before
    const Time not_before = freshness.is_young() ? clock_.Now() - freshness.age() : Time::min();
    IC_ASSIGN_OR_RETURN(Snapshot base, listings_.Get(since, not_before, stop));
    lock.lock();
    Moment needed = all_changed_;
    for (const std::string& id : unread_) {
      const Newer& newer = newer_.at(id);
      if (newer.changed > needed && counts(LastOf(id, newer, *base))) needed = newer.changed;
    }
    // What was newer than one from before told_ is forgotten.
    needed = std::max(std::min(needed, asked), told_ == 0 ? 0 : told_ - 1);
    if (base->begun > needed) return base;
    since = needed;
    lock.unlock();
  }
}

StatusOr<Listing::Snapshot> Listing::All(Freshness freshness, std::stop_token stop) {
  if (!freshness.is_shared() && !freshness.is_young()) return listings_.Get(freshness.since(), std::move(stop));
  std::unique_lock lock(mutex_, std::defer_lock);
  IC_ASSIGN_OR_RETURN(Snapshot base, Base(
                                         freshness, [](const Object&) { return true; }, lock, std::move(stop)));
  Bring(base);
  if (current_.same) return base;
  if (merged_ == nullptr) {
    const auto merged = std::make_shared<Contents>();
    merged->begun = base->begun;
    merged->objects = current_.objects;
    merged_ = merged;
  }
  return merged_;
}

StatusOr<std::vector<Object>> Listing::Where(Way keys, const std::vector<std::string>& wanted, Freshness freshness,
                                             std::stop_token stop) {
  const auto is_wanted = [&](const nlohmann::json& object) {
    return keys == nullptr || std::ranges::any_of(keys(object), [&](const std::string& key) {
             return std::ranges::count(wanted, key) > 0;
           });
  };
  std::vector<Object> found;
  if (keys == nullptr || (!freshness.is_shared() && !freshness.is_young())) {
    IC_ASSIGN_OR_RETURN(const Snapshot snapshot, All(freshness, std::move(stop)));
    for (const auto& [id, object] : snapshot->objects) {
      if (is_wanted(*object)) found.push_back(object);
    }
    return found;
  }
  std::unique_lock lock(mutex_, std::defer_lock);
  // Of what was changed it is known how it is found.
  const auto counts = [&](const Object& last) { return last == nullptr || is_wanted(*last); };
  IC_ASSIGN_OR_RETURN(const Snapshot base, Base(freshness, counts, lock, std::move(stop)));
  Bring(base);
  const auto [way, fresh] = current_.ways.try_emplace(keys);
  if (fresh) {
    for (const auto& [id, object] : current_.objects) {
      for (std::string& key : keys(*object)) way->second[std::move(key)].insert(id);
    }
  }
  std::set<std::string> ids;
  for (const std::string& key : wanted) {
    if (const auto one = way->second.find(key); one != way->second.end()) {
      ids.insert(one->second.begin(), one->second.end());
    }
  }
  for (const std::string& id : ids) found.push_back(current_.objects.at(id));
  return found;
}

bool Listing::IsOutdated(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto newer = newer_.find(id);
  return newer != newer_.end() && newer->second.changed > newer->second.read;
}

StatusOr<std::optional<Object>> Listing::Find(const std::string& id, Freshness freshness, std::stop_token stop) {
  const bool young = freshness.is_young();
  Moment since = young ? freshness.since() : 0;
  while (true) {  // each turn has a younger listing than the one before
    const Time not_before = young ? clock_.Now() - freshness.age() : Time::min();
    if (young && listings_.Peek(since, not_before) == nullptr) {
      // For a few, a listing of many pages is the longer way.
      const std::lock_guard lock(mutex_);
      const auto newer = newer_.find(id);
      if (newer != newer_.end()) {
        const Newer& known = newer->second;
        if (known.read > std::max({since, known.changed, all_changed_}) && known.read_at >= not_before) {
          return std::optional(known.object);
        }
      }
      if (singles_ < Worth(100)) {
        ++singles_;
        return std::optional<Object>();
      }
    }
    IC_ASSIGN_OR_RETURN(const Snapshot snapshot, listings_.Get(since, not_before, stop));
    const std::lock_guard lock(mutex_);
    if (snapshot->begun < told_) {  // what was newer than this one is forgotten
      since = told_ - 1;
      continue;
    }
    const auto newer = newer_.find(id);
    const Newer known = newer != newer_.end() ? newer->second : Newer();
    const Moment changed = std::max(known.changed, all_changed_);
    if (known.read > std::max(changed, snapshot->begun)) return std::optional(known.object);
    if (snapshot->begun > changed) {
      const auto found = snapshot->objects.find(id);
      if (found != snapshot->objects.end()) return std::optional(found->second);
    }
    return std::optional<Object>();
  }
}

StatusOr<Object> Listing::Get(const std::string& id, Freshness freshness, std::stop_token stop) {
  const bool live = !freshness.is_shared() && !freshness.is_young();
  if (live || IsOutdated(id)) return FetchOne(id, std::move(stop));
  IC_ASSIGN_OR_RETURN(const std::optional<Object> found, Find(id, freshness, stop));
  return found ? *found : FetchOne(id, std::move(stop));
}

std::size_t Listing::Worth(std::size_t objects) const { return count_ / std::min(source_.page, objects) + 1; }

}  // namespace ic
