// The key in force, as the cloud tells it.
#include "reconcile/read/live_key.h"

#include <memory>
#include <string>

#include "base/testing/must.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LiveKeyTest : public EngineFixture {
 protected:
  StatusOr<std::optional<std::string>> Ask(Kind kind, const std::string& id, const std::string& family = "",
                                           const char* cloud = "sky") {
    const std::unique_ptr<Adapter> adapter = Must(factory_.Make(cloud, {}));
    return LiveKey(*adapter, {.kind = kind, .region = "east", .id = id, .family = family}, {});
  }

  FakeFactory factory_{world};
};

TEST_F(LiveKeyTest, OfAnInterfaceAndOfAPeerAndItChangesNothing) {
  Make(FullStack());
  ObjectOf("vif").key = "in-force-1";
  ObjectOf("peer").key = "in-force-2";
  const std::size_t mutating = world.MutatingCalls();
  EXPECT_EQ(*Ask(Kind::kVirtualInterface, IdOf("vif")), "in-force-1");
  EXPECT_EQ(*Ask(Kind::kVirtualInterface, IdOf("vif"), "ipv4"), "in-force-1");
  EXPECT_EQ(*Ask(Kind::kBgpPeer, IdOf("peer")), "in-force-2");
  ObjectOf("vif").key = "";
  EXPECT_EQ(*Ask(Kind::kVirtualInterface, IdOf("vif")), std::nullopt);
  EXPECT_EQ(world.MutatingCalls(), mutating);
}

TEST_F(LiveKeyTest, WhatHasNoneSaysSoWithoutAnyKey) {
  Make(FullStack());
  ObjectOf("vif").key = "in-force-1";
  EXPECT_EQ(Ask(Kind::kVirtualInterface, "vif-none").status().code(), StatusCode::kNotFound);
  const Status lowered = Ask(Kind::kBgpGroup, "group-1").status();
  EXPECT_EQ(lowered.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(lowered.message(), HasSubstr("name the interface or the peer"));
  const Status other = Ask(Kind::kVirtualInterface, IdOf("vif"), "ipv6").status();
  EXPECT_EQ(other.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(other.message(), Not(HasSubstr("in-force")));
}

}  // namespace
}  // namespace ic::reconcile
