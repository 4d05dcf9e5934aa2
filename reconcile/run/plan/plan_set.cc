#include "reconcile/run/plan/plan_set.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "reconcile/object/as_it_is.h"
#include "reconcile/run/plan/halves.h"
#include "reconcile/run/plan/left_behind.h"
#include "reconcile/run/plan/look_ahead.h"
#include "reconcile/run/plan/new_offers.h"
#include "reconcile/run/plan/object_steps.h"
#include "reconcile/run/plan/rails.h"
#include "reconcile/run/plan/replaced.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/entries.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/workers.h"

namespace ic {
namespace run {
namespace {

// What was asked for.
struct Request {
  const RunEnvironment& environment;
  const DesiredSet& desired;
  const PlanOptions& options;

  bool stopped() const { return environment.stop.stop_requested(); }
  // Not when everything is to be destroyed.
  bool wants(const Address& address) const { return !options.destroy && desired.Find(address) != nullptr; }
};

// What was said of an object. A rail's word is no error: the plan is right, and refused.
void AddSaid(const DesiredSet& desired, const Address& address, const Diagnostics& said, RunPlan& plan) {
  for (const Diagnostic& one : said.items()) {
    if (one.rail) {
      plan.refusals.push_back({address, one.detail, ""});
    } else {
      plan.diagnostics.push_back(desired.Locate(one, address));
    }
  }
}

void Keep(PlannedStep planned, const DesiredSet& desired, RunPlan& plan) {
  AddSaid(desired, planned.step.address, planned.diagnostics, plan);
  CountStep(planned.step.action, plan.counts);
  if (planned.step.action != Action::kNothing) plan.steps.push_back(std::move(planned.step));
}

struct Loaded {
  StateInfo info;
  KnownObjects known;
  Notes begun;
};

StatusOr<Loaded> LoadKnown(const Request& request, const FieldIndex& field_index) {
  StateStore& state = *request.environment.state;
  IC_ASSIGN_OR_RETURN(StateInfo info, state.Info());
  IC_ASSIGN_OR_RETURN(KnownObjects known, LoadState(field_index, state, request.desired, request.options.destroy));
  IC_ASSIGN_OR_RETURN(auto begun, state.Begun());
  return Loaded{std::move(info), std::move(known), std::move(begun)};
}

// Neither needs the other. `validated`: by index of the set's objects.
StatusOr<Loaded> ValidateAndLoad(const Request& request, const FieldIndex& field_index, Engine& engine,
                                 std::vector<Diagnostics>& validated) {
  if (request.options.destroy) return LoadKnown(request, field_index);
  const auto validate = [&] { validated = ValidateAll(engine, request.desired); };
  if (WorkersFor(request.desired.objects.size()) == 1) {
    validate();
    return LoadKnown(request, field_index);
  }
  const std::jthread beside(validate);
  return LoadKnown(request, field_index);
}

// What only the state has to learn.
void NoteRefreshed(const Request& request, const FieldIndex& field_index, const KnownObjects& known, RunPlan& plan) {
  for (const auto& [address, one] : known) {
    if (!(one.object.address == address)) plan.moved.emplace_back(one.object.address, address);
    if (one.gone) {
      if (!request.wants(address)) plan.gone.push_back(address);
      continue;
    }
    const bool same = one.attributes == one.applied && one.facts == one.object.facts;
    if (same && !one.has_other_entry) continue;
    StateObject object = ObjectToStore(field_index, one);
    if (object == StoredObject(field_index, one) && !one.has_other_entry) continue;
    object.address = address;
    plan.refreshed.push_back(std::move(object));
  }
}

// The wanted objects as they will be, by index of the set's objects. Null: not planned.
using WillBe = std::vector<Value>;

Value IdOf(const WillBe& will_be, std::size_t index) {
  if (index == kNobody || will_be[index].is_null()) return Value::Unknown();
  return will_be[index].Get(field::kId);
}

// The object's parents keep the ids that they were thought to keep.
bool Holds(const Standing& standing, const WillBe& will_be, std::size_t index) {
  const std::vector<std::size_t>& parents = standing.parents[index];
  return std::all_of(parents.begin(), parents.end(),
                     [&](std::size_t parent) { return IdOf(will_be, parent) == standing.IdOf(parent); });
}

// What a session has of others stays: what its BGP group says, and the link of its interface.
bool OthersStay(const DesiredSet& desired, const Standing& standing, const WillBe& will_be, std::size_t index) {
  const bool session = desired.objects[index].address.kind == Kind::kBgpPeer;
  const auto is = [&desired](std::size_t one, Kind kind) {
    return one != kNobody && desired.objects[one].address.kind == kind;
  };
  const auto changes = [&](std::size_t one) {
    const bool counts = is(one, Kind::kBgpGroup) || (session && is(one, Kind::kVirtualInterface));
    return counts && standing.known[one] != nullptr && !(will_be[one] == standing.known[one]->attributes);
  };
  for (const std::size_t parent : standing.parents[index]) {
    if (changes(parent)) return false;
    if (!is(parent, Kind::kBgpGroup)) continue;
    const std::vector<std::size_t>& below = standing.parents[parent];
    if (std::any_of(below.begin(), below.end(), changes)) return false;
  }
  return true;
}

WantedObject WantedOf(const Request& request, const Standing& standing, const KnownObjects& known,
                      const Counterparts& counterparts, const WillBe& will_be, std::size_t index) {
  WantedObject wanted{request.desired.objects[index]};
  for (const std::size_t parent : standing.parents[index]) wanted.ids.push_back(IdOf(will_be, parent));
  const auto found = known.find(wanted.object.address);
  wanted.was_known = found != known.end();
  if (wanted.was_known && !found->second.gone) wanted.known = &found->second;
  wanted.forced = request.options.replace.contains(wanted.object.address);
  wanted.allowed = request.options.allow.contains(wanted.object.address);
  wanted.other_half = OtherHalfOf(counterparts, request.desired, wanted.object.address, [&](const Address& target) {
    const DesiredObject* object = request.desired.Find(target);
    return object == nullptr ? Value::Unknown()
                             : IdOf(will_be, static_cast<std::size_t>(object - request.desired.objects.data()));
  });
  return wanted;
}

// A create that was begun on parents that go is not the one that is asked for now.
void KeepBegunElsewhere(const Request& request, const StepTools& tools, const Address& address, KnownObjects& known,
                        RunPlan& plan) {
  const auto note = tools.begun.find(address);
  if (!request.options.refresh || note == tools.begun.end() || known.contains(address)) return;
  KeepLeftBehind(tools.engine, request.desired, address, note->second, known, plan.diagnostics);
}

// `validated`: what was said of each object alone.
WillBe PlanWanted(const Request& request, const StepTools& tools, KnownObjects& known, const Standing& standing,
                  std::vector<Diagnostics> validated, RunPlan& plan) {
  const DesiredSet& desired = request.desired;
  WillBe will_be(desired.objects.size());
  const Counterparts counterparts = CounterpartsAmong(desired, known);
  const std::vector<Outlook> outlooks = LookAhead(tools.engine, desired, standing);
  for (const std::size_t index : PlanningOrder(standing)) {
    if (request.stopped()) break;
    const DesiredObject& object = desired.objects[index];
    const bool forced = request.options.replace.contains(object.address);
    Diagnostics& said = validated[index];
    // What exists is judged by its plan: what is as it is there already is no reason to refuse one.
    const bool is_judged = said.has_errors() && standing.known[index] != nullptr && !forced;
    if (is_judged) said = reconcile::LeftToThePlan(said);
    if (outlooks[index] && !said.has_errors() && !forced && Holds(standing, will_be, index) &&
        OthersStay(desired, standing, will_be, index)) {
      will_be[index] = standing.known[index]->attributes;
      said.Append(*outlooks[index]);
      said.Append(tools.engine.PlanStaying(object.address.kind, will_be[index], object.account));
      AddSaid(desired, object.address, said, plan);
      CountStep(Action::kNothing, plan.counts);
      continue;
    }
    if (!Holds(standing, will_be, index)) KeepBegunElsewhere(request, tools, object.address, known, plan);
    PlannedStep planned =
        PlanWantedObject(tools, WantedOf(request, standing, known, counterparts, will_be, index), std::move(said));
    if (request.stopped()) break;  // in the middle of it: what it says is that
    if (is_judged) planned.diagnostics = reconcile::WithoutRepeated(planned.diagnostics);
    will_be[index] = planned.step.planned;
    Keep(std::move(planned), desired, plan);
  }
  return will_be;
}

void PlanUnwanted(const Request& request, const StepTools& tools, const KnownObjects& known, RunPlan& plan) {
  const auto& objects = request.desired.objects;
  auto wanted = objects.begin();  // sorted by address, as what is known is
  for (const auto& [address, one] : known) {
    while (wanted != objects.end() && wanted->address < address) ++wanted;
    const bool is_wanted = !request.options.destroy && wanted != objects.end() && wanted->address == address;
    if (is_wanted || one.gone || request.stopped()) continue;
    const std::string_view why = one.left_behind
                                     ? "an interrupted create made it, and the configuration does not ask for it"
                                 : OriginalOf(address)     ? "its replacement is there, and it was not deleted then"
                                 : request.options.destroy ? "destroying was asked for"
                                                           : "it is no longer in the configuration";
    PlannedStep planned = PlanUnwantedObject(tools, address, one, std::string(why));
    if (!request.stopped()) Keep(std::move(planned), request.desired, plan);
  }
}

// Order, rails and checksum of a plan that has all its steps.
void Finish(const Request& request, Engine& engine, const FieldIndex& field_index, const KnownObjects& known,
            const Standing& standing, const WillBe& will_be, RunPlan& plan) {
  RefuseTakenPlaces(request.desired, SortSteps(field_index, plan.steps), plan);
  if (request.stopped()) return;  // nothing of it is applied
  for (const Step& step : plan.steps) {
    if (!step.create_first || !step.takes_over.empty()) continue;  // what is taken over is there
    for (const Diagnostic& one : engine.CheckRoomBeside(step.address.kind, step.planned, step.account).items()) {
      plan.diagnostics.push_back(request.desired.Locate(one, step.address));
    }
  }
  CheckRails(engine, field_index, request.desired, request.options, known, plan);
  NoteAllowedDisruptions(request.desired, request.options, plan);
  RefuseVlansInUse(request.desired, plan);
  RefuseContradictions(field_index, request.desired, known, will_be, plan);
  RefuseUnlikeOffers(field_index, request.desired, will_be, plan);
  WarnOfUnknownGroups(request.desired, request.options, known, will_be, plan.diagnostics);
  if (!request.options.destroy) WarnOfSharedPlaces(request.desired, standing.parents, will_be, plan.diagnostics);
  plan.checksum = ChecksumOf(field_index, plan);
}

RunPlan PlanAll(const Request& request) {
  const FieldIndex field_index(*request.environment.engine.factory);
  RunPlan plan;
  const auto engine =
      MakeEngine(request.environment.engine, request.desired,
                 {.read_only = true, .allow_disruption = request.options.allow_disruption}, plan.diagnostics);
  if (plan.HasErrors()) return plan;
  const std::stop_callback stop(request.environment.stop, [&engine] { engine->Stop(); });
  std::vector<Diagnostics> validated;
  StatusOr<Loaded> loaded = ValidateAndLoad(request, field_index, *engine, validated);
  if (!loaded.ok()) {
    plan.diagnostics.push_back(DiagnosticOf("State cannot be read", loaded.status()));
    return plan;
  }
  plan.lineage = loaded->info.lineage;
  plan.serial = loaded->info.serial;
  KnownObjects& known = loaded->known;
  FollowEntries(*engine, request.desired, known);
  for (auto& [address, one] : known) engine->Hold(address.kind, one.attributes, one.object.account);
  if (request.options.refresh) {
    RefreshAll(*engine, request.desired, request.environment.parallelism, known, plan.diagnostics,
               request.environment.stop);
    if (!request.stopped()) {
      plan.over =
          LookForLeftBehind(*engine, request.desired, request.options.destroy, loaded->begun, known, plan.diagnostics);
    }
    FollowEntries(*engine, request.desired, known);
  }
  NoteHalves(*engine, request.desired, known);
  for (const auto& [address, one] : known) {
    const bool leaves = request.options.destroy || request.desired.Find(address) == nullptr;
    if (leaves && !one.gone) engine->NoteLeaving(address.kind, one.attributes, one.object.account);
  }
  const ReplacedObjects replaced = ReplacedAmong(known, request.desired);
  const StepTools tools{*engine, field_index, replaced, FollowMoved(request.desired, std::move(loaded->begun))};
  Standing standing;
  WillBe will_be;
  if (!request.options.destroy) {
    standing = StandingOf(request.desired, known);
    will_be = PlanWanted(request, tools, known, standing, std::move(validated), plan);
  }
  PlanUnwanted(request, tools, known, plan);
  if (request.options.refresh) NoteRefreshed(request, field_index, known, plan);
  if (request.stopped()) {
    plan.diagnostics.push_back(
        DiagnosticOf("Planning was stopped", CancelledError("What is listed is not the whole plan. Plan again.")));
  }
  FoldCauses(plan.diagnostics);
  FoldRefusals(plan.refusals);
  Finish(request, *engine, field_index, known, standing, will_be, plan);
  return plan;
}

}  // namespace
}  // namespace run

RunPlan PlanSet(const RunEnvironment& environment, const DesiredSet& desired, const PlanOptions& options) {
  return run::PlanAll({environment, desired, options});
}

}  // namespace ic
