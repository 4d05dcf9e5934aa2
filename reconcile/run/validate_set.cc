#include "reconcile/run/known.h"
#include "reconcile/run/run.h"
#include "reconcile/run/setup.h"
#include "reconcile/run/workers.h"

namespace ic {

std::vector<LocatedDiagnostic> ValidateSet(const EngineEnvironment& environment, const DesiredSet& desired) {
  std::vector<LocatedDiagnostic> diagnostics;
  const auto engine = run::MakeEngine(environment, desired, {}, diagnostics);
  std::vector<Diagnostics> said(desired.objects.size());
  run::ForEach(said.size(), run::Processors(), [&](std::size_t i) {
    const DesiredObject& object = desired.objects[i];
    const std::vector<Value> ids(object.references.size(), Value::Unknown());
    said[i] = engine->Validate(object.address.kind, run::Resolve(object, ids));
  });
  for (std::size_t i = 0; i < said.size(); ++i) {
    for (const Diagnostic& one : said[i].items()) diagnostics.push_back(desired.Locate(one, desired.objects[i]));
  }
  return diagnostics;
}

}  // namespace ic
