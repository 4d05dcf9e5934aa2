#include "reconcile/apply/apply.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/apply/create.h"
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

// What is left open in the plan stays as it is for the comparison.
Value Closed(const Call& call, const Value& planned, const Value& prior) {
  Value closed = planned;
  for (const Leaf& leaf : call.leaves()) {
    if (ValueAt(planned, leaf).is_unknown()) PutAt(closed, leaf, ValueAt(prior, leaf));
  }
  return closed;
}

class Updating {
 public:
  Updating(const Call& call, const ApplyInput& input) : call_(call), input_(input), facts_(ParseFacts(input.facts)) {}

  ObjectOutput Run() {
    facts_.id = Text(input_.prior, field::kId);
    output_.facts = FactsText(facts_);
    planned_ = input_.planned;
    if (call_.lowered() && planned_.Get(field::kId).is_unknown()) planned_.Put(field::kId, LoweredGroupId(planned_));
    differences_ = Compare(call_, input_.prior, Closed(call_, planned_, input_.prior), input_.config,
                           LookAt(call_, input_.prior, Freshness::kLive), output_.diagnostics);
    std::erase_if(differences_, [](const Difference& difference) { return !difference.touches_cloud; });
    if (differences_.empty() && !output_.diagnostics.has_errors()) {
      Keep(planned_);
    } else {
      Change();
    }
    if (output_.diagnostics.has_errors() && output_.state.is_null()) output_.state = input_.prior;
    return std::move(output_);
  }

 private:
  bool failed() const { return output_.diagnostics.has_errors(); }

  // Only the state changes.
  void Keep(const Value& planned) {
    // No cloud has what is lowered: it is as planned.
    const Value now = call_.lowered() ? Closed(call_, planned, input_.prior) : input_.prior;
    output_.state = MergeApplied(call_, planned, now, facts_.id, output_.diagnostics);
    if (call_.lowered()) facts_.id = Text(output_.state, field::kId);
    output_.facts = FactsText(facts_);
  }

  void Change() {
    if (RefuseReadOnly(call_, "Changing", output_.diagnostics)) return;
    RefuseReplacing();
    const auto adapter = call_.adapter();
    if (!adapter.ok()) output_.diagnostics.AddStatus({}, "Cloud cannot be asked", adapter.status());
    if (!failed()) Check();
    if (failed()) return;
    GuardHold hold;
    if (Interrupts(differences_)) {
      hold = GuardDisruption(
          call_,
          {call_.KeyOf(input_.prior), input_.prior, fmt::format("Changing {}", JoinWords(Paths(), "and")),
           SessionAtStake(call_, input_.prior, differences_)},
          output_.diagnostics);
      if (failed()) return;
    }
    Finish((*adapter)->Update(Request(**adapter), call_.stop));
  }

  // The plan said "in place", and the session that made it possible has gone since.
  void RefuseReplacing() {
    for (const Difference& difference : differences_) {
      if (difference.on_change != OnChange::kReplace) continue;
      output_.diagnostics.AddError(
          difference.leaf->attribute(), "Object changed since it was planned",
          fmt::format("{} can no longer be changed in place: {}. Nothing was changed; plan again.",
                      Titled(call_.kind, input_.prior), difference.reason));
    }
  }

  void Check() {
    const Value audited = AuditedObject(call_, planned_, input_.config);
    for (const Diagnostic& item :
         CheckDesired(*call_.tables, audited, audited, {.overrides = call_.config->limits, .prior = &input_.prior})
             .items()) {
      if (item.severity == Severity::kError) output_.diagnostics.Add(item);
    }
    QuotaCheck check(call_, {planned_, input_.prior, facts_.id, "", "", "", 0});
    if (failed() || !check.needed()) return;
    if (!check.Fetch(Freshness::kLive).ok()) return;  // the cloud counts too
    auto ledger = call_.run.ledger.Open();
    check.Evaluate(*ledger, Phase::kApply, output_.diagnostics);
  }

  std::vector<std::string> Paths() const {
    std::vector<std::string> paths;
    for (const Difference& difference : differences_) {
      if (std::find(paths.begin(), paths.end(), difference.cloud_path) == paths.end()) {
        paths.push_back(difference.cloud_path);
      }
    }
    return paths;
  }

  UpdateRequest Request(const Adapter& adapter) const {
    UpdateRequest request;
    request.kind = call_.kind;
    request.region = Text(input_.prior, field::kRegion);
    request.id = facts_.id;
    request.prior = WithoutKey(input_.prior);
    request.desired = WithoutKey(planned_.UnknownToNull());
    request.secrets = SecretsOf(planned_, input_.config);
    request.changed = Paths();
    request.timeout = TimeoutOf(adapter, call_.kind, planned_, "update");
    return request;
  }

