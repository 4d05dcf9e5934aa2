// What only Huawei's adapter looks at: the line and the gateway that an interface stands on, and a gateway's last
// subnet.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HuaweiTest : public testing::Test {
 protected:
  // What a check says of the interface, and the create too; neither makes anything.
  Status Refused(const Value& wanted) {
    const nlohmann::json objects = bench_.clouds().Objects("huawei");
    const Status check = bench_.Fresh()->Check(bench_.Request(Kind::kVirtualInterface, wanted), {});
    const ChangeResult made = bench_.Fresh()->Create(bench_.Request(Kind::kVirtualInterface, wanted), {});
    EXPECT_EQ(made.status.message(), check.message());
    EXPECT_EQ(bench_.clouds().Objects("huawei"), objects);
    return check;
  }

  Bench bench_{"huawei"};
  Value wanted_ = Find("huawei", "private").desired(bench_);
};

TEST_F(HuaweiTest, AnOperationsConnectionCarriesNoInterface) {
  wanted_.Put("connection_id",
              S(bench_.Seed("operations_connect", {{"tenant_id", "c3b7e9b214a875c9254a5424cc5c527a"}})));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              AllOf(HasSubstr("`connection_id` names "), HasSubstr("Name one of its hosted connections")));
}

TEST_F(HuaweiTest, AHostedConnectionHasItsVlan) {
  wanted_.Put("connection_id", S(bench_.Make(Kind::kConnection, Find("huawei", "hosted").desired(bench_))));
  EXPECT_THAT(std::string(Refused(wanted_).message()), AllOf(HasSubstr("`vlan` is 125"), HasSubstr("Set vlan = 301")));
}

TEST_F(HuaweiTest, ALineThatFailedCarriesNothing) {
  for (const char* word : {"ERROR", "DENY", "REJECTED"}) {
    bench_.clouds().Edit("huawei", wanted_.Get("connection_id").AsString(), {{"status", word}});
    const Status refused = Refused(wanted_);
    EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition) << word;
    EXPECT_THAT(std::string(refused.message()), HasSubstr(std::string("is `") + word + "`"));
  }
}

TEST_F(HuaweiTest, ALineThatIsNotReadyIsWaitedFor) {
  for (const char* word : {"BUILD", "ORDERING", "PENDING_UPDATE"}) {
    bench_.clouds().Edit("huawei", wanted_.Get("connection_id").AsString(), {{"status", word}});
    const Status refused = Refused(wanted_);
    EXPECT_EQ(refused.code(), StatusCode::kDeadlineExceeded) << word;
    EXPECT_THAT(std::string(refused.message()), AllOf(HasSubstr("a virtual interface cannot be put on"),
                                                      HasSubstr(std::string("still `") + word + "`")));
  }
}

TEST_F(HuaweiTest, TheGatewaysAsnAndSubnetsAreItsOwn) {
  const std::string gateway = wanted_.Get("gateway_id").AsString();
  const Value plain = wanted_;
  wanted_.Put("customer_asn", S("64512"));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              HasSubstr("`customer_asn` is 64512, which is the ASN of the gateway " + gateway));
  wanted_ = plain;
  wanted_.Put("customer_prefixes", Value::StringSet({"192.168.52.0/24", "10.200.7.0/24"}));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              HasSubstr("`customer_prefixes` has 10.200.7.0/24, which overlaps 10.200.0.0/16"));
}

TEST_F(HuaweiTest, AnInterfaceHasNoMoreThanItsLine) {
  bench_.clouds().Edit("huawei", wanted_.Get("connection_id").AsString(), {{"bandwidth", 10}});
  wanted_.Put("bandwidth", S("100Mbps"));
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("`bandwidth` is 100Mbps, but "));
}

