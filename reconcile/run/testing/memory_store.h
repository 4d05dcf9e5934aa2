// A state in memory, for tests and simulations: outlives the runs that use it, as a database does.
#ifndef RECONCILE_RUN_TESTING_MEMORY_STORE_H_
#define RECONCILE_RUN_TESTING_MEMORY_STORE_H_

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "reconcile/state/store.h"

namespace ic {

class MemoryStore : public StateStore {
 public:
  std::string name() const override { return "memory"; }
  StatusOr<StateInfo> Info() override;
  StatusOr<std::vector<StateObject>> Load() override;
  StatusOr<std::map<Address, std::string>> Begun() override;
  StatusOr<std::vector<StateRun>> Runs() override { return std::vector<StateRun>(); }
  Status Lock(const LockHolder& holder) override;
  void Unlock() override;
  Status Put(const StateObject& object) override;
  Status PutAll(const std::vector<StateObject>& list) override;
  Status Remove(const Address& address) override;
  Status Rename(const Address& from, const Address& to) override;
  Status Begin(const Address& address, const std::string& record) override;
  Status End(const Address& address) override;
  StatusOr<std::map<std::string, Time>> SeenSince(const std::set<std::string>& ids, Time now, Others others) override;

  // Called before each change; an error fails it. May be empty.
  std::function<Status()> before_write;
  std::map<Address, StateObject> objects;
  std::map<Address, std::string> begun;
  bool locked = false;

 private:
  Status Write();

  std::mutex mutex_;
  std::int64_t serial_ = 0;
  std::map<std::string, Time> seen_;
};

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_MEMORY_STORE_H_
