// Objects that exist already and are taken over by a set.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;

// The usual redundant pair of hosted connections: neither has a name in the configuration.
TEST_F(RunFixture, TwoConnectionsWithoutANameAreAdoptedInOneRunOrOneAfterTheOther) {
  Want(Kind::kConnection, "a", reconcile::Port("from-partner-a"));
  Want(Kind::kConnection, "b", reconcile::Port("from-partner-b"));
  Make();
  const std::string a = IdOf(Kind::kConnection, "a");
  const std::string b = IdOf(Kind::kConnection, "b");
  for (const bool at_once : {true, false}) {
    store.objects.clear();
    desired.objects.clear();
    Want(Kind::kConnection, "a", Value::Object({{"cloud", S("sky")}, {"adopt", S(a)}}));
    if (!at_once) Make();
    Want(Kind::kConnection, "b", Value::Object({{"cloud", S("sky")}, {"adopt", S(b)}}));
    Make();
    EXPECT_EQ(IdOf(Kind::kConnection, "a"), a);
    EXPECT_EQ(IdOf(Kind::kConnection, "b"), b);
  }
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
}

// A connection is taken under management after what stands on it: its id stands in `adopt`.
TEST_F(RunFixture, WhatStandsOnWhatIsTakenOverStaysThere) {
  const std::string port = world.Plant(Kind::kConnection, "sky", reconcile::Port("dc1"));
  Want(Kind::kVirtualInterface, "vif", reconcile::Interface("prod", port, 125));
  Make();
  const std::string id = IdOf(Kind::kVirtualInterface, "vif");
  Want(Kind::kConnection, "port", Value::Object({{"cloud", S("sky")}, {"adopt", S(port)}}));
  Want(Kind::kVirtualInterface, "vif", reconcile::Interface("prod", "${connection.port}", 125));
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 1U) << Words(plan);
  EXPECT_EQ(plan.steps[0].address, (Address{Kind::kConnection, "port"}));
  Make();
  EXPECT_EQ(IdOf(Kind::kVirtualInterface, "vif"), id);
  EXPECT_EQ(world.IdsOf(Kind::kVirtualInterface), (std::vector<std::string>{id}));
}

// What one account makes for another is named by the object that takes it over, in one configuration: it is not known
// when that is planned, comes first, and goes last.
TEST_F(RunFixture, WhatTheSameRunOffersToAnotherAccountIsTakenOver) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  world.unanswered = [this] {
    for (auto& [id, object] : world.objects) object.visible_to = "partner";
  };
  Want(Kind::kConnection, "offered", reconcile::Port("line")).config.Put("tags", Value::Null());
  DesiredObject& accepted = Want(Kind::kConnection, "accepted", Value::Object({{"cloud", S("sky")}}));
  accepted.account = "sky-partner";
  accepted.references.push_back({"adopt", {Kind::kConnection, "offered"}, /*stands=*/false});
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 2U) << Words(plan);
  EXPECT_EQ(plan.steps[0].address.name, "offered");
  EXPECT_EQ(plan.steps[1].action, Action::kAdopt);
  EXPECT_THAT(plan.steps[1].reasons, testing::Contains("it takes over connection.offered"));
  Make();
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 1U);
  EXPECT_EQ(IdOf(Kind::kConnection, "accepted"), IdOf(Kind::kConnection, "offered"));
  EXPECT_THAT(store.objects.at({Kind::kConnection, "accepted"}).depends_on,
              testing::ElementsAre(Address{Kind::kConnection, "offered"}));
}

// What is only forgotten stays, and that is said; but not of the half that goes with the other one.
TEST_F(RunFixture, TheHalfThatGoesWithTheOtherIsNotSaidToStay) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  world.unanswered = [this] {
    for (auto& [id, object] : world.objects) object.visible_to = "partner";
  };
  Value line = reconcile::Port("line");
  line.Put("on_destroy", S("delete"));
  line.Put("tags", Value::Null());
  Want(Kind::kConnection, "offered", line);
  const auto accept = [this] {
    DesiredObject& accepted = Want(Kind::kConnection, "accepted", Value::Object({{"cloud", S("sky")}}));
    accepted.account = "sky-partner";
    accepted.references.push_back({"adopt", {Kind::kConnection, "offered"}, /*stands=*/false});
    Make();
    Forget(Kind::kConnection, "accepted");
  };
  accept();
  EXPECT_THAT(Words(Apply()), testing::HasSubstr("Object is kept in the cloud"));
  accept();
  Forget(Kind::kConnection, "offered");
  options.allow = {{Kind::kConnection, "accepted"}, {Kind::kConnection, "offered"}};
  EXPECT_THAT(Words(Apply()), testing::Not(testing::HasSubstr("Object is kept in the cloud")));
  EXPECT_TRUE(world.IdsOf(Kind::kConnection).empty());
}

