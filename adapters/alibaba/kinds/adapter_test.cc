// The kinds over a service in memory: lowering, order of calls, sharing of reads, failures half way.
#include "adapters/alibaba/kinds/adapter.h"

#include <chrono>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/alibaba/kinds/testing/fake_vpc.h"
#include "adapters/common/kinds/change.h"
#include "base/testing/fake_clock.h"

namespace ic::alibaba {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Value Text(std::string_view text) { return Value::String(text); }

Value With(Value object, std::string_view name, Value value) {
  object.Put(name, std::move(value));
  return object;
}

Value Port(bool enabled) {
  return Value::Object(
      {{"name", Text("port")},
       {"location", Text("ap-cn-hangzhou-yh-B")},
       {"bandwidth", Text("1Gbps")},
       {"alibaba", Value::Object({{"line_operator", Text("CT")}, {"enabled", Value::Bool(enabled)}})}});
}

Value Router(const std::string& connection) {
  return Value::Object({{"name", Text("prod")},
                        {"connection_id", Text(connection)},
                        {"vlan", Value::Int(125)},
                        {"route_mode", Text("bgp")},
                        {"cloud_address", Text("10.0.0.1/30")},
                        {"customer_address", Text("10.0.0.2/30")}});
}

Value Session(const std::string& router, std::string_view family) {
  return Value::Object(
      {{"virtual_interface_id", Text(router)}, {"address_family", Text(family)}, {"customer_asn", Text("64600")}});
}

class AdapterTest : public ::testing::Test {
 protected:
  AdapterTest() {
    auto client = std::make_unique<FakeVpc>();
    api_ = client.get();
    adapter_ = std::make_unique<AlibabaAdapter>(std::move(client), clock_, Logger());
  }

  ChangeResult Create(Kind kind, Value desired, Secrets secrets = {}) {
    return adapter_->Create({.kind = kind,
                             .region = "cn-hangzhou",
                             .desired = std::move(desired),
                             .secrets = std::move(secrets),
                             .mark = "0123456789abcdef",
                             .owner = "net-team/prod",
                             .timeout = std::chrono::minutes(10)},
                            {});
  }
  ChangeResult Update(Kind kind, const ChangeResult& before, Value desired, std::vector<std::string> changed) {
    return adapter_->Update({.kind = kind,
                             .region = "cn-hangzhou",
                             .id = before.id,
                             .prior = before.attributes,
                             .desired = std::move(desired),
                             .secrets = {},
                             .changed = std::move(changed),
                             .timeout = std::chrono::minutes(10)},
                            {});
  }
  ChangeResult Delete(Kind kind, const ChangeResult& before) {
    return adapter_->Delete({.kind = kind,
                             .region = "cn-hangzhou",
                             .id = before.id,
                             .prior = before.attributes,
                             .timeout = std::chrono::minutes(10)},
                            {});
  }
  std::string EnabledPort() {
    const ChangeResult port = Create(Kind::kConnection, Port(true));
    EXPECT_TRUE(port.status.ok()) << port.status.ToString();
    return port.id;
  }

