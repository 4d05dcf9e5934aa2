#include "schema/value/type.h"

#include <gtest/gtest.h>

namespace ic {
namespace {

TEST(TypeTest, JsonIsTerraformsCompactForm) {
  EXPECT_EQ(Type::String().ToJson(), R"("string")");
  EXPECT_EQ(Type::List(Type::Number()).ToJson(), R"(["list","number"])");
  EXPECT_EQ(Type::Map(Type::Set(Type::Bool())).ToJson(), R"(["map",["set","bool"]])");
  const Type object = Type::Object({{"b", Type::List(Type::String())}, {"a", Type::Bool()}});
  EXPECT_EQ(object.ToJson(), R"(["object",{"a":"bool","b":["list","string"]}])");
  EXPECT_EQ(Type::Object({}).ToJson(), R"(["object",{}])");
}

TEST(TypeTest, AttributesAreFoundByName) {
  const Type object = Type::Object({{"zone", Type::String()}, {"id", Type::Number()}, {"name", Type::Bool()}});
  ASSERT_NE(object.Attribute("name"), nullptr);
  EXPECT_EQ(object.Attribute("name")->kind(), TypeKind::kBool);
  EXPECT_EQ(object.Attribute("zone")->kind(), TypeKind::kString);
  EXPECT_EQ(object.Attribute("nam"), nullptr);
  EXPECT_EQ(object.Attribute("zz"), nullptr);
}

TEST(TypeTest, EqualityIsByStructure) {
  EXPECT_EQ(Type::List(Type::String()), Type::List(Type::String()));
  EXPECT_FALSE(Type::List(Type::String()) == Type::Set(Type::String()));
  EXPECT_FALSE(Type::List(Type::String()) == Type::List(Type::Bool()));
  EXPECT_EQ(Type::Object({{"a", Type::Bool()}, {"b", Type::Bool()}}),
            Type::Object({{"b", Type::Bool()}, {"a", Type::Bool()}}));
  EXPECT_FALSE(Type::Object({{"a", Type::Bool()}}) == Type::Object({{"b", Type::Bool()}}));
  EXPECT_TRUE(Type::Bool().is_primitive());
  EXPECT_FALSE(Type::Object({}).is_primitive());
}

}  // namespace
}  // namespace ic
