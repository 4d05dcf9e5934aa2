#include "reconcile/plan/exchange.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/quota.h"

namespace ic::reconcile {
namespace {

// What stays and is changed in place: as it is, and as it will be.
struct Mover {
  Value now;
  Value then;
};

std::optional<Mover> FindMover(const Call& call, const std::string& region, const std::string& id) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find({call.account, region, call.kind, id});
  if (entry == nullptr || entry->fate != Fate::kStays || entry->planned == entry->attributes) return std::nullopt;
  return Mover{entry->attributes, entry->planned};
}

// Terraform changes what an object stands on before it changes the object.
bool StandsOn(const Value& child, const std::string& id) {
  constexpr std::string_view kParents[] = {field::kConnectionId, field::kVirtualInterfaceId, field::kBgpGroupId};
  return std::ranges::any_of(kParents, [&](std::string_view parent) { return Text(child, parent) == id; });
}

}  // namespace

Diagnostics CheckParentDoesNotWait(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  const std::string region = Text(prior, field::kRegion);
  auto ledger = call.run.ledger.Open();
  for (const Quota* quota : call.tables->quotas) {
    const auto excludes = [&](const ObjectKey& other, const Value& there, const Value& own) {
      const std::string group = quota->group(call.kind, own);
      return !group.empty() && quota->group(other.kind, there) == group &&
             (quota->clashes == nullptr || quota->clashes(other.kind, there, call.kind, own));
    };
    const std::string group = quota->max == 1 ? quota->group(call.kind, prior) : std::string();
    if (group.empty()) continue;
    for (const auto* found : ledger->Staying(*quota, call.account, region, group)) {
      const auto& [key, entry] = *found;
      const bool comes = excludes(key, entry.planned, prior) && !excludes(key, entry.attributes, prior);
      if (!comes || excludes(key, entry.planned, planned) || !StandsOn(prior, key.id)) continue;
      diagnostics.AddRefusal(
          {}, "Places change hands in the wrong order",
          fmt::format(
              "{0} is to come where {1} is ({2}), which moves away in place and stands on it: Terraform changes "
              "{0} first, when the place is still taken. Apply in two steps: first the change of {1} alone; "
              "then that of {0}.",
              Titled(key.kind, entry.planned), Titled(call.kind, prior), quota->words));
      return diagnostics;
    }
  }
  return diagnostics;
}

Diagnostics CheckExchange(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  const std::string self = Text(prior, field::kId);
  const std::string region = Text(prior, field::kRegion);
  std::set<std::string> seen;
  std::vector<std::string> open = ManagedBeside(call, planned, prior);
  while (!open.empty()) {  // bounded: no id is looked at twice
    const std::string id = std::move(open.back());
    open.pop_back();
    if (id == self || !seen.insert(id).second) continue;
    const std::optional<Mover> mover = FindMover(call, region, id);
    if (!mover) continue;
    for (std::string& next : ManagedBeside(call, mover->then, mover->now)) {
      if (next != self) {
        open.push_back(std::move(next));
        continue;
      }
      diagnostics.AddRefusal(
          {}, "Places are exchanged",
          fmt::format("{} is to come where another one is, and {} where this or a third one is, each in place: a place "
                      "has one holder, and none of them can be the first. Move one of them to a free place, in an "
                      "apply of its own; then the others. Where they can only move together, take all but one out in "
                      "a run of its own, move that one, and put them back.",
                      Titled(call.kind, planned), Titled(call.kind, mover->now)));
      return diagnostics;
    }
  }
  return diagnostics;
}

}  // namespace ic::reconcile
