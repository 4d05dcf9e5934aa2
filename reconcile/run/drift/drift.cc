#include "reconcile/run/drift/drift.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "reconcile/run/drift/drift_health.h"
#include "reconcile/run/drift/findings.h"
#include "reconcile/run/drift/headroom.h"
#include "reconcile/run/drift/ignores.h"
#include "reconcile/run/plan/steps.h"
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

class DriftRun {
 public:
  DriftRun(const RunEnvironment& environment, const DesiredSet& desired, const DriftOptions& options)
      : environment_(environment), desired_(desired), options_(options), field_index_(*environment.engine.factory) {}

  DriftReport Run() {
    report_.at = environment_.engine.clock->Now();
    engine_ = MakeEngine(environment_.engine, desired_, {.read_only = true}, report_.diagnostics);
    const std::stop_callback stop(environment_.stop, [this] { engine_->Stop(); });
    if (!Load()) return std::move(report_);
    Refresh();
    Look();
    Find();
    report_.unread = unread_.Clouds();
    ApplyIgnores(desired_, unread_.empty() && options_.unmanaged, report_);
    FillFirstSeen();
    return std::move(report_);
  }

 private:
  bool Load() {
    auto loaded = LoadState(field_index_, *environment_.state, desired_, /*alone=*/false);
    if (!loaded.ok()) {
      report_.diagnostics.push_back(DiagnosticOf("State cannot be read", loaded.status()));
      return false;
    }
    applied_ = std::move(*loaded);
    actual_ = applied_;
    for (const auto& [address, known] : applied_) {
      engine_->Hold(address.kind, known.attributes, known.object.account);
    }
    return true;
  }

  void Refresh() {
    std::vector<LocatedDiagnostic> said;
    RefreshAll(*engine_, desired_, environment_.parallelism, actual_, said);
    for (LocatedDiagnostic& one : said) {
      const Known& known = actual_.at(*one.address);
      // That it is gone is a finding.
      if (known.gone) continue;
      if (one.diagnostic.severity == Severity::kError) {
        unread_.Add(known.object.account, one.diagnostic);
      } else {
        report_.diagnostics.push_back(std::move(one));
      }
    }
  }

  bool HasGroups() const {
    return std::any_of(actual_.begin(), actual_.end(), [](const auto& entry) {
      return !reconcile::Text(entry.second.attributes, field::kRedundancyGroup).empty();
    });
  }

  // What there is beside what the state has.
  void Look() {
    std::vector<Kind> kinds;
    if (options_.unmanaged) {
      kinds.assign(kAllKinds.begin(), kAllKinds.end());
    } else if (options_.health) {
      kinds = {Kind::kBgpCidr};
      if (HasGroups()) kinds.insert(kinds.begin(), {Kind::kConnection, Kind::kVirtualInterface});
    }
    if (kinds.empty()) return;
    std::set<std::string> accounts;
    for (const Account& account : desired_.accounts) accounts.insert(account.name);
    const std::set<Place> places = PlacesOf(*engine_, desired_, actual_, accounts, unread_);
    live_ = ListAll(*engine_, places, kinds, environment_.parallelism, Freshness::kShared, unread_);
    if (!options_.health) return;
    health_ = LookAtHealth(*engine_, actual_, live_, environment_.parallelism, unread_);
    report_.sessions = health_.sessions;
    report_.groups = health_.Summary();
    report_.headroom = FindHeadroom(field_index_, desired_.limits, actual_, live_);
  }

  void Find() {
    Findings findings(field_index_, desired_, actual_, options_.health ? &health_ : nullptr);
    for (const std::size_t index : Ordered(ParentsOf(desired_))) FindOne(desired_.objects[index], findings);
    for (const auto& [address, known] : actual_) {
      if (desired_.Find(address) == nullptr) FindUnwanted(address, known, findings);
    }
    if (options_.unmanaged) FindUnmanaged(findings);
    report_.findings = findings.Take();
  }

  Value IdOf(const Address& address) const {
    const auto found = actual_.find(address);
    const DesiredObject* object = desired_.Find(address);
    const bool there = found != actual_.end() && (object == nullptr || object->account == found->second.object.account);
    // Of what is gone the id it had: that it will be another is no finding of whatever stands on it.
    return there ? Value::String(found->second.object.id) : Value::Unknown();
  }

  // Only what is wrong with the configuration itself: that the cloud differs from it is what drift is about.
  void Validate(const DesiredObject& object, const Value& config) {
    for (const Diagnostic& one : engine_->Validate(object.address.kind, config).items()) {
      if (one.severity == Severity::kError) report_.diagnostics.push_back(desired_.Locate(one, object));
    }
  }

  void FindOne(const DesiredObject& object, Findings& findings) {
    const Value config = Resolve(object, [this](const Address& target) { return IdOf(target); });
    Validate(object, config);
    const auto found = actual_.find(object.address);
    if (found == actual_.end()) {
      ++report_.checked;
      findings.AddToCreate(object);
      return;
    }
    const Known& actual = found->second;
    if (actual.unread) return;
    ++report_.checked;
    const Known& applied = applied_.at(object.address);
    if (actual.gone) {
      findings.AddGone(object.address, applied);
    } else if (actual.object.account != object.account) {
      findings.AddMoved(object, actual);
    } else {
      const PlanOutput plan =
          engine_->Plan({object.address.kind, actual.attributes, config, actual.facts, object.account});
      if (!plan.planned.is_null()) findings.AddFields({object, applied, actual, config, plan});
    }
  }

  void FindUnwanted(const Address& address, const Known& known, Findings& findings) {
    if (known.unread) return;
    ++report_.checked;
    if (known.gone) {
      findings.AddGone(address, applied_.at(address));
      return;
    }
    const PlanOutput plan =
        engine_->Plan({address.kind, known.attributes, Value::Null(), known.facts, known.object.account});
    findings.AddUnwanted(address, known, plan.action);
  }

  void FindUnmanaged(Findings& findings) {
    Managed managed;
    managed.Add(actual_);
    managed.AddAdopted(*engine_, desired_);
    for (const Live& live : live_) {
      if (!managed.Has(live)) findings.AddUnmanaged(live);
    }
  }

  void FillFirstSeen() {
    std::set<std::string> ids;
    for (const DriftFinding& finding : report_.findings) ids.insert(finding.id);
    const bool complete = report_.unread.empty() && options_.unmanaged && !environment_.stop.stop_requested();
    const auto since = environment_.state->SeenSince(ids, report_.at, complete ? Others::kForgotten : Others::kKept);
    if (!since.ok()) {
      report_.diagnostics.push_back(DiagnosticOf("Since when drift is there is not known", since.status()));
      report_.diagnostics.back().diagnostic.severity = Severity::kWarning;
    }
    for (DriftFinding& finding : report_.findings) {
      finding.first_seen = report_.at;
      if (!since.ok()) continue;
      const auto found = since->find(finding.id);
      if (found != since->end()) finding.first_seen = found->second;
    }
  }

  const RunEnvironment& environment_;
  const DesiredSet& desired_;
  const DriftOptions& options_;
  const FieldIndex field_index_;
  std::unique_ptr<Engine> engine_;
  KnownObjects applied_;
  KnownObjects actual_;
  std::vector<Live> live_;
  HealthView health_;
  Unread unread_;
  DriftReport report_;
};

}  // namespace
}  // namespace run

DriftReport FindDrift(const RunEnvironment& environment, const DesiredSet& desired, const DriftOptions& options) {
  return run::DriftRun(environment, desired, options).Run();
}

}  // namespace ic
