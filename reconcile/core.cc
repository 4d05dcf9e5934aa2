#include "reconcile/core.h"

#include "adapters/contract/mark.h"

namespace ic::reconcile {

void Core::NewStop() {
  std::stop_source fresh;
  stop_.swap(fresh);
}

Call MakeCall(Core& core, Kind kind, const Value& object, Diagnostics& diagnostics) {
  Call call{core, kind, nullptr, core.config(), core.stop()};
  const Value& cloud = object.Get(field::kCloud);
  if (cloud.kind() != Value::Kind::kString) {
    diagnostics.AddError(
        field::kCloud, "Cloud is not known",
        "cloud must be known when planning, because the limits that are checked depend on it. Write it "
        "out, or take it from a value that does not depend on another resource.");
    return call;
  }
  call.traits = core.clouds.Find(cloud.AsString());
  if (call.traits == nullptr) {
    diagnostics.AddError(field::kCloud, "Unknown cloud", core.clouds.WordsForUnknown(cloud.AsString()));
  }
  return call;
}

std::string MarkOf(const Call& call, const Value& object) {
  return ComputeMark(*call.traits, call.kind, object, call.config->owner, Text(object, field::kRegion)).value_or("");
}

}  // namespace ic::reconcile
