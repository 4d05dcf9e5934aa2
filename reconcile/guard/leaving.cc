#include "reconcile/guard/leaving.h"

#include <fmt/format.h>

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

}  // namespace

Diagnostics CheckNothingLeavesFor(const Call& call, const Value& object) {
  Diagnostics diagnostics;
  const std::string region = Text(object, field::kRegion);
  auto ledger = call.run.ledger.Open();
  for (const Quota* quota : call.tables->quotas) {
    const std::string group = quota->group(call.kind, object);
    if (group.empty()) continue;
    for (const auto* found : ledger->Leaving(*quota, call.account, region, group)) {
      const Value& there = found->second.attributes;
      if (!Exclude(*quota, call.kind, object, found->first.kind, there)) continue;
      Refuse(*quota, Titled(call.kind, object), Titled(found->first.kind, there), diagnostics);
      return diagnostics;
    }
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
    const std::string group = quota->group(call.kind, object);
    if (group.empty()) continue;
    for (const auto* found : ledger->Creating(*quota, call.account, key.region, group)) {
      const PlannedCreate& create = found->second;
      if (!Exclude(*quota, call.kind, object, create.kind, create.planned)) continue;
      Refuse(*quota, Titled(create.kind, create.planned), Titled(call.kind, object), diagnostics);
      return diagnostics;
    }
  }
  return diagnostics;
}

}  // namespace ic::reconcile
