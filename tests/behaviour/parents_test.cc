// What involves more than one object: what stands on another, what is taken over, where there is something.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// On each vendor.
class EachCloud : public testing::TestWithParam<std::string> {
 protected:
  Bench bench_{GetParam()};
};
std::string CloudName(const testing::TestParamInfo<std::string>& info) { return info.param; }

// The first specimen of a virtual interface, made; and the connection it is on.
TEST_P(EachCloud, AConnectionIsNotDeletedUnderAnInterface) {
  const auto specimen = std::ranges::find_if(
      Specimens(), [&](const Specimen& one) { return one.cloud == GetParam() && one.kind == Kind::kVirtualInterface; });
  if (specimen == Specimens().end()) return;  // it has none
  const Value wanted = specimen->desired(bench_);
  const std::string id = bench_.Make(Kind::kVirtualInterface, wanted);
  const std::string connection = wanted.Get(field::kConnectionId).AsString();
  const ChangeResult refused = bench_.Delete(Kind::kConnection, connection, Value::Null());
  ASSERT_FALSE(refused.status.ok());
  EXPECT_THAT(std::string(refused.status.message()), HasSubstr(id));
  EXPECT_EQ(refused.id, connection);
  const auto candidates = bench_.Look(Kind::kConnection, connection, Value::Null());
  ASSERT_TRUE(candidates.ok() && candidates->has_value());
}

TEST_P(EachCloud, LocationsHaveCodesAndNames) {
  const auto locations = bench_.adapter().Locations("", {});
  ASSERT_TRUE(locations.ok()) << locations.status().ToString();
  ASSERT_THAT(*locations, Not(IsEmpty()));
  for (const Location& location : *locations) {
    EXPECT_FALSE(location.code.empty());
    EXPECT_FALSE(location.region.empty()) << location.code;
  }
}

TEST_P(EachCloud, ManyReadsShareOneListing) {
  const auto specimen = std::ranges::find_if(
      Specimens(), [&](const Specimen& one) { return one.cloud == GetParam() && one.kind == Kind::kVirtualInterface; });
  if (specimen == Specimens().end()) return;  // it has none
  const std::string id = bench_.Make(Kind::kVirtualInterface, specimen->desired(bench_));
  const auto adapter = bench_.Fresh();
  const ReadRequest request = {Kind::kVirtualInterface, "", id, Freshness::kShared, Value::Null()};
  ASSERT_TRUE(adapter->Read(request, {}).ok());
  const std::size_t calls = bench_.clouds().calls();
  for (int i = 0; i < 20; ++i) {
    const auto again = adapter->Read(request, {});
    ASSERT_TRUE(again.ok() && again->has_value());
  }
  EXPECT_EQ(bench_.clouds().calls(), calls);
}

INSTANTIATE_TEST_SUITE_P(Adapters, EachCloud, testing::ValuesIn(EveryCloud()), CloudName);

// What can be taken over by its id: every connection.
class TakenOver : public testing::TestWithParam<Specimen> {
 protected:
  // Somebody else's object like the specimen, and its id.
  std::string Theirs() {
    wanted_ = GetParam().desired(bench_);
    std::string adopted = wanted_.Get(field::kAdopt).is_null() ? "" : wanted_.Get(field::kAdopt).AsString();
    const std::string id = adopted.empty() ? bench_.Make(Kind::kConnection, wanted_) : adopted;
    wanted_.Put(field::kAdopt, S(id));
    return id;
  }

  Bench bench_{GetParam().cloud};
  Value wanted_;
};
std::string SpecimenName(const testing::TestParamInfo<Specimen>& info) {
  return info.param.cloud + "_" + info.param.name;
}
std::vector<Specimen> Connections() {
  std::vector<Specimen> connections;
  for (const Specimen& one : Specimens()) {
    if (one.kind == Kind::kConnection) connections.push_back(one);
  }
  return connections;
}

