// Quotas: limits over several objects, on the union of what is planned and what is live.
#ifndef RECONCILE_GUARD_QUOTA_H_
#define RECONCILE_GUARD_QUOTA_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// The object whose place is asked for.
struct QuotaSubject {
  Value object;          // planned, with stand-ins; unknowns make a quota not count yet
  Value prior;           // null: a new one. A quota that it counts in already is not checked again.
  std::string id;        // of the object itself, empty if it is new
  std::string replaces;  // id of what makes room for it
  std::string adopts;    // id of what it takes over
  // It takes over what is not known yet. That may be there: an offer that an interrupted run made, and that another
  // account (or process) takes over in this one.
  bool adopts_unseen = false;
  std::uint64_t ticket{};  // its entry among the planned creates, 0 if it has none
  // Asked before what it replaces is deleted: only what has one holder counts, and these ids, which were judged when it
  // was planned, do not.
  bool before_deletion = false;
  std::vector<std::string> beside = {};
  // Planned once more as it is applied, by a process that has read nothing and knows of nothing that goes: who has the
  // one place may leave it in this run. The apply waits for that, and asks again.
  bool unread = false;
  // It stays as it is: who comes to it is new.
  bool stays = false;
  // It leaves the configuration, and nobody says when: whether there is room for who comes while it, and what leaves as
  // it does, is there still.
  bool leaves = false;
  bool offline = false;  // no cloud is asked
  // Only what it takes a part of counts (Quota::share).
  bool parts_only = false;
  // What was read and is not planned yet will be in moments (PlanInput::others_are_under_way).
  bool awaits_others = false;
};

enum class When : std::uint8_t {
  kPlan,   // objects of this run are as they are planned; those still to be planned raise their collisions themselves
  kApply,  // what is live counts
};

// A failed look at the cloud while planning. Without valid credentials applying must fail, so that is said now; else
// the look is repeated when applying.
void AddLookFailure(const Status& status, Diagnostics& diagnostics);

// Ids of the objects of this configuration that are in a place of `object` which has one holder, as far as they are
// live. With `prior`, which is what it is now: of the places that it comes to.
std::vector<std::string> ManagedBeside(const Call& call, const Value& object, const Value& prior = Value::Null());

// What stands in the way of `subject` taking its places. A cloud that cannot be asked is no reason to refuse: when
// planning it is said, and the look is repeated when applying; when applying the cloud counts too, only its words are
// worse. An error where going on makes no sense: no valid credentials, or stopped.
// What takes a part of something may be the half of an object whose other half another account of this run has: that
// one is asked too, because it may see the whole, and who else has parts of it, where this account does not.
Diagnostics CheckQuotas(const Call& call, QuotaSubject subject, When when, Freshness freshness);

// Whether it takes what the vendor gives it (Share::yields).
bool Yields(const Quota& quota, Kind kind, const Value& object);

// What an object takes: one place, or its part of a whole.
std::int64_t AmountOf(const Quota& quota, Kind kind, const Value& object);

// The same in steps, for whoever wants to ask less.
class QuotaCheck {
 public:
  QuotaCheck(const Call& call, QuotaSubject subject);

  // True if there is anything to check, so that an object in no quota costs no call.
  bool needed() const { return !groups_.empty(); }
  // A planned create, or what is to change in place, asks for a place in one of the same groups. The others are not
  // asked about any more. `contents` is locked by the caller.
  bool MeetsNewcomers(LedgerContents& contents);
  // Asks the cloud what is live.
  Status Fetch(Freshness freshness);
  // Then, where the number may matter, what the account may have. What cannot be read says nothing (docs/adr/0051).
  // `contents` must not be locked by the caller.
  void AskLimits(When when);
  // Waits, a moment, until it is known of those that were read whether they stay, where that decides whether there are
  // too many. Those that do leave the refusal to this one. `contents` must not be locked by the caller.
  void AwaitOthers();
  // `contents` is locked by the caller.
  void Evaluate(LedgerContents& contents, When when, Diagnostics& diagnostics) const;
  // `contents` is locked by the caller.
  std::vector<std::string> Managed(LedgerContents& contents) const;
  // What is live in a place which the subject asks for, but not itself.
  std::vector<ObjectKey> InPlace(LedgerContents& contents) const;
  // Those of `ids` that are live in a place which the subject asks for, but not itself: key and title.
  std::map<ObjectKey, std::string> StillThere(LedgerContents& contents, const std::vector<std::string>& ids) const;