  FakeClock clock_;
  FakeVpc* api_ = nullptr;
  std::unique_ptr<AlibabaAdapter> adapter_;
};

TEST_F(AdapterTest, AConnectionGoesAsFarAsItIsAskedTo) {
  const ChangeResult ordered = Create(Kind::kConnection, Port(false));
  ASSERT_TRUE(ordered.status.ok()) << ordered.status.ToString();
  EXPECT_THAT(api_->Names(), Not(testing::Contains("ConfirmPhysicalConnection")));
  EXPECT_EQ(ordered.attributes.Get("alibaba").Get("enabled"), Value::Bool(false));
  const ChangeResult enabled = Update(Kind::kConnection, ordered, Port(true), {"alibaba.enabled"});
  ASSERT_TRUE(enabled.status.ok()) << enabled.status.ToString();
  EXPECT_EQ(enabled.attributes.Get("alibaba").Get("enabled"), Value::Bool(true));
  EXPECT_TRUE(Delete(Kind::kConnection, enabled).status.ok());
  EXPECT_EQ(api_->CountCalls("TerminatePhysicalConnection"), 1);
  EXPECT_THAT(api_->circuits, IsEmpty());
}

// Nobody else takes it into service meanwhile: what stands on it is not waited for.
TEST_F(AdapterTest, WhatCannotBeEnabledIsNotWaitedFor) {
  api_->FailNext("EnablePhysicalConnection", PermissionDeniedError("not allowed to enable"));
  const ChangeResult port = Create(Kind::kConnection, Port(true));
  ASSERT_FALSE(port.id.empty());
  EXPECT_FALSE(port.status.ok());
  const Time before = clock_.Now();
  const ChangeResult refused = Create(Kind::kVirtualInterface, Router(port.id));
  EXPECT_THAT(refused.status.message(), HasSubstr("not allowed to enable"));
  EXPECT_LT(clock_.Now() - before, std::chrono::minutes(1));
  const ChangeResult enabled = Update(Kind::kConnection, port, Port(true), {"alibaba.enabled"});
  ASSERT_TRUE(enabled.status.ok()) << enabled.status.ToString();
  EXPECT_TRUE(Create(Kind::kVirtualInterface, Router(port.id)).status.ok());
}

// By a run that was stopped: its state is the one before, and the service refuses to be told twice.
TEST_F(AdapterTest, AConnectionThatIsBeingEnabledAlreadyIsWaitedFor) {
  const Status twice =
      FailedPreconditionError("twice").WithRemote({.operation = "", .code = "INSTANCE.STATUS.NOT.ALLOW"});
  for (const bool under_way : {true, false}) {
    SCOPED_TRACE(under_way);
    const ChangeResult ordered = Create(Kind::kConnection, Port(false));
    api_->circuits.back()["Status"] = "Confirmed";
    api_->reads_until_enabled = under_way ? 6 : 0;
    api_->FailNext("EnablePhysicalConnection", twice);
    const ChangeResult enabled = Update(Kind::kConnection, ordered, Port(true), {"alibaba.enabled"});
    EXPECT_EQ(enabled.status.ok(), under_way) << enabled.status.ToString();
    if (!under_way) {
      EXPECT_THAT(enabled.status.message(), testing::HasSubstr("twice"));
    }
  }
}

TEST_F(AdapterTest, AGroupWaitsForItsPeerThatIsBeingDeletedAlready) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  const ChangeResult group = Create(Kind::kBgpGroup, With(Session(router.id, "ipv4"), "name", Text("core")));
  ASSERT_TRUE(group.status.ok()) << group.status.ToString();
  const Status refused = FailedPreconditionError("It depends on BgpPeer.")
                             .WithRemote({.operation = "", .code = "DependencyViolation.BgpPeer", .http_status = 400});
  // One that stays: the refusal is right.
  api_->peers.push_back({{"BgpPeerId", "bgp-1"},
                         {"BgpGroupId", group.id},
                         {"RouterId", router.id},
                         {"PeerIpAddress", "10.0.0.2"},
                         {"IpVersion", "IPv4"},
                         {"Status", "Available"}});
  api_->FailNext("DeleteBgpGroup", refused);
  EXPECT_EQ(Delete(Kind::kBgpGroup, group).status.code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(api_->CountCalls("DeleteBgpGroup"), 1);
  // What an interrupted run left.
  api_->peers.back()["Status"] = "Deleting";
  api_->FailNext("DeleteBgpGroup", refused);
  const ChangeResult deleted = Delete(Kind::kBgpGroup, group);
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  EXPECT_EQ(api_->CountCalls("DeleteBgpGroup"), 3);
  EXPECT_THAT(api_->groups, IsEmpty());
}

TEST_F(AdapterTest, AnInterfaceTakesTheEmptyGroupsOfLostSessionsAlong) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  const ChangeResult peer = Create(Kind::kBgpPeer, Session(router.id, "ipv4"));
  ASSERT_TRUE(peer.status.ok()) << peer.status.ToString();
  api_->peers.clear();  // a run that was interrupted between the peer's deletion and its group's
  ASSERT_EQ(api_->groups.size(), 1U);
  const ChangeResult deleted = Delete(Kind::kVirtualInterface, router);
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  EXPECT_THAT(api_->groups, IsEmpty());
}

TEST_F(AdapterTest, WherePeopleActThatIsAWarning) {
  api_->new_circuit_state = "Initial";
  const ChangeResult waits = Create(Kind::kConnection, Port(true));
  EXPECT_TRUE(waits.status.ok()) << waits.status.ToString();
  EXPECT_FALSE(waits.id.empty());
  EXPECT_THAT(waits.diagnostics.ToString(), HasSubstr("not in service yet"));
}

TEST_F(AdapterTest, AnInterfaceWaitsForNobodyToEnableItsPort) {
  const ChangeResult port = Create(Kind::kConnection, Port(false));
  const ChangeResult refused = Create(Kind::kVirtualInterface, Router(port.id));
  EXPECT_EQ(refused.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.status.message(), HasSubstr("enabled = true"));
  EXPECT_TRUE(refused.id.empty());
}

Value ForOther(const std::string& connection) {
  return Value::Object({{"name", Text("theirs")},
                        {"connection_id", Text(connection)},
                        {"vlan", Value::Int(130)},
                        {"alibaba", Value::Object({{"owner_account", Text("2345678901234567")}})}});
}