  void Finish(ChangeResult result) {
    output_.diagnostics.Append(result.diagnostics);
    output_.facts = FactsText(facts_);
    if (!result.status.ok()) {
      output_.diagnostics.AddStatus({}, fmt::format("Changing a {} failed", KindTitle(call_.kind)), result.status);
      output_.state = AsFarAsItGot(result);
    } else {
      output_.state = MergeApplied(call_, planned_, result.attributes, facts_.id, output_.diagnostics);
    }
    auto ledger = call_.run.ledger.Open();
    const ObjectKey key = call_.KeyOf(input_.prior);
    ledger->Set(key, [this](Existing& entry) {
      entry.attributes = output_.state;
      entry.group = Text(output_.state, field::kRedundancyGroup);
    });
    ledger->disrupted.erase(key);
  }

  // The state after a change that failed half way: what the cloud says now, so that the next plan does the rest.
  Value AsFarAsItGot(const ChangeResult& result) const {
    if (result.attributes.is_null()) return input_.prior;
    Observed observed;
    observed.id = facts_.id;
    observed.region = Text(input_.prior, field::kRegion);
    observed.attributes = result.attributes;
    observed.redundancy_group = Text(input_.prior, field::kRedundancyGroup);
    return MergeRead(call_, input_.prior, observed);
  }

  const Call& call_;
  const ApplyInput& input_;
  Facts facts_;
  ObjectOutput output_;
  Value planned_;
  std::vector<Difference> differences_;
};

ObjectOutput Forget(const Call& call, const Value& prior) {
  ObjectOutput output;
  output.diagnostics.AddWarning({}, "Object is kept in the cloud",
                                fmt::format("{} was only forgotten, because its on_destroy is \"keep\": it is still "
                                            "there, and may cost money.",
                                            Titled(call.kind, prior)));
  {
    auto ledger = call.run.ledger.Open();
    ledger->Set(call.KeyOf(prior), [](Existing& entry) { entry.fate = Fate::kForgotten; });
    ledger->Release(call.KeyOf(prior));
  }
  return output;
}

// The object that is to go is the one that a create of this run took over: nothing may be deleted.
ObjectOutput ForgetTwice(const Call& call, const Value& prior) {
  ObjectOutput output;
  output.diagnostics.AddWarning(
      {}, "Object was not replaced",
      fmt::format(
          "{} stays as it is: with create_before_destroy, its replacement has the same name and the same values, "
          "and so was taken for what an interrupted run had created. To replace it, leave "
          "create_before_destroy out, or change its name.",
          Titled(call.kind, prior)));
  return output;
}

ObjectOutput DeleteObject(const Call& call, const ApplyInput& input) {
  const std::string on_destroy = OnDestroyOf(call, input.prior);
  const ObjectKey key = call.KeyOf(input.prior);
  ObjectOutput output;
  if (call.lowered()) return output;
  if (call.run.ledger.IsTakenOver(key)) return ForgetTwice(call, input.prior);
  if (on_destroy == "keep") return Forget(call, input.prior);
  output.state = input.prior;
  output.facts = input.facts;
  if (on_destroy == "refuse") {
    output.diagnostics.AddRefusal(field::kOnDestroy, "Destroying is refused",
                                  fmt::format("{} was not deleted: its on_destroy is \"refuse\". Set on_destroy = "
                                              "\"delete\" (or \"keep\"), apply, and then do this again.",
                                              Titled(call.kind, input.prior)));
    return output;
  }
  if (RefuseReadOnly(call, "Deleting", output.diagnostics)) return output;
  const auto adapter = call.adapter();
  if (!adapter.ok()) {
    output.diagnostics.AddStatus({}, "Cloud cannot be asked", adapter.status());
    return output;
  }
  const std::string session = call.kind == Kind::kBgpPeer ? Text(input.prior, field::kAddressFamily) : "";
  const GuardHold hold = GuardDisruption(call, {key, input.prior, "Deleting", session}, output.diagnostics);
  if (output.diagnostics.has_errors()) return output;
  const ChangeResult result = (*adapter)->Delete(
      {call.kind, key.region, key.id, WithoutKey(input.prior), TimeoutOf(**adapter, call.kind, input.prior, "delete")},
      call.stop);
  output.diagnostics.Append(result.diagnostics);
  if (!result.status.ok()) {
    output.diagnostics.AddStatus({}, fmt::format("Deleting a {} failed", KindTitle(call.kind)), result.status);
    return output;
  }
  call.run.ledger.Gone(key);
  output.state = Value::Null();
  output.facts.clear();
  return output;
}

ObjectOutput Apply(Run& run, const ApplyInput& input) {
  ObjectOutput output;
  const Value& subject = input.planned.is_null() ? input.prior : input.planned;
  const Call call = MakeCall(run, input.kind, subject, input.account, output.diagnostics);
  if (call.traits == nullptr) {
    output.state = input.prior;
    output.facts = input.facts;
    return output;
  }
  if (input.planned.is_null()) return DeleteObject(call, input);
  if (input.prior.is_null()) return CreateObject(call, input);
  return Updating(call, input).Run();
}

}  // namespace

ObjectOutput ApplyObject(Run& run, const ApplyInput& input) {
  // Before, because a listing that began before a change may not show it; after, because one that began meanwhile may
  // not.
  run.live_lists.Forget();
  ObjectOutput output = Apply(run, input);
  run.live_lists.Forget();
  return output;
}

}  // namespace ic::reconcile
