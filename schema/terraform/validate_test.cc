#include "schema/terraform/validate.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::terraform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Attribute> Leaves() {
  return {{.name = "id", .type = Type::String(), .description = "x", .computed = true},
          {.name = "name", .type = Type::String(), .description = "x", .required = true},
          {.name = "key_wo", .type = Type::String(), .description = "x", .optional = true, .write_only = true},
          {.name = "old", .type = Type::String(), .description = "x", .optional = true, .deprecation = "Use name."},
          {.name = "both", .type = Type::String(), .description = "x", .optional = true, .computed = true}};
}

Schema Sample() {
  Schema schema{.description = "x", .attributes = Leaves()};
  for (const auto& [name, nesting] : std::vector<std::pair<std::string, Nesting>>{
           {"one", Nesting::kSingle}, {"list", Nesting::kList}, {"set", Nesting::kSet}, {"map", Nesting::kMap}}) {
    schema.attributes.push_back(
        {.name = name, .nested = NestedType{nesting, Leaves()}, .description = "x", .optional = true});
  }
  return schema;
}

std::vector<std::string> Found(const Value& config, bool write_only_allowed = true) {
  std::vector<std::string> found;
  const Diagnostics diagnostics = ValidateAgainstSchema(Sample(), config, write_only_allowed);
  for (const Diagnostic& item : diagnostics.items()) {
    found.push_back(item.path.ToString() + ": " + item.summary);
  }
  return found;
}

Value Good() { return Value::Object({{"name", Value::String("x")}, {"both", Value::String("y")}}); }

Value Bad() { return Value::Object({{"id", Value::String("x")}, {"old", Value::String("secret")}}); }

TEST(ValidateTest, AGoodConfigurationPasses) {
  Value config = Good();
  config.Put("key_wo", Value::String("k"));
  config.Put("one", Good());
  config.Put("map", Value::Map({{"k", Good()}}));
  EXPECT_THAT(Found(config), IsEmpty());
}

TEST(ValidateTest, FaultsAreFoundAtTheTop) {
  EXPECT_THAT(Found(Bad()), ElementsAre("id: Value for a read-only attribute", "name: Missing required argument",
                                        "old: Deprecated attribute"));
}

TEST(ValidateTest, FaultsAreFoundInEveryNesting) {
  Value config = Good();
  config.Put("one", Bad());
  config.Put("list", Value::List({Good(), Bad()}));
  config.Put("set", Value::Set({Good(), Bad()}));
  config.Put("map", Value::Map({{"k", Bad()}}));
  std::vector<std::string> expected;
  for (const char* place : {"one", "list[1]", "set", "map[\"k\"]"}) {
    expected.push_back(std::string(place) + ".id: Value for a read-only attribute");
    expected.push_back(std::string(place) + ".name: Missing required argument");
    expected.push_back(std::string(place) + ".old: Deprecated attribute");
  }
  EXPECT_EQ(Found(config), expected);
}

TEST(ValidateTest, UnknownIsNoFault) {
  const Value unknown = Value::Unknown();
  EXPECT_THAT(Found(Value::Object({{"id", unknown}, {"name", unknown}, {"one", unknown}, {"list", unknown}})),
              IsEmpty());
  EXPECT_THAT(Found(unknown), IsEmpty());
}

TEST(ValidateTest, WriteOnlyNeedsAHostThatKnowsIt) {
  Value config = Good();
  config.Put("key_wo", Value::Unknown());
  config.Put("list", Value::List({config}));
  EXPECT_THAT(Found(config, /*write_only_allowed=*/false),
              ElementsAre("key_wo: Write-only attribute not supported here",
                          "list[0].key_wo: Write-only attribute not supported here"));
}

TEST(ValidateTest, NoValueIsShown) {
  Value config = Bad();
  config.Put("id", Value::String("secret"));
  config.Put("key_wo", Value::String("secret"));
  EXPECT_THAT(ValidateAgainstSchema(Sample(), config, false).ToString(),
              ::testing::Not(::testing::HasSubstr("secret")));
}

TEST(NullWriteOnlyTest, ReachesEveryNestingAndNothingElse) {
  Value element = Good();
  element.Put("key_wo", Value::String("k"));
  Value object = element;
  object.Put("one", element);
  object.Put("list", Value::List({element, Value::Null(), Value::Unknown()}));
  object.Put("map", Value::Map({{"a", element}, {"b", Good()}}));
  Value expected = Good();
  expected.Put("one", Good());
  expected.Put("list", Value::List({Good(), Value::Null(), Value::Unknown()}));
  expected.Put("map", Value::Map({{"a", Good()}, {"b", Good()}}));
  EXPECT_EQ(NullWriteOnly(Sample(), object), expected);
  EXPECT_EQ(object.Get("key_wo"), Value::String("k"));  // the original is not changed
  EXPECT_TRUE(NullWriteOnly(Sample(), Value::Null()).is_null());
  Value unknown_key = Good();
  unknown_key.Put("key_wo", Value::Unknown());
  EXPECT_TRUE(NullWriteOnly(Sample(), unknown_key).Get("key_wo").is_null());
}

}  // namespace
}  // namespace ic::terraform
