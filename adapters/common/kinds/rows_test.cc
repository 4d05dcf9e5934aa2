// Rows of attributes: each form in both directions, over values that are made here, and what is absent, null or empty.
#include "adapters/common/kinds/rows.h"

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/bandwidth.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

using nlohmann::json;
using testing::IsEmpty;

constexpr std::array kForms = {Form::kText, Form::kInteger,  Form::kPositive, Form::kFlag,    Form::kBandwidth,
                               Form::kRate, Form::kMegabits, Form::kAsn,      Form::kPrefixes};

AttributeRow RowWith(Form form, Told told = Told::kClears) {
  return {.path = "aws.it", .read = "told", .create = "made", .modify = "changed", .form = form, .told = told};
}

// A value of the vocabulary that the form writes and reads back as it is.
Value MakeValue(Form form, std::mt19937& random) {
  const auto number = static_cast<std::int64_t>(random() % 4'000 + 1);
  switch (form) {
    case Form::kText:
      return Value::String("text " + std::to_string(number));
    case Form::kInteger:
    case Form::kPositive:
      return Value::Int(number);
    case Form::kFlag:
      return Value::Bool(number % 2 == 0);
    case Form::kRate:
      return Value::String(FormatBandwidthInLargestUnit(number * 100'000'000));
    case Form::kBandwidth:
    case Form::kMegabits:
      return Value::String(FormatBandwidth(number * 1'000'000));
    case Form::kAsn:
      return Value::String(std::to_string(number * 1'000'000));
    case Form::kPrefixes:
      return Value::StringSet({"10.0.0.0/16", "10." + std::to_string(number % 256) + ".0.0/16"});
  }
  return Value::Null();
}

Value Holding(Value value) { return Value::Object({{"aws", Value::Object({{"it", std::move(value)}})}}); }

Value Read(const AttributeRow& row, const json& answer, Value prior = Value::Object({})) {
  ReadRows({&row, 1}, answer, prior);
  return ValueAt(prior, row.path);
}

TEST(Rows, WhatACreateSendsIsReadBackAsItWas) {
  std::mt19937 random(20261128);
  for (const Form form : kForms) {
    const AttributeRow row = RowWith(form);
    for (int i = 0; i < 200; ++i) {
      const Value value = MakeValue(form, random);
      const json members = CreateMembers({&row, 1}, Holding(value));
      ASSERT_TRUE(members.contains("made")) << static_cast<int>(form) << " " << value.ToString();
      EXPECT_EQ(Read(row, {{"told", members["made"]}}), value) << static_cast<int>(form);
      // A change sends the same, if it is not so already.
      const json other = {{"told", nullptr}};
      const json same = {{"told", members["made"]}};
      const auto changes = ModifyMembers({&row, 1}, {"aws.it"}, Holding(value), &other);
      ASSERT_EQ(changes.size(), 1U);
      EXPECT_EQ(changes[0].members, json({{"changed", members["made"]}}));
      EXPECT_THAT(ModifyMembers({&row, 1}, {"aws"}, Holding(value), &same), IsEmpty());
      EXPECT_THAT(ModifyMembers({&row, 1}, {"aws.other", "name"}, Holding(value), &other), IsEmpty());
    }
  }
}

TEST(Rows, WhatIsNotSetIsNotSent) {
  for (const Form form : kForms) {
    const AttributeRow row = RowWith(form);
    for (const Value& value : {Value::Null(), Value::Unknown(), Value::String("")}) {
      EXPECT_EQ(CreateMembers({&row, 1}, Holding(value)), json::object()) << static_cast<int>(form);
      EXPECT_THAT(ModifyMembers({&row, 1}, {"aws.it"}, Holding(value), nullptr), IsEmpty()) << static_cast<int>(form);
    }
  }
}

TEST(Rows, WhatIsNotToldClearsOrStays) {
  std::mt19937 random(7);
  for (const Form form : kForms) {
    const Value before = MakeValue(form, random);
    for (const json& answer : {json::object(), json({{"told", nullptr}}), json({{"told", json::object()}}),
                               json({{"told", ""}}), json({{"told", json::array()}}), json(nullptr)}) {
      EXPECT_EQ(Read(RowWith(form), answer, Holding(before)), Value::Null()) << answer.dump();
      EXPECT_EQ(Read(RowWith(form, Told::kStays), answer, Holding(before)), before) << answer.dump();
    }
  }
}

TEST(Rows, NumbersAndFlagsMayComeAsTheirTexts) {
  EXPECT_EQ(Read(RowWith(Form::kInteger), {{"told", "125"}}), Value::Int(125));
  EXPECT_EQ(Read(RowWith(Form::kInteger), {{"told", "125x"}}), Value::Null());
  EXPECT_EQ(Read(RowWith(Form::kFlag), {{"told", "True"}}), Value::Bool(true));
  EXPECT_EQ(Read(RowWith(Form::kMegabits), {{"told", "200"}}), Value::String("200Mbps"));
  EXPECT_EQ(Read(RowWith(Form::kAsn), {{"told", "4200000000"}}), Value::String("4200000000"));
}

TEST(Rows, ZeroIsANumberOrNone) {
  EXPECT_EQ(Read(RowWith(Form::kInteger), {{"told", 0}}), Value::Int(0));
  for (const Form form : {Form::kPositive, Form::kMegabits, Form::kAsn}) {
    EXPECT_EQ(Read(RowWith(form), {{"told", 0}}), Value::Null());
    EXPECT_EQ(Read(RowWith(form), {{"told", -1}}), Value::Null());
  }
  EXPECT_EQ(Read(RowWith(Form::kMegabits), {{"told", INT64_MAX}}), Value::Null());
}

TEST(Rows, SpellingsOfOneValueAreSentAsOne) {
  const AttributeRow bandwidth = RowWith(Form::kBandwidth);
  const AttributeRow asn = RowWith(Form::kAsn);
  EXPECT_EQ(CreateMembers({&bandwidth, 1}, Holding(Value::String("1000Mbps"))), json({{"made", "1Gbps"}}));
  const AttributeRow rate = RowWith(Form::kRate);
  EXPECT_EQ(CreateMembers({&rate, 1}, Holding(Value::String("1200M"))), json({{"made", "1.2Gbps"}}));
  EXPECT_EQ(Read(rate, {{"told", "Unlimited"}}), Value::Null());
  EXPECT_EQ(CreateMembers({&asn, 1}, Holding(Value::String("1.0"))), json({{"made", 65536}}));
}

TEST(Rows, WhatIsUsualIsReadAndComparedWhereNothingIsTold) {
  AttributeRow flag = RowWith(Form::kFlag);
  flag.usual = "false";
  EXPECT_EQ(Read(flag, json::object()), Value::Bool(false));
  const json silent = json::object();
  EXPECT_THAT(ModifyMembers({&flag, 1}, {"aws.it"}, Holding(Value::Bool(false)), &silent), IsEmpty());
  AttributeRow text = RowWith(Form::kText, Told::kStays);
  text.usual = "normal";
  EXPECT_EQ(Read(text, json::object()), Value::Null());
  EXPECT_THAT(ModifyMembers({&text, 1}, {"aws.it"}, Holding(Value::String("normal")), &silent), IsEmpty());
  EXPECT_EQ(ModifyMembers({&text, 1}, {"aws.it"}, Holding(Value::String("low")), &silent).size(), 1U);
}

TEST(Rows, AnEmptyValueIsSentWhereItRemoves) {
  AttributeRow row = RowWith(Form::kText);
  const json live = {{"told", "before"}};
  const auto sends = [&](const Value& value) {
    return ModifyMembers({&row, 1}, {"aws.it"}, Holding(value), &live).size() == 1;
  };
  row.clears = Clears::kEmptyText;
  EXPECT_TRUE(sends(Value::String("")));
  EXPECT_FALSE(sends(Value::Null()));
  row.clears = Clears::kLeftOut;
  EXPECT_TRUE(sends(Value::String("")));
  EXPECT_TRUE(sends(Value::Null()));
  EXPECT_FALSE(sends(Value::Unknown()));
}

TEST(Rows, RowsOfOneNameTravelTogether) {
  const std::vector<AttributeRow> rows = {{.path = "name", .modify = "n", .together = "texts"},
                                          {.path = "mtu", .modify = "m", .form = Form::kInteger},
                                          {.path = "description", .modify = "d", .together = "texts"}};
  const Value desired =
      Value::Object({{"name", Value::String("a")}, {"mtu", Value::Int(1500)}, {"description", Value::String("b")}});
  const auto changes = ModifyMembers(rows, {"name", "mtu", "description"}, desired, nullptr);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].name, "texts");
  EXPECT_EQ(changes[0].members, json({{"n", "a"}, {"d", "b"}}));
  EXPECT_EQ(changes[1].name, "mtu");
}

TEST(Rows, TheVendorsObjectIsThereAfterReading) {
  Value attributes = StartObject("aws", "id-1", "here", Value::Object({{"auth_key_wo", Value::String("secret")}}));
  const AttributeRow row = RowWith(Form::kText, Told::kStays);
  ReadRows({&row, 1}, json::object(), attributes);
  EXPECT_EQ(attributes.Get("aws").kind(), Value::Kind::kObject);
  EXPECT_EQ(attributes.Get("id"), Value::String("id-1"));
  EXPECT_EQ(attributes.Get("auth_key_wo"), Value::Null());
}

}  // namespace
}  // namespace ic
