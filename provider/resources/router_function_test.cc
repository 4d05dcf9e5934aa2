#include "provider/resources/router_function.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/resources/link_data.h"
#include "router/platforms.h"
#include "router/testing/samples.h"
#include "schema/value/msgpack.h"

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// A link as it comes back from Terraform: by its type, with what is not there as null.
Value Told(const router::LinkInput& input) {
  const Value link = router::LinkOf(input).value();
  return DecodeMsgpack(LinkType(), EncodeMsgpack(LinkType(), link)).value();
}

terraform::FunctionAnswer Call(std::vector<Value> arguments) { return RouterFunction().Call(arguments); }

TEST(RouterFunctionTest, MakesAConfigurationOfWhatTheDataSourceTells) {
  const auto answer = Call({Told(router::testing::KeyedLink()), Value::String("frr"), Value::String("eth3")});
  ASSERT_EQ(answer.error, "");
  EXPECT_THAT(answer.result.AsString(),
              AllOf(HasSubstr("interface eth3.125"), HasSubstr("ip address 169.254.255.2/30"),
                    HasSubstr("router bgp 4200000000"), HasSubstr("network 198.51.100.0/24"),
                    HasSubstr("ip prefix-list prod-ipv4-in seq 10 permit 10.0.0.0/16"),
                    HasSubstr("REPLACE-WITH-KEY-OF-prod-ipv6"), HasSubstr("transmit-interval 300")));
}

TEST(RouterFunctionTest, IsTheSameEachTimeAndForEachPlatform) {
  for (const auto& make : {router::testing::KeyedLink, router::testing::TunedLink, router::testing::StaticLink}) {
    for (const router::Platform& platform : router::Platforms()) {
      const auto once = Call({Told(make()), Value::String(platform.name)});
      EXPECT_EQ(once.error, "") << platform.name;
      EXPECT_EQ(once.result, Call({Told(make()), Value::String(platform.name)}).result);
    }
  }
}

TEST(RouterFunctionTest, SaysWhichArgumentIsWrong) {
  const Value link = Told(router::testing::KeyedLink());
  EXPECT_EQ(Call({link, Value::String("ios")}).argument, 1U);
  EXPECT_EQ(Call({link, Value::String("frr"), Value::String("eth0\nevil")}).argument, 2U);
  EXPECT_EQ(Call({link, Value::String("frr"), Value::String("a"), Value::String("b")}).argument, 2U);
}

}  // namespace
}  // namespace ic
