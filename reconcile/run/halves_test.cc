// One object of two accounts, both of them in one set: the one that offers it, and the one that took it over.
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::HasSubstr;
using ::testing::Not;

class HalvesTest : public RunFixture, public ::testing::WithParamInterface<Kind> {
 protected:
  HalvesTest() {
    desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
    world.unanswered = [this] {
      const std::lock_guard lock(world.mutex);
      for (auto& [id, object] : world.objects) object.visible_to = "partner";
    };
    Want(Kind::kConnection, "line", reconcile::Port("line"));
    Make();
    Value config = reconcile::Port("shared");
    if (kind() == Kind::kVirtualInterface) {
      config = reconcile::Interface("shared", IdOf(Kind::kConnection, "line"), 300);
    }
    Want(kind(), "given", config);
    Make();
    id_ = IdOf(kind(), "given");
    config.Put("adopt", S(id_));
    config.Put("on_destroy", S("delete"));
    Want(kind(), "taken", config).account = "sky-partner";
    Make();
  }

  static Kind kind() { return GetParam(); }
  DesiredObject& Half(const std::string& name) {
    for (DesiredObject& object : desired.objects) {
      if (object.address == Address{kind(), name}) return object;
    }
    throw std::logic_error(name);
  }
  static std::string AllowOf(const std::string& name) { return "--allow " + Address{kind(), name}.ToString(); }

  std::string id_;
};

TEST_P(HalvesTest, AreOneObject) {
  EXPECT_EQ(IdOf(kind(), "taken"), id_);
  ExpectNothing();
}

TEST_P(HalvesTest, WhatGoesWithTheOtherHalfIsAcknowledgedToo) {
  const DesiredSet both = desired;
  for (const auto& [goes, stays] : {std::pair("given", "taken"), std::pair("taken", "given")}) {
    SCOPED_TRACE(goes);
    desired = both;
    options.allow.clear();
    Forget(kind(), goes);
    EXPECT_THAT(Words(Plan()), HasSubstr(AllowOf(goes)));
    EXPECT_THAT(Words(Plan()), HasSubstr(AllowOf(stays)));
    options.allow = {{kind(), goes}};
    const RunPlan refused = Plan();
    ASSERT_EQ(refused.refusals.size(), 1U) << Words(refused);
    EXPECT_EQ(refused.refusals.front().address, (Address{kind(), stays}));
    EXPECT_EQ(refused.refusals.front().allow, AllowOf(stays));
    options.allow.insert({kind(), stays});
    const RunPlan allowed = Plan();
    EXPECT_TRUE(allowed.refusals.empty()) << Words(allowed);
    EXPECT_THAT(Words(allowed), Not(HasSubstr("Acknowledgement not needed")));
  }
}

TEST_P(HalvesTest, WhatIsOnlyForgottenTakesNothingAlong) {
  Half("taken").config.Put("on_destroy", S("keep"));
  Make();
  Forget(kind(), "taken");
  EXPECT_THAT(Words(Plan()), Not(HasSubstr(AllowOf("given"))));
}

TEST_P(HalvesTest, WhatEachWouldUndoOfTheOtherIsRefused) {
  for (const auto& [changed, other] : {std::pair("given", "taken"), std::pair("taken", "given")}) {
    SCOPED_TRACE(changed);
    Half(changed).config.Put("name", S("renamed"));
    const RunPlan refused = Plan();
    EXPECT_TRUE(refused.HasErrors());
    EXPECT_THAT(Words(refused), HasSubstr("name is to be \"renamed\" here and \"shared\" there"));
    Half(changed).config.Put("name", S("shared"));
  }
  Half("given").config.Put("name", S("renamed"));
  Half("taken").config.Put("name", S("renamed"));
  Make();
  EXPECT_EQ(reconcile::Text(world.objects.at(id_).attributes, "name"), "renamed");
}

