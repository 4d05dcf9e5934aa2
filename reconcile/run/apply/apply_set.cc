#include "reconcile/run/apply/apply_set.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/object/words.h"
#include "reconcile/run/apply/chains.h"
#include "reconcile/run/apply/earlier_creates.h"
#include "reconcile/run/apply/plan_holds.h"
#include "reconcile/run/apply/runner.h"
#include "reconcile/run/plan/halves.h"
#include "reconcile/run/plan/left_behind.h"
#include "reconcile/run/plan/replaced.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/entries.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic {
namespace run {
namespace {

// The operations behind the runner: they call the engine and keep the state. A class, because the runner's threads
// share what it learns while the run lasts: the ids of what was made, behind one lock.
class Applying {
 public:
  Applying(const RunEnvironment& environment, const DesiredSet& desired, const RunPlan& plan,
           const ApplyOptions& options)
      : environment_(environment),
        desired_(desired),
        plan_(plan),
        options_(options),
        field_index_(*environment.engine.factory) {}

  ApplyOutcome Run() {
    if (!Prepare()) return std::move(outcome_);
    const std::stop_callback halt(halt_.get_token(), [this] { engine_->Stop(); });
    const std::stop_callback stop(environment_.stop, [this] { engine_->Stop(); });
    outcome_.results = RunSteps(
        plan_,
        {environment_.parallelism, environment_.stop, options_.observer, environment_.engine.clock, halt_.get_token()},
        [this](std::size_t step, Half half, StepResult& result) {
          return half == Half::kDestroy ? Destroy(plan_.steps[step], result) : Make(plan_.steps[step], result);
        });
    outcome_.refused = refused_;
    outcome_.state_lost = state_lost_;
    outcome_.stopped = environment_.stop.stop_requested();
    if (!halt_.stop_requested() && !outcome_.stopped) LearnInherited();
    return std::move(outcome_);
  }

 private:
  // What stands on a changed object may have got other values by that: a session follows its group's ASN. A failure
  // here is none of the run: the next plan reads them anyway.
  void LearnInherited() {
    std::set<Address> steps;
    std::set<Address> changed;
    for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
      steps.insert(plan_.steps[i].address);
      const bool done = outcome_.results[i].state == StepState::kDone;
      if (done && plan_.steps[i].action == Action::kUpdate) changed.insert(plan_.steps[i].address);
    }
    if (changed.empty()) return;
    auto known = LoadState(field_index_, *environment_.state, desired_, /*alone=*/false);
    if (!known.ok()) return;
    FollowEntries(*engine_, desired_, *known);
    std::erase_if(*known, [&](const auto& entry) {
      const std::vector<Address>& parents = entry.second.object.depends_on;
      return steps.contains(entry.first) ||
             std::none_of(parents.begin(), parents.end(), [&](const Address& one) { return changed.contains(one); });
    });
    std::vector<LocatedDiagnostic> unsaid;
    RefreshAll(*engine_, desired_, environment_.parallelism, *known, unsaid);
    for (const auto& [address, one] : *known) {
      if (one.gone || one.unread) continue;
      const StateObject object = ObjectToStore(field_index_, one);
      if (!(object == StoredObject(field_index_, one))) (void)environment_.state->Put(object);
    }
  }

  bool Prepare() {
    engine_ = MakeEngine(environment_.engine, desired_,
                         {.read_only = false, .allow_disruption = options_.allow_disruption}, outcome_.diagnostics);
    if (HasErrors(outcome_.diagnostics)) return false;
    Status status = LearnNames();
    if (status.ok()) status = LearnRefreshed();
    if (status.ok()) status = LoadIds();
    if (status.ok()) return true;
    outcome_.diagnostics.push_back(DiagnosticOf("State cannot be used", status));
    return false;
  }

  Status LearnNames() {
    for (const auto& [from, to] : plan_.moved) IC_RETURN_IF_ERROR(environment_.state->Rename(from, to));
    return OkStatus();
  }

  Status LearnRefreshed() {
    for (const StateObject& object : plan_.refreshed) IC_RETURN_IF_ERROR(environment_.state->Put(object));
    for (const Address& address : plan_.gone) IC_RETURN_IF_ERROR(environment_.state->Remove(address));
    for (const Address& address : plan_.over) IC_RETURN_IF_ERROR(environment_.state->End(address));
    return OkStatus();
  }

