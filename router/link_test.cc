#include "router/link.h"

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "router/fields.h"
#include "router/testing/samples.h"
#include "router/values.h"

namespace ic::router {
namespace {

using ::testing::HasSubstr;
using namespace ::ic::router::testing;  // NOLINT(google-build-using-namespace): the samples

const Value& Session(const Value& link, std::size_t index) { return link.Get("sessions").elements().at(index); }

TEST(LinkTest, LocalIsTheCustomersEnd) {
  const auto link = LinkOf(KeyedLink());
  ASSERT_TRUE(link.ok()) << link.status().ToString();
  const Value& session = Session(*link, 0);
  EXPECT_EQ(TextAt(session, "local"), "169.254.255.2/30");
  EXPECT_EQ(TextAt(session, "netmask"), "255.255.255.252");
  EXPECT_EQ(TextAt(session, "remote_address"), "169.254.255.1");
  EXPECT_EQ(TextAt(session, "local_asn"), "4200000000");
  EXPECT_EQ(TextAt(session, "local_asn_dot"), "64086.59904");
  EXPECT_EQ(TextAt(session, "remote_asn"), "64512");
  EXPECT_EQ(TextAt(*link, "location"), "EqDC2");
  EXPECT_TRUE(FlagAt(*link, "hosted"));
  EXPECT_TRUE(FlagAt(*link, "macsec"));
}

TEST(LinkTest, APeerIsASessionAndTakesItsInterfacesNumber) {
  const Value link = LinkOf(KeyedLink()).value();
  const Value& session = Session(link, 1);
  EXPECT_EQ(TextAt(session, "family"), "ipv6");
  EXPECT_EQ(TextAt(session, "remote_asn"), "64512");
  EXPECT_EQ(session.Get("accept").elements().size(), 1U);
  EXPECT_EQ(TextAt(session.Get("announce").elements().at(0), "cidr"), "2001:db8:f00::/48");
  EXPECT_EQ(link.Get("addresses").elements().size(), 2U);
}

TEST(LinkTest, BfdIsWhatTheCloudRuns) {
  const Value fixed = LinkOf(KeyedLink()).value();
  EXPECT_EQ(NumberAt(Session(fixed, 0).Get("bfd"), "min_receive_interval"), 300);
  LinkInput tuned = TunedLink();
  const Value told = LinkOf(tuned).value();
  EXPECT_EQ(NumberAt(Session(told, 0).Get("bfd"), "min_transmit_interval"), 250);  // the object's
  EXPECT_EQ(NumberAt(Session(told, 0).Get("bfd"), "detect_multiplier"), 5);        // the documents'
  EXPECT_EQ(NumberAt(Session(told, 0).Get("bfd"), "hops"), 255);
  tuned.interface.Put("bfd", Value::Null());
  EXPECT_TRUE(Session(LinkOf(tuned).value(), 0).Get("bfd").is_null());
}

// The interface has the switch for all of its sessions where a peer has none.
TEST(LinkTest, APeerWithoutASwitchFollowsItsInterface) {
  LinkInput tuned = TunedLink();
  tuned.peers = KeyedLink().peers;
  EXPECT_EQ(NumberAt(Session(LinkOf(tuned).value(), 1).Get("bfd"), "min_transmit_interval"), 250);
}

// Who accepts nothing, and who does not know what to accept, are two.
TEST(LinkTest, WithoutAPrefixOfItsFamilyASessionAcceptsNothing) {
  LinkInput keyed = KeyedLink();
  EXPECT_TRUE(FlagAt(Session(*LinkOf(keyed), 0), "accepts"));
  EXPECT_TRUE(FlagAt(Session(*LinkOf(keyed), 1), "accepts"));
  keyed.from_cloud = {*Cidr::Parse("2001:db8:c10d::/48")};
  EXPECT_FALSE(FlagAt(Session(*LinkOf(keyed), 0), "accepts"));
  EXPECT_FALSE(FlagAt(Session(*LinkOf(keyed), 0), "accept_any"));
  EXPECT_TRUE(FlagAt(Session(*LinkOf(keyed), 1), "accepts"));
  keyed.from_cloud.clear();
  EXPECT_TRUE(FlagAt(Session(*LinkOf(keyed), 0), "accepts"));
  EXPECT_TRUE(FlagAt(Session(*LinkOf(keyed), 0), "accept_any"));
}

TEST(LinkTest, StaticRoutesHaveTheBfdOfTheirInterface) {
  LinkInput still = StaticLink();
  EXPECT_TRUE(Session(*LinkOf(still), 0).Get("bfd").is_null());
  still.interface.Put("bfd", TunedLink().interface.Get("bfd"));
  EXPECT_EQ(NumberAt(Session(*LinkOf(still), 0).Get("bfd"), "min_transmit_interval"), 250);
  const Value router = RouterOf({LinkOf(still).value()}, {}).value();
  EXPECT_TRUE(FlagAt(router, "has_bfd"));
  EXPECT_FALSE(FlagAt(router, "has_bgp"));
}

TEST(LinkTest, KeysAreAFactAndNoText) {
  LinkInput link = KeyedLink();
  link.interface.Put("auth_key", Value::String("a-secret-key"));
  EXPECT_EQ(LinkOf(link)->ToString().find("a-secret-key"), std::string::npos);
  EXPECT_EQ(TextAt(Session(*LinkOf(link), 0), "key"), "set");
  LinkInput open = TunedLink();
  open.key = KeyState::kUnknown;
  EXPECT_FALSE(FlagAt(Session(*LinkOf(open), 0), "has_key"));
  open.interface.Put("auth_key_wo_version", Value::Int(1));
  EXPECT_TRUE(FlagAt(Session(*LinkOf(open), 0), "has_key"));
}

TEST(LinkTest, LimitsAreTheRows) {
  LinkInput link = KeyedLink();
  EXPECT_EQ(NumberAt(Session(*LinkOf(link), 0), "accept_limit"), 200);
  EXPECT_EQ(NumberAt(Session(*LinkOf(link), 0), "announce_limit"), 100);
  link.limits["fixed.per_association"] = 300;
  link.interface.Put("fixed", ObjectOf({{"prefixes", Value::Int(500)}}));
  EXPECT_EQ(NumberAt(Session(*LinkOf(link), 0), "accept_limit"), 300);
  EXPECT_EQ(NumberAt(Session(*LinkOf(link), 0), "announce_limit"), 500);
}

TEST(LinkTest, WhatIsMissingIsNamed) {
  for (const char* name : {"customer_address", "cloud_address", "cloud_asn", "vlan"}) {
    LinkInput link = KeyedLink();
    link.interface.Put(name, Value::Unknown());
    const auto made = LinkOf(link);
    ASSERT_FALSE(made.ok()) << name;
    EXPECT_THAT(made.status().message(), HasSubstr(std::string(name) + " of virtual_interface.prod")) << name;
  }
  LinkInput link = KeyedLink();
  link.interface.Put("customer_asn", Value::Null());
  link.peers.clear();
  EXPECT_THAT(LinkOf(link).status().message(), HasSubstr("neither a BGP session nor static routes"));
}

TEST(LinkTest, AnAddressOffTheLinkIsTwoHopsAway) {
  LinkInput link = TunedLink();
  link.peers.push_back({"bgp_peer.behind",
                        ObjectOf({{"cloud_address", Text("10.99.0.1/29")},
                                  {"customer_address", Text("10.200.0.9/32")},
                                  {"customer_asn", Text("4200000000")},
                                  {"cloud_asn", Text("45104")}}),
                        Value::Null(), KeyState::kNone});
  const Value made = LinkOf(link).value();
  EXPECT_TRUE(FlagAt(Session(made, 0), "on_link"));
  EXPECT_FALSE(FlagAt(Session(made, 1), "on_link"));
  EXPECT_EQ(made.Get("addresses").elements().size(), 1U);
}

TEST(RouterTest, OnePreferredLinkMakesTheOthersSpare) {
  const std::vector<Value> links = {LinkOf(KeyedLink()).value(), LinkOf(TunedLink()).value()};
  RouterOptions options;
  options.ports["virtual_interface.spare"] = "eth1";
  options.preferred = {"virtual_interface.prod"};
  const Value router = RouterOf(links, options).value();
  const auto& made = router.Get("links").elements();
  EXPECT_EQ(TextAt(Session(made[0], 0).Get("communities").elements().at(0), "low"), "7300");
  EXPECT_EQ(NumberAt(Session(made[0], 0), "local_preference"), 200);
  EXPECT_EQ(NumberAt(Session(made[1], 0), "local_preference"), 100);
  EXPECT_EQ(Session(made[1], 0).Get("prepend").elements().size(), 2U);
  EXPECT_EQ(TextAt(made[1], "interface"), "eth1");
  EXPECT_EQ(TextAt(router, "router_id"), "169.254.255.2");
}

TEST(RouterTest, WhatCannotBeOnOneRouterIsRefused) {
  LinkInput same = KeyedLink();
  same.object = "virtual_interface.twin";
  const auto twice = RouterOf({LinkOf(KeyedLink()).value(), LinkOf(same).value()}, {});
  EXPECT_THAT(twice.status().message(), HasSubstr("are both eth0.125"));
  for (const char* port : {"eth0\nevil", "e th", ""}) {
    RouterOptions options;
    options.ports["prod"] = port;
    EXPECT_EQ(RouterOf({LinkOf(KeyedLink()).value()}, options).status().code(), StatusCode::kInvalidArgument) << port;
  }
  RouterOptions options;
  options.ports["virtual_interface.nobody"] = "eth0";
  EXPECT_THAT(RouterOf({LinkOf(KeyedLink()).value()}, options).status().message(), HasSubstr("no link of this router"));
}

TEST(RouterTest, ASessionMayHaveANumberOfItsOwn) {
  LinkInput link = KeyedLink();
  link.peers.front().attributes.Put("customer_asn", Text("64600"));
  const Value router = RouterOf({LinkOf(link).value()}, {}).value();
  EXPECT_EQ(TextAt(router, "asn"), "4200000000");
  const Value& made = router.Get("links").elements().at(0);
  EXPECT_FALSE(FlagAt(Session(made, 0), "own_asn"));
  EXPECT_TRUE(FlagAt(Session(made, 1), "own_asn"));
}

TEST(RouterTest, NamesAreSafeAndEachIsOnce) {
  EXPECT_EQ(SafeName("a.b\n!c"), "a-b--c");
  EXPECT_EQ(SafeName("9lives"), "link-9lives");
  LinkInput one = KeyedLink();
  LinkInput two = KeyedLink();
  one.object = "virtual_interface.a.b";
  two.object = "virtual_interface.a-b";
  two.interface.Put("vlan", Value::Int(7));
  const Value router = RouterOf({LinkOf(one).value(), LinkOf(two).value()}, {}).value();
  std::set<std::string> names;
  for (const Value& link : router.Get("links").elements()) {
    EXPECT_TRUE(names.insert(TextAt(link, "symbol")).second);
    for (const Value& session : link.Get("sessions").elements()) {
      EXPECT_TRUE(names.insert(TextAt(session, "symbol")).second);
    }
  }
}

// What the model has is in the list of fields, and the other way round.
void Gather(const std::vector<ModelField>& fields, const Value& object, const std::string& prefix,
            std::set<std::string>& seen) {
  for (const auto& [name, value] : object.fields()) {
    const ModelField* field = FindModelField(fields, name);
    ASSERT_NE(field, nullptr) << prefix << name;
    seen.insert(prefix + name);
    if (field->fields.empty()) continue;
    if (field->type == ModelType::kObject) {
      if (value.kind() == Value::Kind::kObject) Gather(field->fields, value, prefix + name + ".", seen);
      continue;
    }
    for (const Value& element : value.elements()) Gather(field->fields, element, prefix + name + ".", seen);
  }
}

void Expect(const std::vector<ModelField>& fields, const std::string& prefix, const std::set<std::string>& seen) {
  for (const ModelField& field : fields) {
    const std::string name = prefix + std::string(field.name);
    // An address is no session's own IPv4 or IPv6 alone; each is somewhere.
    EXPECT_TRUE(seen.contains(name) || name.ends_with("links.bfd.hops") || name.ends_with("announce_ipv6.netmask") ||
                name.ends_with("announce_ipv6.wildcard") || name.ends_with("announce_ipv6.more"))
        << name << " is in the list, and no model has it";
    if (seen.contains(name)) Expect(field.fields, name + ".", seen);
  }
}

TEST(FieldsTest, TheListIsTheModel) {
  RouterOptions options;
  options.ports["still"] = "eth2";
  options.preferred = {"prod"};
  LinkInput other = TunedLink();
  other.interface.Put("customer_asn", Text("65001"));
  const Value router =
      RouterOf({LinkOf(KeyedLink()).value(), LinkOf(other).value(), LinkOf(StaticLink()).value()}, options).value();
  std::set<std::string> seen;
  Gather(RouterFields(), router, "", seen);
  Expect(RouterFields(), "", seen);
}

TEST(FieldsTest, TheirPageIsTheList) {
  std::ifstream file(std::string(IC_SOURCE_DIR) + "/docs/router-model.md");
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_THAT(page.str(), HasSubstr(FieldsMarkdown())) << FieldsMarkdown();
}

}  // namespace
}  // namespace ic::router
