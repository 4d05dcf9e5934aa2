#include "reconcile/run/set/desired_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

constexpr Position kWhere{0, 7, 3};

DesiredSet OneLink() {
  DesiredSet set;
  set.files = {"links.yaml"};
  DesiredObject object;
  object.address = {Kind::kVirtualInterface, "prod"};
  object.where = kWhere;
  object.fields = {{"vlan", {0, 9, 5}}, {"tags", {0, 10, 5}}, {"tags.team", {0, 11, 7}}};
  set.objects.push_back(std::move(object));
  return set;
}

Diagnostic At(AttributePath path) { return {Severity::kError, "Wrong", "It is.", std::move(path)}; }

TEST(DesiredSetTest, AFindingIsPlacedAtTheClosestThatWasWritten) {
  const DesiredSet set = OneLink();
  const DesiredObject& object = set.objects.front();
  EXPECT_EQ(set.Locate(At(AttributePath("vlan")), object).line, 9U);
  EXPECT_EQ(set.Locate(At(AttributePath("tags").Element("team")), object).line, 11U);
  EXPECT_EQ(set.Locate(At(AttributePath("tags").Element("cost")), object).line, 10U);
  EXPECT_EQ(set.Locate(At(AttributePath("mtu")), object).line, 7U);
  EXPECT_EQ(set.Locate(At({}), object).file, "links.yaml");
}

TEST(DesiredSetTest, AFindingOfAnAddressIsPlacedAtItsObjectIfThatIsWritten) {
  const DesiredSet set = OneLink();
  const LocatedDiagnostic written = set.Locate(At(AttributePath("vlan")), Address{Kind::kVirtualInterface, "prod"});
  EXPECT_EQ(written.file, "links.yaml");
  EXPECT_EQ(written.line, 9U);
  const Address gone{Kind::kVirtualInterface, "gone"};
  const LocatedDiagnostic nowhere = set.Locate(At(AttributePath("vlan")), gone);
  EXPECT_EQ(nowhere.file, "");
  EXPECT_EQ(nowhere.line, 0U);
  EXPECT_EQ(nowhere.address, gone);
}

TEST(DesiredSetTest, WhatIsNowhereHasNoPlace) {
  const DesiredSet set = OneLink();
  EXPECT_EQ(set.Locate(At({}), Position()).file, "");
  EXPECT_EQ(set.Locate(At({}), Position{5, 1, 1}).file, "");
  EXPECT_EQ(set.FindAccount("aws"), nullptr);
}

TEST(LocatedTest, AStatusIsAnErrorOfTheRun) {
  const LocatedDiagnostic located = DiagnosticOf("State cannot be read", InternalError("It is torn."));
  EXPECT_EQ(located.diagnostic.summary, "State cannot be read");
  EXPECT_EQ(located.diagnostic.detail, "It is torn.");
  EXPECT_FALSE(located.address);
  EXPECT_TRUE(HasErrors({located}));
  EXPECT_FALSE(HasErrors({}));
}

}  // namespace
}  // namespace ic
