// Each pair of an object and one that stands on it or is part of it, on clouds that refuse and clouds that take both:
// the lower one goes, the upper one is to be kept or to stay. Refused, whichever is planned first.
#include <string>
#include <string_view>
#include <tuple>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

using Pair = std::tuple<std::string_view, std::string_view, std::string_view>;  // cloud, below, above

class CarriedTest : public EngineFixture, public ::testing::WithParamInterface<std::tuple<Pair, bool>> {
 protected:
  CarriedTest() {
    for (auto& [address, resource] : all_) resource.config.Put("cloud", S(std::get<0>(std::get<0>(GetParam()))));
  }
  static std::string Below() { return std::string(std::get<1>(std::get<0>(GetParam()))); }
  static std::string Above() { return std::string(std::get<2>(std::get<0>(GetParam()))); }
  // The state is gone through by address.
  void Rename() {
    if (!std::get<1>(GetParam())) return;
    auto above = host.state.extract(Above());
    above.key() = "a";
    host.state.insert(std::move(above));
  }
  // What is below, and what is on it in any way, leaves the configuration.
  Configuration WithoutStack() const {
    Configuration left;
    for (const auto& entry : all_) {
      if (entry.first == Below()) return left;
      left.push_back(entry);
    }
    return left;
  }

  Configuration all_ = FullStack();
};

TEST_P(CarriedTest, WhatIsKept) {
  Set(all_, Above(), "on_destroy", S("keep"));
  Make(all_);
  Rename();
  ExpectRefused(WithoutStack(), "its on_destroy is \"keep\"");
}

TEST_P(CarriedTest, WhatIsDeletedToo) {
  Make(all_);
  Rename();
  const RunResult gone = host.Apply(WithoutStack());
  EXPECT_TRUE(gone.ok()) << gone.ToString();
}

// Under its own address, and on the id that was.
TEST_P(CarriedTest, WhatStays) {
  Make(all_);
  Configuration left = all_;
  const std::string id = IdOf(Below());
  for (auto& [address, resource] : left) {
    for (const std::string_view name : {field::kConnectionId, field::kVirtualInterfaceId, field::kBgpGroupId}) {
      if (resource.config.Get(name) == S("${" + Below() + ".id}")) resource.config.Put(name, S(id));
    }
  }
  Remove(left, Below());
  const RunResult refused = ExpectRefused(left, "would be deleted");
  EXPECT_THAT(refused.ToString(), HasSubstr("stay"));
}

// What is in no cloud goes from under what stays without a word.
TEST_F(EngineFixture, WhatIsLoweredCarriesNothing) {
  Configuration all = FullStack();
  Make(all);
  host.force_replace = {"group"};
  const RunResult replaced = host.Apply(all);
  EXPECT_TRUE(replaced.ok()) << replaced.ToString();
}

INSTANTIATE_TEST_SUITE_P(Pairs, CarriedTest,
                         ::testing::Combine(::testing::Values(Pair("sky", "port", "vif"), Pair("sky", "vif", "peer"),

                                                              Pair("rock", "port", "vif"), Pair("rock", "vif", "group"),
                                                              Pair("rock", "vif", "peer"),
                                                              Pair("rock", "group", "peer")),
                                            ::testing::Bool()),
                         [](const auto& info) {
                           const Pair& pair = std::get<0>(info.param);
                           return std::string(std::get<0>(pair)) + "_" + std::string(std::get<2>(pair)) + "_on_" +
                                  std::string(std::get<1>(pair)) + (std::get<1>(info.param) ? "_first" : "_last");
                         });

}  // namespace
}  // namespace ic::reconcile
