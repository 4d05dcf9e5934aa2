#include "reconcile/plan/plan.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/adopt/adoption.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/quota.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/planner.h"

namespace ic::reconcile {
namespace {

// Two objects of one run that could not be told apart after a crash: the one that exists would be taken for what the
// create of the other left behind.
void RefuseTwins(const Call& call, const Value& created, const std::string& existing_title, Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, "Two objects are the same",
      fmt::format(
          "{} is to be created while {}, which has the same name and the same values in everything that cannot "
          "change, is in this configuration or its state. After an interrupted run nobody could tell them apart. "
          "If it was renamed in the configuration, say so with a moved block; if both are wanted, give them "
          "different names; if one makes room for the other, apply the removal first.",
          Titled(call.kind, created), existing_title));
}

class Planning {
 public:
  Planning(Run& run, const PlanInput& input)
      : run_(run), input_(input), call_(MakeCall(run, input.kind, About(), input.account, output_.diagnostics)) {}

  PlanOutput Decide() {
    if (call_.traits == nullptr) {
      output_.facts = input_.facts;
      return std::move(output_);
    }
    if (input_.config.is_null()) {
      Destroy();
    } else if (input_.prior.is_null()) {
      Create();
    } else {
      Update();
    }
    output_.facts = FactsText(facts_);
    return std::move(output_);
  }

  Diagnostics DecideStaying() {
    if (call_.traits == nullptr) return std::move(output_.diagnostics);
    facts_.id = Text(input_.prior, field::kId);
    Stay(input_.prior);
    return std::move(output_.diagnostics);
  }

 private:
  const Value& About() const { return input_.config.is_null() ? input_.prior : input_.config; }

  bool failed() const { return output_.diagnostics.has_errors(); }

  void Destroy() {
    facts_.id = Text(input_.prior, field::kId);
    if (run_.ledger.IsTakenOver(call_.KeyOf(input_.prior))) {
      output_.action = Action::kForget;
      return;
    }
    const std::string on_destroy = OnDestroyOf(call_, input_.prior);
    output_.action = on_destroy == "keep" ? Action::kForget : Action::kDelete;
    Remember(on_destroy == "keep" ? Fate::kForgotten : Fate::kGoes, Value::Null());
    if (on_destroy == "refuse") {
      RefuseDestroy("destroyed", input_.prior);
    } else if (on_destroy == "delete" && !call_.lowered()) {
      output_.diagnostics.Append(CheckPlannedDisruption(call_, DisruptionOf("Deleting", Session())));
    }
  }

  // What of a peer's interface goes down with it.
  std::string Session() const {
    return call_.kind == Kind::kBgpPeer ? Text(input_.prior, field::kAddressFamily) : std::string();
  }

  Disruption DisruptionOf(std::string how, std::string session) const {
    return {call_.KeyOf(input_.prior), input_.prior, std::move(how), std::move(session)};
  }

  void RefuseDestroy(std::string_view what, const Value& object) {
    output_.diagnostics.AddRefusal(
        field::kOnDestroy, "Destroying is refused",
        fmt::format(
            "{} would be {}, and its on_destroy is \"refuse\". To really delete it, set on_destroy = \"delete\" "
            "(or \"keep\" to leave it in the cloud and only forget it), apply, and then do this again.",
            Titled(call_.kind, object), what));
  }

  // Enters an object that exists into the ledger, and looks for a planned create that it would be mistaken for.
  void Remember(Fate fate, const Value& planned) {
    const ObjectKey key = call_.KeyOf(input_.prior);
    auto ledger = run_.ledger.Open();
    ledger->Set(key, [&](Existing& entry) {
      entry.attributes = input_.prior;
      entry.planned = WithStandIns(planned, input_.stand_ins);
      entry.fate = fate;
      if (entry.group.empty()) entry.group = Text(input_.prior, field::kRedundancyGroup);
    });
    for (const auto* found : ledger->CreatesAlike(*call_.tables, key.account, key.region, input_.prior)) {
      const PlannedCreate& create = found->second;
      // -replace plans an object as staying first, and its create then; the other way round they are two.
      if (create.replaces == key.id && fate != Fate::kStays) continue;
      if (!create.adopts.empty() || call_.lowered()) continue;
      if (!CouldBeMistaken(call_, create.planned, input_.prior)) continue;
      RefuseTwins(call_, create.planned, Titled(call_.kind, input_.prior), output_.diagnostics);
    }
  }