// An object is where its parent is, and nowhere because of what it only names.
TEST_F(RunFixture, WhatIsOnlyNamedIsNoPlaceOfAnObject) {
  Value first = reconcile::Port("first");
  first.Put("redundancy_group", S("dc"));
  first.Put("location", S("L1"));
  Value second = first;
  second.Put("name", S("second"));
  second.Put("location", S("L2"));
  Want(Kind::kConnection, "first", first);
  Want(Kind::kConnection, "second", second)
      .references.push_back({"sky.port_class", {Kind::kConnection, "first"}, /*stands=*/false});
  const RunPlan plan = Plan();
  EXPECT_THAT(Words(plan), testing::Not(testing::HasSubstr("shares a")));
  ASSERT_EQ(plan.steps.size(), 2U);
  EXPECT_TRUE(plan.steps[1].parents.empty());
  EXPECT_TRUE(plan.steps[1].planned.Get("sky").Get("port_class").is_unknown());
}

// What is there already is shown as it is: what changes, from what, and what that interrupts.
TEST_F(RunFixture, ATakeoverShowsWhatItChangesAndIsAcknowledgedIfThatInterrupts) {
  Want(Kind::kConnection, "port", reconcile::Port("dc1"));
  Make();
  Value theirs = reconcile::Interface("theirs", IdOf(Kind::kConnection, "port"), 190);
  theirs.Put("address_family", S("ipv4"));
  theirs.Put("tags", Value::Map({{"billing", S("42")}}));
  const std::string id = world.Plant(Kind::kVirtualInterface, "sky", theirs);
  Value ours = reconcile::Interface("ours", "${connection.port}", 190);
  ours.Put("adopt", S(id));
  Want(Kind::kVirtualInterface, "vif", ours);
  std::string words = Words(Plan());
  EXPECT_THAT(words, testing::HasSubstr("name: \"theirs\" -> \"ours\""));
  EXPECT_THAT(words, testing::HasSubstr("removes its tag `billing`"));
  EXPECT_THAT(words, testing::Not(testing::HasSubstr("vlan")));
  EXPECT_THAT(words, testing::Not(testing::HasSubstr("refused")));

  ours.Put("mtu", Value::Int(8500));
  Want(Kind::kVirtualInterface, "vif", ours);
  words = Words(Plan());
  EXPECT_THAT(words, testing::HasSubstr("mtu: 1500 -> 8500"));
  EXPECT_THAT(words, testing::HasSubstr("Changing mtu of virtual interface \"theirs\""));
  EXPECT_THAT(words, testing::HasSubstr("virtual_interface.vif (" + id + ") would be interrupted while"));
  EXPECT_THAT(words, testing::HasSubstr("--allow virtual_interface.vif"));
  EXPECT_EQ(world.objects.at(id).attributes.Get("mtu"), Value::Int(1500));
  options.allow = {{Kind::kVirtualInterface, "vif"}};
  Make();
  EXPECT_EQ(world.objects.at(id).attributes.Get("mtu"), Value::Int(8500));
}

// What is left out asks for none, and a takeover leaves an object as it is: none has to be written, and a configuration
// that spells nothing says elsewhere where it was (DesiredObject::none).
TEST_F(RunFixture, ATakeoverTakesAwayWhatIsWrittenAsNoneAndNothingElse) {
  Want(Kind::kConnection, "port", reconcile::Port("dc1"));
  Make();
  Value theirs = reconcile::Interface("prod", IdOf(Kind::kConnection, "port"), 190);
  theirs.Put("address_family", S("ipv4"));
  theirs.Put("customer_prefixes", Value::StringSet({"198.51.100.0/24"}));
  theirs.Put("bfd", Value::Object({{"enabled", Value::Bool(true)}}));
  const std::string id = world.Plant(Kind::kVirtualInterface, "sky", theirs);
  Value ours = reconcile::Interface("prod", "${connection.port}", 190);
  ours.Put("adopt", S(id));
  DesiredObject& vif = Want(Kind::kVirtualInterface, "vif", ours);
  const std::vector<std::string> paths = {"bfd.enabled", "customer_prefixes"};
  for (std::size_t written = 0; written < 4; ++written) {
    SCOPED_TRACE(written);
    vif.none.clear();
    for (std::size_t one = 0; one < paths.size(); ++one) {
      if ((written >> one) % 2 != 0) vif.none.push_back(paths[one]);
    }
    const std::string words = Words(Plan());
    for (const std::string& path : paths) {
      const bool is_written = std::ranges::find(vif.none, path) != vif.none.end();
      const std::string said = path + (path == "bfd.enabled" ? " true" : " [");
      EXPECT_EQ(words.find("has " + said) == std::string::npos, is_written) << words;
    }
  }
  Make();
  EXPECT_TRUE(reconcile::IsEmpty(world.objects.at(id).attributes.Get("customer_prefixes")));
}

