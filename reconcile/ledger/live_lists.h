// LiveLists: what clouds list, with ways into the lists, shared by all who plan. What a plan asks of each of many
// objects may not cost a pass over all that is live.
#ifndef RECONCILE_LEDGER_LIVE_LISTS_H_
#define RECONCILE_LEDGER_LIVE_LISTS_H_

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "base/fresh_read.h"
#include "base/moment.h"
#include "base/status.h"
#include "reconcile/ledger/clouds.h"

namespace ic::reconcile {

// One listing. Thread-safe; its objects never change. Moved only before anybody asks.
class LiveList {
 public:
  LiveList(Kind kind, std::vector<Observed> objects) : kind_(kind), objects_(std::move(objects)) {}
  LiveList(LiveList&& other) noexcept : kind_(other.kind_), objects_(std::move(other.objects_)) {}

  using Found = std::vector<const Observed*>;  // in the order of the listing
  const std::vector<Observed>& all() const { return objects_; }
  // Those that count in `group` of `quota`.
  Found InPlace(const Quota& quota, const std::string& group) const;
  Found InGroup(const std::string& redundancy_group) const;
  Found OnConnection(const std::string& connection) const;
  Found Named(const std::string& name) const;
  bool Has(const std::string& id) const;

 private:
  using Index = std::unordered_map<std::string, Found>;

  const Kind kind_;
  std::vector<Observed> objects_;
  // Made when first asked.
  mutable std::mutex mutex_;
  mutable std::map<std::string_view, Index> places_;  // by the quota's id
  mutable std::unique_ptr<Index> groups_;
  mutable std::unique_ptr<Index> connections_;
  mutable std::unique_ptr<Index> names_;
  mutable std::unique_ptr<std::unordered_set<std::string_view>> ids_;
};

class LiveLists {
 public:
  // Both outlive this; `clock` may be null: then nothing is shared.
  LiveLists(Clouds& clouds, Clock* clock) : clouds_(clouds), clock_(clock) {}

  // kShared: a listing that is not old and that nothing was changed since; otherwise one that was asked for as late as
  // that, which many who ask at once share.
  StatusOr<std::shared_ptr<const LiveList>> Get(const std::string& account, const std::string& region, Kind kind,
                                                Freshness freshness, const std::stop_token& stop);

  // Something is changed, or was.
  void Forget();

 private:
  using Key = std::tuple<std::string, std::string, Kind>;  // account, region
  struct Lists {
    Lists(LiveLists& owner, const Key& key);
    FreshRead<LiveList> shared;
    FreshRead<LiveList> live;
  };

  Lists& Of(const Key& key);
  StatusOr<LiveList> Fetch(const Key& key, Freshness freshness, std::stop_token stop);

  Clouds& clouds_;
  Clock* const clock_;
  std::mutex mutex_;
  Moment changed_ = 0;                           // guarded by mutex_
  std::map<Key, std::unique_ptr<Lists>> lists_;  // guarded by mutex_; entries are never removed
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_LIVE_LISTS_H_
