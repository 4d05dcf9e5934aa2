#include "reconcile/apply/create.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/duration.h"
#include "base/text.h"
#include "reconcile/adopt/adoption.h"
#include "reconcile/guard/quota.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/lowering.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// Errors of a change whose object exists become warnings: an error would make Terraform destroy the object.
void AppendAsWarnings(const Diagnostics& from, Diagnostics& to) {
  for (Diagnostic item : from.items()) {
    item.severity = Severity::kWarning;
    to.Add(std::move(item));
  }
}

class Creation {
 public:
  Creation(const Call& call, const ApplyInput& input) : call_(call), input_(input) {}

  ObjectOutput Run() {
    planned_ = input_.planned;
    Resolve();
    if (!failed()) Check();
    if (failed()) return std::move(output_);
    if (call_.lowered()) return Lowered();
    const auto adapter = call_.adapter();
    if (!adapter.ok()) return Fail("Cloud cannot be asked", adapter.status());
    adapter_ = *adapter;
    BuildRequest();
    if (RefuseReadOnly(call_, "Creating", output_.diagnostics)) return std::move(output_);
    // What is taken over is told apart by its id.
    const bool claims = !request_.mark.empty() && planned_.Get(field::kAdopt).is_null();
    if (claims && !call_.run.ledger.ClaimMark(call_.account, request_.mark)) return FailAsTwin();
    Make();
    if (output_.state.is_null() && claims) call_.run.ledger.ReleaseMark(call_.account, request_.mark);
    return std::move(output_);
  }

 private:
  bool failed() const { return output_.diagnostics.has_errors(); }

  ObjectOutput Fail(std::string_view summary, const Status& status) {
    output_.diagnostics.AddStatus({}, summary, status);
    return std::move(output_);
  }

  ObjectOutput FailAsTwin() {
    output_.diagnostics.AddError({}, "Two objects are the same",
                                 fmt::format("{} was not created: this run creates another one with the same name and "
                                             "the same values. Give them different names.",
                                             Titled(call_.kind, planned_)));
    return std::move(output_);
  }

  // What was not known when planning, for reasons of this side.
  void Resolve() {
    if (planned_.Get(field::kRegion).is_unknown() || planned_.Get(field::kRegion).is_null()) {
      const auto adapter = call_.adapter();
      const auto region = adapter.ok() ? (*adapter)->DefaultRegion() : StatusOr<std::string>(adapter.status());
      if (region.ok()) {
        planned_.Put(field::kRegion, Value::String(*region));
      } else {
        output_.diagnostics.AddStatus(field::kRegion, "No region", region.status());
      }
    }
    if (planned_.Get(field::kOnDestroy).is_unknown()) planned_.Put(field::kOnDestroy, Value::Null());
    if (FindField(call_.fields(), field::kOnDestroy) != nullptr && planned_.Get(field::kOnDestroy).is_null()) {
      planned_.Put(field::kOnDestroy, Value::String(OnDestroyOf(call_, planned_)));
    }
  }

  void Check() {
    const Value audited = AuditedObject(call_, planned_, input_.config);
    for (const Diagnostic& item :
         CheckDesired(*call_.tables, audited, audited, {.overrides = call_.config->limits}).items()) {
      if (item.severity == Severity::kError) output_.diagnostics.Add(item);  // warnings were shown with the plan
    }
  }

  ObjectOutput Lowered() {
    if (planned_.Get(field::kId).is_unknown()) planned_.Put(field::kId, LoweredGroupId(planned_));
    output_.state = Shaped(call_.fields(), planned_.UnknownToNull());
    output_.facts = FactsText({Text(output_.state, field::kId)});
    return std::move(output_);
  }

  void BuildRequest() {
    region_ = Text(planned_, field::kRegion);
    request_.kind = call_.kind;
    request_.region = region_;
    request_.desired = WithoutKey(planned_.UnknownToNull());
    request_.secrets = SecretsOf(planned_, input_.config);
    request_.mark = MarkOf(call_, request_.desired);
    request_.owner = call_.config->owner;
    request_.timeout = TimeoutOf(*adapter_, call_.kind, planned_, "create");
  }

