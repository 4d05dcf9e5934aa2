// Members of redundancy groups: who they are and how they are, from the ledger and from the clouds.
#ifndef RECONCILE_GUARD_MEMBERS_H_
#define RECONCILE_GUARD_MEMBERS_H_

#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/status.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

struct Member {
  ObjectKey key;
  std::string cloud;
  std::string name;
  std::string group;
  std::string bundle;      // members with the same one fail together; empty: none
  std::string disrupted;   // planning: how this run takes it down, empty if it does not
  bool goes_down = false;  // by the change that is being checked
  HealthState health = HealthState::kUnknown;
  std::string vendor_state;
};

// What a change takes down.
struct Disruption {
  ObjectKey key;
  Value object;         // as it is now
  std::string how;      // "Deleting", "Replacing", "Changing vlan and mtu"
  std::string session;  // the address family that goes down; empty: all of it
};

// Members of any group that go down with it. A connection takes its interfaces along; a session takes its
// interface along unless another session of it is up. Health is not filled in.
StatusOr<std::vector<Member>> FindAffected(const Call& call, const Disruption& disruption, Freshness freshness);

// All members of `group` of the kind of `affected` (not empty), with their health. `planning`: with what this run
// disrupts.
StatusOr<std::vector<Member>> FindMembers(const Call& call, const std::string& group,
                                          const std::vector<Member>& affected, Freshness freshness, bool planning);

}  // namespace ic::reconcile

#endif  // RECONCILE_GUARD_MEMBERS_H_
