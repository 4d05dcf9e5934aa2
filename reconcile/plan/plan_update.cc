#include "reconcile/plan/plan_update.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/adopt/begun.h"
#include "reconcile/adopt/create_checks.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/quota.h"
#include "reconcile/guard/route_room.h"
#include "reconcile/guard/said_link.h"
#include "reconcile/guard/unknown_parents.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/ledger/region.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/others.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/words.h"
#include "reconcile/plan/carried.h"
#include "reconcile/plan/entries.h"
#include "reconcile/plan/exchange.h"
#include "reconcile/plan/giving_up.h"
#include "reconcile/plan/replacement.h"
#include "reconcile/plan/session_order.h"

namespace ic::reconcile {
namespace {

// What was planned before, to be created or to move in place, did not know that this object stays.
Diagnostics CheckAgainstNewcomers(const Call& call, const PlanInput& input, const Value& planned) {
  Diagnostics diagnostics;
  if (auto ledger = call.run.ledger.Open(); !ledger->has_creates() && !ledger->has_movers) return diagnostics;
  QuotaCheck check(
      call, {.object = WithStandIns(planned, input.stand_ins), .id = Text(input.prior, field::kId), .stays = true});
  if (!check.needed() || !check.MeetsNewcomers(*call.run.ledger.Open())) return diagnostics;
  if (!check.Fetch(Freshness::kShared).ok()) return diagnostics;  // said at the create
  check.AskLimits(When::kPlan);
  auto ledger = call.run.ledger.Open();
  check.Evaluate(*ledger, When::kPlan, diagnostics);
  return diagnostics;
}

// A value that is not known yet may come out as it is: nothing that lives is replaced for that. If it does not, the
// apply ends before the object is touched, and the next plan knows.
void LeaveOpen(const Call& call, const PlanInput& input, PlannedObject& plan, Diagnostics& diagnostics) {
  if (input.replacements_are_said) return;  // who says so knows what an unknown value is
  const auto is_open = [&plan](const Difference& difference) {
    return difference.on_change == OnChange::kReplace && ValueAt(plan.planned, *difference.leaf).is_unknown();
  };
  // Another object is taken over if anything else makes it another one, or a value that offers are made with differs.
  const bool for_offer = IsGivenUpForAnOffer(call, input.prior, plan.planned);
  const bool another = std::ranges::any_of(plan.differences, [&](const Difference& difference) {
    if (ValueAt(plan.planned, *difference.leaf).is_unknown()) return false;
    const Decision* decision = for_offer ? DecisionOf(call, *difference.leaf) : nullptr;
    const bool of_offer = decision != nullptr && decision->made_with && difference.touches_cloud;
    return difference.on_change == OnChange::kReplace || of_offer;
  });
  for (Difference& difference : plan.differences) {
    const Leaf& leaf = *difference.leaf;
    if (!is_open(difference) || WillBeAnother(call, input.prior, leaf)) continue;
    if (another && leaf.path == field::kAdopt) continue;
    difference.on_change = OnChange::kInPlace;
    difference.touches_cloud = leaf.path != field::kAdopt;
    difference.reason.clear();
    difference.interrupts.clear();
    diagnostics.AddWarning(
        leaf.attribute(), "Value is not known yet",
        fmt::format("{} of {} cannot change in place, and is not known yet. If it comes out as it is ({}), nothing is "
                    "done. If not, the apply ends with an error before anything of the object is changed, and the next "
                    "plan replaces it. To replace it in one apply with what the value comes from, say so: "
                    "replace_triggered_by in its lifecycle, or -replace.",
                    leaf.path, Titled(call.kind, input.prior), Shown(*leaf.field, ValueAt(input.prior, leaf))));
  }
}

// What the session itself says of the link, and not what shows in it.
Diagnostics CheckLink(const Call& call, const PlannedObject& plan) {
  const Value& written = plan.completed.Get(field::kCloudAddress);
  if (call.kind != Kind::kBgpPeer || call.traits->links.empty() || !written.is_known()) return {};
  Value session = plan.planned;
  session.Put(field::kCloudAddress, written);
  return CheckAgainstInterface(call, session);
}

std::vector<std::string> ChangedPaths(const PlannedObject& plan) {
  std::vector<std::string> paths;
  for (const Difference& difference : plan.differences) {
    const bool sent = difference.touches_cloud && difference.on_change == OnChange::kInPlace;
    if (sent && std::ranges::find(paths, difference.cloud_path) == paths.end()) paths.push_back(difference.cloud_path);
  }
  return paths;
}

// Who plans the whole set puts the steps in order, and says itself where there is none.
Diagnostics CheckChangeInPlace(const Call& call, const PlanInput& input, const PlannedObject& plan, bool was_read) {
  const Value planned = WithStandIns(plan.planned, input.stand_ins);
  Diagnostics diagnostics = CheckQuotas(call,
                                        {.object = planned,
                                         .prior = input.prior,
                                         .id = Text(input.prior, field::kId),
                                         .unread = !was_read,
                                         .awaits_others = JudgesItself(input)},
                                        When::kPlan, Freshness::kShared);
  if (!input.replacements_are_said && !diagnostics.has_errors()) {
    diagnostics.Append(CheckExchange(call, input.prior, planned));
    diagnostics.Append(CheckParentDoesNotWait(call, input.prior, planned));
  }
  if (!input.applied_at_once) {
    diagnostics.Append(CheckChangeWithCloud(call, input.prior, plan.planned, ChangedPaths(plan)));
  }
  diagnostics.Append(CheckSessionsStay(call, input, plan));
  diagnostics.Append(
      CheckInterruptions(call, input.prior, plan.planned, plan.differences, input.replacements_are_said, was_read));
  return diagnostics;
}

// What is remembered of an object beside what one plan says to the next call.
Facts Kept(Facts facts, const Value& prior) {
  facts.id = Text(prior, field::kId);
  facts.successor.clear();
  facts.beside.clear();
  facts.passengers.reset();
  facts.held.clear();
  facts.taken = false;
  return facts;
}

}  // namespace

void WarnOfOtherKey(const Call& call, const Value& prior, const Value& config, Diagnostics& diagnostics) {
  const Value& key = config.Get(field::kAuthKeyWo);
  const Value& version = config.Get(field::kAuthKeyWoVersion);
  const bool given = key.kind() == Value::Kind::kString && !key.AsString().empty();
  if (call.config->state_is_held) return;  // its note of the change says more
  if (!given || call.lowered() || !version.is_known() || !(version == prior.Get(field::kAuthKeyWoVersion))) return;
  const auto adapter = call.adapter();
  if (!adapter.ok()) return;
  Value known = prior;
  known.Put(field::kAuthKey, Value::String(std::string(1, kStandInMark)));  // where none is told, it comes back
  const std::string region = Text(prior, field::kRegion);
  const auto live =
      (*adapter)->Read({call.kind, region, Text(prior, field::kId), Freshness::kShared, std::move(known)}, call.stop);
  if (!live.ok() || !live->has_value()) return;
  const std::string in_force = Text((*live)->attributes, field::kAuthKey);
  if (in_force.empty() || HoldsStandIn(in_force) || in_force == key.AsString()) return;
  diagnostics.AddWarning(
      field::kAuthKeyWoVersion, "Another key is in force",
      fmt::format(
          "The BGP key in force on {} is not the one that auth_key_wo gives, and auth_key_wo_version is {} as "
          "before, so that nothing is sent. Whoever changed it, or a change that was interrupted and taken back, "
          "may have left it so. To send the one that is given, write a new version; to keep the other, give it.",
          Titled(call.kind, prior), version.ToString()));
}

std::string DeclinedWords(const Call& call, const Value& prior) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(call.KeyOf(prior));
  return entry == nullptr ? std::string() : entry->declined;
}

