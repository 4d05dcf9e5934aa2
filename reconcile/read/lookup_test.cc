#include "reconcile/read/lookup.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/moment.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Value S(std::string_view text) { return Value::String(text); }

Observed Object(std::string id, Value::Fields fields) {
  return {.id = std::move(id), .region = "east", .attributes = Value::Object(std::move(fields))};
}

// Two of each that nothing but their own values tells apart.
std::vector<Observed> Two(Sought what) {
  const Value net = Value::Map({{"team", S("net")}, {"env", S("prod")}});
  const Value web = Value::Map({{"team", S("web")}});
  switch (what) {
    case Sought::kConnection:
      return {Object("c-2", {{"name", S("dc2")}, {"location", S("EqDC2")}, {"tags", net}}),
              Object("c-1", {{"name", S("dc1")}, {"location", S("EqDA2")}, {"tags", web}})};
    case Sought::kVirtualInterface:
      return {Object("v-2", {{"name", S("prod")},
                             {"connection_id", S("c-2")},
                             {"type", S("transit")},
                             {"vlan", Value::Int(125)},
                             {"gateway_id", S("gw-2")},
                             {"tags", net}}),
              Object("v-1", {{"name", S("test")},
                             {"connection_id", S("c-1")},
                             {"vlan", Value::Int(126)},
                             {"gateway_id", S("gw-1")},
                             {"tags", web}})};
    case Sought::kGateway:
      return {Object("g-2", {{"name", S("hub")}, {"type", S("VGW")}, {"tags", net}}),
              Object("g-1", {{"name", S("edge")}, {"type", S("GDGW")}, {"tags", web}})};
  }
  return {};
}

class LookupTest : public ::testing::TestWithParam<Sought> {
 protected:
  LookupOutput Look(const Value& wanted, bool one = true, bool others_change = false) {
    asked_.clear();
    return LookUp(fields_, {.cloud = "sky", .title = "Sky Links", .region = "east"},
                  {.what = GetParam(), .account = "sky", .wanted = wanted, .one = one, .others_change = others_change},
                  [this](Freshness freshness) -> StatusOr<std::vector<Observed>> {
                    asked_.push_back(freshness);
                    return freshness.is_shared() ? shared_ : live_;
                  });
  }

  const std::vector<Field> fields_ = FoundFields({}, GetParam());
  std::vector<Observed> shared_ = Two(GetParam());
  std::vector<Observed> live_ = shared_;
  std::vector<Freshness> asked_;
};

// Another process of the run may have deleted one and made another in its place since.
TEST_P(LookupTest, WhileOthersChangeThingsNothingListedBeforeWillDo) {
  live_.erase(live_.begin());
  for (const bool one : {true, false}) {
    for (const Value& wanted : {Value::Null(), Value::Object({{"id", S("nobody")}})}) {
      const Moment before = NextMoment();
      const std::size_t found = wanted.is_null() ? 1 : 0;
      EXPECT_EQ(Look(wanted, one, /*others_change=*/true).found.size(), found);
      ASSERT_EQ(asked_.size(), 1U);
      EXPECT_FALSE(asked_[0].is_shared());
      EXPECT_GT(asked_[0].since(), before);
    }
  }
}

// Of what the configuration's own default tags say too.
TEST_P(LookupTest, EveryTagFindsWhateverItComesFrom) {
  const Value all = shared_[0].attributes.Get("tags");
  shared_[0].attributes.Put("tags", Value::Map({{"env", S("prod")}}));
  shared_[0].attributes.Put("tags_all", all);
  for (const auto& tag : all.fields()) {
    const std::vector<Value> found = Look(Value::Object({{"tags", Value::Map({tag})}})).found;
    ASSERT_EQ(found.size(), 1U) << tag.first;
    EXPECT_EQ(found[0].Get("tags"), all);
    EXPECT_TRUE(found[0].Get("tags_all").is_null());
  }
}

TEST_P(LookupTest, EachFieldFindsTheOneThatHasIt) {
  const std::vector<Value> all = Look(Value::Null(), false).found;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_LT(Text(all[0], "id"), Text(all[1], "id"));
  for (const std::string_view name : SoughtBy(GetParam())) {
    for (const Value& object : all) {
      ASSERT_FALSE(object.Get(name).is_null()) << name;
      const LookupOutput output = Look(Value::Object({{std::string(name), object.Get(name)}}));
      ASSERT_EQ(output.found.size(), 1U) << name << ": " << output.diagnostics.ToString();
      EXPECT_EQ(output.found.front(), object);
      EXPECT_THAT(output.diagnostics.items(), IsEmpty());
      EXPECT_THAT(asked_, ElementsAre(Freshness::kShared));
    }
  }
}

