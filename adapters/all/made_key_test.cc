// Keys that are made up are ones that every cloud takes, on every kind that has a key.
#include "adapters/contract/limits/made_key.h"

#include <algorithm>
#include <cctype>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/fields.h"
#include "adapters/contract/limits/audit.h"

namespace ic {
namespace {

// What the vendor's tables have against the key alone; what else such an object lacks is not the key's.
std::string SaidOfKey(const VendorTraits& traits, Kind kind, std::string_view path, const std::string& key) {
  const Value object = Value::Object({{"cloud", Value::String(traits.cloud)},
                                      {std::string(path), Value::String(key)},
                                      {"route_mode", Value::String("bgp")}});
  std::string said;
  for (const Diagnostic& diagnostic : Audit(traits, kind, object, {}).items()) {
    const bool of_key = diagnostic.summary.find("key") != std::string::npos &&
                        (diagnostic.summary.find("length") != std::string::npos ||
                         diagnostic.summary.find("characters") != std::string::npos);
    if (of_key) said += diagnostic.summary + ": " + diagnostic.detail + "\n";
  }
  return said;
}

TEST(MadeKeyTest, EveryCloudTakesIt) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    const KeyLengths lengths = KeyLengthsOf(*traits);
    EXPECT_LE(lengths.shortest, lengths.usual) << traits->cloud;
    EXPECT_LE(lengths.usual, lengths.longest) << traits->cloud;
    EXPECT_LE(lengths.usual, 25) << "what every platform takes";
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const std::unique_ptr<Random> random = SeededRandom(seed);
      for (const std::int64_t length : {lengths.shortest, lengths.usual, lengths.longest}) {
        const std::string key = MakeKey(length, *random);
        EXPECT_EQ(key.size(), static_cast<std::size_t>(length));
        const auto any = [&key](int (*is)(int)) {
          return std::any_of(key.begin(), key.end(), [is](unsigned char c) { return is(c) != 0; });
        };
        EXPECT_TRUE(any(std::isupper) && any(std::islower) && any(std::isdigit)) << "of each sort one";
        EXPECT_TRUE(std::all_of(key.begin(), key.end(), [](unsigned char c) { return std::isalnum(c) != 0; }));
        for (const Kind kind : {Kind::kVirtualInterface, Kind::kBgpPeer, Kind::kBgpGroup}) {
          for (const std::string_view path : {field::kAuthKey, field::kAuthKeyWo}) {
            EXPECT_EQ(SaidOfKey(*traits, kind, path, key), "") << traits->cloud << " " << KindName(kind);
          }
        }
      }
    }
  }
}

// The test above would hold for anything if nobody looked at keys.
TEST(MadeKeyTest, AKeyThatIsNoneIsSaidToBe) {
  std::size_t refusing = 0;
  for (const VendorTraits* traits : AllAdapters().traits()) {
    const std::string bad(300, ' ');
    refusing += SaidOfKey(*traits, Kind::kVirtualInterface, field::kAuthKeyWo, bad).empty() ? 0 : 1;
  }
  EXPECT_GE(refusing, 2U);
}

}  // namespace
}  // namespace ic