  Status LoadIds() {
    IC_ASSIGN_OR_RETURN(KnownObjects known, LoadState(field_index_, *environment_.state, desired_, /*alone=*/false));
    FollowEntries(*engine_, desired_, known);
    for (const auto& [address, one] : known) {
      ids_[address] = Value::String(one.object.id);
      stored_.emplace(address, one);
      engine_->Hold(address.kind, one.attributes, one.object.account);
    }
    counterparts_ = CounterpartsAmong(desired_, stored_);
    NoteHalves(*engine_, desired_, stored_);
    IC_ASSIGN_OR_RETURN(auto begun, environment_.state->Begun());
    earlier_.emplace(*engine_, &desired_, FollowMoved(desired_, std::move(begun)),
                     [this](const Address& target) { return IdOf(target); });
    // What the plan found gone is in the state until its creation is stored, and is nobody's parent meanwhile.
    for (const Step& step : plan_.steps) {
      if (step.action == Action::kCreate || step.action == Action::kAdopt) ids_.erase(step.address);
      if (step.create_first) NameReplaced(step.address);
    }
    return OkStatus();
  }

  // A replacement whose old half has gone is finished, whoever stops the run, with all that this takes. Nothing:
  // Engine::Stop ends the operation.
  std::optional<std::stop_token> StoppedBy(const Step& step, Half half) const {
    const bool needed = finishing_.contains({static_cast<std::size_t>(&step - plan_.steps.data()), half});
    if (!needed && !environment_.stop.stop_requested()) return std::nullopt;
    return halt_.get_token();
  }

  void NameReplaced(const Address& address) {
    const auto taken = [this](const Address& place) { return ids_.contains(place) || desired_.Find(place) != nullptr; };
    StateObject object = StoredObject(field_index_, stored_.at(address));
    object.address = ReplacedAddress(address, taken);
    object.keyed = false;  // nobody gives its key any more
    ids_[object.address] = Value::String(object.id);
    replaced_[address] = std::move(object);
  }

  Value IdOf(const Address& address) {
    const std::lock_guard lock(mutex_);
    const auto found = ids_.find(address);
    return found == ids_.end() ? Value::Unknown() : found->second;
  }

  // Returns true if there is no error among them.
  bool Say(const Step& step, const Diagnostics& diagnostics, StepResult& result) {
    for (const Diagnostic& one : diagnostics.items()) {
      const bool is_said = std::ranges::any_of(
          result.diagnostics, [&one](const LocatedDiagnostic& said) { return said.diagnostic == one; });
      if (!is_said) result.diagnostics.push_back(desired_.Locate(one, step.address));
      if (one.rail) refused_ = true;
    }
    return !diagnostics.has_errors();
  }

  bool Fail(const Step& step, std::string_view summary, std::string_view detail, StepResult& result) {
    Diagnostics diagnostics;
    diagnostics.AddError({}, summary, detail);
    return Say(step, diagnostics, result);
  }

  // The state could not be written: what the cloud has now must not get lost. Nothing more is begun, because what it
  // made could not be kept either.
  bool FailToStore(const Step& step, const Status& status, const std::string& id, StepResult& result) {
    state_lost_ = true;
    halt_.request_stop();
    return Fail(step, "State could not be written",
                fmt::format("{} is {} in the cloud now, but that could not be stored: {} Make the state writable and "
                            "run again; {}.",
                            step.address.ToString(), id.empty() ? "gone" : id, status.message(),
                            id.empty() ? "it will be found gone"
                                       : "it will be found by its mark, or by what was noted before it was made"),
                result);
  }

  bool Destroy(const Step& step, StepResult& result) {
    if (!Say(step, chains_.CheckUnder(*engine_, step, StoppedBy(step, Half::kDestroy)), result)) return false;
    const ObjectOutput output = engine_->Apply({.kind = step.address.kind,
                                                .prior = step.prior,
                                                .facts = step.facts,
                                                .account = AccountBefore(step),
                                                .stopped_by = StoppedBy(step, Half::kDestroy),
                                                .makes_successor = true});
    Diagnostics said;
    for (const Diagnostic& one : output.diagnostics.items()) {
      const bool stays = one.summary == reconcile::kKeptInCloud;
      if (!stays || !going_.contains(step.address)) said.Add(one);
    }
    if (!Say(step, said, result)) return false;
    // The state may have the new one already.
    const Address& address = step.create_first ? replaced_.at(step.address).address : step.address;
    for (const Address& gone : GoneWith(step, address)) {
      const Status removed = environment_.state->Remove(gone);
      if (!removed.ok()) return FailToStore(step, removed, "", result);
    }
    const std::lock_guard lock(mutex_);
    ids_.erase(address);
    return true;
  }