  Value RegionForNew() {
    if (!input_.config.Get(field::kRegion).is_null()) return input_.config.Get(field::kRegion);
    const auto adapter = call_.adapter();
    const auto region = adapter.ok() ? (*adapter)->DefaultRegion() : StatusOr<std::string>(adapter.status());
    if (region.ok()) return Value::String(*region);
    output_.diagnostics.AddStatus(field::kRegion, "No region", region.status());
    return Value::Null();
  }

  void Create() {
    facts_ = ParseFacts(input_.facts);
    Plan plan = PlanCreate(call_, input_.config, RegionForNew());
    if (facts_.id.empty() && !input_.replacements_are_said) facts_.id = Tainted(plan);
    const std::string replaced = facts_.id;
    output_.planned = plan.planned;
    output_.diagnostics.Append(plan.diagnostics);
    if (!input_.applied_at_once) output_.changes = Explain(call_, Value::Null(), plan);
    const Value& adopt = plan.planned.Get(field::kAdopt);
    output_.action = !replaced.empty() ? Action::kReplace : (adopt.is_null() ? Action::kCreate : Action::kAdopt);
    if (failed()) return;
    plan.completed = WithStandIns(std::move(plan.completed), input_.stand_ins);
    plan.completed = WithInterface(call_, std::move(plan.completed), Freshness::kShared);
    if (!replaced.empty()) CheckReplaced(replaced);
    const std::string mark = StandsOnNew() ? std::string() : MarkOf(call_, plan.completed);
    const std::uint64_t ticket = Register(plan, replaced, mark);
    if (call_.lowered() || input_.applied_at_once) return;
    if (adopt.is_known() && !Text(plan.planned, field::kRegion).empty()) {
      CheckAdoption(call_, plan.planned, replaced, Freshness::kShared, output_.diagnostics);
    }
    output_.diagnostics.Append(CheckQuotas(
        call_, {plan.completed, Value::Null(), "", mark, replaced, Text(plan.planned, field::kAdopt), ticket},
        When::kPlan, Freshness::kShared));
  }

  // On something that is made in this run.
  bool StandsOnNew() const {
    return std::any_of(input_.stand_ins.begin(), input_.stand_ins.end(),
                       [](const auto& stand_in) { return stand_in.first != field::kId; });
  }

  // A tainted object is planned as if there were none, and without its facts. Only its being in the state tells; if it
  // turns out to stay, the two are twins.
  std::string Tainted(const Plan& plan) {
    if (!plan.planned.Get(field::kAdopt).is_null() || call_.lowered()) return "";
    const std::string region = Text(plan.planned, field::kRegion);
    auto ledger = run_.ledger.Open();
    for (const auto* held : ledger->HeldAlike(*call_.tables, call_.account, region, plan.completed)) {
      const Existing* entry = ledger->Find(held->first);
      if (entry != nullptr && entry->fate != Fate::kUndecided) continue;
      if (IdentityDifferences(call_, plan.completed, held->second).empty()) return held->first.id;
    }
    return "";
  }

  // Enters the create into the ledger, and looks for others that it would be mistaken for.
  std::uint64_t Register(const Plan& plan, const std::string& replaced, const std::string& mark) {
    PlannedCreate create{call_.kind, call_.account, Text(plan.planned, field::kRegion), plan.completed,
                         mark,       replaced,      Text(plan.planned, field::kAdopt)};
    auto ledger = run_.ledger.Open();
    if (HasTwin(create, *ledger)) {
      RefuseTwins(call_, plan.planned, "another one planned in this run", output_.diagnostics);
    }
    if (!call_.lowered() && create.adopts.empty()) {
      for (const auto* found : ledger->Alike(*call_.tables, create.account, create.region, plan.completed)) {
        const Value& existing = found->second.attributes;
        if (found->first.id == replaced || !CouldBeMistaken(call_, plan.completed, existing)) continue;
        RefuseTwins(call_, plan.planned, Titled(call_.kind, existing), output_.diagnostics);
      }
    }
    return ledger->Add(std::move(create));
  }

  static bool HasTwin(const PlannedCreate& create, LedgerContents& ledger) {
    if (!create.adopts.empty()) return !ledger.Adopting(create.account, create.kind, create.adopts).empty();
    const auto same = create.mark.empty() ? LedgerContents::CreateList() : ledger.WithMark(create.account, create.mark);
    return std::any_of(same.begin(), same.end(), [](const auto* other) { return other->second.adopts.empty(); });
  }

