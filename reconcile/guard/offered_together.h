// Legs that are offered to another account. That account groups them, and where its tags are not told, nobody here
// knows the group; the command line has both halves, or asks for each by itself.
#ifndef RECONCILE_GUARD_OFFERED_TOGETHER_H_
#define RECONCILE_GUARD_OFFERED_TOGETHER_H_

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/guard/disruption.h"
#include "reconcile/guard/members.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// When planning, for a process that is not told the state (EngineConfig::state_is_held): a refusal if with `affected`,
// which the disruption takes down, and what was planned before, all goes that is up of what is made for one account,
// leads to one gateway and stands on more than one connection. One at a time may go, and so may the only one; but not
// the last one that is up while another one, on another connection, waits for being accepted by that account.
void CheckOfferedTogether(const Call& call, const Disruption& disruption, const std::vector<Member>& affected,
                          Diagnostics& diagnostics);

// Of `affected` those of whom the cloud shows this account no tags: ids of what is offered beside them, of which none
// are shown either. It is for the same account and leads to the same gateway, on another connection. Whoever asks knows
// by a plan that they are in a group, and by now not with whom.
std::vector<std::string> OffersBeside(const Call& call, const std::vector<Member>& affected, Freshness freshness);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_OFFERED_TOGETHER_H_
