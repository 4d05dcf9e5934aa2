#include "reconcile/plan/replacement.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/guard.h"
#include "reconcile/ledger/region.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/others.h"
#include "reconcile/object/words.h"
#include "reconcile/plan/entries.h"
#include "reconcile/plan/giving_up.h"
#include "reconcile/plan/not_carried.h"
#include "reconcile/plan/session_order.h"

namespace ic::reconcile {
namespace {

// The old one is not in the way of the new one: that is another object that is there, or an entry of another list.
bool MayStandBeside(const Subject& subject, const PlannedObject& plan) {
  const auto replaces = [](const Difference& difference) { return difference.on_change == OnChange::kReplace; };
  const auto is_at = [](std::string_view path) {
    return [path](const Difference& difference) { return difference.leaf->path == path; };
  };
  if (subject.kind != Kind::kBgpCidr) {
    return std::ranges::any_of(plan.differences, [&](const Difference& difference) {
      return replaces(difference) && is_at(field::kAdopt)(difference);
    });
  }
  return std::ranges::all_of(plan.differences, [&](const Difference& difference) {
    return !replaces(difference) || is_at(field::kAdvertisedBy)(difference);
  });
}

// Terraform tells nobody of create_before_destroy. What two objects cannot have at once is judged by name and place:
// what stands on the old one has gone by then (ADR 0032).
std::string BesideWords(const Call& call, const PlanInput& input, const PlannedObject& plan) {
  const bool is_interface = call.kind == Kind::kVirtualInterface;
  if (call.config->state_is_held || (!is_interface && call.kind != Kind::kBgpGroup)) return "";
  const std::string_view on = is_interface ? field::kConnectionId : field::kVirtualInterfaceId;
  const std::string_view place = is_interface ? field::kVlan : field::kName;
  for (const std::string_view path : {on, place}) {
    if (!(input.prior.Get(path) == plan.planned.Get(path))) return "";
  }
  return fmt::format(
      " With create_before_destroy the new one would be refused, because both have the same {} on {}, and what stands "
      "on the old one and is replaced with it has gone by then: leave that setting out.",
      is_interface ? "VLAN" : "name", Text(input.prior, on));
}

// The other account of this run that has a half of it deletes that: there is nothing left then.
std::string AccountThatEnds(const Call& call, const Value& object) {
  const ObjectKey key = call.KeyOf(object);
  auto ledger = call.run.ledger.Open();
  for (const auto* half : ledger->WithId(key.kind, key.id)) {
    const auto& [other, entry] = *half;
    const bool is_half = other.account != key.account && other.region == key.region &&
                         call.clouds.CloudOf(other.account) == call.cloud();
    if (is_half && entry.fate == Fate::kGoes) return other.account;
  }
  return "";
}

// What becomes of the old one, and what that interrupts beside what its changes do.
std::pair<std::string, std::string> EndWords(const Call& call, const Value& prior, const PlannedObject& plan) {
  const std::string nothing = "nothing that is known";
  const bool carries = call.kind == Kind::kConnection || call.kind == Kind::kVirtualInterface;
  const std::string all = carries ? fmt::format("all traffic of the {}", KindTitle(call.kind)) : nothing;
  if (OnDestroyOf(call, prior) != "keep" || !MayStandBeside(call, plan)) return {"deleted and created anew", all};
  if (const std::string account = AccountThatEnds(call, prior); !account.empty()) {
    return {fmt::format("given up for another, and goes with the half of it that \"{}\" has", account), all};
  }
  if (IsGivenUpForAnOffer(call, prior, plan.planned)) {
    return {"given up for another (this leaves it in the cloud, and whoever offers it may delete it)", nothing};
  }
  return {"given up (and left in the cloud) for another", nothing};
}

void WarnOfReplacement(const Call& call, const PlanInput& input, const PlannedObject& plan, bool was_read,
                       Diagnostics& diagnostics) {
  const Value& prior = input.prior;
  std::vector<std::string> reasons;
  std::vector<std::string> interrupted;
  for (const Difference& difference : plan.differences) {
    if (difference.on_change != OnChange::kReplace) continue;
    const auto taken = input.taken_back.find(difference.leaf->path);
    const bool is_taken = taken != input.taken_back.end();
    const Value& before = is_taken ? taken->second : ValueAt(prior, *difference.leaf);
    const std::string to =
        is_taken ? "this account" : Shown(*difference.leaf->field, ValueAt(plan.planned, *difference.leaf));
    reasons.push_back(fmt::format("{} changes from {} to {}: {}", difference.leaf->path,
                                  Shown(*difference.leaf->field, before), to, difference.reason));
    if (!difference.interrupts.empty() &&
        std::find(interrupted.begin(), interrupted.end(), difference.interrupts) == interrupted.end()) {
      interrupted.push_back(difference.interrupts);
    }
  }
  const auto [end, interrupts] = EndWords(call, prior, plan);
  diagnostics.AddWarning(
      ReplacingPaths(plan).front(), fmt::format("Replacement of a {}", KindTitle(call.kind)),
      fmt::format("{} will be {}. Why: {}. What it interrupts: {}.{}{}{}", Titled(call.kind, prior), end,
                  JoinWords(reasons, "and"), interrupted.empty() ? interrupts : JoinWords(interrupted, "and"),
                  BesideWords(call, input, plan), LostWords(call, prior, input.config, plan),
                  was_read
                      ? ""
                      : " (If Terraform reports an inconsistent final plan with this: the value was not known when "
                        "it was planned, and has come out different. Nothing of the object was changed; plan and "
                        "apply again.)"));
}

// What somebody else changed would be undone by it, and nothing else asks for it.
bool OnlyUndoes(const Facts& facts, const PlannedObject& plan) {
  return std::all_of(plan.differences.begin(), plan.differences.end(), [&](const Difference& difference) {
    return difference.on_change != OnChange::kReplace ||
           IsAsItWas(facts.was, *difference.leaf, ValueAt(plan.planned, *difference.leaf));
  });
}

// The configuration did not change: nobody asked for the end of what is there.
Diagnostics RefuseUndoing(const Subject& subject, const Value& prior, const PlannedObject& plan) {
  std::vector<std::string> changes;
  for (const Difference& difference : plan.differences) {
    if (difference.on_change != OnChange::kReplace) continue;
    const Leaf& leaf = *difference.leaf;
    changes.push_back(fmt::format("{} is {} in place of {} ({})", leaf.path, Shown(*leaf.field, ValueAt(prior, leaf)),
                                  Shown(*leaf.field, ValueAt(plan.planned, leaf)), difference.reason));
  }
  const std::string id = Text(prior, field::kId);
  Diagnostics diagnostics;
  diagnostics.AddRefusal(
      ReplacingPaths(plan).front(), "Replacement that the configuration does not ask for",
      fmt::format("{} would be deleted and created anew to undo what somebody else changed: {}. The configuration is "
                  "what it was. To keep the object as it is now, write what it has into the configuration, or have it "
                  "changed back. To have it replaced, name it: {}.",
                  Titled(subject.kind, prior), JoinWords(changes, "and"), AllowReplacement(*subject.config, id)));
  return diagnostics;
}

// Another one takes its place, whatever the values say: its id is what changes for certain.
void MakeAnother(const Leaf& because_of, std::string reason, PlannedObject& plan) {
  Difference difference;
  difference.leaf = &because_of;
  difference.cloud_path = because_of.path;
  difference.on_change = OnChange::kReplace;
  difference.touches_cloud = true;
  difference.reason = std::move(reason);
  plan.differences.push_back(std::move(difference));
  plan.planned.Put(field::kId, Value::Unknown());
  plan.unchanged = false;
}

// It was this account's to accept, or a replacement is not acknowledged.
Diagnostics RefuseOfferingAgain(const Subject& subject, const Value& prior, const std::string& declined) {
  Diagnostics diagnostics;
  const bool theirs = prior.Get(field::kAdopt).is_known();
  const std::string id = Text(prior, field::kId);
  diagnostics.AddRefusal(
      {}, "Offer was declined",
      fmt::format("{} {}. {}", Titled(subject.kind, prior), declined,
                  theirs
                      ? "It is not this configuration's to offer: nothing replaces it."
                      : "It is not offered again unless you say so: " + AllowReplacement(*subject.config, id) + "."));
  return diagnostics;
}

// The configuration does not ask for the replacement: the errors of one that nobody acknowledged, else none.
Diagnostics RefuseUnasked(const Call& call, const PlanInput& input, const PlannedObject& plan,
                          const PlanOutput& output) {
  const bool asked =
      input.replacement_is_asked || call.config->allow_replacement.contains(Text(input.prior, field::kId));
  const bool theirs = input.prior.Get(field::kAdopt).is_known();
  if (!output.declined.empty() && (theirs || !asked)) return RefuseOfferingAgain(call, input.prior, output.declined);
  if (!asked && OnlyUndoes(ParseFacts(input.facts), plan)) return RefuseUndoing(call, input.prior, plan);
  return {};
}

}  // namespace

bool WasRead(const Call& call, const Value& prior) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(call.KeyOf(prior));
  return entry != nullptr && entry->attributes.is_known();
}

