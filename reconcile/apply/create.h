// The creation of one object: looked for before it is made, made once, and never an error once it exists.
#ifndef RECONCILE_APPLY_CREATE_H_
#define RECONCILE_APPLY_CREATE_H_

#include <string_view>

#include "adapters/contract/adapter.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

ObjectOutput CreateObject(const Call& call, const ApplyInput& input);

// The bound of `operation` ("create"): what `object` says in timeouts, otherwise the adapter's default.
Duration TimeoutOf(const Adapter& adapter, Kind kind, const Value& object, std::string_view operation);

// The object as the checks are to see it when applying: what the configuration sets, with the values that were planned,
// completed. Write-only values come from `config`.
Value AuditedObject(const Subject& subject, const Value& planned, const Value& config);

// The key to send, if the configuration has one.
Secrets SecretsOf(const Value& planned, const Value& config);

// An error on `read_only` if no change may be made.
bool RefuseReadOnly(const Subject& subject, std::string_view what, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_CREATE_H_
