#include "reconcile/plan/entries.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "reconcile/guard/members.h"
#include "reconcile/guard/unknown_parents.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/words.h"
#include "reconcile/plan/carried.h"
#include "reconcile/plan/last_link.h"

namespace ic::reconcile {
namespace {

// Two entries of a state may be one object: it was imported twice, or a run that had set it aside was killed.
void RefuseDeletingWhatStays(const Subject& subject, const Value& object, Diagnostics& diagnostics) {
  const std::string block = ImportBlock(subject, "", Text(object, field::kRegion), Text(object, field::kId));
  const std::string way_out =
      subject.config->state_is_held
          ? std::string(
                "another object of this configuration is that very one. Have the state let go of the one that "
                "leaves: put it back with on_destroy: keep, apply, and take it out again.")
          : "another resource of this configuration is that very object, or the same resource, if it is listed as a "
            "deposed object. Take the one that leaves out of the state and nothing else: with `removed { from = "
            "ADDRESS, lifecycle { destroy = false } }` or `terraform state rm ADDRESS`. A deposed object goes with "
            "`terraform state rm` of its resource; then import that again:\n\n" +
                block;
  diagnostics.AddRefusal({}, "Object is in the state twice",
                         fmt::format("{} would be deleted, and it stays: {}", Titled(subject.kind, object), way_out));
}

bool IsTwice(const Existing& entry, bool leaves, Fate fate) {
  if (leaves) return fate == Fate::kGoes && entry.fate == Fate::kStays && !entry.made;
  return fate == Fate::kStays && entry.leaves;
}

// The create of what takes the place comes first, and finds it by its mark.
bool WillBeTakenOver(const Subject& subject, const Existing& entry) { return entry.set_aside && MarkProves(subject); }

// What has no name is nothing that there could be two of; but elements that are numbered take each other's places.
std::string_view WaysOutOfTwins(const EngineConfig& config, bool named) {
  if (named) return "if both are wanted, give them different names";
  return config.state_is_held ? "if it is written twice, take one out"
                              : "if it is written twice, take one out; if `count` numbers such resources, one that is "
                                "taken out moves all behind it: use for_each, with keys that stay";
}

void RefuseTwins(const Subject& subject, const Value& created, const std::string& existing_title,
                 Diagnostics& diagnostics) {
  const bool held = subject.config->state_is_held;
  const bool named = !Text(created, field::kName).empty();
  diagnostics.AddError(
      {}, "Two objects are the same",
      fmt::format(
          "{} is to be created while {}, which has {}the same values in everything that cannot change, is in this "
          "configuration or its state. After an interrupted run nobody could tell them apart. If it was renamed in the "
          "configuration, say so with a moved block; {}; if one makes room for the other, apply the removal first.{}",
          Titled(subject.kind, created), existing_title, named ? "the same name and " : "",
          WaysOutOfTwins(*subject.config, named),
          held ? std::string() : fmt::format(" If it is listed as a deposed object: {}", kIfItIsDeposed)));
}

// Of kinds that carry no mark all values count: what changes in place may tell two of them apart.
bool IsAlike(const Subject& subject, const Value& one, const Value& other) {
  if (IsMarked(*subject.traits, subject.kind)) return true;
  return std::all_of(subject.leaves().begin(), subject.leaves().end(), [&](const Leaf& leaf) {
    return leaf.local() || leaf.path == field::kId || Equivalent(*leaf.field, ValueAt(one, leaf), ValueAt(other, leaf));
  });
}

bool HasTwin(const PlannedCreate& create, LedgerContents& ledger) {
  if (!create.adopts.empty()) return !ledger.Adopting(create.account, create.kind, create.adopts).empty();
  const auto same = create.mark.empty() ? LedgerContents::CreateList() : ledger.WithMark(create.account, create.mark);
  return std::any_of(same.begin(), same.end(), [](const auto* other) { return other->second.adopts.empty(); });
}

bool HasLike(const Subject& subject, const PlannedCreate& create, LedgerContents& ledger) {
  if (!create.adopts.empty() || create.digest.empty()) return false;
  const auto alike = ledger.WithDigest(create.account, create.kind, create.digest);
  return std::any_of(alike.begin(), alike.end(), [&](const auto* other) {
    return other->second.adopts.empty() && IsAlike(subject, create.planned, other->second.planned);
  });
}

Diagnostics EnterFate(const Call& call, const ObjectKey& key, const PlanInput& input, Fate fate, const Value& planned) {
  Diagnostics diagnostics;
  const bool leaves = input.config.is_null();
  auto ledger = call.run.ledger.Open();
  if (const Existing* known = ledger->Find(key); known != nullptr && !call.lowered() && IsTwice(*known, leaves, fate)) {
    RefuseDeletingWhatStays(call, input.prior, diagnostics);
    return diagnostics;
  }
  ledger->Set(key, [&](Existing& entry) {
    const bool was_read = entry.attributes.is_known();
    entry.leaves = leaves && fate == Fate::kGoes;
    entry.set_aside = entry.leaves && !input.replacements_are_said && was_read;
    entry.any_time = entry.leaves && !input.replacements_are_said && !entry.set_aside;
    entry.attributes = input.prior;
    entry.planned = WithStandIns(planned, input.stand_ins);
    const bool says_links = call.kind == Kind::kVirtualInterface && !call.traits->links.empty();
    entry.before = says_links && !(planned == input.prior) ? input.prior : Value::Null();
    entry.fate = fate;
    entry.refused = false;
    const bool moves = fate == Fate::kStays && !(planned == input.prior);
    if (moves) ledger->has_movers = true;
    // What was not read does not judge where there is one place (QuotaSubject::unread).
    if (moves && was_read && JudgesItself(input)) ledger->refused_changes.insert(key);
    if (entry.group.empty()) entry.group = Text(input.prior, field::kRedundancyGroup);
  });
  NoteJoining(*ledger, key, input.prior, planned);
  const bool any_time = ledger->Find(key)->any_time;
  if ((fate == Fate::kStays || any_time) && !ledger->Adopting(key.account, key.kind, key.id).empty()) {
    diagnostics.AddError(field::kAdopt, "Object cannot be taken over",
                         fmt::format("{} {}, and another resource of this configuration is to take it over. {}, or "
                                     "remove one of them from the state first.",
                                     Titled(call.kind, input.prior), any_time ? "would be deleted" : "stays",
                                     any_time ? "If that is the same resource at another address, say so with `moved`"
                                              : "Refer to that one instead"));
  }
  for (const auto* found : ledger->CreatesAlike(*call.tables, key.account, key.region, input.prior)) {
    const PlannedCreate& create = found->second;
    // -replace plans an object as staying first, and its create then; the other way round they are two, and so they are
    // if it leaves the configuration.
    const bool told_apart = input.replacements_are_said || !leaves;
    if (create.replaces == key.id && fate != Fate::kStays && told_apart) continue;
    if (!create.adopts.empty() || call.lowered()) continue;
    if (WillBeTakenOver(call, *ledger->Find(key))) continue;

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
  if (!call.lowered()) diagnostics.Append(CheckLastLink(call, key));
  return diagnostics;
}

void EnterRefused(const Call& call, const Value& object) {
  call.run.ledger.Open()->Set(call.KeyOf(object), [](Existing& entry) { entry.refused = true; });
}

EnteredCreate EnterCreate(const Call& call, const PlannedObject& plan, const std::string& replaced,
                          const std::string& mark, const std::string& digest, bool judges_itself) {
  PlannedCreate create{.kind = call.kind,
                       .account = call.account,
                       .region = Text(plan.planned, field::kRegion),
                       .planned = plan.completed,
                       .mark = mark,
                       .replaces = replaced,
                       .adopts = Text(plan.planned, field::kAdopt),
                       .digest = digest};
  Diagnostics diagnostics;
  auto ledger = call.run.ledger.Open();
  Diagnostics alike;
  constexpr std::string_view kAnother = "another one planned in this run";
  if (HasTwin(create, *ledger)) {
    RefuseTwins(call, plan.planned, std::string(kAnother), diagnostics);
  } else if (HasLike(call, create, *ledger)) {
    RefuseTwins(call, plan.planned, std::string(kAnother), alike);
  }
  if (!call.lowered() && create.adopts.empty()) {
    for (const auto* found : ledger->Alike(*call.tables, create.account, create.region, plan.completed)) {
      const Value& existing = found->second.attributes;
      // It was taken for the replacement of what turned out to leave.
      const bool is_replaced = found->first.id == replaced && !found->second.any_time;
      if (is_replaced || WillBeTakenOver(call, found->second) || !CouldBeMistaken(call, plan.completed, existing))
        continue;
      RefuseTwins(call, plan.planned, Titled(call.kind, existing), diagnostics);
    }
  }
  const std::uint64_t ticket = ledger->Add(std::move(create));
  if (judges_itself) ledger->self_judged.insert(ticket);
  return {ticket, std::move(diagnostics), std::move(alike)};
}

bool AreExact(const Call& call, const std::vector<std::pair<std::string, std::string>>& stand_ins) {
  return std::all_of(stand_ins.begin(), stand_ins.end(), [&call](const auto& stand_in) {
    if (stand_in.first == field::kId) return true;
    const std::optional<Kind> any = AnyIn(kStandInMark + stand_in.second);
    return !any || call.run.ledger.Open()->CreatesOf(call.account, *any) == 1;
  });
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
