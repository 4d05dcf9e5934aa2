#include "cli/config/read/terraform_state.h"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "cli/config/read/load.h"
#include "cli/config/write/write.h"

namespace ic::cli {
namespace {

constexpr std::string_view kState = R"({
  "format_version": "1.0", "terraform_version": "1.11.4",
  "values": {"root_module": {
    "resources": [
      {"address": "data.interconnect_health.x", "mode": "data", "type": "interconnect_health", "name": "x", "values": {}},
      {"address": "aws_vpc.x", "mode": "managed", "type": "aws_vpc", "name": "x", "values": {"id": "vpc-1"}},
      {"address": "interconnect_connection.dc[\"1/a\"]", "mode": "managed", "type": "interconnect_connection", "name": "dc",
       "index": "1/a", "values": {"id": "dxcon-1", "cloud": "aws", "region": "us-east-1", "name": "dc1", "device": "d",
       "vlan": null, "bandwidth": "1Gbps", "tags": {"team": "net"}, "aws": {"owner_account": "1", "request_macsec": false},
       "alibaba": null, "from_the_future": 5}},
      {"address": "interconnect_virtual_interface.v[0]", "mode": "managed", "type": "interconnect_virtual_interface",
       "name": "v", "index": 0, "values": {"id": "dxvif-1", "cloud": "aws", "connection_id": "dxcon-1", "vlan": 125,
       "auth_key": "hunter2", "customer_prefixes": ["10.0.0.0/8"], "aws": {"owner_account": null}}},
      {"address": "interconnect_virtual_interface.lag", "mode": "managed", "type": "interconnect_virtual_interface",
       "name": "lag", "values": {"id": "dxvif-2", "cloud": "aws", "connection_id": "dxlag-1"}}
    ],
    "child_modules": [
      {"address": "module.link[\"aws\"]", "resources": [
        {"address": "module.link[\"aws\"].interconnect_bgp_peer.v6", "mode": "managed", "type": "interconnect_bgp_peer",
         "name": "v6", "values": {"id": "dxpeer-1", "cloud": "aws", "virtual_interface_id": "dxvif-1"}}],
       "child_modules": [{"address": "module.link[\"aws\"].module.inner", "resources": [
        {"address": "module.link[\"aws\"].module.inner.interconnect_bgp_cidr.c", "mode": "managed",
         "type": "interconnect_bgp_cidr", "name": "c", "values": {"cloud": "alibaba", "advertised_by": "vbr-1"}},
        {"address": "interconnect_virtual_interface.vbr", "mode": "managed", "type": "interconnect_virtual_interface",
         "name": "vbr", "values": {"id": "vbr-1", "cloud": "alibaba"}}]}]}
    ]}}})";

TEST(TerraformState, WhatImportsThem) {
  const StatusOr<TerraformSet> read = ReadTerraformState(AllAdapters(), R"({"format_version": "1.0", "values": {
    "root_module": {"resources": [
      {"mode": "managed", "type": "interconnect_virtual_interface", "name": "v",
       "values": {"id": "dxvif-1", "cloud": "aws", "region": "us-east-1"}},
      {"mode": "managed", "type": "interconnect_bgp_group", "name": "lowered",
       "values": {"id": "lowered/ipv6/65000", "cloud": "aws", "region": "us-east-1", "name": "six",
                  "virtual_interface_id": "dxvif-1", "address_family": "ipv6", "customer_asn": "65000"}},
      {"mode": "managed", "type": "interconnect_bgp_group", "name": "real",
       "values": {"id": "bgpg-1", "cloud": "alibaba", "region": "cn-beijing", "virtual_interface_id": "vbr-1"}},
      {"mode": "managed", "type": "interconnect_bgp_peer", "name": "nowhere", "values": {"id": "x", "cloud": "aws"}}
    ]}}})");
  ASSERT_TRUE(read.ok()) << read.status().message();
  const std::map<Address, std::string> expected = {
      {{Kind::kVirtualInterface, "v"}, "aws/us-east-1/dxvif-1"},
      {{Kind::kBgpGroup, "lowered"}, "aws/us-east-1/dxvif-1/ipv6/six"},
      {{Kind::kBgpGroup, "real"}, "alibaba/cn-beijing/bgpg-1"},
  };
  EXPECT_EQ(read->import_ids, expected);
}

