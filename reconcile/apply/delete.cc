#include "reconcile/apply/delete.h"

#include <string>

#include <fmt/format.h>

#include "reconcile/adopt/successor.h"
#include "reconcile/apply/request.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/passengers.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

ObjectOutput Forget(const Call& call, const Value& prior) {
  ObjectOutput output;
  output.diagnostics.AddWarning({}, std::string(kKeptInCloud),
                                fmt::format("{} was only forgotten, because its on_destroy is \"keep\": this deletes "
                                            "nothing of it, and it may cost money.{}",
                                            Titled(call.kind, prior), UnlessAnotherDeletesIt(*call.config, prior)));
  {
    auto ledger = call.run.ledger.Open();
    ledger->Set(call.KeyOf(prior), [](Existing& entry) { entry.fate = Fate::kForgotten; });
    ledger->GiveUp(call.KeyOf(prior), prior);
  }
  return output;
}

// The object that is to go is the one that a create of this run took over: nothing may be deleted. Terraform keeps the
// entry, because this is an error, and its facts.
ObjectOutput RefuseDeletingWhatWasTakenOver(const Call& call, const Value& prior) {
  ObjectOutput output;
  output.state = prior;
  output.facts = FactsText({.id = Text(prior, field::kId), .taken = true});
  output.diagnostics.AddRefusal(
      {}, "Object was not replaced",
      fmt::format(
          "{} stays as it is: with create_before_destroy its replacement, which has the same name and the same values, "
          "is made first, and so was taken for what an interrupted run had created. It was not deleted; what stands on "
          "it "
          "may have been, where that was to be replaced too, and is made again, by this run or by the next. Terraform "
          "still lists the object as a deposed one too; the next apply takes that out of the state, and deletes "
          "nothing for it. To replace the object, take create_before_destroy out of the lifecycle of the resource, and "
          "of "
          "every resource that depends on it (Terraform hands it on to what they depend on), and ask for the "
          "replacement again; or change its name.",
          Titled(call.kind, prior)));
  return output;
}

// A replacement that is stopped before anything of it is deleted is not begun; unless what went before relies on it.
bool MayNotBegin(const Call& call, const ObjectKey& key, const Value& prior, Diagnostics& diagnostics) {
  if (!call.stop.stop_requested() || call.run.turns.Owes(key)) return false;
  diagnostics.AddError({}, "Replacement was not begun",
                       fmt::format("{} was not deleted: the run was stopped.", Titled(call.kind, prior)));
  return true;
}

void WarnOfHalf(const Call& call, const Value& prior, Diagnostics& diagnostics) {
  diagnostics.AddWarning(
      {}, "Deleted, and its successor is not made",
      fmt::format("{} was deleted to be replaced, and the run was stopped meanwhile: what it carried "
                  "is down until the next apply makes what takes its place. Apply again now.",
                  Titled(call.kind, prior)));
}

// The interface under it goes next: if the guard keeps that, as things are now, this goes for nothing. Who carries out
// a whole plan has asked (run/apply/chains.h).
void CheckUnder(const Call& call, const Value& prior, const Facts& facts, Diagnostics& diagnostics) {
  if (call.config->state_is_held) return;
  const std::string region = Text(prior, field::kRegion);
  for (const std::string& id : InterfacesReplacedUnder(call, prior, facts)) {
    // How it is now is looked up.
    const Value under = Value::Object({{std::string(field::kCloud), prior.Get(field::kCloud)},
                                       {std::string(field::kRegion), prior.Get(field::kRegion)},
                                       {std::string(field::kId), Value::String(id)}});
    (void)GuardDisruption(call,
                          {.key = {call.account, region, Kind::kVirtualInterface, id},
                           .object = under,
                           .how = "Deleting",
                           .held = facts.held},
                          diagnostics);
  }
}

}  // namespace

ObjectOutput DeleteObject(const Call& call, const ApplyInput& input) {
  const std::string on_destroy = OnDestroyOf(call, input.prior);
  const ObjectKey key = call.KeyOf(input.prior);
  ObjectOutput output;
  if (call.lowered()) return output;
  if (ParseFacts(input.facts).taken) return output;
  if (call.run.ledger.IsTakenOver(key)) return RefuseDeletingWhatWasTakenOver(call, input.prior);
  if (on_destroy == "keep") return Forget(call, input.prior);
  output.state = input.prior;
  output.facts = FactsText({key.id});
  if (on_destroy == "refuse") {
    output.diagnostics.AddRefusal(field::kOnDestroy, "Destroying is refused",
                                  fmt::format("{} was not deleted: its on_destroy is \"refuse\". Set on_destroy = "
                                              "\"delete\" (or \"keep\"), apply, and then do this again.",
                                              Titled(call.kind, input.prior)));
    return output;
  }
  if (RefuseReadOnly(call, "Deleting", output.diagnostics)) return output;
  const auto adapter = AdapterFor(call, output.diagnostics);
  if (adapter == nullptr) return output;
  const bool replaced = !ParseFacts(input.facts).successor.empty();
  // Of what is replaced the cloud is asked now, as for what is to come; of the rest what the run looks at together.
  const Freshness now = replaced ? Freshness::Since(NextMoment()) : Freshness::Young(call.run.changes_since.Get());
  output.diagnostics.Append(CheckSuccessor(call, input.prior, ParseFacts(input.facts)));
  if (!output.diagnostics.has_errors()) {
    output.diagnostics.Append(CheckNobodyJoined(call, input.prior, input.facts, now));
  }
  if (!output.diagnostics.has_errors()) output.diagnostics.Append(CheckNothingStays(call, input.prior, now));
  if (!output.diagnostics.has_errors()) CheckUnder(call, input.prior, ParseFacts(input.facts), output.diagnostics);
  if (output.diagnostics.has_errors()) return output;
  const GuardHold hold = GuardDisruption(
      call, {.key = key, .object = input.prior, .how = "Deleting", .held = ParseFacts(input.facts).held},
      output.diagnostics);
  if (output.diagnostics.has_errors()) return output;
  // What is to take its place waits for the end of the deletion: once it is sent, nothing ends it half way.
  if (replaced && MayNotBegin(call, key, input.prior, output.diagnostics)) return output;
  const ChangeResult result = adapter->Delete({.kind = call.kind,
                                               .region = key.region,
                                               .id = key.id,
                                               .prior = WithoutKey(input.prior),
                                               .timeout = TimeoutOf(*adapter, call.kind, input.prior, "delete"),
                                               .freshness = Freshness::Young(call.run.changes_since.Get()),
                                               .successor = SuccessorOf(call, input.prior, ParseFacts(input.facts))},
                                              replaced ? std::stop_token() : call.stop);
  if (result.status.ambiguous()) call.run.changes_since.Renew();
  output.diagnostics.Append(result.diagnostics);
  if (!result.status.ok()) {
    output.diagnostics.AddStatus({}, fmt::format("Deleting a {} failed", KindTitle(call.kind)), result.status);
    return output;
  }
  call.run.ledger.Gone(key);
  call.run.live_lists.Gone(key.account, key.region, key.kind, key.id);
  output.state = Value::Null();
  output.facts.clear();
  if (replaced && !input.makes_successor && call.stop.stop_requested())
    WarnOfHalf(call, input.prior, output.diagnostics);
  return output;
}

}  // namespace ic::reconcile
