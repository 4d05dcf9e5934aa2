// Sessions of a BGP group that the cloud has: what the group says changes with it, and the plan shows that.
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

class MembersTest : public EngineFixture {
 protected:
  MembersTest() {
    for (auto& [address, resource] : all_) resource.config.Put("cloud", S("rock"));
    Make(all_);
    // As a cloud tells them of each session.
    ObjectOf("peer").attributes.Put(field::kCustomerAsn, S("64600"));
    ExpectNoChanges(all_);
  }

  Configuration all_ = FullStack();
};

TEST_F(MembersTest, AMemberHasTheNumberThatItsGroupWillHave) {
  Set(all_, "group", "customer_asn", S("64700"));
  const RunResult changed = host.Apply(all_);
  EXPECT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_EQ(StateOf("peer", "customer_asn"), S("64700"));
  ExpectNoChanges(all_);
}

TEST_F(MembersTest, AnotherSpellingOfTheNumberChangesNothing) {
  Set(all_, "group", "customer_asn", S("0.64600"));
  ExpectNoChanges(all_);
}

TEST_F(MembersTest, ANumberThatIsWrittenIsTheMembersOwn) {
  Set(all_, "peer", "customer_asn", S("64600"));
  Set(all_, "group", "customer_asn", S("64700"));
  const RunResult changed = host.Apply(all_);
  EXPECT_TRUE(changed.ok()) << changed.ToString();
  EXPECT_EQ(StateOf("peer", "customer_asn"), S("64600"));
}

}  // namespace
}  // namespace ic::reconcile