TEST_P(TakenOver, ItIsTheSameObjectWithWhatWasWanted) {
  const std::string id = Theirs();
  const std::vector<std::string> before = bench_.Ids(Kind::kConnection);
  wanted_.Put(field::kName, S("ours"));
  const ChangeResult taken = bench_.adapter().Create(bench_.Request(Kind::kConnection, wanted_), {});
  ASSERT_TRUE(taken.status.ok()) << taken.status.ToString();
  EXPECT_EQ(taken.id, id);
  EXPECT_EQ(bench_.Ids(Kind::kConnection), before);
  const auto live = bench_.Look(Kind::kConnection, id, wanted_);
  ASSERT_TRUE(live.ok() && live->has_value());
  EXPECT_THAT(bench_.Differences(Kind::kConnection, wanted_, (*live)->attributes), IsEmpty());
  // Again: nothing is left to do.
  const nlohmann::json objects = bench_.clouds().Objects(bench_.cloud());
  EXPECT_TRUE(bench_.Fresh()->Create(bench_.Request(Kind::kConnection, wanted_), {}).status.ok());
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), objects);
}

TEST_P(TakenOver, NotIfAFixedValueDiffers) {
  if (GetParam().fixed.first.empty()) return;
  const std::string id = Theirs();
  PutAt(wanted_, GetParam().fixed.first, GetParam().fixed.second);
  const nlohmann::json objects = bench_.clouds().Objects(bench_.cloud());
  const ChangeResult refused = bench_.adapter().Create(bench_.Request(Kind::kConnection, wanted_), {});
  EXPECT_FALSE(refused.status.ok());
  EXPECT_THAT(std::string(refused.status.message()), HasSubstr(GetParam().fixed.first));
  EXPECT_TRUE(refused.id.empty());
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), objects);
}

TEST_P(TakenOver, NotIfItIsNotThere) {
  Theirs();
  wanted_.Put(field::kAdopt, S("no-such-id"));
  const ChangeResult refused = bench_.adapter().Create(bench_.Request(Kind::kConnection, wanted_), {});
  EXPECT_FALSE(refused.status.ok());
  EXPECT_TRUE(refused.id.empty());
}

TEST_P(TakenOver, ForeignTagsStay) {
  const std::string id = Theirs();
  if (wanted_.Get(field::kTags).is_null()) return;
  wanted_.Put(field::kTags, Value::Map({{"added", S("by-us")}}));
  const ChangeResult taken = bench_.adapter().Create(bench_.Request(Kind::kConnection, wanted_), {});
  ASSERT_TRUE(taken.status.ok()) << taken.status.ToString();
  EXPECT_THAT(bench_.clouds().Objects(bench_.cloud()).dump(), HasSubstr("team"));
  EXPECT_THAT(bench_.clouds().Objects(bench_.cloud()).dump(), HasSubstr("by-us"));
}

INSTANTIATE_TEST_SUITE_P(Adapters, TakenOver, testing::ValuesIn(Connections()), SpecimenName);

// Changes whose new value is another object's id.
class ParentsTest : public testing::Test {
 protected:
  static void Change(Bench& bench, Kind kind, const std::string& id, const Value& wanted, const std::string& path,
                     const Value& value) {
    const auto before = bench.Look(kind, id, wanted);
    ASSERT_TRUE(before.ok() && before->has_value()) << before.status().ToString();
    Value desired = (*before)->attributes;
    PutAt(desired, path, value);
    const ChangeResult changed = bench.Update(kind, id, (*before)->attributes, desired, {path});
    ASSERT_TRUE(changed.status.ok()) << changed.status.ToString();
    const auto after = bench.Look(kind, id, desired);
    ASSERT_TRUE(after.ok() && after->has_value());
    const Value now = ValueAt((*after)->attributes, path);
    EXPECT_EQ(now.is_null() ? S("") : now, value) << path;
  }
};

TEST_F(ParentsTest, AConnectionJoinsALagAndLeavesIt) {
  Bench bench("aws");
  const Value wanted = Find("aws", "connection").desired(bench);
  const std::string id = bench.Make(Kind::kConnection, wanted);
  const std::string lag = bench.Seed("lag", {{"connectionsBandwidth", "1Gbps"}, {"location", "EqDC2"}});
  Change(bench, Kind::kConnection, id, wanted, "aws.lag_id", S(lag));
  Change(bench, Kind::kConnection, id, wanted, "aws.lag_id", S(""));
}

TEST_F(ParentsTest, AnInterfaceMovesToAnotherConnection) {
  Bench bench("aws");
  const Value wanted = Find("aws", "private").desired(bench);
  const std::string id = bench.Make(Kind::kVirtualInterface, wanted);
  const std::string other = bench.Make(Kind::kConnection, Find("aws", "connection").desired(bench));
  Change(bench, Kind::kVirtualInterface, id, wanted, "connection_id", S(other));
}

