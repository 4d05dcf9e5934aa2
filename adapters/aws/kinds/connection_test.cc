#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/kinds/testing/aws_test_objects.h"

namespace ic::aws {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr Kind kKind = Kind::kConnection;

TEST(ConnectionTest, CreateSendsWhatIsWantedAndReturnsAtOnce) {
  Fixture fixture;
  Value desired = With(DesiredConnection(), "tags", Value::Map({{"team", Text("net")}}));
  desired = With(desired, "bandwidth", Text("1000Mbps"));
  desired = With(desired, "redundancy_group", Text("dc1"));
  const ChangeResult result = fixture.Create(kKind, WithAws(desired, "provider_name", Text("Some Partner")));
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  const Json expected = {{"connectionName", "dc1"},
                         {"location", "EqDC2"},
                         {"bandwidth", "1Gbps"},
                         {"providerName", "Some Partner"},
                         {"tags",
                          {{{"key", "interconnect:group"}, {"value", "dc1"}},
                           {{"key", "interconnect:mark"}, {"value", "0123456789abcdef"}},
                           {{"key", "interconnect:owner"}, {"value", "net-team/prod"}},
                           {{"key", "team"}, {"value", "net"}}}}};
  EXPECT_EQ(fixture.api.LastInput("CreateConnection"), expected);
  EXPECT_EQ(fixture.api.calls().size(), 1);
  EXPECT_THAT(fixture.clock.sleeps(), IsEmpty());
  EXPECT_EQ(result.attributes.Get("id"), Text(result.id));
  EXPECT_EQ(result.attributes.Get("tags"), Value::Map({{"team", Text("net")}}));
  EXPECT_EQ(result.attributes.Get("redundancy_group"), Text("dc1"));
  EXPECT_EQ(result.attributes.Get("aws").Get("lag_id"), Text(""));
  EXPECT_EQ(result.attributes.Get("aws").Get("request_macsec"), Value::Bool(false));
}

TEST(ConnectionTest, IsBilledAsAskedAndChangesThatByACallOfItsOwn) {
  Fixture fixture;
  const ChangeResult made = fixture.Create(kKind, WithAws(DesiredConnection(), "billing_mode", Text("FlatRateTier2")));
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  EXPECT_EQ(fixture.api.LastInput("CreateConnection")["billingMode"], "FlatRateTier2");
  EXPECT_EQ(made.attributes.Get("aws").Get("billing_mode"), Text("FlatRateTier2"));
  const auto change = [&](const char* mode) {
    return fixture.Update(kKind, made.id, DesiredConnection(), WithAws(DesiredConnection(), "billing_mode", Text(mode)),
                          {"aws.billing_mode"});
  };
  EXPECT_TRUE(change("FlatRateTier2").status.ok());
  EXPECT_EQ(fixture.api.CountCalls("UpdateConnectionsBillingMode"), 0);
  EXPECT_EQ(change("PayAsYouGo").attributes.Get("aws").Get("billing_mode"), Text("PayAsYouGo"));
  EXPECT_EQ(fixture.api.LastInput("UpdateConnectionsBillingMode"),
            (nlohmann::json{{"connectionIds", {made.id}}, {"billingMode", "PayAsYouGo"}}));
  EXPECT_EQ(change("PortPairFlatRateTier1").status.code(), StatusCode::kInvalidArgument);
  fixture.api.connections[made.id]["billingMode"] = "PortPairFlatRateTier1";  // paired in the console
  EXPECT_TRUE(fixture.Read(kKind, made.id, {}, Freshness::kLive).ok());
  EXPECT_TRUE(change("PortPairFlatRateTier1").status.ok());
}

TEST(ConnectionTest, TellsWhatThePortCanDo) {
  Fixture fixture;
  nlohmann::json& live = fixture.api.AddConnection("dxcon-fgfacts00");
  live["jumboFrameCapable"] = true;
  live["macSecCapable"] = true;
  live["hasLogicalRedundancy"] = "yes";
  live["region"] = "cn-north-1";
  const Value own = (*fixture.Read(kKind, "dxcon-fgfacts00"))->attributes.Get("aws");
  EXPECT_EQ(own.Get("arn"), Text("arn:aws-cn:directconnect:cn-north-1:123456789012:dxcon/dxcon-fgfacts00"));
  EXPECT_EQ(own.Get("jumbo_frame_capable"), Value::Bool(true));
  EXPECT_EQ(own.Get("macsec_capable"), Value::Bool(true));
  EXPECT_EQ(own.Get("has_logical_redundancy"), Text("yes"));
  // Before it is provisioned they are not facts yet.
  live["connectionState"] = "requested";
  const Value early = (*fixture.Read(kKind, "dxcon-fgfacts00", {}, Freshness::kLive))->attributes.Get("aws");
  for (const char* name : {"jumbo_frame_capable", "macsec_capable", "has_logical_redundancy"}) {
    EXPECT_TRUE(early.Get(name).is_null()) << name;
  }
}

TEST(ConnectionTest, ALostAnswerIsAmbiguousAndNotRepeated) {
  Fixture fixture;
  fixture.api.FailNext("CreateConnection", FakeDirectConnect::LostAnswer(), /*carried_out=*/true);
  const ChangeResult result = fixture.Create(kKind, DesiredConnection());
  EXPECT_TRUE(result.status.ambiguous());
  EXPECT_EQ(result.id, "");
  EXPECT_EQ(fixture.api.CountCalls("CreateConnection"), 1);

  const auto candidates = fixture.adapter->FindCandidates(fixture.Creation(kKind, DesiredConnection()), {});
  ASSERT_TRUE(candidates.ok());
  ASSERT_THAT(*candidates, SizeIs(1));
  EXPECT_TRUE(candidates->front().marked);
  EXPECT_TRUE(candidates->front().identical);
  EXPECT_FALSE(candidates->front().observed.has_children);
}

TEST(ConnectionTest, CandidatesHaveOurMarkAndTellTheirChildren) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fgother00")["connectionName"] = "dc1";
  fixture.api.AddConnection("dxcon-fgours000")["tags"] = {
      {{"key", "interconnect:mark"}, {"value", "0123456789abcdef"}}};
  fixture.api.AddInterface("dxvif-fg000001", "dxcon-fgours000", 100);
  const auto candidates = fixture.adapter->FindCandidates(fixture.Creation(kKind, DesiredConnection()), {});
  ASSERT_TRUE(candidates.ok());
  ASSERT_THAT(*candidates, SizeIs(1));
  EXPECT_EQ(candidates->front().observed.id, "dxcon-fgours000");
  EXPECT_TRUE(candidates->front().observed.has_children);
}