// One of the two sends it, and the other one only learns of it.
TEST_P(HalvesTest, WhatBothAreToHaveIsChangedOnce) {
  Want(Kind::kConnection, "other", reconcile::Port("other"));
  Make();
  std::vector<std::pair<std::string_view, Value>> changes = {{"name", S("renamed")}};
  if (kind() == Kind::kVirtualInterface) {
    changes.emplace_back("mtu", Value::Int(9001));
    changes.emplace_back("connection_id", S(IdOf(Kind::kConnection, "other")));
  }
  for (const auto& [name, value] : changes) {
    SCOPED_TRACE(name);
    const std::size_t before = world.Count("Update");
    for (const std::string half : {"given", "taken"}) Half(half).config.Put(name, value);
    const ApplyOutcome outcome = Apply();
    EXPECT_TRUE(outcome.ok()) << Words(outcome);
    EXPECT_THAT(Words(outcome), Not(HasSubstr("another value than planned")));
    EXPECT_EQ(world.Count("Update"), before + 1);
    EXPECT_TRUE(world.objects.at(id_).attributes.Get(name) == value);
    ExpectNothing();
  }
}

// A connection is said by its name.
TEST_P(HalvesTest, WhereItIsIsSaidByBoth) {
  if (kind() != Kind::kVirtualInterface) return;
  Want(Kind::kConnection, "other", reconcile::Port("other"));
  Make();
  for (const std::string half : {"given", "taken"}) {
    Half(half).config.Put("connection_id", Value::Null());
    Half(half).references.push_back({"connection_id", {Kind::kConnection, "line"}});
  }
  ExpectNothing();
  Half("given").references.back().target.name = "other";
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors()) << Words(plan);
  EXPECT_THAT(Words(plan), HasSubstr("connection_id is to be"));
}

TEST_P(HalvesTest, WhatIsNamedByItsIdIsNotLeftBehind) {
  options.replace = {{kind(), "given"}};
  options.allow = {{kind(), "given"}, {kind(), "taken"}};
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.HasErrors());
  EXPECT_THAT(Words(plan), HasSubstr("Half of an object would be left behind"));
  EXPECT_THAT(Words(plan), HasSubstr("`adopt_" + std::string(KindName(kind())) + ": given`"));
}

TEST_P(HalvesTest, WhatOnlyTheOtherAccountCanDeleteIsNotBegun) {
  world.keeps = [](const std::string& account, const DeleteRequest&) {
    return account.empty() ? PermissionDeniedError("it is theirs to delete") : OkStatus();
  };
  options.allow = {{kind(), "given"}, {kind(), "taken"}};
  const auto refused = [this] {
    const RunPlan plan = Plan();
    EXPECT_EQ(plan.HasErrors(), Words(plan).find("it is theirs to delete") != std::string::npos) << Words(plan);
    if (plan.HasErrors()) {
      EXPECT_THAT(Words(plan), Not(HasSubstr("Acknowledgement not needed")));
    }
    return plan.HasErrors();
  };
  const DesiredSet both = desired;
  Forget(kind(), "given");
  EXPECT_TRUE(refused());
  Forget(kind(), "taken");  // which deletes it
  EXPECT_FALSE(refused());
  desired = both;
  Half("taken").config.Put("on_destroy", S("keep"));
  Make();
  options.replace = {{kind(), "given"}};
  EXPECT_TRUE(refused());
  EXPECT_THAT(Words(Plan()), HasSubstr("write on_destroy = \"delete\" there"));
  options.replace.clear();
  Forget(kind(), "given");
  Forget(kind(), "taken");
  EXPECT_TRUE(refused());
}

INSTANTIATE_TEST_SUITE_P(Kinds, HalvesTest, ::testing::Values(Kind::kConnection, Kind::kVirtualInterface));

// What a killed run offered is there in both accounts: one plan takes it over, and accepts it.
class InterruptedOffer : public RunFixture, public ::testing::WithParamInterface<Kind> {
 protected:
  InterruptedOffer() {
    desired.owner = "net/prod";
    parallelism = 1;
    desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
    Want(Kind::kConnection, "line", reconcile::Port("line"));
    Make();
    Value config = reconcile::Port("shared");
    if (GetParam() == Kind::kVirtualInterface) {
      config = reconcile::Interface("shared", IdOf(Kind::kConnection, "line"), 300);
    }
    Want(GetParam(), "given", config);
    config.Put("adopt", S("${" + Address{GetParam(), "given"}.ToString() + "}"));
    Want(GetParam(), "taken", config).account = "sky-partner";
    world.unanswered = [this] {
      const std::lock_guard lock(world.mutex);
      for (auto& [id, object] : world.objects) object.visible_to = "partner";
    };
  }

