#include "reconcile/guard/leaving.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace ic::reconcile {
namespace {

// An object as it is in a place, or is to be.
struct Placed {
  Kind kind;
  const Value& object;
};

// Both want the place, and it has room for one.
bool Exclude(const Quota& quota, const Placed& one, const Placed& other) {
  if (quota.max != 1) return false;
  const std::string group = quota.group(one.kind, one.object);
  if (group.empty() || group != quota.group(other.kind, other.object)) return false;
  return quota.clashes == nullptr || quota.clashes(one.kind, one.object, other.kind, other.object);
}

// Where it goes is not known.
bool IsOpen(const Quota& quota, const Placed& to) {
  return quota.group(to.kind, to.object).empty() && !to.object.IsWhollyKnown();
}

// `leaver` is where `comer` is to be, and goes from there to `to` (null: it leaves the configuration).
bool Leaves(const Quota& quota, const Placed& comer, const Placed& leaver, const Value* to) {
  if (!Exclude(quota, comer, leaver)) return false;
  if (to == nullptr) return true;
  const Placed there{leaver.kind, *to};
  return !IsOpen(quota, there) && !Exclude(quota, comer, there);
}

// What changes in place was not beside `other` before.
bool Comes(const Quota& quota, Kind kind, const Value& prior, const Placed& other) {
  return !Exclude(quota, {kind, prior}, other);
}

// Terraform takes away what stands on an object before it changes that.
bool StandsOn(const Value& child, const std::string& id) {
  constexpr std::string_view kParents[] = {field::kConnectionId, field::kVirtualInterfaceId, field::kBgpGroupId};
  return std::ranges::any_of(kParents, [&](std::string_view parent) { return Text(child, parent) == id; });
}

std::string PlaceWords(const Quota& quota) {
  return fmt::format("{}{}", quota.words, quota.clashes == nullptr ? ": at most 1" : "");
}

void RefuseCreate(const Quota& quota, const std::string& comes, const std::string& leaves, bool moves,
                  Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, quota.summary,
      fmt::format("{} is to be created where {} is, which {} ({}). Terraform does not "
                  "say which comes first: the create could be refused, and what is there be gone all the same. {}",
                  comes, leaves, moves ? "moves away in place" : "leaves the configuration", PlaceWords(quota),
                  moves ? "Apply that change first, and then add the new one."
                        : "If it is the same object at another address, say so with a moved block. If not, apply the "
                          "removal first, and then add the new one."));
}

void RefuseMove(const Quota& quota, const std::string& comes, const std::string& leaves, bool moves,
                Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, quota.summary,
      fmt::format("{} is to come, by a change in place, where {} is, which {} ({}). Terraform does not say which comes "
                  "first, and who comes first is refused. Apply in two steps: first {}; then the change of {}.{}",
                  comes, leaves, moves ? "moves away in place in this run too" : "leaves the configuration",
                  PlaceWords(quota), moves ? fmt::format("the change of {} alone", leaves) : "the removal alone", comes,
                  moves ? fmt::format(" If the two exchange their places, move one of them to a free place first. {}",
                                      quota.remedy)
                        : ""));
}

const Value* Goal(const Existing& entry) { return entry.any_time ? nullptr : &entry.planned; }

// What comes in place where `leaver` is; `to` as in Leaves.
void CheckComers(const Call& call, const ObjectKey& key, const Quota& quota, const Placed& leaver, const Value* to,
                 LedgerContents& ledger, Diagnostics& diagnostics) {
  const std::string group = quota.group(leaver.kind, leaver.object);
  if (group.empty() || quota.max != 1) return;
  for (const auto* found : ledger.Staying(quota, call.account, key.region, group)) {
    const auto& [other, entry] = *found;
    if (other == key || !entry.moves || !Comes(quota, other.kind, entry.attributes, leaver)) continue;
    if (to == nullptr && StandsOn(leaver.object, other.id)) continue;
    if (!Leaves(quota, {other.kind, entry.planned}, leaver, to)) continue;
    RefuseMove(quota, Titled(other.kind, entry.attributes), Titled(leaver.kind, leaver.object), to != nullptr,
               diagnostics);
    return;
  }
  for (const auto* found : ledger.Creating(quota, call.account, key.region, group)) {
    const PlannedCreate& create = found->second;
    if (create.replaces == key.id || !Leaves(quota, {create.kind, create.planned}, leaver, to)) continue;
    RefuseCreate(quota, Titled(create.kind, create.planned), Titled(leaver.kind, leaver.object), to != nullptr,
                 diagnostics);
    return;
  }
}

}  // namespace

Diagnostics CheckNothingLeavesFor(const Call& call, const Value& object) {
  Diagnostics diagnostics;
  const std::string region = Text(object, field::kRegion);
  auto ledger = call.run.ledger.Open();
  for (const Quota* quota : call.tables->quotas) {
    const std::string group = quota->group(call.kind, object);
    if (group.empty()) continue;
    for (const auto* found : ledger->Leaving(*quota, call.account, region, group)) {
      const auto& [key, entry] = *found;
      if (!Leaves(*quota, {call.kind, object}, {key.kind, entry.attributes}, Goal(entry))) continue;
      RefuseCreate(*quota, Titled(call.kind, object), Titled(key.kind, entry.attributes), entry.moves, diagnostics);
      return diagnostics;
    }
  }
  return diagnostics;
}

Diagnostics CheckMovesAreOrdered(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  const ObjectKey self = call.KeyOf(prior);
  auto ledger = call.run.ledger.Open();
  for (const Quota* quota : call.tables->quotas) {
    const std::string group = quota->group(call.kind, planned);
    if (!group.empty()) {
      for (const auto* found : ledger->Leaving(*quota, call.account, self.region, group)) {
        const auto& [key, entry] = *found;
        const Placed leaver{key.kind, entry.attributes};
        if (key == self || !Comes(*quota, call.kind, prior, leaver)) continue;
        if (entry.any_time && StandsOn(entry.attributes, self.id)) continue;
        if (!Leaves(*quota, {call.kind, planned}, leaver, Goal(entry))) continue;
        RefuseMove(*quota, Titled(call.kind, prior), Titled(key.kind, entry.attributes), entry.moves, diagnostics);
        return diagnostics;
      }
    }
    CheckComers(call, self, *quota, {call.kind, prior}, &planned, *ledger, diagnostics);
    if (diagnostics.has_errors()) return diagnostics;
  }
  return diagnostics;
}

Diagnostics CheckNothingComesFor(const Call& call, const Value& object) {
  Diagnostics diagnostics;
  const ObjectKey key = call.KeyOf(object);
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(key);
  if (entry == nullptr || !entry->any_time) return diagnostics;
  for (const Quota* quota : call.tables->quotas) {
    CheckComers(call, key, *quota, {call.kind, object}, nullptr, *ledger, diagnostics);
    if (diagnostics.has_errors()) return diagnostics;
  }
  return diagnostics;
}

}  // namespace ic::reconcile
