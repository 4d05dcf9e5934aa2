// What every change of a cloud needs: its values checked once more, its time, its secrets, and leave to be made.
#ifndef RECONCILE_APPLY_REQUEST_H_
#define RECONCILE_APPLY_REQUEST_H_

#include <memory>
#include <string_view>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// The bound of `operation` ("create"): what `object` says in timeouts, otherwise the adapter's default.
Duration TimeoutOf(const Adapter& adapter, Kind kind, const Value& object, std::string_view operation);

// Errors of `planned`, with what is known by now: what the configuration sets, with the values that were planned,
// completed. Write-only values come from `config`. Warnings were shown with the plan. `prior`: null for a create.
Diagnostics CheckPlannedValues(const Subject& subject, const Value& planned, const Value& config, const Value* prior);

// An error on `read_only` if no change may be made.
bool RefuseReadOnly(const Subject& subject, std::string_view what, Diagnostics& diagnostics);

// Null, with an error, if the cloud cannot be asked.
std::shared_ptr<Adapter> AdapterFor(const Asked& asked, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_REQUEST_H_
