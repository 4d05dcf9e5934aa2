#include "schema/value/json.h"

#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Decoded(const Type& type, std::string_view text) {
  const StatusOr<Value> value = DecodeJson(type, text);
  return value.ok() ? value->ToString() : value.status().message();
}

TEST(JsonTest, StateFileObjects) {
  const Type type = Type::Object({{"id", Type::String()},
                                  {"vlan", Type::Number()},
                                  {"on", Type::Bool()},
                                  {"tags", Type::Map(Type::String())},
                                  {"prefixes", Type::Set(Type::String())},
                                  {"aws", Type::Object({{"lag_id", Type::String()}})}});
  // As in a state file: with white space.
  EXPECT_EQ(Decoded(type, R"({
    "id": "dx-\u00e91",
    "vlan": 125,
    "on": true,
    "tags": {"b": "2", "a": null},
    "prefixes": ["b", "a", "b"],
    "aws": {"lag_id": null}
  })"),
            "{aws = {}, id = \"dx-\xc3\xa9"
            "1\", on = true, prefixes = toset([\"a\", \"b\"]), "
            "tags = {\"a\" = null, \"b\" = \"2\"}, vlan = 125}");
}

TEST(JsonTest, NumbersKeepEveryDigit) {
  for (const char* text :
       {"0", "-7", "9223372036854775807", "9223372036854775808", "18446744073709551616", "-9223372036854775809",
        "123456789012345678901234567890", "0.1", "0.1234567890123456789012345678901234567891", "-12.5"}) {
    EXPECT_EQ(Decoded(Type::Number(), text), text);
    EXPECT_EQ(EncodeJson(Type::Number(), Value::Of(*Number::Parse(text))), text);
  }
  EXPECT_EQ(Decoded(Type::Number(), "1e30"), "1000000000000000000000000000000");
  EXPECT_EQ(Decoded(Type::Number(), "1.50"), "1.5");
}

TEST(JsonTest, NumbersBeyondADoubleKeepEveryDigitToo) {
  const std::string zeros(308, '0');
  const std::string largest = Number::FromDouble(std::numeric_limits<double>::max())->ToString();
  for (const std::string& text : {"616" + zeros, "-1" + zeros + "9", largest, "9" + zeros + ".5"}) {
    EXPECT_EQ(Decoded(Type::Number(), text), text);
    EXPECT_EQ(EncodeJson(Type::Number(), Value::Of(*Number::Parse(text))), text);
    EXPECT_EQ(Decoded(Type::String(), text), "\"" + text + "\"");
  }
  EXPECT_EQ(Decoded(Type::Number(), "616E308"), "616" + zeros);
  EXPECT_EQ(Decoded(Type::String(), "1e309"), "\"10" + zeros + "\"");
  EXPECT_EQ(Decoded(Type::List(Type::String()), R"(["1e999\"", 1e309])"), "[\"1e999\\\"\", \"10" + zeros + "\"]");
  EXPECT_THAT(Decoded(Type::Number(), "1e9999"), HasSubstr("digits"));
  for (const char* text : {"1.e400", "01e400", "1e400x", "-", "1e400 1", "\"1e400", "1e400\"", "--1e400", "+1e400"}) {
    EXPECT_THAT(Decoded(Type::Number(), text), HasSubstr("not valid JSON")) << text;
  }
  EXPECT_THAT(Decoded(Type::Map(Type::Number()), "{\"a\": 1e400, 1e400 : 2}"), HasSubstr("not valid JSON"));
}

TEST(JsonTest, LaxAsTerraform) {
  EXPECT_EQ(Decoded(Type::String(), "12"), "\"12\"");
  EXPECT_EQ(Decoded(Type::String(), "true"), "\"true\"");
  EXPECT_EQ(Decoded(Type::Number(), "\"12.50\""), "12.5");
  EXPECT_EQ(Decoded(Type::Bool(), "\"true\""), "true");
  EXPECT_EQ(Decoded(Type::Bool(), "\"0\""), "false");
  EXPECT_EQ(Decoded(Type::Object({{"a", Type::Bool()}}), "{}"), "{}");
  EXPECT_EQ(Decoded(Type::Object({{"a", Type::Bool()}}), "{\"a\": true, \"a\": null}"), "{}");
  EXPECT_EQ(Decoded(Type::Map(Type::Bool()), "null"), "null");
}

