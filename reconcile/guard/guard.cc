#include "reconcile/guard/guard.h"

#include <set>
#include <string>
#include <utility>

#include "reconcile/guard/judge.h"

namespace ic::reconcile {

GuardHold GuardDisruption(const Call& call, const Disruption& disruption, Diagnostics& diagnostics) {
  GuardHold hold;
  // What it interrupts is looked at together with the other changes of the run; whether that is up, now.
  const Freshness young = Freshness::Young(call.run.changes_since.Get());
  const auto groups = ByGroup(AffectedBy(call, disruption, young, /*planning=*/false, diagnostics));
  // In their order, so that no two changes wait for each other.
  std::set<std::pair<Kind, std::string>> names;
  for (const auto& [name, affected] : groups) names.emplace(std::get<0>(name), std::get<1>(name));
  for (const auto& name : names) {
    hold.mutexes.push_back(call.run.group_locks.Get(name));
    hold.locks.emplace_back(*hold.mutexes.back());
  }
  CheckGroups(call, disruption, groups, Freshness::kLive, /*planning=*/false, diagnostics);
  return hold;
}

GuardHold GuardMaking(const Call& call, const Value& wanted, Diagnostics& diagnostics) {
  if (InterruptingValues(call, wanted).empty()) return {};
  Disruption disruption = DisruptionByMaking(call, wanted);
  disruption.plan_is_untold = !call.config->state_is_held;
  return GuardDisruption(call, disruption, diagnostics);
}

GuardHold GuardInterruptions(const Call& call, const Value& object, const std::vector<Difference>& differences,
                             Diagnostics& diagnostics) {
  if (!Interrupts(differences)) return {};
  Disruption disruption = DisruptionBy(call, object, differences);
  disruption.plan_is_untold = !call.config->state_is_held;
  return GuardDisruption(call, disruption, diagnostics);
}

}  // namespace ic::reconcile
