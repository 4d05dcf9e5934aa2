#include "reconcile/object/subject.h"

#include <algorithm>

#include "adapters/contract/path.h"

namespace ic::reconcile {

std::string MarkOf(const Subject& subject, const Value& object) {
  return subject.tables->mark.Compute(object, subject.config->owner, Text(object, field::kRegion)).value_or("");
}

std::string DigestOf(const Subject& subject, const Value& object) {
  return subject.tables->mark.Digest(object, subject.config->owner, Text(object, field::kRegion)).value_or("");
}

bool MarkProves(const Subject& subject) {
  return !subject.config->owner.empty() && IsMarked(*subject.traits, subject.kind);
}

bool IsForAnother(const Subject& subject, const Value& object) {
  return std::ranges::any_of(subject.traits->accounts, [&](const KeyField& row) {
    const Value value = row.kind == subject.kind ? ic::ValueAt(object, row.field) : Value::Null();
    return value.kind() == Value::Kind::kString && !value.AsString().empty();
  });
}

AuditOptions LimitsFor(const Subject& subject, const Value* prior) {
  return {.overrides = subject.config->limits, .overrides_known = subject.config->limits_known, .prior = prior};
}

}  // namespace ic::reconcile
