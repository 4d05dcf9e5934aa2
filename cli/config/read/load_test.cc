#include "cli/config/read/load.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/config/testing/load_fixture.h"

namespace ic::cli {
namespace {

class LoadTest : public LoadFixture {};

constexpr std::string_view kDesign = R"(clouds:
  aws: {region: us-east-1}
  aws-partner: {cloud: aws, profile: partner, region: us-east-1}
owner: net-team/prod
limits: {aws.virtual_interface.transit: 50}
allow_disruption: [dc1]
moved:
  connection: {old: dc1-aws}
drift:
  ignore:
    - {address: virtual_interface.prod, field: tags.team, reason: "set by billing", until: 2026-12-31}
    - {address: "*", field: device, reason: moves}
connection:
  dc1-aws: {cloud: aws, region: us-west-2, location: EqDC2, bandwidth: 1Gbps}
virtual_interface:
  prod:
    connection: dc1-aws
    type: private
    vlan: 125
    gateway_id: vgw-f9eb0c90
    address_family: ipv4
    customer_asn: 65000
    tags: {team: net}
    aws: {site_link: true}
bgp_peer:
  prod-v6: {virtual_interface: prod, address_family: ipv6, customer_asn: 1.10}
)";

// Nothing in its spellings is left out of a configuration, and where it was written is kept: a takeover asks.
TEST_F(LoadTest, NotesWhatIsWrittenAsNothing) {
  const LoadedSet loaded = LoadText(R"(clouds: {aws: {region: us-east-1}}
virtual_interface:
  prod:
    cloud: aws
    connection_id: dxcon-fg6gssa7
    vlan: 125
    customer_prefixes: []
    bfd: {enabled: false}
    gateway_id: ""
    redundancy_group: ""
    tags: {}
)");
  ASSERT_EQ(Said(loaded), "");
  const DesiredObject* interface = loaded.set.Find({Kind::kVirtualInterface, "prod"});
  ASSERT_NE(interface, nullptr);
  std::vector<std::string> none = interface->none;
  std::sort(none.begin(), none.end());
  EXPECT_EQ(none,
            (std::vector<std::string>{"bfd.enabled", "customer_prefixes", "gateway_id", "redundancy_group", "tags"}));
  for (const char* name : {"bfd", "customer_prefixes", "gateway_id", "redundancy_group", "tags"}) {
    EXPECT_TRUE(interface->config.Get(name).is_null()) << name;
  }
}

TEST_F(LoadTest, ReadsWhatTheDesignShows) {
  const LoadedSet loaded = LoadText(kDesign);
  ASSERT_EQ(Said(loaded), "");
  const DesiredSet& set = loaded.set;
  EXPECT_EQ(set.owner, "net-team/prod");
  EXPECT_EQ(set.limits, (LimitOverrides{{"aws.virtual_interface.transit", 50}}));
  EXPECT_EQ(set.allow_disruption, std::set<std::string>{"dc1"});
  const Address dc1{Kind::kConnection, "dc1-aws"};
  EXPECT_EQ(set.moved, (std::map<Address, Address>{{{Kind::kConnection, "old"}, dc1}}));
  ASSERT_EQ(set.accounts.size(), 2u);
  EXPECT_EQ(set.accounts[1].name, "aws-partner");
  EXPECT_EQ(set.accounts[1].cloud, "aws");
  EXPECT_EQ(set.accounts[1].settings.ToString(), R"({profile = "partner", region = "us-east-1"})");
  ASSERT_EQ(set.ignores.size(), 2u);
  EXPECT_EQ(set.ignores[0].until, "2026-12-31");
  ASSERT_EQ(set.objects.size(), 3u);
  const DesiredObject* interface = set.Find({Kind::kVirtualInterface, "prod"});
  ASSERT_NE(interface, nullptr);
  EXPECT_EQ(interface->account, "aws");
  EXPECT_EQ(
      interface->config.ToString(),
      R"({address_family = "ipv4", aws = {site_link = true}, cloud = "aws", customer_asn = "65000", )"
      R"(gateway_id = "vgw-f9eb0c90", name = "prod", region = "us-west-2", tags = {"team" = "net"}, type = "private", vlan = 125})");
  ASSERT_EQ(interface->references.size(), 1u);
  EXPECT_EQ(interface->references[0].field, "connection_id");
  EXPECT_EQ(interface->references[0].target, dc1);
  EXPECT_EQ(interface->where, (Position{0, 16, 3}));
  EXPECT_EQ(interface->PositionOf("vlan"), (Position{0, 19, 5}));
  EXPECT_EQ(interface->PositionOf("connection_id"), (Position{0, 17, 5}));
  EXPECT_EQ(interface->PositionOf(AttributePath("aws").Attribute("site_link")), (Position{0, 24, 11}));
  EXPECT_EQ(interface->PositionOf(AttributePath("tags").Element("team")), (Position{0, 23, 12}));
  const DesiredObject* peer = set.Find({Kind::kBgpPeer, "prod-v6"});
  ASSERT_NE(peer, nullptr);
  EXPECT_EQ(peer->config.Get("customer_asn"), Value::String("1.10"));
  EXPECT_EQ(peer->config.Get("region"), Value::String("us-west-2"));
  EXPECT_EQ(peer->account, "aws");
}

TEST_F(LoadTest, TagsOfEverythingAreSettingsOfTheWhole) {
  Write("a.yaml", "default_tags: {tags: {env: test}}\nignore_tags: {keys: [a], key_prefixes: [b-]}\n");
  Write("b.yaml", "default_tags: {tags: {env: test}}\n");
  const LoadedSet loaded = Load({folder_});
  EXPECT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.tag_settings.at("default_tags"),
            Value::Object({{"tags", Value::Map({{"env", Value::String("test")}})}}));
  EXPECT_EQ(loaded.set.tag_settings.at("ignore_tags"),
            Value::Object({{"keys", Value::StringSet({"a"})}, {"key_prefixes", Value::StringSet({"b-"})}}));
  Write("b.yaml", "default_tags: {tags: {env: prod}}\n");
  EXPECT_NE(Said(Load({folder_})).find("Contradiction: `default_tags`"), std::string::npos);
  EXPECT_NE(Said("ignore_tags: {key: [a]}\n").find("Did you mean `keys`?"), std::string::npos);
}

