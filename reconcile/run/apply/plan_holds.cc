#include "reconcile/run/apply/plan_holds.h"

namespace ic::run {

std::vector<std::string> DifferencesFromPlan(const FieldIndex& field_index, Kind kind, const Value& planned,
                                             const Value& now) {
  std::vector<std::string> paths;
  for (const reconcile::Leaf& leaf : field_index.leaves(kind)) {
    const Value& before = reconcile::ValueAt(planned, leaf);
    if (before.IsWhollyKnown() && !(before == reconcile::ValueAt(now, leaf))) paths.push_back(leaf.path);
  }
  return paths;
}

}  // namespace ic::run
