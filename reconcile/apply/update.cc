#include "reconcile/apply/update.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/adopt/places.h"
#include "reconcile/apply/request.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/quota.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/lowering.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/planner.h"

namespace ic::reconcile {
namespace {

// What is to become of an object that exists.
struct InPlaceChange {
  std::string id;
  Value prior;
  Value planned;
  Value config;
  std::vector<Difference> differences;  // those that touch the cloud
};

// What is left open in the plan stays as it is for the comparison.
Value Closed(const Subject& subject, const Value& planned, const Value& prior) {
  Value closed = planned;
  for (const Leaf& leaf : subject.leaves()) {
    if (ValueAt(planned, leaf).is_unknown()) PutAt(closed, leaf, ValueAt(prior, leaf));
  }
  return closed;
}

InPlaceChange ResolveChange(const Asked& asked, const ApplyInput& input, Diagnostics& diagnostics) {
  InPlaceChange change{Text(input.prior, field::kId), input.prior, input.planned, input.config, {}};
  Value& planned = change.planned;
  if (asked.lowered() && planned.Get(field::kId).is_unknown()) planned.Put(field::kId, LoweredGroupId(planned));
  const Value own = WithoutGroupChanges(asked, change.prior, change.config, Closed(asked, planned, change.prior));
  change.differences =
      Compare(asked, change.prior, own, change.config, LookAt(asked, change.prior, Freshness::kLive), diagnostics);
  std::erase_if(change.differences, [](const Difference& difference) { return !difference.touches_cloud; });
  if (diagnostics.has_errors() || !change.differences.empty()) return change;
  // It is only noted, and no check comes any more.
  CheckKeyIsThere(change.config, change.prior, planned, diagnostics);
  CheckKeysAreNotEmpty(change.config, diagnostics);
  return change;
}

std::vector<std::string> Paths(const InPlaceChange& change) {
  std::vector<std::string> paths;
  for (const Difference& difference : change.differences) {
    if (std::find(paths.begin(), paths.end(), difference.cloud_path) == paths.end()) {
      paths.push_back(difference.cloud_path);
    }
  }
  return paths;
}

// The plan said "in place", and the session that made it possible has gone since.
void RefuseReplacing(const Subject& subject, const InPlaceChange& change, Diagnostics& diagnostics) {
  for (const Difference& difference : change.differences) {
    if (difference.on_change != OnChange::kReplace) continue;
    diagnostics.AddError(difference.leaf->attribute(), "Object changed since it was planned",
                         fmt::format("{} can no longer be changed in place: {}. Nothing was changed; plan again.",
                                     Titled(subject.kind, change.prior), difference.reason));
  }
}

void CheckChange(const Call& call, const Adapter& adapter, const InPlaceChange& change, Diagnostics& diagnostics) {
  diagnostics.Append(CheckPlannedValues(call, change.planned, change.config, &change.prior));
  if (diagnostics.has_errors()) return;
  AwaitMoves(call, change.prior, change.planned, TimeoutOf(adapter, call.kind, change.planned, "update"));
  diagnostics.Append(CheckQuotas(call, {.object = change.planned, .prior = change.prior, .id = change.id}, When::kApply,
                                 Freshness::kLive));
}

UpdateRequest UpdateRequestFor(const Subject& subject, const Adapter& adapter, const InPlaceChange& change) {
  UpdateRequest request;
  request.kind = subject.kind;
  request.region = Text(change.prior, field::kRegion);
  request.id = change.id;
  request.prior = WithoutNothing(*subject.tables, WithoutKey(change.prior));
  request.desired = WithoutNothing(*subject.tables, WithoutKey(change.planned.UnknownToNull()));
  request.changed = Paths(change);
  request.secrets = SecretsOf(change.planned, change.config);
  const bool key = std::ranges::find(request.changed, field::kAuthKey) != request.changed.end();
  if (key && !request.secrets.auth_key)
    request.secrets.auth_key = "";  // taken off: only where that is a change in place
  request.timeout = TimeoutOf(adapter, subject.kind, change.planned, "update");
  request.owner = subject.config->owner;
  return request;
}

// The state after a change that failed half way: what the cloud says now, so that the next plan does the rest.
Value AsFarAsItGot(const Asked& asked, const InPlaceChange& change, const ChangeResult& result) {
  if (result.attributes.is_null()) return change.prior;
  Observed observed;
  observed.id = change.id;
  observed.region = Text(change.prior, field::kRegion);
  observed.attributes = result.attributes;
  observed.redundancy_group = Text(change.prior, field::kRedundancyGroup);
  const auto role = RoleAfterRead(asked, change.prior, observed);
  return role.ok() ? MergeRead(asked, change.prior, observed, *role) : change.prior;
}

// What is written with tags is the owner too.
bool MarksAnew(const Asked& asked, const InPlaceChange& change) {
  const std::vector<std::string> paths = Paths(change);
  return IsMarked(*asked.traits, asked.kind) && !asked.config->owner.empty() &&
         std::ranges::find(paths, field::kTags) != paths.end();
}

// The state after the adapter's answer.
ObjectOutput MergedChange(const Asked& asked, const InPlaceChange& change, const ChangeResult& result) {
  ObjectOutput output;
  output.facts = FactsText({change.id});
  output.diagnostics.Append(result.diagnostics);
  if (!result.status.ok()) {
    output.diagnostics.AddStatus({}, fmt::format("Changing a {} failed", KindTitle(asked.kind)), result.status);
    output.state = AsFarAsItGot(asked, change, result);
  } else {
    output.state = MergeApplied(asked, change.planned, result.attributes, change.id, output.diagnostics);
    if (MarksAnew(asked, change)) {
      output.facts = FactsText({.id = change.id, .marked_owner = OwnerAsMarked(asked.config->owner)});
    }
  }
  return output;
}

void EnterChanged(const Call& call, const InPlaceChange& change, const Value& state) {
  auto ledger = call.run.ledger.Open();
  const ObjectKey key = call.KeyOf(change.prior);
  ledger->Set(key, [&state](Existing& entry) {
    entry.attributes = state;
    entry.group = Text(state, field::kRedundancyGroup);
  });
  ledger->disrupted.erase(key);
}

// Only the state changes.
ObjectOutput KeepAsItIs(const Subject& subject, const InPlaceChange& change) {
  ObjectOutput output;
  // No cloud has what is lowered: it is as planned.
  const Value now = subject.lowered() ? Closed(subject, change.planned, change.prior) : change.prior;
  output.state = MergeApplied(subject, change.planned, now, change.id, output.diagnostics);
  output.facts = FactsText({subject.lowered() ? Text(output.state, field::kId) : change.id});
  return output;
}

// `diagnostics`: of the comparison.
ObjectOutput MakeChange(const Call& call, const InPlaceChange& change, Diagnostics diagnostics) {
  ObjectOutput unchanged{change.prior, FactsText({change.id}), std::move(diagnostics)};
  Diagnostics& found = unchanged.diagnostics;
  if (RefuseReadOnly(call, "Changing", found)) return unchanged;
  RefuseReplacing(call, change, found);
  const auto adapter = AdapterFor(call, found);
  if (!found.has_errors()) CheckChange(call, *adapter, change, found);
  if (found.has_errors()) return unchanged;
  const GuardHold hold = GuardInterruptions(call, change.prior, change.differences, found);
  if (found.has_errors()) return unchanged;
  ObjectOutput output =
      MergedChange(call, change, adapter->Update(UpdateRequestFor(call, *adapter, change), call.stop));
  EnterChanged(call, change, output.state);
  found.Append(output.diagnostics);
  output.diagnostics = std::move(found);
  return output;
}

}  // namespace

ObjectOutput UpdateObject(const Call& call, const ApplyInput& input) {
  Diagnostics diagnostics;
  const InPlaceChange change = ResolveChange(call, input, diagnostics);
  if (!change.differences.empty() || diagnostics.has_errors()) return MakeChange(call, change, std::move(diagnostics));
  ObjectOutput output = KeepAsItIs(call, change);
  diagnostics.Append(output.diagnostics);
  output.diagnostics = std::move(diagnostics);
  return output;
}

}  // namespace ic::reconcile
