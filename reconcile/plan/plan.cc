#include "reconcile/plan/plan.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/adopt/note.h"
#include "reconcile/guard/leaving.h"
#include "reconcile/guard/passengers.h"
#include "reconcile/guard/unknown_parents.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/ledger/region.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/words.h"
#include "reconcile/plan/ending.h"
#include "reconcile/plan/entries.h"
#include "reconcile/plan/giving_up.h"
#include "reconcile/plan/plan_create.h"
#include "reconcile/plan/plan_update.h"
#include "reconcile/plan/session_order.h"
#include "reconcile/plan/strangers_on.h"

namespace ic::reconcile {
namespace {

// Terraform has one word for what goes and for what it only forgets.
void WarnOfKeeping(const Call& call, const Value& prior, PlanOutput& output) {
  output.diagnostics.AddWarning(
      {}, std::string(kStaysInCloud),
      fmt::format("{} is only forgotten, because its on_destroy is \"keep\": it stays there, and may cost money. To "
                  "have it deleted, set on_destroy = \"delete\" and apply that first.{}",
                  Titled(call.kind, prior), UnlessAnotherDeletesIt(*call.config, prior)));
}

PlanOutput PlanDeletion(const Call& call, const PlanInput& input) {
  PlanOutput output;
  output.facts = FactsText({Text(input.prior, field::kId)});
  output.action = Action::kForget;
  if (call.run.ledger.IsTakenOver(call.KeyOf(input.prior))) return output;
  if (ParseFacts(input.facts).taken) {
    output.facts = input.facts;
    output.diagnostics.AddWarning(
        {}, "Only the state changes",
        fmt::format("{} stays: its deposed entry is taken out of the state, and nothing is deleted.",
                    Titled(call.kind, input.prior)));
    return output;
  }
  const std::string on_destroy = OnDestroyOf(call, input.prior);
  const bool keeps = on_destroy == "keep";
  output.diagnostics.Append(EnterExisting(call, input, keeps ? Fate::kForgotten : Fate::kGoes, Value::Null()));
  if (keeps) {
    if (!output.diagnostics.has_errors() && !call.config->state_is_held) WarnOfKeeping(call, input.prior, output);
    return output;
  }
  output.action = Action::kDelete;
  if (!output.diagnostics.has_errors()) output.diagnostics.Append(CheckNothingComesFor(call, input.prior));
  if (on_destroy == "refuse") {
    output.diagnostics.Append(RefuseDestroy(call, "destroyed", input.prior));
  } else if (on_destroy == "delete" && !call.lowered()) {
    output.diagnostics.Append(CheckGuardOf(call, input.prior, "Deleting"));
    output.diagnostics.Append(CheckSessionMayGo(call, input.prior, input.changes_before_removals));
  }
  return output;
}

// What another entry of this run has of the object, in another account.
std::vector<Existing> OtherHalvesOf(const Call& call, const Value& object) {
  const ObjectKey key = call.KeyOf(object);
  const std::string cloud = call.clouds.CloudOf(key.account);
  std::vector<Existing> halves;
  auto ledger = call.run.ledger.Open();
  for (const auto* found : ledger->WithId(key.kind, key.id)) {
    const auto& [half, entry] = *found;
    const bool apart = half.account != key.account && half.region == key.region;
    if (apart && call.clouds.CloudOf(half.account) == cloud) halves.push_back(entry);
  }
  return halves;
}

// The object of which only another account can end it is one that this run lets that account delete, or may yet. An
// entry that is not planned yet, and would be deleted if it left, may stay as well: then the deletion is refused alone.
bool OtherHalfGoes(const Call& call, const std::vector<Existing>& halves) {
  return std::ranges::any_of(halves, [&call](const Existing& half) {
    if (half.fate != Fate::kUndecided) return half.fate == Fate::kGoes;
    return half.attributes.is_known() && OnDestroyOf(call, half.attributes) == "delete";
  });
}

// Only another account can end it.
void RefuseEnd(const Call& call, const Value& ending, const std::string& said, Diagnostics& diagnostics) {
  const std::vector<Existing> halves = OtherHalvesOf(call, ending);
  if (OtherHalfGoes(call, halves)) return;
  const bool here = std::ranges::any_of(halves, [](const Existing& half) { return half.attributes.is_known(); });
  diagnostics.AddError({}, "Only another account can delete it",
                       said + (here ? ". That account's half of it is in this configuration: write on_destroy = "
                                      "\"delete\" there and apply, and then one run does this with both."
                                    : "."));
}

// What the cloud says to the deletion as things are, and with `successor` coming after it (null: nothing). What else
// the run does may make it right: a warning. Of several that leave together the one that is planned last is told. What
// is another account's to delete stays whatever this one does: nothing is begun.
Diagnostics CheckEndWithCloud(const Call& call, const Value& ending, const Value& successor) {
  Diagnostics diagnostics;
  const auto adapter = call.adapter();
  if (!adapter.ok() || call.lowered()) return diagnostics;
  const auto goes = [&call](const std::string& id) {
    auto ledger = call.run.ledger.Open();
    const auto entries = ledger->WithId(call.kind, id);
    return std::ranges::any_of(entries, [&](const auto* entry) {
      return entry->first.account == call.account && entry->second.fate == Fate::kGoes;
    });
  };
  const Status said = (*adapter)->CheckDelete({.kind = call.kind,
                                               .region = Text(ending, field::kRegion),
                                               .id = Text(ending, field::kId),
                                               .prior = WithoutKey(ending),
                                               .timeout = Duration::zero(),
                                               .freshness = Freshness::kShared,
                                               .successor = successor},
                                              goes, call.stop);
  if (said.code() == StatusCode::kFailedPrecondition) {
    diagnostics.AddWarning({}, "Deletion would be refused as things are", said.message() + ".");
  } else if (said.code() == StatusCode::kPermissionDenied) {
    RefuseEnd(call, ending, said.message(), diagnostics);
  }
  return diagnostics;
}

// The account that was written, or shown, is in what is planned as Terraform wants it; writing it down changes nothing
// but the state.
void ShowOwnAccount(const Call& call, const PlanInput& asked, const std::string& own,
                    const std::map<std::string, Value>& taken, PlanOutput& output) {
  output.planned = WithOwnAccount(call, own, std::move(output.planned), {&asked.config, &asked.prior});
  for (const Leaf& leaf : call.leaves()) {
    if (!taken.contains(leaf.path)) continue;
    for (FieldChange& change : output.changes) {
      if (change.path != leaf.path) continue;
      change.before = Shown(*leaf.field, ValueAt(asked.prior, leaf));
      change.after = Shown(*leaf.field, ValueAt(output.planned, leaf));
    }
  }
  if (output.action != Action::kNothing || output.planned.is_null() || output.planned == asked.prior) return;
  output.action = Action::kUpdate;
  for (const Leaf& leaf : call.leaves()) {
    const Value& before = ValueAt(asked.prior, leaf);
    const Value& after = ValueAt(output.planned, leaf);
    if (before == after) continue;
    output.changes.push_back({.path = leaf.path,
                              .before = Shown(*leaf.field, before),
                              .after = Shown(*leaf.field, after),
                              .on_change = OnChange::kInPlace,
                              .reason = {},
                              .interrupts = {}});
  }
}

// What another program's state says of an object was held against no cloud yet: nothing is changed for it.
void RefuseUnread(const Call& call, const PlanInput& input, PlanOutput& output) {
  if (input.config.is_null() || output.action == Action::kNothing) return;
  if (input.facts.find("\"moved\"") == std::string::npos || !ParseFacts(input.facts).moved) return;
  output.diagnostics.AddError(
      {}, "Object was moved and not read",
      fmt::format("{} came from another program's state and was not read from {} since. What "
                  "differs may differ in that state alone. Plan with a refresh.",
                  Titled(call.kind, input.prior.is_null() ? input.config : input.prior), call.traits->title));
}

PlanOutput PlanOne(const Call& call, const PlanInput& input) {
  if (input.config.is_null()) return PlanDeletion(call, input);
  return input.prior.is_null() ? PlanNewObject(call, input) : PlanExistingObject(call, input);
}

// The other members of its redundancy groups, for the process that deletes it.
std::map<std::string, std::vector<std::string>> HeldWith(const Call& call, const Value& ending) {
  std::map<std::string, std::vector<std::string>> held;
  auto ledger = call.run.ledger.Open();
  const auto found = ledger->held_with.find(call.KeyOf(ending));
  if (found == ledger->held_with.end()) return held;
  for (const auto& [group, ids] : found->second) held[group].assign(ids.begin(), ids.end());
  return held;
}

}  // namespace

PlanOutput PlanObject(Run& run, const PlanInput& asked) {
  PlanOutput output;
  PlanInput input = asked;
  output.facts = input.facts;
  const Value& about = input.config.is_null() ? input.prior : input.config;
  Call call = MakeCall(run, input.kind, about, input.account, output.diagnostics);
  if (input.stopped_by) call.stop = *input.stopped_by;
  if (call.traits == nullptr) return output;
  output.diagnostics.Append(CheckOwner(call, input.prior.is_null() ? input.config : input.prior, input.facts));
  if (output.diagnostics.has_errors()) return output;
  if (!input.config.is_null() && !input.replacements_are_said) {
    input.stand_ins = AnyStandIns(call, input.config);
    if (!input.prior.is_null()) DropOpen(call, input.prior, input.stand_ins);
  }
  const std::string own = CallerAmong(call, {&asked.prior, &asked.config});
  input.taken_back = TakenBack(call, own, input.config, input.prior);
  input.prior = WithoutOwnAccount(call, own, std::move(input.prior));
  input.config = WithoutOwnAccount(call, own, std::move(input.config));
  const bool end_is_said = EndWasPlanned(call, input);
  output = PlanOne(call, input);
  ShowOwnAccount(call, asked, own, input.taken_back, output);
  RefuseUnread(call, input, output);
  const bool ends = output.action == Action::kDelete || output.action == Action::kReplace;
  if (ends && !input.prior.is_null()) output.diagnostics.Append(CheckMayEnd(call, input.prior, input.facts));
  if (const Value ending = EndingObject(call, input, output); !ending.is_null()) {
    if (!end_is_said) {
      output.diagnostics.Append(CheckNothingElseOn(call, ending, input.replacements_are_said));
      const bool replaced = output.action == Action::kReplace;
      output.diagnostics.Append(CheckEndWithCloud(call, ending, replaced ? WithoutKey(output.planned) : Value::Null()));
    }
    auto passengers = PassengersOf(call, ending);
    auto held = HeldWith(call, ending);
    if (passengers || !held.empty()) {
      Facts facts = ParseFacts(output.facts);
      if (passengers) facts.passengers = std::move(passengers);
      facts.held = std::move(held);
      output.facts = FactsText(facts);
    }
  }
  output.facts = KeepOwner(std::move(output.facts), input.facts);
  return output;
}

std::optional<Diagnostics> PlansNothing(Run& run, const PlanInput& input) {
  if (input.prior.is_null() || input.config.is_null()) return std::nullopt;
  // Hardly any object has it, and reading all facts would cost more than the rest of this.
  if (input.facts.find("\"begun\"") != std::string::npos) return std::nullopt;
  Diagnostics diagnostics;
  const Call call = MakeCall(run, input.kind, input.config, input.account, diagnostics);
  if (call.traits == nullptr || !DeclinedWords(call, input.prior).empty()) return std::nullopt;
  std::optional<PlannedObject> plan = PlanUnchanged(call, input.prior, input.config, GroupAsPlanned(call, input));
  if (!plan || plan->diagnostics.has_errors()) return std::nullopt;
  WarnOfOtherKey(call, input.prior, input.config, plan->diagnostics);
  return std::move(plan->diagnostics);
}

bool WouldBeBegun(Run& run, const PlanInput& input) {
  Diagnostics unused;
  const Call call = MakeCall(run, input.kind, input.config, input.account, unused);
  const auto note = ParseNote(run.clouds.field_table(input.kind), input.begun);
  if (call.traits == nullptr || (note && note->account != call.account)) return false;
  const Value config = WithoutOwnAccount(call, CallerAmong(call, {&input.config}), input.config);
  const PlannedObject plan = PlanCreate(call, config, RegionForNew(call, input, unused));
  const std::string digest = DigestOf(call, plan.completed);
  return !digest.empty() && digest == DigestIn(input.begun);
}

Diagnostics PlanStaying(Run& run, Kind kind, const Value& prior, const std::string& account) {
  Diagnostics diagnostics;
  const Call call = MakeCall(run, kind, prior, account, diagnostics);
  if (call.traits == nullptr) return diagnostics;
  return EnterStaying(call, {.kind = kind, .prior = prior, .account = account}, prior, /*failed=*/false);
}

}  // namespace ic::reconcile