Diagnostics EnterStaying(const Call& call, const PlanInput& input, const Value& planned, bool failed) {
  Diagnostics diagnostics = EnterExisting(call, input, Fate::kStays, planned);
  if (!failed && !diagnostics.has_errors()) diagnostics.Append(CheckAgainstNewcomers(call, input, planned));
  return diagnostics;
}

Value GroupAsPlanned(const Call& call, const PlanInput& input) {
  if (call.kind != Kind::kBgpPeer) return Value::Null();
  Value said;
  const std::string id = Text(input.config, field::kBgpGroupId);
  if (!id.empty() && !IsLowered(*call.traits, Kind::kBgpGroup)) {
    auto ledger = call.run.ledger.Open();
    const Existing* group = ledger->Find({call.account, Text(input.prior, field::kRegion), Kind::kBgpGroup, id});
    if (group != nullptr && group->fate == Fate::kStays) said = group->planned;
  }
  const Value link = FollowedLink(call, input.prior);
  if (link.is_null()) return said;
  if (said.kind() != Value::Kind::kObject) said = Value::Object({});
  for (const auto& [name, value] : link.fields()) said.Put(name, value);
  return said;
}

// Terraform plans once more as it applies, and lets no update become a replacement then: it would call that a mistake
// of the provider. So it is planned as the change that it was planned as, which the apply refuses in words of its own.
PlanOutput PlanAsBefore(const Subject& subject, const PlanInput& input, PlannedObject plan, PlanOutput output) {
  for (const Value::Field& field : input.prior.fields()) {
    if (plan.planned.Get(field.first).is_unknown()) plan.planned.Put(field.first, field.second);
  }
  for (const Leaf& leaf : subject.leaves()) {
    if (ValueAt(plan.planned, leaf).is_unknown()) PutAt(plan.planned, leaf, ValueAt(input.prior, leaf));
  }
  output.action = Action::kUpdate;
  output.planned = std::move(plan.planned);
  return output;
}

