#include "provider/protocol/state_guard.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::protocol {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Type ThingType() {
  return Type::Object({{"id", Type::String()},
                       {"n", Type::Number()},
                       {"l", Type::List(Type::String())},
                       {"s", Type::Set(Type::String())},
                       {"m", Type::Map(Type::String())},
                       {"o", Type::Object({{"a", Type::String()}, {"b", Type::String()}})}});
}

Value Text(std::string_view text) { return Value::String(text); }

std::vector<std::string> Paths(const Diagnostics& diagnostics) {
  std::vector<std::string> paths;
  for (const Diagnostic& item : diagnostics.items()) {
    paths.push_back((item.severity == Severity::kError ? "error " : "warning ") + item.path.ToString());
  }
  return paths;
}

struct Mended {
  Value state;
  std::vector<std::string> paths;
};

Mended Mend(const Value& planned, const Value& applied) {
  Diagnostics diagnostics;
  const Value state = MendApplied(ThingType(), planned, applied, &diagnostics);
  return {state, Paths(diagnostics)};
}

TEST(StateGuardTest, UnknownAndWrongTypesCannotBeStored) {
  const Value state = Value::Object({{"id", Value::Unknown()},
                                     {"n", Text("1")},
                                     {"l", Value::List({Text("x"), Value::Unknown()})},
                                     {"s", Value::Set({Value::Unknown()})},
                                     {"m", Value::Map({{"k", Value::Unknown()}})},
                                     {"o", Value::Object({{"a", Value::Unknown()}})}});
  EXPECT_THAT(Paths(CheckStorable("read state", ThingType(), state)),
              ElementsAre("error n", "error id", "error l[1]", "error m[\"k\"]", "error o.a", "error s"));
  EXPECT_THAT(Paths(CheckStorable("read state", ThingType(), Value::Null())), IsEmpty());
  EXPECT_THAT(Paths(CheckStorable("read state", ThingType(), Value::Unknown())), ElementsAre("error "));
}

TEST(StateGuardTest, WhatWasPlannedUnknownIsTakenAsItIs) {
  const Value planned = Value::Object({{"id", Value::Unknown()},
                                       {"n", Value::Int(1)},
                                       {"l", Value::Unknown()},
                                       {"s", Value::Set({Text("a"), Value::Unknown()})},
                                       {"o", Value::Object({{"a", Text("1")}, {"b", Value::Unknown()}})}});
  const Value applied = Value::Object({{"id", Text("dx-1")},
                                       {"n", Value::Int(1)},
                                       {"l", Value::Strings({"x"})},
                                       {"s", Value::StringSet({"a", "z"})},
                                       {"o", Value::Object({{"a", Text("1")}, {"b", Text("2")}})}});
  const Mended mended = Mend(planned, applied);
  EXPECT_EQ(mended.state, applied);
  EXPECT_THAT(mended.paths, IsEmpty());
}

TEST(StateGuardTest, UnknownBecomesNull) {
  const Mended mended =
      Mend(Value::Object({{"id", Value::Unknown()}, {"o", Value::Unknown()}}),
           Value::Object({{"id", Value::Unknown()}, {"o", Value::Object({{"a", Value::Unknown()}})}}));
  EXPECT_TRUE(mended.state.IsWhollyKnown());
  EXPECT_TRUE(mended.state.Get("id").is_null());
  EXPECT_THAT(mended.paths, IsEmpty());
}

TEST(StateGuardTest, WhatDiffersFromThePlanBecomesThePlanned) {
  const Value planned = Value::Object({{"id", Value::Unknown()},
                                       {"n", Value::Int(1)},
                                       {"l", Value::Strings({"a", "b"})},
                                       {"s", Value::Set({Text("a"), Value::Unknown()})},
                                       {"m", Value::Map({{"k", Text("v")}})},
                                       {"o", Value::Object({{"a", Text("1")}})}});
  const Value applied = Value::Object({{"id", Text("dx-1")},
                                       {"n", Value::Int(2)},
                                       {"l", Value::Strings({"a", "c"})},
                                       {"s", Value::StringSet({"b"})},
                                       {"m", Value::Map({{"other", Text("v")}})},
                                       {"o", Value::Object({{"a", Text("1")}, {"b", Text("not planned")}})}});
  const Mended mended = Mend(planned, applied);
  Value expected = planned.UnknownToNull();
  expected.Put("id", Text("dx-1"));
  EXPECT_EQ(mended.state, expected);
  EXPECT_THAT(mended.paths, ElementsAre("warning l[1]", "warning m", "warning n", "warning o.b", "warning s"));
}

TEST(StateGuardTest, LostPartsComeFromThePlan) {
  const Value planned = Value::Object({{"l", Value::Strings({"a"})}, {"n", Value::Int(1)}});
  const Mended mended = Mend(planned, Value::Object({{"l", Value::List({})}}));
  EXPECT_EQ(mended.state, planned);
  EXPECT_THAT(mended.paths, ElementsAre("warning l", "warning n"));
}

TEST(StateGuardTest, WrongTypesAreNeverStored) {
  const Value planned = Value::Object({{"id", Value::Unknown()}, {"n", Value::Int(1)}, {"o", Value::Unknown()}});
  const Value applied = Value::Object(
      {{"id", Value::Int(7)}, {"n", Text("1")}, {"o", Value::Object({{"a", Text("x")}, {"zz", Text("y")}})}});
  const Mended mended = Mend(planned, applied);
  EXPECT_TRUE(mended.state.Get("id").is_null());
  EXPECT_EQ(mended.state.Get("n"), Value::Int(1));
  EXPECT_EQ(mended.state.Get("o"), Value::Object({{"a", Text("x")}}));
  EXPECT_THAT(mended.paths, ElementsAre("warning id", "warning n", "warning o"));
}

TEST(StateGuardTest, PartialStatesAreKeptAsFarAsTheyFit) {
  Diagnostics diagnostics;
  const Value state = Value::Object({{"id", Text("dx-1")}, {"n", Text("x")}, {"l", Value::List({Value::Unknown()})}});
  EXPECT_EQ(MendPartial(ThingType(), state, &diagnostics),
            Value::Object({{"id", Text("dx-1")}, {"l", Value::List({Value::Null()})}}));
  EXPECT_THAT(Paths(diagnostics), ElementsAre("warning n"));
}

}  // namespace
}  // namespace ic::protocol
