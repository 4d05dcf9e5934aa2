#include "reconcile/engine.h"

#include <utility>

#include "adapters/contract/audit.h"
#include "reconcile/apply.h"
#include "reconcile/core.h"
#include "reconcile/desired.h"
#include "reconcile/import.h"
#include "reconcile/plan.h"
#include "reconcile/read.h"

namespace ic {

class Engine::Impl : public reconcile::Core {
 public:
  explicit Impl(const EngineEnvironment& environment) : Core(environment), environment_(environment) {}
  const EngineEnvironment environment_;
};

Engine::Engine(const EngineEnvironment& environment) : impl_(std::make_unique<Impl>(environment)) {}

Engine::~Engine() = default;

Diagnostics Engine::Configure(EngineConfig config) {
  Diagnostics diagnostics = impl_->clouds.Configure(config.clouds, config.read_only);
  diagnostics.Append(AuditOverrides(impl_->environment_.factory->traits(), config.limits, "limits"));
  impl_->ledger.Reset();
  const std::lock_guard lock(impl_->mutex);
  impl_->config_ = std::make_shared<const EngineConfig>(std::move(config));
  impl_->NewStop();
  return diagnostics;
}

Diagnostics Engine::Validate(Kind kind, const Value& config) {
  Diagnostics diagnostics;
  // With for_each the cloud is not known yet when Terraform validates.
  if (!config.Get(field::kCloud).is_known()) return diagnostics;
  const reconcile::Call call = reconcile::MakeCall(*impl_, kind, config, diagnostics);
  if (call.traits == nullptr) return diagnostics;
  const Value completed = reconcile::Complete(*call.traits, call.fields(), kind, config);
  diagnostics.Append(reconcile::CheckDesired(*call.traits, kind, config, completed,
                                             {.overrides = call.config->limits, .offline = true}));
  return diagnostics;
}

void Engine::Hold(Kind kind, const Value& state) {
  const std::string id = reconcile::Text(state, field::kId);
  if (id.empty()) return;
  impl_->ledger.Hold({reconcile::Text(state, field::kCloud), reconcile::Text(state, field::kRegion), kind, id}, state);
}

ObjectOutput Engine::Read(Kind kind, const Value& state, const std::string& facts) {
  return reconcile::ReadObject(*impl_, kind, state, facts);
}

PlanOutput Engine::Plan(const PlanInput& input) { return reconcile::PlanObject(*impl_, input); }

ObjectOutput Engine::Apply(const ApplyInput& input) { return reconcile::ApplyObject(*impl_, input); }

ObjectOutput Engine::Import(Kind kind, const std::string& id) { return reconcile::ImportObject(*impl_, kind, id); }

StatusOr<std::vector<Health>> Engine::CheckHealth(const std::string& cloud, const std::string& region, Kind kind,
                                                  const std::vector<std::string>& ids) {
  IC_ASSIGN_OR_RETURN(const auto adapter, impl_->clouds.Get(cloud));
  std::string place = region;
  if (place.empty()) {
    IC_ASSIGN_OR_RETURN(place, adapter->DefaultRegion());
  }
  return adapter->CheckHealth(kind, place, ids, impl_->stop());
}

StatusOr<std::vector<Location>> Engine::Locations(const std::string& cloud, const std::string& region) {
  IC_ASSIGN_OR_RETURN(const auto adapter, impl_->clouds.Get(cloud));
  std::string place = region;
  if (place.empty()) {
    IC_ASSIGN_OR_RETURN(place, adapter->DefaultRegion());
  }
  return adapter->Locations(place, impl_->stop());
}

StatusOr<std::string> Engine::DefaultRegion(const std::string& cloud) {
  IC_ASSIGN_OR_RETURN(const auto adapter, impl_->clouds.Get(cloud));
  return adapter->DefaultRegion();
}

void Engine::Stop() {
  const std::lock_guard lock(impl_->mutex);
  impl_->stop_.request_stop();
}

}  // namespace ic