PlanOutput PlanExistingObject(const Call& call, const PlanInput& input) {
  const Facts facts = ParseFacts(input.facts);
  LiveLook look = LookAt(call, input.prior, Freshness::kShared, &input.config);
  // What another account decides of what was made for it, or made for this one, it does not of what takes its place.
  const bool another = NamesAnother(input.prior, input.config.Get(field::kAdopt));
  if (!input.taken_back.empty() || another) look.role = [] { return AccountRole::kOwner; };
  if (!another) look.other = input.other_half;
  look.may_offer_anew =
      input.replacement_is_asked || call.config->allow_replacement.contains(Text(input.prior, field::kId));
  PlannedObject plan = PlanUpdate(call, input.prior, input.config, facts.was, look, GroupAsPlanned(call, input));
  PlanOutput output;
  output.facts = FactsText(Kept(facts, input.prior));
  output.diagnostics = plan.diagnostics;
  output.diagnostics.Append(CheckLink(call, plan));
  if (!input.applied_at_once) WarnOfOtherKey(call, input.prior, input.config, output.diagnostics);
  if (facts.begun && !input.applied_at_once) {
    WarnOfBegun(call, input.prior, input.config, *facts.begun, output.diagnostics);
  }
  if (!plan.unchanged) output.diagnostics.Append(CheckNewParents(call, input.prior, plan.planned));
  LeaveOpen(call, input, plan, output.diagnostics);
  output.declined = DeclinedWords(call, input.prior);
  MakeAnotherOfAnOffer(call, input, !output.declined.empty(), plan);
  output.planned = plan.planned;
  if (!plan.unchanged && !input.applied_at_once && !plan.Replaces()) {
    output.diagnostics.Append(JudgeRouteRoom(call, input.prior, plan.planned, plan.differences));
  }
  if (!plan.unchanged) output.changes = Explain(call, input.prior, plan);
  const bool failed = output.diagnostics.has_errors();
  // 1.11.0 to 1.11.3 say of every plan that it is applied at once: what was read is not.
  const bool too_late = input.applied_at_once && !input.replacements_are_said && !WasRead(call, input.prior);
  if (plan.Replaces() && too_late && !failed) {
    return PlanAsBefore(call, input, std::move(plan), std::move(output));
  }
  if (plan.Replaces()) {
    output.action = Action::kReplace;
    output.replace = ReplacingPaths(plan);
    output.diagnostics.Append(CheckReplacement(call, input, plan, failed, output));
    return output;
  }
  const bool was_read = input.replacements_are_said || WasRead(call, input.prior);
  output.diagnostics.Append(EnterStaying(call, input, plan.planned, failed));
  if (!input.replacements_are_said) output.diagnostics.Append(CheckMovesInTime(call, input.prior, plan.planned));
  if (plan.unchanged || plan.planned == input.prior) return output;
  output.action = Action::kUpdate;
  if (!output.diagnostics.has_errors()) output.diagnostics.Append(CheckJoining(call, input.prior, plan.planned));
  if (!output.diagnostics.has_errors() && plan.TouchesCloud()) {
    output.diagnostics.Append(CheckChangeInPlace(call, input, plan, was_read));
  }
  return output;
}

}  // namespace ic::reconcile
