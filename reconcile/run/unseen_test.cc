// Credentials that may not list what is there: no create of theirs is sent, and the plan says so.
#include <algorithm>
#include <functional>
#include <string>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class UnseenTest : public RunFixture {
 protected:
  // One kind after the other: what it stands on is there.
  void ForEachKind(const std::function<void(Kind kind)>& plan) {
    WantStack();
    const DesiredSet all = desired;
    desired.objects.clear();
    for (const DesiredObject& object : all.objects) {
      SCOPED_TRACE(object.address.ToString());
      desired.objects.push_back(object);
      std::ranges::sort(desired.objects, {}, &DesiredObject::address);
      plan(object.address.kind);
      world.denies = nullptr;
      Make();
    }
  }
};

TEST_F(UnseenTest, IsAnErrorOfThePlan) {
  ForEachKind([this](Kind kind) {
    world.denies = [kind](const FakeCall& call) {
      const bool looks = call.operation == "FindCandidates" && call.kind == kind;
      return looks ? PermissionDeniedError("you may not list it") : OkStatus();
    };
    const RunPlan plan = Plan();
    EXPECT_TRUE(plan.HasErrors()) << Words(plan);
    EXPECT_THAT(Words(plan), HasSubstr("Cloud refuses to tell what is there"));
    EXPECT_THAT(Words(plan), HasSubstr("credentials of \"sky\""));
    EXPECT_THAT(Words(plan), HasSubstr("you may not list it"));
  });
}

// The account's own limits may be kept from it: they are the documents' then.
TEST_F(UnseenTest, LimitsAloneAreNoError) {
  world.limits = []() -> StatusOr<ToldLimits> { return PermissionDeniedError("you may not know"); };
  ForEachKind([this](Kind) {
    const RunPlan plan = Plan();
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    EXPECT_THAT(Words(plan), Not(HasSubstr("Cloud refuses to tell")));
  });
}

}  // namespace
}  // namespace ic
