#include "reconcile/live_lists.h"

#include <chrono>
#include <utility>

#include "reconcile/object.h"

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

StatusOr<std::shared_ptr<const LiveList>> LiveLists::Get(const std::string& account, const std::string& region,
                                                         Kind kind, Freshness freshness, const std::stop_token& stop) {
  const bool share = freshness == Freshness::kShared && clock_ != nullptr;
  const std::tuple key{account, region, kind};
  const Time now = clock_ == nullptr ? Time() : clock_->Now();
  std::uint64_t changes = 0;
  {
    const std::lock_guard lock(mutex_);
    changes = changes_;
    const auto found = shared_.find(key);
    if (share && found != shared_.end() && now - found->second.fetched <= kMaxAge) return found->second.list;
  }
  IC_ASSIGN_OR_RETURN(const auto adapter, clouds_.Get(account));
  IC_ASSIGN_OR_RETURN(std::vector<Observed> objects, adapter->List(kind, region, freshness, stop));
  auto list = std::make_shared<const LiveList>(kind, std::move(objects));
  const std::lock_guard lock(mutex_);
  if (share && changes == changes_) shared_[key] = {list, now};
  return list;
}

void LiveLists::Forget() {
  const std::lock_guard lock(mutex_);
  ++changes_;
  shared_.clear();
}

}  // namespace ic::reconcile