// A LAG is not listed. Nothing is deleted for an id that may be none, unless an interface stands on it already.
TEST_F(HuaweiTest, NothingIsDeletedForAConnectionThatMayBeNone) {
  const std::string id = bench_.Make(Kind::kVirtualInterface, wanted_);
  for (const bool planned : {true, false}) {
    CreateRequest request = bench_.Request(Kind::kVirtualInterface, wanted_);
    request.planned = planned;
    request.desired.Put("connection_id", S("5a1f0000-0000-4000-8000-0000000000aa"));
    EXPECT_TRUE(bench_.Fresh()->Check(request, {}).ok()) << "a new one: the create tells";
    request.replaces = id;
    const Status said = bench_.Fresh()->Check(request, {});
    EXPECT_EQ(said.code(), StatusCode::kFailedPrecondition) << said.ToString();
    EXPECT_THAT(std::string(said.message()), AllOf(HasSubstr("`connection_id` names 5a1f"), HasSubstr(id)));
  }
  CreateRequest request = bench_.Request(Kind::kVirtualInterface, wanted_);
  request.replaces = id;
  EXPECT_TRUE(bench_.Fresh()->Check(request, {}).ok()) << "a connection that is listed";
  const std::string lag = "5a1f0000-0000-4000-8000-0000000000ab";
  bench_.clouds().Edit("huawei", id, {{"direct_connect_id", nullptr}, {"lag_id", lag}});
  request.desired.Put("connection_id", S(lag));
  EXPECT_TRUE(bench_.Fresh()->Check(request, {}).ok()) << "one that an interface stands on";
}

TEST_F(HuaweiTest, AGatewayThatIsNoneIsSaid) {
  wanted_.Put("gateway_id", S("5a1f0000-0000-4000-8000-000000000000"));
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("`gateway_id` names 5a1f"));
}

// Planning, the subnets may be the run's to take away; the number is the gateway's for good.
TEST_F(HuaweiTest, PlanningTellsSubnetsThatMayGo) {
  CreateRequest request = bench_.Request(Kind::kVirtualInterface, wanted_);
  request.planned = true;
  request.desired.Put("customer_prefixes", Value::StringSet({"10.200.7.0/24"}));
  EXPECT_EQ(bench_.Fresh()->Check(request, {}).code(), StatusCode::kAlreadyExists);
  request.desired.Put("customer_asn", S("64512"));
  EXPECT_EQ(bench_.Fresh()->Check(request, {}).code(), StatusCode::kInvalidArgument);
}

TEST_F(HuaweiTest, AGatewayThatGoesTakesNothing) {
  bench_.clouds().Edit("huawei", wanted_.Get("gateway_id").AsString(), {{"status", "PENDING_DELETE"}});
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("is `PENDING_DELETE`"));
}

// Whose the cloud is follows from its domain, wherever it answers.
TEST_F(HuaweiTest, AnOperatorWithoutDetectionTakesNone) {
  const std::vector<std::pair<std::string, bool>> operators = {{"myhuaweicloud.com", true},
                                                               {"myhuaweicloud.eu", true},
                                                               {"otc.t-systems.com", true},
                                                               {"sc.otc.t-systems.com", false},
                                                               {"hc.sbercloud.ru", true}};
  for (const auto& [domain, has] : operators) {
    for (const char* path : {"bfd.enabled", "huawei.nqa"}) {
      const auto adapter = bench_.Set(Value::Object({{"cloud", S(domain)}}));
      Value detected = wanted_;
      PutAt(detected, path, Value::Bool(true));
      const Status judged = adapter->Check(bench_.Request(Kind::kVirtualInterface, detected), {});
      EXPECT_EQ(judged.ok(), has) << domain << " " << path << ": " << judged.ToString();
      if (has) continue;
      EXPECT_THAT(std::string(judged.message()), AllOf(HasSubstr(std::string("`") + path + "` is true"),
                                                       HasSubstr("Open Telekom Cloud in Switzerland")));
      const ChangeResult made = adapter->Create(bench_.Request(Kind::kVirtualInterface, detected), {});
      EXPECT_EQ(made.status.message(), judged.message());
      PutAt(detected, path, Value::Bool(false));
      EXPECT_TRUE(adapter->Check(bench_.Request(Kind::kVirtualInterface, detected), {}).ok()) << path;
    }
  }
}

// A session of a family that its gateway has no subnet of carries nothing: both are made, and it is said.
TEST_F(HuaweiTest, AGatewayWithoutSubnetsOfTheFamilyIsSaid) {
  const std::string only4 = bench_.Seed("virtual_gateway", {{"local_ep_group", {"10.201.0.0/16"}}});
  const std::string only6 = bench_.Seed("virtual_gateway", {{"local_ep_group", nlohmann::json::array()},
                                                            {"local_ep_group_ipv6", {"2001:db8:cccc::/48"}}});
  const std::string both = wanted_.Get("gateway_id").AsString();
  int vlan = 200;
  for (const auto& [gateway, four, six] : {std::tuple(only4, true, false), {only6, false, true}, {both, true, true}}) {
    Value interface = wanted_;
    interface.Put("gateway_id", S(gateway));
    interface.Put("vlan", Value::Int(++vlan));
    const ChangeResult made = bench_.adapter().Create(bench_.Request(Kind::kVirtualInterface, interface), {});
    ASSERT_TRUE(made.status.ok()) << made.status.ToString();
    EXPECT_EQ(made.diagnostics.ToString().find("no IPv4 local subnet") == std::string::npos, four) << gateway;
    const Value peer = Value::Object({{"virtual_interface_id", S(made.id)},
                                      {"address_family", S("ipv6")},
                                      {"customer_asn", S("64600")},
                                      {"cloud_address", S("fd00::1/64")},
                                      {"customer_address", S("fd00::2/64")}});
    const ChangeResult second = bench_.adapter().Create(bench_.Request(Kind::kBgpPeer, peer), {});
    ASSERT_TRUE(second.status.ok()) << second.status.ToString();
    EXPECT_EQ(second.diagnostics.ToString().find("no IPv6 local subnet") == std::string::npos, six) << gateway;
  }
}

