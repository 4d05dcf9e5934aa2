#include "adapters/contract/fields.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace ic {
namespace {

Field Text(Meaning meaning) { return {.name = "f", .meaning = meaning, .description = "d"}; }
Field Texts(FieldType type, Meaning meaning) {
  return {.name = "f", .type = type, .meaning = meaning, .description = "d"};
}

bool SameText(Meaning meaning, std::string_view a, std::string_view b) {
  return Equivalent(Text(meaning), Value::String(a), Value::String(b));
}

TEST(Equivalent, TextsByTheirMeaning) {
  EXPECT_TRUE(SameText(Meaning::kAsn, "4200000000", "64086.59904"));
  EXPECT_FALSE(SameText(Meaning::kAsn, "1.1", "1.10"));
  EXPECT_TRUE(SameText(Meaning::kBandwidth, "1G", "1000Mbps"));
  EXPECT_TRUE(SameText(Meaning::kInterface, "2001:DB8::0:1/125", "2001:db8::1/125"));
  EXPECT_FALSE(SameText(Meaning::kInterface, "10.0.0.1/30", "10.0.0.2/30"));
  EXPECT_FALSE(SameText(Meaning::kInterface, "10.0.0.1/30", "10.0.0.1/29"));
  EXPECT_TRUE(SameText(Meaning::kEnd, "2001:DB8::0:1/125", "2001:db8::1"));
  EXPECT_TRUE(SameText(Meaning::kEnd, "10.0.0.1", "10.0.0.1/30"));
  EXPECT_FALSE(SameText(Meaning::kEnd, "10.0.0.1", "10.0.0.2/30"));
  EXPECT_FALSE(SameText(Meaning::kEnd, "10.0.0.1/30", "10.0.0.1/29"));
  EXPECT_TRUE(SameText(Meaning::kPrefix, "10.0.0.1/16", "10.0.0.0/16"));
  EXPECT_TRUE(SameText(Meaning::kDuration, "90m", "1h30m"));
  EXPECT_FALSE(SameText(Meaning::kPlain, "1G", "1000Mbps"));
  EXPECT_TRUE(SameText(Meaning::kCode, "EqDC2", "eqdc2"));
  EXPECT_FALSE(SameText(Meaning::kCode, "EqDC2", "EqDC3"));
}

TEST(Equivalent, TextThatDoesNotParseIsComparedAsText) {
  EXPECT_TRUE(SameText(Meaning::kAsn, "nonsense", "nonsense"));
  EXPECT_FALSE(SameText(Meaning::kAsn, "nonsense", "65000"));
  for (const Meaning meaning : {Meaning::kPlain, Meaning::kAsn, Meaning::kBandwidth, Meaning::kInterface, Meaning::kEnd,
                                Meaning::kPrefix, Meaning::kDuration, Meaning::kCode}) {
    EXPECT_EQ(Canonical(Text(meaning), Value::String("nonsense")), Value::String("nonsense"));
  }
}

TEST(Equivalent, NullAndUnknown) {
  const Field field = Text(Meaning::kAsn);
  EXPECT_TRUE(Equivalent(field, Value::Null(), Value::Null()));
  EXPECT_TRUE(Equivalent(field, Value::Null(), Value::String("")));
  Field chosen = field;
  chosen.presence = Presence::kOptionalComputed;
  EXPECT_FALSE(Equivalent(chosen, Value::Null(), Value::String("")));
  EXPECT_FALSE(Equivalent(field, Value::Null(), Value::String("1")));
  EXPECT_FALSE(Equivalent(field, Value::Unknown(), Value::Unknown()));
  EXPECT_FALSE(Equivalent(field, Value::Unknown(), Value::String("1")));
}

TEST(Equivalent, SetsElementByElementWithoutOrder) {
  const Field set = Texts(FieldType::kStringSet, Meaning::kPrefix);
  EXPECT_TRUE(Equivalent(set, Value::StringSet({"10.0.0.0/8", "2001:DB8::/32"}),
                         Value::StringSet({"2001:db8::/32", "10.0.0.1/8"})));
  EXPECT_FALSE(Equivalent(set, Value::StringSet({"10.0.0.0/8"}), Value::StringSet({"10.0.0.0/8", "11.0.0.0/8"})));
  EXPECT_FALSE(Equivalent(set, Value::Set({Value::Unknown()}), Value::Set({Value::Unknown()})));
}

TEST(Nothing, HasOneForm) {
  const Field set = Texts(FieldType::kStringSet, Meaning::kPrefix);
  const Value prefix = Value::String("10.0.0.0/8");
  EXPECT_TRUE(Equivalent(set, Value::Null(), Value::Set({Value::Null()})));
  EXPECT_TRUE(Equivalent(set, Value::Set({prefix}), Value::Set({prefix, Value::Null()})));
  EXPECT_EQ(WithoutNothing(set, Value::Set({prefix, Value::Null()})), Value::Set({prefix}));
  const Field list = Texts(FieldType::kStringList, Meaning::kPlain);
  EXPECT_EQ(WithoutNothing(list, Value::List({Value::Null(), prefix, Value::Null(), prefix})),
            Value::List({prefix, prefix}));
  EXPECT_TRUE(WithoutNothing(list, Value::List({Value::Null()})).is_null());
  const Field map = Texts(FieldType::kStringMap, Meaning::kPlain);
  EXPECT_TRUE(Equivalent(map, Value::Null(), Value::Map({{"a", Value::Null()}})));
  EXPECT_FALSE(Equivalent(map, Value::Null(), Value::Map({{"a", Value::String("")}}))) << "a tag without a value";
  const Field* bfd = FindField(NeutralFields(Kind::kVirtualInterface), field::kBfd);
  ASSERT_NE(bfd, nullptr);
  for (const Value& off : {Value::Object({}), Value::Object({{"enabled", Value::Bool(false)}})}) {
    EXPECT_TRUE(Equivalent(*bfd, Value::Null(), off));
    EXPECT_TRUE(WithoutNothing(*bfd, off).is_null());
  }
  EXPECT_FALSE(IsNothing(*bfd, Value::Object({{"enabled", Value::Unknown()}})));
  EXPECT_FALSE(IsNothing(*bfd, Value::Unknown()));
}

TEST(Equivalent, ListsInOrder) {
  const Field list = Texts(FieldType::kStringList, Meaning::kPlain);
  EXPECT_TRUE(Equivalent(list, Value::Strings({"a", "b"}), Value::Strings({"a", "b"})));
  EXPECT_FALSE(Equivalent(list, Value::Strings({"a", "b"}), Value::Strings({"b", "a"})));
}

TEST(Equivalent, ObjectsFieldByField) {
  const Field* timeouts = FindField(NeutralFields(Kind::kConnection), field::kTimeouts);
  ASSERT_NE(timeouts, nullptr);
  EXPECT_TRUE(Equivalent(*timeouts, Value::Object({{"create", Value::String("90m")}}),
                         Value::Object({{"create", Value::String("1h30m")}, {"read", Value::Null()}})));
  EXPECT_FALSE(Equivalent(*timeouts, Value::Object({{"create", Value::String("90m")}}),
                          Value::Object({{"read", Value::String("90m")}})));
}

TEST(Canonical, OneSpellingAValue) {
  EXPECT_EQ(Canonical(Text(Meaning::kAsn), Value::String("1.0")), Value::String("65536"));
  EXPECT_EQ(Canonical(Text(Meaning::kPrefix), Value::String("2001:DB8::1/32")), Value::String("2001:db8::/32"));
  EXPECT_EQ(Canonical(Text(Meaning::kInterface), Value::String("10.0.0.1/30")), Value::String("10.0.0.1/30"));
  EXPECT_EQ(Canonical(Text(Meaning::kEnd), Value::String("10.0.0.1/30")), Value::String("10.0.0.1"));
  EXPECT_EQ(Canonical(Text(Meaning::kBandwidth), Value::String("10000M")), Value::String("10Gbps"));
  EXPECT_EQ(Canonical(Text(Meaning::kBandwidth), Value::Unknown()), Value::Unknown());
  const Value ends = Value::List({Value::String("2001:DB8::1/32"), Value::Unknown()});
  EXPECT_EQ(Canonical(Texts(FieldType::kStringList, Meaning::kInterface), ends),
            Value::List({Value::String("2001:db8::1/32"), Value::Unknown()}));
  const Field object = {.name = "f", .type = FieldType::kObject, .description = "d", .fields = {Text(Meaning::kAsn)}};
  EXPECT_EQ(Canonical(object, Value::Object({{"f", Value::String("1.0")}, {"g", Value::String("1.0")}})),
            Value::Object({{"f", Value::String("65536")}, {"g", Value::String("1.0")}}));
}

TEST(FieldValueType, FollowsTheField) {
  const Field* tags = FindField(NeutralFields(Kind::kConnection), field::kTags);
  ASSERT_NE(tags, nullptr);
  EXPECT_EQ(FieldValueType(*tags).ToJson(), R"(["map","string"])");
  const Field* bfd = FindField(NeutralFields(Kind::kVirtualInterface), field::kBfd);
  ASSERT_NE(bfd, nullptr);
  EXPECT_EQ(
      FieldValueType(*bfd).ToJson(),
      R"(["object",{"detect_multiplier":"number","enabled":"bool","min_receive_interval":"number","min_transmit_interval":"number"}])");
  EXPECT_EQ(FieldValueType(Texts(FieldType::kStringList, Meaning::kPlain)).ToJson(), R"(["list","string"])");
}

void CheckFields(const std::vector<Field>& fields, const std::string& where) {
  std::set<std::string> names;
  for (const Field& field : fields) {
    const std::string at = where + "." + field.name;
    EXPECT_TRUE(names.insert(field.name).second) << at << " is there twice";
    EXPECT_FALSE(field.description.empty()) << at;
    EXPECT_TRUE(field.description.ends_with('.')) << at << ": " << field.description;
    EXPECT_EQ(field.type == FieldType::kObject, !field.fields.empty()) << at;
    EXPECT_TRUE(!field.write_only || (field.sensitive && field.presence == Presence::kOptional)) << at;
    EXPECT_TRUE(field.default_value.empty() || field.presence == Presence::kOptionalComputed) << at;
    CheckFields(field.fields, at);
  }
}

TEST(NeutralFields, AreWellFormed) {
  for (const Kind kind : kAllKinds) {
    const std::vector<Field>& fields = NeutralFields(kind);
    CheckFields(fields, std::string(KindName(kind)));
    for (const std::string_view name : {field::kCloud, field::kRegion, field::kId, field::kTimeouts}) {
      EXPECT_NE(FindField(fields, name), nullptr) << KindName(kind) << "." << name;
    }
    EXPECT_EQ(FindField(fields, "no_such_field"), nullptr);
  }
}

TEST(Kind, NamesRoundTrip) {
  for (const Kind kind : kAllKinds) {
    EXPECT_EQ(ParseKind(KindName(kind)), kind);
    EXPECT_FALSE(KindTitle(kind).empty());
  }
  EXPECT_EQ(ParseKind("lag"), std::nullopt);
}

}  // namespace
}  // namespace ic
