#include "reconcile/apply/finish.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "reconcile/apply/request.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/others.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

void AppendAsWarnings(const Diagnostics& from, Diagnostics& to) {
  for (Diagnostic item : from.items()) {
    item.severity = Severity::kWarning;
    to.Add(std::move(item));
  }
}

// `object` with `leaves` left open.
Value Opened(Value object, const std::vector<const Leaf*>& leaves) {
  for (const Leaf* leaf : leaves) PutAt(object, *leaf, Value::Unknown());
  return object;
}

// What a takeover takes off, and the object does not show once it is read as it is wanted: to whoever wants no session
// of its own, one that it has is another's.
std::vector<const Leaf*> Hidden(const Outcome& outcome, const ChangeResult& result) {
  std::vector<const Leaf*> hidden;
  if (result.attributes.is_null()) return hidden;
  for (const Leaf* leaf : outcome.taken_off) {
    if (IsNothing(*leaf->field, ValueAt(result.attributes, *leaf))) hidden.push_back(leaf);
  }
  return hidden;
}

// Of what was just made for another account that one decides the rest, and may be the only one who sees it.
void LeaveToOwner(const Asked& asked, const Value& desired, std::vector<const Leaf*>& leaves) {
  if (!desired.Get(field::kAdopt).is_null() || !IsForAnother(asked, desired)) return;
  std::erase_if(leaves, [&](const Leaf* leaf) { return IsOthersToDecide(asked, *leaf, AccountRole::kOffering); });
}

// An object that existed before may differ in what can change in place.
ChangeResult WithRest(const Asked& asked, const Creation& creation, const Outcome& outcome, ChangeResult result) {
  const CreateRequest& request = creation.request;
  const std::vector<const Leaf*> hidden = Hidden(outcome, result);
  auto leaves = InPlaceDifferences(asked, request.desired, result.attributes);
  LeaveToOwner(asked, request.desired, leaves);
  leaves.insert(leaves.end(), hidden.begin(), hidden.end());
  if (leaves.empty() || result.attributes.is_null()) return result;
  UpdateRequest update;
  update.kind = asked.kind;
  update.region = request.region;
  update.id = result.id;
  update.prior = MergeApplied(asked, Opened(WithoutKey(creation.planned), leaves), result.attributes, result.id,
                              result.diagnostics);
  for (const Leaf* leaf : hidden) PutAt(update.prior, *leaf, ValueAt(outcome.before, *leaf));
  update.desired = request.desired;
  update.desired.Put(field::kId, Value::String(result.id));
  update.secrets = request.secrets;
  for (const Leaf* leaf : leaves) update.changed.push_back(leaf->path);
  update.timeout = TimeoutOf(*creation.adapter, asked.kind, creation.planned, "update");
  ChangeResult updated = creation.adapter->Update(update, asked.stop);
  updated.id = result.id;
  if (updated.attributes.is_null()) updated.attributes = std::move(result.attributes);
  if (updated.sessions.empty()) updated.sessions = std::move(result.sessions);
  Diagnostics all = std::move(result.diagnostics);
  all.Append(updated.diagnostics);
  updated.diagnostics = std::move(all);
  return updated;
}

// What went wrong with an object that exists. `made`: of the call that made it; `result`: with the rest done.
Diagnostics WordsFor(const Subject& subject, const Value& planned, const Status& made, const ChangeResult& result) {
  Diagnostics words;
  if (!made.ok()) words.AddStatus({}, fmt::format("{} exists but is not finished", KindTitle(subject.kind)), made);
  words.Append(result.diagnostics);
  if (!result.status.ok() || result.diagnostics.has_errors()) {
    words.AddWarning({}, "Object is kept in the state",
                     fmt::format("{} was recorded with its id and the planned values. The next plan shows what is "
                                 "left to do.",
                                 Titled(subject.kind, Text(planned, field::kName), result.id)));
  }
  return words;
}

// Refused, and not only late or stopped.
bool IsRefusal(const Status& status) {
  return !status.ok() && status.code() != StatusCode::kDeadlineExceeded && status.code() != StatusCode::kCancelled;
}

}  // namespace

ObjectOutput Merged(const Call& call, const Creation& creation, Outcome outcome) {
  ObjectOutput output;
  output.diagnostics = std::move(outcome.diagnostics);
  output.made_nothing = outcome.made_nothing;
  if (!outcome.made()) return output;
  const Status made = outcome.result.status;
  ChangeResult answer = std::move(outcome.result);
  const ChangeResult result = made.ok() ? WithRest(call, creation, outcome, std::move(answer)) : std::move(answer);
  output.unfinished = IsRefusal(made) || IsRefusal(result.status) || result.diagnostics.has_errors();
  AppendAsWarnings(WordsFor(call, creation.planned, made, result), output.diagnostics);
  output.state = MergeApplied(call, creation.planned, result.attributes, result.id, output.diagnostics);
  Facts facts{.id = result.id};
  // Of the rest of it a call was sent, and may still be carried out.
  if ((made.ambiguous() || result.status.ambiguous()) && call.run.clock != nullptr) {
    facts.begun = BegunChange{call.run.clock->Now()};
  }
  // What is named by `adopt` keeps its tags.
  const bool adopted = !creation.planned.Get(field::kAdopt).is_null();
  if (!adopted && !outcome.is_unmarked && IsMarked(*call.traits, call.kind) && made.ok() && result.status.ok() &&
      !result.diagnostics.has_errors()) {
    facts.mark = creation.request.mark;
    facts.nonce = outcome.nonce;
    if (!creation.request.owner.empty()) facts.marked_owner = OwnerAsMarked(creation.request.owner);
  }
  output.facts = FactsText(facts);
  const ObjectKey key{call.account, creation.request.region, call.kind, result.id};
  const std::string& mark = creation.request.mark;
  call.run.ledger.Created(key, mark, output.state);
  if (mark.empty() && !creation.digest.empty()) {
    call.run.ledger.Open()->EraseCreate(*call.tables, key.account, key.region, creation.request.desired,
                                        creation.digest);
  }
  call.run.live_lists.Made(call.account, call.kind,
                           {.id = result.id,
                            .region = creation.request.region,
                            .attributes = result.attributes.is_null() ? WithoutKey(output.state) : result.attributes,
                            .mark = mark,
                            .redundancy_group = Text(output.state, field::kRedundancyGroup),
                            .sessions = result.sessions,
                            .owner = creation.request.owner,
                            .nonce = outcome.nonce});
  call.run.ledger.Saw(key, output.state, mark, Text(output.state, field::kRedundancyGroup));
  return output;
}

}  // namespace ic::reconcile
