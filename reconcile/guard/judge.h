// Judging the groups of what goes down; planning and right before the call alike.
#ifndef RECONCILE_GUARD_JUDGE_H_
#define RECONCILE_GUARD_JUDGE_H_

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/guard/affected.h"
#include "reconcile/guard/members.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// A group is its holder's: two owners' groups of one name are two. The last is Member::stranger.
using GroupName = std::tuple<Kind, std::string, std::optional<std::string>>;

// Without those of no group.
std::map<GroupName, std::vector<Member>> ByGroup(const std::vector<Member>& members);

// The members that go down, or an error among `diagnostics`.
std::vector<Member> AffectedBy(const Call& call, const Disruption& disruption, Freshness freshness, bool planning,
                               Diagnostics& diagnostics);

// Checks one group; `affected` are the members of it that go down.
void CheckGroup(const Call& call, const Disruption& disruption, const std::string& group,
                const std::vector<Member>& affected, Freshness freshness, bool planning, Diagnostics& diagnostics);
// Checks each of ByGroup. What is refused for one holder's group is not refused again for another's of its name.
void CheckGroups(const Call& call, const Disruption& disruption, const std::map<GroupName, std::vector<Member>>& groups,
                 Freshness freshness, bool planning, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_JUDGE_H_
