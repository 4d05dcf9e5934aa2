#include "reconcile/ledger/live_lists.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// Adapters share listings for a time of their own; this only keeps many plans of one moment from asking one by one.
constexpr Duration kMaxAge = std::chrono::seconds(5);
// Likewise, of what is young: the adapter's part of that age is the rest of it.
constexpr Duration kMaxAgeOfYoung = kYoung / 5;

// As a state would have it: quotas may count by the id.
Value WithId(Value object, const std::string& id) {
  if (object.Get(field::kId).is_null()) object.Put(field::kId, Value::String(id));
  return object;
}

}  // namespace

std::string LiveList::PlaceOf(const Quota& quota, const Observed& object) const {
  return quota.group(kind_, WithId(object.attributes, object.id));
}

template <typename KeyOf>
void LiveList::Fill(Index& index, const KeyOf& key) const {
  for (const Observed& object : objects_) index[key(object)].push_back(&object);
  for (const auto& object : added_) index[key(*object)].push_back(object.get());
}

void LiveList::FillIds() const {
  if (ids_) return;
  ids_ = std::make_unique<std::unordered_map<std::string_view, const Observed*>>();
  for (const Observed& object : objects_) ids_->emplace(object.id, &object);
  for (const auto& object : added_) ids_->emplace(object->id, object.get());
}

void LiveList::Add(const std::vector<Own>& own) const {
  const std::lock_guard lock(mutex_);
  for (; seen_ < own.size(); ++seen_) {
    const Own& done = own[seen_];
    if (done.at <= begun_) continue;
    FillIds();
    if (done.object == nullptr) {
      gone_.insert(done.id);
      continue;
    }
    const std::shared_ptr<const Observed>& object = done.object;
    gone_.erase(object->id);
    if (!ids_->emplace(object->id, object.get()).second) continue;
    added_.push_back(object);
    for (auto& [id, places] : places_) places.index[PlaceOf(*places.quota, *object)].push_back(object.get());
    if (groups_) (*groups_)[object->redundancy_group].push_back(object.get());
    for (auto& [field, index] : fields_) index[Text(object->attributes, field)].push_back(object.get());
  }
}

LiveList::Found LiveList::Kept(Found found) const {
  if (!gone_.empty()) std::erase_if(found, [this](const Observed* object) { return gone_.contains(object->id); });
  return found;
}

LiveList::Found LiveList::At(const Index& index, const std::string& key) const {
  const auto found = index.find(key);
  return found == index.end() ? Found() : Kept(found->second);
}

LiveList::Found LiveList::All() const {
  const std::lock_guard lock(mutex_);
  Found all;
  all.reserve(objects_.size() + added_.size());
  for (const Observed& object : objects_) all.push_back(&object);
  for (const auto& object : added_) all.push_back(object.get());
  return Kept(std::move(all));
}

LiveList::Found LiveList::InPlace(const Quota& quota, const std::string& group) const {
  const std::lock_guard lock(mutex_);
  const auto [places, fresh] = places_.try_emplace(quota.id);
  Index& index = places->second.index;
  if (fresh) {
    places->second.quota = &quota;
    // An interface's own session is counted with it.
    Fill(index, [&](const Observed& object) { return object.may_be_own ? std::string() : PlaceOf(quota, object); });
    index.erase("");
  }
  return At(index, group);
}

LiveList::Found LiveList::InGroup(const std::string& redundancy_group) const {
  const std::lock_guard lock(mutex_);
  if (!groups_) {
    groups_ = std::make_unique<Index>();
    Fill(*groups_, [](const Observed& object) { return object.redundancy_group; });
  }
  return At(*groups_, redundancy_group);
}

LiveList::Found LiveList::With(std::string_view field, const std::string& value) const {
  const std::lock_guard lock(mutex_);
  const auto [index, fresh] = fields_.try_emplace(field);
  if (fresh) {
    Fill(index->second, [field](const Observed& object) { return Text(object.attributes, field); });
  }
  return At(index->second, value);
}

const Observed* LiveList::Find(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  FillIds();
  const auto found = ids_->find(id);
  return found == ids_->end() || gone_.contains(id) ? nullptr : found->second;
}

// A live list is asked for no later than it has to be: the adapter may have listed for another question of the same
// readers.
LiveLists::Lists::Lists(LiveLists& owner, const Key& key)
    : shared(
          [&owner, key](Moment, std::stop_token stop) { return owner.Fetch(key, Freshness::kShared, std::move(stop)); },
          owner.clock_),
      young(
          [&owner, key](Moment, std::stop_token stop) {
            return owner.Fetch(key, Freshness::Young(owner.YoungSince(0), kYoung - kMaxAgeOfYoung), std::move(stop));
          },
          owner.clock_),
      live([&owner, key](Moment asked,
                         std::stop_token stop) { return owner.Fetch(key, Freshness::Since(asked), std::move(stop)); },
           owner.clock_, FreshRead<LiveList>::Begins::kAsAsked) {}

LiveLists::Lists& LiveLists::Of(const Key& key) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Lists>& lists = lists_[key];
  if (lists == nullptr) lists = std::make_unique<Lists>(*this, key);
  return *lists;
}

StatusOr<LiveList> LiveLists::Fetch(const Key& key, Freshness freshness, std::stop_token stop) {
  const auto& [account, region, kind] = key;
  IC_ASSIGN_OR_RETURN(const auto adapter, clouds_.Get(account));
  const Moment begun = NextMoment();
  IC_ASSIGN_OR_RETURN(std::vector<Observed> objects, adapter->List(kind, region, freshness, std::move(stop)));
  return LiveList(kind, std::move(objects), begun);
}

Moment LiveLists::YoungSince(Moment moment) {
  const std::lock_guard lock(mutex_);
  return young_since_ = std::max(young_since_, moment);
}

StatusOr<std::shared_ptr<const LiveList>> LiveLists::Get(const std::string& account, const std::string& region,
                                                         Kind kind, Freshness freshness, const std::stop_token& stop) {
  Lists& lists = Of({account, region, kind});
  const bool young = freshness.is_young();
  if (!freshness.is_shared() && !young) return lists.live.Get(freshness.since(), stop);
  Moment since = young ? YoungSince(freshness.since()) : 0;
  if (clock_ == nullptr) since = NextMoment();
  {
    const std::lock_guard lock(mutex_);
    since = std::max(since, changed_);
  }
  const Time oldest = clock_ == nullptr ? Time::min() : clock_->Now() - (young ? kMaxAgeOfYoung : kMaxAge);
  IC_ASSIGN_OR_RETURN(auto list, (young ? lists.young : lists.shared).Get(since, oldest, stop));
  const std::lock_guard lock(mutex_);
  list->Add(lists.own);
  return list;
}

void LiveLists::Made(const std::string& account, Kind kind, Observed object) {
  Lists& lists = Of({account, object.region, kind});
  const auto made = std::make_shared<const Observed>(std::move(object));
  const std::lock_guard lock(mutex_);
  lists.own.push_back({.at = NextMoment(), .id = made->id, .object = made});
}

void LiveLists::Gone(const std::string& account, const std::string& region, Kind kind, const std::string& id) {
  Lists& lists = Of({account, region, kind});
  const std::lock_guard lock(mutex_);
  lists.own.push_back({.at = NextMoment(), .id = id});
}

void LiveLists::Forget() {
  const std::lock_guard lock(mutex_);
  changed_ = NextMoment();
}

}  // namespace ic::reconcile
