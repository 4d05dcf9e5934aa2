#include "cli/migrate/sorted.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/migrate/removed.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kAws = "provider[\"registry.opentofu.org/hashicorp/aws\"]";

OldObject Old(std::string type, std::string json, std::string name = "x") {
  OldObject old{.type = std::move(type), .name = std::move(name), .provider = kAws, .json = std::move(json)};
  old.resource = old.type + "." + old.name;
  old.address = old.resource;
  return old;
}

OldObject Connection(const std::string& id, std::string name = "x") {
  return Old("aws_dx_connection", R"({"id": ")" + id + R"(", "region": "us-east-1"})", std::move(name));
}

// By address.
std::map<std::string, Sorted> Sorts(std::vector<OldObject> objects, const std::set<std::string>& leave = {}) {
  OldState state;
  state.objects = std::move(objects);
  std::map<std::string, Sorted> sorted;
  for (Sorted& one : Sort({state}, leave)) sorted.emplace(one.old.address, std::move(one));
  return sorted;
}

TEST(Sorted, WhatIsKnownMoves) {
  OldObject keyed = Old("aws_dx_private_virtual_interface", R"({"id": "dxvif-1", "bgp_auth_key": "hunter2"})", "v");
  const auto sorted = Sorts({Connection("dxcon-1"), keyed});
  const Sorted& port = sorted.at("aws_dx_connection.x");
  EXPECT_EQ(port.becomes, Becomes::kMoved);
  EXPECT_EQ(port.by, By::kMoved);
  EXPECT_EQ(port.to, (Address{Kind::kConnection, "x"}));
  EXPECT_EQ(port.attributes.Get("id"), Value::String("dxcon-1"));
  EXPECT_EQ(port.why, "");
  const Sorted& interface = sorted.at("aws_dx_private_virtual_interface.v");
  ASSERT_EQ(interface.said.size(), 1U);
  EXPECT_THAT(interface.said.front(), AllOf(HasSubstr("Key is not taken along"), Not(HasSubstr("hunter2"))));
}

TEST(Sorted, NamesAreTerraformsAndEachItsOwn) {
  OldObject inner = Connection("dxcon-2");
  inner.module = "module.m[\"a\"]";
  inner.key = "k";
  inner.address = "module.m[\"a\"].aws_dx_connection.x[\"k\"]";
  OldObject same = Connection("dxcon-3", "m-a-x-k");
  const auto sorted = Sorts({inner, same});
  EXPECT_EQ(sorted.at(inner.address).to.name, "m-a-x-k");
  EXPECT_EQ(sorted.at(same.address).to.name, "m-a-x-k-2");
}

TEST(Sorted, WhatStaysIsSaidWhy) {
  OldObject lag = Old("aws_dx_lag", R"({"id": "dxlag-1"})");
  lag.needs = {"aws_dx_connection.x", "aws_vpc.x"};
  const auto sorted = Sorts({lag, Old("aws_vpc", "{}"), Old("interconnect_connection", "{}"), Connection("dxcon-1"),
                             Connection("dxcon-2", "y")},
                            {"aws_dx_connection.y"});
  const Sorted& stays = sorted.at("aws_dx_lag.x");
  EXPECT_EQ(stays.becomes, Becomes::kLeft);
  EXPECT_THAT(stays.why, AllOf(HasSubstr("named by its id"), HasSubstr("refers to aws_dx_connection.x"),
                               Not(HasSubstr("aws_vpc"))));
  EXPECT_TRUE(stays.related);
  EXPECT_FALSE(sorted.at("aws_vpc.x").related);
  EXPECT_THAT(sorted.at("interconnect_connection.x").why, HasSubstr("already"));
  EXPECT_EQ(sorted.at("aws_dx_connection.y").becomes, Becomes::kLeft);
  EXPECT_THAT(sorted.at("aws_dx_connection.y").why, HasSubstr("asked to stay"));
}

TEST(Sorted, WhatIsRefusedHasAWayOut) {
  OldObject tainted = Connection("dxcon-1");
  tainted.set_aside = "tainted";
  OldObject deposed = Connection("dxcon-2", "d");
  deposed.set_aside = "deposed";
  const OldObject prefixes =
      Old("aws_dx_gateway_association",
          R"({"dx_gateway_association_id": "ga", "region": "r", "allowed_prefixes": ["10.0.0.0/16"]})");
  const auto sorted = Sorts({tainted, deposed, prefixes, Old("aws_dx_bgp_peer", R"({"id": "old"})")});
  for (const auto& [address, one] : sorted) EXPECT_EQ(one.becomes, Becomes::kRefused) << address;
  EXPECT_THAT(sorted.at("aws_dx_connection.x").why, HasSubstr("terraform untaint 'aws_dx_connection.x'"));
  EXPECT_THAT(sorted.at("aws_dx_connection.d").why, HasSubstr("deposed"));
  EXPECT_THAT(sorted.at("aws_dx_gateway_association.x").blocks, HasSubstr("aws/r/ga/10.0.0.0/16"));
  EXPECT_THAT(sorted.at("aws_dx_bgp_peer.x").why, HasSubstr("`bgp_peer_id`"));
  // A type whose objects are refused only where there is something to write instead.
  EXPECT_EQ(Sorts({Old("aws_dx_gateway_association", "{}")}).begin()->second.becomes, Becomes::kLeft);
}

