// Nothing is deleted whose successor would be refused, as the command line runs. For Terraform:
// reconcile/successor_test.cc.
#include <stdexcept>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;

Value& ConfigOf(DesiredSet& desired, Kind kind) {
  for (DesiredObject& object : desired.objects) {
    if (object.address.kind == kind) return object.config;
  }
  throw std::logic_error("there is no such object");
}

// Each kind that a cloud holds and that nothing stands on, and the interface that its sessions stand on.
const std::pair<Kind, std::pair<std::string, Value>> kReplacements[] = {
    {Kind::kVirtualInterface, {"vlan", Value::Int(777)}},
    {Kind::kBgpPeer, {"customer_address", S("fd00::9/64")}},
    {Kind::kBgpCidr, {"cidr", S("10.77.0.0/16")}}};

TEST_F(RunFixture, WhatIsRefusedLeavesTheOldOne) {
  WantStack();
  for (const DesiredObject& object : desired.objects) options.allow.insert(object.address);
  Make();
  for (const auto& [kind, change] : kReplacements) {
    const std::string old = world.IdsOf(kind).front();
    ConfigOf(desired, kind).Put(change.first, change.second);
    world.refuses = [](const CreateRequest&) { return FailedPreconditionError("Not on this line."); };
    const RunPlan plan = Plan();
    EXPECT_TRUE(plan.HasErrors());
    EXPECT_THAT(Words(plan), HasSubstr("Not on this line."));
    // It turns out after the plan.
    world.refuses = [](const CreateRequest& request) {
      return request.planned ? OkStatus() : FailedPreconditionError("Not on this line.");
    };
    const ApplyOutcome outcome = Apply();
    EXPECT_FALSE(outcome.ok());
    EXPECT_THAT(Words(outcome), HasSubstr("Replacement was not begun"));
    EXPECT_TRUE(world.objects.contains(old)) << Words(outcome);
    world.refuses = nullptr;
    Make();
    EXPECT_FALSE(world.objects.contains(old));
  }
}

}  // namespace
}  // namespace ic
