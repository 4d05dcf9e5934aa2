#include "schema/value/msgpack.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::HasSubstr;

std::string Bytes(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    hex.push_back(kDigits[static_cast<std::uint8_t>(c) >> 4]);
    hex.push_back(kDigits[static_cast<std::uint8_t>(c) & 15]);
  }
  return hex;
}

Value Num(std::string_view text) { return Value::Of(*Number::Parse(text)); }

std::string Decoded(const Type& type, std::string_view hex) {
  const StatusOr<Value> value = DecodeMsgpack(type, Bytes(hex));
  return value.ok() ? value->ToString() : value.status().message();
}

struct Vector {
  Type type;
  Value value;
  std::string hex;
};

// What Terraform 1.11.4 sends for these values, byte for byte, and what is written for them.
TEST(MsgpackTest, TerraformsOwnBytes) {
  const Type object = Type::Object({{"id", Type::String()},
                                    {"lst", Type::List(Type::String())},
                                    {"name", Type::String()},
                                    {"num", Type::Number()},
                                    {"oc", Type::String()},
                                    {"st", Type::Set(Type::String())}});
  const std::vector<Vector> vectors = {
      {Type::String(), Value::String("hello"), "a568656c6c6f"},
      {Type::String(), Value::Null(), "c0"},
      {Type::String(), Value::Unknown(), "d40000"},
      {Type::Bool(), Value::Bool(true), "c3"},
      {Type::Bool(), Value::Bool(false), "c2"},
      {Type::Number(), Num("18446744073709551615"), "b43138343436373434303733373039353531363135"},
      {Type::Number(), Num("0.8"), "a3302e38"},
      {Type::Number(), Num("0.1"), "a3302e31"},
      {Type::Object({{"a", Type::String()}, {"b", Type::String()}}), Value::Object({}), "82a161c0a162c0"},
      {Type::List(Type::String()), Value::List({}), "90"},
      {Type::Map(Type::String()), Value::Map({}), "80"},
      {object,
       Value::Object(
           {{"id", Value::Unknown()}, {"name", Value::String("x")}, {"num", Num("0.1")}, {"oc", Value::Unknown()}}),
       "86a26964d40000a36c7374c0a46e616d65a178a36e756da3302e31a26f63d40000a27374c0"},
  };
  for (const Vector& vector : vectors) {
    EXPECT_EQ(Hex(EncodeMsgpack(vector.type, vector.value)), vector.hex) << vector.value.ToString();
    const StatusOr<Value> decoded = DecodeMsgpack(vector.type, Bytes(vector.hex));
    ASSERT_TRUE(decoded.ok()) << vector.hex << ": " << decoded.status().ToString();
    EXPECT_EQ(*decoded, vector.value) << vector.hex;
  }
}

TEST(MsgpackTest, EveryLegalFormOfANumberIsRead) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"01", "1"},
      {"7f", "127"},
      {"ff", "-1"},
      {"e0", "-32"},
      {"cc80", "128"},
      {"cd0100", "256"},
      {"ce00010000", "65536"},
      {"cfffffffffffffffff", "18446744073709551615"},
      {"cf8000000000000000", "9223372036854775808"},
      {"d07f", "127"},
      {"d080", "-128"},
      {"d18000", "-32768"},
      {"d280000000", "-2147483648"},
      {"d3ffffffffffffffff", "-1"},
      {"cd0001", "1"},        // not the shortest form
      {"ca3fc00000", "1.5"},  // float32
      {"cb3ff8000000000000", "1.5"},
      {"cf7fffffffffffffff", "9223372036854775807"},
      {"d38000000000000000", "-9223372036854775808"},
      {"cb4008000000000000", "3"},                        // a float that is an integer
      {"a3372e30", "7"},                                  // "7.0"
      {"a431653330", "1000000000000000000000000000000"},  // "1e30"
      {"c403302e31", "0.1"},                              // bin instead of str
  };
  for (const auto& [hex, expected] : cases) EXPECT_EQ(Decoded(Type::Number(), hex), expected) << hex;
}

