// What others decide or changed, as the facts of an object keep it.
#include "reconcile/object/others.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconcile/object/compare.h"
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

// What both halves are to have is sent by one of them.
class HalvesCompared : public ::testing::TestWithParam<Party> {
 protected:
  static VendorTraits Traits() {
    VendorTraits traits = FenTraits();
    traits.decides_rest = GetParam();
    traits.decisions.push_back({Kind::kVirtualInterface, field::kCustomerAsn, Party::kObjectOwner, {}, true});
    return traits;
  }
  static Value Vif() {
    return Value::Object({{"cloud", S("fen")},
                          {"name", S("prod")},
                          {"connection_id", S("con-1")},
                          {"mtu", Value::Int(1500)},
                          {"customer_asn", S("65000")}});
  }
  // Of `path`, which becomes `value`, and which the other half is to have as `there`.
  std::vector<Difference> Changed(AccountRole role, std::string_view path, const Value& value, const Value& there) {
    Value planned = Vif();
    planned.Put(path, value);
    Value other = Vif();
    other.Put(path, there);
    LiveLook look;
    look.is_key = [](const std::string&) { return false; };
    look.other_sessions = [] { return std::vector<std::string>(); };
    look.role = [role] { return role; };
    look.other = {other, role == AccountRole::kAccepting};
    look.may_offer_anew = may_offer_anew_;
    diagnostics_ = {};
    return Compare(subject_, Vif(), planned, planned, look, diagnostics_);
  }

  const VendorTraits traits_ = Traits();
  const FieldTable table_{AllFields(traits_, Kind::kVirtualInterface)};
  const VendorTables tables_{traits_, Kind::kVirtualInterface, table_.fields, table_.leaves};
  const Subject subject_{Kind::kVirtualInterface, &traits_, &tables_, &table_, std::make_shared<const EngineConfig>()};
  Diagnostics diagnostics_;
  bool may_offer_anew_ = false;
};

TEST_P(HalvesCompared, WhoDecidesItSendsIt) {
  for (const auto& [path, value] : {std::pair(field::kName, S("renamed")), std::pair(field::kMtu, Value::Int(9001)),
                                    std::pair(field::kConnectionId, S("con-2"))}) {
    SCOPED_TRACE(path);
    const Decision* decision = FindDecision(traits_, Kind::kVirtualInterface, path);
    for (const AccountRole role : {AccountRole::kOffering, AccountRole::kAccepting}) {
      const bool others = decision != nullptr && IsOthers(*decision, role);
      const Party party = role == AccountRole::kOffering ? Party::kConnectionOwner : Party::kObjectOwner;
      const bool sends = decision == nullptr ? GetParam() == party : !others;
      const std::vector<Difference> agreed = Changed(role, path, value, value);
      ASSERT_EQ(agreed.size(), 1U);
      EXPECT_EQ(agreed.front().touches_cloud, sends);
      EXPECT_EQ(agreed.front().learned, !sends);
      EXPECT_FALSE(diagnostics_.has_errors());
      EXPECT_FALSE(Changed(role, path, value, Vif().Get(path)).front().learned);
      EXPECT_EQ(diagnostics_.has_errors(), others);
    }
  }
}

// What nobody changes on what is there comes with another offer.
TEST_P(HalvesCompared, WhatAnOfferIsMadeWithReplacesIt) {
  const auto offered = Changed(AccountRole::kOffering, field::kCustomerAsn, S("65001"), S("65001"));
  ASSERT_EQ(offered.size(), 1U);
  EXPECT_EQ(offered.front().on_change, OnChange::kReplace);
  EXPECT_FALSE(diagnostics_.has_errors());
  Changed(AccountRole::kOffering, field::kCustomerAsn, S("65001"), S("65000"));
  EXPECT_TRUE(diagnostics_.has_errors());
  may_offer_anew_ = true;  // somebody has said so
  const auto anew = Changed(AccountRole::kOffering, field::kCustomerAsn, S("65001"), S("65000"));
  EXPECT_EQ(anew.front().on_change, OnChange::kReplace);
  EXPECT_FALSE(diagnostics_.has_errors());
  Changed(AccountRole::kOffering, field::kMtu, Value::Int(9001), Value::Int(1500));  // it changes in place, there
  EXPECT_TRUE(diagnostics_.has_errors());
}

// Terraform tells of an id that is not known yet nothing else: it may be the one there is, and then what stands on it
// lives on. It is another one where something else makes it another object.
class UnknownOffer : public EngineFixture {
 protected:
  // The one that was taken over is to be whatever comes out; `on_destroy` and `vlan` are of its configuration then.
  RunResult PlanOpen(std::string_view on_destroy, int vlan, std::string_view group = "") {
    Configuration configuration = {{"port", {Kind::kConnection, Port("dc1")}}};
    Make(configuration);
    const std::string port = Text(host.state.at("port").state, field::kId);
    const std::string id = world.Plant(Kind::kVirtualInterface, "sky", Interface("theirs", port, 190));
    Value taken = Interface("theirs", port, 190);
    taken.Put(field::kAdopt, S(id));
    taken.Put(field::kOnDestroy, S(on_destroy));
    if (!group.empty()) taken.Put(field::kRedundancyGroup, S(group));
    configuration.push_back({"vif", {Kind::kVirtualInterface, taken}});
    Make(configuration);
    configuration.insert(configuration.begin(), {"new", {Kind::kConnection, Port("dc2")}});
    Set(configuration, "vif", field::kAdopt, S("${new.id}"));
    Set(configuration, "vif", field::kVlan, Value::Int(vlan));
    return host.Plan(configuration);
  }
};

TEST_F(UnknownOffer, IsTakenOverInPlaceOfOneThatIsGivenUp) {
  const RunResult plan = PlanOpen("keep", 191);
  EXPECT_EQ(plan.actions.at("vif").action, Action::kReplace) << plan.ToString();
  EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.ToString();
}

// What it was goes with the offer that it was, in the process of the other account.
TEST_F(UnknownOffer, LeavesNoGroupWithoutAMember) {
  const RunResult plan = PlanOpen("keep", 191, "legs");
  EXPECT_TRUE(plan.diagnostics.has_errors()) << plan.ToString();
  EXPECT_THAT(plan.ToString(), ::testing::HasSubstr("redundancy group \"legs\""));
}

TEST_F(UnknownOffer, IsNoReasonToPartWithWhatMayBeIt) {
  const RunResult plan = PlanOpen("keep", 190);
  EXPECT_EQ(plan.actions.at("vif").action, Action::kUpdate) << plan.ToString();
  EXPECT_THAT(plan.ToString(), ::testing::HasSubstr("Value is not known yet"));
}

TEST_F(UnknownOffer, IsNoReasonToDeleteWhatMayBeIt) {
  const RunResult plan = PlanOpen("delete", 190);
  EXPECT_EQ(plan.actions.at("vif").action, Action::kUpdate) << plan.ToString();
  EXPECT_THAT(plan.ToString(), ::testing::HasSubstr("Value is not known yet"));
}

INSTANTIATE_TEST_SUITE_P(Parties, HalvesCompared, ::testing::Values(Party::kConnectionOwner, Party::kObjectOwner));

}  // namespace
}  // namespace ic::reconcile