  void Make() {
    if (planned_.Get(field::kAdopt).is_known()) {
      Adopt();
      return;
    }
    // One listing, begun since this create was, answers both what is there already and what counts against the limits.
    request_.freshness = Freshness::Since(input_.since != 0 ? input_.since : NextMoment());
    auto candidates = adapter_->FindCandidates(request_, call_.stop);
    if (!candidates.ok()) {
      output_.diagnostics.AddStatus({}, "Nothing was created",
                                    candidates.status().Annotate("What exists already could not be listed"));
      return;
    }
    if (TakeOver(*candidates)) return;
    if (failed() || !CheckQuotas()) return;
    Finish(adapter_->Create(request_, call_.stop));
  }

  bool CheckQuotas() {
    QuotaCheck check(call_, {WithInterface(call_, request_.desired, Freshness::kShared), Value::Null(), "",
                             request_.mark, "", "", 0});
    if (!check.needed()) return true;
    const Status fetched = check.Fetch(request_.freshness);
    if (!fetched.ok()) {
      // The cloud counts too; only its words are worse.
      call_.run.logger.Warn("limits were not checked before a create", {{"reason", fetched.message()}});
      return !call_.stop.stop_requested();
    }
    auto ledger = call_.run.ledger.Open();
    check.Evaluate(*ledger, Phase::kApply, output_.diagnostics);
    return !failed();
  }

  void Adopt() {
    const auto observed = CheckAdoption(call_, planned_, "", Freshness::kLive, output_.diagnostics);
    if (!observed) return;
    const std::string& id = observed->id;
    if (!Claim(id)) return;
    ChangeResult result = adapter_->Create(request_, call_.stop);
    if (result.id.empty()) {
      call_.run.ledger.Gone(KeyOf(id));
      output_.diagnostics.Append(result.diagnostics);
      output_.diagnostics.AddStatus(
          {}, "Object was not taken over",
          result.status.ok() ? InternalError("The cloud's answer holds no id.") : result.status);
      return;
    }
    Settle(std::move(result));
  }

  ObjectKey KeyOf(const std::string& id) const { return {call_.account, region_, call_.kind, id}; }

  bool Claim(const std::string& id) {
    auto ledger = call_.run.ledger.Open();
    const Existing* entry = ledger->Find(KeyOf(id));
    if (entry != nullptr && entry->fate == Fate::kForgotten) {
      ledger->Set(KeyOf(id), [](Existing& forgotten) { forgotten = Existing(); });
      return true;
    }
    const bool fresh = ledger->Enter(KeyOf(id));
    if (!fresh) {
      output_.diagnostics.AddError(
          field::kAdopt, "Object cannot be taken over",
          fmt::format("{} is already managed by this configuration.", Titled(call_.kind, "", id)));
    }
    return fresh;
  }

  // True if a candidate was taken over. With an error if one is in the way.
  bool TakeOver(const std::vector<Candidate>& candidates) {
    std::vector<const Candidate*> ours;
    std::vector<const Candidate*> others;
    for (const Candidate& candidate : candidates) Sort(candidate, ours, others);
    if (ours.size() == 1 && call_.run.ledger.TakeOver(KeyOf(ours.front()->observed.id))) {
      TakeOver(*ours.front());
      return true;
    }
    others.insert(others.end(), ours.begin(), ours.end());
    for (const Candidate* candidate : others) RefuseCandidate(*candidate);
    return false;
  }

  void Sort(const Candidate& candidate, std::vector<const Candidate*>& ours, std::vector<const Candidate*>& others) {
    const bool claimed = call_.run.ledger.IsClaimed(KeyOf(candidate.observed.id));
    // One that carries our mark but is managed already, or has another name or place since, is what an earlier create
    // made. It is not in the way by being marked.
    const bool same = IdentityDifferences(call_, request_.desired, candidate.observed.attributes).empty();
    if (candidate.marked && (claimed || HasMoved(candidate.observed))) return;
    const bool known_as_ours = candidate.marked || !IsMarked(*call_.traits, call_.kind);
    const bool ready = candidate.identical && same && !candidate.observed.has_children && !claimed;
    (known_as_ours && ready ? ours : others).push_back(&candidate);
  }