 private:
  struct Counted {
    const Quota* quota;
    std::string group;

    // Whether this object, of the kind, takes what `subject` wants, and does not have it already.
    bool Excludes(Kind kind, const Value& object, Kind subject_kind, const QuotaSubject& subject) const;
  };
  struct Holder {
    std::string title;
    std::string importable;  // id, if nobody in this run manages it and it is of the kind that asks
    std::int64_t amount = 1;
    bool leaves = false;  // or will have less, or that is not known yet
    bool comes = false;   // planned in this run
  };
  using Holders = std::map<std::string, Holder>;  // by kind and id: what is planned and live is one

  // It is there, and is to change in place.
  bool Changes() const { return !subject_.stays && !subject_.id.empty(); }
  ObjectKey KeyOfChange() const { return {call_.account, region_, call_.kind, subject_.id}; }
  // What those take that were read, and not planned yet.
  std::int64_t Undecided(const Counted& counted, LedgerContents& contents) const;
  bool HangsOnOthers(LedgerContents& contents) const;
  bool HasNewcomers(const Counted& counted, LedgerContents& contents) const;
  // Likewise, whoever judges them.
  bool AnyComes(const Counted& counted, LedgerContents& contents) const;
  bool MayBeReplaced(const Holders& holders) const;
  // By what name the cloud tells the number; empty: it does not, or the user said it.
  std::string_view ToldAs(const Counted& counted) const;
  std::optional<std::int64_t> Told(const Counted& counted) const;
  void FetchRoom(const Counted& counted, Freshness freshness);
  // What the object that has the group tells of it. Null: nothing, or the user said it.
  const Room* RoomIn(const Counted& counted) const;
  std::int64_t WholeOf(const Counted& counted, LedgerContents& contents) const;
  std::int64_t WholeToCome(const Counted& counted, LedgerContents& contents) const;
  std::int64_t MaxFor(const Counted& counted, LedgerContents& contents) const;
  // No fewer than FindHolders finds.
  std::size_t MostHolders(const Counted& counted, LedgerContents& contents, When when) const;
  Holders FindHolders(const Counted& counted, LedgerContents& contents, When when) const;
  void CountLive(const Counted& counted, LedgerContents& contents, When when, Holders& holders) const;
  void CountPlanned(const Counted& counted, LedgerContents& contents, Holders& holders) const;
  std::int64_t AmountPlanned(const Counted& counted, LedgerContents& contents,
                             const LedgerContents::ExistingMap::value_type& entry) const;
  static std::int64_t Taken(const Holders& holders);
  static void Add(Holder holder, const std::string& key, Holders& holders);
  bool Lessens(const Counted& counted, Kind kind, const LedgerContents& contents,
               const LedgerContents::ExistingMap::value_type* entry) const;
  void NoteRefusal(LedgerContents& contents) const;
  std::string WordsForShare(const Counted& counted, std::int64_t whole, const Holders& holders,
                            const std::string& listed) const;
  static std::vector<std::string> InOrder(const Holders& holders);
  bool IsTooMuch(const Counted& counted, LedgerContents& contents, When when) const;
  std::string NewcomersAmong(const Holders& holders) const;
  std::string SourceOf(const Counted& counted) const;
  std::string WordsFor(const Counted& counted, std::int64_t max, const Holders& holders) const;
  // A live object that this one is, or takes the place of. `claimed`: the id by which this run knows it, if it does.
  bool IsItself(Kind kind, const Observed& observed, const std::string& claimed) const;

  const Call& call_;
  const QuotaSubject subject_;
  const std::string region_;
  std::vector<Counted> groups_;
  std::map<Kind, std::shared_ptr<const LiveList>> live_;
  std::map<std::string, Rooms> rooms_;        // by group
  std::optional<ToldLimitLists::List> told_;  // nullopt: nobody asked
};

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_QUOTA_H_
