#include "reconcile/object/subject.h"

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

}  // namespace ic::reconcile