TEST(MsgpackTest, NumbersAreWrittenAsDigits) {
  EXPECT_EQ(Hex(EncodeMsgpack(Type::Number(), Value::Int(1))), "a131");
  EXPECT_EQ(Hex(EncodeMsgpack(Type::Number(), Num("-1.5"))), "a42d312e35");
  EXPECT_EQ(Hex(EncodeMsgpack(Type::Number(), Num("9223372036854775807"))), "b339323233333732303336383534373735383037");
}

TEST(MsgpackTest, EveryExtensionIsUnknown) {
  for (const char* hex : {
           "d40000",                // plain
           "d4ff07",                // another type, payload of one
           "c70000",                // no payload
           "c7030c8101c2",          // refined: not null
           "d70c8201c202a3616263",  // refined: not null, prefix "abc"
           "c70205aabb",            // a type nobody knows
           "c8000100aa",            // ext 16
           "c90000000100aa",        // ext 32
       }) {
    EXPECT_EQ(Decoded(Type::String(), hex), "(unknown)") << hex;
    EXPECT_EQ(Decoded(Type::Object({{"a", Type::Bool()}}), hex), "(unknown)") << hex;
  }
  EXPECT_EQ(Decoded(Type::List(Type::String()), "92a161c7030c8101c2"), R"(["a", (unknown)])");
}

TEST(MsgpackTest, ObjectsTakeAnyOrderButEveryNameOnce) {
  const Type type = Type::Object({{"a", Type::Number()}, {"b", Type::Number()}});
  EXPECT_EQ(Decoded(type, "82a16202a16101"), "{a = 1, b = 2}");
  EXPECT_THAT(Decoded(type, "81a16101"), HasSubstr("an object with 2 attributes is required, found 1"));
  EXPECT_THAT(Decoded(type, "80"), HasSubstr("an object with 2 attributes is required, found 0"));
  EXPECT_THAT(Decoded(type, "82a16101a16102"), HasSubstr("a: the attribute is there twice"));
  EXPECT_THAT(Decoded(type, "82a16101a37a7a7a02"), HasSubstr(R"(["zzz"]: the object has no attribute of this name)"));
  EXPECT_THAT(Decoded(type, "820101a16102"), HasSubstr("a string as key is required, found an integer"));
}

TEST(MsgpackTest, FaultsNameTheirPlaceAndNeverTheValue) {
  const Type type =
      Type::Object({{"key", Type::String()}, {"tags", Type::Map(Type::List(Type::Object({{"on", Type::Bool()}})))}});
  const std::string hex =
      "82a36b6579a6736563726574a474616773"
      "81a474656d70"
      "92"
      "81a26f6ec3"
      "81a26f6ea6736563726574";
  const std::string message = Decoded(type, hex);
  EXPECT_THAT(message, HasSubstr(R"(tags["temp"][1].on: a bool is required, found a string (byte )"));
  EXPECT_THAT(message, ::testing::Not(HasSubstr("secret")));
}

TEST(MsgpackTest, WrongKindsAreRefused) {
  EXPECT_THAT(Decoded(Type::String(), "01"), HasSubstr("a string is required, found an integer"));
  EXPECT_THAT(Decoded(Type::Bool(), "a474727565"), HasSubstr("a bool is required, found a string"));
  EXPECT_THAT(Decoded(Type::Number(), "c3"), HasSubstr("a number is required, found a bool"));
  EXPECT_THAT(Decoded(Type::List(Type::String()), "80"), HasSubstr("a list is required, found a map"));
  EXPECT_THAT(Decoded(Type::Set(Type::String()), "a161"), HasSubstr("a set is required, found a string"));
  EXPECT_THAT(Decoded(Type::Map(Type::String()), "90"), HasSubstr("a map is required, found an array"));
  EXPECT_THAT(Decoded(Type::Object({}), "90"), HasSubstr("an object is required, found an array"));
  EXPECT_THAT(Decoded(Type::Number(), "a3616263"), HasSubstr("a finite decimal number"));
  EXPECT_THAT(Decoded(Type::Number(), "cb7ff0000000000000"), HasSubstr("a finite decimal number"));
  EXPECT_THAT(Decoded(Type::Number(), "cb7ff8000000000000"), HasSubstr("a finite decimal number"));
  EXPECT_THAT(Decoded(Type::Number(), "ca7f800000"), HasSubstr("a finite decimal number"));
  EXPECT_THAT(Decoded(Type::String(), "a2c328"), HasSubstr("a string must be valid UTF-8"));
  EXPECT_THAT(Decoded(Type::Map(Type::Bool()), "81a1ffc3"), HasSubstr("a key must be valid UTF-8"));
  EXPECT_THAT(Decoded(Type::Map(Type::Bool()), "82a161c3a161c2"), HasSubstr("a map has the same key twice"));
}