TEST_F(AdapterTest, AnotherAccountsInterfaceIsMadeAndLeftToIt) {
  const ChangeResult made = Create(Kind::kVirtualInterface, ForOther(EnabledPort()));
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  const nlohmann::json sent = api_->LastInput("CreateVirtualBorderRouter");
  EXPECT_EQ(sent.at("VbrOwnerId"), "2345678901234567");
  EXPECT_EQ(sent.at("VlanId"), "130");
  EXPECT_FALSE(sent.contains("Name"));
  EXPECT_FALSE(sent.contains("LocalGatewayIp"));
  EXPECT_EQ(made.attributes.Get("name"), Text("theirs"));
  EXPECT_EQ(api_->CountCalls("ModifyVirtualBorderRouterAttribute"), 0);
  // What the other account does with it is no drift.
  api_->routers[0]["Status"] = "active";
  api_->routers[0]["Name"] = "named-by-them";
  Value changed = made.attributes;
  changed.Put("name", Text("renamed-here"));
  changed.Put("vlan", Value::Int(131));
  const ChangeResult after = Update(Kind::kVirtualInterface, made, changed, {"name", "vlan"});
  ASSERT_TRUE(after.status.ok()) << after.status.ToString();
  EXPECT_EQ(after.attributes.Get("name"), Text("renamed-here"));
  EXPECT_EQ(api_->routers[0]["VlanId"], "131");
  EXPECT_EQ(api_->routers[0]["Name"], "named-by-them");
}

TEST_F(AdapterTest, AnImportTellsWhoseItIs) {
  const std::string port = EnabledPort();
  const auto imported = [&](const std::string& id) {
    const auto read = adapter_->Read({.kind = Kind::kVirtualInterface,
                                      .region = "cn-hangzhou",
                                      .id = id,
                                      .freshness = Freshness::kLive,
                                      .prior = Value::Null()},
                                     {});
    EXPECT_TRUE(read.ok() && read->has_value());
    return (*read)->attributes.Get("alibaba").Get("owner_account");
  };
  EXPECT_EQ(imported(Create(Kind::kVirtualInterface, ForOther(port)).id), Text("2345678901234567"));
  const std::string own = Create(Kind::kVirtualInterface, Router(port)).id;
  EXPECT_TRUE(imported(own).is_null());
  // On somebody else's connection.
  api_->FailNext("DescribeVirtualBorderRoutersForPhysicalConnection", NotFoundError("no such connection"));
  EXPECT_TRUE(imported(own).is_null());
}

// As the account sees it that the router was made for: its connection is nobody's that it knows.
TEST_F(AdapterTest, ARouterThatAnotherAccountMadeIsTakenIntoUseByItsAddresses) {
  const std::string id = Create(Kind::kVirtualInterface, ForOther(EnabledPort())).id;
  const std::string port = api_->routers[0]["PhysicalConnectionId"];
  const Value taken = With(With(Router(port), "adopt", Text(id)), "vlan", Value::Int(130));
  const auto adopt = [&](const Value& desired, int asked) {
    for (int i = 0; i < asked; ++i) {
      api_->FailNext("DescribeVirtualBorderRoutersForPhysicalConnection", NotFoundError("no such connection"));
    }
    return Create(Kind::kVirtualInterface, desired);
  };
  const ChangeResult another = adopt(With(taken, "vlan", Value::Int(131)), 2);
  EXPECT_THAT(another.status.message(), HasSubstr("`vlan` is 131"));
  const ChangeResult without = adopt(With(taken, "customer_address", Value::Null()), 2);
  EXPECT_THAT(without.status.message(), HasSubstr("giving it addresses"));
  const Value placeless = With(With(taken, "vlan", Value::Null()), "connection_id", Value::Null());
  const ChangeResult unplaced = adopt(With(placeless, "customer_address", Value::Null()), 2);
  EXPECT_THAT(unplaced.status.message(), HasSubstr("giving it addresses"));  // its place is no reason
  EXPECT_EQ(api_->CountCalls("ModifyVirtualBorderRouterAttribute"), 0);
  // Where that is not enough, people have to say so.
  const ChangeResult waits = adopt(taken, 3);
  EXPECT_THAT(waits.status.message(), HasSubstr("console"));
  api_->before = [&](std::string_view operation) {
    if (operation == "ModifyVirtualBorderRouterAttribute") api_->routers[0]["Status"] = "active";
  };
  const ChangeResult made = adopt(taken, 2);
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  EXPECT_EQ(made.id, id);
  EXPECT_EQ(api_->routers[0]["LocalGatewayIp"], "10.0.0.1");
  EXPECT_EQ(api_->routers[0]["Name"], "prod");
  // Who made it names the account.
  api_->routers[0]["Status"] = "unconfirmed";
  EXPECT_THAT(Create(Kind::kVirtualInterface, taken).status.message(), HasSubstr("alibaba.owner_account"));
}