TEST(JsonTest, LeftOverFieldsAreDroppedAndNamed) {
  std::vector<std::string> dropped;
  const Type type = Type::Object({{"a", Type::Object({{"b", Type::Bool()}})}});
  const StatusOr<Value> value = DecodeJson(type, R"({"a": {"b": true, "old": 1}, "gone": {"x": []}})", &dropped);
  ASSERT_TRUE(value.ok());
  EXPECT_EQ(value->ToString(), "{a = {b = true}}");
  EXPECT_THAT(dropped, ElementsAre("a.old", "gone"));
}

TEST(JsonTest, FaultsNameTheirPlaceAndNeverTheValue) {
  const Type type = Type::Object({{"keys", Type::List(Type::Map(Type::Number()))}});
  const std::string message = Decoded(type, R"({"keys": [{"a": 1}, {"b": "secret"}]})");
  EXPECT_EQ(message, "keys[1][\"b\"]: a number is required, found a string");
  EXPECT_THAT(Decoded(type, R"({"keys": "secret)"), Not(HasSubstr("secret")));
  EXPECT_THAT(Decoded(Type::Bool(), "\"yes\""), HasSubstr("a bool is required, found a string"));
  EXPECT_THAT(Decoded(Type::Bool(), "1"), HasSubstr("a bool is required, found a number"));
  EXPECT_THAT(Decoded(Type::List(Type::Bool()), "{}"), HasSubstr("a list is required, found a map"));
  EXPECT_THAT(Decoded(Type::Object({}), "[]"), HasSubstr("an object is required, found a list"));
}

TEST(JsonTest, HostileTextIsRefused) {
  // Wherever it is: in what has a type, and in what is dropped.
  for (const std::string text :
       {"", "{", "[1,]", "[01]", "[1.]", "[+1]", "[0x1]", "{\"a\":1,}", "'a'", "\"\t\"", "[1] // c", "nul", "[true] x",
        "\"\xff\"", "{\"a\":}", "[NaN]", "\"\\ud800\"", "\"\\udff2\"", "{\"\\udff2\":1}"}) {
    EXPECT_THAT(Decoded(Type::Object({}), "{\"dropped\":" + text), HasSubstr("not valid JSON near byte")) << text;
  }
  for (const char* text : {"", "[", "[true,]", "nul", "[true] x", "\"\xff\"", "[NaN]", "\"\\ud800\"", "\"\\udc00x\""}) {
    EXPECT_THAT(Decoded(Type::List(Type::Bool()), text), HasSubstr("not valid JSON near byte")) << text;
  }
  EXPECT_THAT(Decoded(Type::Bool(), std::string_view("true\0", 5)), HasSubstr("not valid JSON near byte 4"));
  EXPECT_THAT(Decoded(Type::Object({}), "{\"dropped\":" + std::string(100000, '[')),
              HasSubstr("nested deeper than 100 levels"));
  EXPECT_THAT(Decoded(Type::Number(), std::string(2000, '1')), HasSubstr("number"));
}

TEST(JsonTest, WritesEveryAttributeInOrder) {
  const Type type = Type::Object({{"b", Type::List(Type::Number())},
                                  {"a", Type::String()},
                                  {"c", Type::Map(Type::Bool())},
                                  {"d", Type::Set(Type::String())}});
  const Value value = Value::Object({{"b", Value::List({Value::Int(1), Value::Unknown(), Value::Null()})},
                                     {"c", Value::Map({{"k\"\n", Value::Bool(false)}})},
                                     {"d", Value::StringSet({"y", "x\xff"})},
                                     {"extra", Value::Int(1)}});
  EXPECT_EQ(EncodeJson(type, value),
            "{\"a\":null,\"b\":[1,null,null],\"c\":{\"k\\\"\\n\":false},\"d\":[\"x\xef\xbf\xbd\",\"y\"]}");
  EXPECT_EQ(EncodeJson(type, value, Nulls::kLeftOut),
            "{\"b\":[1,null,null],\"c\":{\"k\\\"\\n\":false},\"d\":[\"x\xef\xbf\xbd\",\"y\"]}");
  EXPECT_EQ(EncodeJson(type, Value::Int(1)), "null");
}

}  // namespace
}  // namespace ic
