// What stands on an object, and goes with it: sessions, where they are parts of their interface.
#ifndef RECONCILE_GUARD_PASSENGERS_H_
#define RECONCILE_GUARD_PASSENGERS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/standing.h"

namespace ic::reconcile {

inline constexpr Standing kPassengers{Kind::kBgpPeer, field::kVirtualInterfaceId};

// True if sessions go with `object`.
bool HasPassengers(const Call& call, const Value& object);
// The sessions of the region that `object` is in.
StatusOr<std::shared_ptr<const LiveList>> SessionsNear(const Call& call, const Value& object, Freshness freshness);
// Of `there` those on `object` that this run has not heard of. They live as long as `there`.
std::vector<const Observed*> UnheldOn(const Call& call, const Value& object, const Standing& standing,
                                      const LiveList& there);

// Ids of the sessions that go with `object`, as they are now: a plan keeps them (Facts::passengers). Nothing: none can
// go with it, or the cloud cannot be asked.
std::optional<std::vector<std::string>> PassengersOf(const Call& call, const Value& object);

// Right before `object` is deleted: an error if a session is on it that its plan did not see, and nobody was told of.
Diagnostics CheckNobodyJoined(const Call& call, const Value& object, const std::string& facts, Freshness freshness);

// Right before a connection is deleted, where not all of the state is known (Terraform: what leaves the state and stays
// in the cloud is told to no provider): an error if an interface is on it. The cloud would refuse the deletion, and
// until it does not, whatever goes before it goes for nothing. A cloud that cannot be asked is none: it counts itself.
Diagnostics CheckNothingStays(const Call& call, const Value& object, Freshness freshness);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_PASSENGERS_H_