TEST_F(AdapterTest, TheFirstSessionIsLoweredToAGroupAndAPeer) {
  const Value desired = With(Router(EnabledPort()), "customer_asn", Text("1.10"));
  const ChangeResult made = Create(Kind::kVirtualInterface, desired, {.auth_key = "s3cret"});
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  ASSERT_EQ(api_->groups.size(), 1U);
  EXPECT_EQ(api_->groups[0]["Name"], "interconnect-session");
  EXPECT_EQ(api_->groups[0]["PeerAsn"], 65546);
  EXPECT_EQ(api_->groups[0]["AuthKey"], "s3cret");
  ASSERT_EQ(api_->peers.size(), 1U);
  EXPECT_EQ(api_->peers[0]["PeerIpAddress"], "10.0.0.2");
  EXPECT_EQ(made.attributes.Get("customer_asn"), Text("65546"));
  EXPECT_EQ(made.attributes.Get("cloud_asn"), Text("45104"));
  EXPECT_TRUE(made.attributes.Get("auth_key").is_null());
  EXPECT_THAT(made.sessions, ElementsAre("ipv4"));
  EXPECT_TRUE(Delete(Kind::kVirtualInterface, made).status.ok());
  EXPECT_THAT(api_->peers, IsEmpty());
  EXPECT_THAT(api_->groups, IsEmpty());
  EXPECT_THAT(api_->routers, IsEmpty());
}

// The cloud would refuse the deletion: nothing is taken away for that.
TEST_F(AdapterTest, ARouterOnAFurtherLineKeepsItsSession) {
  const ChangeResult made = Create(Kind::kVirtualInterface, With(Router(EnabledPort()), "customer_asn", Text("65000")));
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  api_->routers[0]["AssociatedPhysicalConnections"]["AssociatedPhysicalConnection"] =
      nlohmann::json::array({{{"PhysicalConnectionId", "pc-further"}, {"Status", "Associated"}}});
  const ChangeResult refused = Delete(Kind::kVirtualInterface, made);
  EXPECT_EQ(refused.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.status.message(), HasSubstr("pc-further"));
  EXPECT_EQ(api_->CountCalls("DeleteBgpPeer"), 0);
  // Without a session the cloud says it, in words of its own.
  api_->peers.clear();
  api_->groups.clear();
  api_->FailNext("DeleteVirtualBorderRouter",
                 FailedPreconditionError("not now").WithRemote({.operation = "", .code = "InvalidStatus.NotAllowed"}));
  EXPECT_THAT(Delete(Kind::kVirtualInterface, made).status.message(), HasSubstr("pc-further"));
  api_->routers[0].erase("AssociatedPhysicalConnections");
  EXPECT_TRUE(Delete(Kind::kVirtualInterface, made).status.ok());
}

TEST_F(AdapterTest, AFailureAfterTheIdExistsKeepsTheId) {
  const std::string port = EnabledPort();
  api_->FailNext("CreateBgpGroup", InvalidArgumentError("not today"));
  const ChangeResult made = Create(Kind::kVirtualInterface, With(Router(port), "customer_asn", Text("65000")));
  EXPECT_FALSE(made.status.ok());
  EXPECT_FALSE(made.id.empty());
  EXPECT_EQ(made.attributes.Get("customer_asn"), Value::Null()) << "the lost session must show";
}

TEST_F(AdapterTest, AddressesAndSessionMoveTogether) {
  const Value desired = With(Router(EnabledPort()), "customer_asn", Text("65000"));
  const ChangeResult made = Create(Kind::kVirtualInterface, desired);
  Value moved = With(With(desired, "cloud_address", Text("10.0.0.5/30")), "customer_address", Text("10.0.0.6/30"));
  const ChangeResult changed = Update(Kind::kVirtualInterface, made, moved, {"cloud_address", "customer_address"});
  ASSERT_TRUE(changed.status.ok()) << changed.status.ToString();
  ASSERT_EQ(api_->peers.size(), 1U);
  EXPECT_EQ(api_->peers[0]["PeerIpAddress"], "10.0.0.6");
  EXPECT_EQ(changed.attributes.Get("customer_asn"), Text("65000"));
}

TEST_F(AdapterTest, AnIpv6SessionSwitchesTheRouterOn) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  Value desired = With(Session(router.id, "ipv6"), "cloud_address", Text("2001:db8::1/64"));
  desired.Put("customer_address", Text("2001:db8::2/64"));
  const ChangeResult made = Create(Kind::kBgpPeer, desired);
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  EXPECT_EQ(api_->routers[0]["EnableIpv6"], "true");
  EXPECT_EQ(api_->routers[0]["PeeringIpv6SubnetMask"], "2001:db8::/64");
  EXPECT_EQ(api_->groups[0]["IpVersion"], "IPv6");
  EXPECT_EQ(made.attributes.Get("cloud_address"), Text("2001:db8::1/64"));
  // Another session cannot take the router's own end elsewhere.
  Value other = With(desired, "cloud_address", Text("2001:db8:1::1/64"));
  other.Put("customer_address", Text("2001:db8:1::2/64"));
  const ChangeResult refused = Create(Kind::kBgpPeer, other);
  EXPECT_EQ(refused.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.status.message(), HasSubstr("2001:db8::1/64"));
}

