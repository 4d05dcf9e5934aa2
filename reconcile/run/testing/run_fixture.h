// A fixture around whole runs: a fake world, a state in memory, and sets written down briefly.
#ifndef RECONCILE_RUN_TESTING_RUN_FIXTURE_H_
#define RECONCILE_RUN_TESTING_RUN_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "reconcile/run/apply/apply_set.h"
#include "reconcile/run/plan/plan_set.h"
#include "reconcile/run/testing/memory_store.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic {

using reconcile::FakeCall;
using reconcile::FakeFactory;
using reconcile::FakeObject;
using reconcile::FakeWorld;
using reconcile::Fault;

class RunFixture : public ::testing::Test {
 protected:
  RunFixture();

  // Adds an object of cloud "sky"; strings "${kind.name}" in `config` are references. Line numbers count up.
  DesiredObject& Want(Kind kind, const std::string& name, Value config);
  void Forget(Kind kind, const std::string& name);
  // A port, an interface with a session on it, a peer of the other family, a prefix.
  void WantStack();

  RunEnvironment Environment();
  RunPlan Plan();
  // Plans and applies under the lock; expects neither error nor refusal before the apply.
  ApplyOutcome Apply();
  // Applies, and expects that nothing is left to do and nothing is done to find that out.
  void Make();
  void ExpectNothing();
  std::string IdOf(Kind kind, const std::string& name) { return store.objects.at({kind, name}).id; }
  FakeObject& ObjectOf(Kind kind, const std::string& name) { return world.objects.at(IdOf(kind, name)); }

  FakeWorld world;
  FakeFactory factory{world};
  FakeClock clock;
  Clock* engine_clock = &clock;
  std::unique_ptr<Random> random = SeededRandom(1);
  MemoryStore store;
  DesiredSet desired;
  PlanOptions options;
  std::size_t parallelism = 4;
};

// Everything that is said, for expectations.
std::string Words(const RunPlan& plan);
std::string Words(const ApplyOutcome& outcome);

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_RUN_FIXTURE_H_