// Anybody who knows a configuration can compute its mark, and a partner can write it on a hosted connection.
TEST(ConnectionTest, WhatAPartnerAllocatedIsForeignWhateverItsMarkSays) {
  for (const char* state : {"ordering", "available"}) {
    for (const char* owner : {"net-team/prod", "others", ""}) {
      for (const bool hosted : {true, false}) {
        SCOPED_TRACE(testing::Message() << state << " " << owner << " " << hosted);
        Fixture fixture;
        nlohmann::json& made = fixture.api.AddConnection("dxcon-fgforged0", state);
        made["connectionName"] = "dc1-aws";
        made["tags"] = {{{"key", "interconnect:mark"}, {"value", "0123456789abcdef"}}};
        if (*owner != '\0') made["tags"].push_back({{"key", "interconnect:owner"}, {"value", owner}});
        if (hosted) made["vlan"] = 101;
        const auto candidates = fixture.adapter->FindCandidates(fixture.Creation(kKind, DesiredConnection()), {});
        ASSERT_TRUE(candidates.ok());
        ASSERT_THAT(*candidates, SizeIs(1));
        EXPECT_TRUE(candidates->front().marked);
        const std::string& foreign = candidates->front().foreign;
        const bool own = owner == std::string("net-team/prod");
        const bool allocated = hosted || state == std::string("ordering");  // nobody's own port waits to be accepted
        EXPECT_EQ(foreign.empty(), own && !allocated) << foreign;
        EXPECT_EQ(foreign == "another account allocated it", allocated) << foreign;
      }
    }
  }
}

TEST(ConnectionTest, ReadsShareOneListing) {
  Fixture fixture;
  for (int i = 0; i < 20; ++i) fixture.api.AddConnection("dxcon-fg" + std::to_string(100000 + i));
  for (int i = 0; i < 20; ++i) {
    const auto read = fixture.Read(kKind, "dxcon-fg" + std::to_string(100000 + i));
    ASSERT_TRUE(read.ok() && *read);
  }
  EXPECT_EQ(fixture.api.CountCalls("DescribeConnections"), 1);
}