TEST(Sorted, WhatNoMoveCanServeIsImported) {
  OldObject fork = Connection("dxcon-1");
  fork.provider = "registry.terraform.io/somebody/aws";
  OldObject later =
      Old("aws_dx_connection", R"({"id": "dxcon-2", "region": "us-east-1", "bandwidth": {"is": "odd"}})", "y");
  later.version = 99;
  const auto sorted = Sorts({fork, later});
  EXPECT_EQ(sorted.at("aws_dx_connection.x").by, By::kImport);
  EXPECT_THAT(sorted.at("aws_dx_connection.x").why, HasSubstr("somebody/aws"));
  EXPECT_EQ(sorted.at("aws_dx_connection.x").attributes.Get("id"), Value::String("dxcon-1"));
  // Of an unknown form not even the rest can be believed.
  EXPECT_EQ(sorted.at("aws_dx_connection.y").becomes, Becomes::kRefused);
  EXPECT_THAT(sorted.at("aws_dx_connection.y").why, HasSubstr("99"));
}

TEST(Sorted, OneObjectMovesOnce) {
  const auto sorted = Sorts({Connection("dxcon-1"), Old("aws_dx_connection_confirmation", R"({"id": "dxcon-1"})")});
  EXPECT_EQ(sorted.at("aws_dx_connection.x").becomes, Becomes::kMoved);
  const Sorted& again = sorted.at("aws_dx_connection_confirmation.x");
  EXPECT_EQ(again.becomes, Becomes::kRefused);
  EXPECT_THAT(again.why, HasSubstr("aws_dx_connection.x"));
  EXPECT_THAT(again.blocks, HasSubstr("from = aws_dx_connection_confirmation.x\n"));
}

TEST(Sorted, SeveralStatesHaveNoMoves) {
  OldState one;
  one.objects = {Connection("dxcon-1")};
  OldState two;
  two.objects = {Connection("dxcon-2")};
  two.objects.front().state = 1;
  for (const Sorted& sorted : Sort({one, two}, {})) EXPECT_EQ(sorted.by, By::kImport);
}

TEST(Removed, BlocksAndCommands) {
  OldObject many = Connection("dxcon-2", "many");
  many.key = "0";
  many.address += "[0]";
  OldObject stays = Connection("dxcon-3", "many");
  stays.key = "it's";
  stays.address += "[\"it's\"]";
  OldObject inside = Connection("dxcon-4", "in");
  inside.resource = inside.address = "module.m[\"it's\"].aws_dx_connection.in";
  OldState state;
  state.objects = {Connection("dxcon-1"), many, stays, inside};
  const std::vector<Sorted> sorted = Sort({state}, {stays.address});
  EXPECT_EQ(RemovedFile(sorted, 0, /*moved_blocks=*/true), "");
  EXPECT_EQ(RemovedFile(sorted, 1, /*moved_blocks=*/false), "");
  EXPECT_EQ(RemovedFile(sorted, 0, /*moved_blocks=*/false),
            "removed {\n  from = aws_dx_connection.x\n  lifecycle {\n    destroy = false\n  }\n}\n"
            "\n# No block can name these; nothing is destroyed by the commands:\n#\n"
            "#   terraform state rm 'aws_dx_connection.many[0]'\n"
            "#   terraform state rm 'module.m[\"it'\\''s\"].aws_dx_connection.in'\n");
}

// States that the vendors' own programs wrote.
TEST(Sorted, RecordedStates) {
  std::size_t states = 0;
  for (const auto& entry : std::filesystem::directory_iterator(IC_SOURCE_DIR "/foreign/testdata/states")) {
    const std::string cloud = entry.path().stem().string();
    std::ifstream file(entry.path());
    auto state = ReadOldState(cloud, {std::istreambuf_iterator<char>(file), {}}, 0);
    ++states;
    ASSERT_TRUE(state.ok()) << state.status().message();
    EXPECT_FALSE(state->objects.empty());
    for (const Sorted& one : Sort({*state}, {})) {
      EXPECT_NE(one.becomes, Becomes::kRefused) << one.old.address << ": " << one.why;
      EXPECT_TRUE(one.related) << one.old.address;
      if (one.becomes == Becomes::kMoved) {
        EXPECT_EQ(one.attributes.Get("cloud"), Value::String(cloud)) << one.old.address;
      }
    }
  }
  EXPECT_GT(states, 0U);
}

}  // namespace
}  // namespace ic::cli