// It is there, and not what is meant: whoever reads that it does not exist looks for it in vain.
TEST_F(HuaweiTest, AGlobalGatewayInThePlaceOfAVirtualOneIsCalledThat) {
  const std::string global = bench_.Seed("global_dc_gateway", {{"bgp_asn", 65333}});
  wanted_.Put("gateway_id", S(global));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              AllOf(HasSubstr("is a global gateway"), HasSubstr("huawei.gateway_type = \"GDGW\"")));
  const Value prefix = Value::Object({{"advertised_by", S(global)}, {"cidr", S("10.1.0.0/16")}});
  EXPECT_THAT(std::string(bench_.Fresh()->Check(bench_.Request(Kind::kBgpCidr, prefix), {}).message()),
              AllOf(HasSubstr("is a global DC gateway"), HasSubstr("Name a virtual gateway")));
}

TEST_F(HuaweiTest, TheAsnOfAGlobalGatewayIsKnown) {
  const std::string global = bench_.Seed("global_dc_gateway", {{"bgp_asn", 65333}});
  wanted_.Put("gateway_id", S(global));
  PutAt(wanted_, "huawei.gateway_type", S("GDGW"));
  const Value plain = wanted_;
  wanted_.Put("customer_asn", S("65333"));
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("which is the ASN of the gateway " + global));
  const std::string id = bench_.Make(Kind::kVirtualInterface, plain);
  EXPECT_EQ((*bench_.Look(Kind::kVirtualInterface, id, plain))->attributes.Get("cloud_asn"), S("65333"));
}

// Destroying an offer that nobody accepted declines it; it stays its maker's.
TEST_F(HuaweiTest, AnOfferIsDeclined) {
  const std::string id = SpecimensByVendor().at("huawei").offers.back().desired(bench_).Get("adopt").AsString();
  const ChangeResult declined = bench_.Delete(Kind::kVirtualInterface, id, Value::Null());
  EXPECT_TRUE(declined.status.ok()) << declined.status.ToString();
  const nlohmann::json all = bench_.clouds().Objects("huawei");
  for (const nlohmann::json& one : all.at("virtual_interfaces")) {
    if (one.at("id") == id) {
      EXPECT_EQ(one.at("status"), "REJECTED");
    }
  }
  // Its maker withdraws one by the usual call.
  const std::string own =
      bench_.Make(Kind::kVirtualInterface, SpecimensByVendor().at("huawei").offered[0].desired(bench_));
  EXPECT_TRUE(bench_.Delete(Kind::kVirtualInterface, own, Value::Null()).status.ok());
  EXPECT_THAT(bench_.clouds().Objects("huawei")["virtual_interfaces"].dump(), ::testing::Not(HasSubstr(own)));
}