TEST(ConnectionTest, AbsenceIsConfirmedOnlyDeletedIsAbsentAndOtherErrorsAreErrors) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fgdeleted", "deleted");
  fixture.api.AddConnection("dxcon-fgreject0", "rejected");
  EXPECT_FALSE(fixture.Read(kKind, "dxcon-fgdeleted").value());
  const auto rejected = fixture.Read(kKind, "dxcon-fgreject0").value();
  ASSERT_TRUE(rejected);
  EXPECT_TRUE(rejected->ended);
  EXPECT_THAT(rejected->trouble, testing::HasSubstr("\"rejected\": it is a hosted connection that was declined"));
  EXPECT_EQ(fixture.api.CountCalls("DescribeConnections"), 1);
  EXPECT_FALSE(fixture.Read(kKind, "dxcon-fgmissing").value());
  EXPECT_EQ(fixture.api.LastInput("DescribeConnections"), (Json{{"connectionId", "dxcon-fgmissing"}}));

  fixture.api.FailNext("DescribeConnections", FakeDirectConnect::ClientError("Account is not authorized"));
  const auto failed = fixture.Read(kKind, "dxcon-fgmissin2");
  EXPECT_FALSE(failed.ok());
}

TEST(ConnectionTest, ReadTakesWhateverTheCloudSays) {
  Fixture fixture;
  Json& odd = fixture.api.AddConnection("dxcon-fgodd0000", "teleporting");
  odd["encryptionMode"] = "unknown";
  odd["vlan"] = "not a number";
  odd["tags"] = "none";
  odd["awsDeviceV2"] = "EqDC2-1";
  const auto read = fixture.Read(kKind, "dxcon-fgodd0000");
  ASSERT_TRUE(read.ok() && *read);
  EXPECT_EQ((*read)->attributes.Get("aws").Get("encryption_mode"), Text("unknown"));
  EXPECT_TRUE((*read)->attributes.Get("vlan").is_null());
  EXPECT_EQ((*read)->attributes.Get("device"), Text("EqDC2-1"));
}

TEST(ConnectionTest, AdoptAcceptsAnOfferedConnectionOnce) {
  Fixture fixture;
  Json& offered = fixture.api.AddConnection("dxcon-fghosted", "ordering");
  offered["vlan"] = 301;
  Value desired = Value::Object({{"cloud", Text("aws")}, {"adopt", Text("dxcon-fghosted")}, {"name", Text("dc1")}});
  ChangeResult result = fixture.Create(kKind, desired);
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(result.id, "dxcon-fghosted");
  EXPECT_EQ(result.attributes.Get("vlan"), Value::Int(301));
  EXPECT_EQ(result.attributes.Get("name"), Text("dc1"));
  EXPECT_EQ(fixture.api.CountCalls("ConfirmConnection"), 1);

  // Again: it is accepted already.
  result = fixture.Create(kKind, desired);
  EXPECT_TRUE(result.status.ok());
  EXPECT_EQ(fixture.api.CountCalls("ConfirmConnection"), 1);
}

TEST(ConnectionTest, AdoptToleratesThatSomebodyElseAcceptsMeanwhile) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fghosted", "ordering");
  fixture.api.before = [&](std::string_view operation) {
    if (operation == "ConfirmConnection") fixture.api.connections["dxcon-fghosted"]["connectionState"] = "available";
  };
  const ChangeResult result =
      fixture.Create(kKind, Value::Object({{"cloud", Text("aws")}, {"adopt", Text("dxcon-fghosted")}}));
  EXPECT_TRUE(result.status.ok()) << result.status.ToString();
}

TEST(ConnectionTest, AdoptLeavesForeignTags) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001")["tags"] = {{{"key", "cost"}, {"value", "42"}}};
  const ChangeResult result =
      fixture.Create(kKind, Value::Object({{"cloud", Text("aws")}, {"adopt", Text("dxcon-fg000001")}}));
  ASSERT_TRUE(result.status.ok());
  EXPECT_EQ(fixture.api.CountCalls("UntagResource"), 0);
}

TEST(ConnectionTest, AdoptOfNothingFails) {
  Fixture fixture;
  const ChangeResult result =
      fixture.Create(kKind, Value::Object({{"cloud", Text("aws")}, {"adopt", Text("dxcon-fgmissing")}}));
  EXPECT_EQ(result.status.code(), StatusCode::kNotFound);
  EXPECT_EQ(result.id, "");
}

