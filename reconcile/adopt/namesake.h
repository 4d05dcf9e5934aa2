// A namesake: an object of the name that a new one is to have, in its place, that carries a mark of this program and is
// in no state that is known here. Where a state was lost, or an older one restored, it is the one that is wanted, and
// another would be ordered, and paid for, beside it.
#ifndef RECONCILE_ADOPT_NAMESAKE_H_
#define RECONCILE_ADOPT_NAMESAKE_H_

#include <string>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

struct Newcomer {
  const Value& planned;
  std::string mark;          // of its create: what carries that is judged as a candidate
  std::string replaced;      // id of the object whose place it takes
  bool all_is_read = false;  // whatever the state holds is known to the ledger
};

// Errors, with the ways out; warnings where it may be another resource's of this configuration, or is another owner's.
// A cloud that cannot be asked says nothing here.
Diagnostics CheckNamesakes(const Call& call, const Newcomer& newcomer);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_NAMESAKE_H_
