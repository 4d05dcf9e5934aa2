#include "reconcile/run/look/look.h"

#include <string>

#include "reconcile/run/testing/drift_fixture.h"

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Address kVif{Kind::kVirtualInterface, "vif"};

class LookTest : public DriftTest {
 protected:
  LookReport LookNow(const LookOptions& options = {}) {
    const std::size_t mutating = world.MutatingCalls();
    LookReport report = Look(Environment(), desired, options);
    EXPECT_EQ(world.MutatingCalls(), mutating);
    return report;
  }
  static std::string TextOf(const SeenObject* seen, std::string_view name) {
    return seen == nullptr ? "none" : reconcile::Text(seen->attributes, name);
  }
};

TEST_F(LookTest, TellsWhatTheCloudHasNow) {
  Vif().attributes.Put("cloud_asn", Value::String("64999"));
  const LookReport report = LookNow();
  EXPECT_EQ(report.objects.size(), 4U);
  EXPECT_EQ(TextOf(report.Find(kVif), "cloud_asn"), "64999");
  EXPECT_EQ(report.FindById(Kind::kVirtualInterface, "sky", IdOf(Kind::kVirtualInterface, "vif")), report.Find(kVif));
  EXPECT_THAT(report.unread, IsEmpty());
  EXPECT_FALSE(report.sessions.empty());
}

TEST_F(LookTest, TellsThatThereIsAKeyAndNotWhich) {
  Vif().key = "s3cret-key";
  LookReport report = LookNow();
  EXPECT_EQ(report.Find(kVif)->key, KeyFact::kSet);
  EXPECT_TRUE(report.Find(kVif)->secret.empty());
  for (const SeenObject& seen : report.objects) EXPECT_THAT(seen.attributes.ToString(), Not(HasSubstr("s3cret-key")));
  Vif().key.clear();
  report = LookNow();
  EXPECT_EQ(report.Find(kVif)->key, KeyFact::kNone);
  Vif().key = "s3cret-key";
  EXPECT_EQ(LookNow({.keys = true}).Find(kVif)->secret, "s3cret-key");
}

TEST_F(LookTest, AsksNobodyForWhatTheStateHas) {
  Vif().attributes.Put("cloud_asn", Value::String("64999"));
  world.calls.clear();
  const LookReport report = LookNow({.at = LookAt::kState});
  EXPECT_THAT(world.calls, IsEmpty());
  EXPECT_EQ(TextOf(report.Find(kVif), "cloud_asn"), "64512");
  EXPECT_EQ(report.Find(kVif)->key, KeyFact::kNotAsked);
}

TEST_F(LookTest, OfAConfigurationIdsAreAddresses) {
  world.calls.clear();
  store.objects.clear();
  const LookReport report = LookNow({.at = LookAt::kConfiguration});
  EXPECT_THAT(world.calls, IsEmpty());
  EXPECT_EQ(TextOf(report.Find(kVif), "connection_id"), "connection.port");
  EXPECT_TRUE(report.Find(kVif)->attributes.Get("cloud_asn").is_null());
}

TEST_F(LookTest, APrefixIsThatOfTheInterfacesOfItsGateway) {
  world.advertising_gateway = "another";
  EXPECT_THAT(LookNow().advertised, IsEmpty());
  world.advertising_gateway = TextOf(LookNow().Find(kVif), "gateway_id");
  EXPECT_THAT(LookNow().advertised[kVif], ElementsAre(*Cidr::Parse("10.0.0.0/16")));
}

TEST_F(LookTest, RoutesAreAskedForOnlyIfTheyAreWanted) {
  world.routes = [](const std::string&) { return Routes{.accepted = {"10.1.0.0/16"}, .advertised = {}}; };
  EXPECT_THAT(LookNow().routes.at(kVif).accepted, ElementsAre("10.1.0.0/16"));
  world.calls.clear();
  EXPECT_THAT(LookNow({.routes = false}).routes, IsEmpty());
  EXPECT_EQ(world.Count("RoutesOf"), 0U);
}

TEST_F(LookTest, WhatIsGoneOrUnreadIsSaid) {
  world.objects.erase(IdOf(Kind::kBgpPeer, "six"));
  LookReport report = LookNow();
  EXPECT_TRUE(report.Find({Kind::kBgpPeer, "six"})->gone);
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  report = LookNow();
  EXPECT_TRUE(report.Find(kVif)->unread);
  EXPECT_FALSE(report.unread.empty());
}

}  // namespace
}  // namespace ic
