// What a plan lets pass, the cloud takes: every change in place of every vendor's objects, in every state in which an
// object is out of service, and every bandwidth. What the cloud would refuse, and tells before, the plan refuses.
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

std::vector<Edit> EditsOf(const Specimen& specimen, const Value& wanted) {
  std::vector<Edit> edits = specimen.edits;
  if (!wanted.Get("bandwidth").is_null() || !wanted.Get("adopt").is_null()) {
    for (const char* speed : {"2Mbps", "50Mbps", "200Mbps", "500Mbps", "2Gbps", "10Gbps", "40Gbps"}) {
      edits.push_back({{{"bandwidth", S(speed)}}});
    }
  }
  return edits;
}

// Words of states in which somebody took the object out of service, as a configuration can ask for; and none.
std::vector<std::string> StatesOf(const Specimen& specimen) {
  const bool router = specimen.cloud == "alibaba" && specimen.kind == Kind::kVirtualInterface;
  return router ? std::vector<std::string>{"", "terminated"} : std::vector<std::string>{""};
}

class ChangeInPlace : public testing::TestWithParam<Specimen> {
 protected:
  struct Outcome {
    bool planned = false;   // as a change in place
    std::string said;       // by the plan
    std::string then_said;  // by the apply
    bool refused = false;
    bool failed = false;
  };

  static Outcome Run(const std::string& state, std::size_t number) {
    const Specimen& specimen = GetParam();
    Bench bench(specimen.cloud);
    const Value wanted = specimen.desired(bench);
    const std::string id = bench.Make(specimen.kind, wanted);
    if (!state.empty()) bench.clouds().Edit(specimen.cloud, id, {{specimen.state_member, state}});
    Engine engine(bench.Environment());
    EXPECT_FALSE(engine.Configure(bench.Config()).has_errors());
    const std::string region(simulation::VendorNamed(specimen.cloud).region);
    const ObjectOutput made = engine.Import(specimen.kind, specimen.cloud + "/" + region + "/" + id);
    Outcome outcome;
    if (made.state.is_null()) return outcome;
    Value config = wanted;
    config.Put("cloud", S(specimen.cloud));
    const auto edits = EditsOf(specimen, wanted);
    for (const auto& [path, value] : edits[number].values) PutAt(config, path, value);
    const PlanOutput plan = engine.Plan({.kind = specimen.kind,
                                         .prior = made.state,
                                         .config = config,
                                         .facts = made.facts,
                                         .replacements_are_said = true});
    outcome.planned = plan.action == Action::kUpdate;
    outcome.said = plan.diagnostics.ToString();
    outcome.refused = plan.diagnostics.has_errors();
    if (!outcome.planned || plan.planned.is_null()) return outcome;
    const ObjectOutput applied = engine.Apply(
        {.kind = specimen.kind, .prior = made.state, .planned = plan.planned, .config = config, .facts = plan.facts});
    outcome.then_said = applied.diagnostics.ToString();
    outcome.failed = applied.diagnostics.has_errors();
    return outcome;
  }
};

TEST_P(ChangeInPlace, IsRefusedByThePlanOrDone) {
  Bench bench(GetParam().cloud);
  const std::size_t edits = EditsOf(GetParam(), GetParam().desired(bench)).size();
  for (const std::string& state : StatesOf(GetParam())) {
    for (std::size_t number = 0; number < edits; ++number) {
      const Outcome outcome = Run(state, number);
      if (!outcome.planned) continue;
      EXPECT_EQ(outcome.refused, outcome.failed) << state << " edit " << number << "\n"
                                                 << outcome.said << "\nthen\n"
                                                 << outcome.then_said;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Clouds, ChangeInPlace, testing::ValuesIn(Specimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