std::vector<AttributePath> ReplacingPaths(const PlannedObject& plan) {
  std::vector<AttributePath> paths;
  for (const Difference& difference : plan.differences) {
    if (difference.on_change == OnChange::kReplace) paths.push_back(difference.leaf->attribute());
  }
  return paths;
}

void MakeAnotherOfAnOffer(const Subject& subject, const PlanInput& input, bool declined, PlannedObject& plan) {
  for (const Leaf& leaf : subject.leaves()) {
    if (declined && leaf.path == field::kId) {
      MakeAnother(leaf, "the account that it was offered to declined it, and only another one can be accepted", plan);
    }
    if (input.taken_back.contains(leaf.path)) {
      MakeAnother(leaf, "it was made for another account, and only another one can be this account's own", plan);
    }
  }
}

namespace {

Diagnostics JudgeReplacement(const Call& call, const PlanInput& input, const PlannedObject& plan, bool failed,
                             PlanOutput& output) {
  const std::string on_destroy = OnDestroyOf(call, input.prior);
  const Fate fate = on_destroy == "keep" ? Fate::kForgotten : Fate::kGoes;
  const bool was_read = input.replacements_are_said || WasRead(call, input.prior);
  Diagnostics diagnostics = EnterExisting(call, input, fate, plan.planned);
  if (const Diagnostics unasked = failed ? Diagnostics() : RefuseUnasked(call, input, plan, output);
      unasked.has_errors()) {
    output.unasked = true;
    diagnostics.Append(unasked);
    return diagnostics;
  }
  diagnostics.Append(RefuseReplacement(call, input.prior, /*may_stay=*/MayStandBeside(call, plan)));
  WarnOfReplacement(call, input, plan, was_read, diagnostics);
  if (failed || diagnostics.has_errors() || call.lowered()) return diagnostics;
  const bool for_offer = !input.replacements_are_said && IsGivenUpForAnOffer(call, input.prior, plan.planned);
  if (on_destroy != "delete" && !for_offer) return diagnostics;
  diagnostics.Append(CheckGuardOf(call, input.prior, "Replacing"));
  if (for_offer) return diagnostics;
  diagnostics.Append(CheckSessionMayGo(call, input.prior, input.changes_before_removals));
  return diagnostics;
}

}  // namespace

Diagnostics CheckReplacement(const Call& call, const PlanInput& input, const PlannedObject& plan, bool failed,
                             PlanOutput& output) {
  Diagnostics diagnostics = JudgeReplacement(call, input, plan, failed, output);
  if (failed || diagnostics.has_errors()) EnterRefused(call, input.prior);
  return diagnostics;
}

}  // namespace ic::reconcile