  // The account of what a state holds: its cloud may be another one than the configuration asks for.
  std::string AccountOf(const Value& prior) const {
    const std::string cloud = Text(prior, field::kCloud);
    return cloud == call_.cloud() ? call_.account : cloud;
  }

  // -replace and taint say in no other way than by this create that the old object goes.
  void CheckReplaced(const std::string& id) {
    Value old;
    bool decided = false;
    {
      auto ledger = run_.ledger.Open();
      for (const auto* found : ledger->WithId(call_.kind, id)) {
        const auto& [key, existing] = *found;
        if (!existing.attributes.is_known() || key.account != AccountOf(existing.attributes)) continue;
        old = existing.attributes;
        // The first plan of a replacement said it all.
        decided = existing.fate == Fate::kGoes || existing.fate == Fate::kForgotten;
        const Fate fate = OnDestroyOf(call_, old) == "keep" ? Fate::kForgotten : Fate::kGoes;
        ledger->Set(ObjectKey(key), [fate](Existing& entry) { entry.fate = fate; });
      }
    }
    if (decided || old.is_null() || call_.lowered()) return;
    const std::string on_destroy = OnDestroyOf(call_, old);
    if (on_destroy == "refuse") RefuseDestroy("replaced", old);
    if (on_destroy == "keep" && Text(output_.planned, field::kAdopt) != id) RefuseKept(old);
    if (on_destroy != "delete") return;
    Diagnostics unused;
    const Call old_call = MakeCall(run_, call_.kind, old, AccountOf(old), unused);
    const std::string session = call_.kind == Kind::kBgpPeer ? Text(old, field::kAddressFamily) : std::string();
    output_.diagnostics.Append(CheckPlannedDisruption(old_call, {old_call.KeyOf(old), old, "Replacing", session}));
  }

  void RefuseKept(const Value& object) {
    output_.diagnostics.AddRefusal(
        field::kOnDestroy, "Replacement of a kept object",
        fmt::format("{} would be replaced, and its on_destroy is \"keep\": the old one would stay in the cloud, in the "
                    "way of the new one. Set on_destroy = \"delete\" and apply, then do this again; or remove it from "
                    "the state, which keeps it, and create the other beside it.",
                    Titled(call_.kind, object)));
  }

  void Update() {
    facts_.id = Text(input_.prior, field::kId);
    Plan plan = PlanUpdate(call_, input_.prior, input_.config, LookAt(call_, input_.prior, Freshness::kShared));
    output_.planned = plan.planned;
    output_.diagnostics.Append(plan.diagnostics);
    if (!plan.unchanged) output_.changes = Explain(call_, input_.prior, plan);
    const bool replaces = plan.Replaces();
    const bool forgets = replaces && OnDestroyOf(call_, input_.prior) == "keep";
    if (replaces) {
      Remember(forgets ? Fate::kForgotten : Fate::kGoes, plan.planned);
      Replace(plan);
      return;
    }
    Stay(plan.planned);
    if (!plan.unchanged && !(plan.planned == input_.prior)) {
      output_.action = Action::kUpdate;
      if (!failed() && plan.TouchesCloud()) ChangeInPlace(plan);
    }
  }

  void Stay(const Value& planned) {
    Remember(Fate::kStays, planned);
    if (!failed()) CheckAgainstCreates(planned);
  }

  // Creates that were planned before did not know that this object stays.
  void CheckAgainstCreates(const Value& planned) {
    if (!run_.ledger.Open()->has_creates()) return;
    QuotaCheck check(call_, {WithStandIns(planned, input_.stand_ins), Value::Null(), facts_.id, "", "", "", 0});
    if (!check.needed() || !check.MeetsCreates(*run_.ledger.Open())) return;
    if (!check.Fetch(Freshness::kShared).ok()) return;  // said at the create
    auto ledger = run_.ledger.Open();
    check.Evaluate(*ledger, When::kPlan, output_.diagnostics);
  }