  // It has another name, or stands on another object, than this create asks for.
  bool HasMoved(const Observed& observed) const {
    const auto differences = IdentityDifferences(call_, request_.desired, observed.attributes);
    return std::any_of(differences.begin(), differences.end(), [](const Leaf* leaf) {
      return leaf->path == field::kName || leaf->field->refers_to.has_value();
    });
  }

  void RefuseCandidate(const Candidate& candidate) {
    const std::string& id = candidate.observed.id;
    const bool is_managed = call_.run.ledger.IsClaimed(KeyOf(id));
    std::string why = "it does not carry this configuration's mark";
    if (is_managed) {
      why = "another resource of this configuration manages it";
    } else if (candidate.marked || !IsMarked(*call_.traits, call_.kind)) {
      why = !candidate.identical              ? "it differs in values that cannot change in place"
            : candidate.observed.has_children ? "other objects stand on it"
                                              : "there is more than one like it";
    }
    output_.diagnostics.AddError(
        {}, "Object exists already",
        fmt::format("{} was not created: {} exists with {}, and it is not taken over because {}. {}",
                    Titled(call_.kind, planned_),
                    Titled(call_.kind, Text(candidate.observed.attributes, field::kName), id), candidate.same, why,
                    is_managed ? "Change what they share, or remove the other first."
                               : fmt::format("If it is the one, import it:\n\n{}\n\nOtherwise change what they "
                                             "share, or remove it.",
                                             ImportBlock(call_, region_, id))));
  }

  void TakeOver(const Candidate& candidate) {
    const std::string& id = candidate.observed.id;
    output_.diagnostics.AddWarning(
        {}, "Existing object taken over",
        fmt::format("{} exists already, with {}: it is what an earlier, interrupted run created. It was taken over "
                    "instead of creating another.",
                    Titled(call_.kind, Text(candidate.observed.attributes, field::kName), id), candidate.same));
    ChangeResult result = adapter_->Settle(call_.kind, region_, id, request_.desired, request_.timeout, call_.stop);
    result.id = id;
    if (result.attributes.is_null()) result.attributes = candidate.observed.attributes;
    if (result.sessions.empty()) result.sessions = candidate.observed.sessions;
    Settle(std::move(result));
  }

  void Finish(ChangeResult result) {
    if (!result.id.empty()) {
      call_.run.ledger.Claim(KeyOf(result.id));
      Settle(std::move(result));
      return;
    }
    if (result.status.ambiguous()) {
      FindLost(result);
      return;
    }
    output_.diagnostics.Append(result.diagnostics);
    output_.diagnostics.AddStatus(
        {}, fmt::format("Creating a {} failed", KindTitle(call_.kind)),
        result.status.ok() ? InternalError("The cloud's answer holds no id.") : result.status);
  }

  // The request may have been carried out. If nothing is found now it may still appear: the next run looks again.
  void FindLost(const ChangeResult& result) {
    request_.freshness = Freshness::kLive;  // what was listed before the request left says nothing about it
    const auto candidates = adapter_->FindCandidates(request_, call_.stop);
    if (candidates.ok() && TakeOver(*candidates)) return;
    output_.diagnostics.Append(result.diagnostics);
    output_.diagnostics.AddStatus(
        {}, "Answer of the cloud was lost",
        result.status.Annotate(fmt::format(
            "{} may have been created, but no answer arrived{}. Run again: what was created is found by its mark and "
            "taken over",
            Titled(call_.kind, planned_), candidates.ok() ? "" : " and it could not be looked for")));
  }

