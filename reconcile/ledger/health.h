// Health of objects as clouds tell it, with what this run knows of them: a virtual interface whose own session is not
// there is down, however well another session of it does.
#ifndef RECONCILE_LEDGER_HEALTH_H_
#define RECONCILE_LEDGER_HEALTH_H_

#include <stop_token>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/status.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// As Adapter::CheckHealth, of an account's objects in one region.
StatusOr<std::vector<Health>> HealthOf(Run& run, const std::string& account, const std::string& region, Kind kind,
                                       const std::vector<std::string>& ids, std::stop_token stop);

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_HEALTH_H_