TEST(ConnectionTest, UpdateSendsOnlyWhatChanged) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001")["tags"] = {{{"key", "old"}, {"value", "1"}},
                                                         {{"key", "foreign"}, {"value", "1"}},
                                                         {{"key", "interconnect:mark"}, {"value", "m"}}};
  Value prior = With(DesiredConnection(), "tags", Value::Map({{"old", Text("1")}}));
  Value desired = With(With(DesiredConnection(), "name", Text("renamed")), "tags", Value::Map({{"new", Text("2")}}));
  const ChangeResult result = fixture.Update(kKind, "dxcon-fg000001", prior, desired, {"tags"});
  ASSERT_TRUE(result.status.ok());
  EXPECT_EQ(fixture.api.CountCalls("UpdateConnection"), 0);  // the name is not among what changed
  EXPECT_EQ(fixture.api.LastInput("TagResource"),
            (Json{{"resourceArn", "arn:aws:directconnect:us-east-1:123456789012:dxcon/dxcon-fg000001"},
                  {"tags", {{{"key", "new"}, {"value", "2"}}}}}));
  EXPECT_EQ(fixture.api.LastInput("UntagResource")["tagKeys"], Json({"old"}));

  const ChangeResult renamed = fixture.Update(kKind, "dxcon-fg000001", desired, desired, {"name"});
  ASSERT_TRUE(renamed.status.ok());
  EXPECT_EQ(fixture.api.LastInput("UpdateConnection"),
            (Json{{"connectionId", "dxcon-fg000001"}, {"connectionName", "renamed"}}));
  EXPECT_EQ(renamed.attributes.Get("name"), Text("renamed"));
}

TEST(ConnectionTest, LagMembershipIsChangedOnceAwsIsSteady) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001");
  fixture.api.AddLag("dxlag-fg000001");
  Value joined = WithAws(DesiredConnection(), "lag_id", Text("dxlag-fg000001"));
  ChangeResult result = fixture.Update(kKind, "dxcon-fg000001", DesiredConnection(), joined, {"aws.lag_id"});
  ASSERT_TRUE(result.status.ok());
  EXPECT_EQ(result.attributes.Get("aws").Get("lag_id"), Text("dxlag-fg000001"));

  for (int i = 0; i < 3; ++i) {
    fixture.api.FailNext("DisassociateConnectionFromLag",
                         FakeDirectConnect::ClientError("Connection dxcon-fg000001 is in a transitioning state."));
  }
  Value left = WithAws(DesiredConnection(), "lag_id", Text(""));
  result = fixture.Update(kKind, "dxcon-fg000001", joined, left, {"aws"});
  ASSERT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_EQ(fixture.api.CountCalls("DisassociateConnectionFromLag"), 4);
  EXPECT_EQ(result.attributes.Get("aws").Get("lag_id"), Text(""));
}

TEST(ConnectionTest, AHostedConnectionJoinsNoLag) {
  for (const bool hosted : {false, true}) {
    Fixture fixture;
    Json& made = fixture.api.AddConnection("dxcon-fg000001");
    if (hosted) made["vlan"] = 125;
    fixture.api.AddLag("dxlag-fg000001");
    const Value joined = WithAws(DesiredConnection(), "lag_id", Text("dxlag-fg000001"));
    const UpdateRequest planned{.kind = kKind,
                                .region = "us-east-1",
                                .id = "dxcon-fg000001",
                                .prior = DesiredConnection(),
                                .desired = joined,
                                .secrets = {},
                                .changed = {"aws.lag_id"},
                                .timeout = Duration::zero(),
                                .planned = true};
    const Status said = fixture.adapter->CheckChange(planned, {});
    EXPECT_EQ(said.ok(), !hosted) << said.ToString();
    EXPECT_TRUE(!hosted || said.message().starts_with("`aws.lag_id` names dxlag-fg000001")) << said.ToString();
    const ChangeResult result = fixture.Update(kKind, "dxcon-fg000001", DesiredConnection(), joined, {"aws.lag_id"});
    EXPECT_EQ(result.status.ok(), !hosted) << result.status.ToString();
    EXPECT_EQ(fixture.api.CountCalls("AssociateConnectionWithLag"), hosted ? 0 : 1);
  }
}

