// A state in PostgreSQL. Inside this folder only.
#ifndef RECONCILE_STATE_POSTGRES_H_
#define RECONCILE_STATE_POSTGRES_H_

#include <memory>
#include <string_view>

#include "base/status.h"
#include "reconcile/state/database.h"

namespace ic {

// One connection, for everything: the lock is a session's, so a connection that is lost ends it. It is not made again.
StatusOr<std::unique_ptr<StateDatabase>> OpenPostgres(std::string_view url);

}  // namespace ic

#endif  // RECONCILE_STATE_POSTGRES_H_