// Ten tags are the vendor's number: Interconnect's own take what the user's leave.
TEST_F(HuaweiTest, TheUsersTagsGoBeforeMarks) {
  const auto tags = [](int count) {
    Value::Fields fields;
    for (int i = 0; i < count; ++i) fields.emplace_back("k" + std::to_string(i), S("v"));
    return Value::Map(std::move(fields));
  };
  const auto live = [&](const std::string& id) {
    const nlohmann::json all = bench_.clouds().Objects("huawei");
    for (const nlohmann::json& one : all.at("virtual_interfaces")) {
      if (one.at("id") == id) return one.at("tags");
    }
    return nlohmann::json();
  };
  int vlan = 300;
  for (int count = 6; count <= 10; ++count) {
    for (const bool grouped : {false, true}) {
      if (grouped && count == 10) continue;  // refused by a rule
      Value wanted = wanted_;
      wanted.Put("vlan", Value::Int(++vlan));
      wanted.Put("tags", tags(count));
      if (grouped) wanted.Put("redundancy_group", S("dc1"));
      CreateRequest request = bench_.Request(Kind::kVirtualInterface, wanted);
      request.owner = "net/prod";
      const ChangeResult made = bench_.adapter().Create(request, {});
      ASSERT_TRUE(made.status.ok()) << count << ": " << made.status.ToString();
      EXPECT_EQ(live(made.id).size(), std::min(10, count + (grouped ? 3 : 2))) << count;
      EXPECT_EQ(made.attributes.Get("tags"), tags(count));
      EXPECT_EQ(live(made.id).dump().find("interconnect:group") != std::string::npos, grouped) << count;
      // More come later, and go again.
      for (const int next : {grouped ? 9 : 10, 2}) {
        Value changed = wanted;
        changed.Put("tags", tags(next));
        const ChangeResult done = bench_.Update(Kind::kVirtualInterface, made.id, wanted, changed, {"tags"});
        ASSERT_TRUE(done.status.ok()) << next << ": " << done.status.ToString();
        EXPECT_EQ(done.attributes.Get("tags"), tags(next));
        EXPECT_EQ(live(made.id).dump().find("interconnect:group") != std::string::npos, grouped) << next;
        wanted = changed;
      }
    }
  }
}

// Made in the console; the API tells which gateway it is on, and takes none of that sort.
TEST_F(HuaweiTest, AnInterfaceOnALocalGatewayIsRead) {
  const std::string id = bench_.Make(Kind::kVirtualInterface, wanted_);
  const std::string local = "5a1f0000-0000-4000-8000-00000000000a";
  bench_.clouds().Edit("huawei", id, {{"service_type", "LGW"}, {"lgw_id", local}, {"vgw_id", nullptr}});
  const auto seen = bench_.Look(Kind::kVirtualInterface, id, Value::Null());
  ASSERT_TRUE(seen.ok() && *seen);
  EXPECT_EQ((*seen)->attributes.Get("gateway_id"), S(local));
  EXPECT_EQ(ValueAt((*seen)->attributes, "huawei.gateway_type"), S("LGW"));
  PutAt(wanted_, "huawei.gateway_type", S("LGW"));
  wanted_.Put("vlan", Value::Int(126));
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("Make the interface in the console"));
}

// Whoever offers an interface tags it when it is accepted, not before.
TEST_F(HuaweiTest, AnOfferedInterfaceIsTaggedOnceItIsAccepted) {
  const Value offered = SpecimensByVendor().at("huawei").offered.front().desired(bench_);
  Value tagged = offered;
  tagged.Put("tags", Value::Map({{"team", S("net")}}));
  EXPECT_THAT(std::string(Refused(tagged).message()), AllOf(HasSubstr("`tags` is set"), HasSubstr("has accepted")));
  const std::string id = bench_.Make(Kind::kVirtualInterface, offered);
  const ChangeResult early = bench_.Update(Kind::kVirtualInterface, id, offered, tagged, {"tags"});
  EXPECT_THAT(std::string(early.status.message()), HasSubstr("waits for the other tenant to accept it"));
  bench_.clouds().Edit("huawei", id, {{"status", "ACTIVE"}});
  const ChangeResult later = bench_.Update(Kind::kVirtualInterface, id, offered, tagged, {"tags"});
  EXPECT_TRUE(later.status.ok()) << later.status.ToString();
  EXPECT_EQ((*bench_.Look(Kind::kVirtualInterface, id, tagged))->attributes.Get("tags"), tagged.Get("tags"));
}

// Nothing of it changes before: the plan says so, for every field.
TEST_F(HuaweiTest, AnOfferIsNotChangedBeforeItIsAccepted) {
  const Value offered = SpecimensByVendor().at("huawei").offered.front().desired(bench_);
  const std::string id = bench_.Make(Kind::kVirtualInterface, offered);
  const std::vector<std::pair<std::string, Value>> values = {
      {"name", S("renamed")}, {"bandwidth", S("120Mbps")}, {"huawei.description", S("new")}};
  for (const bool accepted : {false, true}) {
    if (accepted) bench_.clouds().Edit("huawei", id, {{"status", "ACTIVE"}});
    for (const auto& [path, value] : values) {
      Value changed = offered;
      PutAt(changed, path, value);
      const Status said = bench_.Fresh()->CheckChange({.kind = Kind::kVirtualInterface,
                                                       .region = "cn-north-4",
                                                       .id = id,
                                                       .prior = offered,
                                                       .desired = changed,
                                                       .secrets = {},
                                                       .changed = {path},
                                                       .timeout = {},
                                                       .planned = true},
                                                      {});
      EXPECT_EQ(said.ok(), accepted) << path << " " << said.ToString();
      if (!accepted) {
        EXPECT_THAT(std::string(said.message()), HasSubstr("waits for the other tenant to accept it"));
      }
    }
  }
}

