// The state, as the run sees it: loaded, moved as the configuration says, and refreshed from the clouds.
#ifndef RECONCILE_RUN_SET_REFRESH_H_
#define RECONCILE_RUN_SET_REFRESH_H_

#include <cstddef>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/state/store.h"

namespace ic::run {

struct Known {
  StateObject object;  // as stored, but its attributes are in `applied`
  Value applied;       // last applied
  Value attributes;    // last applied, then as read; with the lent key
  std::string facts;
  bool gone = false;         // the cloud no longer has it
  bool unread = false;       // it could not be read: `attributes` are the last applied ones
  std::string trouble = {};  // as read: ObjectOutput::trouble
  std::string_view trouble_asked = {};
  std::string marks_changed = {};  // likewise
  bool has_other_entry = false;    // the state names another entry of `clouds` (entries.h)
  bool left_behind = false;        // in no state yet: an interrupted create made it (plan/left_behind.h)
};

using KnownObjects = std::map<Address, Known>;

// As the state has it.
StateObject StoredObject(const FieldIndex& field_index, const Known& known);
// As the state is to have it now.
StateObject ObjectToStore(const FieldIndex& field_index, const Known& known);

// The state with the set's `moved` followed. `alone`: no key is lent, because the set asks for nothing.
StatusOr<KnownObjects> LoadState(const FieldIndex& field_index, StateStore& store, const DesiredSet& desired,
                                 bool alone);

// Reads every object, `workers` at a time. Failures are errors at the object; of one that fails once `stop` was
// requested nothing is said: the run was stopped, and nothing is wrong with it.
void RefreshAll(Engine& engine, const DesiredSet& desired, std::size_t workers, KnownObjects& known,
                std::vector<LocatedDiagnostic>& diagnostics, const std::stop_token& stop = {});

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_REFRESH_H_
