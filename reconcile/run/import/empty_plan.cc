#include "reconcile/run/import/empty_plan.h"

#include <set>

#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"

namespace ic::run {
namespace {

class Settling {
 public:
  Settling(const SettlingTools& tools, Kind kind, const std::string& account, const ObjectOutput& imported)
      : tools_(tools), kind_(kind), account_(account), imported_(imported) {}

  // What the cloud chose and would refuse, or what a configuration needs and the cloud does not tell, shows only when
  // planning.
  Value Run(std::vector<std::string>& left) const {
    constexpr int kRounds = 3;
    Value config = ConfigurationOf(tools_.factory, kind_, imported_.state);
    for (int round = 0; round < kRounds; ++round) {
      const PlanOutput plan = PlanOf(config);
      if (IsEmpty(plan)) return config;
      if (!Improve(plan, config)) break;
    }
    const PlanOutput plan = PlanOf(config);
    if (IsEmpty(plan)) return config;
    for (const FieldChange& change : plan.changes) left.push_back(change.path);
    for (const Diagnostic& one : plan.diagnostics.items()) {
      if (one.severity == Severity::kError) left.push_back(one.summary);
    }
    return config;
  }

 private:
  static bool IsEmpty(const PlanOutput& plan) {
    return plan.action == Action::kNothing && !plan.diagnostics.has_errors();
  }

  PlanOutput PlanOf(const Value& config) const {
    const Value shaped = reconcile::Shaped(tools_.field_index.fields(kind_), config);
    return tools_.engine.Plan({kind_, imported_.state, shaped, imported_.facts, account_});
  }

  // Leaves out what is in the way; names the object itself where something that a new one needs is not told.
  bool Improve(const PlanOutput& plan, Value& config) const {
    std::set<std::string> paths;
    for (const FieldChange& change : plan.changes) paths.insert(change.path);
    for (const Diagnostic& one : plan.diagnostics.items()) {
      if (one.severity == Severity::kError) paths.insert(one.path.ToString());
    }
    bool improved = false;
    bool missing = false;
    for (const reconcile::Leaf& leaf : tools_.field_index.leaves(kind_)) {
      if (!paths.contains(leaf.path)) continue;
      const bool there = !reconcile::ValueAt(config, leaf).is_null();
      missing = missing || !there;
      if (!there || leaf.field->presence != Presence::kOptionalComputed) continue;
      reconcile::PutAt(config, leaf, Value::Null());
      improved = true;
    }
    const Value& adopt = imported_.state.Get(field::kAdopt);
    if (improved || !missing || adopt.is_null() || !config.Get(field::kAdopt).is_null()) return improved;
    config.Put(field::kAdopt, adopt);
    return true;
  }

  const SettlingTools& tools_;
  const Kind kind_;
  const std::string& account_;
  const ObjectOutput& imported_;
};

}  // namespace

Value SettledConfiguration(const SettlingTools& tools, Kind kind, const std::string& account,
                           const ObjectOutput& imported, std::vector<std::string>& left) {
  return Settling(tools, kind, account, imported).Run(left);
}

}  // namespace ic::run