TEST(MsgpackTest, HostileLengthsAreRefusedBeforeMemoryIsTaken) {
  const Type list = Type::List(Type::List(Type::String()));
  EXPECT_THAT(Decoded(list, ""), HasSubstr("the input ends where a value is expected"));
  EXPECT_THAT(Decoded(list, "ddffffffff"), HasSubstr("a count is larger than what is left of the input"));
  EXPECT_THAT(Decoded(list, "dc000390"), HasSubstr("a count is larger"));
  EXPECT_THAT(Decoded(Type::Map(Type::Bool()), "dfffffffffa1"), HasSubstr("a count is larger"));
  EXPECT_THAT(Decoded(Type::Map(Type::Bool()), "82a161c3"),
              HasSubstr("a count is larger"));  // two pairs are four values
  EXPECT_THAT(Decoded(Type::Map(Type::Bool()), "81a5c3"), HasSubstr("a length is larger"));
  EXPECT_THAT(Decoded(Type::String(), "dbffffffff61"), HasSubstr("a length is larger"));
  EXPECT_THAT(Decoded(Type::String(), "c9ffffffff00"), HasSubstr("a length is larger"));
  EXPECT_THAT(Decoded(Type::String(), "d9"), HasSubstr("the input ends inside a value"));
  EXPECT_THAT(Decoded(Type::Number(), "cb00"), HasSubstr("the input ends inside a value"));
  EXPECT_THAT(Decoded(Type::String(), "c1"), HasSubstr("a byte that begins no msgpack value"));
  // Nesting deeper than the type is a wrong kind, not a deeper recursion.
  std::string nested;
  for (int i = 0; i < 20000; ++i) nested += "91";
  EXPECT_THAT(Decoded(list, nested), HasSubstr("[0][0]: a string is required, found an array"));
}

TEST(MsgpackTest, WhatFollowsTheValueIsIgnored) { EXPECT_EQ(Decoded(Type::Number(), "01c1c1c1"), "1"); }

TEST(MsgpackTest, EncodingIsAlwaysDecodable) {
  const Type type = Type::Object({{"a", Type::Number()}, {"b", Type::List(Type::String())}});
  const Value wrong = Value::Object({{"a", Value::String("1")},
                                     {"b", Value::List({Value::Int(1), Value::String("x\xff")})},
                                     {"extra", Value::Bool(true)}});
  const StatusOr<Value> decoded = DecodeMsgpack(type, EncodeMsgpack(type, wrong));
  ASSERT_TRUE(decoded.ok()) << decoded.status().ToString();
  EXPECT_EQ(decoded->ToString(), "{a = null, b = [null, \"x\xef\xbf\xbd\"]}");
  EXPECT_EQ(Hex(EncodeMsgpack(type, Value::String("x"))), "c0");
}

TEST(MsgpackTest, LongFormsAreWrittenAndRead) {
  for (const std::size_t size : {31U, 32U, 255U, 256U, 65535U, 65536U}) {
    const Value text = Value::String(std::string(size, 'x'));
    EXPECT_EQ(*DecodeMsgpack(Type::String(), EncodeMsgpack(Type::String(), text)), text) << size;
  }
  for (const std::size_t size : {15U, 16U, 65535U, 65536U}) {
    const Value list = Value::List(Value::Elements(size, Value::Bool(true)));
    EXPECT_EQ(*DecodeMsgpack(Type::List(Type::Bool()), EncodeMsgpack(Type::List(Type::Bool()), list)), list) << size;
    Value::Fields fields;
    for (std::size_t i = 0; i < size; ++i) fields.emplace_back(std::to_string(i), Value::Int(1));
    const Value map = Value::Map(std::move(fields));
    EXPECT_EQ(*DecodeMsgpack(Type::Map(Type::Number()), EncodeMsgpack(Type::Map(Type::Number()), map)), map) << size;
  }
}

}  // namespace
}  // namespace ic
