#include "reconcile/run/plan/validate_set.h"

#include "reconcile/run/plan/look_ahead.h"
#include "reconcile/run/plan/steps.h"
#include "reconcile/run/set/order.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic {

std::vector<LocatedDiagnostic> ValidateSet(const EngineEnvironment& environment, const DesiredSet& desired) {
  std::vector<LocatedDiagnostic> diagnostics;
  const auto engine = run::MakeEngine(environment, desired, {.offline = true}, diagnostics);
  const std::vector<Diagnostics> said = run::ValidateAll(*engine, desired);
  for (std::size_t i = 0; i < said.size(); ++i) {
    for (const Diagnostic& one : said[i].items()) diagnostics.push_back(desired.Locate(one, desired.objects[i]));
  }
  for (const std::size_t i : run::Ordered(run::ParentsOf(desired))) {
    const DesiredObject& object = desired.objects[i];
    const std::vector<Value> ids(object.references.size(), Value::Unknown());
    const Diagnostics beside = engine->ValidateBeside({.kind = object.address.kind,
                                                       .prior = Value::Null(),
                                                       .config = run::Resolve(object, ids),
                                                       .facts = {},
                                                       .account = object.account,
                                                       .replacements_are_said = true,
                                                       .stand_ins = run::StandInsFor(object, ids)});
    for (const Diagnostic& one : beside.items()) diagnostics.push_back(desired.Locate(one, object));
  }
  return diagnostics;
}

}  // namespace ic
