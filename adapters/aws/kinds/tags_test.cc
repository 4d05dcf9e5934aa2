#include "adapters/aws/kinds/tags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/aws/kinds/session.h"
#include "adapters/aws/kinds/testing/aws_test_objects.h"
#include "adapters/aws/tables/states.h"

namespace ic::aws {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using Json = nlohmann::json;

TEST(TagsTest, MarksAreNotTheUsers) {
  const Json object = {{"tags",
                        {{{"key", "interconnect:mark"}, {"value", "m"}},
                         {{"key", "interconnect:later"}, {"value", "?"}},
                         {{"key", "aws:cloudformation:stack"}, {"value", "s"}},
                         {{"key", "team"}, {"value", ""}}}}};
  const TagSplit split = SplitTags(object);
  EXPECT_THAT(split.user, ElementsAre(Pair("team", "")));
  EXPECT_EQ(split.marks.mark, "m");
}

TEST(TagsTest, NoTagsStayAsWritten) {
  EXPECT_TRUE(TagsValue({}, Value::Null()).is_null());
  EXPECT_EQ(TagsValue({}, Value::Map({})).kind(), Value::Kind::kMap);
  EXPECT_EQ(TagsValue({}, Value::Map({{"a", Text("1")}})).kind(), Value::Kind::kMap);
}

TEST(TagsTest, AnOwnerThatIsNoTagValueIsMadeOne) {
  const Json list = TagList(Value::Null(), {.mark = "", .owner = "net team/é!", .group = ""});
  ASSERT_EQ(list.size(), 1);
  EXPECT_EQ(list[0]["value"], "net team/---");
}

TEST(TagsTest, OnlyOwnKeysGo) {
  const TagSplit live = {.user = {{"ours", "1"}, {"theirs", "1"}, {"same", "1"}},
                         .marks = {.mark = "m", .owner = "o", .group = "g"}};
  const Value prior = Value::Map({{"ours", Text("1")}, {"same", Text("1")}, {"gone", Text("1")}});
  const Value desired = Value::Map({{"same", Text("1")}, {"new", Text("2")}});
  const TagChange change = ChangeOfTags(live, prior, desired, {.mark = "m", .owner = "o", .group = ""});
  EXPECT_THAT(change.set, ElementsAre(Pair("new", "2")));
  EXPECT_THAT(change.removed, UnorderedElementsAre("ours", "interconnect:group"));
  EXPECT_THAT(ChangeOfTags(live, prior, prior, live.marks).removed, IsEmpty());
  const Marks nobodys = {.mark = "m", .owner = "", .group = "g", .no_owner = true};
  EXPECT_THAT(ChangeOfTags(live, prior, prior, nobodys).removed, ElementsAre("interconnect:owner"));
}

TEST(TagsTest, ArnsKnowTheirPartition) {
  EXPECT_EQ(Arn("eu-west-1", "1", "dxvif", "dxvif-a"), "arn:aws:directconnect:eu-west-1:1:dxvif/dxvif-a");
  EXPECT_EQ(Arn("cn-north-1", "1", "dxcon", "dxcon-a"), "arn:aws-cn:directconnect:cn-north-1:1:dxcon/dxcon-a");
  EXPECT_EQ(Arn("us-gov-west-1", "1", "dxcon", "x"), "arn:aws-us-gov:directconnect:us-gov-west-1:1:dxcon/x");
  EXPECT_EQ(Arn("us-isob-east-1", "1", "dxcon", "x"), "arn:aws-iso-b:directconnect:us-isob-east-1:1:dxcon/x");
}

TEST(SessionTest, AsnsOfFourBytes) {
  const Json narrow = {{"bgpPeers", {{{"asn", 0}, {"asnLong", 4294967294}}, {{"asn", 65000}}, {{"asn", "x"}}}}};
  const std::vector<Session> sessions = LiveSessions(narrow);
  ASSERT_THAT(sessions, SizeIs(3));
  EXPECT_EQ(sessions[0].customer_asn, "4294967294");
  EXPECT_EQ(sessions[1].customer_asn, "65000");
  EXPECT_EQ(sessions[2].customer_asn, "");

  const auto written = [](const std::string& asn) {
    Json members = Json::object();
    WriteSession({.address_family = "ipv4", .customer_asn = asn}, members);
    members.erase("addressFamily");
    return members;
  };
  EXPECT_EQ(written("1"), (Json{{"asn", 1}}));
  EXPECT_EQ(written("2147483646"), (Json{{"asn", 2147483646}}));
  EXPECT_EQ(written("2147483647"), (Json{{"asnLong", 2147483647}}));
  EXPECT_EQ(written("65535.65534"), (Json{{"asnLong", 4294967294}}));
}

TEST(SessionTest, AnAnswerWithoutPeersHasTheSessionAtItsTop) {
  EXPECT_THAT(LiveSessions({{"asn", 65000}, {"customerAddress", "169.254.255.2/30"}}), SizeIs(1));
  EXPECT_THAT(LiveSessions({{"virtualInterfaceId", "dxvif-a"}}), IsEmpty());
  // Peers that are all on their way out are no reason to believe the top.
  EXPECT_THAT(LiveSessions({{"asn", 65000}, {"bgpPeers", {{{"asn", 65000}, {"bgpPeerState", "deleting"}}}}}),
              IsEmpty());
}

TEST(SessionTest, AddressesCompareByValue) {
  const Session live = {.address_family = "ipv6", .customer_asn = "65000", .customer_address = "2001:db8:0:0::6/125"};
  EXPECT_TRUE(
      Satisfies(live, {.address_family = "ipv6", .customer_asn = "65000", .customer_address = "2001:db8::6/125"}));
  EXPECT_FALSE(
      Satisfies(live, {.address_family = "ipv6", .customer_asn = "65000", .customer_address = "2001:db8::7/125"}));
  EXPECT_FALSE(Satisfies(live, {.address_family = "ipv4", .customer_asn = "65000"}));
}

TEST(StatesTest, UnknownWordsAreUnknown) {
  EXPECT_EQ(StateOf(Kind::kVirtualInterface, "approving").stage, Stage::kUnknown);
  EXPECT_FALSE(States().Knows(Kind::kVirtualInterface, "approving"));
  EXPECT_TRUE(States().Knows(Kind::kVirtualInterface, "unknown"));
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "available"), -1), HealthState::kUnknown);
  EXPECT_EQ(SessionHealth("available", "unknown"), HealthState::kUnknown);
  EXPECT_EQ(SessionHealth("pending", "up"), HealthState::kDown);
  EXPECT_EQ(SessionHealth("available", "up"), HealthState::kUp);
}

