#include "reconcile/apply/apply.h"

#include "reconcile/apply/create.h"
#include "reconcile/apply/delete.h"
#include "reconcile/apply/update.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"

namespace ic::reconcile {
namespace {

ObjectOutput Apply(Run& run, const ApplyInput& input) {
  ObjectOutput output;
  const Value& about = input.planned.is_null() ? input.prior : input.planned;
  Call call = MakeCall(run, input.kind, about, input.account, output.diagnostics);
  if (input.stopped_by) call.stop = *input.stopped_by;
  if (call.traits == nullptr) {
    output.state = input.prior;
    output.facts = input.facts;
    return output;
  }
  output.diagnostics.Append(CheckOwner(call, input.prior.is_null() ? about : input.prior, input.facts));
  if (input.planned.is_null()) output.diagnostics.Append(CheckMayEnd(call, input.prior, input.facts));
  if (output.diagnostics.has_errors()) {
    output.state = input.prior;
    output.facts = input.facts;
    return output;
  }
  const Turns::Work work(run.turns);
  const std::string own = CallerAmong(call, {&input.prior, &input.planned, &input.config});
  ApplyInput plain = input;
  for (Value* object : {&plain.prior, &plain.planned, &plain.config}) {
    *object = WithoutOwnAccount(call, own, std::move(*object));
  }
  if (plain.planned.is_null()) {
    output = DeleteObject(call, plain);
  } else {
    output = plain.prior.is_null() ? CreateObject(call, plain) : UpdateObject(call, plain);
  }
  output.state = WithOwnAccount(call, own.empty() ? CallerAmong(call, {&output.state}) : own, output.state,
                                {&input.planned, &input.prior});
  if (!output.state.is_null()) {
    output.facts = WithOwner(call, output.state, std::move(output.facts), input.facts);
  }
  return output;
}

// Of a state from when a version was noted without a key: it stays so until a version comes with one.
void KeepUnkeyed(const ApplyInput& input, ObjectOutput& output) {
  if (output.state.is_null() || input.config.is_null() || !input.config.Get(field::kAuthKeyWo).is_null()) return;
  if (!output.state.Get(field::kAuthKeyWoVersion).is_known() || !ParseFacts(input.facts).unkeyed) return;
  Facts facts = ParseFacts(output.facts);
  facts.unkeyed = true;
  output.facts = FactsText(facts);
}

// Of a change: what others changed stays known, until a read finds it as it was; and how the object is marked.
void KeepWhatWas(const ApplyInput& input, ObjectOutput& output) {
  if (input.prior.is_null() || output.state.is_null()) return;
  Facts before = ParseFacts(input.facts);
  Facts facts = ParseFacts(output.facts);
  if (facts.id != before.id) return;
  facts.was = std::move(before.was);
  if (facts.marked_owner.empty()) {  // else its tags were written
    facts.mark = std::move(before.mark);
    facts.nonce = std::move(before.nonce);
    facts.marked_owner = std::move(before.marked_owner);
  }
  output.facts = FactsText(facts);
}

}  // namespace

ObjectOutput ApplyObject(Run& run, const ApplyInput& input) {
  // Before, because a listing that began before a change may not show it; after, because one that began meanwhile may
  // not. What was made or deleted is known of what was listed.
  const bool changes = !input.prior.is_null() && !input.planned.is_null();
  if (changes) run.live_lists.Forget();
  ObjectOutput output = Apply(run, input);
  if (changes || output.diagnostics.has_errors()) run.live_lists.Forget();
  KeepUnkeyed(input, output);
  KeepWhatWas(input, output);
  return output;
}

}  // namespace ic::reconcile
