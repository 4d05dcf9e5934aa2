// RunPlan: what a run would do to everything, as data. Printed by cli/output, carried out by a runner (runner.h).
#ifndef RECONCILE_RUN_PLAN_RUN_PLAN_H_
#define RECONCILE_RUN_PLAN_RUN_PLAN_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/set/located.h"
#include "reconcile/state/store.h"
#include "schema/value/value.h"

namespace ic {

struct Step {
  Address address;
  Action action = Action::kNothing;
  std::string account;
  std::string cloud;
  std::string region;
  std::string id;  // of the object that exists; empty: there is none
  std::string
      takes_over;  // kAdopt, and a kReplace whose new object is there already: id of what comes under management
  // Sentences: why this action ("it is not in the state", "vlan changes from 100 to 200: AWS has no call …").
  std::vector<std::string> reasons;
  std::vector<FieldChange> changes;                        // in the order of the fields; secrets masked
  std::vector<std::pair<std::string, std::string>> found;  // PlanOutput::found
  std::vector<std::string> interrupts;                     // what it interrupts, each once
  std::vector<std::size_t> after;  // steps that must have succeeded before; indexes into RunPlan::steps
  bool unasked = false;            // kReplace: not asked for; refused already if that is not acknowledged
  bool create_first = false;       // kReplace: what stands on it moves over before the old one goes

  // For the runner.
  std::vector<Address> parents;         // what it stands on
  std::vector<Address> named;           // what it names besides, and comes after
  std::vector<Address> former_parents;  // what it referred to when it was last applied
  std::string prior_account;            // of the object that exists, if that is another one than `account`
  Value prior;    // as read; null: none. May hold the key in force where the configuration gives one in clear.
  Value planned;  // null: destroy; may hold unknowns
  std::string facts;
};

// Why a run may not happen as it is, although nothing is wrong: exit code 3.
struct Refusal {
  Address address;
  std::string why;    // a sentence
  std::string allow;  // what lets it pass: "--allow virtual_interface.prod"; empty: said in `why`
};

struct PlanCounts {
  std::size_t create = 0, adopt = 0, update = 0, replace = 0, destroy = 0, forget = 0, nothing = 0;
  std::size_t changes() const { return create + adopt + update + replace + destroy + forget; }
};

struct RunPlan {
  // An order in which they can be carried out: parents before children, deletions of children before parents; among
  // equals by address. Objects with nothing to do are counted only.
  std::vector<Step> steps;
  PlanCounts counts;
  std::vector<LocatedDiagnostic> diagnostics;
  std::vector<Refusal> refusals;
  std::vector<Refusal> acknowledged;  // likewise, of what was let pass, and by what
  // What only the state has to learn, with the next apply: objects that changed in the cloud, objects that are gone and
  // not wanted, new names.
  std::vector<StateObject> refreshed;
  std::vector<Address> gone;
  std::vector<std::pair<Address, Address>> moved;
  std::vector<Address> over;  // notes of creates that are of no use any more (StateStore::Begun)
  std::string lineage;        // of the state it was made from
  std::int64_t serial = 0;    // likewise
  // Over what would be done and what it was decided from (addresses, actions, ids, prior and planned values, the keys'
  // fields left out), SHA-256 in hex. Equal plans of an unmoved world have equal checksums.
  std::string checksum;

  bool HasChanges() const { return !steps.empty(); }
  bool HasErrors() const { return ic::HasErrors(diagnostics); }
};

// "create", "replace", … as printed and as in JSON.
std::string_view ActionName(Action action);

}  // namespace ic

#endif  // RECONCILE_RUN_PLAN_RUN_PLAN_H_
