#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/kinds/prefix_writer.h"
#include "adapters/aws/kinds/region.h"
#include "adapters/aws/kinds/testing/aws_test_objects.h"

namespace ic::aws {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr Kind kKind = Kind::kBgpCidr;
constexpr char kAssociation[] = "0a1b2c3d-1234-5678-9abc-def012345678";

Value Prefix(const std::string& cidr) {
  return Value::Object({{"cloud", Text("aws")}, {"advertised_by", Text(kAssociation)}, {"cidr", Text(cidr)}});
}

class BgpCidrTest : public ::testing::Test {
 protected:
  BgpCidrTest() { fixture.api.AddAssociation(kAssociation, {"10.0.0.0/16"}); }

  std::string Name(const std::string& cidr) { return std::string(kAssociation) + "/" + cidr; }

  Fixture fixture;
  FakeDirectConnect& api = fixture.api;
};

TEST_F(BgpCidrTest, AddsAgainstAFreshReadAndWaits) {
  api.slow = 3;
  const ChangeResult result = fixture.Create(kKind, Prefix("10.1.0.0/16"));
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(result.id, Name("10.1.0.0/16"));
  EXPECT_EQ(api.LastInput("UpdateDirectConnectGatewayAssociation"),
            (Json{{"associationId", kAssociation},
                  {"addAllowedPrefixesToDirectConnectGateway", {{{"cidr", "10.1.0.0/16"}}}}}));
  EXPECT_EQ(api.associations[kAssociation]["associationState"], "associated");
  // There already: no call.
  EXPECT_TRUE(fixture.Create(kKind, Prefix("10.1.0.0/16")).status.ok());
  EXPECT_EQ(api.CountCalls("UpdateDirectConnectGatewayAssociation"), 1);
}

TEST_F(BgpCidrTest, ManyReadsShareOne) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(fixture.Read(kKind, Name("10.0.0.0/16")).value());
  EXPECT_EQ(api.CountCalls("DescribeDirectConnectGatewayAssociations"), 1);
  EXPECT_FALSE(fixture.Read(kKind, Name("10.9.0.0/16")).value());
  EXPECT_FALSE(fixture.Read(kKind, "ffffffff-0000-0000-0000-000000000000/10.0.0.0/16").value());
  EXPECT_EQ(fixture.Read(kKind, kAssociation).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(BgpCidrTest, SpellingsOfIpv6AreOnePrefix) {
  api.AddAssociation(kAssociation, {"2001:0DB8:0::/48"});
  EXPECT_TRUE(fixture.Read(kKind, Name("2001:db8::/48")).value());
  EXPECT_TRUE(fixture.Delete(kKind, Name("2001:db8::/48")).status.ok());
  EXPECT_EQ(api.LastInput("UpdateDirectConnectGatewayAssociation")["removeAllowedPrefixesToDirectConnectGateway"],
            (Json{{{"cidr", "2001:0DB8:0::/48"}}}));
}

TEST_F(BgpCidrTest, ManyThreadsLoseNothing) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&, i] {
      EXPECT_TRUE(fixture.Create(kKind, Prefix("10." + std::to_string(100 + i) + ".0.0/16")).status.ok());
    });
  }
  threads.emplace_back([&] { EXPECT_TRUE(fixture.Delete(kKind, Name("10.0.0.0/16")).status.ok()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(api.associations[kAssociation]["allowedPrefixesToDirectConnectGateway"], SizeIs(20));
}

// One change is on its way, held until the given others wait behind it.
class QueueTest : public ::testing::Test {
 protected:
  struct Wish {
    std::string cidr;
    EntryChange change;
  };

  QueueTest() { api.AddAssociation(kAssociation, {"10.0.0.0/16"}); }

  std::vector<Status> RunBehindOne(const std::vector<Wish>& wishes) {
    std::atomic<bool> held = false;
    api.before = [&](std::string_view operation) {
      if (operation != "UpdateDirectConnectGatewayAssociation" || held.exchange(true)) return;
      while (region.prefixes().Queued(kAssociation) < wishes.size()) std::this_thread::yield();
    };
    std::vector<std::thread> threads;
    threads.emplace_back([&] { EXPECT_TRUE(Change({"10.100.0.0/16", EntryChange::kAdd}).ok()); });
    while (!held) std::this_thread::yield();
    std::vector<Status> results(wishes.size());
    for (std::size_t i = 0; i < wishes.size(); ++i) threads.emplace_back([&, i] { results[i] = Change(wishes[i]); });
    for (std::thread& thread : threads) thread.join();
    return results;
  }

  Status Change(const Wish& wish) {
    return region.prefixes().Change(kAssociation, wish.cidr, wish.change, std::chrono::minutes(5), {});
  }

  FakeDirectConnect api;
  FakeClock clock;
  Region region{"us-east-1", api, clock, Logger(), WritePrefixes};
};

TEST_F(QueueTest, WhatComesWhileACallIsOnItsWayGoesTogetherAsTheNext) {
  const auto results = RunBehindOne({{"10.1.0.0/16", EntryChange::kAdd},
                                     {"10.2.0.0/16", EntryChange::kAdd},
                                     {"10.0.0.0/16", EntryChange::kRemove},
                                     {"10.2.0.0/16", EntryChange::kRemove}});
  for (const Status& result : results) EXPECT_TRUE(result.ok()) << result.ToString();
  EXPECT_EQ(api.CountCalls("UpdateDirectConnectGatewayAssociation"), 2);
  const Json last = api.LastInput("UpdateDirectConnectGatewayAssociation");
  EXPECT_THAT(last["addAllowedPrefixesToDirectConnectGateway"], SizeIs(2));
  EXPECT_EQ(last["removeAllowedPrefixesToDirectConnectGateway"], (Json{{{"cidr", "10.0.0.0/16"}}}));
}

TEST_F(QueueTest, OnlyTheGuiltyPrefixFails) {
  const auto results = RunBehindOne(
      {{"10.1.0.0/16", EntryChange::kAdd}, {"192.0.2.0/24", EntryChange::kAdd}, {"10.2.0.0/16", EntryChange::kAdd}});
  EXPECT_TRUE(results[0].ok()) << results[0].ToString();
  EXPECT_THAT(results[1].message(), HasSubstr("cannot be advertised"));
  EXPECT_TRUE(results[2].ok()) << results[2].ToString();
}

TEST_F(BgpCidrTest, TheServicesReasonIsTold) {
  api.associations[kAssociation]["stateChangeError"] = "too many prefixes";
  api.before = [&](std::string_view operation) {
    if (operation != "DescribeDirectConnectGatewayAssociations") return;
    api.associations[kAssociation]["allowedPrefixesToDirectConnectGateway"] = Json::array();
  };
  const ChangeResult result = fixture.Create(kKind, Prefix("10.1.0.0/16"));
  EXPECT_EQ(result.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(result.status.message(), HasSubstr("too many prefixes"));
}

TEST_F(BgpCidrTest, AnAssociationThatIsBeingDeletedTakesNone) {
  api.associations[kAssociation]["associationState"] = "disassociating";
  const ChangeResult result = fixture.Create(kKind, Prefix("10.1.0.0/16"));
  EXPECT_EQ(result.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(result.status.message(), HasSubstr("is being deleted"));
  EXPECT_EQ(api.CountCalls("UpdateDirectConnectGatewayAssociation"), 0);
}

TEST_F(BgpCidrTest, AnAssociationIsWaitedForAsLongAsThereIsTime) {
  api.slow = 1000000;
  const Time begun = fixture.clock.Now();
  const ChangeResult result = fixture.Create(kKind, Prefix("10.1.0.0/16"));
  EXPECT_EQ(result.status.code(), StatusCode::kDeadlineExceeded);
  EXPECT_THAT(result.status.message(), HasSubstr("is still `updating`"));
  EXPECT_EQ(fixture.clock.Now() - begun, std::chrono::minutes(10));
}

TEST_F(BgpCidrTest, WithoutItsAssociationItIsGone) {
  api.associations.clear();
  EXPECT_TRUE(fixture.Delete(kKind, Name("10.0.0.0/16")).status.ok());
  EXPECT_EQ(fixture.Create(kKind, Prefix("10.1.0.0/16")).status.code(), StatusCode::kNotFound);
}

// AWS's refusal says nothing of what to do. Of a virtual private gateway none is refused for that.
TEST_F(BgpCidrTest, TheLastPrefixOfATransitGatewayIsExplained) {
  const auto removed = [&](const char* type, const std::vector<std::string>& prefixes) {
    api.AddAssociation(kAssociation, prefixes)["associatedGateway"] = {{"id", "tgw-0123456789abcdef0"}, {"type", type}};
    (void)fixture.Read(kKind, Name("10.0.0.0/16"), {}, Freshness::kLive);
    api.FailNext("UpdateDirectConnectGatewayAssociation", FakeDirectConnect::ClientError("Allowed prefixes missing"));
    return fixture.Delete(kKind, Name("10.0.0.0/16")).status.message();
  };
  EXPECT_THAT(removed("transitGateway", {"10.0.0.0/16"}), HasSubstr("change its cidr: that is one call"));
  EXPECT_THAT(removed("transitGateway", {"10.0.0.0/16", "10.1.0.0/16"}), ::testing::Not(HasSubstr("last prefix")));
  EXPECT_THAT(removed("virtualPrivateGateway", {"10.0.0.0/16"}), ::testing::Not(HasSubstr("last prefix")));
}

TEST_F(BgpCidrTest, ThatTheLastOneWouldBeRefusedIsKnownBefore) {
  const auto said = [&](const char* type, const std::vector<std::string>& prefixes, bool others_go) {
    api.AddAssociation(kAssociation, prefixes)["associatedGateway"] = {{"id", "tgw-0123456789abcdef0"}, {"type", type}};
    (void)fixture.Read(kKind, Name("10.0.0.0/16"), {}, Freshness::kLive);
    return fixture.adapter
        ->CheckDelete({.kind = kKind, .region = "us-east-1", .id = Name("10.0.0.0/16"), .prior = {}, .timeout = {}},
                      [&](const std::string& id) { return others_go && id == Name("10.1.0.0/16"); }, {})
        .code();
  };
  EXPECT_EQ(said("transitGateway", {"10.0.0.0/16"}, false), StatusCode::kFailedPrecondition);
  EXPECT_EQ(said("transitGateway", {"10.0.0.0/16", "10.1.0.0/16"}, true), StatusCode::kFailedPrecondition);
  EXPECT_EQ(said("transitGateway", {"10.0.0.0/16", "10.1.0.0/16"}, false), StatusCode::kOk);
  EXPECT_EQ(said("transitGateway", {"10.1.0.0/16"}, true), StatusCode::kOk);  // gone already
  EXPECT_EQ(said("virtualPrivateGateway", {"10.0.0.0/16"}, false), StatusCode::kOk);
  EXPECT_EQ(api.CountCalls("UpdateDirectConnectGatewayAssociation"), 0);
}

TEST_F(BgpCidrTest, ListGoesThroughTheGateways) {
  const auto all = fixture.adapter->List(kKind, "", Freshness::kLive, {});
  ASSERT_TRUE(all.ok());
  ASSERT_THAT(*all, SizeIs(1));
  EXPECT_EQ(all->front().id, Name("10.0.0.0/16"));
}

}  // namespace
}  // namespace ic::aws
