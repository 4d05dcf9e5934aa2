// The guard when planning: what a step will take down is noted for the steps planned after it, and judged.
#include <set>
#include <vector>

#include <fmt/format.h>

#include "reconcile/guard/guard.h"
#include "reconcile/guard/judge.h"
#include "reconcile/guard/offered_together.h"
#include "reconcile/guard/unknown_parents.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// Records what goes down and judges its groups.
void CheckAffected(const Call& call, const Disruption& disruption, const std::vector<Member>& all,
                   Diagnostics& diagnostics) {
  {
    // Before the check, so that of two members planned at the same time at least one sees the other. Of what is in no
    // group too: it may get one later in this run.
    auto ledger = call.run.ledger.Open();
    for (const Member& member : all) {
      auto& disrupted = ledger->disrupted[member.key];
      if (member.loses.empty()) disrupted[""] = disruption.how;
      for (const std::string& family : member.loses) disrupted[family] = disruption.how;
    }
  }
  CheckGroups(call, disruption, ByGroup(all), Freshness::kShared, /*planning=*/true, diagnostics);
  CheckOfferedTogether(call, disruption, all, diagnostics);
}

}  // namespace

Diagnostics CheckPlannedDisruption(const Call& call, const Disruption& disruption) {
  Diagnostics diagnostics;
  // Whether it is the last one of its sort depends on what else goes: at least one of two that are planned at the same
  // time sees the other.
  if (disruption.key.kind == Kind::kConnection || disruption.key.kind == Kind::kBgpCidr) {
    call.run.ledger.Open()->disrupted[disruption.key].emplace("", disruption.how);
  }
  const std::vector<Member> all = AffectedBy(call, disruption, Freshness::kShared, /*planning=*/true, diagnostics);
  if (all.empty() && call.config->allow_disruption.contains(disruption.key.id)) {
    // What it takes along may not be known; it backs nobody all the same.
    call.run.ledger.Open()->disrupted[disruption.key].emplace("", disruption.how);
  }
  CheckAffected(call, disruption, all, diagnostics);
  return diagnostics;
}

Diagnostics CheckInterruptions(const Call& call, const Value& object, const std::vector<Difference>& differences,
                               bool was_read) {
  Diagnostics diagnostics;
  if (!Interrupts(differences)) return diagnostics;
  for (const Difference& difference : differences) {
    if (!difference.touches_cloud || difference.interrupts.empty()) continue;
    diagnostics.AddWarning(difference.leaf->attribute(), fmt::format("Interruption of a {}", KindTitle(call.kind)),
                           fmt::format("Changing {} of {} interrupts {}.", difference.leaf->path,
                                       Titled(call.kind, object), difference.interrupts));
  }
  Disruption disruption = DisruptionBy(call, object, differences);
  disruption.plan_is_untold = !was_read && !call.config->state_is_held;
  diagnostics.Append(CheckPlannedDisruption(call, disruption));
  return diagnostics;
}

Diagnostics CheckInterruptions(const Call& call, const Value& object, const Value& planned,
                               const std::vector<Difference>& differences, bool only_new_is_unknown, bool was_read) {
  Diagnostics diagnostics;
  std::vector<Difference> sure;
  for (const Difference& difference : differences) {
    const bool open = !only_new_is_unknown && ValueAt(planned, *difference.leaf).is_unknown();
    if (!open || WillBeAnother(call, object, *difference.leaf)) {
      sure.push_back(difference);
    } else if (difference.touches_cloud && !difference.interrupts.empty()) {
      diagnostics.AddWarning(
          difference.leaf->attribute(), fmt::format("Perhaps an interruption of a {}", KindTitle(call.kind)),
          fmt::format("{} of {} is known only when this is applied. If it is another one than now, changing it "
                      "interrupts {}; the redundancy guard decides about that then.",
                      difference.leaf->path, Titled(call.kind, object), difference.interrupts));
    }
  }
  diagnostics.Append(CheckInterruptions(call, object, sure, was_read));
  return diagnostics;
}

Diagnostics CheckJoining(const Call& call, const Value& object, const Value& planned) {
  Diagnostics diagnostics;
  const std::string group = Text(planned, field::kRedundancyGroup);
  if (group.empty() || group == Text(object, field::kRedundancyGroup)) return diagnostics;
  Disruption disruption{call.KeyOf(object), object, ""};
  std::set<std::string> loses;
  {
    auto ledger = call.run.ledger.Open();
    const auto found = ledger->disrupted.find(disruption.key);
    if (found == ledger->disrupted.end() || found->second.empty()) return diagnostics;
    disruption.how = found->second.begin()->second;
    for (const auto& [family, how] : found->second) loses.insert(family);
  }
  if (loses.contains("")) loses.clear();
  std::vector<Member> affected = AffectedBy(call, disruption, Freshness::kShared, /*planning=*/true, diagnostics);
  std::erase_if(affected, [&](const Member& one) { return one.key != disruption.key || one.group != group; });
  for (Member& member : affected) member.loses = loses;
  if (!affected.empty()) {
    CheckGroup(call, disruption, group, affected, Freshness::kShared, /*planning=*/true, diagnostics);
  }
  return diagnostics;
}

Diagnostics CheckMaking(const Call& call, const Value& wanted) {
  Diagnostics diagnostics;
  const std::vector<Difference> values = InterruptingValues(call, wanted);
  if (values.empty()) return diagnostics;
  const Disruption disruption = DisruptionByMaking(call, wanted);
  const std::vector<Member> all = AffectedBy(call, disruption, Freshness::kShared, /*planning=*/true, diagnostics);
  if (all.empty()) return diagnostics;
  for (const Difference& difference : values) {
    diagnostics.AddWarning(
        difference.leaf->attribute(), fmt::format("Interruption by a new {}", KindTitle(call.kind)),
        fmt::format("Creating {} with {} {} interrupts {}.", Titled(call.kind, wanted), difference.leaf->path,
                    Shown(*difference.leaf->field, ValueAt(wanted, *difference.leaf)), difference.interrupts));
  }
  CheckAffected(call, disruption, all, diagnostics);
  return diagnostics;
}

}  // namespace ic::reconcile
