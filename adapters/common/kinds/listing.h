// Listing: all objects of one kind in one region, read once for all who want to know.
//
// The first reader lists everything (all pages); later readers look their object up in that list, which is kept true by
// what this process writes and reads since. What it changed and has not looked at again is asked by its id, or listed
// anew; what the list does not have is asked by its id before it counts as absent.
#ifndef ADAPTERS_COMMON_KINDS_LISTING_H_
#define ADAPTERS_COMMON_KINDS_LISTING_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "base/fresh_read.h"
#include "base/moment.h"
#include "base/status.h"

namespace ic {

// One object as the API shows it, null if it does not exist. Shared and never changed.
using Object = std::shared_ptr<const nlohmann::json>;

// How a vendor is asked. Both are called from many threads, never with a lock held.
struct ListingSource {
  // Every object there is: an array, all pages of it.
  std::function<StatusOr<nlohmann::json>(std::stop_token stop)> all;
  // One object by its id; null if it does not exist.
  std::function<StatusOr<Object>(const std::string& id, std::stop_token stop)> one;
  std::string id_member;    // of an element of `all`: "connectionId"
  std::size_t page = 1000;  // how many objects one call of `all` tells at most
  // Those of several ids that are there: an array, of one call. Null: the API has no such question.
  std::function<StatusOr<nlohmann::json>(const std::vector<std::string>& ids, std::stop_token stop)> some = nullptr;
  std::size_t together = 1;  // how many ids one call of `some` takes
};

class Listing {
 public:
  struct Contents {
    std::map<std::string, Object> objects;  // by id
    Moment begun = 0;                       // what was changed before is in it
  };
  using Snapshot = std::shared_ptr<const Contents>;

  // `clock`, and what `source` stands on, outlive this object.
  Listing(ListingSource source, Clock& clock);

  // Everything there is; kLive: from a listing that began after this call, which many calls at once share. What this
  // process has just made and not seen yet (Make) is left out where the question is not live.
  StatusOr<Snapshot> All(Freshness freshness, std::stop_token stop);

  // A way to objects: what they are found by, such as the id of what they stand on.
  using Way = std::vector<std::string> (*)(const nlohmann::json& object);
  // Those of All that have one of the keys, in the order of their ids; `keys` may be null: all. Cheap, however many
  // others there are, but for kLive. No change by this process gives an object other keys.
  StatusOr<std::vector<Object>> Where(Way keys, const std::vector<std::string>& wanted, Freshness freshness,
                                      std::stop_token stop);

  // One object; kLive: asked by its id now.
  StatusOr<Object> Get(const std::string& id, Freshness freshness, std::stop_token stop);

  // This process changed the object (or may have, if the answer was lost): what was listed of it is old.
  void Invalidate(const std::string& id);
  // A change whose reach is not one object, or whose answer was lost.
  void InvalidateAll();
  // This process made the object.
  void Make(const std::string& id);
  // The vendor's answer to a change showed the whole object. After Invalidate or Make.
  void Learn(const std::string& id, Object object);

  // ---- for waits (wait.h)
  // What is known of an object, if that is young; null: nothing, or that it is not there.
  Object Recall(const std::string& id);
  // One look for a Waiter of that id, at a time when others may wait too: by its id, with the ids of those who wait, or
  // in a listing; one that began after `since` and `not_before` is shared. Whichever takes fewer calls. `deleted`: this
  // process deleted it, so that one answer without it will do.
  StatusOr<Object> Look(const std::string& id, Moment since, Time not_before, bool deleted, std::stop_token stop);
  // More than one Waiter lives.
  bool OthersWait() const { return waiters_ > 1; }
  // How many Waiters there have been.
  std::size_t Came() const { return came_; }
  // Somebody who waits; counted as long as it lives.
  class Waiter {
   public:
    Waiter(Listing& listing, std::string id);
    ~Waiter();
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

   private:
    Listing& listing_;
    const std::string id_;
  };

 private:
  struct Newer {         // of one object, since the listing
    Moment changed = 0;  // last change by this process, 0 if it was only asked for
    Moment read = 0;     // when the last answer was asked for, 0 if there is none
    Time read_at{};      // likewise
    Object object;       // what that answer said
    bool made = false;   // the change made it
  };
  using NewerMap = std::map<std::string, Newer>;
  // A listing with what is newer, and the ways that were asked for.
  struct Current {
    Snapshot base;
    std::map<std::string, Object> objects;
    bool same = true;                       // as `base`
    std::unordered_set<std::string> stale;  // ids of which something newer is known
    std::map<Way, std::unordered_map<std::string, std::set<std::string>>> ways;
  };

  // The elements of an answer, by their ids.
  static Status Take(nlohmann::json list, std::string_view id_member, std::map<std::string, Object>& objects);
  StatusOr<Contents> Fetch(Moment begun, std::stop_token stop);
  // Those that somebody waits for as it begins.
  StatusOr<Contents> FetchAwaited(Moment begun, std::stop_token stop);
  StatusOr<Object> FetchOne(const std::string& id, std::stop_token stop);
  // A listing that, with what is newer, answers the question: there is nothing in it that was changed and not looked at
  // since, among what `counts`. Takes the lock.
  StatusOr<Snapshot> Base(Freshness freshness, const std::function<bool(const Object& last)>& counts,
                          std::unique_lock<std::mutex>& lock, std::stop_token stop);
  // ---- mutex_ is held
  void Note(const std::string& id);
  static Object LastOf(const std::string& id, const Newer& newer, const Contents& base);
  // Brings current_ to `base` with what is newer.
  void Bring(const Snapshot& base);
  void Put(const std::string& id, Object object);
  // True if this process changed the object since anybody looked: no listing has to be asked.
  bool IsOutdated(const std::string& id);
  // What one question is answered with that may be answered by what is known; nullopt: it has to be asked by its id.
  StatusOr<std::optional<Object>> Find(const std::string& id, Freshness freshness, std::stop_token stop);
  // True if as many as wait are better asked for by their ids, together, than in a listing. mutex_ is held.
  bool AreAskedTogether() const;
  // How many calls by id a listing is worth, where an answer with so many objects takes the time of one. mutex_ is
  // held.
  std::size_t Worth(std::size_t objects) const;

  const ListingSource source_;
  Clock& clock_;
  std::atomic<std::size_t> waiters_ = 0;
  std::atomic<std::size_t> came_ = 0;  // likewise, ever
  std::mutex mutex_;
  Moment all_changed_ = 0;   // the last InvalidateAll; guarded by mutex_
  Moment told_ = 0;          // when the listing began that `newer_` is newer than; guarded by mutex_
  NewerMap newer_;           // guarded by mutex_
  std::size_t count_ = 0;    // objects in the last listing; guarded by mutex_
  std::size_t singles_ = 0;  // questions of one object since then that a young listing would have answered; likewise
  // Of newer_, what is not made and was not read since it was changed; guarded by mutex_.
  std::unordered_set<std::string> unread_;
  Current current_;                             // guarded by mutex_
  Snapshot merged_;                             // of current_; null: not made; guarded by mutex_
  std::map<std::string, std::size_t> awaited_;  // how many wait for an id; guarded by mutex_
  FreshRead<Contents> listings_;
  FreshRead<Contents> looks_;  // of what is awaited
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_LISTING_H_
