// Ledger: what this process knows about the whole run. Objects enter it when they are read, planned or applied. Limits
// over several objects, the redundancy guard, and "is that object ours already?" are answered from it and from what the
// clouds say.
//
// One run of plans is one Reset: Terraform starts a process for each walk, so a walk never sees another's entries.
#ifndef RECONCILE_LEDGER_LEDGER_H_
#define RECONCILE_LEDGER_LEDGER_H_

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "reconcile/ledger/ledger_contents.h"

namespace ic::reconcile {

class Ledger {
 public:
  // `clouds` outlives this.
  explicit Ledger(const Clouds& clouds) : clouds_(clouds) { Reset(); }

  // The contents, locked as long as this lives. Do not call a cloud meanwhile.
  class View {
   public:
    LedgerContents* operator->() { return contents_; }
    LedgerContents& operator*() { return *contents_; }

   private:
    friend class Ledger;
    View(std::mutex& mutex, std::optional<LedgerContents>& contents) : lock_(mutex), contents_(&*contents) {}
    std::unique_lock<std::mutex> lock_;
    LedgerContents* contents_;
  };
  View Open() { return View(mutex_, contents_); }

  void Reset();

  void Hold(const ObjectKey& key, const Value& state);
  // An object of a state was read. What was planned for it stays planned.
  void Saw(const ObjectKey& key, const Value& attributes, const std::string& mark, const std::string& group);
  // A virtual interface turned out to have lost its session since it was seen last. After Saw, which forgets it.
  void LostSession(const ObjectKey& key);
  // What else that read told of it. After Saw, which forgets it.
  void Found(const ObjectKey& key, const Observed& observed);
  // The cloud has given it another id; `state`: as it is known now.
  void Renamed(const ObjectKey& from, const ObjectKey& to, const Value& state);
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
  const Clouds& clouds_;
  std::mutex mutex_;
  std::optional<LedgerContents> contents_;               // never empty
  std::set<std::pair<std::string, std::string>> marks_;  // account, mark
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_LEDGER_H_