Value SixLink(const char* cloud, const char* customer) {
  return Value::Object({{"ipv6_cloud_address", Text(cloud)}, {"ipv6_customer_address", Text(customer)}});
}

TEST_F(AdapterTest, ARoutersLinkInIpv6TravelsWhole) {
  const Value desired = With(Router(EnabledPort()), "alibaba", SixLink("2001:DB8::1/64", "2001:db8::2/64"));
  const ChangeResult made = Create(Kind::kVirtualInterface, desired);
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  const nlohmann::json sent = api_->LastInput("CreateVirtualBorderRouter");
  EXPECT_EQ(sent.at("EnableIpv6"), "true");
  EXPECT_EQ(sent.at("LocalIpv6GatewayIp"), "2001:db8::1");
  EXPECT_EQ(sent.at("PeerIpv6GatewayIp"), "2001:db8::2");
  EXPECT_EQ(sent.at("PeeringIpv6SubnetMask"), "2001:db8::/64");
  EXPECT_EQ(made.attributes.Get("alibaba").Get("ipv6"), Value::Bool(true));
  // What it has already is not sent again; of another end all is.
  const auto update = [&](const Value& link, std::vector<std::string> changed) {
    const int before = api_->CountCalls("ModifyVirtualBorderRouterAttribute");
    const ChangeResult result =
        Update(Kind::kVirtualInterface, made, With(desired, "alibaba", link), std::move(changed));
    EXPECT_TRUE(result.status.ok()) << result.status.ToString();
    return api_->CountCalls("ModifyVirtualBorderRouterAttribute") - before;
  };
  const std::string end = "alibaba.ipv6_customer_address";
  EXPECT_EQ(update(SixLink("2001:db8::1/64", "2001:db8::2/64"), {end}), 0);
  EXPECT_EQ(update(SixLink("2001:db8::1/64", "2001:db8::3/64"), {end}), 1);
  EXPECT_EQ(api_->LastInput("ModifyVirtualBorderRouterAttribute").at("LocalIpv6GatewayIp"), "2001:db8::1");
  EXPECT_EQ(update(Value::Object({{"ipv6", Value::Bool(false)}}), {"alibaba.ipv6"}), 1);
  EXPECT_FALSE(api_->LastInput("ModifyVirtualBorderRouterAttribute").contains("LocalIpv6GatewayIp"));
  EXPECT_EQ(api_->routers[0]["EnableIpv6"], "false");
}

TEST_F(AdapterTest, ASessionWithTheRoutersFarEndFollowsIt) {
  const Value desired = With(Router(EnabledPort()), "alibaba", SixLink("2001:db8::1/64", "2001:db8::2/64"));
  const ChangeResult router = Create(Kind::kVirtualInterface, desired);
  ASSERT_TRUE(Create(Kind::kBgpPeer, Session(router.id, "ipv6")).status.ok());
  ASSERT_TRUE(
      Create(Kind::kBgpPeer, With(Session(router.id, "ipv6"), "customer_address", Text("fd00:7::1"))).status.ok());
  EXPECT_EQ(api_->CountCalls("ModifyVirtualBorderRouterAttribute"), 0);
  const Value moved = With(desired, "alibaba", SixLink("2001:db8:1::1/64", "2001:db8:1::2/64"));
  const ChangeResult changed =
      Update(Kind::kVirtualInterface, router, moved, {"alibaba.ipv6_cloud_address", "alibaba.ipv6_customer_address"});
  ASSERT_TRUE(changed.status.ok()) << changed.status.ToString();
  EXPECT_EQ(api_->peers[0]["PeerIpAddress"], "2001:db8:1::2");
  EXPECT_EQ(api_->groups[0]["Name"], "interconnect-peer-2001-db8-1--2");
  EXPECT_EQ(api_->peers[1]["PeerIpAddress"], "fd00:7::1") << "off the link";
  const ChangeResult refused =
      Update(Kind::kVirtualInterface, changed, With(desired, "alibaba", Value::Object({{"ipv6", Value::Bool(false)}})),
             {"alibaba.ipv6"});
  EXPECT_EQ(refused.status.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(refused.status.message(), HasSubstr("fd00:7::1"));
}

// What a session brought is no word of the router's.
TEST_F(AdapterTest, ARouterShowsTheLinkThatItSays) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  api_->routers[0].update({{"EnableIpv6", "true"},
                           {"LocalIpv6GatewayIp", "2001:db8::1"},
                           {"PeerIpv6GatewayIp", "2001:db8::2"},
                           {"PeeringIpv6SubnetMask", "2001:db8::/64"}});
  const auto shown = [&](const Value& prior) {
    const auto read = adapter_->Read({.kind = Kind::kVirtualInterface,
                                      .region = "cn-hangzhou",
                                      .id = router.id,
                                      .freshness = Freshness::kLive,
                                      .prior = prior},
                                     {});
    EXPECT_TRUE(read.ok() && read->has_value());
    return (*read)->attributes.Get("alibaba").Get("ipv6_cloud_address");
  };
  EXPECT_TRUE(shown(router.attributes).is_null());
  EXPECT_EQ(shown(Value::Null()), Text("2001:db8::1/64"));
  const Value said = With(router.attributes, "alibaba", Value::Object({{"ipv6", Value::Bool(false)}}));
  EXPECT_EQ(shown(said), Text("2001:db8::1/64"));
}