// The clouds keep no mark of sessions and prefixes, and without an owner no mark shows whose an object is. What was
// noted before the create was sent does.
TEST_F(RunFixture, WhatAnInterruptedRunMadeIsTakenOverByWhatItNoted) {
  WantStack();
  parallelism = 1;
  for (const Address& address : {Address{Kind::kConnection, "port"}, Address{Kind::kVirtualInterface, "vif"},
                                 Address{Kind::kBgpPeer, "six"}, Address{Kind::kBgpCidr, "net"}}) {
    SCOPED_TRACE(address.ToString());
    world.objects.clear();
    store.objects.clear();
    world.during = [&](const FakeCall& call) {
      if (call.operation != "Create" || call.kind != address.kind) return;
      world.dies_at = world.calls.size() - 1;
      world.dies_after = true;
    };
    store.before_write = [this] { return world.dies_at ? UnavailableError("The process is dead.") : OkStatus(); };
    EXPECT_FALSE(Apply().ok());
    ASSERT_TRUE(world.dies_at);
    world.dies_at.reset();
    world.during = nullptr;
    EXPECT_TRUE(store.begun.contains(address));
    const std::vector<std::string> left = world.IdsOf(address.kind);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_THAT(Words(Plan()), testing::HasSubstr("adopt " + address.ToString()));
    EXPECT_THAT(Words(Plan()), testing::HasSubstr("Existing object taken over"));
    Make();
    EXPECT_EQ(world.IdsOf(address.kind), left);
    EXPECT_TRUE(store.begun.empty());
  }
}

// What is planned for it is shown against what is there.
TEST_F(RunFixture, WhatWasNotedIsTakenOverAsItIsAndShowsWhatChanges) {
  Want(Kind::kConnection, "port", reconcile::Port("dc1"));
  Make();
  const std::string id = IdOf(Kind::kConnection, "port");
  store.objects.clear();
  store.begun[{Kind::kConnection, "port"}] = world.objects.at(id).mark;
  Value port = reconcile::Port("dc1");
  port.Put("tags", Value::Map({{"team", S("core")}}));
  Want(Kind::kConnection, "port", port);
  const RunPlan plan = Plan();
  ASSERT_EQ(plan.steps.size(), 1U);
  EXPECT_EQ(plan.steps[0].takes_over, id);
  EXPECT_THAT(Words(plan), testing::HasSubstr("\"net\""));
  EXPECT_THAT(Words(plan), testing::HasSubstr("\"core\""));
  EXPECT_THAT(Words(plan), testing::Not(testing::HasSubstr("location")));
  Make();
  EXPECT_EQ(IdOf(Kind::kConnection, "port"), id);
}

TEST_F(RunFixture, APrefixThatSomebodyElseAnnouncesIsNotTakenOver) {
  const std::string theirs = world.Plant(Kind::kBgpCidr, "sky", reconcile::Cidr("10.0.0.0/16"));
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
  for (const std::string& noted : {std::string(), std::string("of another create")}) {
    if (!noted.empty()) store.begun[{Kind::kBgpCidr, "net"}] = noted;
    const RunPlan plan = Plan();
    EXPECT_TRUE(plan.HasErrors());
    EXPECT_THAT(Words(plan), testing::HasSubstr("import bgp_cidr.NAME sky/east/" + theirs));
  }
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

// That nothing came of a create is known: what somebody makes later is theirs.
TEST_F(RunFixture, ARefusedCreateLeavesNoNote) {
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
  world.refuses = [](const CreateRequest& request) {
    return request.planned ? OkStatus() : FailedPreconditionError("No more of them.");
  };
  EXPECT_FALSE(Apply().ok());
  EXPECT_TRUE(store.begun.empty());
}

// What cannot be noted is not sent.
TEST_F(RunFixture, NothingIsMadeThatCouldNotBeNoted) {
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
  store.before_write = [] { return UnavailableError("The disk is full."); };
  const ApplyOutcome outcome = Apply();
  EXPECT_TRUE(outcome.state_lost);
  EXPECT_THAT(Words(outcome), testing::HasSubstr("The disk is full."));
  EXPECT_EQ(world.MutatingCalls(), 0U);
}

}  // namespace
}  // namespace ic
