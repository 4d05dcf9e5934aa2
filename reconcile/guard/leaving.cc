#include "reconcile/guard/leaving.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/quota.h"

namespace ic::reconcile {
namespace {

// Both want the place, and it has room for one.
bool Exclude(const Quota& quota, Kind kind, const Value& object, Kind other_kind, const Value& other) {
  return quota.max == 1 && (quota.clashes == nullptr || quota.clashes(kind, object, other_kind, other));
}

void Refuse(const Quota& quota, const std::string& comes, const std::string& leaves, Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, quota.summary,
      fmt::format("{} is to be created where {} is, which leaves the configuration ({}{}). Terraform does not "
                  "say which comes first: the create could be refused, and what is there be gone all the same. If it "
                  "is the same object at another address, say so with a moved block. If not, apply the removal first, "
                  "and then add the new one.",
                  comes, leaves, quota.words, quota.clashes == nullptr ? ": at most 1" : ""));
}

// Those that are to come where there is room for several, as titles; empty: nobody comes.
std::string ComingTo(const Call& call, const Value& object) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> titles;
  auto ledger = call.run.ledger.Open();
  for (const Quota* quota : call.tables->quotas) {
    const std::string group = quota->max == 1 ? std::string() : quota->group(call.kind, object);
    if (group.empty() || quota->share || quota->within_run) continue;
    for (const auto* found : ledger->Creating(*quota, call.account, Text(object, field::kRegion), group)) {
      const PlannedCreate& create = found->second;
      if (titles.size() < kShown && create.adopts.empty()) titles.push_back(Titled(create.kind, create.planned));
    }
    if (!titles.empty()) break;
  }
  return titles.empty() ? "" : JoinWords(titles, "and");
}

// And not that the cloud could not be asked, which is said where more hangs on it.
bool IsOfQuota(const Call& call, const Diagnostic& one) {
  return std::ranges::any_of(call.tables->quotas, [&one](const Quota* quota) { return quota->summary == one.summary; });
}

// Where there is room for several: as long as `leaving` is there still, there has to be some for who comes.
void CheckRoomWhileItIsThere(const Call& call, const Value& leaving, Diagnostics& diagnostics) {
  const std::string comes = ComingTo(call, leaving);
  if (comes.empty()) return;
  const Diagnostics refused = CheckQuotas(call,
                                          {.object = leaving,
                                           .id = Text(leaving, field::kId),
                                           .leaves = true,
                                           .awaits_others = true},  // those that were read, and may stay
                                          When::kPlan, Freshness::kShared);
  for (const Diagnostic& one : refused.items()) {
    if (one.severity != Severity::kError || !IsOfQuota(call, one)) continue;
    diagnostics.AddError(
        {}, one.summary,
        fmt::format("{} is to be created, {} leaves the configuration, and there is no room for both. Terraform does "
                    "not say which comes first: the create could be refused, and what leaves be gone all the same. "
                    "Apply the removal first, and then add what is new. Until it is gone: {}",
                    comes, Titled(call.kind, leaving), one.detail));
    return;
  }
}

}  // namespace

Diagnostics CheckNothingLeavesFor(const Call& call, const Value& object) {
  Diagnostics diagnostics;
  const std::string region = Text(object, field::kRegion);
  std::optional<Value> beside;  // where there is room for several
  {
    auto ledger = call.run.ledger.Open();
    for (const Quota* quota : call.tables->quotas) {
      const std::string group = quota->group(call.kind, object);
      if (group.empty()) continue;
      for (const auto* found : ledger->Leaving(*quota, call.account, region, group)) {
        const Value& there = found->second.attributes;
        if (quota->max != 1 && found->first.kind == call.kind) beside = there;
        if (!Exclude(*quota, call.kind, object, found->first.kind, there)) continue;
        Refuse(*quota, Titled(call.kind, object), Titled(found->first.kind, there), diagnostics);
        return diagnostics;
      }
    }
  }
  if (beside) CheckRoomWhileItIsThere(call, *beside, diagnostics);
  return diagnostics;
}

Diagnostics CheckNothingComesFor(const Call& call, const Value& object) {
  Diagnostics diagnostics;
  const ObjectKey key = call.KeyOf(object);
  {
    auto ledger = call.run.ledger.Open();
    const Existing* entry = ledger->Find(key);
    if (entry == nullptr || !entry->any_time) return diagnostics;
    for (const Quota* quota : call.tables->quotas) {
      const std::string group = quota->group(call.kind, object);
      if (group.empty()) continue;
      for (const auto* found : ledger->Creating(*quota, call.account, key.region, group)) {
        const PlannedCreate& create = found->second;
        if (!Exclude(*quota, call.kind, object, create.kind, create.planned)) continue;
        Refuse(*quota, Titled(create.kind, create.planned), Titled(call.kind, object), diagnostics);
        return diagnostics;
      }
    }
  }
  CheckRoomWhileItIsThere(call, object, diagnostics);
  return diagnostics;
}

}  // namespace ic::reconcile