TEST_F(AdapterTest, WithoutAddressesAnIpv6SessionNeedsThoseOfTheRouter) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  const ChangeResult refused = Create(Kind::kBgpPeer, Session(router.id, "ipv6"));
  EXPECT_EQ(refused.status.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.status.message(), HasSubstr("alibaba.ipv6_cloud_address"));
  EXPECT_THAT(api_->peers, IsEmpty());
  const ChangeResult group = Create(Kind::kBgpGroup, With(Session(router.id, "ipv6"), "name", Text("six")));
  EXPECT_THAT(group.status.message(), HasSubstr("alibaba.ipv6_cloud_address"));
  EXPECT_THAT(api_->groups, IsEmpty());
}

Value SixOf(const std::string& router, const char* cloud, const char* customer) {
  return With(With(Session(router, "ipv6"), "cloud_address", Text(cloud)), "customer_address", Text(customer));
}

// A router that has one number towards its customer over IPv4 has no other over IPv6, unless that is asked for.
TEST_F(AdapterTest, AFurtherSessionHasTheCloudsNumberOfTheOwnOne) {
  const ChangeResult router =
      Create(Kind::kVirtualInterface,
             With(With(Router(EnabledPort()), "customer_asn", Text("65000")), "cloud_asn", Text("64512")));
  ASSERT_TRUE(router.status.ok()) << router.status.ToString();
  const ChangeResult six = Create(Kind::kBgpPeer, SixOf(router.id, "2001:db8::1/64", "2001:db8::2"));
  ASSERT_TRUE(six.status.ok()) << six.status.ToString();
  EXPECT_EQ(api_->LastInput("CreateBgpGroup").at("LocalAsn"), "64512");
  EXPECT_EQ(six.attributes.Get("cloud_asn"), Text("64512"));
  const ChangeResult other =
      Create(Kind::kBgpPeer, With(SixOf(router.id, "2001:db8::1", "2001:db8::3"), "cloud_asn", Text("45104")));
  ASSERT_TRUE(other.status.ok()) << other.status.ToString();
  EXPECT_EQ(api_->LastInput("CreateBgpGroup").at("LocalAsn"), "45104");
}

TEST_F(AdapterTest, AnAddressAloneHasTheLengthOfTheRoutersLink) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  const ChangeResult four =
      Create(Kind::kBgpPeer, With(Session(router.id, "ipv4"), "customer_address", Text("10.0.0.2")));
  ASSERT_TRUE(four.status.ok()) << four.status.ToString();
  EXPECT_EQ(api_->LastInput("CreateBgpPeer").at("PeerIpAddress"), "10.0.0.2");
  EXPECT_EQ(four.attributes.Get("customer_address"), Text("10.0.0.2"));
  const ChangeResult none = Create(Kind::kBgpPeer, SixOf(router.id, "2001:db8::1", "2001:db8::2"));
  EXPECT_THAT(none.status.message(), HasSubstr("2001:db8::1/125"));
  ASSERT_TRUE(Create(Kind::kBgpPeer, SixOf(router.id, "2001:db8::1/64", "2001:db8::2")).status.ok());
  EXPECT_EQ(api_->LastInput("ModifyVirtualBorderRouterAttribute").at("PeeringIpv6SubnetMask"), "2001:db8::/64");
  const ChangeResult more = Create(Kind::kBgpPeer, SixOf(router.id, "2001:db8::1", "2001:db8::3"));
  EXPECT_TRUE(more.status.ok()) << more.status.ToString();
}