// The service leaves the member out now and then: that is no new word.
TEST(StatesTest, NobodyIsWarnedOfAStateThatIsNotTold) {
  int warnings = 0;
  FakeDirectConnect api;
  FakeClock clock;
  Region region("us-east-1", api, clock, Logger(LogLevel::kWarn, [&](const LogRecord&) { ++warnings; }), nullptr);
  region.NoteUnknownState(Kind::kConnection, "dxcon-a", "");
  EXPECT_EQ(warnings, 0);
  region.NoteUnknownState(Kind::kConnection, "dxcon-a", "hibernating");
  region.NoteUnknownState(Kind::kConnection, "dxcon-b", "hibernating");
  EXPECT_EQ(warnings, 1);
}

TEST(AdapterTest, LocationsSpellSpeedsAsTheVocabulary) {
  Fixture fixture;
  fixture.api.locations = {{{"locationCode", "EqDC2"},
                            {"locationName", "Equinix DC2, Ashburn"},
                            {"region", "us-east-1"},
                            {"availablePortSpeeds", {"100G", "1G", "10G", 5}},
                            {"availableProviders", {"Equinix"}}},
                           {{"locationCode", "AAA"}}};
  const auto locations = fixture.adapter->Locations("", {});
  ASSERT_TRUE(locations.ok());
  ASSERT_THAT(*locations, SizeIs(2));
  EXPECT_EQ((*locations)[0].code, "AAA");
  EXPECT_THAT((*locations)[1].bandwidths, ElementsAre("1Gbps", "10Gbps", "100Gbps"));
}

TEST(AdapterTest, EachRegionIsItsOwn) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001");
  ASSERT_TRUE(fixture.adapter->List(Kind::kConnection, "eu-west-1", Freshness::kShared, {}).ok());
  ASSERT_TRUE(fixture.adapter->List(Kind::kConnection, "", Freshness::kShared, {}).ok());
  ASSERT_TRUE(fixture.adapter->List(Kind::kConnection, "us-east-1", Freshness::kShared, {}).ok());
  ASSERT_THAT(fixture.api.calls(), SizeIs(2));
  EXPECT_EQ(fixture.api.calls()[0].region, "eu-west-1");
  EXPECT_EQ(fixture.api.calls()[1].region, "us-east-1");
}

TEST(AdapterTest, AwsHasNoGroups) {
  Fixture fixture;
  EXPECT_EQ(fixture.Create(Kind::kBgpGroup, {}).status.code(), StatusCode::kUnimplemented);
  EXPECT_THAT(*fixture.adapter->List(Kind::kBgpGroup, "", Freshness::kShared, {}), IsEmpty());
}

}  // namespace
}  // namespace ic::aws
