// Objects that exist already and are taken over by a set.
#include <string>

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
  EXPECT_THAT(words, testing::HasSubstr("--allow virtual_interface.vif"));
  EXPECT_EQ(world.objects.at(id).attributes.Get("mtu"), Value::Int(1500));
  options.allow = {{Kind::kVirtualInterface, "vif"}};
  Make();
  EXPECT_EQ(world.objects.at(id).attributes.Get("mtu"), Value::Int(8500));
}

}  // namespace
}  // namespace ic
