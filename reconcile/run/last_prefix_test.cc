// Withdrawing the last prefixes of what advertises them is acknowledged like the end of a session.
#include <bitset>
#include <set>
#include <string>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

constexpr std::size_t kPrefixes = 5;  // the first three of one gateway, the others of another

std::string NameOf(std::size_t prefix) { return "net" + std::to_string(prefix); }

Value Prefix(std::size_t prefix) {
  Value config = reconcile::Cidr("10." + std::to_string(prefix) + ".0.0/16");
  if (prefix >= 3) config.Put("advertised_by", reconcile::S("assoc-2"));
  return config;
}

TEST_F(RunFixture, TheLastPrefixesOfAGatewayWantAnAcknowledgement) {
  for (std::size_t prefix = 0; prefix < kPrefixes; ++prefix) Want(Kind::kBgpCidr, NameOf(prefix), Prefix(prefix));
  Make();
  for (unsigned long subset = 0; subset < 1UL << kPrefixes; ++subset) {
    const std::bitset<kPrefixes> stays(subset);
    SCOPED_TRACE(stays.to_string());
    desired.objects.clear();
    std::set<Address> gone;
    for (std::size_t prefix = 0; prefix < kPrefixes; ++prefix) {
      if (stays[prefix]) Want(Kind::kBgpCidr, NameOf(prefix), Prefix(prefix));
      if (!stays[prefix]) gone.insert({Kind::kBgpCidr, NameOf(prefix)});
    }
    const std::size_t first = (stays[0] || stays[1] || stays[2]) ? 0 : 3;
    const std::size_t second = (stays[3] || stays[4]) ? 0 : 2;
    options.allow.clear();
    EXPECT_EQ(Plan().refusals.size(), first + second);
    options.allow = gone;
    EXPECT_TRUE(Plan().refusals.empty());
  }
}

// It is not the last one where one stays that nobody here manages; the words say how many go.
TEST_F(RunFixture, APrefixThatNobodyManagesIsOneThatStays) {
  for (std::size_t prefix = 0; prefix < kPrefixes; ++prefix) Want(Kind::kBgpCidr, NameOf(prefix), Prefix(prefix));
  Make();
  Forget(Kind::kBgpCidr, NameOf(3));
  Make();
  Forget(Kind::kBgpCidr, NameOf(4));
  RunPlan plan = Plan();
  ASSERT_EQ(plan.refusals.size(), 1U) << Words(plan);
  EXPECT_THAT(plan.refusals[0].why, testing::HasSubstr("withdrawn, the last prefix of assoc-2"));
  const std::string theirs = world.Plant(Kind::kBgpCidr, "sky", Prefix(3));
  plan = Plan();
  EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
  world.objects.erase(theirs);
  for (std::size_t prefix = 0; prefix < 3; ++prefix) Forget(Kind::kBgpCidr, NameOf(prefix));
  plan = Plan();
  ASSERT_EQ(plan.refusals.size(), 4U) << Words(plan);
  EXPECT_THAT(plan.refusals[0].why, testing::HasSubstr("withdrawn with all other prefixes of assoc"));
}

}  // namespace
}  // namespace ic
