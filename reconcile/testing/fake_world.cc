// What tests ask of the cloud in memory.
#include <algorithm>

#include "reconcile/testing/fake_cloud.h"

namespace ic::reconcile {

std::size_t FakeWorld::Count(std::string_view operation) const {
  return static_cast<std::size_t>(std::count_if(
      calls.begin(), calls.end(), [operation](const FakeCall& call) { return call.operation == operation; }));
}

std::size_t FakeWorld::MutatingCalls() const {
  return static_cast<std::size_t>(
      std::count_if(calls.begin(), calls.end(), [](const FakeCall& call) { return call.mutating(); }));
}

std::vector<std::string> FakeWorld::IdsOf(Kind kind) const {
  std::vector<std::string> ids;
  for (const auto& [id, object] : objects) {
    if (object.kind == kind) ids.push_back(id);
  }
  return ids;
}

FakeObject& FakeWorld::Only(Kind kind) { return objects.at(IdsOf(kind).at(0)); }

}  // namespace ic::reconcile
