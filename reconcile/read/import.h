// Importing one object: by its import id, or by what another program's state has of it.
#ifndef RECONCILE_READ_IMPORT_H_
#define RECONCILE_READ_IMPORT_H_

#include <string>

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// `<cloud>/<region>/<id>`: the cloud's own id, or the natural key where it has none. A lowered bgp_group is the session
// it stands for: `<cloud>/<region>/<virtual interface id>/<address family>`.
ObjectOutput ImportObject(Run& run, Kind kind, const std::string& import_id, const std::string& account);

// What stands behind `<cloud>/<region>/` in the import id of an object that exists. Empty: `state` does not tell it.
std::string ImportName(Run& run, Kind kind, const Value& state);

// An object of another program's state, as a state of ours has it until it is read: imported, as far as can be said
// without a call. `attributes` has its cloud and its id, and of its other values those that are known; no region: that
// of the settings is asked. Makes no call, and needs no settings.
ObjectOutput MovedObject(Run& run, Kind kind, const Value& attributes, const std::string& account);

// The first read of such an object: what an import would give, with the spellings of `state` where they mean the same,
// and with what the cloud never tells as `state` has it. Not finding it is an error: what is missed in a wrong region
// or with wrong credentials would be made a second time otherwise.
ObjectOutput ReadMoved(const Asked& asked, const Value& state);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_IMPORT_H_
