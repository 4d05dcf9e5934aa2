// Refreshing one object.
#ifndef RECONCILE_READ_READ_H_
#define RECONCILE_READ_READ_H_

#include <string>

#include "reconcile/ledger/call.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

ObjectOutput ReadObject(Run& run, Kind kind, const Value& state, const std::string& facts, const std::string& account);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_READ_H_
