#include "reconcile/run/known.h"
#include "reconcile/run/run.h"
#include "reconcile/run/setup.h"
#include "reconcile/run/steps.h"
#include "reconcile/run/vocabulary.h"

namespace ic {

std::vector<LocatedDiagnostic> ValidateSet(const EngineEnvironment& environment, const DesiredSet& desired) {
  std::vector<LocatedDiagnostic> diagnostics;
  const run::Vocabulary vocabulary(*environment.factory);
  const auto engine = run::MakeEngine(environment, desired, {}, diagnostics);
  for (const DesiredObject& object : desired.objects) {
    const Value config = run::Resolve(vocabulary, object, [](const Address&) { return Value::Unknown(); });
    for (const Diagnostic& one : engine->Validate(object.address.kind, config).items()) {
      diagnostics.push_back(desired.Locate(one, object));
    }
  }
  return diagnostics;
}

}  // namespace ic
