#include "adapters/common/listing.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/json_read.h"

namespace ic {
namespace {

// A run of a front door is one process and wants one listing; what it changes itself it invalidates.
constexpr Duration kForEver = Duration::max();
// All of a region has one listing, so the key of the shared read says nothing.
const std::string kKey;

}  // namespace

Listing::Listing(ListingSource source, Clock& clock)
    : source_(std::move(source)),
      clock_(clock),
      shared_([this](const std::string&, std::stop_token stop) { return Fetch(std::move(stop)); }, clock, kForEver) {}

std::uint64_t Listing::NextEpoch() {
  const std::lock_guard lock(mutex_);
  return ++epoch_;
}

void Listing::Invalidate(const std::string& id) {
  const std::lock_guard lock(mutex_);
  newer_[id].changed = ++epoch_;
}

void Listing::InvalidateAll() {
  const std::lock_guard lock(mutex_);
  all_changed_ = ++epoch_;
}

bool Listing::HoldsAllChanges(const Contents& snapshot) {
  const std::lock_guard lock(mutex_);
  return snapshot.epoch >= all_changed_ && std::all_of(newer_.begin(), newer_.end(), [&](const auto& entry) {
           return entry.second.changed <= snapshot.epoch;
         });
}

void Listing::Drop(const Snapshot& snapshot) {
  {
    const std::lock_guard lock(mutex_);
    if (dropped_ >= snapshot->epoch) return;  // somebody did, and is listing already
    dropped_ = snapshot->epoch;
  }
  shared_.Invalidate(kKey);
}

StatusOr<Listing::Contents> Listing::Fetch(std::stop_token stop) {
  Contents contents;
  // Each listing has an epoch of its own: it begins after every change so far.
  contents.epoch = NextEpoch();
  contents.started = clock_.Now();
  IC_ASSIGN_OR_RETURN(const nlohmann::json list, source_.all(std::move(stop)));
  for (const nlohmann::json& element : list) {
    std::string id = TextOf(element, source_.id_member);
    if (!id.empty()) contents.objects[std::move(id)] = std::make_shared<const nlohmann::json>(element);
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(newer_,
                [&](const auto& entry) { return std::max(entry.second.changed, entry.second.read) < contents.epoch; });
  return contents;
}

StatusOr<Object> Listing::FetchOne(const std::string& id, std::stop_token stop) {
  const std::uint64_t epoch = NextEpoch();
  IC_ASSIGN_OR_RETURN(Object object, source_.one(id, std::move(stop)));
  const std::lock_guard lock(mutex_);
  Newer& newer = newer_[id];
  if (newer.read < epoch) {
    newer.read = epoch;
    newer.object = object;
  }
  return object;
}

StatusOr<Listing::Snapshot> Listing::Since(std::uint64_t epoch, Time started, std::stop_token stop) {
  while (true) {  // each turn has a younger snapshot than the one before
    IC_ASSIGN_OR_RETURN(const Snapshot snapshot, shared_.Get(kKey, stop));
    // A listing of the future means that the wall clock was set back.
    const bool young = snapshot->started >= started && snapshot->started <= clock_.Now();
    if (snapshot->epoch >= epoch && young) return snapshot;
    Drop(snapshot);
  }
}

StatusOr<Listing::Snapshot> Listing::All(Freshness freshness, std::stop_token stop) {
  if (freshness == Freshness::kLive) return Since(NextEpoch(), Time::min(), stop);
  while (true) {  // a turn more only if this process changed something meanwhile
    IC_ASSIGN_OR_RETURN(const Snapshot snapshot, shared_.Get(kKey, stop));
    if (HoldsAllChanges(*snapshot)) return snapshot;
    Drop(snapshot);
  }
}

bool Listing::IsOutdated(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto newer = newer_.find(id);
  return newer != newer_.end() && newer->second.changed > newer->second.read;
}

StatusOr<Object> Listing::Get(const std::string& id, Freshness freshness, std::stop_token stop) {
  if (freshness == Freshness::kLive || IsOutdated(id)) return FetchOne(id, stop);
  IC_ASSIGN_OR_RETURN(const Snapshot snapshot, shared_.Get(kKey, stop));
  {
    const std::lock_guard lock(mutex_);
    const auto newer = newer_.find(id);
    const Newer known = newer != newer_.end() ? newer->second : Newer();
    const std::uint64_t changed = std::max(known.changed, all_changed_);
    if (known.read > std::max(changed, snapshot->epoch)) return known.object;
    if (snapshot->epoch > changed) {
      const auto found = snapshot->objects.find(id);
      if (found != snapshot->objects.end()) return found->second;
    }
  }
  return FetchOne(id, stop);
}

}  // namespace ic
