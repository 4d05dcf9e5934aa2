#include "reconcile/run/plan/plan_set.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stop_token>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "reconcile/run/plan/look_ahead.h"
#include "reconcile/run/plan/rails.h"
#include "reconcile/run/plan/replaced.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/stored_objects.h"
#include "reconcile/run/set/workers.h"

namespace ic {
namespace run {
namespace {

// The state is refreshed, every object is planned once, then order, rails and checksum.
class SetPlanning {
 public:
  SetPlanning(const RunEnvironment& environment, const DesiredSet& desired, const PlanOptions& options)
      : environment_(environment), desired_(desired), options_(options), field_index_(*environment.engine.factory) {}

  RunPlan Run() {
    if (!Prepare()) return std::move(plan_);
    if (!options_.destroy) PlanWanted();
    PlanUnwanted();
    if (environment_.stop.stop_requested()) {
      AddError("Planning was stopped", CancelledError("What is listed is not the whole plan. Plan again."));
    }
    SortSteps(field_index_, plan_.steps);
    CheckRails(field_index_, desired_, options_, plan_);
    RefuseVlansInUse(desired_, plan_);
    WarnOfUnknownGroups(desired_, options_, known_, planned_, plan_.diagnostics);
    if (!options_.destroy) WarnOfSharedPlaces(desired_, standing_.parents, planned_, plan_.diagnostics);
    plan_.checksum = ChecksumOf(field_index_, plan_);
    return std::move(plan_);
  }

 private:
  bool Prepare() {
    engine_ = MakeEngine(environment_.engine, desired_,
                         {.read_only = true, .allow_disruption = options_.allow_disruption}, plan_.diagnostics);
    if (plan_.HasErrors()) return false;
    stop_.emplace(environment_.stop, StopEngine{engine_.get()});
    const Status loaded = ValidateAndLoad();
    if (!loaded.ok()) {
      AddError("State cannot be read", loaded);
      return false;
    }
    for (auto& [address, known] : known_) engine_->Hold(address.kind, known.attributes, known.object.account);
    if (options_.refresh) {
      RefreshAll(*engine_, desired_, environment_.parallelism, known_, plan_.diagnostics);
      NoteRefreshed();
    }
    return true;
  }

  void AddError(std::string_view summary, const Status& status) {
    Diagnostics diagnostics;
    diagnostics.AddStatus({}, summary, status);
    for (const Diagnostic& one : diagnostics.items()) plan_.diagnostics.push_back(desired_.Locate(one, Position()));
  }

  // Neither needs the other.
  Status ValidateAndLoad() {
    if (options_.destroy) return LoadKnown();
    const auto validate = [this] { validated_ = ValidateAll(*engine_, desired_); };
    if (WorkersFor(desired_.objects.size()) == 1) {
      validate();
      return LoadKnown();
    }
    const std::jthread beside(validate);
    return LoadKnown();
  }

  Status LoadKnown() {
    IC_ASSIGN_OR_RETURN(const StateInfo info, environment_.state->Info());
    plan_.lineage = info.lineage;
    plan_.serial = info.serial;
    IC_ASSIGN_OR_RETURN(known_, LoadState(field_index_, *environment_.state, desired_, options_.destroy));
    for (const auto& [address, known] : known_) {
      if (OriginalOf(address) && desired_.Find(address) == nullptr) {
        replaced_[{known.object.cloud, known.object.id}] = address;
      }
    }
    return OkStatus();
  }

  // What only the state has to learn.
  void NoteRefreshed() {
    for (const auto& [address, known] : known_) {
      if (!(known.object.address == address)) plan_.moved.emplace_back(known.object.address, address);
      if (known.gone) {
        const bool wanted = !options_.destroy && desired_.Find(address) != nullptr;
        if (!wanted) plan_.gone.push_back(address);
        continue;
      }
      if (known.attributes == known.applied && known.facts == known.object.facts) continue;
      StateObject object = ObjectToStore(field_index_, known);
      if (object == StoredObject(field_index_, known)) continue;
      object.address = address;
      plan_.refreshed.push_back(std::move(object));
    }
  }

