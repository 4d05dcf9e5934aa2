// Importing one object by its import id.
#ifndef RECONCILE_READ_IMPORT_H_
#define RECONCILE_READ_IMPORT_H_

#include <string>

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// `<cloud>/<region>/<id>`: the cloud's own id, or the natural key where it has none. A lowered bgp_group is the session
// it stands for: `<cloud>/<region>/<virtual interface id>/<address family>`.
ObjectOutput ImportObject(Run& run, Kind kind, const std::string& import_id, const std::string& account);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_IMPORT_H_
