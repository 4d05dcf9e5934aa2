#include "schema/value/value.h"

#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace ic {
namespace {

Value Sample() {
  return Value::Object({{"name", Value::String("dc1")},
                        {"vlan", Value::Int(125)},
                        {"tags", Value::Map({{"team", Value::String("net")}})},
                        {"id", Value::Unknown()}});
}

TEST(ValueTest, ThreeStates) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_TRUE(Value::Unknown().is_unknown());
  EXPECT_FALSE(Value::Unknown().is_known());
  EXPECT_TRUE(Value::Bool(false).is_known());
  EXPECT_TRUE(Sample().is_known());
  EXPECT_FALSE(Sample().IsWhollyKnown());
  EXPECT_TRUE(Value::Null().IsWhollyKnown());
  EXPECT_FALSE(Value::List({Value::Map({{"a", Value::Unknown()}})}).IsWhollyKnown());
}

TEST(ValueTest, GetFindsFields) {
  const Value object = Sample();
  EXPECT_EQ(object.Get("vlan").AsNumber().ToInt64(), 125);
  EXPECT_EQ(object.Get("tags").Get("team").AsString(), "net");
  EXPECT_TRUE(object.Get("none").is_null());
  EXPECT_TRUE(object.Get("name").Get("x").is_null());
  EXPECT_TRUE(object.Get("id").Get("x").is_unknown());
  EXPECT_TRUE(Value().Get("x").is_null());
}

TEST(ValueTest, FieldsAreSortedAndTheLastOfEqualNamesWins) {
  const Value object = Value::Object({{"b", Value::Int(1)}, {"a", Value::Int(2)}, {"b", Value::Int(3)}});
  ASSERT_EQ(object.fields().size(), 2U);
  EXPECT_EQ(object.fields()[0].first, "a");
  EXPECT_EQ(object.Get("b"), Value::Int(3));
}

TEST(ValueTest, PutCopiesOnlyWhatIsShared) {
  Value original = Sample();
  Value copy = original;
  copy.Put("vlan", Value::Int(126));
  EXPECT_EQ(original.Get("vlan"), Value::Int(125));
  EXPECT_EQ(copy.Get("vlan"), Value::Int(126));
#if !defined(__SANITIZE_THREAD__)
  const Value* place = &copy.Get("vlan");
  copy.Put("vlan", Value::Int(127));
  EXPECT_EQ(&copy.Get("vlan"), place);  // in place: nobody shares it now
#endif
  copy.Put("mtu", Value::Int(9001));
  EXPECT_EQ(copy.fields().size(), 5U);
  EXPECT_EQ(copy.Get("mtu"), Value::Int(9001));
  copy.Put("mtu", Value::Null());
  EXPECT_EQ(copy.fields().size(), 5U);
}

TEST(ValueTest, PutOnNullMakesAnObjectAndOnAMapKeepsTheKind) {
  Value value;
  value.Put("a", Value::Int(1));
  EXPECT_EQ(value.kind(), Value::Kind::kObject);
  Value map = Value::Map({});
  map.Put("a", Value::Int(1));
  EXPECT_EQ(map.kind(), Value::Kind::kMap);
  EXPECT_EQ(map.Get("a"), Value::Int(1));
}

TEST(ValueTest, PutOfItself) {
  Value value = Value::Object({{"a", Value::Int(1)}});
  value.Put("self", value);
  EXPECT_EQ(value.Get("self").Get("a"), Value::Int(1));
  EXPECT_TRUE(value.Get("self").Get("self").is_null());
}

