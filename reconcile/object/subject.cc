#include "reconcile/object/subject.h"

namespace ic::reconcile {

std::string MarkOf(const Subject& subject, const Value& object) {
  return subject.tables->mark.Compute(object, subject.config->owner, Text(object, field::kRegion)).value_or("");
}

}  // namespace ic::reconcile
