#include "adapters/contract/owner_name.h"

#include <string>

#include <gtest/gtest.h>

namespace ic {
namespace {

TEST(OwnerName, IsWhatEveryCloudTakesInATag) {
  for (const std::string& good : {std::string("net-team/prod"), std::string("a"), std::string(128, 'x'),
                                  std::string("Net Team: eu_1 @ a.b+c=d")}) {
    EXPECT_EQ(FaultOfOwnerName(good), "") << good;
  }
  for (const std::string& bad :
       {std::string(), std::string(" "), std::string(" a"), std::string("a "), std::string(129, 'x'),
        std::string("M\u00fcnchen"), std::string("https://git/net"), std::string("see http://git")}) {
    EXPECT_NE(FaultOfOwnerName(bad), "") << bad;
  }
  for (int c = 0; c < 128; ++c) {
    const bool good = std::isalnum(c) != 0 || std::string(" _.:/=+-@").find(static_cast<char>(c)) != std::string::npos;
    EXPECT_EQ(FaultOfOwnerName(std::string("a") + static_cast<char>(c) + "b").empty(), good) << c;
  }
}

}  // namespace
}  // namespace ic