TEST(ValueTest, EqualityKnowsKinds) {
  EXPECT_EQ(Value::Object({{"a", Value::Null()}, {"b", Value::Int(1)}}), Value::Object({{"b", Value::Int(1)}}));
  EXPECT_EQ(Value::Object({{"b", Value::Int(1)}}), Value::Object({{"b", Value::Int(1)}, {"c", Value::Null()}}));
  EXPECT_FALSE(Value::Map({{"a", Value::Null()}}) == Value::Map({}));
  EXPECT_FALSE(Value::Map({}) == Value::Object({}));
  EXPECT_FALSE(Value::List({}) == Value::Null());
  EXPECT_FALSE(Value::Strings({"a"}) == Value::StringSet({"a"}));
  EXPECT_FALSE(Value::Strings({"a", "b"}) == Value::Strings({"b", "a"}));
  EXPECT_EQ(Value::StringSet({"a", "b"}), Value::StringSet({"b", "a"}));
  EXPECT_EQ(Value::Unknown(), Value::Unknown());
  EXPECT_FALSE(Value::Unknown() == Value::Null());
  EXPECT_EQ(Value::Of(*Number::Parse("1.50")), Value::Of(*Number::Parse("1.5")));
  EXPECT_FALSE(Value::String("1") == Value::Int(1));
}

TEST(ValueTest, SetsDropDuplicatesButNeverUnknowns) {
  EXPECT_EQ(Value::StringSet({"b", "a", "b"}).elements().size(), 2U);
  EXPECT_EQ(Value::Set({Value::Unknown(), Value::Unknown(), Value::Int(1), Value::Int(1)}).elements().size(), 3U);
  const Value half_known = Value::Object({{"a", Value::Int(1)}, {"b", Value::Unknown()}});
  EXPECT_EQ(Value::Set({half_known, half_known}).elements().size(), 2U);
  const Value object = Value::Object({{"a", Value::Int(1)}, {"b", Value::Null()}});
  EXPECT_EQ(Value::Set({object, Value::Object({{"a", Value::Int(1)}})}).elements().size(), 1U);
  EXPECT_TRUE(Value::Set({Value::Unknown(), Value::String("a")}).elements().back().is_unknown());
}

TEST(ValueTest, UnknownToNullReachesEverywhere) {
  const Value value =
      Value::Object({{"a", Value::List({Value::Unknown(), Value::Int(1)})},
                     {"b", Value::Set({Value::Unknown(), Value::Unknown()})},
                     {"c", Value::Map({{"k", Value::Object({{"x", Value::Unknown()}, {"y", Value::Bool(true)}})}})}});
  const Value known = value.UnknownToNull();
  EXPECT_TRUE(known.IsWhollyKnown());
  EXPECT_EQ(known.Get("a"), Value::List({Value::Null(), Value::Int(1)}));
  EXPECT_EQ(known.Get("b"), Value::Set({Value::Null()}));
  EXPECT_EQ(known.Get("c").Get("k").Get("y"), Value::Bool(true));
  EXPECT_TRUE(Value::Unknown().UnknownToNull().is_null());
}

TEST(ValueTest, PrintsLikeHcl) {
  EXPECT_EQ(Sample().ToString(), R"({id = (unknown), name = "dc1", tags = {"team" = "net"}, vlan = 125})");
  EXPECT_EQ(Value::StringSet({"b", "a\"\n"}).ToString(), R"(toset(["a\"\n", "b"]))");
  EXPECT_EQ(Value::List({Value::Null(), Value::Bool(true)}).ToString(), "[null, true]");
}

// What two threads share may be copied, dropped and changed in both: run under the thread sanitizer too.
TEST(ValueTest, CopiesAreIndependentAcrossThreads) {
  for (int round = 0; round < 50; ++round) {
    Value shared = Sample();
    std::vector<std::thread> threads;
    std::vector<Value> results(4);
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([copy = shared, i, &results]() mutable {
        copy.Put("vlan", Value::Int(i));
        copy.Put("extra", copy.Get("name"));
        results[static_cast<std::size_t>(i)] = std::move(copy);
      });
    }
    shared.Put("vlan", Value::Int(-1));
    for (std::thread& thread : threads) thread.join();
    for (int i = 0; i < 4; ++i) EXPECT_EQ(results[static_cast<std::size_t>(i)].Get("vlan"), Value::Int(i));
    EXPECT_EQ(shared.Get("vlan"), Value::Int(-1));
    EXPECT_TRUE(shared.Get("extra").is_null());
  }
}

}  // namespace
}  // namespace ic
