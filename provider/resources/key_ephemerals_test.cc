#include "provider/resources/key_ephemerals.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/redact.h"

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// One cloud with its own word on keys, one without; nothing behind them is asked.
class KeyFactory : public AdapterFactory {
 public:
  KeyFactory() {
    strict_.limits = {{.id = "strict.bgp_peer.auth_key",
                       .kind = Kind::kBgpPeer,
                       .field = "auth_key",
                       .allowed = Length{10, 20},
                       .summary = "Wrong length",
                       .remedy = "Another one.",
                       .source = {.document = "Manual", .checked = "2026-11-21", .older = ""}}};
  }
  const std::vector<const VendorTraits*>& traits() const override { return list_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view /*cloud*/,
                                          const AdapterOptions& /*options*/) const override {
    return FailedPreconditionError("nobody is asked for a key that is made up");
  }

 private:
  VendorTraits strict_{.cloud = "strict", .title = "Strict Cloud"};
  VendorTraits easy_{.cloud = "easy", .title = "Easy Cloud"};
  std::vector<const VendorTraits*> list_ = {&strict_, &easy_};
};

class GeneratedKeyTest : public ::testing::Test {
 protected:
  static Value Config(const char* cloud, const Value& length = Value::Null()) {
    return Value::Object({{"cloud", Value::String(cloud)}, {"length", length}});
  }
  static terraform::OpenResponse Open(const Value& config, std::uint64_t seed) {
    static const KeyFactory factory;
    const std::unique_ptr<Random> random = SeededRandom(seed);
    return GeneratedKey(factory, *random).Open(config);
  }
};

TEST_F(GeneratedKeyTest, ItsLengthIsWhatTheCloudTakes) {
  const auto length = [](const Value& config) {
    const auto opened = Open(config, 1);
    EXPECT_FALSE(opened.diagnostics.has_errors()) << opened.diagnostics.ToString();
    return opened.result.Get("key").AsString().size();
  };
  EXPECT_EQ(length(Config("strict")), 20U);
  EXPECT_EQ(length(Config("easy")), 24U);
  EXPECT_EQ(length(Config("strict", Value::Int(10))), 10U);
  EXPECT_EQ(length(Config("easy", Value::Int(80))), 80U);
  for (const auto& [cloud, wrong] : {std::pair<const char*, int>{"strict", 9},
                                     {"strict", 21},
                                     {"easy", 7},
                                     {"easy", 81},
                                     {"easy", 0},
                                     {"easy", -1}}) {
    const auto opened = Open(Config(cloud, Value::Int(wrong)), 1);
    ASSERT_TRUE(opened.diagnostics.has_errors()) << cloud << wrong;
    EXPECT_THAT(opened.diagnostics.ToString(), HasSubstr("whole number from"));
  }
  EXPECT_TRUE(Open(Config("moor"), 1).diagnostics.has_errors());
}

TEST_F(GeneratedKeyTest, ItIsMadeOfTheRandomnessThatIsGivenAndOfNothingElse) {
  std::set<std::string> keys;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const std::string key = Open(Config("easy"), seed).result.Get("key").AsString();
    EXPECT_EQ(key, Open(Config("easy"), seed).result.Get("key").AsString());
    keys.insert(key);
    EXPECT_THAT(Redacted("it is " + key), Not(HasSubstr(key)));
  }
  EXPECT_EQ(keys.size(), 50U);
}

}  // namespace
}  // namespace ic
