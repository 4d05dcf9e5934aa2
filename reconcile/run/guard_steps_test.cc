// The guard over pairs of steps and states of two legs, as the command line asks: a whole set at once.
#include <random>
#include <string>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/guarded_legs.h"

namespace ic {
namespace {

using reconcile::Configuration;
using reconcile::GuardedStep;

class GuardedSetTest : public RunFixture {
 protected:
  // References are by kind here: "${a.id}" is "${virtual_interface.a}".
  void WantAll(const Configuration& configuration) {
    std::map<std::string, Kind> kinds;
    for (const auto& [name, resource] : configuration) kinds[name] = resource.kind;
    desired.objects.clear();
    for (const auto& [name, resource] : configuration) {
      Value config = resource.config;
      for (const auto& [field, value] : resource.config.fields()) {
        if (value.kind() != Value::Kind::kString || !value.AsString().starts_with("${")) continue;
        const std::string target = value.AsString().substr(2, value.AsString().size() - 6);
        config.Put(field, reconcile::S("${" + std::string(KindName(kinds.at(target))) + "." + target + "}"));
      }
      Want(resource.kind, name, std::move(config));
    }
  }
};

TEST_F(GuardedSetTest, NoPairOfStepsTakesTheLastOfAFamily) {
  const std::vector<GuardedStep> steps = reconcile::GuardedSteps();
  const Configuration configuration = reconcile::GuardedLegs();
  WantAll(configuration);
  Make();
  std::map<std::string_view, std::string> theirs;
  for (const std::string_view leg : reconcile::kLegs) {
    Value one = reconcile::Interface("theirs", IdOf(Kind::kConnection, "port_" + std::string(leg)), 190);
    one.Put("address_family", reconcile::S("ipv4"));
    theirs[leg] = world.Plant(Kind::kVirtualInterface, "sky", one);
  }
  std::mt19937 random(20261128);
  int refusals = 0;
  for (const GuardedStep& first : steps) {
    for (const GuardedStep& second : steps) {
      Configuration changed = configuration;
      first.make(changed, "a", theirs["a"]);
      second.make(changed, "b", theirs["b"]);
      int vlan = 200;  // VLANs of their own
      for (auto& [address, resource] : changed) {
        if (resource.config.Get("vlan") == Value::Int(0)) resource.config.Put("vlan", Value::Int(++vlan));
      }
      WantAll(changed);
      reconcile::LegHealth health;
      std::string trace = first.name + " at a, " + second.name + " at b;";
      for (const std::string_view leg : reconcile::kLegs) {
        for (const std::string_view family : reconcile::kFamilies) {
          constexpr HealthState kStates[] = {HealthState::kUp, HealthState::kUp, HealthState::kDown,
                                             HealthState::kUnknown};
          const HealthState state = kStates[random() % 4];
          health[leg][family] = state;
          ObjectOf(Kind::kVirtualInterface, std::string(leg)).sessions[std::string(family)] = state;
          trace += " " + std::string(leg) + " " + std::string(family) + " " + std::to_string(static_cast<int>(state));
        }
      }
      SCOPED_TRACE(trace);
      const RunPlan plan = Plan();
      const bool refused = Words(plan).find("down in redundancy group \"dc\"") != std::string::npos;
      EXPECT_EQ(refused, reconcile::MustBeRefused({{"a", &first}, {"b", &second}}, health)) << Words(plan);
      EXPECT_FALSE(plan.HasErrors()) << Words(plan);
      refusals += refused ? 1 : 0;
    }
  }
  EXPECT_GT(refusals, 40);
}

}  // namespace
}  // namespace ic
