#include "schema/value/conform.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Faults(const Type& type, const Value& value) {
  std::vector<std::string> faults;
  for (const Mismatch& mismatch : FindMismatches(type, value)) {
    faults.push_back(mismatch.path.ToString() + ": " + mismatch.problem);
  }
  return faults;
}

TEST(ConformTest, NullUnknownAndAbsentFit) {
  const Type type = Type::Object({{"a", Type::Number()}, {"b", Type::List(Type::String())}});
  EXPECT_THAT(Faults(type, Value::Null()), ElementsAre());
  EXPECT_THAT(Faults(type, Value::Unknown()), ElementsAre());
  EXPECT_THAT(Faults(type, Value::Object({})), ElementsAre());
  EXPECT_THAT(Faults(type, Value::Object({{"b", Value::List({Value::Null(), Value::Unknown()})}})), ElementsAre());
}

TEST(ConformTest, EveryMismatchIsNamed) {
  const Type type = Type::Object({{"n", Type::Number()},
                                  {"l", Type::List(Type::String())},
                                  {"m", Type::Map(Type::Bool())},
                                  {"s", Type::Set(Type::String())},
                                  {"t", Type::Set(Type::String())}});
  const Value value = Value::Object({{"n", Value::String("1")},
                                     {"l", Value::List({Value::String("x"), Value::Int(1)})},
                                     {"m", Value::Map({{"k", Value::String("true")}})},
                                     {"s", Value::Strings({"x"})},
                                     {"t", Value::Set({Value::Int(1)})},
                                     {"zz", Value::Null()}});
  EXPECT_THAT(Faults(type, value),
              ElementsAre("l[1]: a string is required, found a number", "m[\"k\"]: a bool is required, found a string",
                          "n: a number is required, found a string", "s: a set is required, found a list",
                          "t: a string is required, found a number", "zz: the type has no attribute of this name"));
}

}  // namespace
}  // namespace ic
