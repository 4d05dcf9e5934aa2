// LiveLook: what the price of a change depends on, asked of the cloud.
#ifndef RECONCILE_LEDGER_LIVE_LOOK_H_
#define RECONCILE_LEDGER_LIVE_LOOK_H_

#include "adapters/contract/adapter.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/compare.h"

namespace ic::reconcile {

// Reads `object` (as the state has it). All must live as long as the result. `config`: what is asked of it, which may
// say whom it is for where neither state nor cloud tells; null: nothing.
LiveLook LookAt(const Asked& asked, const Value& object, Freshness freshness, const Value* config = nullptr);

// This account's part in an object that is there. Vendors and kinds where that matters nowhere are not asked.
StatusOr<AccountRole> RoleOf(const Asked& asked, const Value& object);
// The same after a read, where it matters what `observed` makes of `state`.
StatusOr<AccountRole> RoleAfterRead(const Asked& asked, const Value& state, const Observed& observed);

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_LIVE_LOOK_H_
