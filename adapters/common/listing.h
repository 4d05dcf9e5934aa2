// Listing: all objects of one kind in one region, read once for all who want to know.
//
// The first reader lists everything (all pages); later readers look their object up in that list. What this process
// changed since is asked again by its id; what the list does not have is asked by its id before it counts as absent.
#ifndef ADAPTERS_COMMON_LISTING_H_
#define ADAPTERS_COMMON_LISTING_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/adapter.h"
#include "adapters/wire/shared_read.h"
#include "base/clock.h"
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
  std::string id_member;  // of an element of `all`: "connectionId"
};

class Listing {
 public:
  struct Contents {
    std::map<std::string, Object> objects;  // by id
    std::uint64_t epoch = 0;                // what was changed before this epoch is in it
    Time started{};                         // when the listing began
  };
  using Snapshot = std::shared_ptr<const Contents>;

  // `clock`, and what `source` stands on, outlive this object.
  Listing(ListingSource source, Clock& clock);

  // Everything there is; kLive: from a listing that began after this call.
  StatusOr<Snapshot> All(Freshness freshness, std::stop_token stop);

  // One object; kLive: asked by its id now.
  StatusOr<Object> Get(const std::string& id, Freshness freshness, std::stop_token stop);

  // A listing that holds all changes before `epoch` and began at `started` or later. For waits: many of them share one
  // listing. See wait.h.
  StatusOr<Snapshot> Since(std::uint64_t epoch, Time started, std::stop_token stop);

  // This process changed the object (or may have, if the answer was lost): what was listed of it is old.
  void Invalidate(const std::string& id);
  // A change whose reach is not one object.
  void InvalidateAll();

  // An epoch later than everything that was changed so far.
  std::uint64_t NextEpoch();

 private:
  struct Newer {                // of one object, since the listing
    std::uint64_t changed = 0;  // epoch of the last change by this process, 0 if it was only asked for
    std::uint64_t read = 0;     // epoch of the last answer, 0 if there is none
    Object object;              // what that answer said
  };

  StatusOr<Contents> Fetch(std::stop_token stop);
  StatusOr<Object> FetchOne(const std::string& id, std::stop_token stop);
  // True if nothing was changed after `snapshot` was begun.
  bool HoldsAllChanges(const Contents& snapshot);
  // True if this process changed the object since anybody looked: no listing has to be asked.
  bool IsOutdated(const std::string& id);
  // Lets the next reader list anew, once for each outdated snapshot.
  void Drop(const Snapshot& snapshot);

  const ListingSource source_;
  Clock& clock_;
  std::mutex mutex_;
  std::uint64_t epoch_ = 1;             // guarded by mutex_
  std::uint64_t all_changed_ = 0;       // epoch of the last InvalidateAll; guarded by mutex_
  std::uint64_t dropped_ = 0;           // epoch of the newest snapshot dropped; guarded by mutex_
  std::map<std::string, Newer> newer_;  // guarded by mutex_
  SharedRead<std::string, Contents> shared_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_LISTING_H_