TEST_P(LookupTest, SomeOfTheTagsAreEnough) {
  const Value some = Value::Object({{"tags", Value::Map({{"env", S("prod")}})}});
  EXPECT_EQ(Look(some).found.size(), 1U);
  const Value none = Value::Object({{"tags", Value::Map({{"env", S("prod")}, {"team", S("web")}})}});
  EXPECT_THAT(Look(none, false).found, IsEmpty());
  EXPECT_EQ(Look(Value::Object({{"tags", Value::Map({})}}), false).found.size(), 2U);
}

TEST_P(LookupTest, NoneIsSaidWithWhatThereIs) {
  const std::string near = Text(Look(Value::Null(), false).found.front(), "name") + "s";
  const LookupOutput output = Look(Value::Object({{"name", S(near)}, {"tags", Value::Map({{"team", S("web")}})}}));
  EXPECT_THAT(output.found, IsEmpty());
  EXPECT_THAT(asked_, ElementsAre(Freshness::kShared, Freshness::kLive));
  const std::string said = output.diagnostics.ToString();
  EXPECT_THAT(said, AllOf(HasSubstr("No " + std::string(SoughtTitle(GetParam())) + " found"),
                          HasSubstr("name = \"" + near + "\" and tags[\"team\"] = \"web\""),
                          HasSubstr("in Sky Links east"), HasSubstr("0 with that `name` and 1 with that `tags`"),
                          HasSubstr("Did you mean \"" + near.substr(0, near.size() - 1) + "\"?")));
  for (const Observed& one : shared_) EXPECT_THAT(said, HasSubstr(one.id));
}

TEST_P(LookupTest, NoneAtAllIsAnotherPlacePerhaps) {
  shared_.clear();
  live_.clear();
  EXPECT_THAT(Look(Value::Null()).diagnostics.ToString(), HasSubstr("Check the region and the account"));
  const LookupOutput all = Look(Value::Null(), false);
  EXPECT_THAT(all.diagnostics.items(), IsEmpty());
  EXPECT_EQ(all.region, "east");
}

TEST_P(LookupTest, SeveralAreSaidWithWhatTellsThemApart) {
  const std::string said = Look(Value::Null()).diagnostics.ToString();
  EXPECT_THAT(
      said, AllOf(HasSubstr("Several " + std::string(SoughtTitle(GetParam())) + "s found"),
                  HasSubstr("2 " + std::string(SoughtTitle(GetParam())) + "s in Sky Links east"), HasSubstr("`tags`")));
  for (const Observed& one : shared_) EXPECT_THAT(said, HasSubstr(one.id));
  for (const std::string_view name : SoughtBy(GetParam())) {
    if (name == "id") continue;
    EXPECT_THAT(said, HasSubstr("`" + std::string(name) + "`"));
  }
  live_ = shared_ = {shared_.front(), shared_.front()};
  live_[1].id = shared_[1].id = "other";
  EXPECT_THAT(Look(Value::Null()).diagnostics.ToString(), HasSubstr("Only `id` tells them apart"));
  EXPECT_THAT(Look(Value::Null()).diagnostics.ToString(), Not(HasSubstr("create_before_destroy")));
  const Value by_name = Value::Object({{"name", live_.front().attributes.Get("name")}});
  EXPECT_THAT(Look(by_name).diagnostics.ToString(), HasSubstr("create_before_destroy"));
}

