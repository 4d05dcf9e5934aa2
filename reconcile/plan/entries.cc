#include "reconcile/plan/entries.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/guard/members.h"
#include "reconcile/object/compare.h"
#include "reconcile/plan/carried.h"

namespace ic::reconcile {
namespace {

void RefuseTwins(const Subject& subject, const Value& created, const std::string& existing_title,
                 Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, "Two objects are the same",
      fmt::format(
          "{} is to be created while {}, which has the same name and the same values in everything that cannot "
          "change, is in this configuration or its state. After an interrupted run nobody could tell them apart. "
          "If it was renamed in the configuration, say so with a moved block; if both are wanted, give them "
          "different names; if one makes room for the other, apply the removal first.",
          Titled(subject.kind, created), existing_title));
}

bool HasTwin(const PlannedCreate& create, LedgerContents& ledger) {
  if (!create.adopts.empty()) return !ledger.Adopting(create.account, create.kind, create.adopts).empty();
  const auto same = create.mark.empty() ? LedgerContents::CreateList() : ledger.WithMark(create.account, create.mark);
  return std::any_of(same.begin(), same.end(), [](const auto* other) { return other->second.adopts.empty(); });
}

Diagnostics EnterFate(const Call& call, const ObjectKey& key, const PlanInput& input, Fate fate, const Value& planned) {
  Diagnostics diagnostics;
  auto ledger = call.run.ledger.Open();
  ledger->Set(key, [&](Existing& entry) {
    entry.attributes = input.prior;
    entry.planned = WithStandIns(planned, input.stand_ins);
    entry.fate = fate;
    if (entry.group.empty()) entry.group = Text(input.prior, field::kRedundancyGroup);
  });
  NoteJoining(*ledger, key, input.prior, planned);
  for (const auto* found : ledger->CreatesAlike(*call.tables, key.account, key.region, input.prior)) {
    const PlannedCreate& create = found->second;
    // -replace plans an object as staying first, and its create then; the other way round they are two.
    if (create.replaces == key.id && fate != Fate::kStays) continue;
    if (!create.adopts.empty() || call.lowered()) continue;
    if (!CouldBeMistaken(call, create.planned, input.prior)) continue;
    RefuseTwins(call, create.planned, Titled(call.kind, input.prior), diagnostics);
  }
  return diagnostics;
}

}  // namespace

Diagnostics EnterExisting(const Call& call, const PlanInput& input, Fate fate, const Value& planned) {
  const ObjectKey key = call.KeyOf(input.prior);
  Diagnostics diagnostics = EnterFate(call, key, input, fate, planned);
  diagnostics.Append(CheckCarried(call, key));
  return diagnostics;
}

EnteredCreate EnterCreate(const Call& call, const PlannedObject& plan, const std::string& replaced,
                          const std::string& mark) {
  PlannedCreate create{call.kind, call.account, Text(plan.planned, field::kRegion), plan.completed,
                       mark,      replaced,     Text(plan.planned, field::kAdopt)};
  Diagnostics diagnostics;
  auto ledger = call.run.ledger.Open();
  if (HasTwin(create, *ledger)) RefuseTwins(call, plan.planned, "another one planned in this run", diagnostics);
  if (!call.lowered() && create.adopts.empty()) {
    for (const auto* found : ledger->Alike(*call.tables, create.account, create.region, plan.completed)) {
      const Value& existing = found->second.attributes;
      if (found->first.id == replaced || !CouldBeMistaken(call, plan.completed, existing)) continue;
      RefuseTwins(call, plan.planned, Titled(call.kind, existing), diagnostics);
    }
  }
  return {ledger->Add(std::move(create)), std::move(diagnostics)};
}

std::string TaintedBy(const Call& call, const PlannedObject& plan) {
  if (!plan.planned.Get(field::kAdopt).is_null() || call.lowered()) return "";
  const std::string region = Text(plan.planned, field::kRegion);
  auto ledger = call.run.ledger.Open();
  for (const auto* held : ledger->HeldAlike(*call.tables, call.account, region, plan.completed)) {
    const Existing* entry = ledger->Find(held->first);
    if (entry != nullptr && entry->fate != Fate::kUndecided) continue;
    if (IdentityDifferences(call, plan.completed, held->second).empty()) return held->first.id;
  }
  return "";
}

}  // namespace ic::reconcile