  void Replace(const Plan& plan) {
    output_.action = Action::kReplace;
    bool only_adopts_another = true;
    for (const Difference& difference : plan.differences) {
      if (difference.on_change != OnChange::kReplace) continue;
      output_.replace.push_back(difference.leaf->attribute());
      only_adopts_another = only_adopts_another && difference.leaf->path == field::kAdopt;
    }
    const std::string on_destroy = OnDestroyOf(call_, input_.prior);
    if (on_destroy == "refuse") RefuseDestroy("replaced", input_.prior);
    if (on_destroy == "keep" && !only_adopts_another) RefuseKept(input_.prior);
    WarnOfReplacement(plan);
    if (failed() || on_destroy != "delete" || call_.lowered()) return;
    Diagnostics unused;
    const Call old_call = MakeCall(run_, call_.kind, input_.prior, AccountOf(input_.prior), unused);
    if (old_call.traits == nullptr) return;
    output_.diagnostics.Append(
        CheckPlannedDisruption(old_call, {old_call.KeyOf(input_.prior), input_.prior, "Replacing", Session()}));
  }

  void WarnOfReplacement(const Plan& plan) {
    std::vector<std::string> reasons;
    std::vector<std::string> interrupted;
    for (const Difference& difference : plan.differences) {
      if (difference.on_change != OnChange::kReplace) continue;
      const Value& before = ValueAt(input_.prior, *difference.leaf);
      const Value& after = ValueAt(plan.planned, *difference.leaf);
      reasons.push_back(fmt::format("{} changes from {} to {}: {}", difference.leaf->path,
                                    Shown(*difference.leaf->field, before), Shown(*difference.leaf->field, after),
                                    difference.reason));
      if (!difference.interrupts.empty() &&
          std::find(interrupted.begin(), interrupted.end(), difference.interrupts) == interrupted.end()) {
        interrupted.push_back(difference.interrupts);
      }
    }
    output_.diagnostics.AddWarning(
        plan.differences.empty() ? AttributePath() : output_.replace.front(),
        fmt::format("Replacement of a {}", KindTitle(call_.kind)),
        fmt::format("{} will be {}. Why: {}. What it interrupts: {}.", Titled(call_.kind, input_.prior),
                    OnDestroyOf(call_, input_.prior) == "keep" ? "given up (and left in the cloud) for another"
                                                               : "deleted and created anew",
                    JoinWords(reasons, "and"),
                    interrupted.empty() ? "nothing that is known" : JoinWords(interrupted, "and")));
  }

  void ChangeInPlace(const Plan& plan) {
    const Value counted = WithStandIns(plan.planned, input_.stand_ins);
    output_.diagnostics.Append(
        CheckQuotas(call_, {counted, input_.prior, facts_.id, "", "", "", 0}, When::kPlan, Freshness::kShared));
    if (!Interrupts(plan.differences)) return;
    std::vector<std::string> paths;
    for (const Difference& difference : plan.differences) {
      if (!difference.touches_cloud || difference.interrupts.empty()) continue;
      paths.push_back(difference.leaf->path);
      output_.diagnostics.AddWarning(difference.leaf->attribute(),
                                     fmt::format("Interruption of a {}", KindTitle(call_.kind)),
                                     fmt::format("Changing {} of {} interrupts {}.", difference.leaf->path,
                                                 Titled(call_.kind, input_.prior), difference.interrupts));
    }
    output_.diagnostics.Append(
        CheckPlannedDisruption(call_, DisruptionOf(fmt::format("Changing {}", JoinWords(paths, "and")),
                                                   SessionAtStake(call_, input_.prior, plan.differences))));
  }

  Run& run_;
  const PlanInput& input_;
  PlanOutput output_;
  Facts facts_;
  const Call call_;
};

}  // namespace

PlanOutput PlanObject(Run& run, const PlanInput& input) { return Planning(run, input).Decide(); }

std::optional<Diagnostics> PlansNothing(Run& run, const PlanInput& input) {
  if (input.prior.is_null() || input.config.is_null()) return std::nullopt;
  Diagnostics diagnostics;
  const Call call = MakeCall(run, input.kind, input.config, input.account, diagnostics);
  if (call.traits == nullptr) return std::nullopt;
  std::optional<Plan> plan = PlanUnchanged(call, input.prior, input.config);
  if (!plan || plan->diagnostics.has_errors()) return std::nullopt;
  return std::move(plan->diagnostics);
}

Diagnostics PlanStaying(Run& run, Kind kind, const Value& prior, const std::string& account) {
  return Planning(run, {kind, prior, prior, "", account}).DecideStaying();
}

}  // namespace ic::reconcile
