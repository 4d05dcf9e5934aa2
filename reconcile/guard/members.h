// Members of redundancy groups: who they are and how they are, from the ledger and from the clouds.
#ifndef RECONCILE_GUARD_MEMBERS_H_
#define RECONCILE_GUARD_MEMBERS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/status.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

struct Member {
  ObjectKey key;
  std::string cloud;
  std::string name;
  std::string group;
  // Of what is not known to be this configuration's: the owner that its mark names, empty if it names none.
  std::optional<std::string> stranger;
  std::string gateway;                           // of an interface: what it leads to; empty: it is not known
  std::string type;                              // likewise: what sort it is; empty: it is not known
  std::string path_down;                         // of an interface: the connection under it that is down; empty: none
  std::string bundle;                            // members with the same one fail together; empty: none
  std::map<std::string, std::string> disrupted;  // planning: how this run takes it down, by family as `loses`
  bool goes_down = false;                        // by the change that is being checked
  bool joins = false;                            // planning: it gets this group in this run
  std::set<std::string> loses;                   // goes_down: address families whose session goes; empty: all of it
  HealthState health = HealthState::kUnknown;
  std::string vendor_state;
  // Of an interface: its sessions as the cloud tells them, and the family of its own one, for where it tells none.
  std::vector<Health::Session> sessions;
  std::string family;

  // True if the change that is being checked takes down what it carries of `family`.
  bool Loses(const std::string& family_lost) const {
    return goes_down && (loses.empty() || loses.contains(family_lost));
  }
};

// How `member` carries the traffic of `family`; empty: of a connection, which knows no families. Of several sessions of
// the family the worst says what a member that has to stay is worth, and the best what one that goes may have carried.
HealthState WorstIn(const Member& member, const std::string& family);
HealthState BestIn(const Member& member, const std::string& family);

// Whose an object is that is there: nullopt if it is this configuration's, which is what the state holds. A process
// that is not told all of that (EngineConfig::state_is_held) goes by the owner of the mark too, and, where it has no
// owner itself, by the mark of a create of no owner: the group alone anybody may write on anything.
std::optional<std::string> StrangerAs(const Call& call, const ObjectKey& key, const Observed& observed);

// True if `object` was made for another account than the one that it is reached by, as far as is known: its tags are
// that account's. May ask the cloud who calls.
bool IsMadeForAnother(const Call& call, const ObjectKey& key, const Value& object);

// The object as a member of `group`, of this configuration; health is not filled in.
Member MemberFrom(const Call& call, const ObjectKey& key, const Value& object, std::string group);
// What a connection, or what an interface stands on, is bundled in; empty: nothing.
std::string BundleOf(Kind kind, const std::string& cloud, const Value& object);
// Whether a plan says what the connection will be in; what else of it the cloud decides anew is no matter.
bool IsBundleKnown(const std::string& cloud, const Value& connection);

// The planned object has another group than the one there is: it counts in that too while planning.
void NoteJoining(LedgerContents& ledger, const ObjectKey& key, const Value& now, const Value& planned);

struct Members {
  std::vector<Member> known;
  std::vector<Member> strangers;  // live ones with that group which back nobody here, without their health
};

// All members of `group` of the kind and of the holder of `affected` (not empty), with their health: this
// configuration's, or, where a stranger goes down, those that have the same owner's mark. `planning`: with what this
// run disrupts, and with those that get the group in this run. `held`: ids of what is there and known to be held, which
// may have no tags that this account is shown.
StatusOr<Members> FindMembers(const Call& call, const std::string& group, const std::vector<Member>& affected,
                              const std::vector<std::string>& held, Freshness freshness, bool planning);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_MEMBERS_H_
