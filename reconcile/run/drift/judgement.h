// Judging a field: its three values (desired, last applied, actual) make a finding or none.
#ifndef RECONCILE_RUN_DRIFT_JUDGEMENT_H_
#define RECONCILE_RUN_DRIFT_JUDGEMENT_H_

#include <optional>
#include <string>

#include "adapters/contract/fields.h"
#include "reconcile/run/drift/report.h"
#include "schema/value/value.h"

namespace ic::run {

struct Judgement {
  DriftClass klass = DriftClass::kMaterial;
  bool behind = false;  // somebody did by hand what the configuration asks for: only the state does not know
};

// Values of one field; `configured`: the configuration sets it.
struct ThreeValues {
  const Value& desired;
  const Value& applied;
  const Value& actual;
  bool configured = false;
  bool key_is_open = false;  // a change of the object's key was begun, and no run has seen its end
};
std::optional<Judgement> Judge(const Field& field, const ThreeValues& values);

// What was found, as a sentence. `path`: of the field; `title`: of its object.
std::string SentenceOf(const std::string& path, const std::string& title, const Field& field,
                       const Judgement& judgement, const ThreeValues& values);

}  // namespace ic::run

#endif  // RECONCILE_RUN_DRIFT_JUDGEMENT_H_