  void PlanWanted() {
    standing_ = StandingOf(desired_, known_);
    planned_.resize(desired_.objects.size());
    const std::vector<Outlook> outlooks = LookAhead(*engine_, desired_, standing_);
    for (const std::size_t index : PlanningOrder(standing_)) {
      if (environment_.stop.stop_requested()) return;
      const bool wrong = validated_[index].has_errors();
      const bool forced = options_.replace.contains(desired_.objects[index].address);
      if (outlooks[index] && !wrong && !forced && Holds(index)) {
        KeepAsItIs(index, *outlooks[index]);
      } else {
        PlanOne(index);
      }
    }
  }

  // Its parents keep the ids that they were thought to keep.
  bool Holds(std::size_t index) const {
    const std::vector<std::size_t>& parents = standing_.parents[index];
    return std::all_of(parents.begin(), parents.end(),
                       [this](std::size_t parent) { return IdOf(parent) == standing_.IdOf(parent); });
  }

  void KeepAsItIs(std::size_t index, const Outlook& outlook) {
    const DesiredObject& object = desired_.objects[index];
    planned_[index] = standing_.known[index]->attributes;
    Diagnostics diagnostics = std::move(validated_[index]);
    diagnostics.Append(*outlook);
    diagnostics.Append(engine_->PlanStaying(object.address.kind, planned_[index], object.account));
    Add(object, diagnostics);
    CountStep(Action::kNothing, plan_.counts);
  }

  Value IdOf(std::size_t index) const {
    if (index == kNobody || planned_[index].is_null()) return Value::Unknown();
    return planned_[index].Get(field::kId);
  }

  void Add(const DesiredObject& object, const Diagnostics& diagnostics) {
    for (const Diagnostic& one : diagnostics.items()) {
      LocatedDiagnostic located = desired_.Locate(one, object);
      if (one.rail) {
        plan_.refusals.push_back({object.address, one.detail, ""});
      } else {
        plan_.diagnostics.push_back(std::move(located));
      }
    }
  }

  void PlanOne(std::size_t index) {
    const DesiredObject& object = desired_.objects[index];
    std::vector<Value> ids;
    for (const std::size_t parent : standing_.parents[index]) ids.push_back(IdOf(parent));
    const Value config = Resolve(object, ids);
    const auto found = known_.find(object.address);
    const Known* known = found == known_.end() || found->second.gone ? nullptr : &found->second;
    const bool moved_account = known != nullptr && known->object.account != object.account;
    const Value prior = known == nullptr || moved_account ? Value::Null() : known->attributes;
    const std::string facts = known == nullptr || moved_account ? std::string() : known->facts;
    Diagnostics diagnostics = std::move(validated_[index]);
    PlanInput input{object.address.kind, prior, config, facts, object.account};
    input.replacements_are_said = true;
    input.stand_ins = StandInsFor(object, ids);
    PlanOutput output = engine_->Plan(input);
    diagnostics.Append(output.diagnostics);
    Step step = StepFor(object, known, config);
    step.changes = std::move(output.changes);
    step.action = output.action;
    step.planned = output.planned;
    step.facts = output.facts;
    const bool forced = !prior.is_null() && options_.replace.contains(object.address);
    if (moved_account) MoveAccount(object, *known, step, diagnostics);
    if (!diagnostics.has_errors() && !prior.is_null() && (output.action == Action::kReplace || forced)) {
      input.prior = Value::Null();
      input.facts = output.facts;
      PlanOutput second = engine_->Plan(input);
      diagnostics.Append(second.diagnostics);
      step.action = Action::kReplace;
      step.planned = second.planned;
      step.facts = second.facts;
    }
    Explain(object, known, forced, step);
    Add(object, diagnostics);
    planned_[index] = step.planned;
    Keep(std::move(step));
  }

  Step StepFor(const DesiredObject& object, const Known* known, const Value& config) const {
    Step step;
    step.address = object.address;
    step.account = object.account;
    step.cloud = reconcile::Text(config, field::kCloud);
    for (const Reference& reference : object.references) step.parents.push_back(reference.target);
    if (known != nullptr) {
      step.prior = known->attributes;
      if (known->object.account != object.account) step.prior_account = known->object.account;
      step.id = known->object.id;
      step.former_parents = FormerParents(*known);
    }
    return step;
  }

