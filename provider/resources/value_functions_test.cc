#include "provider/resources/value_functions.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/import_id.h"

namespace ic {
namespace {

using ::testing::HasSubstr;

// Clouds by name, and nothing behind them.
class NamesOnly : public AdapterFactory {
 public:
  const std::vector<const VendorTraits*>& traits() const override { return list_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view /*cloud*/,
                                          const AdapterOptions& /*options*/) const override {
    return FailedPreconditionError("a function asks no cloud");
  }

 private:
  VendorTraits rock_{.cloud = "rock", .title = "Rock"};
  VendorTraits fen_{.cloud = "fen", .title = "Fen"};
  std::vector<const VendorTraits*> list_ = {&rock_, &fen_};
};

terraform::FunctionAnswer Ask(const std::string& name, const std::vector<Value>& arguments) {
  static const NamesOnly factory;
  return ValueFunctions(factory).at(name)->Call(arguments);
}

terraform::FunctionAnswer Ask(const std::string& name, const std::string& argument) {
  return Ask(name, std::vector<Value>{Value::String(argument)});
}

terraform::FunctionAnswer FreeVlan(const std::vector<int>& used, const std::string& range) {
  std::vector<Value> numbers = {Value::Null()};
  for (const int vlan : used) numbers.push_back(Value::Int(vlan));
  return Ask("vlan_free", {Value::Set(numbers), Value::String(range)});
}

TEST(ValueFunctionsTest, AnAsnIsWrittenInTheNotationAskedForWhicheverItIsIn) {
  struct Case {
    std::string plain;
    std::string dot;
  };
  for (const Case& one : {Case{"0", "0"}, Case{"65000", "65000"}, Case{"65535", "65535"}, Case{"65536", "1.0"},
                          Case{"4200000000", "64086.59904"}, Case{"4294967295", "65535.65535"}}) {
    for (const std::string& given : {one.plain, one.dot}) {
      EXPECT_EQ(Ask("asn_plain", given).result, Value::String(one.plain)) << given;
      EXPECT_EQ(Ask("asn_dot", given).result, Value::String(one.dot)) << given;
    }
  }
  for (const std::string wrong : {"", "AS65000", "4294967296", "1.65536", "1.2.3", "-1", " 1", "01"}) {
    for (const std::string name : {"asn_plain", "asn_dot"}) {
      EXPECT_EQ(Ask(name, wrong).argument, 0U) << wrong;
      EXPECT_THAT(Ask(name, wrong).error, HasSubstr("is not an ASN")) << wrong;
    }
  }
}

TEST(ValueFunctionsTest, ALinkHasTheFirstTwoAddressesThatHostsMayHave) {
  struct Case {
    std::string prefix;
    std::string cloud;
    std::string customer;
    Value netmask;
  };
  for (const Case& one : {
           Case{"169.254.255.0/30", "169.254.255.1/30", "169.254.255.2/30", Value::String("255.255.255.252")},
           Case{"169.254.255.4/31", "169.254.255.4/31", "169.254.255.5/31", Value::String("255.255.255.254")},
           Case{"10.0.0.0/8", "10.0.0.1/8", "10.0.0.2/8", Value::String("255.0.0.0")},
           Case{"2001:db8::8/125", "2001:db8::9/125", "2001:db8::a/125", Value::Null()},
           Case{"2001:db8::/127", "2001:db8::/127", "2001:db8::1/127", Value::Null()},
       }) {
    const auto answer = Ask("link_addresses", one.prefix);
    ASSERT_EQ(answer.error, "") << one.prefix;
    EXPECT_EQ(answer.result.Get("cloud_address"), Value::String(one.cloud));
    EXPECT_EQ(answer.result.Get("customer_address"), Value::String(one.customer));
    EXPECT_EQ(answer.result.Get("netmask"), one.netmask);
  }
  EXPECT_EQ(Ask("link_addresses", "169.254.255.0/30").result.Get("prefix_length"), Value::Int(30));
}

TEST(ValueFunctionsTest, APrefixThatIsNoLinkIsRefused) {
  EXPECT_THAT(Ask("link_addresses", "169.254.255.1/30").error, HasSubstr("write the prefix, 169.254.255.0/30"));
  EXPECT_THAT(Ask("link_addresses", "10.0.0.1/32").error, HasSubstr("take a /31"));
  EXPECT_THAT(Ask("link_addresses", "2001:db8::1/128").error, HasSubstr("take a /127"));
  for (const std::string wrong : {"", "10.0.0.0", "10.0.0.0/33", "link"}) {
    EXPECT_EQ(Ask("link_addresses", wrong).argument, 0U) << wrong;
  }
}

TEST(ValueFunctionsTest, AnImportIdComesApartAsItWasPutTogether) {
  for (const std::string cloud : {"rock", "fen"}) {
    for (const std::string id : {"vif-1", "assoc-1/10.0.0.0/16", "vif-1/ipv4/group"}) {
      const auto made = Ask("import_id", {Value::String(cloud), Value::String("here-1"), Value::String(id)});
      ASSERT_EQ(made.error, "");
      EXPECT_EQ(made.result, Value::String(cloud + "/here-1/" + id));
      const auto parts = Ask("parse_id", made.result.AsString());
      EXPECT_EQ(parts.result,
                Value::Object(
                    {{"cloud", Value::String(cloud)}, {"id", Value::String(id)}, {"region", Value::String("here-1")}}));
    }
  }
}

TEST(ValueFunctionsTest, WhatIsNoImportIdIsRefusedAtTheRightArgument) {
  const auto made = [](const char* cloud, const char* region, const char* id) {
    return Ask("import_id", {Value::String(cloud), Value::String(region), Value::String(id)}).argument;
  };
  EXPECT_EQ(made("moor", "here-1", "vif-1"), 0U);
  EXPECT_EQ(made("rock", "", "vif-1"), 1U);
  EXPECT_EQ(made("rock", "here/1", "vif-1"), 1U);
  EXPECT_EQ(made("rock", "here-1", ""), 2U);
  EXPECT_THAT(Ask("parse_id", "moor/here-1/vif-1").error, HasSubstr("there are rock and fen"));
  for (const std::string wrong : {"", "rock", "rock/here-1", "rock/here-1/", "rock//vif-1", "/here-1/vif-1"}) {
    EXPECT_THAT(Ask("parse_id", wrong).error, HasSubstr("<cloud>/<region>/<id>")) << wrong;
    EXPECT_FALSE(ParseImportId(wrong)) << wrong;
  }
}

TEST(ValueFunctionsTest, TheLowestFreeVlanOfARange) {
  EXPECT_EQ(FreeVlan({}, "100-199").result, Value::Int(100));
  EXPECT_EQ(FreeVlan({100, 101, 103}, "100-199").result, Value::Int(102));
  EXPECT_EQ(FreeVlan({99, 200}, "100-100").result, Value::Int(100));
  EXPECT_EQ(FreeVlan({1}, "4094").result, Value::Int(4094));
  EXPECT_THAT(FreeVlan({100, 101}, "100-101").error, HasSubstr("every VLAN of 100-101 is taken"));
  for (const std::string wrong :
       {"", "-", "1-", "-5", "199-100", "0-5", "4000-4095", "1 - 5", "a-b", "1-2-3", "1.5-3"}) {
    EXPECT_EQ(FreeVlan({}, wrong).argument, 1U) << wrong;
  }
  EXPECT_EQ(Ask("vlan_free", {Value::Set({Value::Of(Number::Parse("1.5").value())}), Value::String("1-5")}).argument,
            0U);
}

TEST(ValueFunctionsTest, EachSaysWhatItIsAndAnswersByItsType) {
  static const NamesOnly factory;
  for (const auto& [name, function] : ValueFunctions(factory)) {
    const terraform::Signature& signature = function->signature();
    EXPECT_NE(signature.summary, "") << name;
    EXPECT_NE(signature.description, "") << name;
    for (const terraform::Parameter& parameter : signature.parameters) EXPECT_NE(parameter.description, "") << name;
  }
}

}  // namespace
}  // namespace ic