TEST(ConnectionTest, AnOrderIntoALagFitsTheLag) {
  // What is said of an order into a LAG that AWS has as `members`; null: it has none.
  const auto check = [](const Value& desired, const Json& members) {
    Fixture fixture;
    if (!members.is_null()) fixture.api.AddLag("dxlag-fg000001").update(members);
    return fixture.adapter->Check(fixture.Creation(kKind, WithAws(desired, "lag_id", Text("dxlag-fg000001"))), {});
  };
  const Value desired = DesiredConnection();
  const Status missing = check(desired, nullptr);
  EXPECT_EQ(missing.code(), StatusCode::kNotFound);
  EXPECT_TRUE(missing.message().starts_with("`aws.lag_id` names dxlag-fg000001, which does not exist in us-east-1"));

  const Json lag = {{"location", "EqDC2"}, {"connectionsBandwidth", "1Gbps"}};
  EXPECT_TRUE(check(desired, lag).ok());
  EXPECT_TRUE(check(desired, Json::object()).ok());  // what AWS does not tell is left to it
  EXPECT_TRUE(check(With(desired, "bandwidth", Text("1000Mbps")), lag).ok());
  EXPECT_TRUE(check(With(With(desired, "location", Value::Null()), "bandwidth", Value::Null()), lag).ok());
  const Status elsewhere = check(With(desired, "location", Text("EqLD5")), lag);
  EXPECT_EQ(elsewhere.code(), StatusCode::kInvalidArgument);
  EXPECT_TRUE(elsewhere.message().starts_with("`location` is EqLD5, but dxlag-fg000001 is at EqDC2"));
  const Status wider = check(With(desired, "bandwidth", Text("10Gbps")), lag);
  EXPECT_EQ(wider.code(), StatusCode::kInvalidArgument);
  EXPECT_TRUE(wider.message().starts_with("`bandwidth` is 10Gbps, but the connections of dxlag-fg000001 have 1Gbps"));
}

TEST(ConnectionTest, NothingIsOrderedIntoALagThatGoes) {
  for (const char* state : {"available", "requested", "pending", "deleting", "deleted"}) {
    Fixture fixture;
    fixture.api.AddLag("dxlag-fg000001", state);
    const Value desired = WithAws(DesiredConnection(), "lag_id", Text("dxlag-fg000001"));
    const bool goes = std::string_view(state).starts_with("delet");
    EXPECT_EQ(fixture.adapter->Check(fixture.Creation(kKind, desired), {}).ok(), !goes) << state;
  }
}

TEST(ConnectionTest, MacsecIsAskedForWhereThePortsHaveIt) {
  Fixture fixture;
  const auto location = [](const char* code, const Json& speeds) {
    return Json{{"locationCode", code}, {"availableMacSecPortSpeeds", speeds}};
  };
  fixture.api.locations = Json::array({location("EqDC2", Json::array({"10Gbps", "100Gbps"})),
                                       location("EqDA2", Json::array()), Json{{"locationCode", "PEH51"}}});
  const auto check = [&](std::string_view location, std::string_view bandwidth, bool planned, bool replaces) {
    Value desired = With(DesiredConnection(), "location", Text(location));
    desired = WithAws(With(std::move(desired), "bandwidth", Text(bandwidth)), "request_macsec", Value::Bool(true));
    CreateRequest request = fixture.Creation(kKind, std::move(desired));
    request.planned = planned;
    request.replaces = replaces ? "dxcon-fg000009" : "";
    return fixture.adapter->Check(request, {});
  };
  for (const bool planned : {false, true}) {
    for (const bool replaces : {false, true}) {
      const bool asks = planned || replaces;
      EXPECT_TRUE(check("EqDC2", "10Gbps", planned, replaces).ok());
      EXPECT_TRUE(check("PEH51", "1Gbps", planned, replaces).ok());  // what AWS does not tell is left to it
      EXPECT_EQ(check("EqDC2", "1Gbps", planned, replaces).ok(), !asks);
      EXPECT_EQ(check("EqDA2", "10Gbps", planned, replaces).ok(), !asks);
    }
  }
  EXPECT_THAT(check("EqDC2", "1Gbps", true, false).message(), HasSubstr("only of 10Gbps and 100Gbps"));
}

