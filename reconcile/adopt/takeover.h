// Takeover: what becomes of an object that is there already when it is taken over, and what that interrupts. Asked when
// planning, so that the plan shows it, and again right before the call.
#ifndef RECONCILE_ADOPT_TAKEOVER_H_
#define RECONCILE_ADOPT_TAKEOVER_H_

#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/guard/guard.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/compare.h"

namespace ic::reconcile {

struct Takeover {
  Value live;                           // the object as the cloud has it, in the shape of a state
  Value after;                          // as it will be; what the plan leaves open stays as it is
  std::vector<Difference> differences;  // what is changed in the cloud, in place
};

// `planned`: the object that takes `found` over. `config`: where write-only values are.
Takeover TakeoverOf(const Call& call, const Value& planned, const Value& config, const Observed& found,
                    Freshness freshness);

// What the object has where the configuration says nothing.
struct FoundValue {
  const Leaf* leaf;
  Value value;
  bool stays;  // a plan may promise it: neither what the takeover changes nor accepting an offer makes it another
};
// `planned`: as planned before anything was read.
std::vector<FoundValue> FoundValues(const Call& call, const Takeover& takeover, const Value& planned,
                                    const Value& config, const Observed& found);

// Whose mark `found` carries and which of its tags go, for whoever takes it over for `wanted`.
Diagnostics WarnOfTakeover(const Call& call, const Takeover& takeover, const Value& wanted, const Observed& found);

// What the plan has to say of what it interrupts; refused if a redundancy group cannot spare what goes down.
Diagnostics CheckTakeover(const Call& call, const Takeover& takeover);

// Right before the call: errors if a group cannot spare it.
GuardHold GuardTakeover(const Call& call, const Takeover& takeover, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_TAKEOVER_H_
