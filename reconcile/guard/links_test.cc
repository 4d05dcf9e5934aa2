// What stands on a bundle of connections, and what is done to its links: the last one that is up takes it down.
#include <random>
#include <string>

#include "reconcile/testing/engine_fixture.h"
#include "reconcile/testing/guarded_legs.h"

namespace ic::reconcile {
namespace {

using LinksTest = EngineFixture;

constexpr int kLinks = 2;

struct LinkStep {
  std::string name;
  std::function<void(Configuration&, const std::string& link)> make;
  bool takes = true;
};

std::vector<LinkStep> LinkSteps() {
  const auto own = [](std::string_view bundle) {
    return [bundle](Configuration& configuration, const std::string& link) {
      Set(configuration, link, "sky", Value::Object({{"lag_id", S(bundle)}}));
    };
  };
  return {{"nothing", [](Configuration&, const std::string&) {}, false},
          {"renamed", [](Configuration& all, const std::string& link) { Set(all, link, "name", S("new")); }, false},
          {"moved", own("lag-8")},
          {"moved elsewhere", own("lag-9")},
          {"replaced", [](Configuration& all, const std::string& link) { Set(all, link, "location", S("L2")); }},
          {"deleted", [](Configuration& all, const std::string& link) { Remove(all, link); }}};
}

// The leg `a` stands on a bundle of two links, the leg `b` on a port of its own.
Configuration OnBundle() {
  Configuration configuration = {{"port_b", {Kind::kConnection, Port("port_b")}}};
  for (int link = 0; link < kLinks; ++link) {
    const std::string name = "link" + std::to_string(link);
    Value port = Port(name);
    port.Put("sky", Value::Object({{"lag_id", S("lag-1")}}));
    configuration.push_back({name, {Kind::kConnection, std::move(port)}});
  }
  for (const std::string_view leg : kLegs) {
    Value interface = Interface(leg, leg == "a" ? "lag-1" : "${port_b.id}", leg == "a" ? 101 : 102);
    interface.Put("redundancy_group", S("dc"));
    configuration.push_back({std::string(leg), {Kind::kVirtualInterface, std::move(interface)}});
  }
  return configuration;
}

TEST_F(LinksTest, NoStepsTakeTheLastLinkOfTheLastLeg) {
  Make(OnBundle());
  std::mt19937 random(20261128);
  int refusals = 0;
  for (const LinkStep& first : LinkSteps()) {
    for (const LinkStep& second : LinkSteps()) {
      for (int round = 0; round < 4; ++round) {
        const LinkStep* steps[] = {&first, &second};
        const HealthState other = random() % 2 == 0 ? HealthState::kUp : HealthState::kDown;
        Configuration changed = OnBundle();
        bool takes = false;
        bool left = false;
        std::string trace = first.name + ", " + second.name + "; b " + std::to_string(static_cast<int>(other));
        for (int link = 0; link < kLinks; ++link) {
          const std::string name = "link" + std::to_string(link);
          const HealthState state = random() % 3 != 0 ? HealthState::kUp : HealthState::kDown;
          ObjectOf(name).health = state;
          trace += " link " + std::to_string(static_cast<int>(state));
          takes |= steps[link]->takes;
          left |= !steps[link]->takes && state == HealthState::kUp;
          steps[link]->make(changed, name);
        }
        SCOPED_TRACE(trace);
        ObjectOf("b").health = other;
        const RunResult plan = host.Plan(changed);
        const bool refused = plan.ToString().find(kGuardRefusal) != std::string::npos;
        EXPECT_EQ(refused, takes && !left && other != HealthState::kUp) << plan.ToString();
        refusals += refused ? 1 : 0;
      }
    }
  }
  EXPECT_GT(refusals, 10);
}

// Both links may leave while the other leg is up; once it is not, the last one stays.
TEST_F(LinksTest, TheLastLinkIsHeldRightBeforeItsCallToo) {
  Make(OnBundle());
  Configuration changed = OnBundle();
  for (const char* link : {"link0", "link1"}) Set(changed, link, "sky", Value::Object({{"lag_id", S("lag-9")}}));
  // That it loses its last link; not that the group loses its last leg.
  host.engine_config.allow_disruption = {"lag-1"};
  world.during = [this](const FakeCall& call) {
    if (call.operation == "Update") ObjectOf("b").health = HealthState::kDown;
  };
  const RunResult applied = host.Apply(changed);
  EXPECT_THAT(applied.ToString(), testing::HasSubstr(std::string(kGuardRefusal)));
  const auto on_it = std::ranges::count_if(world.objects, [](const auto& one) {
    return one.second.kind == Kind::kConnection && one.second.attributes.Get("sky").Get("lag_id") == S("lag-1");
  });
  EXPECT_EQ(on_it, 1) << applied.ToString();
}

}  // namespace
}  // namespace ic::reconcile
