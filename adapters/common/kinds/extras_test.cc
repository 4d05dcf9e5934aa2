#include "adapters/common/kinds/extras.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ic {
namespace {

using Json = nlohmann::json;

class ExtrasTest : public ::testing::Test {
 protected:
  ExtrasTest() {
    traits_.beyond = {{Kind::kVirtualInterface, "rate", "", {}},
                      {Kind::kVirtualInterface, "pool", "100", {}},
                      {Kind::kVirtualInterface, "key", "", {}, "auth_key", /*secret=*/true}};
  }
  std::vector<std::string> Of(const Json& live, Kind kind = Kind::kVirtualInterface) const {
    std::vector<std::string> words;
    for (const Extra& extra : ExtrasOf(traits_, kind, live)) {
      words.push_back(extra.name + "=" + extra.value + (extra.field.empty() ? "" : " with " + extra.field));
    }
    return words;
  }

  VendorTraits traits_;
};

using Words = std::vector<std::string>;

TEST_F(ExtrasTest, IsWhatSomebodySet) {
  EXPECT_EQ(Of({{"rate", "50Mbps"}, {"pool", 200}, {"other", 1}}), (Words{"rate=50Mbps", "pool=200"}));
  EXPECT_EQ(Of({{"rate", {{"a", {"x", 1}}}}}), Words{R"(rate={"a":["x",1]})"});
  EXPECT_EQ(Of({{"rate", "50Mbps"}}, Kind::kConnection), Words());
}

TEST_F(ExtrasTest, WhatNobodySetIsNone) {
  for (const Json& nothing :
       {Json(), Json(""), Json(0), Json(false), Json::array(), Json::object(), Json{{"inner", Json::array()}}}) {
    EXPECT_EQ(Of({{"rate", nothing}}), Words()) << nothing.dump();
  }
  EXPECT_EQ(Of({{"pool", 100}}), Words());
  EXPECT_EQ(Of({{"pool", "100"}}), Words());
  EXPECT_EQ(Of(Json::array()), Words());
}

TEST_F(ExtrasTest, NoSecretIsInIt) { EXPECT_EQ(Of({{"key", "hunter2"}}), Words{"key= with auth_key"}); }

TEST_F(ExtrasTest, WhatIsLongIsCut) {
  const Words words = Of({{"rate", std::string(1000, 'x')}});
  ASSERT_EQ(words.size(), 1U);
  EXPECT_LT(words[0].size(), 300U);
}

}  // namespace
}  // namespace ic