TEST_F(AdapterTest, AMemberTakesAddressAndNumberFromWhatItIsIn) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  Value group = With(Session(router.id, "ipv4"), "name", Text("core"));
  const ChangeResult made_group = Create(Kind::kBgpGroup, group);
  ASSERT_TRUE(made_group.status.ok()) << made_group.status.ToString();
  const ChangeResult member = Create(Kind::kBgpPeer, Value::Object({{"bgp_group_id", Text(made_group.id)}}));
  ASSERT_TRUE(member.status.ok()) << member.status.ToString();
  EXPECT_EQ(member.attributes.Get("virtual_interface_id"), Text(router.id));
  EXPECT_EQ(member.attributes.Get("customer_asn"), Text("64600"));
  EXPECT_EQ(member.attributes.Get("customer_address"), Text("10.0.0.2/30"));
  EXPECT_EQ(member.attributes.Get("bgp_group_id"), Text(made_group.id));
  const ChangeResult refused = Delete(Kind::kBgpGroup, made_group);
  EXPECT_THAT(refused.status.message(), HasSubstr(member.id));
  const ChangeResult wrong =
      Create(Kind::kBgpPeer, Value::Object({{"bgp_group_id", Text(made_group.id)}, {"address_family", Text("ipv6")}}));
  EXPECT_EQ(wrong.status.code(), StatusCode::kInvalidArgument);
}

TEST_F(AdapterTest, SomebodyElsesSessionIsNotTheInterfaces) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  const ChangeResult peer = Create(Kind::kBgpPeer, Session(router.id, "ipv4"));
  ASSERT_TRUE(peer.status.ok()) << peer.status.ToString();
  const auto known = adapter_->Read({.kind = Kind::kVirtualInterface,
                                     .region = "",
                                     .id = router.id,
                                     .freshness = Freshness::kLive,
                                     .prior = router.attributes},
                                    {});
  EXPECT_TRUE((*known)->attributes.Get("customer_asn").is_null());
  const auto fresh = adapter_->Read(
      {.kind = Kind::kVirtualInterface, .region = "", .id = router.id, .freshness = Freshness::kLive, .prior = {}}, {});
  EXPECT_TRUE((*fresh)->attributes.Get("customer_asn").is_null());
  EXPECT_THAT((*fresh)->sessions, ElementsAre("ipv4"));
}

// It would be made anew, so it is asked for at the router before it counts as gone.
TEST_F(AdapterTest, AnOwnSessionThatOnlyTheListLeavesOutIsThere) {
  const ChangeResult router =
      Create(Kind::kVirtualInterface, With(Router(EnabledPort()), "customer_asn", Text("65000")));
  ASSERT_TRUE(router.status.ok()) << router.status.ToString();
  ASSERT_FALSE(api_->peers.empty());
  for (const bool there : {true, false}) {
    auto client = std::make_unique<FakeVpc>();
    client->routers = api_->routers;
    client->groups = api_->groups;
    if (there) client->peers = api_->peers;
    client->hides_peers = true;
    AlibabaAdapter second(std::move(client), clock_, Logger());
    const auto read = second.Read({.kind = Kind::kVirtualInterface,
                                   .region = "",
                                   .id = router.id,
                                   .freshness = Freshness::kShared,
                                   .prior = router.attributes},
                                  {});
    ASSERT_TRUE(read.ok() && read->has_value());
    EXPECT_EQ((*read)->attributes.Get("customer_asn").is_null(), !there);
  }
}

TEST_F(AdapterTest, ManyReadsShareAListing) {
  const std::string port = EnabledPort();
  std::vector<ChangeResult> routers;
  for (int i = 0; i < 20; ++i)
    routers.push_back(Create(Kind::kVirtualInterface, With(Router(port), "vlan", Value::Int(i))));
  auto client = std::make_unique<FakeVpc>();
  FakeVpc* api = client.get();
  api->routers = api_->routers;
  AlibabaAdapter second(std::move(client), clock_, Logger());
  for (const ChangeResult& router : routers) {
    const auto read = second.Read({.kind = Kind::kVirtualInterface,
                                   .region = "",
                                   .id = router.id,
                                   .freshness = Freshness::kShared,
                                   .prior = router.attributes},
                                  {});
    EXPECT_TRUE(read.ok() && read->has_value());
  }
  EXPECT_THAT(api->Names(),
              testing::UnorderedElementsAre("DescribeVirtualBorderRouters", "DescribeBgpPeers", "DescribeBgpGroups"));
}

TEST_F(AdapterTest, ANetworkIsNamedByRouterAndPrefix) {
  const ChangeResult router = Create(Kind::kVirtualInterface, Router(EnabledPort()));
  const Value desired = Value::Object({{"advertised_by", Text(router.id)}, {"cidr", Text("2001:DB8::/48")}});
  const ChangeResult made = Create(Kind::kBgpCidr, desired);
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  EXPECT_EQ(made.id, router.id + "/2001:db8::/48");
  EXPECT_EQ(adapter_->List(Kind::kBgpCidr, "", Freshness::kLive, {})->size(), 1U);
  EXPECT_TRUE(Delete(Kind::kBgpCidr, made).status.ok());
  EXPECT_THAT(api_->networks, IsEmpty());
  EXPECT_TRUE(Delete(Kind::kBgpCidr, made).status.ok()) << "already gone is success";
}

