// Places that have one holder (a VLAN of a connection, an address family of an interface): whoever is to come to one
// waits until whoever is to leave it in the same run has left.
#ifndef RECONCILE_ADOPT_PLACES_H_
#define RECONCILE_ADOPT_PLACES_H_

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// Who is to come.
struct Arrival {
  ObjectKey replaces;               // what goes for it
  const Value& wanted;              // as planned
  const Value& counted;             // as limits count it
  std::vector<std::string> beside;  // ids of this configuration's objects that were in its places when it was planned
  Duration timeout;
};

// Before what `arrival` replaces is deleted: waits while some of `beside` are still there and anything of this run
// moves; an error if they stay. Of objects that exchange their places the last that comes here does not wait: one has
// to be the first.
void AwaitPlaces(const Call& call, const Arrival& arrival, Diagnostics& diagnostics);

// Before `prior` is changed in place: waits while something is in the places that it comes to and anything of this run
// moves. What stays there is refused by the limits that follow.
void AwaitMoves(const Call& call, const Value& prior, const Value& planned, Duration timeout);

// Before something is made: waits for those that nobody waited for because they waited themselves. True if it looked:
// what was listed before is old.
bool AwaitOwedPlaces(const Call& call, const Value& wanted, Duration timeout);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_PLACES_H_