TEST_F(LoadTest, AnchorsAliasesAndMergesWork) {
  const LoadedSet loaded = LoadText(R"(x-common: &common {address_family: ipv4, customer_asn: 65000}
x-more: &more {type: public, mtu: 1500}
connection:
  a: &port {cloud: aws, location: EqDC2, bandwidth: &speed 1Gbps}
  b: {<<: *port, location: EqDA2}
virtual_interface:
  one: {<<: [*common, *more], connection: a, vlan: 5, mtu: 9001, bandwidth: *speed}
)");
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.Find({Kind::kConnection, "b"})->config.ToString(),
            R"({bandwidth = "1Gbps", cloud = "aws", location = "EqDA2", name = "b"})");
  EXPECT_EQ(loaded.set.Find({Kind::kVirtualInterface, "one"})->config.ToString(),
            R"({address_family = "ipv4", bandwidth = "1Gbps", cloud = "aws", customer_asn = "65000", mtu = 9001, )"
            R"(name = "one", type = "public", vlan = 5})");
}

TEST_F(LoadTest, FilesOfAFolderAreOne) {
  Write("net/b.yaml", "connection: {dc1: {cloud: aws}}\nclouds: {aws: {region: us-east-1}}\n");
  Write("net/a.yml", "virtual_interface: {prod: {connection: dc1}}\nclouds: {aws: {profile: net}}\n");
  Write("net/.hidden.yaml", "nonsense: 1\n");
  Write("net/deeper/c.yaml", "nonsense: 1\n");
  Write("net/notes.txt", "nonsense: 1\n");
  const LoadedSet loaded = Load({Path("net"), Path("net/b.yaml")});
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.files, (std::vector<std::string>{Path("net/a.yml"), Path("net/b.yaml")}));
  EXPECT_EQ(loaded.set.objects.size(), 2u);
  EXPECT_EQ(loaded.set.accounts.at(0).settings.ToString(), R"({profile = "net", region = "us-east-1"})");
  EXPECT_EQ(loaded.set.objects.at(0).where, (Position{1, 1, 14}));
}

TEST_F(LoadTest, AVendorNameIsAnAccountWithoutSettings) {
  const LoadedSet loaded = LoadText("connection: {dc1: {cloud: huawei, adopt: x}}\n");
  ASSERT_EQ(Said(loaded), "");
  ASSERT_EQ(loaded.set.accounts.size(), 1u);
  EXPECT_EQ(loaded.set.accounts[0].name, "huawei");
  EXPECT_TRUE(loaded.set.accounts[0].settings.is_null());
}

