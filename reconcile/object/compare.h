// Compare: what differs between an object and what it is to become, and what each difference costs.
#ifndef RECONCILE_OBJECT_COMPARE_H_
#define RECONCILE_OBJECT_COMPARE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// One place where prior and planned object differ.
struct Difference {
  const Leaf* leaf = nullptr;
  std::string cloud_path;  // what adapters and rows call it: the leaf's path, `auth_key` for every form of the key
  OnChange on_change = OnChange::kInPlace;
  bool touches_cloud = false;  // otherwise only the state changes
  bool session = false;        // the interface's session is replaced, while another one lives
  std::string reason;
  std::string interrupts;
  Reach reach = Reach::kObject;  // of what it interrupts
  bool learned = false;          // the other half of the object changes it
};

// Called only if something differs whose price depends on the answer. An object that cannot be read answers no and
// nothing, the dearer case.
struct LiveLook {
  std::function<bool(const std::string& key)> is_key;        // is this key already in force?
  std::function<std::vector<std::string>()> other_sessions;  // address families beside the object's own
  std::function<AccountRole()> role;                         // this account's; where it cannot be told, all is its own
  OtherHalf other = {};                                      // what the account that has the rest of it asks for
  bool may_offer_anew = false;  // another offer may take the object's place for what only the other account changes
};

// `prior` is wholly known. An unknown in `planned` counts as a change: what it will be is not known to be the same.
// Refused changes are errors in `diagnostics`.
std::vector<Difference> Compare(const Subject& subject, const Value& prior, const Value& planned, const Value& config,
                                const LiveLook& look, Diagnostics& diagnostics);

// Where an interface's own session ends in place, that is what is interrupted, and it is said once: what else would
// interrupt the session goes with it.
void SayEndOfSession(const Subject& subject, const Value& planned, std::vector<Difference>& differences);

// What a change of `path` costs for `object` (wholly known, or the closest there is); null: in place, interrupting
// nothing.
const Change* RowFor(const Subject& subject, std::string_view path, const Value& object);

// True if `row` speaks of the session that `object` carries itself over BGP, and it has none: whatever it is asked of,
// nothing of it is interrupted. A router that speaks to nobody yet may pass for one with static routes.
bool IsOfNoSession(const Subject& subject, const Change& row, const Value& object);

// True if `path` is of the session that a virtual interface carries itself.
bool IsSession(const Subject& subject, std::string_view path);

// Where `observed` is another object than `wanted` asks for: fields whose change would replace it, its name, and what
// it stands on. Empty: it is the same. `wanted` may hold unknowns and nulls (left to the cloud); both match nothing and
// everything respectively, but for fields that null would clear.
std::vector<const Leaf*> IdentityDifferences(const Subject& subject, const Value& wanted, const Value& observed);

// True if, after a crash, nobody could tell what a create of `wanted` made from `existing`. A key that is left to the
// cloud is taken to be another one, and what has no name is not what has one.
bool CouldBeMistaken(const Subject& subject, const Value& wanted, const Value& existing);

// True if the user allowed `object` to go down: by its id or its redundancy group.
bool IsDisruptionAllowed(const Subject& subject, const Value& object);

bool Interrupts(const std::vector<Difference>& differences);
// How far what they interrupt goes, taken together; of no meaning if nothing is interrupted.
Reach ReachOf(const std::vector<Difference>& differences);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_COMPARE_H_
