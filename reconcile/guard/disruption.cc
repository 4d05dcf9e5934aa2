#include "reconcile/guard/disruption.h"

#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/desired.h"

namespace ic::reconcile {

std::vector<Difference> InterruptingValues(const Subject& subject, const Value& wanted) {
  std::vector<Difference> found;
  for (const Leaf& leaf : subject.leaves()) {
    const Value& value = ValueAt(wanted, leaf);
    const Change* row = RowFor(subject, leaf.path, wanted);
    if (row == nullptr || row->reach != Reach::kConnection || row->interrupts.empty() || !value.is_known()) continue;
    Value usual = wanted;
    PutAt(usual, leaf, Value::Null());
    usual = ValueAt(Complete(*subject.tables, usual), leaf);
    if (IsBare(value) || Equivalent(*leaf.field, value, usual)) continue;
    Difference difference;
    difference.leaf = &leaf;
    difference.cloud_path = leaf.path;
    difference.touches_cloud = true;
    difference.interrupts = row->interrupts;
    difference.reach = row->reach;
    found.push_back(std::move(difference));
  }
  return found;
}

Disruption DisruptionByMaking(const Call& call, const Value& wanted) {
  return {{call.account, Text(wanted, field::kRegion), call.kind, ""}, wanted, "Creating", Reach::kConnection};
}

Disruption DisruptionBy(const Call& call, const Value& object, const std::vector<Difference>& differences) {
  std::vector<std::string> paths;
  for (const Difference& difference : differences) {
    if (difference.touches_cloud && !difference.interrupts.empty()) paths.push_back(difference.leaf->path);
  }
  return {call.KeyOf(object), object, fmt::format("Changing {}", JoinWords(paths, "and")), ReachOf(differences)};
}

}  // namespace ic::reconcile
