// Chains: deletions of which one goes before another, because it stands on what that deletes.
#ifndef RECONCILE_RUN_APPLY_CHAINS_H_
#define RECONCILE_RUN_APPLY_CHAINS_H_

#include <cstddef>
#include <map>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/engine.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::run {

class Chains {
 public:
  // `steps` outlives it.
  explicit Chains(const std::vector<Step>* steps);

  // Right before `step` deletes. What goes before something under it goes for nothing if that stays: so errors of what
  // is under it, down to the ground: somebody has joined that since the plan, or the redundancy guard keeps it as
  // things are now. With an object goes the other half of it. `stopped_by`: what ends the deletion (ApplyInput).
  Diagnostics CheckUnder(Engine& engine, const Step& step, const std::optional<std::stop_token>& stopped_by) const;

 private:
  Diagnostics CheckGoes(Engine& engine, const Step& step, std::size_t under,
                        const std::optional<std::stop_token>& stopped_by) const;

  const std::vector<Step>* steps_;
  std::map<Address, std::size_t> index_;
  std::map<std::size_t, std::size_t> enders_;  // EndersOf
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_APPLY_CHAINS_H_
