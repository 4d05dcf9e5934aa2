// Of an object that was just imported, the configuration with which nothing is left to do.
#ifndef RECONCILE_RUN_IMPORT_EMPTY_PLAN_H_
#define RECONCILE_RUN_IMPORT_EMPTY_PLAN_H_

#include <string>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/set/field_index.h"

namespace ic::run {

struct SettlingTools {
  Engine& engine;
  const AdapterFactory& factory;
  const FieldIndex& field_index;
};

// `left`: what its next plan would still have to do or to say; empty if there is nothing.
Value SettledConfiguration(const SettlingTools& tools, Kind kind, const std::string& account,
                           const ObjectOutput& imported, std::vector<std::string>& left);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_EMPTY_PLAN_H_
