#include "reconcile/apply/update.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/adopt/begun.h"
#include "reconcile/adopt/places.h"
#include "reconcile/apply/request.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/quota.h"
#include "reconcile/guard/route_room.h"
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
  std::vector<Difference> differences;    // those that touch the cloud
  Facts facts = {};                       // of the object until then
  std::vector<const Leaf*> learned = {};  // what the other half of the object changes
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
  InPlaceChange change{Text(input.prior, field::kId), input.prior, input.planned, input.config, {},
                       ParseFacts(input.facts)};
  Value& planned = change.planned;
  if (asked.lowered() && planned.Get(field::kId).is_unknown()) planned.Put(field::kId, LoweredGroupId(planned));
  const Value own = WithoutGroupChanges(asked, change.prior, change.config, Closed(asked, planned, change.prior));
  LiveLook look = LookAt(asked, change.prior, Freshness::kLive, &change.config);
  look.other = input.other_half;
  change.differences = Compare(asked, change.prior, own, change.config, look, diagnostics);
  for (const Difference& difference : change.differences) {
    if (difference.learned) change.learned.push_back(difference.leaf);
  }
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

// The plan said "in place": the session that made it possible has gone since, or a value was not known then.
void RefuseReplacing(const Subject& subject, const InPlaceChange& change, Diagnostics& diagnostics) {
  for (const Difference& difference : change.differences) {
    if (difference.on_change != OnChange::kReplace) continue;
    const Leaf& leaf = *difference.leaf;
    diagnostics.AddError(
        leaf.attribute(), "Object changed since it was planned",
        fmt::format(
            "{} can no longer be changed in place: {}. Its {} is {}, and is to be {}. Nothing of the object was "
            "changed. Plan and apply again: that plan knows all values.",
            Titled(subject.kind, change.prior), difference.reason, leaf.path,
            Shown(*leaf.field, ValueAt(change.prior, leaf)), Shown(*leaf.field, ValueAt(change.planned, leaf))));
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
  request.mark = change.facts.mark;
  request.nonce = change.facts.nonce;
  request.takes_owner_off = request.owner.empty() && IsMarkedAsNobodys(change.facts);
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
  return IsMarked(*asked.traits, asked.kind) && !asked.config->owner.empty() &&
         std::ranges::any_of(Paths(change), [](const std::string& path) {
           return path == field::kTags || path == field::kRedundancyGroup;
         });
}

// Its end was not seen: it may still be carried out, or has been.
bool HasNoKnownEnd(const Status& status) {
  return status.ambiguous() || status.code() == StatusCode::kCancelled ||
         status.code() == StatusCode::kDeadlineExceeded;
}

// What this change is of, and what an earlier one was whose end nobody learned.
std::optional<BegunChange> Begins(Clock* clock, const InPlaceChange& change) {
  if (clock == nullptr) return std::nullopt;
  BegunChange begun{clock->Now(), Paths(change)};
  for (const std::string& path : change.facts.begun ? change.facts.begun->paths : std::vector<std::string>()) {
    if (std::ranges::find(begun.paths, path) == begun.paths.end()) begun.paths.push_back(path);
  }
  return begun;
}

// Before it is sent: a run that dies leaves it to the next one. False: it could not be noted.
bool NoteChange(const ApplyInput& input, const InPlaceChange& change, const std::optional<BegunChange>& begins,
                Diagnostics& diagnostics) {
  if (!input.begin_change || !begins) return true;
  Facts facts = change.facts;
  facts.id = change.id;
  facts.begun = begins;
  const Status noted = input.begin_change(FactsText(facts));
  if (noted.ok()) return true;
  diagnostics.AddStatus({}, "Nothing was changed", noted.Annotate("That it is about to be could not be noted"));
  return false;
}

// `object` with what the other half changes as planned.
Value WithLearned(const InPlaceChange& change, Value object) {
  if (object.is_null()) return object;
  for (const Leaf* leaf : change.learned) PutAt(object, *leaf, ValueAt(change.planned, *leaf));
  return object;
}

// The state after the adapter's answer.
ObjectOutput MergedChange(const Asked& asked, const InPlaceChange& change, const std::optional<BegunChange>& begins,
                          const ChangeResult& result) {
  ObjectOutput output;
  output.facts = FactsText({.id = change.id, .begun = HasNoKnownEnd(result.status) ? begins : std::nullopt});
  output.diagnostics.Append(result.diagnostics);
  if (!result.status.ok()) {
    output.diagnostics.AddStatus({}, fmt::format("Changing a {} failed", KindTitle(asked.kind)), result.status);
    output.state = AsFarAsItGot(asked, change, result);
  } else {
    output.state =
        MergeApplied(asked, change.planned, WithLearned(change, result.attributes), change.id, output.diagnostics);
    if (MarksAnew(asked, change)) {
      output.facts = FactsText({.id = change.id,
                                .mark = change.facts.mark,
                                .nonce = change.facts.nonce,
                                .marked_owner = OwnerAsMarked(asked.config->owner)});
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

// As it is, with what changed as others did, as planned.
Value WithOthers(const Subject& subject, const InPlaceChange& change) {
  const Value own = WithoutGroupChanges(subject, change.prior, change.config, change.planned);
  Value now = change.prior;
  for (const auto& [name, value] : change.planned.fields()) {
    if (value.is_known() && !(own.Get(name) == value)) now.Put(name, value);
  }
  return now;
}

// The cloud decides it by what is done to another object, which the plan left open for that.
bool IsLeftOpen(const InPlaceChange& change, const Leaf& leaf) {
  const bool own = leaf.local() || leaf.path == field::kId || leaf.path == field::kTagsAll;
  return !own && ValueAt(change.config, leaf).is_null() && ValueAt(change.planned, leaf).is_unknown();
}

// `now` with what is left open as the cloud tells it. A read that fails leaves that to the next one.
Value WithLeftOpen(const Call& call, const InPlaceChange& change, Value now) {
  const auto left = [&change](const Leaf& leaf) { return IsLeftOpen(change, leaf); };
  if (std::ranges::none_of(call.leaves(), left)) return now;
  const auto adapter = call.adapter();
  if (!adapter.ok()) return now;
  const auto live = (*adapter)->Read(
      {call.kind, Text(change.prior, field::kRegion), change.id, Freshness::kLive, change.prior}, call.stop);
  if (!live.ok() || !live->has_value()) return now;
  for (const Leaf& leaf : call.leaves()) {
    if (left(leaf)) PutAt(now, leaf, ValueAt((*live)->attributes, leaf));
  }
  return now;
}

// Only the state changes.
ObjectOutput KeepAsItIs(const Call& call, const InPlaceChange& change) {
  ObjectOutput output;
  // No cloud has what is lowered: it is as planned.
  const Value now = call.lowered() ? Closed(call, change.planned, change.prior)
                                   : WithLeftOpen(call, change, WithOthers(call, change));
  output.state = MergeApplied(call, change.planned, WithLearned(change, now), change.id, output.diagnostics);
  output.facts = FactsText({call.lowered() ? Text(output.state, field::kId) : change.id});
  return output;
}

// Nothing was done to it.
ObjectOutput Unchanged(const InPlaceChange& change, Diagnostics diagnostics) {
  return {change.prior, FactsText({.id = change.id, .begun = change.facts.begun}), std::move(diagnostics)};
}

// `diagnostics`: of the comparison.
ObjectOutput MakeChange(const Call& call, const ApplyInput& input, const InPlaceChange& change,
                        Diagnostics diagnostics) {
  ObjectOutput unchanged = Unchanged(change, std::move(diagnostics));
  Diagnostics& found = unchanged.diagnostics;
  if (RefuseReadOnly(call, "Changing", found)) return unchanged;
  RefuseReplacing(call, change, found);
  const auto adapter = AdapterFor(call, found);
  if (!found.has_errors()) CheckChange(call, *adapter, change, found);
  if (found.has_errors()) return unchanged;
  std::vector<Difference> differences = change.differences;
  JudgeRouteRoom(call, change.prior, change.planned, differences);  // what it warns of the plan has said
  const GuardHold hold = GuardInterruptions(call, change.prior, differences, found);
  if (found.has_errors()) return unchanged;
  const std::optional<BegunChange> begins = Begins(call.run.clock, change);
  if (!NoteChange(input, change, begins, found)) return unchanged;
  ObjectOutput output =
      MergedChange(call, change, begins, adapter->Update(UpdateRequestFor(call, *adapter, change), call.stop));
  EnterChanged(call, change, output.state);
  found.Append(output.diagnostics);
  output.diagnostics = std::move(found);
  return output;
}

// Something may come that an interrupted run had sent, and it matters.
bool MustWait(const Call& call, const InPlaceChange& change) {
  const std::optional<BegunChange>& begun = change.facts.begun;
  return begun && MayStillCome(call.run, *begun) && (!change.differences.empty() || LeavesKeyOpen(*begun));
}

// It has come, so the object is not what the plan was made for. Nullopt: it is just what was planned.
std::optional<ObjectOutput> RefuseStale(const Call& call, const ApplyInput& input, const Value& now,
                                        InPlaceChange& change) {
  ApplyInput again = input;
  again.prior = now;
  Diagnostics said;
  InPlaceChange left = ResolveChange(call, again, said);
  if (!said.has_errors() && left.differences.empty()) {
    change = std::move(left);
    return std::nullopt;
  }
  said = {};
  said.AddError({}, "An interrupted change has come about",
                fmt::format("{} is another by now than when this was planned: what a run that was interrupted or not "
                            "answered had sent has been carried out. Nothing else was changed. Plan again: the plan "
                            "says what is left to do.",
                            Titled(call.kind, change.prior)));
  return Unchanged(change, std::move(said));
}

// Waits for what an interrupted run may have sent. An output: nothing is to be sent.
std::optional<ObjectOutput> AwaitEarlierChange(const Call& call, const ApplyInput& input, InPlaceChange& change,
                                               Diagnostics& diagnostics) {
  if (diagnostics.has_errors() || !MustWait(call, change)) return std::nullopt;
  const auto come = AwaitBegun(call, *change.facts.begun, change.prior);
  if (!come.ok()) {
    diagnostics.AddStatus({}, "Nothing was changed", come.status());
    return Unchanged(change, std::move(diagnostics));
  }
  diagnostics = {};
  if (!*come) {
    change = ResolveChange(call, input, diagnostics);  // which key is in force may be another by now
    return std::nullopt;
  }
  return RefuseStale(call, input, **come, change);
}

}  // namespace

ObjectOutput UpdateObject(const Call& call, const ApplyInput& input) {
  Diagnostics diagnostics;
  InPlaceChange change = ResolveChange(call, input, diagnostics);
  if (auto refused = AwaitEarlierChange(call, input, change, diagnostics)) return *std::move(refused);
  if (!change.differences.empty() || diagnostics.has_errors()) {
    return MakeChange(call, input, change, std::move(diagnostics));
  }
  ObjectOutput output = KeepAsItIs(call, change);
  diagnostics.Append(output.diagnostics);
  output.diagnostics = std::move(diagnostics);
  return output;
}

}  // namespace ic::reconcile
