// LiveLists: what clouds list, with ways into the lists, shared by all who plan and apply. What is asked for each of
// many objects may not cost a pass over all that is live: so a list that is not old is kept true by what this run makes
// and deletes.
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
  // `begun`: what this run made before is in it.
  LiveList(Kind kind, std::vector<Observed> objects, Moment begun = 0)
      : kind_(kind), begun_(begun), objects_(std::move(objects)) {}
  LiveList(LiveList&& other) noexcept : kind_(other.kind_), begun_(other.begun_), objects_(std::move(other.objects_)) {}

  // What this run made and deleted, in the order in which it did. It only grows.
  struct Own {
    Moment at = 0;
    std::string id = {};
    std::shared_ptr<const Observed> object = nullptr;  // null: it is deleted
  };
  // Takes in what was made and deleted since.
  void Add(const std::vector<Own>& own) const;

  using Found = std::vector<const Observed*>;  // in the order of the listing
  Found All() const;
  // Those that count in `group` of `quota`.
  Found InPlace(const Quota& quota, const std::string& group) const;
  Found InGroup(const std::string& redundancy_group) const;
  // Those whose `field`, one of the vocabulary's names, says `value`.
  Found With(std::string_view field, const std::string& value) const;
  Found OnConnection(const std::string& connection) const { return With(field::kConnectionId, connection); }
  Found Named(const std::string& name) const { return With(field::kName, name); }
  // Null: there is none.
  const Observed* Find(const std::string& id) const;
  bool Has(const std::string& id) const { return Find(id) != nullptr; }

 private:
  using Index = std::unordered_map<std::string, Found>;

  std::string PlaceOf(const Quota& quota, const Observed& object) const;
  // Makes a way, if there is none: `key` says where an object is. mutex_ is held.
  template <typename KeyOf>
  void Fill(Index& index, const KeyOf& key) const;
  void FillIds() const;
  // Without what is gone. mutex_ is held.
  Found Kept(Found found) const;
  Found At(const Index& index, const std::string& key) const;

  const Kind kind_;
  const Moment begun_;
  std::vector<Observed> objects_;
  // Made when first asked.
  mutable std::mutex mutex_;
  mutable std::vector<std::shared_ptr<const Observed>> added_;  // after the objects
  mutable std::size_t seen_ = 0;                                // of what this run did
  mutable std::unordered_set<std::string> gone_;
  struct Places {
    const Quota* quota = nullptr;
    Index index;
  };
  mutable std::map<std::string_view, Places> places_;  // by the quota's id
  mutable std::unique_ptr<Index> groups_;
  mutable std::map<std::string_view, Index> fields_;
  mutable std::unique_ptr<std::unordered_map<std::string_view, const Observed*>> ids_;
};

class LiveLists {
 public:
  // Both outlive this; `clock` may be null: then nothing is shared.
  LiveLists(Clouds& clouds, Clock* clock) : clouds_(clouds), clock_(clock) {}

  // kShared: a listing that is not old and that nothing was changed since but what was made or deleted; young:
  // likewise, asked for as late as that says; otherwise one that was asked for as late as that, which many who ask at
  // once share.
  StatusOr<std::shared_ptr<const LiveList>> Get(const std::string& account, const std::string& region, Kind kind,
                                                Freshness freshness, const std::stop_token& stop);

  // Something is changed, or was.
  void Forget();
  // This run made an object and knows all about it, or deleted it.
  void Made(const std::string& account, Kind kind, Observed object);
  void Gone(const std::string& account, const std::string& region, Kind kind, const std::string& id);

 private:
  using Key = std::tuple<std::string, std::string, Kind>;  // account, region
  struct Lists {
    Lists(LiveLists& owner, const Key& key);
    FreshRead<LiveList> shared;
    FreshRead<LiveList> young;
    FreshRead<LiveList> live;
    std::vector<LiveList::Own> own;  // guarded by LiveLists::mutex_
  };

  Lists& Of(const Key& key);
  StatusOr<LiveList> Fetch(const Key& key, Freshness freshness, std::stop_token stop);
  // The latest moment that anybody who takes what is young has named.
  Moment YoungSince(Moment moment);

  Clouds& clouds_;
  Clock* const clock_;
  std::mutex mutex_;
  Moment changed_ = 0;                           // guarded by mutex_
  Moment young_since_ = 0;                       // guarded by mutex_
  std::map<Key, std::unique_ptr<Lists>> lists_;  // guarded by mutex_; entries are never removed
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_LIVE_LISTS_H_