TEST(TerraformState, ObjectsAndTheirReferences) {
  const StatusOr<TerraformSet> read = ReadTerraformState(AllAdapters(), kState);
  ASSERT_TRUE(read.ok()) << read.status().message();
  const LoadedSet& loaded = read->loaded;
  EXPECT_TRUE(loaded.diagnostics.empty());
  EXPECT_EQ(WriteYaml(AllAdapters(), loaded.set, true), R"(clouds:
  alibaba: {}
  aws: {}

connection:
  dc-1-a:
    cloud: aws
    region: us-east-1
    name: dc1
    bandwidth: 1Gbps
    tags:
      team: net
    aws:
      request_macsec: false

virtual_interface:
  lag:
    cloud: aws
    connection_id: dxlag-1
  link-aws.inner-vbr:
    cloud: alibaba
  v-0:
    connection: dc-1-a
    vlan: 125
    customer_prefixes: [10.0.0.0/8]

bgp_peer:
  link-aws-v6:
    virtual_interface: v-0

bgp_cidr:
  link-aws.inner-c:
    virtual_interface: link-aws.inner-vbr
)");
}

// Without it the next object that is written would have none.
TEST(TerraformState, TheRegionThatAllAreInIsTheAccounts) {
  const auto clouds = [](std::string_view regions) {
    std::string resources;
    int n = 0;
    for (const char region : regions) {
      resources +=
          fmt::format(R"({}{{"mode": "managed", "type": "interconnect_connection", "name": "c{}",
                               "values": {{"cloud": "aws"{}}}}})",
                      n == 0 ? "" : ", ", n, region == '-' ? "" : fmt::format(R"(, "region": "us-east-{}")", region));
      ++n;
    }
    const auto read = ReadTerraformState(
        AllAdapters(),
        fmt::format(R"({{"format_version": "1.0", "values": {{"root_module": {{"resources": [{}]}}}}}})", resources));
    const std::string yaml = read.ok() ? WriteYaml(AllAdapters(), read->loaded.set, true) : read.status().message();
    return yaml.substr(0, yaml.find("connection:"));
  };
  EXPECT_EQ(clouds("11"), "clouds:\n  aws:\n    region: us-east-1\n\n");
  for (const char* several : {"12", "1-", "--"}) EXPECT_EQ(clouds(several), "clouds:\n  aws: {}\n\n") << several;
}

TEST(TerraformState, NamesAreUnique) {
  const StatusOr<TerraformSet> read =
      ReadTerraformState(AllAdapters(), R"({"format_version": "1.0", "values": {"root_module":
    {"resources": [
      {"mode": "managed", "type": "interconnect_connection", "name": "a", "index": "b/c", "values": {"cloud": "aws"}},
      {"mode": "managed", "type": "interconnect_connection", "name": "a", "index": "b c", "values": {"cloud": "aws"}},
      {"mode": "managed", "type": "interconnect_connection", "name": "a", "index": "é", "values": {"cloud": "aws"}}]}}})");
  ASSERT_TRUE(read.ok());
  const LoadedSet& loaded = read->loaded;
  ASSERT_EQ(loaded.set.objects.size(), 3U);
  EXPECT_EQ(loaded.set.objects[0].address.name, "a");
  EXPECT_EQ(loaded.set.objects[1].address.name, "a-b-c");
  EXPECT_EQ(loaded.set.objects[2].address.name, "a-b-c-2");
}

TEST(TerraformState, WhatIsNotReadableIsNamed) {
  const StatusOr<TerraformSet> read =
      ReadTerraformState(AllAdapters(), R"({"format_version": "1.0", "values": {"root_module":
    {"resources": [
      {"address": "interconnect_connection.a", "mode": "managed", "type": "interconnect_connection", "name": "a", "values": {}},
      {"address": "interconnect_connection.b", "mode": "managed", "type": "interconnect_connection", "name": "b",
       "values": {"cloud": "aws", "vlan": "many"}}]}}})");
  ASSERT_TRUE(read.ok());
  const LoadedSet& loaded = read->loaded;
  ASSERT_EQ(loaded.diagnostics.size(), 2U);
  EXPECT_EQ(loaded.diagnostics[0].diagnostic.detail,
            "interconnect_connection.a: it has no `cloud` that this program knows.");
  EXPECT_NE(loaded.diagnostics[1].diagnostic.detail.find("interconnect_connection.b: "), std::string::npos);
}

TEST(TerraformState, OtherDocumentsAreRefused) {
  const auto said = [](std::string_view json) { return ReadTerraformState(AllAdapters(), json).status().message(); };
  EXPECT_EQ(said("{"), "this is no JSON object; write one with `terraform show -json > state.json`");
  EXPECT_EQ(said(R"({"version": 4, "lineage": "x"})"),
            "this is Terraform's own state file; its readable form is written by `terraform show -json > state.json`");
  EXPECT_EQ(said("{}"), "this is not what `terraform show -json` writes: it has no format_version");
  EXPECT_EQ(said(R"({"format_version": "2.0"})"), "format_version \"2.0\" is newer than this program, which knows 1");
  EXPECT_EQ(said(R"({"format_version": "1.0"})"), "");
}

}  // namespace
}  // namespace ic::cli
