// The schema as numbered steps. Inside this folder and its tests only.
//
// A step, once released, is never edited: stores made by it exist. A change of the schema is a further step, in SQL
// that both engines take. Steps go forward only, all that are due in one transaction.
#ifndef RECONCILE_STATE_MIGRATIONS_H_
#define RECONCILE_STATE_MIGRATIONS_H_

#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/status.h"
#include "reconcile/state/database.h"

namespace ic {

struct Migration {
  std::vector<std::string> statements;
};

// Migrations()[i] leads from version i to version i + 1.
std::span<const Migration> Migrations();

// Brings the database to the version of the last of `migrations`; makes no change if it has it already. A migration of
// a store that exists takes the lock of a run, so that nothing changes under an older program.
// kInvalidArgument: no state is there and `create` is false, or something else is. kFailedPrecondition: the store is of
// a newer version, or must be migrated and is locked.
Status Migrate(StateDatabase& database, std::span<const Migration> migrations, bool create, Random& random);

// The refusal that another run holds the lock: who, which command, since when. `what` goes first: "is locked".
Status LockedError(StateDatabase& database, const std::string& what);

}  // namespace ic

#endif  // RECONCILE_STATE_MIGRATIONS_H_
