// SqlStore: a StateStore on any StateDatabase. Inside this folder only.
#ifndef RECONCILE_STATE_SQL_STORE_H_
#define RECONCILE_STATE_SQL_STORE_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "reconcile/state/database.h"
#include "reconcile/state/store.h"

namespace ic {

class SqlStore : public StateStore {
 public:
  // Of a database that has the tables of `schema_version`.
  SqlStore(std::unique_ptr<StateDatabase> database, int schema_version, Clock& clock)
      : database_(std::move(database)), schema_version_(schema_version), clock_(&clock) {}
  ~SqlStore() override { SqlStore::Unlock(); }

  std::string name() const override { return database_->name(); }
  StatusOr<StateInfo> Info() override;
  StatusOr<std::vector<StateObject>> Load() override;
  StatusOr<std::map<Address, std::string>> Begun() override;
  StatusOr<std::vector<StateRun>> Runs() override;
  Status Lock(const LockHolder& holder) override;
  void Unlock() override;
  Status Put(const StateObject& object) override;
  Status PutAll(const std::vector<StateObject>& objects) override;
  Status Remove(const Address& address) override;
  Status Rename(const Address& from, const Address& to) override;
  Status Begin(const Address& address, const std::string& record) override;
  Status End(const Address& address) override;
  StatusOr<std::map<std::string, Time>> SeenSince(const std::set<std::string>& ids, Time now, Others others) override;

 private:
  // What a caller that waits is told: to commit what has come, its own part among that, or that this was done.
  enum class Turn : std::uint8_t { kWaits, kLeads, kDone };

  // One caller's part of a transaction.
  struct Change {
    // The statements. Returns what the database failed at, which undoes the transaction; what is only refused
    // (`refused`), before anything is written, does not concern the others.
    std::function<Status(Status& refused)> run;
    Status result = {};
    std::mutex mutex = {};  // guards `turn`
    std::condition_variable turned = {};
    Turn turn = Turn::kWaits;

    Turn Await();  // blocks until it is another than kWaits
    void Take(Turn its);
  };

  Status BeginRun(const LockHolder& holder);
  // Runs `change` and returns when it is durable. What comes while a commit is under way shares the next one.
  Status Write(std::function<Status(Status&)> run);
  void CommitQueue(const std::vector<Change*>& changes);
  Status CommitTogether(const std::vector<Change*>& changes);

  Status PutRow(const StateObject& object);
  Status EndRow(const std::string& address);
  Status RenameRow(const std::string& from, const std::string& to, Status& refused);
  StatusOr<bool> HasRow(const std::string& address);
  Status RenameDependencies(const std::string& from, const std::string& to);
  Status InsertFindings(const std::vector<std::string_view>& ids, std::string_view seen);
  Status DeleteFindings(const std::vector<std::string_view>& ids);

  const std::unique_ptr<StateDatabase> database_;
  const int schema_version_;
  Clock* const clock_;

  std::mutex database_mutex_;    // guards what is behind database_, and the two that follow
  std::string run_;              // the number of the run that holds the lock; empty: we do not
  std::set<std::string> begun_;  // while the lock is held: addresses that may be in the table of that name

  std::mutex queue_mutex_;  // not held while database_mutex_ is
  std::vector<Change*> queue_;
  bool committing_ = false;  // somebody leads, or has been told to
};

}  // namespace ic

#endif  // RECONCILE_STATE_SQL_STORE_H_