TEST_F(ParentsTest, AConnectionBacksUpAnother) {
  Bench bench("alibaba");
  const Value wanted = Find("alibaba", "connection").desired(bench);
  const std::string id = bench.Make(Kind::kConnection, wanted);
  const std::string other = bench.Make(Kind::kConnection, wanted);
  Change(bench, Kind::kConnection, id, wanted, "alibaba.redundant_connection_id", S(other));
}

// Which no order takes.
TEST_F(ParentsTest, APortThatIsThereTakesAnyBandwidth) {
  Bench bench("alibaba");
  const Value wanted = Find("alibaba", "connection").desired(bench);
  const std::string id = bench.Make(Kind::kConnection, wanted);
  Change(bench, Kind::kConnection, id, wanted, "bandwidth", S("6Gbps"));
}

TEST_F(ParentsTest, ARouterOnAnExpressConnectRouterTakesLargeFrames) {
  Bench bench("alibaba");
  const Value wanted = Find("alibaba", "router").desired(bench);
  const std::string id = bench.Make(Kind::kVirtualInterface, wanted);
  bench.clouds().Edit("alibaba", id, {{"EcrId", "ecr-1"}});
  Change(bench, Kind::kVirtualInterface, id, wanted, "mtu", Value::Int(8500));
}

// Keys are told to who asks for them, and only then.
class Keys : public testing::TestWithParam<Specimen> {};
std::vector<Specimen> WithKeys() {
  std::vector<Specimen> found;
  for (const Specimen& one : Specimens()) {
    if (!one.auth_key.empty()) found.push_back(one);
  }
  return found;
}

TEST_P(Keys, AreReadOnlyForWhoHasOne) {
  Bench bench(GetParam().cloud);
  const Value wanted = GetParam().desired(bench);
  const ChangeResult made =
      bench.adapter().Create(bench.Request(GetParam().kind, wanted, {.auth_key = GetParam().auth_key}), {});
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  const auto without = bench.Look(GetParam().kind, made.id, wanted);
  ASSERT_TRUE(without.ok() && without->has_value());
  EXPECT_TRUE((*without)->attributes.Get(field::kAuthKey).is_null());
  Value prior = wanted;
  prior.Put(field::kAuthKey, S("an-older-one"));
  const auto with = bench.Look(GetParam().kind, made.id, prior);
  ASSERT_TRUE(with.ok() && with->has_value());
  EXPECT_EQ((*with)->attributes.Get(field::kAuthKey), S(GetParam().auth_key));
}

TEST_P(Keys, ChangeWhereTheCloudCanChangeThem) {
  Bench bench(GetParam().cloud);
  const Change* change = FindChange(bench.traits(), GetParam().kind, field::kAuthKey);
  if (change != nullptr && change->on_change == OnChange::kReplace) return;  // the object is replaced instead
  const Value wanted = GetParam().desired(bench);
  const ChangeResult made =
      bench.adapter().Create(bench.Request(GetParam().kind, wanted, {.auth_key = GetParam().auth_key}), {});
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  const ChangeResult rotated = bench.Update(GetParam().kind, made.id, made.attributes, made.attributes,
                                            {std::string(field::kAuthKey)}, {.auth_key = "Sk999999x999"});
  Value prior = wanted;
  prior.Put(field::kAuthKey, S(GetParam().auth_key));
  const auto live = bench.Look(GetParam().kind, made.id, prior);
  ASSERT_TRUE(live.ok() && live->has_value());
  const bool one_way_or_the_other =
      (*live)->attributes.Get(field::kAuthKey) == S(rotated.status.ok() ? "Sk999999x999" : GetParam().auth_key);
  EXPECT_TRUE(one_way_or_the_other) << rotated.status.ToString();
  // An interface whose only session cannot be replaced keeps it.
  EXPECT_EQ(rotated.status.ok(), change == nullptr || change->on_change == OnChange::kInPlace)
      << rotated.status.ToString();
}

INSTANTIATE_TEST_SUITE_P(Adapters, Keys, testing::ValuesIn(WithKeys()), SpecimenName);

}  // namespace
}  // namespace ic::behaviour
