#include "adapters/aws/tables/states.h"

#include <gtest/gtest.h>

namespace ic::aws {
namespace {

TEST(States, AnInterfaceWithoutASessionIsNotKnownToBeUp) {
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "available"), -1), HealthState::kUnknown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "down"), 1), HealthState::kDown);
  EXPECT_EQ(HealthOf(StateOf(Kind::kVirtualInterface, "unknown"), 1), HealthState::kUnknown);
}

TEST(States, AnAssociationGoesOnAnnouncingWhileItIsUpdated) {
  EXPECT_EQ(HealthOf(StateOf(Kind::kBgpCidr, "updating"), -1), HealthState::kUp);
  EXPECT_EQ(HealthOf(StateOf(Kind::kBgpCidr, "associating"), -1), HealthState::kDown);
}

}  // namespace
}  // namespace ic::aws
