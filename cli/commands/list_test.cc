// interconnect list: what there is in the clouds.
#include <string>

#include <nlohmann/json.hpp>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ListTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    for (const char* name : {"dc1", "dc2"}) {
      ids_.push_back(world_.Plant(Kind::kConnection, "sky",
                                  Value::Object({{"name", Value::String(name)},
                                                 {"location", Value::String(name == std::string("dc1") ? "L1" : "L2")},
                                                 {"bandwidth", Value::String("1Gbps")},
                                                 {"tags", Value::Map({{"team", Value::String(name)}})}})));
    }
    world_.gateways = {{.id = "gw-1",
                        .region = "east",
                        .attributes = Value::Object({{"region", Value::String("east")},
                                                     {"name", Value::String("hub\x1b[2J")},
                                                     {"type", Value::String("virtual")}})}};
  }

  std::vector<std::string> ids_;
};

TEST_F(ListTest, NeedsNoConfiguration) {
  const Ran all = Run({"list", "connection", "--cloud", "sky"});
  EXPECT_EQ(all.code, 0) << all;
  EXPECT_THAT(all.out, AllOf(HasSubstr("location"), HasSubstr(ids_[0]), HasSubstr(ids_[1]), HasSubstr("dc1")));
  EXPECT_EQ(world_.MutatingCalls(), 0U);
  const Ran one = Run({"list", "connection", "--cloud", "sky", "--location", "l2"});
  EXPECT_THAT(one.out, AllOf(Not(HasSubstr("dc1")), HasSubstr("dc2")));
  EXPECT_THAT(Run({"list", "connection", "--cloud", "sky", "--tag", "team=dc1"}).out,
              AllOf(HasSubstr("dc1"), Not(HasSubstr("dc2"))));
}

TEST_F(ListTest, LooksInEveryEntryOfTheConfiguration) {
  Write("clouds: {sky: {region: east}, rock: {region: east}}\n");
  const auto document = nlohmann::json::parse(RunHere({"list", "connection", "--json"}).out);
  EXPECT_EQ(document["format_version"], "1.0");
  EXPECT_EQ(document["kind"], "connection");
  ASSERT_EQ(document["objects"].size(), 2U);
  const auto& first = document["objects"][0];
  EXPECT_EQ(first["account"], "sky");
  EXPECT_EQ(first["import_id"], "sky/east/" + first["attributes"]["id"].get<std::string>());
  EXPECT_FALSE(first["attributes"].contains("on_destroy"));
  EXPECT_TRUE(document["diagnostics"].empty());
}

TEST_F(ListTest, GatewaysToo) {
  const Ran ran = Run({"list", "gateway", "--cloud", "sky"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("gw-1"), HasSubstr("virtual"), Not(HasSubstr("\x1b"))));
  EXPECT_TRUE(nlohmann::json::parse(Run({"list", "gateway", "--cloud", "sky", "--json"}).out)["objects"][0]["import_id"]
                  .is_null());
}

TEST_F(ListTest, NothingIsNoError) {
  const Ran ran = Run({"list", "connection", "--cloud", "sky", "--name", "dc3"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("Nothing was found"));
}

TEST_F(ListTest, WhatCannotBeMeantIsRefused) {
  EXPECT_THAT(Run({"list", "connection"}).err, HasSubstr("name it with --cloud"));
  EXPECT_THAT(Run({"list", "connection", "--cloud", "skie"}).err, HasSubstr("no account 'skie'"));
  EXPECT_THAT(Run({"list", "connection", "--cloud", "sky", "--vlan", "5"}).err, HasSubstr("not looked up by --vlan"));
  EXPECT_THAT(Run({"list", "virtual_interface", "--cloud", "sky", "--vlan", "x"}).err, HasSubstr("a whole number"));
  EXPECT_THAT(Run({"list", "connection", "--cloud", "sky", "--tag", "team"}).err, HasSubstr("KEY=VALUE"));
  EXPECT_EQ(Run({"list", "bgp_peer", "--cloud", "sky"}).code, 1);
  EXPECT_EQ(Run({"list"}).code, 1);
}

TEST_F(ListTest, ACloudThatCannotBeReadIsAnErrorBesideTheOthers) {
  Write("clouds: {sky: {region: east}, rock: {region: east}}\n");
  world_.fault = [](std::size_t, const reconcile::FakeCall& call) {
    return call.cloud == "rock" ? reconcile::Fault::kFailBefore : reconcile::Fault::kNone;
  };
  const Ran ran = RunHere({"list", "connection"});
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.out, HasSubstr("dc1"));
  EXPECT_THAT(ran.err, HasSubstr("rock: "));
}

}  // namespace
}  // namespace ic::cli
