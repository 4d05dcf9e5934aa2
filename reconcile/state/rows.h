// An object as a row of the table, and back. Inside this folder only.
#ifndef RECONCILE_STATE_ROWS_H_
#define RECONCILE_STATE_ROWS_H_

#include <string>
#include <vector>

#include "base/status.h"
#include "reconcile/state/database.h"
#include "reconcile/state/store.h"

namespace ic {

// Columns in the order that ObjectOfRow reads.
inline constexpr const char* kSelectObjects =
    "SELECT address, account, cloud, region, id, attributes, facts, keyed, depends_on FROM objects";

// Parameters: the columns of kSelectObjects, then the time.
inline constexpr const char* kPutObject =
    "INSERT INTO objects (address, account, cloud, region, id, attributes, facts, keyed, depends_on, updated)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    " ON CONFLICT (address) DO UPDATE SET account = excluded.account, cloud = excluded.cloud,"
    " region = excluded.region, id = excluded.id, attributes = excluded.attributes, facts = excluded.facts,"
    " keyed = excluded.keyed, depends_on = excluded.depends_on, updated = excluded.updated";

// kInvalidArgument if `object` cannot be kept as it is: an address that is none, or text that is not UTF-8 without NUL.
Status CheckObject(const StateObject& object);

// A JSON array of addresses.
std::string DependenciesText(const std::vector<Address>& addresses);

// kInvalidArgument, naming `store` and the row, if somebody else's hand was in the table.
StatusOr<StateObject> ObjectOfRow(SqlRow row, const std::string& store);

}  // namespace ic

#endif  // RECONCILE_STATE_ROWS_H_