// What is there is deleted for it: it is asked first whether a port can be ordered, and what it is to back up.
TEST_F(AdapterTest, APortThatReplacesAnotherHasToBeOrderable) {
  const auto check = [&](const Value& desired, bool replaces) {
    return adapter_
        ->Check({.kind = Kind::kConnection,
                 .region = "cn-hangzhou",
                 .desired = desired,
                 .timeout = std::chrono::minutes(1),
                 .replaces = replaces ? "pc-old" : ""},
                {})
        .code();
  };
  EXPECT_EQ(check(Port(true), true), StatusCode::kOk);
  api_->ForgetCalls();
  api_->billed = false;
  EXPECT_EQ(check(Port(true), false), StatusCode::kOk) << "the order says so itself";
  EXPECT_EQ(api_->CountCalls("GetPhysicalConnectionServiceStatus"), 0);
  EXPECT_EQ(check(Port(true), true), StatusCode::kFailedPrecondition);
  api_->FailNext("GetPhysicalConnectionServiceStatus", PermissionDeniedError("no"));
  EXPECT_EQ(check(Port(true), true), StatusCode::kOk) << "who may not ask is told by the order";
  api_->billed = true;
  for (int i = 0; i < 10; ++i) {
    api_->circuits.push_back({{"PhysicalConnectionId", "pc-unpaid" + std::to_string(i)}, {"Status", "Allocated"}});
  }
  EXPECT_EQ(check(Port(true), false), StatusCode::kOk);
  EXPECT_EQ(check(Port(true), true), StatusCode::kFailedPrecondition);
  for (const char* state : {"Enabled", "Canceled", "Terminated"}) {
    api_->circuits[3]["Status"] = state;
    EXPECT_EQ(check(Port(true), true), StatusCode::kOk) << state;
  }
  api_->circuits[3]["Status"] = "Initial";
  EXPECT_EQ(check(Port(true), true), StatusCode::kFailedPrecondition);
  api_->circuits[3]["PhysicalConnectionId"] = "pc-old";  // it goes itself
  EXPECT_EQ(check(Port(true), true), StatusCode::kOk);
  api_->circuits.clear();
  const std::string other = EnabledPort();
  const auto behind = [](const std::string& id) {
    Value port = Port(true);
    Value vendor = port.Get("alibaba");
    vendor.Put("redundant_connection_id", Text(id));
    return With(std::move(port), "alibaba", std::move(vendor));
  };
  for (const bool replaces : {false, true}) {
    EXPECT_EQ(check(behind("pc-none"), replaces), StatusCode::kNotFound);
    for (const auto& [state, code] :
         std::vector<std::pair<std::string, StatusCode>>{{"Enabled", StatusCode::kOk},
                                                         {"Confirmed", StatusCode::kOk},
                                                         {"Allocated", StatusCode::kOk},
                                                         {"Initial", StatusCode::kFailedPrecondition},
                                                         {"Canceled", StatusCode::kFailedPrecondition}}) {
      api_->circuits[0]["Status"] = state;
      EXPECT_EQ(check(behind(other), replaces), code) << state;
    }
  }
}

TEST_F(AdapterTest, AConnectionThatEndedUnderAChangeIsStillThere) {
  const ChangeResult port = Create(Kind::kConnection, Port(false));
  ASSERT_TRUE(port.status.ok()) << port.status.ToString();
  api_->before = [&](std::string_view operation) {
    if (operation == "ModifyPhysicalConnectionAttribute") api_->circuits[0]["Status"] = "Canceled";
  };
  const ChangeResult result = Update(Kind::kConnection, port, With(Port(false), "name", Text("renamed")), {"name"});
  EXPECT_TRUE(result.status.ok()) << result.status.ToString();
  EXPECT_FALSE(result.attributes.is_null());
}

TEST_F(AdapterTest, ALetterIsAnAddressOnceItIsGranted) {
  const auto letter = [&] { return adapter_->LetterOf("cn-hangzhou", "pc-1", "", {}); };
  EXPECT_EQ(letter().status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(letter().status().message(), HasSubstr("applied for in the console"));
  api_->letter = nlohmann::json{{"InstanceId", "pc-1"}, {"Status", "Applying"}, {"LoaUrl", ""}};
  EXPECT_THAT(letter().status().message(), HasSubstr("in state `Applying`"));
  api_->letter["Status"] = "Rejected";
  api_->letter["Description"] = "IllegalParam.CardId";
  EXPECT_THAT(letter().status().message(), HasSubstr("IllegalParam.CardId"));
  api_->letter["Status"] = "Available";
  api_->letter["LoaUrl"] = "https://loa.example.com/1.pdf";
  ASSERT_TRUE(letter().ok());
  EXPECT_EQ(letter()->address, "https://loa.example.com/1.pdf");
  EXPECT_EQ(letter()->content, "");
}

}  // namespace
}  // namespace ic::alibaba