// The old one of create_before_destroy stays until what stands on it has moved. Whatever parts the two have, and
// without any that is known.
TEST_P(LookupTest, WhatTheRunMadeInThePlaceOfAnotherIsTheOneThatIsMeant) {
  live_ = shared_ = {shared_.front(), shared_.front()};
  shared_[1].id = live_[1].id = "new";
  const Value by_name = Value::Object({{"name", live_.front().attributes.Get("name")}});
  constexpr RunPart kParts[] = {RunPart::kOther, RunPart::kOurs, RunPart::kMade};
  for (const RunPart of_old : kParts) {
    for (const RunPart of_new : kParts) {
      for (const bool one : {true, false}) {
        const LookupOutput output = LookUp(
            fields_, {.cloud = "sky", .title = "Sky Links", .region = "east"},
            {.what = GetParam(), .account = "sky", .wanted = by_name, .one = one},
            [this](Freshness) -> StatusOr<std::vector<Observed>> { return live_; },
            [&](const Observed& object) { return object.id == "new" ? of_new : of_old; });
        const bool replaced = of_old == RunPart::kOurs && of_new == RunPart::kMade;
        const bool replaces = of_new == RunPart::kOurs && of_old == RunPart::kMade;
        ASSERT_EQ(output.found.size(), one && (replaced || replaces) ? 1U : 2U);
        EXPECT_EQ(output.diagnostics.has_errors(), one && !replaced && !replaces);
        if (one && replaced) {
          EXPECT_EQ(Text(output.found.front(), "id"), "new");
        }
      }
    }
  }
}

// What came since the shared listing is no reason for an error.
TEST_P(LookupTest, WhatIsMissingIsLookedForOnceMore) {
  shared_.pop_back();
  const Value wanted = Value::Object({{"id", S(live_.back().id)}});
  const LookupOutput output = Look(wanted);
  EXPECT_EQ(output.found.size(), 1U) << output.diagnostics.ToString();
  EXPECT_THAT(asked_, ElementsAre(Freshness::kShared, Freshness::kLive));
  EXPECT_THAT(Look(wanted, false).found, IsEmpty());
  EXPECT_THAT(asked_, ElementsAre(Freshness::kShared)) << "several may be none, and cost no second listing";
}

TEST_P(LookupTest, WhatNobodyMayKnowIsNotTold) {
  shared_.front().attributes.Put("auth_key", S("s3cret"));
  shared_.front().attributes.Put("on_destroy", S("delete"));
  for (const Value& object : Look(Value::Null(), false).found) {
    EXPECT_THAT(object.ToString(), AllOf(Not(HasSubstr("s3cret")), Not(HasSubstr("on_destroy"))));
  }
}

TEST_P(LookupTest, ACloudThatAnswersNothingIsNoAnswer) {
  const LookupOutput output =
      LookUp(fields_, {.cloud = "sky", .title = "Sky Links", .region = "east"},
             {.what = GetParam(), .account = "sky", .wanted = {}, .one = false},
             [](Freshness) -> StatusOr<std::vector<Observed>> { return PermissionDeniedError("not allowed to list"); });
  EXPECT_TRUE(output.diagnostics.has_errors());
  EXPECT_THAT(output.diagnostics.ToString(), AllOf(HasSubstr("could not be looked up"), HasSubstr("not allowed")));
}

INSTANTIATE_TEST_SUITE_P(Each, LookupTest, ::testing::ValuesIn(kAllSought),
                         [](const auto& one) { return std::string(SoughtName(one.param)); });

// As a resource would show it: a default that the cloud does not tell, a code in either case.
TEST(Lookup, IsReadAsAnImportReads) {
  const auto list = [](Freshness) -> StatusOr<std::vector<Observed>> { return Two(Sought::kVirtualInterface); };
  const LookupOutput output =
      LookUp(FoundFields({}, Sought::kVirtualInterface), {.cloud = "sky", .title = "Sky Links", .region = "east"},
             {.what = Sought::kVirtualInterface, .wanted = Value::Object({{"type", S("private")}}), .one = true}, list);
  ASSERT_EQ(output.found.size(), 1U) << output.diagnostics.ToString();
  EXPECT_EQ(Text(output.found.front(), "id"), "v-1");
  EXPECT_EQ(Text(output.found.front(), "route_mode"), "bgp");
  EXPECT_EQ(Text(output.found.front(), "region"), "east");

  const auto ports = [](Freshness) -> StatusOr<std::vector<Observed>> { return Two(Sought::kConnection); };
  const LookupOutput port =
      LookUp(FoundFields({}, Sought::kConnection), {.cloud = "sky", .title = "Sky Links", .region = "east"},
             {.what = Sought::kConnection, .wanted = Value::Object({{"location", S("eqdc2")}}), .one = true}, ports);
  ASSERT_EQ(port.found.size(), 1U);
  EXPECT_EQ(Text(port.found.front(), "location"), "EqDC2");
}

}  // namespace
}  // namespace ic::reconcile
