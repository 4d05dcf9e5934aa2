// A replacement that only somebody else's change asks for, as the command line plans it.
#include <string>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class OthersRunTest : public RunFixture {
 protected:
  OthersRunTest() {
    WantStack();
    Make();
    vif_ = {Kind::kVirtualInterface, "vif"};
    for (auto& [address, object] : store.objects) {
      if (address.kind == Kind::kVirtualInterface) vif_ = address;
    }
    ObjectOf(vif_.kind, vif_.name).attributes.Put("vlan", Value::Int(999));
  }

  Address vif_;
};

TEST_F(OthersRunTest, IsRefusedWithTheReason) {
  const RunPlan plan = Plan();
  EXPECT_THAT(Words(plan), HasSubstr("to undo what somebody else changed: vlan is 999"));
  EXPECT_THAT(Words(plan), HasSubstr("--allow"));
}

TEST_F(OthersRunTest, IsDoneIfItIsAllowed) {
  for (const auto& [address, object] : store.objects) options.allow.insert(address);
  const std::string before = IdOf(vif_.kind, vif_.name);
  EXPECT_THAT(Words(Plan()), Not(HasSubstr("somebody else")));
  Make();
  EXPECT_NE(IdOf(vif_.kind, vif_.name), before);
}

TEST_F(OthersRunTest, IsDoneIfItIsAskedFor) {
  options.replace = {vif_};
  EXPECT_THAT(Words(Plan()), Not(HasSubstr("somebody else")));
}

}  // namespace
}  // namespace ic
