// EmptyState: stands in where no state exists yet and none shall be made.
#ifndef CLI_PROCESS_EMPTY_STATE_H_
#define CLI_PROCESS_EMPTY_STATE_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/state/store.h"

namespace ic::cli {

// Its lineage is empty. Writing to it is refused.
class EmptyState : public StateStore {
 public:
  std::string name() const override { return "no state"; }
  StatusOr<StateInfo> Info() override { return StateInfo{}; }
  StatusOr<std::vector<StateObject>> Load() override { return std::vector<StateObject>(); }
  StatusOr<std::map<Address, std::string>> Begun() override { return std::map<Address, std::string>(); }
  StatusOr<std::vector<StateRun>> Runs() override { return std::vector<StateRun>(); }
  Status Lock(const LockHolder&) override { return Refused(); }
  void Unlock() override {}
  Status Put(const StateObject&) override { return Refused(); }
  Status PutAll(const std::vector<StateObject>&) override { return Refused(); }
  Status Remove(const Address&) override { return Refused(); }
  Status Rename(const Address&, const Address&) override { return Refused(); }
  Status Begin(const Address&, const std::string&) override { return Refused(); }
  Status End(const Address&) override { return Refused(); }
  StatusOr<std::map<std::string, Time>> SeenSince(const std::set<std::string>& ids, Time now,
                                                  Others /*others*/) override {
    std::map<std::string, Time> seen;
    for (const std::string& id : ids) seen[id] = now;
    return seen;
  }

 private:
  static Status Refused() { return FailedPreconditionError("there is no state to write to"); }
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_EMPTY_STATE_H_
