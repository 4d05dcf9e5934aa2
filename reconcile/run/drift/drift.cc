#include "reconcile/run/drift/drift.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "reconcile/run/drift/drift_health.h"
#include "reconcile/run/drift/drift_routes.h"
#include "reconcile/run/drift/findings.h"
#include "reconcile/run/drift/headroom.h"
#include "reconcile/run/drift/ignores.h"
#include "reconcile/run/plan/left_behind.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/entries.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/order.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/stored_objects.h"
#include "reconcile/run/set/unread_clouds.h"

namespace ic {
namespace run {
namespace {

// What was read; findings are made of it.
struct Reading {
  KnownObjects applied;    // as the state has it
  KnownObjects actual;     // the same objects, as the clouds have them
  std::vector<Live> live;  // what there is beside them
  // What interrupted creates made of objects that the set still asks for, by their addresses: the next apply takes it
  // over.
  std::map<Address, Value> begun;
  HealthView health;
};

// True if it is the warning of that.
bool Tells(const Diagnostic& diagnostic, const std::string& trouble) {
  return !trouble.empty() && diagnostic.severity == Severity::kWarning &&
         diagnostic.detail.find(trouble) != std::string::npos;
}

// `objects` become what the clouds have.
void ReadAgain(Engine& engine, const RunEnvironment& environment, const DesiredSet& desired, KnownObjects& objects,
               Unread& unread, DriftReport& report) {
  std::vector<LocatedDiagnostic> said;
  RefreshAll(engine, desired, environment.parallelism, objects, said);
  for (LocatedDiagnostic& one : said) {
    const Known& known = objects.at(*one.address);
    // That it is gone, does not work by itself, or has other marks, is a finding.
    if (known.gone || Tells(one.diagnostic, known.trouble) || Tells(one.diagnostic, known.marks_changed)) continue;
    if (one.diagnostic.severity == Severity::kError) {
      unread.Add(known.object.account, one.diagnostic);
    } else {
      report.diagnostics.push_back(std::move(one));
    }
  }
}

// Of creates that no run has learned the end of.
void AddLeftBehind(Engine& engine, StateStore& state, const DesiredSet& desired, Reading& read, DriftReport& report) {
  const auto begun = state.Begun();
  if (!begun.ok()) {
    report.diagnostics.push_back(DiagnosticOf("State cannot be read", begun.status()));
    return;
  }
  LookForLeftBehind(engine, desired, /*destroy=*/false, *begun, read.actual, report.diagnostics);
  for (const auto& [address, known] : read.actual) {
    if (known.left_behind) read.applied.insert_or_assign(address, known);
  }
  for (const auto& [address, note] : FollowMoved(desired, *begun)) {
    if (desired.Find(address) == nullptr || read.actual.contains(address)) continue;
    LeftBehind left = engine.FindLeftBehind(address.kind, note);
    if (!left.state.is_null()) read.begun[address] = std::move(left.state);
  }
}

bool HasGroups(const KnownObjects& objects) {
  return std::any_of(objects.begin(), objects.end(), [](const auto& entry) {
    return !reconcile::Text(entry.second.attributes, field::kRedundancyGroup).empty();
  });
}

std::vector<Kind> KindsToList(const DriftOptions& options, const KnownObjects& actual) {
  if (options.unmanaged) return {kAllKinds.begin(), kAllKinds.end()};
  if (!options.health) return {};
  if (HasGroups(actual)) return {Kind::kConnection, Kind::kVirtualInterface, Kind::kBgpCidr};
  return {Kind::kBgpCidr};
}

// What there is beside what the state has.
std::vector<Live> LookAround(Engine& engine, const RunEnvironment& environment, const DesiredSet& desired,
                             const std::vector<Kind>& kinds, const KnownObjects& actual, Unread& unread) {
  std::set<std::string> accounts;
  for (const Account& account : desired.accounts) accounts.insert(account.name);
  const std::set<Place> places = PlacesOf(engine, desired, actual, accounts, unread);
  return ListAll(engine, places, kinds, environment.parallelism, Freshness::kShared, unread);
}

Value IdOf(const DesiredSet& desired, const KnownObjects& actual, const Address& address) {
  const auto found = actual.find(address);
  const DesiredObject* object = desired.Find(address);
  const bool there = found != actual.end() && (object == nullptr || object->account == found->second.object.account);
  // Of what is gone the id it had: that it will be another is no finding of whatever stands on it.
  return there ? Value::String(found->second.object.id) : Value::Unknown();
}

// Of `wrong`, which was said of the configuration of an object that exists, what its plan says too: what is as it is in
// the cloud already is no reason to refuse a plan, and none here.
void JudgeAsPlanned(const PlanOutput& plan, Diagnostics& wrong) {
  if (plan.planned.is_null()) return;  // it did not come to a judgement
  Diagnostics rest;
  for (const Diagnostic& one : wrong.items()) {
    const bool stays = std::ranges::any_of(plan.diagnostics.items(), [&one](const Diagnostic& said) {
      return said.severity == Severity::kError && said.path == one.path && said.summary == one.summary;
    });
    if (stays) rest.Add(one);
  }
  wrong = std::move(rest);
}

// False: it could not be read. `wrong`: errors of its configuration by itself; those that stay are left in it.
bool CompareWanted(Engine& engine, const DesiredObject& object, const Value& config, const Reading& read,
                   Findings& findings, Diagnostics& wrong) {
  const auto found = read.actual.find(object.address);
  if (found == read.actual.end()) {
    const auto begun = read.begun.find(object.address);
    findings.AddToCreate(object, begun == read.begun.end() ? "" : reconcile::Text(begun->second, field::kId));
    return true;
  }
  const Known& actual = found->second;
  if (actual.unread) return false;
  const Known& applied = read.applied.at(object.address);
  if (actual.gone) {
    findings.AddGone(object.address, applied);
  } else if (actual.object.account != object.account) {
    findings.AddMoved(object, actual);
  } else {
    const PlanOutput plan = engine.Plan({object.address.kind, actual.attributes, config, actual.facts, object.account});
    JudgeAsPlanned(plan, wrong);
    findings.AddTrouble(object, config, actual);
    findings.AddMarks(object, actual);
    if (!plan.planned.is_null()) findings.AddFields({object, applied, actual, config, plan});
  }
  return true;
}

// Likewise, of what the configuration does not have.
bool CompareUnwanted(Engine& engine, const Address& address, const Known& known, const Reading& read,
                     Findings& findings) {
  if (known.unread) return false;
  if (known.gone) {
    findings.AddGone(address, read.applied.at(address));
    return true;
  }
  const PlanOutput plan =
      engine.Plan({address.kind, known.attributes, Value::Null(), known.facts, known.object.account});
  findings.AddUnwanted(address, known, plan.action);
  return true;
}

void AddUnmanaged(Engine& engine, const DesiredSet& desired, const Reading& read, Findings& findings) {
  Managed managed;
  managed.Add(findings.field_index(), read.actual);
  managed.AddAdopted(engine, desired);
  for (const auto& [address, made] : read.begun) {
    managed.Add({reconcile::Text(made, field::kCloud), reconcile::Text(made, field::kRegion), address.kind,
                 reconcile::Text(made, field::kId)});
    if (address.kind == Kind::kVirtualInterface) {
      managed.AddSessionOf(findings.field_index(), reconcile::Text(made, field::kCloud), made);
    }
  }
  for (const Live& live : read.live) {
    if (!managed.Has(live)) findings.AddUnmanaged(live);
  }
}

// Fills in what was found, how many objects were looked at, and what is wrong with the configuration itself.
void Compare(Engine& engine, const DesiredSet& desired, const Reading& read, bool unmanaged, Findings findings,
             DriftReport& report) {
  for (const std::size_t index : Ordered(ParentsOf(desired))) {
    const DesiredObject& object = desired.objects[index];
    const Value config = Resolve(object, [&](const Address& target) { return IdOf(desired, read.actual, target); });
    // That the cloud differs from it is what drift is about.
    Diagnostics wrong;
    for (const Diagnostic& one : engine.Validate(object.address.kind, config).items()) {
      if (one.severity == Severity::kError) wrong.Add(one);
    }
    if (CompareWanted(engine, object, config, read, findings, wrong)) ++report.checked;
    for (const Diagnostic& one : wrong.items()) report.diagnostics.push_back(desired.Locate(one, object));
  }
  for (const auto& [address, known] : read.actual) {
    if (desired.Find(address) != nullptr) continue;
    if (CompareUnwanted(engine, address, known, read, findings)) ++report.checked;
  }
  if (unmanaged) AddUnmanaged(engine, desired, read, findings);
  report.findings = findings.Take();
}

// `others`: what becomes of the times of findings that are not in the report.
void FillFirstSeen(StateStore& state, Others others, DriftReport& report) {
  std::set<std::string> ids;
  for (const DriftFinding& finding : report.findings) ids.insert(finding.id);
  const auto since = state.SeenSince(ids, report.at, others);
  if (!since.ok()) {
    report.diagnostics.push_back(DiagnosticOf("Since when drift is there is not known", since.status()));
    report.diagnostics.back().diagnostic.severity = Severity::kWarning;
  }
  for (DriftFinding& finding : report.findings) {
    finding.first_seen = report.at;
    if (!since.ok()) continue;
    const auto found = since->find(finding.id);
    if (found != since->end()) finding.first_seen = found->second;
  }
}

DriftReport DriftOf(const RunEnvironment& environment, const DesiredSet& desired, const DriftOptions& options) {
  const FieldIndex field_index(*environment.engine.factory);
  DriftReport report;
  report.at = environment.engine.clock->Now();
  const std::unique_ptr<Engine> engine =
      MakeEngine(environment.engine, desired, {.read_only = true}, report.diagnostics);
  const std::stop_callback stop(environment.stop, [&engine] { engine->Stop(); });
  auto loaded = LoadState(field_index, *environment.state, desired, /*alone=*/false);
  if (!loaded.ok()) {
    report.diagnostics.push_back(DiagnosticOf("State cannot be read", loaded.status()));
    return report;
  }
  FollowEntries(*engine, desired, *loaded);
  Reading read{.applied = std::move(*loaded), .actual = {}, .live = {}, .health = {}};
  for (const auto& [address, known] : read.applied) {
    engine->Hold(address.kind, known.attributes, known.object.account);
  }
  Unread unread;
  read.actual = read.applied;
  ReadAgain(*engine, environment, desired, read.actual, unread, report);
  AddLeftBehind(*engine, *environment.state, desired, read, report);
  if (const std::vector<Kind> kinds = KindsToList(options, read.actual); !kinds.empty()) {
    read.live = LookAround(*engine, environment, desired, kinds, read.actual, unread);
  }
  if (options.health) {
    read.health = LookAtHealth(*engine, read.actual, read.live, environment.parallelism, unread);
    for (LocatedDiagnostic& one : CheckRoutes(*engine, desired, read.actual, read.health, environment.parallelism)) {
      report.diagnostics.push_back(std::move(one));
    }
    report.sessions = read.health.sessions;
    report.groups = read.health.Summary();
    report.headroom = FindHeadroom(field_index, desired.limits, read.actual, read.live);
  }
  Compare(*engine, desired, read, options.unmanaged,
          Findings(field_index, desired, read.actual, options.health ? &read.health : nullptr), report);
  report.unread = unread.Clouds();
  ApplyIgnores(desired, unread.empty() && options.unmanaged, report);
  const bool complete = report.unread.empty() && options.unmanaged && !environment.stop.stop_requested();
  FillFirstSeen(*environment.state, complete ? Others::kForgotten : Others::kKept, report);
  return report;
}

}  // namespace
}  // namespace run

DriftReport FindDrift(const RunEnvironment& environment, const DesiredSet& desired, const DriftOptions& options) {
  return run::DriftOf(environment, desired, options);
}

}  // namespace ic
