#include "reconcile/guard/guard.h"

#include "reconcile/guard/judge.h"

namespace ic::reconcile {

GuardHold GuardDisruption(const Call& call, const Disruption& disruption, Diagnostics& diagnostics) {
  GuardHold hold;
  const auto groups = ByGroup(AffectedBy(call, disruption, Freshness::kLive, /*planning=*/false, diagnostics));
  // In the order of the map, so that no two changes wait for each other.
  for (const auto& [name, affected] : groups) {
    hold.mutexes.push_back(call.run.group_locks.Get(name));
    hold.locks.emplace_back(*hold.mutexes.back());
  }
  for (const auto& [name, affected] : groups) {
    CheckGroup(call, disruption, name.second, affected, Freshness::kLive, /*planning=*/false, diagnostics);
  }
  return hold;
}

GuardHold GuardMaking(const Call& call, const Value& wanted, Diagnostics& diagnostics) {
  if (InterruptingValues(call, wanted).empty()) return {};
  return GuardDisruption(call, DisruptionByMaking(call, wanted), diagnostics);
}

GuardHold GuardInterruptions(const Call& call, const Value& object, const std::vector<Difference>& differences,
                             Diagnostics& diagnostics) {
  if (!Interrupts(differences)) return {};
  return GuardDisruption(call, DisruptionBy(call, object, differences), diagnostics);
}

}  // namespace ic::reconcile
