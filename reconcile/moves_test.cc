// Terraform says not which of two changes comes first: what comes, by a change in place or anew, to where another object
// is that leaves in the same run, is refused in the plan. For the command line, which orders its steps:
// reconcile/run/places_test.cc.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

struct Moving {
  std::string name;
  std::function<void(Configuration&)> edit;
  bool refused = true;
};

// `a` on port p and `b` on port q have one VLAN. Which port an interface is on changes in place in the fake cloud.
Configuration TwoOnTwo(bool turned) {
  Configuration all = {{"p", {Kind::kConnection, Port("p")}},
                       {"q", {Kind::kConnection, Port("q")}},
                       {"r", {Kind::kConnection, Port("r")}},
                       {"a", {Kind::kVirtualInterface, Interface("a", "${p.id}", 101)}},
                       {"b", {Kind::kVirtualInterface, Interface("b", "${q.id}", 101)}}};
  if (turned) std::swap(all[3], all[4]);  // planned in this order
  return all;
}

void Move(Configuration& all, const std::string& which, std::string_view to) {
  Set(all, which, "connection_id", S(to));
}

std::vector<Moving> Movings() {
  const auto add = [](Configuration& all, std::string_view on) {
    all.push_back({"c", {Kind::kVirtualInterface, Interface("c", on, 101)}});
  };
  return {{"exchange",
           [](Configuration& all) {
             Move(all, "a", "${q.id}");
             Move(all, "b", "${p.id}");
           }},
          {"chain",
           [](Configuration& all) {
             Move(all, "a", "${q.id}");
             Move(all, "b", "${r.id}");
           }},
          {"to where one is removed",
           [](Configuration& all) {
             Move(all, "a", "${q.id}");
             Remove(all, "b");
           }},
          {"anew where one moves away",
           [=](Configuration& all) {
             Move(all, "b", "${r.id}");
             add(all, "${q.id}");
           }},
          {"to a free place", [](Configuration& all) { Move(all, "a", "${r.id}"); }, false},
          {"one to where the other was",
           [](Configuration& all) {
             Move(all, "a", "${r.id}");
             Move(all, "b", "${p.id}");
           }},
          {"beside one that is removed elsewhere",
           [](Configuration& all) {
             Move(all, "a", "${r.id}");
             Remove(all, "b");
           },
           false}};
}

class MovesTest : public EngineFixture {};

TEST_F(MovesTest, WhatNoOrderIsSaidOfIsRefusedWithTheSteps) {
  for (const bool turned : {false, true}) {
    for (const Moving& moving : Movings()) {
      SCOPED_TRACE(moving.name + (turned ? ", turned" : ""));
      world.objects.clear();
      host.state.clear();
      Configuration all = TwoOnTwo(turned);
      Make(all);
      moving.edit(all);
      if (moving.refused) {
        const std::string said = ExpectRefused(all, "Terraform does not say which comes first").ToString();
        EXPECT_TRUE(said.find("in two steps") != std::string::npos || said.find("first, and then") != std::string::npos)
            << said;
      } else {
        Make(all);
      }
    }
  }
}

}  // namespace
}  // namespace ic::reconcile