// It is ordered: nothing that can be done later makes that fail.
TEST(ConnectionTest, AMacsecModeThatIsNotTakenYetIsAWarning) {
  Fixture fixture;
  fixture.api.FailNext("UpdateConnection", FakeDirectConnect::ClientError("Connection is not available"));
  const Value desired = WithAws(DesiredConnection(), "encryption_mode", Text("must_encrypt"));
  const ChangeResult result = fixture.Create(kKind, desired);
  EXPECT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_NE(result.id, "");
  EXPECT_FALSE(result.diagnostics.has_errors());
  EXPECT_THAT(result.diagnostics.ToString(), HasSubstr("warning at 'aws.encryption_mode': MACsec mode not set yet"));
  EXPECT_EQ(fixture.api.LastInput("UpdateConnection"),
            (Json{{"connectionId", result.id}, {"encryptionMode", "must_encrypt"}}));
}

TEST(ConnectionTest, ATransitioningStateIsNotWaitedForForEver) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001");
  for (int i = 0; i < 1000; ++i) {
    fixture.api.FailNext("AssociateConnectionWithLag", FakeDirectConnect::ClientError("is in a transitioning state."));
  }
  const Value joined = WithAws(DesiredConnection(), "lag_id", Text("dxlag-fg000001"));
  const Time begun = fixture.clock.Now();
  const ChangeResult result = fixture.Update(kKind, "dxcon-fg000001", DesiredConnection(), joined, {"aws.lag_id"});
  EXPECT_EQ(result.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(result.id, "dxcon-fg000001");
  EXPECT_LE(fixture.clock.Now() - begun, std::chrono::seconds(75));
}

TEST(ConnectionTest, DeleteWaitsAndGoneIsSuccess) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001");
  fixture.api.slow = 3;
  EXPECT_TRUE(fixture.Delete(kKind, "dxcon-fg000001").status.ok());
  EXPECT_EQ(fixture.api.connections["dxcon-fg000001"]["connectionState"], "deleted");
  EXPECT_TRUE(fixture.Delete(kKind, "dxcon-fg000001").status.ok());
  EXPECT_TRUE(fixture.Delete(kKind, "dxcon-fgmissing").status.ok());
  EXPECT_EQ(fixture.api.CountCalls("DeleteConnection"), 1);
}

TEST(ConnectionTest, ARefusedDeleteNamesWhatIsInTheWay) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001");
  fixture.api.AddInterface("dxvif-fg000001", "dxcon-fg000001", 125);
  const ChangeResult on_it = fixture.Delete(kKind, "dxcon-fg000001");
  EXPECT_EQ(on_it.id, "dxcon-fg000001");
  EXPECT_THAT(on_it.status.message(), HasSubstr("dxvif-fg000001 (\"name of dxvif-fg000001\")"));

  fixture.api.interfaces.clear();
  fixture.api.AddLag("dxlag-fg000001")["connections"] = {Json{{"connectionId", "dxcon-fg000001"}}};
  fixture.api.connections["dxcon-fg000001"]["lagId"] = "dxlag-fg000001";
  fixture.api.FailNext("DeleteConnection", FakeDirectConnect::ClientError("refused"));
  EXPECT_THAT(fixture.Delete(kKind, "dxcon-fg000001").status.message(), HasSubstr("minimum links"));
}

TEST(ConnectionTest, HealthIsLive) {
  Fixture fixture;
  fixture.api.AddConnection("dxcon-fg000001", "available");
  fixture.api.AddConnection("dxcon-fg000002", "down");
  fixture.api.AddConnection("dxcon-fg000003", "deleted");
  fixture.api.AddConnection("dxcon-fg000004", "unknown");
  for (int i = 1; i <= 2; ++i) {
    const auto health = fixture.adapter->CheckHealth(kKind, "", {}, {});
    ASSERT_TRUE(health.ok());
    ASSERT_THAT(*health, SizeIs(3));
    EXPECT_EQ((*health)[0].state, HealthState::kUp);
    EXPECT_EQ((*health)[1].state, HealthState::kDown);
    EXPECT_EQ((*health)[2].state, HealthState::kUnknown);
    EXPECT_EQ(fixture.api.CountCalls("DescribeConnections"), i);
  }
  EXPECT_THAT(*fixture.adapter->CheckHealth(kKind, "", {"dxcon-fg000002"}, {}), SizeIs(1));
}

}  // namespace
}  // namespace ic::aws
