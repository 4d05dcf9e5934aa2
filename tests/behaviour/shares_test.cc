// What objects have together of one whole (Quota::share): a plan that would take more than there is, whichever of its
// objects comes first, says so, and nothing of it is begun.
#include <array>
#include <functional>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;

// A row with shares, and a sort of object that counts for it.
struct Case {
  const Quota* quota;
  const Specimen* specimen;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.quota->id; }

// Parts are in hundredths of the whole.
class Shares : public testing::TestWithParam<Case> {
 protected:
  Shares() {
    host_.engine_config = bench_.Config();
    wanted_ = NewPlace();
  }
  // What is wanted on a whole of its own.
  Value NewPlace() {
    Value wanted = GetParam().specimen->desired(bench_);
    wanted.Put(field::kCloud, S(bench_.cloud()));
    wanted.Put(field::kOnDestroy, S("delete"));
    return wanted;
  }
  std::int64_t Whole(const Value& wanted) {
    const Quota& quota = *GetParam().quota;
    const std::string id = quota.group(GetParam().specimen->kind, wanted);
    const auto there = bench_.Look(*quota.share->of, id, Value::Null());
    if (!there.ok() || !there->has_value()) throw std::logic_error("no whole");
    return quota.share->amount(*quota.share->of, (*there)->attributes);
  }
  Value Part(Value wanted, const std::string& name, int hundredths) {
    const Quota& quota = *GetParam().quota;
    wanted.Put(quota.field, S(quota.share->words(Whole(wanted) * hundredths / 100)));
    wanted.Put(field::kName, S(name));
    if (name == "b") PutAt(wanted, GetParam().specimen->fixed.first, GetParam().specimen->fixed.second);
    return wanted;
  }
  Value Part(const std::string& name, int hundredths) { return Part(wanted_, name, hundredths); }
  // In either order, with what `forced` names replaced.
  static Configuration Of(Value a, Value b, bool turned) {
    Configuration both{{"a", {Kind::kConnection, std::move(a)}}, {"b", {Kind::kConnection, std::move(b)}}};
    for (auto& [address, resource] : both) resource.kind = GetParam().specimen->kind;
    if (turned) std::swap(both[0], both[1]);
    return both;
  }
  void Make(const Configuration& configuration) {
    const RunResult made = host_.Apply(configuration);
    ASSERT_TRUE(made.ok()) << made.ToString();
  }
  void ExpectRefused(const Configuration& configuration) {
    const auto before = bench_.Ids(GetParam().specimen->kind);
    const RunResult refused = host_.Apply(configuration);
    EXPECT_FALSE(refused.ok()) << refused.ToString();
    EXPECT_THAT(refused.ToString(), HasSubstr(std::string(GetParam().quota->summary)));
    EXPECT_EQ(bench_.Ids(GetParam().specimen->kind), before);
  }
  template <typename Body>
  void InEitherOrder(Body body) {
    for (const bool turned : {false, true}) {
      SCOPED_TRACE(turned ? "b first" : "a first");
      body(turned);
    }
  }

  Bench bench_{GetParam().specimen->cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value wanted_;
};

TEST_P(Shares, TwoNewOnesThatHaveNoRoomTogether) {
  InEitherOrder([&](bool turned) { ExpectRefused(Of(Part("a", 60), Part("b", 60), turned)); });
  Make(Of(Part("a", 50), Part("b", 50), false));
}

TEST_P(Shares, TwoThatGrowTogether) {
  InEitherOrder([&](bool turned) {
    Make(Of(Part("a", 30), Part("b", 30), turned));
    ExpectRefused(Of(Part("a", 60), Part("b", 60), turned));
  });
  Make(Of(Part("a", 60), Part("b", 40), false));
}

TEST_P(Shares, OneThatGrowsAndOneThatComes) {
  Make(Of(Part("a", 30), Part("b", 20), false));
  host_.state.erase("b");  // somebody else's from here on
  ExpectRefused({{"a", {GetParam().specimen->kind, Part("a", 90)}}});
  Make({{"a", {GetParam().specimen->kind, Part("a", 80)}}});
}

TEST_P(Shares, TwoThatMoveToAnotherWhole) {
  InEitherOrder([&](bool turned) {
    const Value there = NewPlace();
    Make(Of(Part("a", 40), Part(NewPlace(), "b", 60), turned));
    ExpectRefused(Of(Part(there, "a", 60), Part(there, "b", 60), turned));
  });
}

// Which of them is first is not known: so what leaves counts, and a run of its own is the way out.
TEST_P(Shares, OneComesAndOneLeaves) {
  const Kind kind = GetParam().specimen->kind;
  Make({{"a", {kind, Part("a", 60)}}});
  const Configuration wanted{{"b", {kind, Part("b", 60)}}};
  ExpectRefused(wanted);
  EXPECT_THAT(host_.Plan(wanted).ToString(), HasSubstr("run of its own"));
  Make({});
  Make(wanted);
}

TEST_P(Shares, WhatIsReplacedTakesItsOwnPart) {
  Make(Of(Part("a", 60), Part("b", 40), false));
  host_.force_replace = {"a", "b"};
  Make(Of(Part("a", 60), Part("b", 40), false));
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const std::string& cloud : EveryCloud()) {
    Bench bench(cloud);
    for (const Quota& quota : bench.traits().quotas) {
      // Pools of prefixes: tests/acceptance/aws and the tables' own tests; parts here are bandwidths.
      if (!quota.share || !quota.share->of || quota.field != field::kBandwidth) continue;
      for (const Specimen& specimen : Specimens()) {
        const bool counts =
            specimen.cloud == cloud && std::ranges::find(quota.kinds, specimen.kind) != quota.kinds.end();
        if (counts && !quota.group(specimen.kind, specimen.desired(bench)).empty())
          cases.push_back({&quota, &specimen});
      }
    }
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Each, Shares, testing::ValuesIn(Cases()), [](const auto& info) {
  std::string name(info.param.quota->id);
  std::ranges::replace(name, '.', '_');
  return name;
});

}  // namespace
}  // namespace ic::behaviour
