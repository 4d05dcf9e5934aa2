// StateStore: the id map. Which address stands for which object of which cloud, and what was last applied. Never a
// secret: what is stored has no field that is sensitive or write-only.
//
// One schema on two engines: SQLite in a file, PostgreSQL for teams. Every Put and Remove is durable when it returns,
// so a killed run loses nothing that a cloud has confirmed. A run that changes anything holds the lock; the operating
// system (SQLite) or the server (PostgreSQL) gives it back when the process dies.
//
// Thread-safe; what several threads write at once shares a transaction. Errors name the store and never hold a
// password: kFailedPrecondition (locked by another run, newer schema, lock not held or lost), kUnavailable (the
// database cannot be reached, busy, disk full), kPermissionDenied (may not be read or written), kUnauthenticated,
// kNotFound (no state there yet, and none shall be made), kInvalidArgument (no such place, not a state, damaged, text
// that is no UTF-8).
#ifndef RECONCILE_STATE_STORE_H_
#define RECONCILE_STATE_STORE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/status.h"
#include "reconcile/state/address.h"

namespace ic {

struct StateObject {
  Address address;
  std::string account;  // entry of `clouds` it was made with
  std::string cloud;    // the vendor
  std::string region;
  std::string id;          // the vendor's, or the natural key
  std::string attributes;  // what was last applied: JSON as EncodeJson (schema/value/json.h) writes it, no secret
  std::string facts;       // the engine's (reconcile/engine.h)
  bool keyed = false;      // a BGP key was given in clear when it was last applied
  std::vector<Address> depends_on;  // what it referred to: the order of deletion once it has left the configuration
  bool operator==(const StateObject&) const = default;
};

struct StateInfo {
  std::string lineage;      // random, made with the store: tells two states apart
  std::int64_t serial = 0;  // grows with each change
  int schema_version = 0;
};

// Who holds the lock, for the message to whoever wants it.
struct LockHolder {
  std::string who;      // user@host
  std::string command;  // "apply"
  std::int64_t pid = 0;
};

// A run that held the lock.
struct StateRun {
  std::int64_t number = 0;  // grows
  std::string who;          // as LockHolder has it
  std::string command;
  std::int64_t pid = 0;
  Time started;
  std::optional<Time> finished;  // absent: it goes on, or was killed
  bool operator==(const StateRun&) const = default;
};

// What becomes of the findings that a drift run does not name: see StateStore::SeenSince.
enum class Others : std::uint8_t { kForgotten, kKept };

class StateStore {
 public:
  virtual ~StateStore() = default;

  // How it is named in messages, without password: "interconnect.db", "postgres://team@db.example/net".
  virtual std::string name() const = 0;

  virtual StatusOr<StateInfo> Info() = 0;
  // Sorted by address.
  virtual StatusOr<std::vector<StateObject>> Load() = 0;
  // Creates that were begun and whose end nobody has learned.
  virtual StatusOr<std::map<Address, std::string>> Begun() = 0;

  // The last ones, newest first. All but the first have ended, one way or the other.
  virtual StatusOr<std::vector<StateRun>> Runs() = 0;

  // At once, or an error that names the holder and since when. Given back by Unlock or when the store is destroyed.
  virtual Status Lock(const LockHolder& holder) = 0;
  virtual void Unlock() = 0;

  // These need the lock. Each is one durable change: all of it or nothing, on the disk when it returns.
  // Adds the object, or puts it in the place of the one at its address.
  virtual Status Put(const StateObject& object) = 0;
  // Many at once, in one transaction: what an import finds.
  virtual Status PutAll(const std::vector<StateObject>& objects) = 0;
  // OK if there is none.
  virtual Status Remove(const Address& address) = 0;
  // With it what other objects say of it in `depends_on`. kNotFound: nothing is at `from`. kAlreadyExists: `to` is
  // taken.
  virtual Status Rename(const Address& from, const Address& to) = 0;
  // A create of the object at `address` is about to be sent: `record` tells which (the engine's, opaque). Kept until an
  // object is put there, or End. A run that dies between leaves it to the next.
  virtual Status Begin(const Address& address, const std::string& record) = 0;
  virtual Status End(const Address& address) = 0;

  // Since when each finding of a drift run has been seen. Remembers new ones as seen `now`. Of those that are not among
  // `ids` forgets what is gone; what only was not looked at (a cloud that could not be read) is kept. Needs no lock: it
  // is about the report, not about the objects. Where the store may only be read, nothing is remembered.
  virtual StatusOr<std::map<std::string, Time>> SeenSince(const std::set<std::string>& ids, Time now,
                                                          Others others) = 0;
};

struct StateOptions {
  bool create = true;        // false: a store that does not exist is an error
  Clock* clock = nullptr;    // outlives the store; null: the machine's
  Random* random = nullptr;  // for the lineage; null: the machine's
};

// `where`: a path or `sqlite:PATH`, or `postgres://…` / `postgresql://…` as libpq reads it, with a further parameter
// `schema` (`interconnect` if there is none). Migrates an older schema forward; a newer one is refused with both
// versions named. A connection that is lost is not made again: the lock was lost with it.
StatusOr<std::unique_ptr<StateStore>> OpenState(std::string_view where, const StateOptions& options);

// What `from` holds of objects, and of creates that were begun, as a state of its own in the new file `path`: its
// lineage and serial are other ones, and findings and runs stay behind. kAlreadyExists: there is such a file. With the
// lock of `from` held it is one moment's.
Status CopyState(StateStore& from, const std::string& path, const LockHolder& holder, const StateOptions& options);

}  // namespace ic

#endif  // RECONCILE_STATE_STORE_H_
