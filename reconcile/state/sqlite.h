// A state in a SQLite file. Inside this folder only.
#ifndef RECONCILE_STATE_SQLITE_H_
#define RECONCILE_STATE_SQLITE_H_

#include <memory>
#include <string>

#include "base/status.h"
#include "reconcile/state/database.h"

namespace ic {

// Opens the file, or makes it (mode 0600) if `create`. The lock is a file beside it, `<path>.lock`.
StatusOr<std::unique_ptr<StateDatabase>> OpenSqlite(const std::string& path, bool create);

}  // namespace ic

#endif  // RECONCILE_STATE_SQLITE_H_
