// How many routes a session may bring, lowered: of each vendor's objects that have such a number. Where more come and
// the cloud takes the session down, that is an interruption, which the plan names and the guard refuses; where nobody
// tells how many come, or what comes beyond is dropped, it is a warning.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Numbered {
  Specimen specimen;
  RouteLimitFacts facts;
};

void PrintTo(const Numbered& one, std::ostream* out) { *out << one.specimen.name << " " << one.facts.path; }

// Each object with each number that a change in place lowers.
std::vector<Numbered> EveryNumber() {
  std::vector<Numbered> all;
  for (const Specimen& specimen : Specimens()) {
    Bench bench(specimen.cloud);
    for (const RouteLimitFacts& facts : bench.traits().router.to_cloud) {
      const bool has = std::ranges::any_of(specimen.edits, [&facts](const Edit& edit) {
        return std::ranges::any_of(edit.values, [&facts](const auto& value) { return value.first == facts.path; });
      });
      const bool no_session_of_it = !facts.family.empty() && facts.family != "ipv4";  // of none of the specimens
      if (!facts.path.empty() && has && !no_session_of_it) all.push_back({specimen, facts});
    }
  }
  return all;
}

std::vector<std::string> Prefixes(std::string_view family, std::size_t number) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < number; ++i) {
    all.push_back(family == "ipv6" ? "2001:db8:" + std::to_string(i + 1) + "::/48"
                                   : "10." + std::to_string(i + 1) + ".0.0/16");
  }
  return all;
}

class RouteRoom : public testing::TestWithParam<Numbered> {
 protected:
  // The plan of two routes at most, where so many come; and what the apply of it says, if there is one.
  std::pair<PlanOutput, std::string> Lower(std::size_t come, const std::string& group) {
    const auto& [specimen, facts] = GetParam();
    Bench bench(specimen.cloud);
    Value wanted = specimen.desired(bench);
    if (!group.empty()) wanted.Put("redundancy_group", S(group));
    const std::string id = bench.Make(specimen.kind, wanted);
    if (facts.takes_down) {
      bench.clouds().Edit(specimen.cloud, id,
                          {{"router_up", true},
                           {"virtualInterfaceState", "available"},
                           {"announced_routes", Prefixes(facts.family, come)}});
    }
    Engine engine(bench.Environment());
    EXPECT_FALSE(engine.Configure(bench.Config()).has_errors());
    const std::string region(simulation::VendorNamed(specimen.cloud).region);
    const ObjectOutput made = engine.Import(specimen.kind, specimen.cloud + "/" + region + "/" + id);
    Value config = wanted;
    config.Put("cloud", S(specimen.cloud));
    PutAt(config, std::string(facts.path), Value::Int(2));
    PlanOutput plan = engine.Plan({.kind = specimen.kind,
                                   .prior = made.state,
                                   .config = config,
                                   .facts = made.facts,
                                   .replacements_are_said = true});
    if (plan.planned.is_null()) return {std::move(plan), ""};
    const ObjectOutput applied = engine.Apply(
        {.kind = specimen.kind, .prior = made.state, .planned = plan.planned, .config = config, .facts = plan.facts});
    return {std::move(plan), applied.diagnostics.ToString()};
  }

  bool Interrupts(const PlanOutput& plan) const {
    return std::ranges::any_of(plan.changes, [](const FieldChange& change) {
      return change.path == GetParam().facts.path && !change.interrupts.empty();
    });
  }
};

TEST_P(RouteRoom, BelowWhatComesIsSaid) {
  const auto [plan, applied] = Lower(3, "");
  const std::string said = plan.diagnostics.ToString();
  EXPECT_EQ(Interrupts(plan), GetParam().facts.takes_down) << said;
  EXPECT_THAT(said, HasSubstr(GetParam().facts.takes_down ? "3 prefixes come over it now" : "drops what comes beyond"));
  EXPECT_FALSE(plan.diagnostics.has_errors()) << said;
}

TEST_P(RouteRoom, WhatLeavesRoomForAllIsNoInterruption) {
  const auto [plan, applied] = Lower(2, "");
  EXPECT_FALSE(Interrupts(plan)) << plan.diagnostics.ToString();
  if (GetParam().facts.takes_down) {
    EXPECT_THAT(plan.diagnostics.ToString(), Not(HasSubstr("come over it now")));
  }
  EXPECT_THAT(applied, Not(HasSubstr("error")));
}

TEST_P(RouteRoom, TheLastOfAGroupDoesNotGoDown) {
  if (!GetParam().facts.takes_down) return;
  const auto [plan, applied] = Lower(3, "pair");
  EXPECT_TRUE(plan.diagnostics.has_errors());
  EXPECT_THAT(plan.diagnostics.ToString(), HasSubstr("last healthy member"));
  EXPECT_THAT(applied, HasSubstr("last healthy member"));  // without the plan's word too
}

std::string NameOf(const testing::TestParamInfo<Numbered>& info) {
  std::string name =
      info.param.specimen.cloud + "_" + info.param.specimen.name + "_" + std::string(info.param.facts.path);
  std::ranges::replace(name, '.', '_');
  return name + "_" + std::string(info.param.facts.family);
}

INSTANTIATE_TEST_SUITE_P(Clouds, RouteRoom, testing::ValuesIn(EveryNumber()), NameOf);

}  // namespace
}  // namespace ic::behaviour