TEST_F(LoadTest, WhatAdvertisesIsAnInterfaceWhereTheCloudHasItSo) {
  const LoadedSet loaded = LoadText(R"(connection: {a: {cloud: alibaba}, b: {cloud: aws}}
virtual_interface: {vbr: {connection: a}, vif: {connection: b}}
bgp_cidr:
  one: {virtual_interface: vbr, cidr: 10.0.0.0/16}
  two: {virtual_interface: vif, cidr: 10.0.0.0/16}
)");
  EXPECT_EQ(
      Said(loaded),
      "net.yaml:5:9: Not what advertises: On AWS Direct Connect it is not the virtual interface that advertises a "
      "prefix. Write `advertised_by:` with the id of what does, and `cloud:`.\n");
  const DesiredObject* cidr = loaded.set.Find({Kind::kBgpCidr, "one"});
  ASSERT_NE(cidr, nullptr);
  EXPECT_EQ(cidr->references.at(0).field, "advertised_by");
  EXPECT_EQ(cidr->references.at(0).target, (Address{Kind::kVirtualInterface, "vbr"}));
}

TEST_F(LoadTest, SourcesAreResolved) {
  Write("keys/bgp", "s3cret\n");
  environment_ = {{"VLAN", "125"}, {"TEAM", "net"}};
  const LoadedSet loaded =
      LoadText(R"(connection: {a: {cloud: aws, tags: {team: "x-${env:TEAM}", price: "$${env:TEAM} $5 $${"}}}
virtual_interface: {v: {connection: a, vlan: "${env:VLAN}", auth_key: "${file:keys/bgp}"}}
)");
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.objects[0].config.Get("tags").ToString(),
            R"({"price" = "${env:TEAM} $5 ${", "team" = "x-net"})");
  EXPECT_EQ(loaded.set.objects[1].config.Get("vlan"), Value::Int(125));
  EXPECT_EQ(loaded.set.objects[1].config.Get("auth_key"), Value::String("s3cret"));
}

TEST_F(LoadTest, ASourceThatComesOutEmptyIsAnError) {
  Write("keys/none", "\n");
  environment_ = {{"NONE", ""}, {"TEAM", "net"}};
  const LoadedSet loaded =
      LoadText(R"(connection: {a: {cloud: aws, name: "port${env:NONE}", tags: {team: "${env:TEAM}${env:NONE}"}}}
virtual_interface:
  v: {connection: a, vlan: 5, gateway_id: "${env:NONE}", auth_key_wo: "${file:keys/none}", redundancy_group: ""}
)");
  EXPECT_EQ(
      Said(loaded),
      R"(net.yaml:3:43: Source is empty: `gateway_id` is empty: "${env:NONE}" stands for nothing, as the variable or file is there and has nothing in it. Fill it, or leave the field out if nothing is meant.
net.yaml:3:71: Source is empty: `auth_key_wo` is empty: "${file:keys/none}" stands for nothing, as the variable or file is there and has nothing in it. Fill it, or leave the field out if nothing is meant.
)");
}

TEST_F(LoadTest, OfflineSourcesAreUnknownButSet) {
  const LoadedSet loaded = LoadText(R"(connection: {a: {cloud: aws, tags: {team: "${env:TEAM}"}}}
virtual_interface: {v: {connection: a, vlan: "${env:VLAN}", auth_key: "${file:keys/bgp}"}}
bgp_peer: {p: {virtual_interface: "${env:VIF}", cloud: aws}}
)",
                                    /*resolve_secrets=*/false);
  ASSERT_EQ(Said(loaded), "");
  EXPECT_TRUE(loaded.set.objects[0].config.Get("tags").Get("team").is_unknown());
  EXPECT_TRUE(loaded.set.objects[1].config.Get("vlan").is_unknown());
  EXPECT_TRUE(loaded.set.objects[1].config.Get("auth_key").is_unknown());
  EXPECT_TRUE(loaded.set.objects[2].config.Get("virtual_interface_id").is_unknown());
}

TEST_F(LoadTest, KeysAloneMayBeLeftUnresolved) {
  Write("net.yaml", R"(connection: {a: {cloud: aws, tags: {team: "x-${env:TEAM}"}}}
virtual_interface: {v: {connection: a, vlan: 5, auth_key: "${env:NOT_SET}"}}
)");
  const LoadOptions options{.factory = &AllAdapters(), .environment = {{"TEAM", "net"}}, .resolve_keys = false};
  const LoadedSet loaded = LoadConfiguration({Path("net.yaml")}, options);
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.objects[0].config.Get("tags").Get("team"), Value::String("x-net"));
  EXPECT_TRUE(loaded.set.objects[1].config.Get("auth_key").is_unknown());
}

