// LiveLists: what clouds list, with ways into the lists, shared by all who plan. What a plan asks of each of many
// objects may not cost a pass over all that is live.
#ifndef RECONCILE_LIVE_LISTS_H_
#define RECONCILE_LIVE_LISTS_H_

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "base/status.h"
#include "reconcile/clouds.h"

namespace ic::reconcile {

// One listing. Thread-safe; its objects never change.
class LiveList {
 public:
  LiveList(Kind kind, std::vector<Observed> objects) : kind_(kind), objects_(std::move(objects)) {}

  using Found = std::vector<const Observed*>;  // in the order of the listing
  // Those that count in `group` of `quota`.
  Found InPlace(const Quota& quota, const std::string& group) const;
  Found InGroup(const std::string& redundancy_group) const;
  Found OnConnection(const std::string& connection) const;

 private:
  using Index = std::unordered_map<std::string, Found>;

  const Kind kind_;
  const std::vector<Observed> objects_;
  // Made when first asked.
  mutable std::mutex mutex_;
  mutable std::map<std::string_view, Index> places_;  // by the quota's id
  mutable std::unique_ptr<Index> groups_;
  mutable std::unique_ptr<Index> connections_;
};

class LiveLists {
 public:
  // Both outlive this; `clock` may be null: then nothing is shared.
  LiveLists(Clouds& clouds, Clock* clock) : clouds_(clouds), clock_(clock) {}

  // kShared: a listing that is not old and that nothing was changed since; kLive: a new one.
  StatusOr<std::shared_ptr<const LiveList>> Get(const std::string& account, const std::string& region, Kind kind,
                                                Freshness freshness, const std::stop_token& stop);

  // Something is changed, or was.
  void Forget();

 private:
  struct Shared {
    std::shared_ptr<const LiveList> list;
    Time fetched{};
  };

  Clouds& clouds_;
  Clock* const clock_;
  std::mutex mutex_;
  std::uint64_t changes_ = 0;
  std::map<std::tuple<std::string, std::string, Kind>, Shared> shared_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LIVE_LISTS_H_
