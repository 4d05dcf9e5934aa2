#include "adapters/common/kinds/listing.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"

namespace ic {

Listing::Listing(ListingSource source, Clock& clock)
    : source_(std::move(source)),
      listings_([this](Moment begun, std::stop_token stop) { return Fetch(begun, std::move(stop)); }, &clock) {}

void Listing::Invalidate(const std::string& id) {
  const std::lock_guard lock(mutex_);
  newer_[id].changed = changed_ = NextMoment();
}

void Listing::InvalidateAll() {
  const std::lock_guard lock(mutex_);
  all_changed_ = changed_ = NextMoment();
}

void Listing::Learn(const std::string& id, Object object) {
  const std::lock_guard lock(mutex_);
  Newer& newer = newer_[id];
  newer.read = NextMoment();
  newer.object = std::move(object);
}

Moment Listing::LastChange() {
  const std::lock_guard lock(mutex_);
  return changed_;
}

StatusOr<Listing::Contents> Listing::Fetch(Moment begun, std::stop_token stop) {
  Contents contents;
  contents.begun = begun;
  IC_ASSIGN_OR_RETURN(nlohmann::json list, source_.all(std::move(stop)));
  for (nlohmann::json& element : list) {
    std::string id = TextOf(element, source_.id_member);
    // One that nobody can tell may be any of those that seem to be missing.
    if (id.empty()) {
      return InternalError(
          fmt::format("a list has an element without its {}, so nothing is known of what is there", source_.id_member));
    }
    contents.objects[std::move(id)] = std::make_shared<const nlohmann::json>(std::move(element));
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(newer_, [&](const auto& entry) { return std::max(entry.second.changed, entry.second.read) < begun; });
  told_ = std::max(told_, begun);
  return contents;
}

StatusOr<Object> Listing::FetchOne(const std::string& id, std::stop_token stop) {
  const Moment asked = NextMoment();
  IC_ASSIGN_OR_RETURN(Object object, source_.one(id, std::move(stop)));
  const std::lock_guard lock(mutex_);
  Newer& newer = newer_[id];
  if (newer.read < asked) {
    newer.read = asked;
    newer.object = object;
  }
  return object;
}

StatusOr<Listing::Snapshot> Listing::Since(Moment moment, Time not_before, std::stop_token stop) {
  return listings_.Get(moment, not_before, std::move(stop));
}

StatusOr<Listing::Snapshot> Listing::All(Freshness freshness, std::stop_token stop) {
  return listings_.Get(freshness.is_shared() ? LastChange() : freshness.since(), std::move(stop));
}

bool Listing::IsOutdated(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto newer = newer_.find(id);
  return newer != newer_.end() && newer->second.changed > newer->second.read;
}

StatusOr<Object> Listing::Get(const std::string& id, Freshness freshness, std::stop_token stop) {
  if (!freshness.is_shared() || IsOutdated(id)) return FetchOne(id, stop);
  Moment since = 0;
  while (true) {  // each turn has a younger listing than the one before
    IC_ASSIGN_OR_RETURN(const Snapshot snapshot, listings_.Get(since, stop));
    const std::lock_guard lock(mutex_);
    if (snapshot->begun < told_) {  // what was newer than this one is forgotten
      since = told_ - 1;
      continue;
    }
    const auto newer = newer_.find(id);
    const Newer known = newer != newer_.end() ? newer->second : Newer();
    const Moment changed = std::max(known.changed, all_changed_);
    if (known.read > std::max(changed, snapshot->begun)) return known.object;
    if (snapshot->begun > changed) {
      const auto found = snapshot->objects.find(id);
      if (found != snapshot->objects.end()) return found->second;
    }
    break;
  }
  return FetchOne(id, stop);
}

}  // namespace ic