  // What leaves the state with the step, which has been carried out. What is only given up, and goes when another step
  // deletes its other half, is kept until that has happened: if it does not, this is what the next plan has to know.
  std::vector<Address> GoneWith(const Step& step, const Address& address) {
    const std::lock_guard lock(mutex_);
    const auto ender = enders_.find(step.address);
    if (ender != enders_.end() && !ended_.contains(ender->second)) {
      kept_[ender->second].push_back(address);
      return {};
    }
    ended_.insert(step.address);
    std::vector<Address> gone = {address};
    const auto kept = kept_.find(step.address);
    if (kept != kept_.end()) gone.insert(gone.end(), kept->second.begin(), kept->second.end());
    return gone;
  }

  // Of what is made anew, those whose new half waits for that of the other step.
  static std::map<Address, Address> KeptUntil(const std::vector<Step>& steps) {
    std::map<Address, Address> kept;
    for (const auto& [index, ender] : EndersOf(steps)) {
      const Step& step = steps[index];
      const Address& other = steps[ender].address;
      const bool waits = std::ranges::find(step.named, other) != step.named.end() ||
                         std::ranges::find(step.parents, other) != step.parents.end();
      if (step.action == Action::kForget || waits) kept[step.address] = other;
    }
    return kept;
  }

  bool Make(const Step& step, StepResult& result) {
    const DesiredObject& object = *desired_.Find(step.address);
    const Value config = Resolve(object, [this](const Address& target) { return IdOf(target); });
    if (!config.IsWhollyKnown()) {
      return Fail(step, "A parent has no id", "What this object refers to was not created.", result);
    }
    const bool fresh = step.action != Action::kUpdate;
    const Value prior = fresh ? Value::Null() : step.prior;
    const OtherHalf other_half =
        OtherHalfOf(counterparts_, desired_, step.address, [this](const Address& target) { return IdOf(target); });
    const std::string facts = fresh && !step.create_first ? std::string() : step.facts;
    // What exists is judged by its plan, which comes next: what is as it is there already is no reason to refuse a
    // change of something else.
    if (fresh && !Say(step, engine_->Validate(step.address.kind, config), result)) return false;
    const std::optional<std::stop_token> stopped_by = StoppedBy(step, Half::kMake);
    const PlanOutput again = engine_->Plan({.kind = step.address.kind,
                                            .prior = prior,
                                            .config = config,
                                            .facts = facts,
                                            .account = step.account,
                                            .applied_at_once = true,
                                            .replacements_are_said = true,
                                            .stopped_by = stopped_by,
                                            .other_half = other_half});
    if (!Say(step, again.diagnostics, result)) return false;
    if (!CheckUnchanged(step, again, result)) return false;
    // What takes the place of something that has gone waits for nothing more.
    const bool creates = step.action == Action::kCreate;
    if (creates && !Say(step, earlier_->Await(step.address.kind, step.account), result)) return false;
    const ObjectOutput output =
        engine_->Apply({.kind = step.address.kind,
                        .prior = prior,
                        .planned = again.planned,
                        .config = config,
                        .facts = fresh ? std::string() : again.facts,
                        .account = step.account,
                        .begun = earlier_->At(step.address),
                        .none = object.none,
                        .other_half = other_half,
                        .all_is_held = true,
                        .begin = [&](const std::string& record) { return Begin(step, record); },
                        .begin_change = [&](const std::string& text) { return BeginChange(step, text); },
                        .stopped_by = stopped_by});
    const bool ok = Say(step, output.diagnostics, result);
    result.unfinished = output.unfinished;
    // What stays noted claims nothing but what is exactly like it: a failure here is none.
    if (output.made_nothing) (void)environment_.state->End(step.address);
    return Store(step, object, output, result) && ok;
  }

  // What cannot be noted is not begun, and nothing else is: what it made could not be kept either.
  Status Begin(const Step& step, const std::string& record) {
    Status noted = KeepOther(step.address);
    if (noted.ok()) noted = environment_.state->Begin(step.address, record);
    return Noted(noted);
  }

  // The object as the state has it, with what is about to be done to it.
  Status BeginChange(const Step& step, const std::string& facts) {
    const auto found = stored_.find(step.address);
    if (found == stored_.end()) return OkStatus();
    StateObject object = StoredObject(field_index_, found->second);
    object.facts = facts;
    return Noted(environment_.state->Put(object));
  }

