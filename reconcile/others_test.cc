// What others decide or changed, as the facts of an object keep it.
#include "reconcile/object/others.h"

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

class OthersTest : public ::testing::Test {
 protected:
  const Leaf& At(std::string_view path) const {
    for (const Leaf& leaf : table_.leaves) {
      if (leaf.path == path) return leaf;
    }
    throw std::logic_error("no such field");
  }
  static Value Vif(std::int64_t vlan) {
    return Value::Object({{"cloud", S("sky")}, {"name", S("prod")}, {"vlan", Value::Int(vlan)}});
  }

  const FieldTable table_{AllFields(SkyTraits(), Kind::kVirtualInterface)};
  const VendorTables tables_{SkyTraits(), Kind::kVirtualInterface, table_.fields, table_.leaves};
  const Subject subject_{Kind::kVirtualInterface, &SkyTraits(), &tables_, &table_,
                         std::make_shared<const EngineConfig>()};
};

TEST_F(OthersTest, WhatWasIsKnownUntilItIsAgain) {
  const auto first = ChangedByOthers(subject_, {}, Vif(100), Vif(200));
  EXPECT_TRUE(IsAsItWas(first, At("vlan"), Value::Int(100)));
  EXPECT_FALSE(IsAsItWas(first, At("vlan"), Value::Int(200)));
  EXPECT_FALSE(IsAsItWas(first, At("type"), S("private")));
  EXPECT_EQ(ChangedByOthers(subject_, first, Vif(200), Vif(200)), first);
  EXPECT_EQ(ChangedByOthers(subject_, first, Vif(200), Vif(300)), first);
  EXPECT_TRUE(ChangedByOthers(subject_, first, Vif(200), Vif(100)).empty());
  EXPECT_EQ(ParseFacts(FactsText({.id = "vif-1", .was = first})).was, first);
}

TEST_F(OthersTest, WhatChangesInPlaceOrWasNotKnownIsNotRemembered) {
  Value renamed = Vif(100);
  renamed.Put("name", S("other"));
  renamed.Put("type", S("private"));
  EXPECT_TRUE(ChangedByOthers(subject_, {}, Vif(100), renamed).empty());
}

TEST_F(OthersTest, WhoeverOwnsAllDecidesAll) {
  EXPECT_FALSE(IsOthersToDecide(subject_, At("vlan"), AccountRole::kOffering));  // the vendor has no such table
  const Decision decision{Kind::kVirtualInterface, "vlan", Party::kConnectionOwner, {}};
  EXPECT_FALSE(IsOthers(decision, AccountRole::kOwner));
  EXPECT_FALSE(IsOthers(decision, AccountRole::kOffering));
  EXPECT_TRUE(IsOthers(decision, AccountRole::kAccepting));
}

}  // namespace
}  // namespace ic::reconcile
