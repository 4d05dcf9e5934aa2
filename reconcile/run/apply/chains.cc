#include "reconcile/run/apply/chains.h"

#include "reconcile/run/plan/steps.h"

namespace ic::run {

Chains::Chains(const std::vector<Step>* steps) : steps_(steps), enders_(EndersOf(*steps)) {
  for (std::size_t i = 0; i < steps->size(); ++i) index_[(*steps)[i].address] = i;
}

Diagnostics Chains::CheckUnder(Engine& engine, const Step& step,
                               const std::optional<std::stop_token>& stopped_by) const {
  Diagnostics found;
  if (!Deletes(step) || step.create_first) return found;
  for (const Address& address : step.former_parents) {
    const auto under = index_.find(address);
    // What is made before its predecessor goes may be what that needs to be let go.
    if (under == index_.end() || !Deletes((*steps_)[under->second]) || (*steps_)[under->second].create_first) continue;
    found.Append(CheckGoes(engine, step, under->second, stopped_by));
    if (!found.has_errors()) found.Append(CheckUnder(engine, (*steps_)[under->second], stopped_by));
    if (found.has_errors()) break;
  }
  return found;
}

Diagnostics Chains::CheckGoes(Engine& engine, const Step& step, std::size_t under,
                              const std::optional<std::stop_token>& stopped_by) const {
  Diagnostics found;
  const Step& parent = (*steps_)[under];
  // What is to go for good was asked to, whatever becomes of what it stands on.
  if (step.action == Action::kReplace && parent.action == Action::kReplace) {
    found = engine.CheckMayGo(parent.address.kind, parent.prior, AccountBefore(parent), stopped_by);
  }
  const auto ender = enders_.find(under);
  const Step& ends = ender == enders_.end() ? parent : (*steps_)[ender->second];
  if (found.has_errors() || !Ends(ends) || ends.create_first) return found;
  found.Append(engine.CheckGuard(ends.address.kind, ends.prior, AccountBefore(ends), stopped_by));
  return found;
}

}  // namespace ic::run
