// Facts: what the engine keeps beside an object's state between calls. Small, JSON, never a secret: Terraform stores it
// in clear text. They change only when the object does: `terraform plan -refresh-only -detailed-exitcode` takes any
// difference for drift, this one too.
#ifndef RECONCILE_OBJECT_FACTS_H_
#define RECONCILE_OBJECT_FACTS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace ic::reconcile {

// A change of an object that is there, or the rest of its create, that was sent and whose end no run has learned: the
// run was killed, or not answered. The next one waits while it may still be carried out, and takes nothing that it was
// of for known.
struct BegunChange {
  Time at{};                            // when it was sent, or is taken to have been
  std::vector<std::string> paths = {};  // UpdateRequest::changed. Empty: of a create
  bool operator==(const BegunChange&) const = default;
};

// Whether the key was among what was changed: which one is in force is not known then.
bool LeavesKeyOpen(const BegunChange& begun);

struct Facts {
  // The object's id. A plan without a prior object but with this replaces that object: Terraform's second plan of a
  // replacement gets the facts of the first, and -replace and taint announce the deletion in no other way.
  std::string id;
  // Of the plan of a replacement, for the deletion that comes first and is told nothing else of it: what is to take the
  // object's place (successor.h), and the ids of this configuration's objects that were in one of its places when it
  // was planned: the plan judged them. In no state.
  std::string successor = {};
  std::vector<std::string> beside = {};
  // Of a plan that deletes: the sessions that go with the object, by id, as they were when it was planned. Not told: it
  // could not be asked, or nothing goes along. In no state.
  std::optional<std::vector<std::string>> passengers = {};
  // Of a plan that deletes: the members of redundancy groups, ids by group, that this state was known to hold when it
  // was planned. The process that deletes is told nothing else of them. In no state.
  std::map<std::string, std::vector<std::string>> held = {};
  // A version of a key was noted without a key, as was possible before: that the cloud has none is no loss.
  bool unkeyed = false;
  // Another entry of the state has become this object meanwhile: this entry goes, and nothing is deleted.
  bool taken = false;
  // It came from another program's state and was not read since: the first read takes it over as an import does, and
  // must find it.
  bool moved = false;
  // The id of the account, or project, that the object belongs to (Caller::owner). Empty: it was never told.
  std::string owner = {};
  // What the object was marked with when it was last written, where it carries marks: as the cloud is to show it.
  // Empty: nothing is known of it.
  std::string mark = {};
  std::string nonce = {};  // its random part. Empty: an earlier version wrote this down, or there is none
  std::string marked_owner = {};
  // What the object had before somebody else changed it, by path, as text (others.h): what this configuration gave it
  // or found when it came to it.
  std::map<std::string, std::string> was = {};
  // Until a change of the object comes to its end.
  std::optional<BegunChange> begun = {};
};

// What was written with the object names no owner, for sure: earlier versions did not always note the one they wrote.
bool IsMarkedAsNobodys(const Facts& facts);

// Text that is not JSON of this shape, as a future version might write, gives empty facts.
Facts ParseFacts(std::string_view text);
std::string FactsText(const Facts& facts);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_FACTS_H_