  // The object exists. From here on nothing is an error.
  void Settle(ChangeResult result) {
    Diagnostics found;
    if (!result.status.ok()) {
      found.AddStatus({}, fmt::format("{} exists but is not finished", KindTitle(call_.kind)), result.status);
    } else {
      result = WithRest(std::move(result));
    }
    found.Append(result.diagnostics);
    if (!result.status.ok() || result.diagnostics.has_errors()) {
      found.AddWarning({}, "Object is kept in the state",
                       fmt::format("{} was recorded with its id and the planned values. The next plan shows what is "
                                   "left to do.",
                                   Titled(call_.kind, Text(planned_, field::kName), result.id)));
    }
    AppendAsWarnings(found, output_.diagnostics);
    output_.state = MergeApplied(call_, planned_, result.attributes, result.id, output_.diagnostics);
    output_.facts = FactsText({result.id});
    call_.run.ledger.Created(KeyOf(result.id), request_.mark, output_.state);
    call_.run.ledger.Saw(KeyOf(result.id), output_.state, request_.mark, Text(output_.state, field::kRedundancyGroup));
  }

  // An object that existed before may differ in what can change in place.
  ChangeResult WithRest(ChangeResult result) {
    const auto leaves = InPlaceDifferences(call_, request_.desired, result.attributes);
    if (leaves.empty() || result.attributes.is_null()) return result;
    UpdateRequest update;
    update.kind = call_.kind;
    update.region = region_;
    update.id = result.id;
    update.prior = MergeApplied(call_, Opened(leaves), result.attributes, result.id, result.diagnostics);
    update.desired = request_.desired;
    update.desired.Put(field::kId, Value::String(result.id));
    update.secrets = request_.secrets;
    for (const Leaf* leaf : leaves) update.changed.push_back(leaf->path);
    update.timeout = TimeoutOf(*adapter_, call_.kind, planned_, "update");
    ChangeResult updated = adapter_->Update(update, call_.stop);
    updated.id = result.id;
    if (updated.attributes.is_null()) updated.attributes = std::move(result.attributes);
    if (updated.sessions.empty()) updated.sessions = std::move(result.sessions);
    Diagnostics all = std::move(result.diagnostics);
    all.Append(updated.diagnostics);
    updated.diagnostics = std::move(all);
    return updated;
  }

  // The planned object with `leaves` left open.
  Value Opened(const std::vector<const Leaf*>& leaves) const {
    Value object = WithoutKey(planned_);
    for (const Leaf* leaf : leaves) PutAt(object, *leaf, Value::Unknown());
    return object;
  }

  const Call& call_;
  const ApplyInput& input_;
  ObjectOutput output_;
  Value planned_;
  std::string region_;
  std::shared_ptr<Adapter> adapter_;
  CreateRequest request_;
};

}  // namespace

ObjectOutput CreateObject(const Call& call, const ApplyInput& input) { return Creation(call, input).Run(); }

Duration TimeoutOf(const Adapter& adapter, Kind kind, const Value& object, std::string_view operation) {
  const std::string text = Text(object.Get(field::kTimeouts), operation);
  if (const auto timeout = ParseDuration(text); timeout.ok()) return *timeout;
  return adapter.DefaultTimeout(kind);
}

Value AuditedObject(const Subject& subject, const Value& planned, const Value& config) {
  Value object = Shaped(subject.fields(), Value::Null());
  for (const Leaf& leaf : subject.leaves()) {
    const Value& set = ValueAt(config, leaf);
    if (set.is_null()) continue;
    PutAt(object, leaf, leaf.field->write_only ? set : ValueAt(planned, leaf));
  }
  object.Put(field::kRegion, planned.Get(field::kRegion));
  return Complete(*subject.tables, object);
}

Secrets SecretsOf(const Value& planned, const Value& config) {
  for (const Value& key : {config.Get(field::kAuthKeyWo), planned.Get(field::kAuthKey)}) {
    if (key.kind() == Value::Kind::kString) return {key.AsString()};
  }
  return {};
}

bool RefuseReadOnly(const Subject& subject, std::string_view what, Diagnostics& diagnostics) {
  if (!subject.config->read_only) return false;
  diagnostics.AddError({}, "Configuration is read-only",
                       fmt::format("{} a {} was refused: read_only is set in the provider configuration (on the "
                                   "command line: the command only reads), so nothing is "
                                   "changed in any cloud. Remove it to apply changes.",
                                   what, KindTitle(subject.kind)));
  return true;
}

}  // namespace ic::reconcile
