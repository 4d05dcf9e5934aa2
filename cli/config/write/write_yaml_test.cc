#include <gtest/gtest.h>

#include "cli/config/read/load.h"
#include "cli/config/testing/load_fixture.h"
#include "cli/config/testing/random_set.h"
#include "cli/config/write/write.h"

namespace ic::cli {
namespace {

class WriteYamlTest : public LoadFixture {
 protected:
  static std::string Describe(const DesiredSet& set) {
    std::string text = fmt::format("owner {}\nallow {}\n", set.owner, fmt::join(set.allow_disruption, "|"));
    for (const auto& [name, setting] : set.tag_settings) text += fmt::format("{} {}\n", name, setting.ToString());
    for (const auto& [id, max] : set.limits) text += fmt::format("limit {} {}\n", id, max);
    for (const auto& [from, to] : set.moved) text += fmt::format("moved {} {}\n", from.ToString(), to.ToString());
    for (const DriftIgnore& ignore : set.ignores) {
      text += fmt::format("ignore {} {} {} {}\n", ignore.address, ignore.field, ignore.reason, ignore.until);
    }
    for (const Account& account : set.accounts) {
      text += fmt::format("account {} {} {}\n", account.name, account.cloud, account.settings.ToString());
    }
    for (const DesiredObject& object : set.objects) {
      text += fmt::format("{} in {}:", object.address.ToString(), object.account);
      for (const Reference& reference : object.references) {
        text += fmt::format(" {} -> {}", reference.field, reference.target.ToString());
      }
      text += fmt::format(" {}\n", object.config.ToString());
    }
    return text;
  }
};

TEST_F(WriteYamlTest, WhatIsWrittenIsReadAgain) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const DesiredSet set = RandomSet(seed).Make();
    const std::string yaml = WriteYaml(AllAdapters(), set, /*with_accounts=*/true);
    const LoadedSet loaded = LoadText(yaml);
    ASSERT_EQ(Said(loaded), "") << yaml;
    ASSERT_EQ(Describe(loaded.set), Describe(set)) << yaml;
    ASSERT_EQ(WriteYaml(AllAdapters(), loaded.set, true), yaml);
    for (std::size_t i = 0; i < set.objects.size(); ++i) ASSERT_EQ(loaded.set.objects[i].config, set.objects[i].config);
  }
}

constexpr std::string_view kWritten = R"(clouds:
  alibaba: {}
  aws-partner:
    cloud: aws
    region: us-east-1
    profile: partner
    shared_config_files: [a, b]
    assume_role:
      role_arn: arn:aws:iam::123456789012:role/x
  huawei:
    huawei_cloud: myhuaweicloud.eu

owner: net-team/prod

limits:
  aws.virtual_interface.transit: 60

allow_disruption:
  - dc1

moved:
  connection:
    old: dc1

drift:
  ignore:
    - address: "*"
      field: tags.team
      reason: set by billing
      until: "2026-12-31"

connection:
  dc1:
    cloud: aws-partner
    region: us-west-2
    location: EqDC2
    bandwidth: 1Gbps
    tags:
      team: net
    timeouts:
      create: 30m
    aws:
      request_macsec: true

virtual_interface:
  prod:
    connection: dc1
    vlan: 125
    customer_asn: "65000"
    customer_prefixes: [198.51.100.0/24, 203.0.113.0/24]

bgp_peer:
  prod-v6:
    virtual_interface: prod
    name: "$${env:X}"
    address_family: ipv6
    customer_asn: "1.10"

bgp_cidr:
  ten:
    cloud: aws-partner
    advertised_by: be85116d-46eb-4b43-a27a-da0c2ad648de
    cidr: 10.0.0.0/16
)";

TEST_F(WriteYamlTest, LooksAsAPersonWouldWriteIt) {
  const LoadedSet loaded = LoadText(kWritten);
  ASSERT_EQ(Said(loaded), "");
  EXPECT_EQ(WriteYaml(AllAdapters(), loaded.set, true), kWritten);
}

TEST_F(WriteYamlTest, SecretsAreLeftOut) {
  const LoadedSet loaded = LoadText(R"(clouds: {aws: {access_key: AKIASECRET, secret_key: hunter2}}
connection: {a: {cloud: aws}}
virtual_interface: {v: {connection: a, auth_key: hunter2}}
)");
  EXPECT_EQ(WriteYaml(AllAdapters(), loaded.set, true), R"(clouds:
  aws: {}

connection:
  a:
    cloud: aws

virtual_interface:
  v:
    connection: a
    # auth_key is a secret and is not written here.
)");
  EXPECT_EQ(WriteHcl(AllAdapters(), loaded.set, {}).find("hunter2"), std::string::npos);
}

TEST_F(WriteYamlTest, LongListsTakeALineForEach) {
  const LoadedSet loaded = LoadText(
      "connection: {a: {cloud: aws}}\nvirtual_interface:\n  v: {connection: a, customer_prefixes: [10.0.0.0/16, "
      "10.1.0.0/16, "
      "10.2.0.0/16, 10.3.0.0/16, 10.4.0.0/16, 10.5.0.0/16]}\n");
  EXPECT_NE(WriteYaml(AllAdapters(), loaded.set, false).find("    customer_prefixes:\n      - 10.0.0.0/16\n"),
            std::string::npos);
}

}  // namespace
}  // namespace ic::cli