// Whoever accepted an interface has no say in its sessions, and the plan says so.
TEST_F(HuaweiTest, SessionsOfAnAcceptedInterfaceAreItsMakers) {
  const Value offer = SpecimensByVendor().at("huawei").offers.back().desired(bench_);
  const Value peer = Value::Object({{"virtual_interface_id", S(bench_.Make(Kind::kVirtualInterface, offer))},
                                    {"address_family", S("ipv6")},
                                    {"customer_asn", S("65000")},
                                    {"cloud_address", S("2001:db8:9::1/64")},
                                    {"customer_address", S("2001:db8:9::2/64")}});
  CreateRequest request = bench_.Request(Kind::kBgpPeer, peer);
  request.planned = true;
  const Status said = bench_.Fresh()->Check(request, {});
  EXPECT_EQ(said.code(), StatusCode::kInvalidArgument) << said.ToString();
  EXPECT_THAT(std::string(said.message()), HasSubstr("only that tenant makes and changes its sessions"));
}

// Whatever leaves together, the last ones are refused and stay managed.
TEST_F(HuaweiTest, TheLastSubnetsAreRefusedAndThatIsKnownBefore) {
  const std::string gateway = bench_.Seed("virtual_gateway", {{"local_ep_group", {"10.7.0.0/16"}}});
  const std::string id = gateway + "/10.7.0.0/16";
  ASSERT_THAT(bench_.Ids(Kind::kBgpCidr), Contains(id));
  const ChangeResult deleted = bench_.Delete(Kind::kBgpCidr, id, Value::Null());
  EXPECT_FALSE(deleted.status.ok());
  EXPECT_THAT(std::string(deleted.status.message()), HasSubstr("last local subnet of the virtual gateway " + gateway));
  EXPECT_THAT(std::string(deleted.status.message()), HasSubstr("on_destroy = \"keep\""));
  EXPECT_THAT(bench_.Ids(Kind::kBgpCidr), Contains(id));
  const std::string two = bench_.Seed("virtual_gateway", {{"local_ep_group", {"10.8.0.0/16", "10.9.0.0/16"}}});
  const auto said = [&](const std::string& name, bool all_go, const Value& successor) {
    const DeleteRequest request{.kind = Kind::kBgpCidr,
                                .region = "cn-north-4",
                                .id = name,
                                .prior = {},
                                .timeout = {},
                                .freshness = Freshness::kLive,
                                .successor = successor};
    return bench_.Fresh()->CheckDelete(request, [all_go](const std::string&) { return all_go; }, {}).code();
  };
  EXPECT_EQ(said(id, false, Value::Null()), StatusCode::kFailedPrecondition);
  EXPECT_EQ(said(two + "/10.8.0.0/16", true, Value::Null()), StatusCode::kFailedPrecondition);
  EXPECT_EQ(said(two + "/10.8.0.0/16", false, Value::Null()), StatusCode::kOk);
  EXPECT_EQ(said(gateway + "/10.1.0.0/16", true, Value::Null()), StatusCode::kOk);  // gone already
  const Value next = Value::Object({{"advertised_by", S(gateway)}, {"cidr", S("10.1.0.0/16")}});
  EXPECT_EQ(said(id, false, next), StatusCode::kOk);
}

TEST_F(HuaweiTest, ASubnetOfNoGatewayIsRefusedAndGone) {
  const Value wanted = Value::Object({{"advertised_by", S("no-such-id")}, {"cidr", S("10.1.0.0/16")}});
  const ChangeResult made = bench_.adapter().Create(bench_.Request(Kind::kBgpCidr, wanted), {});
  EXPECT_EQ(made.status.code(), StatusCode::kNotFound);
  EXPECT_THAT(std::string(made.status.message()), HasSubstr("there is no virtual gateway no-such-id"));
  const ChangeResult deleted = bench_.Delete(Kind::kBgpCidr, "no-such-id/10.1.0.0/16", Value::Null());
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  EXPECT_THAT(deleted.diagnostics.ToString(), IsEmpty());
}

}  // namespace
}  // namespace ic::behaviour
