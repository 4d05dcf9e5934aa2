// One object of two accounts, both of them in one set: the one that offers it, and the one that took it over.
#include <stdexcept>
#include <string>
#include <utility>

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

INSTANTIATE_TEST_SUITE_P(Kinds, HalvesTest, ::testing::Values(Kind::kConnection, Kind::kVirtualInterface));

}  // namespace
}  // namespace ic