  void Die() {
    world.during = [this](const FakeCall& call) {
      if (call.operation != "Create" || world.dies_at) return;
      world.dies_at = world.calls.size() - 1;
      world.dies_after = true;
    };
    store.before_write = [this] { return world.dies_at ? UnavailableError("The process is dead.") : OkStatus(); };
    EXPECT_FALSE(Apply().ok());
    EXPECT_TRUE(world.dies_at);
    world.dies_at.reset();
    world.during = nullptr;
    for (auto& [id, object] : world.objects) object.visible_to = "partner";
  }
};

TEST_P(InterruptedOffer, IsTakenOverAndAccepted) {
  Die();
  const std::size_t there = world.objects.size();
  const RunPlan plan = Plan();
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
  Make();
  EXPECT_EQ(IdOf(GetParam(), "given"), IdOf(GetParam(), "taken"));
  EXPECT_EQ(world.objects.size(), there);
}

INSTANTIATE_TEST_SUITE_P(Kinds, InterruptedOffer, ::testing::Values(Kind::kConnection, Kind::kVirtualInterface));

// Each leg is offered by one account, and counts in a group where the other one has it.
class LentLegs : public RunFixture {
 protected:
  LentLegs() {
    desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
    world.unanswered = [this] {
      const std::lock_guard lock(world.mutex);
      for (auto& [id, object] : world.objects) object.visible_to = "partner";
    };
    for (const std::string leg : {"1", "2"}) {
      Want(Kind::kConnection, "line" + leg, reconcile::Port("line" + leg));
      Want(Kind::kVirtualInterface, "offer" + leg,
           reconcile::Interface("leg" + leg, "${connection.line" + leg + "}", leg == "1" ? 101 : 102));
    }
    Make();
    for (const std::string leg : {"1", "2"}) {
      Value config = reconcile::Interface("leg" + leg, IdOf(Kind::kConnection, "line" + leg), leg == "1" ? 101 : 102);
      config.Put("adopt", S(IdOf(Kind::kVirtualInterface, "offer" + leg)));
      config.Put("on_destroy", S("keep"));
      config.Put("redundancy_group", S("legs"));
      Want(Kind::kVirtualInterface, "accepted" + leg, config).account = "sky-partner";
    }
    const ApplyOutcome made = Apply();
    EXPECT_TRUE(made.ok()) << Words(made);
    options.refresh = false;  // each account tells of the group what its state has
    options.allow = {{Kind::kVirtualInterface, "offer1"}};
    Forget(Kind::kVirtualInterface, "offer1");
    Forget(Kind::kVirtualInterface, "accepted1");
  }
};

TEST_F(LentLegs, TheLastOneStaysThoughItsMemberIsOnlyForgotten) {
  EXPECT_THAT(Words(Plan()), Not(HasSubstr("last healthy member")));
  ObjectOf(Kind::kVirtualInterface, "offer2").health = HealthState::kDown;
  const RunPlan refused = Plan();
  ASSERT_FALSE(refused.refusals.empty()) << Words(refused);
  EXPECT_EQ(refused.refusals.front().address, (Address{Kind::kVirtualInterface, "offer1"}));
  EXPECT_THAT(Words(refused), HasSubstr("redundancy group \"legs\""));
}

// The account that has a leg may not see what it stands on; the one that has that tells how it is.
TEST_F(LentLegs, TheLineUnderALegIsAskedOfWhoeverHasIt) {
  for (const std::string line : {"line1", "line2"}) ObjectOf(Kind::kConnection, line).visible_to.clear();
  EXPECT_TRUE(Plan().refusals.empty());
  ObjectOf(Kind::kConnection, "line2").health = HealthState::kDown;
  const std::string said = Words(Plan());
  EXPECT_FALSE(Plan().refusals.empty());
  EXPECT_THAT(said, HasSubstr("no other member that could carry its IPv4 traffic is healthy"));
  EXPECT_THAT(said, HasSubstr(IdOf(Kind::kConnection, "line2") + " under it is down"));
}

TEST_F(LentLegs, WhatIsForgottenAndGoesIsNamed) {
  const RunPlan plan = Plan();
  EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
  for (const Step& step : plan.steps) {
    if (step.address.name == "offer1") {
      EXPECT_THAT(step.interrupts, ::testing::Contains(HasSubstr("virtual_interface.accepted1")));
    } else if (step.address.name == "accepted1") {
      EXPECT_EQ(step.action, Action::kForget);
      EXPECT_THAT(step.reasons, ::testing::Contains(HasSubstr("deleted all the same, with virtual_interface.offer1")));
    }
  }
}

}  // namespace
}  // namespace ic
