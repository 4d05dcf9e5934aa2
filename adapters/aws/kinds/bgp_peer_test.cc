#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/kinds/testing/aws_test_objects.h"

namespace ic::aws {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr Kind kKind = Kind::kBgpPeer;
constexpr char kVif[] = "dxvif-fg000001";

class BgpPeerTest : public ::testing::Test {
 protected:
  BgpPeerTest() { fixture.api.AddInterface(kVif, "dxcon-fg000001", 125); }

  Json& AddSecond() {
    return api.AddPeer(api.interfaces[kVif], {{"asn", 64600}, {"addressFamily", "ipv6"}}, "available");
  }

  Fixture fixture;
  FakeDirectConnect& api = fixture.api;
};

TEST_F(BgpPeerTest, CreateTellsIdAndAddresses) {
  api.slow = 2;
  Value desired = With(DesiredPeer(kVif), "cloud_address", Text("2001:db8::1/125"));  // never sent
  const ChangeResult result = fixture.Create(kKind, desired);
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(api.LastInput("CreateBGPPeer"),
            (Json{{"virtualInterfaceId", kVif}, {"newBGPPeer", {{"addressFamily", "ipv6"}, {"asn", 64600}}}}));
  EXPECT_THAT(result.id, HasSubstr("dxpeer-"));
  EXPECT_THAT(result.attributes.Get("customer_address").AsString(), HasSubstr("6/125"));
  EXPECT_EQ(result.attributes.Get("virtual_interface_id"), Text(kVif));
}

// One end says the length of both.
TEST_F(BgpPeerTest, AnAddressMayBeBare) {
  api.interfaces[kVif]["bgpPeers"] = Json::array();
  for (const bool cloud_is_bare : {false, true}) {
    Value desired = With(DesiredPeer(kVif), "address_family", Text("ipv4"));
    desired.Put("cloud_address", Text(cloud_is_bare ? "169.254.9.1" : "169.254.9.1/30"));
    desired.Put("customer_address", Text(cloud_is_bare ? "169.254.9.2/30" : "169.254.9.2"));
    const ChangeResult result = fixture.Create(kKind, desired);
    ASSERT_TRUE(result.status.ok()) << result.status.ToString();
    const Json sent = api.LastInput("CreateBGPPeer").at("newBGPPeer");
    EXPECT_EQ(sent.at("amazonAddress"), "169.254.9.1/30");
    EXPECT_EQ(sent.at("customerAddress"), "169.254.9.2/30");
    api.interfaces[kVif]["bgpPeers"] = Json::array();
  }
}

TEST_F(BgpPeerTest, AnAnswerWithoutThePeerIsLookedFor) {
  api.FailNext("CreateBGPPeer", FakeDirectConnect::LostAnswer(), /*carried_out=*/true);
  const ChangeResult result = fixture.Create(kKind, DesiredPeer(kVif));
  EXPECT_TRUE(result.status.ambiguous());
  CreateRequest request = fixture.Creation(kKind, DesiredPeer(kVif));
  request.freshness = Freshness::Since(NextMoment());
  const int before = api.CountCalls("DescribeVirtualInterfaces");
  const auto candidates = fixture.adapter->FindCandidates(request, {});
  ASSERT_TRUE(fixture.adapter->List(kKind, "", request.freshness, {}).ok());
  EXPECT_EQ(api.CountCalls("DescribeVirtualInterfaces"), before + 1);  // both questions of a create, one listing
  ASSERT_TRUE(candidates.ok());
  ASSERT_THAT(*candidates, SizeIs(1));
  EXPECT_TRUE(candidates->front().identical);
}

TEST_F(BgpPeerTest, TheInterfacesOwnSessionIsNoCandidateToTake) {
  Value desired = With(With(DesiredPeer(kVif), "address_family", Text("ipv4")), "customer_asn", Text("65000"));
  const auto candidates = fixture.adapter->FindCandidates(fixture.Creation(kKind, desired), {});
  ASSERT_THAT(*candidates, SizeIs(1));
  EXPECT_FALSE(candidates->front().identical);
}

TEST_F(BgpPeerTest, ReadsThroughTheInterfaceListing) {
  const std::string id = AddSecond()["bgpPeerId"];
  const auto imported = fixture.Read(kKind, id);
  ASSERT_TRUE(imported.ok() && *imported);
  EXPECT_EQ((*imported)->attributes.Get("virtual_interface_id"), Text(kVif));
  EXPECT_EQ((*imported)->attributes.Get("customer_asn"), Text("64600"));
  EXPECT_TRUE(fixture.Read(kKind, id, DesiredPeer(kVif)).value());
  EXPECT_EQ(api.CountCalls("DescribeVirtualInterfaces"), 1);
  EXPECT_FALSE(fixture.Read(kKind, "dxpeer-fgmissin").value());
}

TEST_F(BgpPeerTest, AMovedInterfacesSessionIsTheSameUnderItsNewId) {
  Json& peer = AddSecond();
  const std::string id = peer["bgpPeerId"];
  Value prior = With(DesiredPeer(kVif), "customer_address", Text(peer["customerAddress"].get<std::string>()));
  peer["bgpPeerId"] = "dxpeer-fgnewnew";
  const auto read = fixture.Read(kKind, id, prior);
  ASSERT_TRUE(read.ok() && *read);
  EXPECT_EQ((*read)->id, "dxpeer-fgnewnew");
  // Another number is another session.
  EXPECT_FALSE(fixture.Read(kKind, id, With(prior, "customer_asn", Text("64601"))).value());
}

TEST_F(BgpPeerTest, DeleteWaits) {
  const std::string id = AddSecond()["bgpPeerId"];
  api.slow = 3;
  EXPECT_TRUE(fixture.Delete(kKind, id, DesiredPeer(kVif)).status.ok());
  EXPECT_THAT(api.interfaces[kVif]["bgpPeers"], SizeIs(1));
  EXPECT_TRUE(fixture.Delete(kKind, id, DesiredPeer(kVif)).status.ok());
}

TEST_F(BgpPeerTest, TheLastSessionStaysWithAWarning) {
  const std::string id = api.interfaces[kVif]["bgpPeers"][0]["bgpPeerId"];
  const ChangeResult result = fixture.Delete(kKind, id, DesiredPeer(kVif));
  EXPECT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_THAT(result.diagnostics.ToString(), HasSubstr("last BGP session"));
}

TEST_F(BgpPeerTest, ListLeavesOutTheInterfacesOwnSession) {
  AddSecond();
  const auto all = fixture.adapter->List(kKind, "", Freshness::kShared, {});
  ASSERT_TRUE(all.ok());
  ASSERT_THAT(*all, SizeIs(1));
  EXPECT_EQ(all->front().attributes.Get("address_family"), Text("ipv6"));
}

}  // namespace
}  // namespace ic::aws
