#include "schema/value/number.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/random.h"

namespace ic {
namespace {

std::string Canonical(std::string_view text) {
  const StatusOr<Number> number = Number::Parse(text);
  return number.ok() ? number->ToString() : "error";
}

TEST(NumberTest, TextBecomesCanonical) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.000", "0"},
      {"0e99999999999", "0"},
      {"+7", "7"},
      {"007", "7"},
      {"7.0", "7"},
      {"1.50", "1.5"},
      {"1e3", "1000"},
      {"-12.5e-3", "-0.0125"},
      {"1E+2", "100"},
      {".5", "0.5"},
      {"5.", "5"},
      {"0.00120e1", "0.012"},
      {"123456e-3", "123.456"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"18446744073709551616", "18446744073709551616"},
      {"1e30", "1000000000000000000000000000000"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(Canonical(text), expected) << text;
}

TEST(NumberTest, OtherTextIsRefused) {
  for (const char* text : {"", "-", "+", ".", "e3", "1e", "1e+", "1.2.3", "0x10", "1_000", " 1", "1 ", "NaN", "Inf",
                           "-inf", "1,5", "--1", "1e5.5", "\xd9\xa1"}) {
    const StatusOr<Number> number = Number::Parse(text);
    ASSERT_FALSE(number.ok()) << text;
    EXPECT_EQ(number.status().code(), StatusCode::kInvalidArgument) << text;
  }
}

TEST(NumberTest, LengthIsBounded) {
  EXPECT_TRUE(Number::Parse(std::string(Number::kMaxDigits, '9')).ok());
  EXPECT_FALSE(Number::Parse(std::string(Number::kMaxDigits + 1, '9')).ok());
  EXPECT_FALSE(Number::Parse("1e999999999999999999999").ok());
  EXPECT_FALSE(Number::Parse("1e-999999999999999999999").ok());
  // Zeros in front or behind are no digits of the value.
  EXPECT_EQ(Canonical(std::string(5000, '0') + "1." + std::string(5000, '0')), "1");
  // The message does not repeat an endless text.
  EXPECT_LT(Number::Parse(std::string(100000, 'x')).status().message().size(), 300U);
}

TEST(NumberTest, EqualityIsByValue) {
  EXPECT_EQ(*Number::Parse("1.50"), *Number::Parse("1.5"));
  EXPECT_EQ(*Number::Parse("1e3"), Number(1000));
  EXPECT_FALSE(*Number::Parse("0.1") == *Number::FromDouble(0.1));  // a double is not exactly one tenth
}

TEST(NumberTest, Int64IsExactAtItsEdges) {
  EXPECT_EQ(Number::Parse("9223372036854775807")->ToInt64(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(Number::Parse("-9223372036854775808")->ToInt64(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(Number::Parse("9223372036854775808")->ToInt64(), std::nullopt);
  EXPECT_EQ(Number::Parse("1.5")->ToInt64(), std::nullopt);
  EXPECT_EQ(Number::FromDouble(-0x1p63)->ToInt64(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(Number::FromDouble(0x1p63)->ToString(), "9223372036854775808");
}

TEST(NumberTest, DoublesAreExact) {
  EXPECT_EQ(Number::FromDouble(0.5)->ToString(), "0.5");
  EXPECT_EQ(Number::FromDouble(-0.0)->ToString(), "0");
  EXPECT_EQ(Number::FromDouble(0.1)->ToString(), "0.1000000000000000055511151231257827021181583404541015625");
  EXPECT_EQ(Number::FromDouble(1e23)->ToString(), "99999999999999991611392");
  EXPECT_TRUE(Number::FromDouble(std::numeric_limits<double>::denorm_min()).ok());
  EXPECT_TRUE(Number::FromDouble(std::numeric_limits<double>::max()).ok());
  EXPECT_FALSE(Number::FromDouble(std::numeric_limits<double>::quiet_NaN()).ok());
  EXPECT_FALSE(Number::FromDouble(-std::numeric_limits<double>::infinity()).ok());
}

// The C library's strtod is the oracle: every double written exactly reads back as itself, there and here.
TEST(NumberTest, DoublesReadBackForAnyBits) {
  const auto random = SeededRandom(20260101);
  for (int i = 0; i < 3000; ++i) {
    const std::uint64_t bits = random->Next();
    double value = 0;
    static_assert(sizeof(value) == sizeof(bits));
    std::memcpy(&value, &bits, sizeof(value));
    if (!std::isfinite(value)) continue;
    const StatusOr<Number> number = Number::FromDouble(value);
    ASSERT_TRUE(number.ok()) << bits;
    EXPECT_EQ(std::strtod(number->ToString().c_str(), nullptr), value) << bits;
  }
}

}  // namespace
}  // namespace ic
