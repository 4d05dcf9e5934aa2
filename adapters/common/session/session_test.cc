#include "adapters/common/session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

HealthState ByStatus(std::string_view /*state*/, std::string_view status) {
  if (status.empty()) return HealthState::kUnknown;
  return status == "up" ? HealthState::kUp : HealthState::kDown;
}
constexpr SessionWords kWords = {.health = ByStatus};
constexpr SessionWords kSilent = {.health = ByStatus, .may_be_silent = true};
constexpr StateRow kCarrying = {.word = "ready", .stage = Stage::kReady, .carries = Carries::kBySessions};

Session Told(const std::string& family, const std::string& status) {
  return {.id = "s-" + family, .address_family = family, .customer_asn = "65000", .state = "ready", .status = status};
}

TEST(Session, WhatIsAskedForHasAFamilyAndAMode) {
  const SessionRequest request = RequestedSession(Value::Object({}), std::nullopt);
  EXPECT_EQ(request.address_family, "ipv4");
  EXPECT_EQ(request.route_mode, "bgp");
}

TEST(Session, WhatIsLeftToTheVendorIsNotCompared) {
  Session live = Told("ipv6", "up");
  live.customer_address = "2001:db8:0:0::6/125";
  live.auth_key = "key";
  EXPECT_TRUE(Satisfies(live, {.address_family = "ipv6"}));
  EXPECT_TRUE(Satisfies(live, {.address_family = "ipv6", .customer_address = "2001:db8::6/125"}));
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv6", .customer_address = "2001:db8::7/125"}));
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv6", .customer_asn = "1.0"}));
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv6", .auth_key = "other"}));
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv4"}));
}

TEST(Session, AnEndThatIsWrittenAloneHasTheLengthOfTheOther) {
  const auto ends = [](const char* cloud, const char* customer) {
    const SessionRequest request = RequestedSession(
        Value::Object({{"cloud_address", Value::String(cloud)}, {"customer_address", Value::String(customer)}}),
        std::nullopt);
    return std::pair(request.cloud_address, request.customer_address);
  };
  EXPECT_EQ(ends("10.0.0.1", "10.0.0.2/30"), std::pair(std::string("10.0.0.1/30"), std::string("10.0.0.2/30")));
  EXPECT_EQ(ends("fd00::1/64", "fd00::2"), std::pair(std::string("fd00::1/64"), std::string("fd00::2/64")));
  EXPECT_EQ(ends("10.0.0.1", "10.0.0.2"), std::pair(std::string("10.0.0.1"), std::string("10.0.0.2")));
  Session live = Told("ipv4", "up");
  live.customer_address = "10.0.0.2/30";
  EXPECT_TRUE(Satisfies(live, {.address_family = "ipv4", .customer_address = "10.0.0.2"}));
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv4", .customer_address = "10.0.0.3"}));
}

TEST(Session, TheModeCountsWhereTheVendorTellsOne) {
  Session live = Told("ipv4", "up");
  EXPECT_TRUE(Satisfies(live, {.address_family = "ipv4", .route_mode = "static"}));
  live.route_mode = "bgp";
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv4", .route_mode = "static"}));
}

TEST(Session, FoundByIdElseByFamily) {
  const std::vector<Session> sessions = {Told("ipv6", "up"), Told("ipv4", "up")};
  EXPECT_EQ(FindSession(sessions, "s-ipv4", "ipv6"), &sessions[1]);
  EXPECT_EQ(FindSession(sessions, "", "ipv6"), &sessions[0]);
  EXPECT_EQ(FindSession(sessions, "s-none", "ipv6"), nullptr);
  EXPECT_THAT(Families(sessions), ElementsAre("ipv4", "ipv6"));
}

TEST(Session, OneThatIsUpCarriesTheInterface) {
  Health health;
  AddSessions({Told("ipv4", "down"), Told("ipv6", "up")}, kWords, kCarrying, health);
  EXPECT_EQ(health.state, HealthState::kUp);
  ASSERT_THAT(health.sessions, SizeIs(2));
  EXPECT_EQ(health.sessions[0].vendor_state, "ready, BGP down");
  Health none;
  AddSessions({}, kWords, kCarrying, none);
  EXPECT_EQ(none.state, HealthState::kUnknown);
}

TEST(Session, ASilentOneIsShownAsItIs) {
  EXPECT_EQ(StateText(Told("ipv4", ""), kWords), "ready, BGP unknown");
  EXPECT_EQ(StateText(Told("ipv4", ""), kSilent), "ready");
}

}  // namespace
}  // namespace ic
