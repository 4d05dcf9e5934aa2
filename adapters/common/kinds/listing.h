// Listing: all objects of one kind in one region, read once for all who want to know.
//
// The first reader lists everything (all pages); later readers look their object up in that list. What this process
// changed since is asked again by its id; what the list does not have is asked by its id before it counts as absent.
#ifndef ADAPTERS_COMMON_KINDS_LISTING_H_
#define ADAPTERS_COMMON_KINDS_LISTING_H_

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

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
  std::string id_member;  // of an element of `all`: "connectionId"
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

  // Everything there is; kLive: from a listing that began after this call, which many calls at once share.
  StatusOr<Snapshot> All(Freshness freshness, std::stop_token stop);

  // One object; kLive: asked by its id now.
  StatusOr<Object> Get(const std::string& id, Freshness freshness, std::stop_token stop);

  // A listing that holds all changes before `moment` and began at `not_before` or later. For waits: many of them share
  // one listing. See wait.h.
  StatusOr<Snapshot> Since(Moment moment, Time not_before, std::stop_token stop);

  // This process changed the object (or may have, if the answer was lost): what was listed of it is old.
  void Invalidate(const std::string& id);
  // A change whose reach is not one object.
  void InvalidateAll();
  // The vendor's answer to a change showed the whole object. After Invalidate.
  void Learn(const std::string& id, Object object);

 private:
  struct Newer {         // of one object, since the listing
    Moment changed = 0;  // last change by this process, 0 if it was only asked for
    Moment read = 0;     // when the last answer was asked for, 0 if there is none
    Object object;       // what that answer said
  };

  StatusOr<Contents> Fetch(Moment begun, std::stop_token stop);
  StatusOr<Object> FetchOne(const std::string& id, std::stop_token stop);
  Moment LastChange();
  // True if this process changed the object since anybody looked: no listing has to be asked.
  bool IsOutdated(const std::string& id);

  const ListingSource source_;
  std::mutex mutex_;
  Moment changed_ = 0;                  // last change of anything; guarded by mutex_
  Moment all_changed_ = 0;              // the last InvalidateAll; guarded by mutex_
  Moment told_ = 0;                     // when the listing began that `newer_` is newer than; guarded by mutex_
  std::map<std::string, Newer> newer_;  // guarded by mutex_
  FreshRead<Contents> listings_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_LISTING_H_
