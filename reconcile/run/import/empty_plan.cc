#include "reconcile/run/import/empty_plan.h"

#include <algorithm>
#include <set>
#include <string>

#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"

namespace ic::run {
namespace {

bool IsEmpty(const PlanOutput& plan) { return plan.action == Action::kNothing && !plan.diagnostics.has_errors(); }

// Leaves out what is in the way; names the object itself where something that a new one needs is not told. False: there
// is nothing to do about it.
bool Improve(const std::vector<reconcile::Leaf>& leaves, const PlanOutput& plan, const Value& imported, Value& config) {
  std::set<std::string> paths;
  for (const FieldChange& change : plan.changes) paths.insert(change.path);
  for (const Diagnostic& one : plan.diagnostics.items()) {
    if (one.severity == Severity::kError) paths.insert(one.path.ToString());
  }
  bool improved = false;
  bool missing = false;
  for (const reconcile::Leaf& leaf : leaves) {
    if (!paths.contains(leaf.path)) continue;
    const bool there = !reconcile::ValueAt(config, leaf).is_null();
    missing = missing || !there;
    if (!there || leaf.field->presence != Presence::kOptionalComputed) continue;
    reconcile::PutAt(config, leaf, Value::Null());
    improved = true;
  }
  const Value& adopt = imported.Get(field::kAdopt);
  if (improved || !missing || adopt.is_null() || !config.Get(field::kAdopt).is_null()) return improved;
  config.Put(field::kAdopt, adopt);
  return true;
}

// What is said of something that is not there.
bool IsOfWhatLacks(const std::vector<reconcile::Leaf>& leaves, const Value& config, const Diagnostic& said) {
  const std::string path = said.path.ToString();
  return said.severity == Severity::kError && std::ranges::any_of(leaves, [&](const reconcile::Leaf& leaf) {
           return leaf.path == path && reconcile::ValueAt(config, leaf).is_null();
         });
}

std::size_t CountErrors(const Diagnostics& said) {
  return static_cast<std::size_t>(
      std::ranges::count_if(said.items(), [](const Diagnostic& one) { return one.severity == Severity::kError; }));
}

// `config`, with the object itself named where only what is taken over may be so: a hosted connection has a bandwidth
// that no port has which is ordered.
Value TakenOver(const SettlingTools& tools, Kind kind, const Value& imported, Value config) {
  const Value& adopt = imported.Get(field::kAdopt);
  if (adopt.is_null()) return config;
  const std::vector<Field>& fields = tools.field_index.fields(kind);
  const std::size_t errors = CountErrors(tools.engine.Validate(kind, reconcile::Shaped(fields, config)));
  if (errors == 0) return config;
  Value named = config;
  named.Put(field::kAdopt, adopt);
  const std::size_t left = CountErrors(tools.engine.Validate(kind, reconcile::Shaped(fields, named)));
  return left < errors ? named : config;
}

}  // namespace

// What the cloud chose and would refuse, or what a configuration needs and the cloud does not tell, shows only when
// planning.
Value SettledConfiguration(const SettlingTools& tools, Kind kind, const std::string& account,
                           const ObjectOutput& imported, std::vector<std::string>& left) {
  constexpr int kRounds = 3;
  const auto plan_of = [&](const Value& config) {
    const Value shaped = reconcile::Shaped(tools.field_index.fields(kind), config);
    PlanOutput plan = tools.engine.Plan({kind, imported.state, shaped, imported.facts, account});
    // A plan only warns of what an object lacks that is there; a configuration has to be whole by itself.
    for (const Diagnostic& one : tools.engine.Validate(kind, shaped).items()) {
      if (IsOfWhatLacks(tools.field_index.leaves(kind), shaped, one)) plan.diagnostics.Add(one);
    }
    return plan;
  };
  Value config = TakenOver(tools, kind, imported.state, ConfigurationOf(tools.factory, kind, imported.state));
  for (int round = 0; round < kRounds; ++round) {
    const PlanOutput plan = plan_of(config);
    if (IsEmpty(plan)) return config;
    if (!Improve(tools.field_index.leaves(kind), plan, imported.state, config)) break;
  }
  const PlanOutput plan = plan_of(config);
  if (IsEmpty(plan)) return config;
  for (const FieldChange& change : plan.changes) left.push_back(change.path);
  for (const Diagnostic& one : plan.diagnostics.items()) {
    const bool known = std::ranges::find(left, one.summary) != left.end();
    if (one.severity == Severity::kError && !known) left.push_back(one.summary);
  }
  return config;
}

}  // namespace ic::run
