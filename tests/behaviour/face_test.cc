// What else the adapter's face promises of each object: checks that make nothing, changes of nothing, states that take
// their time, kinds that a cloud has not.
#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

class Face : public testing::TestWithParam<Specimen> {
 protected:
  const Specimen& specimen() const { return GetParam(); }
  Kind kind() const { return specimen().kind; }
  Secrets Keys() const {
    return {.auth_key = specimen().auth_key.empty() ? std::nullopt : std::optional(specimen().auth_key)};
  }
};

TEST_P(Face, ACheckMakesNothingAndTheCreateDoesWhatItSays) {
  Bench bench(specimen().cloud);
  const Value wanted = specimen().desired(bench);
  const nlohmann::json objects = bench.clouds().Objects(bench.cloud());
  const Status check = bench.Fresh()->Check(bench.Request(kind(), wanted, Keys()), {});
  EXPECT_TRUE(check.ok()) << check.ToString();
  EXPECT_EQ(bench.clouds().Objects(bench.cloud()), objects);
  const ChangeResult made = bench.adapter().Create(bench.Request(kind(), wanted, Keys()), {});
  EXPECT_TRUE(made.status.ok()) << made.status.ToString();
}

TEST_P(Face, WhatItStandsOnIsMissed) {
  const auto& unseen = SpecimensByVendor().at(specimen().cloud).unseen;
  for (const std::string_view parent :
       {field::kConnectionId, field::kVirtualInterfaceId, field::kBgpGroupId, field::kAdvertisedBy}) {
    Bench bench(specimen().cloud);
    Value wanted = specimen().desired(bench);
    if (wanted.Get(parent).is_null()) continue;
    const nlohmann::json objects = bench.clouds().Objects(bench.cloud());
    wanted.Put(std::string(parent), S("no-such-id"));
    const ChangeResult refused = bench.adapter().Create(bench.Request(kind(), wanted, Keys()), {});
    ASSERT_FALSE(refused.status.ok()) << parent;
    EXPECT_TRUE(refused.id.empty());
    EXPECT_FALSE(refused.status.ambiguous());
    EXPECT_EQ(bench.clouds().Objects(bench.cloud()), objects);
    if (std::ranges::find(unseen, parent) != unseen.end()) continue;
    for (const bool planned : {true, false}) {
      CreateRequest request = bench.Request(kind(), wanted, Keys());
      request.planned = planned;
      EXPECT_FALSE(bench.Fresh()->Check(request, {}).ok())
          << parent << ": found only after what it replaces is deleted";
      // What is not known yet is no fault.
      request.desired.Put(std::string(parent), Value::Null());
      const Status open = bench.Fresh()->Check(request, {});
      EXPECT_TRUE(open.ok()) << open.ToString();
    }
  }
}

TEST_P(Face, AChangeOfNothingShowsTheObject) {
  Bench bench(specimen().cloud);
  const Value wanted = specimen().desired(bench);
  const ChangeResult made = bench.adapter().Create(bench.Request(kind(), wanted, Keys()), {});
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  const nlohmann::json objects = bench.clouds().Objects(bench.cloud());
  const ChangeResult same = bench.Update(kind(), made.id, made.attributes, made.attributes, {});
  EXPECT_TRUE(same.status.ok()) << same.status.ToString();
  EXPECT_EQ(same.id, made.id);
  EXPECT_THAT(bench.Differences(kind(), wanted, same.attributes), IsEmpty());
  EXPECT_EQ(bench.clouds().Objects(bench.cloud()), objects);
}

// Where states take simulated time, each call waits for what it needs, and what people have to do is said.
TEST_P(Face, WhatTakesTimeIsWaitedFor) {
  if (specimen().stands_on_waiting) return;
  Bench bench(specimen().cloud, /*lifecycle=*/true);
  const Value wanted = specimen().desired(bench);
  const ChangeResult made = bench.adapter().Create(bench.Request(kind(), wanted, Keys()), {});
  if (specimen().waits_for_people) {
    EXPECT_EQ(made.status.code(), StatusCode::kDeadlineExceeded) << made.status.ToString();
    EXPECT_THAT(std::string(made.status.message()), HasSubstr("the next run goes on from here"));
    return;
  }
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  const auto live = bench.Look(kind(), made.id, wanted);
  ASSERT_TRUE(live.ok() && live->has_value()) << live.status().ToString();
  for (const Edit& edit : specimen().edits) {
    Value desired = made.attributes;
    std::vector<std::string> changed;
    for (const auto& [path, value] : edit.values) {
      PutAt(desired, path, value);
      changed.push_back(path);
    }
    const ChangeResult after = bench.Update(kind(), made.id, made.attributes, desired, changed);
    EXPECT_TRUE(after.status.ok()) << changed.front() << ": " << after.status.ToString();
    break;  // one is as good as many: they would build on each other
  }
  const ChangeResult deleted = bench.Delete(kind(), made.id, made.attributes);
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  EXPECT_THAT(bench.Ids(kind()), Not(Contains(made.id)));
}

INSTANTIATE_TEST_SUITE_P(Adapters, Face, testing::ValuesIn(Specimens()), NameOf);

class EachKind : public testing::TestWithParam<std::string> {};

TEST_P(EachKind, OneThatTheCloudHasNotIsEmptyOrRefused) {
  Bench bench(GetParam());
  for (const Kind kind : kAllKinds) {
    const std::vector<Kind>& lowered = bench.traits().lowered;
    EXPECT_GT(bench.adapter().DefaultTimeout(kind).count(), 0);
    if (std::ranges::find(lowered, kind) == lowered.end()) continue;
    SCOPED_TRACE(KindName(kind));
    const CreateRequest request = bench.Request(kind, Value::Object({}));
    EXPECT_THAT(*bench.adapter().List(kind, "", Freshness::kLive, {}), IsEmpty());
    EXPECT_THAT(*bench.adapter().CheckHealth(kind, "", {}, {}), IsEmpty());
    for (const Status& refused :
         {bench.adapter().Read({kind, "", "x", Freshness::kLive, Value::Null()}, {}).status(),
          bench.adapter().FindCandidates(request, {}).status(), bench.adapter().Check(request, {}),
          bench.adapter().Create(request, {}).status, bench.Delete(kind, "x", Value::Null()).status,
          bench.Update(kind, "x", Value::Null(), Value::Null(), {}).status,
          bench.adapter().Settle(kind, "", "x", Value::Null(), std::chrono::minutes(1), {}).status}) {
      EXPECT_EQ(refused.code(), StatusCode::kUnimplemented);
      EXPECT_THAT(refused.message(), HasSubstr(std::string(bench.traits().title) + " has no "));
    }
  }
  EXPECT_EQ(bench.clouds().calls(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Adapters, EachKind, testing::ValuesIn(EveryCloud()),
                         [](const testing::TestParamInfo<std::string>& info) { return info.param; });

}  // namespace
}  // namespace ic::behaviour
