// Ledger: what this process knows about the whole run. Objects enter it when they are read, planned or applied. Limits
// over several objects, the redundancy guard, and "is that object ours already?" are answered from it and from what the
// clouds say.
//
// One run of plans is one Reset: Terraform starts a process for each walk, so a walk never sees another's entries.
#ifndef RECONCILE_LEDGER_H_
#define RECONCILE_LEDGER_H_

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/kind.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// An object that exists.
struct ObjectKey {
  std::string account;
  std::string region;
  Kind kind = Kind::kConnection;
  std::string id;
  auto operator<=>(const ObjectKey&) const = default;
  bool operator==(const ObjectKey&) const = default;
};

// What this run means to do with an object that exists.
enum class Fate : std::uint8_t {
  kUndecided,  // read, but not planned yet (or never in this process)
  kStays,      // planned: unchanged or changed in place
  kGoes,       // planned: deleted, or replaced by a planned create
  kForgotten,  // planned: left in the cloud, out of the state
};

struct Existing {
  Value attributes;  // as last known
  Value planned;     // kStays: as it will be
  Fate fate = Fate::kUndecided;
  std::string mark;   // of its values, see mark.h
  std::string group;  // redundancy group it is in now
  // A create of this run took it over. If a deletion of it comes after that, the two are one object: with
  // create_before_destroy Terraform says only then that the old one was in its state.
  bool taken_over = false;
};

struct PlannedCreate {
  Kind kind = Kind::kConnection;
  std::string account;
  std::string region;    // empty: not known yet
  Value planned;         // completed configuration: what the cloud will choose is null
  std::string mark;      // empty: a value it is made of is not known yet
  std::string replaces;  // id of the object it replaces
  std::string adopts;    // id of the object it takes over
};

class Ledger {
 public:
  // The contents, locked as long as this lives. Do not call a cloud meanwhile.
  struct Contents {
    std::map<ObjectKey, Existing> existing;          // claimed: each is in a state
    std::map<ObjectKey, Value> held;                 // as the state has it that this run began with
    std::map<std::uint64_t, PlannedCreate> creates;  // by ticket
    std::map<ObjectKey, std::string> disrupted;      // what goes down in this run, and why
  };
  class View {
   public:
    Contents* operator->() { return contents_; }
    Contents& operator*() { return *contents_; }

   private:
    friend class Ledger;
    View(std::mutex& mutex, Contents& contents) : lock_(mutex), contents_(&contents) {}
    std::unique_lock<std::mutex> lock_;
    Contents* contents_;
  };
  View Open() { return View(mutex_, contents_); }

  void Reset();

  void Hold(const ObjectKey& key, const Value& state);
  // An object of a state was read. What was planned for it stays planned.
  void Saw(const ObjectKey& key, const Value& attributes, const std::string& mark, const std::string& group);
  void Gone(const ObjectKey& key);
  // False if somebody else in this process has it.
  bool Claim(const ObjectKey& key);
  bool IsClaimed(const ObjectKey& key);  // or held
  bool TakeOver(const ObjectKey& key);   // as Claim
  bool IsTakenOver(const ObjectKey& key);
  // A planned create has been carried out: what was planned exists now, and stays.
  void Created(const ObjectKey& key, const std::string& mark, const Value& state);
  // Marks of the creates in an account that run or have succeeded. False if there is one with this mark already.
  bool ClaimMark(const std::string& account, const std::string& mark);
  void ReleaseMark(const std::string& account, const std::string& mark);  // nothing was created

 private:
  std::mutex mutex_;
  Contents contents_;
  std::set<std::pair<std::string, std::string>> marks_;  // account, mark
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_H_