  Status Noted(const Status& noted) {
    if (noted.ok()) return noted;
    state_lost_ = true;
    halt_.request_stop();
    return noted.Annotate("State could not be written");
  }

  // The note of another create that is not sure to have made nothing is kept beside.
  Status KeepOther(const Address& address) {
    const std::string note = earlier_->At(address);
    if (note.empty()) return OkStatus();
    const auto taken = [this](const Address& place) {
      return ids_.contains(place) || !earlier_->At(place).empty() || desired_.Find(place) != nullptr;
    };
    std::unique_lock lock(mutex_);
    const Address place = ReplacedAddress(address, taken);
    lock.unlock();
    return environment_.state->Begin(place, note);
  }

  bool CheckUnchanged(const Step& step, const PlanOutput& again, StepResult& result) {
    if (step.action == Action::kUpdate && again.action == Action::kReplace) {
      return Fail(step, "The world has moved",
                  "What could be changed in place when this was planned must be replaced now. Plan again.", result);
    }
    const std::vector<std::string> differences =
        DifferencesFromPlan(field_index_, step.address.kind, step.planned, again.planned);
    if (differences.empty()) return true;
    return Fail(step, "The world has moved",
                fmt::format("What is to be done is no longer what was planned, in {}. Plan again.",
                            fmt::join(differences, ", ")),
                result);
  }

  bool Store(const Step& step, const DesiredObject& desired, const ObjectOutput& output, StepResult& result) {
    if (output.state.is_null()) return true;
    StateObject object;
    object.address = step.address;
    object.account = step.account;
    object.cloud = step.cloud;
    object.region = reconcile::Text(output.state, field::kRegion);
    object.id = reconcile::Text(output.state, field::kId);
    object.attributes = TextOf(field_index_, step.address.kind, output.state);
    object.facts = output.facts;
    object.keyed = !desired.config.Get(field::kAuthKey).is_null();
    for (const Reference& reference : desired.references) object.depends_on.push_back(reference.target);
    result.id = object.id;
    const Status stored = Put(step, object);
    if (!stored.ok()) return FailToStore(step, stored, object.id, result);
    const std::lock_guard lock(mutex_);
    ids_[step.address] = Value::String(object.id);
    return true;
  }

  // With what it replaces, if that is still there.
  Status Put(const Step& step, const StateObject& object) {
    if (!step.create_first || object.id == step.id) return environment_.state->Put(object);
    return environment_.state->PutAll({replaced_.at(step.address), object});
  }

  const RunEnvironment& environment_;
  const DesiredSet& desired_;
  const RunPlan& plan_;
  const Chains chains_{&plan_.steps};
  const std::set<Address> going_ = GoingWithAnother(plan_.steps);
  const std::map<Address, Address> enders_ = KeptUntil(plan_.steps);
  const std::set<std::pair<std::size_t, Half>> finishing_ = FinishingOperations(plan_, OperationGraph(plan_));
  const ApplyOptions& options_;
  const FieldIndex field_index_;
  std::unique_ptr<Engine> engine_;
  ApplyOutcome outcome_;
  std::mutex mutex_;
  std::map<Address, Value> ids_;
  std::set<Address> ended_;                       // steps that have ended what exists, or given it up
  std::map<Address, std::vector<Address>> kept_;  // in the state, until the step has ended what they are
  KnownObjects stored_;                           // when the run began
  Counterparts counterparts_;
  std::optional<EarlierCreates> earlier_;
  std::map<Address, StateObject> replaced_;  // what a replacement is made before, where it is kept meanwhile
  std::atomic<bool> refused_ = false;
  std::atomic<bool> state_lost_ = false;
  std::stop_source halt_;  // nothing more is to be begun, whatever is half done
};

ApplyOutcome DryRun(const RunEnvironment& environment, const RunPlan& plan, const ApplyOptions& options) {
  ApplyOutcome outcome;
  outcome.results = RunSteps(plan, {1, environment.stop, options.observer, environment.engine.clock},
                             [&plan](std::size_t step, Half, StepResult& result) {
                               result.state = StepState::kWouldDo;
                               result.id = plan.steps[step].id;
                               return true;
                             });
  return outcome;
}

}  // namespace
}  // namespace run

ApplyOutcome ApplySet(const RunEnvironment& environment, const DesiredSet& desired, const RunPlan& plan,
                      const ApplyOptions& options) {
  if (options.dry_run) return run::DryRun(environment, plan, options);
  return run::Applying(environment, desired, plan, options).Run();
}

}  // namespace ic