// Only of keys that a version speaks for, and only where there is nothing: an empty one is an error as ever.
TEST_F(LoadTest, KeysWithAVersionMayWait) {
  Write("net.yaml", R"(connection: {a: {cloud: aws}}
virtual_interface:
  b: {connection: a, vlan: 5, auth_key_wo_version: 1, auth_key_wo: "${env:NOT_SET}"}
  c: {connection: a, vlan: 6, auth_key_wo_version: 1, auth_key_wo: "${file:none}"}
  d: {connection: a, vlan: 7, auth_key_wo: "${env:NOT_SET}"}
  e: {connection: a, vlan: 8, auth_key_wo_version: 1, auth_key: "${env:NOT_SET}"}
  f: {connection: a, vlan: 9, auth_key_wo_version: 1, auth_key_wo: "${env:EMPTY}"}
)");
  LoadOptions options{.factory = &AllAdapters(), .environment = {{"EMPTY", ""}}};
  EXPECT_EQ(LoadConfiguration({Path("net.yaml")}, options).diagnostics.size(), 5U);
  options.keys_may_wait = true;
  const LoadedSet loaded = LoadConfiguration({Path("net.yaml")}, options);
  EXPECT_EQ(loaded.diagnostics.size(), 3U) << Said(loaded);
  ASSERT_EQ(loaded.waiting.size(), 2U);
  EXPECT_EQ(loaded.waiting[0].diagnostic.summary, "Environment variable not set");
  EXPECT_EQ(loaded.waiting[0].address->ToString(), "virtual_interface.b");
  EXPECT_EQ(loaded.waiting[0].line, 3U);
  EXPECT_EQ(loaded.waiting[1].address->ToString(), "virtual_interface.c");
  EXPECT_TRUE(loaded.set.objects[1].config.Get("auth_key_wo").is_unknown());
}

TEST_F(LoadTest, ValuesOfSourcesAreInNoMessage) {
  Write("secret", "hunter2\n");
  Write("binary", "\xff\xfe");
  Write("large", std::string((64 << 10) + 1, 'x'));
  environment_ = {{"S", "hunter2"}};
  const LoadedSet loaded = LoadText(R"(connection: {a: {cloud: aws}}
virtual_interface:
  a: {connection: "${env:S}", vlan: "${file:secret}", aws: {site_link: "${env:S}"}}
  b: {connection: a, auth_key: true, name: "${env:T}", mtu: "${file:none}", gateway_id: "${file:binary}"}
  c: {connection: a, name: "${file:large}", type: "${vault:x}", gateway_id: "${env:S", adopt: "${file:.}"}
)");
  EXPECT_EQ(
      Said(loaded),
      R"(net.yaml:3:19: Unknown object: `connection` refers to the connection "${env:S}", which is not in the configuration. The id of one that is managed elsewhere goes into `connection_id`.
net.yaml:3:37: Wrong type: `vlan` takes a whole number in decimal digits, and "${file:secret}" is none.
net.yaml:3:72: Wrong type: `aws.site_link` takes true or false, and "${env:S}" is neither.
net.yaml:4:32: Wrong type: `auth_key` takes text, and YAML reads this word as a truth value. If the word is meant, put it in quotes.
net.yaml:4:44: Environment variable not set: "T" is not set in the environment. Set it, or write the value another way.
net.yaml:4:61: File not readable: "none": no such file.
net.yaml:4:89: File not readable: "binary": it is not UTF-8 text.
net.yaml:5:28: File not readable: "large": it has more than 64 KiB.
net.yaml:5:51: Invalid source: A `${…}` here is neither `${env:NAME}` nor `${file:PATH}`. For the characters themselves write `$${`.
net.yaml:5:77: Invalid source: `${` is not closed by `}`. For the characters themselves write `$${`.
net.yaml:5:95: File not readable: ".": it is a folder.
)");
}

TEST_F(LoadTest, WhatNeedsANameHasItsOwn) {
  const LoadedSet loaded =
      LoadText(R"(connection: {a: {cloud: aws}, b: {cloud: aws, adopt: dxcon-1}, c: {cloud: aws, name: x}}
virtual_interface: {v: {connection: a, adopt: dxvif-1}}
bgp_peer: {p: {virtual_interface: v}}
)");
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.objects[0].config.Get("name"), Value::String("a"));
  EXPECT_TRUE(loaded.set.objects[1].config.Get("name").is_null());
  EXPECT_EQ(loaded.set.objects[2].config.Get("name"), Value::String("x"));
  EXPECT_EQ(loaded.set.objects[3].config.Get("name"), Value::String("v"));
  EXPECT_TRUE(loaded.set.objects[4].config.Get("name").is_null());
}

TEST_F(LoadTest, MovesAreShortenedToTheirEnds) {
  const LoadedSet loaded = LoadText(R"(connection: {c: {cloud: aws}}
moved: {connection: {a: b, b: c}}
)");
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.set.moved.at({Kind::kConnection, "a"}), (Address{Kind::kConnection, "c"}));
}

}  // namespace
}  // namespace ic::cli
