#include "reconcile/ledger/live_lists.h"

#include <chrono>
#include <utility>

#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// Adapters share listings for a time of their own; this only keeps many plans of one moment from asking one by one.
constexpr Duration kMaxAge = std::chrono::seconds(5);

// As a state would have it: quotas may count by the id.
Value WithId(Value object, const std::string& id) {
  if (object.Get(field::kId).is_null()) object.Put(field::kId, Value::String(id));
  return object;
}

}  // namespace

LiveList::Found LiveList::InPlace(const Quota& quota, const std::string& group) const {
  const std::lock_guard lock(mutex_);
  const auto [index, fresh] = places_.try_emplace(quota.id);
  if (fresh) {
    for (const Observed& object : objects_) {
      const std::string place = quota.group(kind_, WithId(object.attributes, object.id));
      if (!place.empty()) index->second[place].push_back(&object);
    }
  }
  const auto found = index->second.find(group);
  return found == index->second.end() ? Found() : found->second;
}

LiveList::Found LiveList::InGroup(const std::string& redundancy_group) const {
  const std::lock_guard lock(mutex_);
  if (!groups_) {
    groups_ = std::make_unique<Index>();
    for (const Observed& object : objects_) (*groups_)[object.redundancy_group].push_back(&object);
  }
  const auto found = groups_->find(redundancy_group);
  return found == groups_->end() ? Found() : found->second;
}

LiveList::Found LiveList::OnConnection(const std::string& connection) const {
  const std::lock_guard lock(mutex_);
  if (!connections_) {
    connections_ = std::make_unique<Index>();
    for (const Observed& object : objects_) {
      (*connections_)[Text(object.attributes, field::kConnectionId)].push_back(&object);
    }
  }
  const auto found = connections_->find(connection);
  return found == connections_->end() ? Found() : found->second;
}

LiveList::Found LiveList::Named(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  if (!names_) {
    names_ = std::make_unique<Index>();
    for (const Observed& object : objects_) (*names_)[Text(object.attributes, field::kName)].push_back(&object);
  }
  const auto found = names_->find(name);
  return found == names_->end() ? Found() : found->second;
}

bool LiveList::Has(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  if (!ids_) {
    ids_ = std::make_unique<std::unordered_set<std::string_view>>();
    for (const Observed& object : objects_) ids_->insert(object.id);
  }
  return ids_->contains(id);
}

// A live list is asked for no later than it has to be: the adapter may have listed for another question of the same
// readers.
LiveLists::Lists::Lists(LiveLists& owner, const Key& key)
    : shared(
          [&owner, key](Moment, std::stop_token stop) { return owner.Fetch(key, Freshness::kShared, std::move(stop)); },
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
  IC_ASSIGN_OR_RETURN(std::vector<Observed> objects, adapter->List(kind, region, freshness, std::move(stop)));
  return LiveList(kind, std::move(objects));
}

StatusOr<std::shared_ptr<const LiveList>> LiveLists::Get(const std::string& account, const std::string& region,
                                                         Kind kind, Freshness freshness, const std::stop_token& stop) {
  Lists& lists = Of({account, region, kind});
  if (!freshness.is_shared()) return lists.live.Get(freshness.since(), stop);
  if (clock_ == nullptr) return lists.shared.Get(NextMoment(), stop);
  Moment changed = 0;
  {
    const std::lock_guard lock(mutex_);
    changed = changed_;
  }
  return lists.shared.Get(changed, clock_->Now() - kMaxAge, stop);
}

void LiveLists::Forget() {
  const std::lock_guard lock(mutex_);
  changed_ = NextMoment();
}

}  // namespace ic::reconcile
