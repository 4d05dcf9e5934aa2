// OpenState with other migrations than the product's: for tests of migrating. Inside this folder and its tests only.
#ifndef RECONCILE_STATE_OPEN_H_
#define RECONCILE_STATE_OPEN_H_

#include <memory>
#include <span>
#include <string_view>

#include "base/status.h"
#include "reconcile/state/database.h"
#include "reconcile/state/migrations.h"
#include "reconcile/state/store.h"

namespace ic {

// The database behind `where`, as it is: without tables if it is new.
StatusOr<std::unique_ptr<StateDatabase>> OpenStateDatabase(std::string_view where, bool create);

StatusOr<std::unique_ptr<StateStore>> OpenStateWith(std::span<const Migration> migrations, std::string_view where,
                                                    const StateOptions& options);

}  // namespace ic

#endif  // RECONCILE_STATE_OPEN_H_
