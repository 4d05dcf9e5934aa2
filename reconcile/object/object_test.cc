#include "reconcile/object/object.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/facts.h"

namespace ic::reconcile {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::Le;

TEST(Facts, AnyIdComesBackAsPlainText) {
  for (const std::string id : {"", "dxcon-1", "a\"b", "a\\b", "tab\t", "Köln", "\x01"}) {
    const std::string text = FactsText({id});
    EXPECT_EQ(ParseFacts(text).id, id) << text;
    EXPECT_THAT(text, Each(AllOf(Ge(' '), Le('~'))));
  }
  EXPECT_FALSE(ParseFacts(FactsText({.id = "a"})).unkeyed);
  EXPECT_TRUE(ParseFacts(FactsText({.id = "a", .unkeyed = true})).unkeyed);
  EXPECT_FALSE(ParseFacts(FactsText({.id = "a"})).begun);
  const BegunChange begun{Time(std::chrono::seconds(1767225600)), {"mtu", "auth_key"}};
  EXPECT_EQ(ParseFacts(FactsText({.id = "a", .owner = "o", .begun = begun})).begun, begun);
  EXPECT_TRUE(LeavesKeyOpen(begun));
  EXPECT_FALSE(LeavesKeyOpen({begun.at, {}}));
  const Facts marked = ParseFacts(FactsText({.id = "a", .mark = "m", .nonce = "n"}));
  EXPECT_EQ(marked.mark, "m");
  EXPECT_EQ(marked.nonce, "n");
  EXPECT_TRUE(IsMarkedAsNobodys(marked));
  EXPECT_FALSE(IsMarkedAsNobodys({.id = "a", .mark = "m"})) << "of an earlier version";
  EXPECT_FALSE(IsMarkedAsNobodys({.id = "a", .mark = "m", .nonce = "n", .marked_owner = "o"}));
  EXPECT_FALSE(ParseFacts(FactsText({.id = "a"})).taken);
  EXPECT_TRUE(ParseFacts(FactsText({.id = "a", .taken = true})).taken);
  EXPECT_EQ(FactsText({"a\xff"}), R"({"id":"a\ufffd"})");
}

TEST(Facts, WhatAnotherVersionWroteSaysNothing) {
  for (const char* text : {"", "nonsense", "[]", "{}", R"({"id": 7})", R"({"other": "x"})"}) {
    EXPECT_EQ(ParseFacts(text).id, "") << text;
  }
}

TEST(Object, EmptyIsWhatSaysNothing) {
  const Value text = Value::String("");
  for (const Value& empty : {Value::Null(), Value::List({}), Value::Set({}), Value::Map({}), Value::Object({}),
                             Value::Object({{"a", Value::Null()}})}) {
    EXPECT_TRUE(IsEmpty(empty)) << empty.ToString();
  }
  for (const Value& full : {text, Value::Unknown(), Value::Bool(false), Value::Int(0), Value::List({text}),
                            Value::Set({text}), Value::Map({{"a", text}}), Value::Object({{"a", text}})}) {
    EXPECT_FALSE(IsEmpty(full)) << full.ToString();
  }
}

TEST(Object, AnAddressIsTheSameWithAndWithoutItsMask) {
  EXPECT_TRUE(SameHost("10.0.0.2", "10.0.0.2/30"));
  EXPECT_TRUE(SameHost("2001:db8::6/125", "2001:0DB8:0::6"));
  EXPECT_FALSE(SameHost("10.0.0.2/30", "10.0.0.1/30"));
  EXPECT_FALSE(SameHost("10.0.0.2", ""));
  // What is no address is compared as it is written.
  EXPECT_TRUE(SameHost("auto", "auto"));
  EXPECT_FALSE(SameHost("auto", "auto/30"));
}

TEST(Object, SessionsAreToldByAddressWhereThatIsAKeyOfThem) {
  VendorTraits traits;
  EXPECT_FALSE(TellsSessionsByAddress(traits));
  traits.keys = {{Kind::kVirtualInterface, "customer_address"}, {Kind::kBgpPeer, "address_family"}};
  EXPECT_FALSE(TellsSessionsByAddress(traits));
  traits.keys.push_back({Kind::kBgpPeer, "customer_address"});
  EXPECT_TRUE(TellsSessionsByAddress(traits));
}

TEST(Object, ALeafOfAnUnknownObjectLeavesTheOthersUnknown) {
  const Field bfd = {.name = "bfd",
                     .type = FieldType::kObject,
                     .description = "d",
                     .fields = {{.name = "enabled", .type = FieldType::kBool, .description = "d"},
                                {.name = "interval", .type = FieldType::kInteger, .description = "d"}}};
  const Leaf leaf = {&bfd, &bfd.fields[0], "bfd.enabled"};
  Value object = Value::Object({{"bfd", Value::Unknown()}});
  PutAt(object, leaf, Value::Bool(true));
  EXPECT_EQ(object.Get("bfd").Get("enabled"), Value::Bool(true));
  EXPECT_TRUE(object.Get("bfd").Get("interval").is_unknown());
  Value empty = Value::Object({});
  PutAt(empty, leaf, Value::Bool(true));
  EXPECT_EQ(ValueAt(empty, leaf), Value::Bool(true));
  EXPECT_TRUE(empty.Get("bfd").Get("interval").is_null());
}

}  // namespace
}  // namespace ic::reconcile
