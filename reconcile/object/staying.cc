#include "reconcile/object/staying.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace ic::reconcile {
namespace {

bool MayConflict(const Field& field, const Value& value) {
  if (field.type == FieldType::kBool) return value == Value::Bool(true);
  return (field.meaning == Meaning::kInterface || field.meaning == Meaning::kEnd) && value.is_known();
}

bool Has(const Diagnostics& diagnostics, const Diagnostic& one) {
  return std::ranges::any_of(diagnostics.items(), [&](const Diagnostic& other) {
    return other.path == one.path && other.summary == one.summary;
  });
}

// What stays, as far as `one` speaks of it, and the way out.
std::string WayOut(const std::vector<const Leaf*>& staying, const Value& planned, const Diagnostic& one) {
  std::string words;
  for (const Leaf* leaf : staying) {
    if (one.path.ToString() != leaf->path && one.detail.find(leaf->path) == std::string::npos) continue;
    words += fmt::format(" {0} is not written, and what is not written stays as it is: {1}. {2}", leaf->path,
                         ValueAt(planned, *leaf).ToString(),
                         leaf->field->type == FieldType::kBool ? fmt::format("Write {} = false.", leaf->path)
                                                               : fmt::format("Write {} too.", leaf->path));
  }
  return words;
}

}  // namespace

Diagnostics CheckStaying(const Subject& subject, const Value& prior, const Value& config, const Value& wanted,
                         const Value& planned) {
  Value together = wanted;
  std::vector<const Leaf*> staying;
  for (const Leaf& leaf : subject.leaves()) {
    const Value& stays = ValueAt(planned, leaf);
    if (leaf.local() || !ValueAt(config, leaf).is_null() || !ValueAt(wanted, leaf).is_null()) continue;
    if (!MayConflict(*leaf.field, stays)) continue;
    PutAt(together, leaf, stays);
    staying.push_back(&leaf);
  }
  Diagnostics found;
  if (staying.empty()) return found;
  // What was taken over is not to be made: rules that hold for that alone ask for `adopt`, which stays too.
  if (together.Get(field::kAdopt).is_null()) together.Put(field::kAdopt, planned.Get(field::kAdopt));
  const AuditOptions options = LimitsFor(subject, &prior);
  const Diagnostics without = subject.tables->audit.Check(wanted, options);
  const Diagnostics before = subject.tables->audit.Check(prior, options);
  for (const Diagnostic& one : subject.tables->audit.Check(together, options).items()) {
    if (one.severity != Severity::kError || Has(without, one) || Has(before, one)) continue;
    found.AddError(one.path, one.summary, one.detail + WayOut(staying, planned, one));
  }
  return found;
}

}  // namespace ic::reconcile
