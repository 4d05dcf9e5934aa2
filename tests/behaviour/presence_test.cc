// What an object had and has no more, because somebody took it off: a read says so. A read that kept what was known
// before would hide it from every plan.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

// "false" and an empty map are what is left when something is taken off.
bool AsksForNothing(const Value& value) {
  return value == Value::Bool(false) || (value.kind() == Value::Kind::kMap && value.fields().empty());
}

class Presence : public testing::TestWithParam<Specimen> {};

TEST_P(Presence, WhatAnotherHandTookOffIsSeen) {
  const Specimen& specimen = GetParam();
  std::vector<std::string> seen;
  for (const Edit& edit : specimen.edits) {
    for (const auto& [path, value] : edit.values) {
      if (AsksForNothing(value)) continue;
      Bench bench(specimen.cloud);
      const Value desired = specimen.desired(bench);
      const ChangeResult made = bench.adapter().Create(bench.Request(specimen.kind, desired), {});
      ASSERT_TRUE(made.status.ok()) << made.status.ToString();
      Value with = desired;
      for (const auto& [other, set] : edit.values) PutAt(with, other, set);
      ASSERT_TRUE(bench.Update(specimen.kind, made.id, desired, with, {path}).status.ok()) << path;
      const auto before = bench.Look(specimen.kind, made.id, Value::Null());  // as the cloud spells it
      ASSERT_TRUE(before.ok() && before->has_value());
      Value without = with;
      PutAt(without, path, path == "tags" ? Value::Map({}) : Value::Null());
      if (!bench.Update(specimen.kind, made.id, with, without, {path}).status.ok()) continue;  // not to be taken off
      const auto stranger = bench.Look(specimen.kind, made.id, Value::Null());
      ASSERT_TRUE(stranger.ok() && stranger->has_value());
      const Value left = ValueAt((*stranger)->attributes, path);
      if (left == ValueAt((*before)->attributes, path)) continue;  // the cloud keeps it
      const auto after = bench.Look(specimen.kind, made.id, with);
      ASSERT_TRUE(after.ok() && after->has_value());
      EXPECT_NE(ValueAt((*after)->attributes, path), ValueAt(with, path)) << path;
      seen.push_back(path);
    }
  }
  RecordProperty("taken_off", static_cast<int>(seen.size()));
}

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

INSTANTIATE_TEST_SUITE_P(Adapters, Presence, testing::ValuesIn(Specimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
