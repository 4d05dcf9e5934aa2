// How the links are: of what is managed, and of everything else in its redundancy groups.
#ifndef RECONCILE_RUN_DRIFT_DRIFT_HEALTH_H_
#define RECONCILE_RUN_DRIFT_DRIFT_HEALTH_H_

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/run/drift/report.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// A member of a redundancy group.
struct Leg {
  Identity identity;
  HealthState state = HealthState::kUnknown;  // kDown: gone, too
};

using Groups = std::map<std::pair<std::string, Kind>, std::vector<Leg>>;

struct HealthView {
  std::vector<SessionHealth> sessions;  // by address
  Groups groups;

  std::vector<GroupHealth> Summary() const;
};

// `now`: the state, as read; `live`: connections and virtual interfaces that exist. A failed look makes the account an
// unread one and leaves its members' health unknown.
HealthView LookAtHealth(Engine& engine, const KnownObjects& now, const std::vector<Live>& live, std::size_t workers,
                        Unread& unread);

}  // namespace ic::run

#endif  // RECONCILE_RUN_DRIFT_DRIFT_HEALTH_H_
