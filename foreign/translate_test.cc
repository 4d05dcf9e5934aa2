// Who may become what, and the words where it may not; states that the providers' own programs wrote.
#include "foreign/translate.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "foreign/address.h"
#include "foreign/all.h"

namespace ic::foreign {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Value S(std::string_view text) { return Value::String(text); }

std::string Said(const Translation& translation) { return translation.diagnostics.ToString(); }

Translation Connection(std::string_view provider, std::int64_t version = 1,
                       std::string_view json = R"({"id": "dxcon-1"})", Kind kind = Kind::kConnection) {
  return Translate({provider, "aws_dx_connection", version, json}, kind);
}

// As Terraform names it of all but the first instance of a resource.
TEST(Address, WhatCountsAsMovedAlreadyMovesToo) {
  for (const std::string_view address : {"registry.terraform.io/multicloud/interconnect", "multicloud/interconnect"}) {
    EXPECT_FALSE(Connection(address).diagnostics.has_errors()) << address;
  }
}

TEST(Address, AProviderIsNamedWhateverTheHost) {
  for (const std::string_view address :
       {"registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws", "mirror.example/hashicorp/aws",
        "hashicorp/aws", "aws", "provider[\"registry.terraform.io/hashicorp/aws\"]",
        "provider[\"registry.terraform.io/hashicorp/aws\"].west"}) {
    EXPECT_TRUE(NamesProvider(address, "hashicorp/aws")) << address;
    EXPECT_FALSE(Connection(address).diagnostics.has_errors()) << address;
  }
  for (const std::string_view address : {"registry.terraform.io/somebody/aws", "somebody/aws", "hashicorp/awscc",
                                         "awscc", "", "hashicorp", "a/b/hashicorp/aws", "hashicorp/aws/"}) {
    EXPECT_FALSE(NamesProvider(address, "hashicorp/aws")) << address;
    const Translation translation = Connection(address);
    EXPECT_TRUE(translation.attributes.is_null()) << address;
    EXPECT_TRUE(translation.diagnostics.has_errors()) << address;
  }
  EXPECT_TRUE(NamesProvider("registry.terraform.io/hashicorp/alicloud", "hashicorp/alicloud"));
}

TEST(Translate, ATypeThatNothingIsKnownOfIsNoError) {
  const Translation translation = Translate({"hashicorp/aws", "aws_instance", 1, "{}"}, Kind::kConnection);
  EXPECT_TRUE(translation.attributes.is_null());
  EXPECT_TRUE(translation.diagnostics.empty());
}

TEST(Translate, AnUnknownVersionIsRefused) {
  for (const std::int64_t version : {0, 1}) EXPECT_THAT(Said(Connection("aws", version)), IsEmpty());
  for (const std::int64_t version : {-1, 2}) {
    EXPECT_THAT(Said(Connection("aws", version)), HasSubstr("schema version " + std::to_string(version)));
  }
}

TEST(Translate, WhatIsNoStateIsRefused) {
  for (const std::string_view json : {"", "null", "[]", "{", "\"x\""}) {
    EXPECT_TRUE(Connection("aws", 1, json).diagnostics.has_errors()) << json;
  }
  EXPECT_THAT(Said(Connection("aws", 1, R"({"name": "dc1"})")), HasSubstr("does not say `id`"));
}

TEST(Translate, AnotherKindIsRefusedWithTheOneItIs) {
  EXPECT_THAT(Said(Connection("aws", 1, R"({"id": "dxcon-1"})", Kind::kVirtualInterface)),
              HasSubstr("aws_dx_connection dxcon-1 is an interconnect_connection here"));
}

TEST(Translate, AGroupAndItsPeerAreNoSingleObject) {
  for (const Kind kind : {Kind::kBgpPeer, Kind::kVirtualInterface}) {
    const Translation group = Translate({"aliyun/alicloud", "alicloud_vpc_bgp_group", 0, R"({"id": "bgpg-1"})"}, kind);
    EXPECT_THAT(Said(group), HasSubstr("write an interconnect_bgp_group and an interconnect_bgp_peer"));
  }
}

TEST(Translate, ASetOfPrefixesIsRefusedWithTheBlocksToWrite) {
  constexpr std::string_view kState =
      R"({"id": "ga-x", "dx_gateway_association_id": "be85116d", "allowed_prefixes": ["10.0.0.0/16", "10.1.0.0/16"]})";
  const Translation translation = Translate({"hashicorp/aws", "aws_dx_gateway_association", 1, kState}, Kind::kBgpCidr);
  EXPECT_THAT(Said(translation), HasSubstr("id = \"aws/<region>/be85116d/10.0.0.0/16\""));
  EXPECT_THAT(Said(translation), HasSubstr("to = interconnect_bgp_cidr.prefix_2"));
}

TEST(Translate, ARefusedOfferIsNoInterface) {
  const auto take = [](std::string_view action) {
    const std::string json = Json{{"id", "v"}, {"virtual_interface_id", "v"}, {"action", action}}.dump();
    return Translate({"huaweicloud/huaweicloud", "huaweicloud_dc_virtual_interface_accepter", 0, json},
                     Kind::kVirtualInterface);
  };
  EXPECT_EQ(take("ACCEPT").attributes.Get("id"), S("v"));
  EXPECT_THAT(Said(take("REJECT")), HasSubstr("not accepted"));
}

TEST(Translate, WhatANewerVersionHasIsSaid) {
  const Translation translation =
      Connection("aws", 1, R"({"id": "dxcon-1", "novelty": "x", "other": null, "flag": false})");
  EXPECT_THAT(Said(translation), HasSubstr("`novelty`"));
  EXPECT_THAT(Said(translation), Not(HasSubstr("other")));
  EXPECT_THAT(Said(translation), Not(HasSubstr("flag")));
  EXPECT_FALSE(translation.attributes.is_null());
}

TEST(Translate, SpellingsOfOlderVersions) {
  EXPECT_EQ(Connection("aws", 0, R"({"id": "dxcon-1", "vlan_id": "101"})").attributes.Get("vlan"), Value::Int(101));
  EXPECT_TRUE(Connection("aws", 0, R"({"id": "dxcon-1", "vlan_id": ""})").attributes.Get("vlan").is_null());
  EXPECT_EQ(Connection("aws", 1, R"({"id": "x", "arn": "arn:aws:directconnect:eu-west-1:1:dxcon/x"})")
                .attributes.Get("region"),
            S("eu-west-1"));
  EXPECT_EQ(
      Connection("aws", 1, R"({"id": "x", "region": "eu-west-2", "arn": "arn:aws:directconnect:eu-west-1:1:dxcon/x"})")
          .attributes.Get("region"),
      S("eu-west-2"));
  const Translation peer =
      Translate({"hashicorp/aws", "aws_dx_bgp_peer", 0,
                 R"({"id": "dxvif-1-ipv6-0", "bgp_peer_id": "dxpeer-1", "bgp_asn_long": "4200000000"})"},
                Kind::kBgpPeer);
  EXPECT_EQ(peer.attributes.Get("id"), S("dxpeer-1"));
  EXPECT_EQ(peer.attributes.Get("customer_asn"), S("4200000000"));
  const Translation old =
      Translate({"hashicorp/aws", "aws_dx_bgp_peer", 0, R"({"id": "dxvif-1-ipv6-65000"})"}, Kind::kBgpPeer);
  EXPECT_THAT(Said(old), HasSubstr("`bgp_peer_id`"));
}

// Address → what became of it.
std::map<std::string, Translation> Recorded(const std::string& name) {
  std::ifstream in(IC_SOURCE_DIR "/foreign/testdata/states/" + name + ".tfstate");
  std::stringstream text;
  text << in.rdbuf();
  std::map<std::string, Translation> taken;
  const Json state = Json::parse(text.str());
  for (const Json& resource : state["resources"]) {
    const std::string type = resource["type"];
    const std::string provider = resource["provider"];
    const SourceType* known = FindSourceType(provider, type);
    EXPECT_NE(known, nullptr) << type;
    if (known == nullptr || !known->kind) continue;
    for (const Json& instance : resource["instances"]) {
      const std::string key = instance.contains("index_key") ? instance["index_key"].dump() : "";
      const std::string json = instance["attributes"].dump();
      const SourceObject object{provider, type, instance["schema_version"].get<std::int64_t>(), json};
      Translation& one = taken[type + "." + resource["name"].get<std::string>() + key];
      one = Translate(object, *known->kind);
      EXPECT_FALSE(one.attributes.is_null()) << type << one.diagnostics.ToString();
      EXPECT_THAT(one.diagnostics.ToString(), Not(HasSubstr("not known"))) << type;
    }
  }
  return taken;
}

TEST(Recorded, AnInterfaceOfHuaweiCloud) {
  auto taken = Recorded("huawei");
  EXPECT_EQ(taken.size(), 5U);
  const Translation& bgp = taken.at("huaweicloud_dc_virtual_interface.bgp");
  EXPECT_EQ(bgp.attributes, Value::Object({{"cloud", S("huawei")},
                                           {"id", S("4ab7a473-d293-46c1-8da0-e546aaf708ba")},
                                           {"region", S("cn-north-4")},
                                           {"connection_id", S("2245bd5f-bb68-4f68-a2eb-92502318fa4e")},
                                           {"name", S("prod-a")},
                                           {"type", S("private")},
                                           {"route_mode", S("bgp")},
                                           {"vlan", Value::Int(120)},
                                           {"bandwidth", S("50Mbps")},
                                           {"customer_prefixes", Value::StringSet({"10.1.0.0/16", "10.2.0.0/16"})},
                                           {"gateway_id", S("78833635-915b-41b4-930d-84f91bf14b09")},
                                           {"address_family", S("ipv4")},
                                           {"cloud_address", S("10.255.0.1/30")},
                                           {"customer_address", S("10.255.0.2/30")},
                                           {"customer_asn", S("65201")},
                                           {"bfd", Value::Object({{"enabled", Value::Bool(true)}})},
                                           {"tags", Value::Map({{"env", S("prod")}, {"site", S("dc1")}})},
                                           {"huawei", Value::Object({{"description", S("production")},
                                                                     {"enterprise_project_id", S("0")},
                                                                     {"gateway_type", S("VGW")},
                                                                     {"priority", S("normal")}})}}));
  EXPECT_THAT(Said(bgp), HasSubstr("`bgp_md5`"));
  const Value& plain = taken.at("huaweicloud_dc_virtual_interface.static").attributes;
  EXPECT_TRUE(plain.Get("customer_asn").is_null());
  EXPECT_EQ(plain.Get("huawei").Get("nqa"), Value::Bool(true));
  EXPECT_EQ(taken.at("huaweicloud_dc_hosted_connect.offer").attributes.Get("huawei").Get("vlan"), Value::Int(700));
}

TEST(Recorded, ObjectsOfAlibabaCloud) {
  auto taken = Recorded("alibaba");
  EXPECT_EQ(taken.size(), 9U);
  const Value& router = taken.at("alicloud_express_connect_virtual_border_router.r0").attributes;
  EXPECT_EQ(router.Get("cloud_address"), S("10.0.0.1/30"));
  EXPECT_EQ(router.Get("customer_address"), S("10.0.0.2/30"));
  EXPECT_EQ(router.Get("bfd"), Value::Object({{"detect_multiplier", Value::Int(10)}}));
  EXPECT_TRUE(router.Get("bandwidth").is_null());
  const Value& port = taken.at("alicloud_express_connect_physical_connection.p").attributes;
  EXPECT_EQ(port.Get("bandwidth"), S("100Mbps"));
  EXPECT_EQ(port.Get("alibaba").Get("enabled"), Value::Bool(true));
  const Translation& group = taken.at("alicloud_vpc_bgp_group.g0");
  EXPECT_EQ(group.attributes.Get("customer_asn"), S("1111"));
  EXPECT_THAT(Said(group), HasSubstr("`auth_key`"));
  EXPECT_EQ(taken.at("alicloud_vpc_bgp_network.n1").attributes.Get("id"), S("vbr-bp149ux56pxg1b6c1nvu/192.168.1.0/24"));
  EXPECT_EQ(taken.at("alicloud_vpc_bgp_peer.x0").attributes.Get("customer_address"), S("10.0.0.2"));
}

}  // namespace
}  // namespace ic::foreign