  // What it stood on may have been replaced and be kept under another address since.
  std::vector<Address> FormerParents(const Known& known) const {
    std::vector<Address> parents = known.object.depends_on;
    if (replaced_.empty()) return parents;
    for (const reconcile::Leaf& leaf : field_index_.leaves(known.object.address.kind)) {
      const Value& value = reconcile::ValueAt(known.attributes, leaf);
      if (!leaf.field->refers_to || value.kind() != Value::Kind::kString) continue;
      const auto found = replaced_.find({known.object.cloud, value.AsString()});
      if (found != replaced_.end()) parents.push_back(found->second);
    }
    return parents;
  }

  // In another account it is another object.
  void MoveAccount(const DesiredObject& object, const Known& known, Step& step, Diagnostics& diagnostics) {
    const PlanOutput gone =
        engine_->Plan({object.address.kind, known.attributes, Value::Null(), known.facts, known.object.account});
    diagnostics.Append(gone.diagnostics);
    step.action = Action::kReplace;
    step.reasons.push_back(fmt::format("its account changes from {} to {}, where it is another object",
                                       known.object.account, object.account));
  }

  void Explain(const DesiredObject& object, const Known* known, bool forced, Step& step) const {
    switch (step.action) {
      case Action::kCreate:
        step.reasons.push_back(known_.contains(object.address) ? "it is gone from the cloud, and is created again"
                                                               : "it is not in the state");
        break;
      case Action::kAdopt:
        step.reasons.push_back(fmt::format("it takes over {}", reconcile::Text(step.planned, field::kAdopt)));
        break;
      case Action::kReplace:
        if (forced) step.reasons.emplace_back("its replacement was asked for");
        break;
      default:
        break;
    }
    ExplainChanges(step);
    step.region = reconcile::Text(known == nullptr ? step.planned : known->attributes, field::kRegion);
  }

  void PlanUnwanted() {
    auto wanted = desired_.objects.begin();  // sorted by address, as what is known is
    for (const auto& [address, known] : known_) {
      while (wanted != desired_.objects.end() && wanted->address < address) ++wanted;
      const bool is_wanted = !options_.destroy && wanted != desired_.objects.end() && wanted->address == address;
      if (is_wanted || known.gone || environment_.stop.stop_requested()) continue;
      const PlanOutput output =
          engine_->Plan({address.kind, known.attributes, Value::Null(), known.facts, known.object.account});
      Step step;
      step.address = address;
      step.action = output.action;
      step.account = known.object.account;
      step.cloud = known.object.cloud;
      step.region = known.object.region;
      step.id = known.object.id;
      step.former_parents = FormerParents(known);
      step.prior = known.attributes;
      step.facts = output.facts;
      step.reasons.emplace_back(OriginalOf(address) ? "its replacement is there, and it was not deleted then"
                                : options_.destroy  ? "destroying was asked for"
                                                    : "it is no longer in the configuration");
      for (const Diagnostic& one : output.diagnostics.items()) {
        if (one.rail) {
          plan_.refusals.push_back({address, one.detail, ""});
          continue;
        }
        const DesiredObject* object = desired_.Find(address);
        LocatedDiagnostic located =
            object == nullptr ? desired_.Locate(one, Position()) : desired_.Locate(one, *object);
        located.address = address;
        plan_.diagnostics.push_back(std::move(located));
      }
      Keep(std::move(step));
    }
  }

  void Keep(Step step) {
    CountStep(step.action, plan_.counts);
    if (step.action != Action::kNothing) plan_.steps.push_back(std::move(step));
  }

  const RunEnvironment& environment_;
  const DesiredSet& desired_;
  const PlanOptions& options_;
  const FieldIndex field_index_;
  struct StopEngine {
    Engine* engine;
    void operator()() const { engine->Stop(); }
  };
  std::unique_ptr<Engine> engine_;
  std::optional<std::stop_callback<StopEngine>> stop_;  // gone before the engine
  RunPlan plan_;
  KnownObjects known_;
  std::map<std::pair<std::string, std::string>, Address> replaced_;  // what is kept until it is deleted: cloud, id
  Standing standing_;
  std::vector<Diagnostics> validated_;
  std::vector<Value> planned_;  // by index of the set's objects
};

}  // namespace
}  // namespace run

RunPlan PlanSet(const RunEnvironment& environment, const DesiredSet& desired, const PlanOptions& options) {
  return run::SetPlanning(environment, desired, options).Run();
}

}  // namespace ic
