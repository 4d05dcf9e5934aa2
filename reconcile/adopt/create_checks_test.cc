// What a create must pass, asked without creating: what is planned for an object that is still there has to be judged
// as if it were gone.
#include "reconcile/adopt/create_checks.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;

class CreateChecksTest : public ::testing::Test {
 protected:
  CreateChecksTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
  }

  static Value Wanted(std::string_view name, int vlan) {
    Value object = Interface(name, "con-1", vlan);
    object.Put(field::kRegion, S("east"));
    return object;
  }

  CreateCheck Check(const Intent& intent, When when) {
    Diagnostics wrong;
    const Call call = MakeCall(*run, Kind::kVirtualInterface, intent.wanted, "", wrong);
    EXPECT_TRUE(wrong.empty()) << wrong.ToString();
    CreateCheck check = CheckCreate(call, intent, when, Freshness::kLive);
    EXPECT_EQ(world.MutatingCalls(), 0U);
    return check;
  }

  // What the cloud says of a create of `wanted`.
  std::string Ask(const Value& wanted, When when, Kind kind = Kind::kVirtualInterface, bool replaces = false) {
    Diagnostics found;
    const Call call = MakeCall(*run, kind, wanted, "", found);
    found.Append(CheckWithCloud(call, wanted, std::chrono::minutes(1), when, replaces ? "con-old" : ""));
    EXPECT_EQ(world.MutatingCalls(), 0U);
    EXPECT_EQ(found.has_errors(), found.ToString().starts_with("error"));
    return found.ToString();
  }
  void Refuse(StatusCode code, const std::string& words) {
    world.refuses = [=](const CreateRequest&) { return Status(code, words); };
  }
  // What is known of an object of this run.
  void Note(Kind kind, const std::string& id, const Value& is, const Value& planned, Fate fate) {
    run->ledger.Open()->Set({"sky", "east", kind, id}, [&](Existing& entry) {
      entry.attributes = is;
      entry.planned = planned;
      entry.fate = fate;
    });
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;

 private:
  FakeFactory factory_{world};
};

TEST_F(CreateChecksTest, WhatMakesRoomIsNotInTheWay) {
  const std::string old = world.Plant(Kind::kVirtualInterface, "sky", Wanted("old", 125));
  Intent intent{.wanted = Wanted("new", 125), .counted = Wanted("new", 125)};
  for (const When when : {When::kPlan, When::kApply}) {
    intent.replaces = "";
    const CreateCheck refused = Check(intent, when);
    EXPECT_TRUE(refused.diagnostics.has_errors());
    EXPECT_THAT(refused.diagnostics.ToString(), HasSubstr("VLAN is taken"));
    intent.replaces = old;
    const CreateCheck passed = Check(intent, when);
    EXPECT_TRUE(passed.diagnostics.empty()) << passed.diagnostics.ToString();
  }
}

TEST_F(CreateChecksTest, WhatIsTakenOverIsFound) {
  const std::string old = world.Plant(Kind::kVirtualInterface, "sky", Wanted("old", 125));
  Value wanted = Wanted("old", 125);
  wanted.Put(field::kAdopt, S(old));
  const CreateCheck check = Check({.wanted = wanted, .counted = wanted}, When::kApply);
  EXPECT_TRUE(check.diagnostics.empty()) << check.diagnostics.ToString();
  ASSERT_TRUE(check.found.has_value());
  EXPECT_EQ(check.found->id, old);
  EXPECT_EQ(world.Count("List"), 0U);  // it is there: nothing is counted

  wanted.Put(field::kAdopt, S("vif-none"));
  const CreateCheck none = Check({.wanted = wanted, .counted = wanted}, When::kApply);
  EXPECT_TRUE(none.diagnostics.has_errors());
  EXPECT_FALSE(none.found.has_value());
}

// Of an interface's sessions the configuration says which one is to be its own: it is read with that in mind.
TEST_F(CreateChecksTest, WhatIsTakenOverIsReadWithTheSessionThatIsWanted) {
  Value wanted = Wanted("old", 125);
  wanted.Put(field::kAddressFamily, S("ipv4"));
  const std::string old = world.Plant(Kind::kVirtualInterface, "sky", wanted);
  world.Plant(Kind::kBgpPeer, "sky", Peer(old, "ipv6"));
  wanted.Put(field::kAdopt, S(old));
  for (const auto& [family, reads] : std::vector<std::pair<std::string, std::size_t>>{{"ipv4", 1}, {"ipv6", 2}}) {
    wanted.Put(field::kAddressFamily, S(family));
    world.calls.clear();
    Check({.wanted = wanted, .counted = wanted}, When::kApply);
    EXPECT_EQ(world.Count("Read"), reads) << family;
  }
}

TEST_F(CreateChecksTest, ACloudThatCannotBeAskedGivesNoPlanAndIsNoReasonToRefuseACreate) {
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  const Intent intent{.wanted = Wanted("new", 125), .counted = Wanted("new", 125)};
  const CreateCheck planned = Check(intent, When::kPlan);
  EXPECT_TRUE(planned.diagnostics.has_errors());
  EXPECT_THAT(planned.diagnostics.ToString(), HasSubstr("Cloud cannot be asked"));
  EXPECT_TRUE(Check(intent, When::kApply).diagnostics.empty());
  run->stop_.request_stop();
  EXPECT_TRUE(Check(intent, When::kApply).diagnostics.has_errors());
}

TEST_F(CreateChecksTest, OnlyWhatTheCloudAnswersRefusesAPlan) {
  const std::string words = "`vlan` is 125, and there is no room for it.";
  const std::string refused = "error at 'vlan': A virtual interface like this is refused";
  const std::vector<std::pair<StatusCode, std::string>> cases = {
      {StatusCode::kInvalidArgument, refused},
      {StatusCode::kNotFound, refused},
      {StatusCode::kAlreadyExists, refused},
      {StatusCode::kFailedPrecondition, refused},
      {StatusCode::kUnimplemented, refused},
      {StatusCode::kUnavailable, "error at '': Cloud cannot be asked"},
      {StatusCode::kInternal, "error at '': Cloud cannot be asked"},
      {StatusCode::kPermissionDenied, "warning at '': Limits could not be checked against the cloud"},
      {StatusCode::kDeadlineExceeded, "warning at '': Something has to be waited for"},
      {StatusCode::kOk, ""}};
  for (const auto& [code, planned] : cases) {
    SCOPED_TRACE(StatusCodeName(code));
    Refuse(code, words);
    const std::string said = Ask(Wanted("new", 125), When::kPlan);
    EXPECT_TRUE(planned.empty() ? said.empty() : said.starts_with(planned)) << said;
    // When it is to be made, whatever is no yes is a no.
    const std::string then = Ask(Wanted("new", 125), When::kApply);
    EXPECT_TRUE(code == StatusCode::kOk ? then.empty() : then.starts_with(refused)) << then;
  }
}

TEST_F(CreateChecksTest, ARefusalIsSaidOfTheFieldThatItBeginsWith) {
  for (const auto& [words, path] : std::vector<std::pair<std::string, std::string>>{
           {"`sky.shortcut` is set.", "sky.shortcut"}, {"`nothing` is set.", ""}, {"vlan is taken.", ""}}) {
    Refuse(StatusCode::kInvalidArgument, words);
    EXPECT_THAT(Ask(Wanted("new", 125), When::kPlan), HasSubstr("error at '" + path + "'"));
  }
}

TEST_F(CreateChecksTest, TheCloudIsAskedWithTheTimeThatThereIs) {
  std::vector<Duration> times;
  std::vector<bool> planned;
  world.refuses = [&](const CreateRequest& request) {
    times.push_back(request.timeout);
    planned.push_back(request.planned);
    return OkStatus();
  };
  EXPECT_EQ(Ask(Wanted("new", 125), When::kPlan), "");
  EXPECT_EQ(Ask(Wanted("new", 125), When::kApply), "");
  EXPECT_THAT(times, ::testing::ElementsAre(Duration::zero(), std::chrono::minutes(1)));
  EXPECT_THAT(planned, ::testing::ElementsAre(true, false));
}

TEST_F(CreateChecksTest, WhatHasNoPlaceYetOrLivesInTheStateIsNotAsked) {
  Refuse(StatusCode::kInvalidArgument, "Asked.");
  Value wanted = Wanted("new", 125);
  EXPECT_THAT(Ask(wanted, When::kPlan), HasSubstr("Asked."));
  Value adopts = wanted;
  adopts.Put(field::kAdopt, S("vif-1"));
  EXPECT_THAT(Ask(adopts, When::kPlan), HasSubstr("Asked."));
  adopts.Put(field::kAdopt, Value::Unknown());
  EXPECT_EQ(Ask(adopts, When::kPlan), "");
  wanted.Put(field::kRegion, Value::Unknown());
  EXPECT_EQ(Ask(wanted, When::kPlan), "");
  Value group = Group("vif-1", "64600");
  group.Put(field::kRegion, S("east"));
  EXPECT_EQ(Ask(group, When::kPlan, Kind::kBgpGroup), "");
  // Settings that are not known yet were an error before.
  EngineConfig later;
  later.clouds["sky"] = Value::Object({{"region", Value::Unknown()}});
  run->clouds.Configure(later);
  EXPECT_EQ(Ask(Wanted("new", 125), When::kPlan), "");
}

TEST_F(CreateChecksTest, WhatItStandsOnMayStillBecomeWhatItNeeds) {
  Refuse(StatusCode::kFailedPrecondition, "con-1 takes no interface.");
  const Value port = Port("dc1");
  const Value renamed = Port("dc2");
  const std::string warning = "warning at '': Object would be refused as things are";
  const auto check = [&](bool changes) {
    EXPECT_EQ(Ask(Wanted("new", 125), When::kPlan).starts_with(warning), changes);
    EXPECT_TRUE(Ask(Wanted("new", 125), When::kApply).starts_with("error")) << "looked at once more";
  };
  check(false);  // nobody here knows it
  Note(Kind::kConnection, "con-1", port, port, Fate::kStays);
  check(false);
  Note(Kind::kConnection, "con-1", port, renamed, Fate::kStays);
  check(true);
  Note(Kind::kConnection, "con-1", port, renamed, Fate::kUndecided);
  check(false);
  Note(Kind::kConnection, "con-2", port, renamed, Fate::kStays);  // another one
  check(false);
}

TEST_F(CreateChecksTest, APrefixInTheWayMayGoInThisRun) {
  const std::string prefix = world.Plant(Kind::kBgpCidr, "sky", Cidr("10.0.0.0/16"));
  const std::string warning = "warning at '': Object would be refused as things are";
  const auto is_warning = [&] { return Ask(Wanted("new", 125), When::kPlan).starts_with(warning); };
  Refuse(StatusCode::kAlreadyExists, "10.0.0.0/16 is routed elsewhere.");
  EXPECT_FALSE(is_warning());  // somebody else's
  Note(Kind::kBgpCidr, prefix, Cidr("10.0.0.0/16"), Cidr("10.0.0.0/16"), Fate::kStays);
  EXPECT_FALSE(is_warning());
  Note(Kind::kBgpCidr, prefix, Cidr("10.0.0.0/16"), Value::Null(), Fate::kGoes);
  EXPECT_TRUE(is_warning());
  EXPECT_TRUE(Ask(Wanted("new", 125), When::kApply).starts_with("error"));
  Refuse(StatusCode::kFailedPrecondition, "No room.");  // not for what is there
  EXPECT_FALSE(is_warning());
  // Without a list nobody can say that none goes.
  Refuse(StatusCode::kAlreadyExists, "10.0.0.0/16 is routed elsewhere.");
  Note(Kind::kBgpCidr, prefix, Cidr("10.0.0.0/16"), Cidr("10.0.0.0/16"), Fate::kStays);
  world.fault = [](std::size_t, const FakeCall&) { return Fault::kFailBefore; };
  EXPECT_TRUE(is_warning());
}

TEST_F(CreateChecksTest, APortIsOrderedWhereTheCloudHasOnes) {
  const auto ask = [&](std::string_view location, std::string_view bandwidth) {
    run->locations.Forget();
    Value port = Port("dc1");
    port.Put(field::kRegion, S("east"));
    port.Put(field::kLocation, S(location));
    port.Put(field::kBandwidth, S(bandwidth));
    return Ask(port, When::kPlan, Kind::kConnection);
  };
  EXPECT_EQ(ask("L1", "1G"), "");
  EXPECT_EQ(ask("", "1G"), "");  // said by what demands one
  const std::string nowhere = ask("L9", "1G");
  EXPECT_TRUE(nowhere.starts_with("error at 'location'")) << nowhere;
  EXPECT_THAT(nowhere, HasSubstr("Sky Link has no location of that code in east. It has L1"));

  const auto offer = [&](StatusOr<std::vector<Location>> list) {
    world.locations = [list](const std::string&) { return list; };
  };
  offer(std::vector<Location>{{"L1", "Place", "east", {"10Gbps", "100Gbps"}, {}}});
  const std::string narrow = ask("L1", "1G");
  EXPECT_TRUE(narrow.starts_with("error at 'bandwidth'")) << narrow;
  EXPECT_THAT(narrow, HasSubstr("L1 offers 10Gbps and 100Gbps only"));
  EXPECT_EQ(ask("L1", "10000M"), "");  // another spelling
  EXPECT_EQ(ask("L1", "wide"), "");    // no bandwidth at all: refused by what checks values
  offer(std::vector<Location>{{"L1", "Place", "east", {"10Gbps", "on request"}, {}}});
  EXPECT_EQ(ask("L1", "1G"), "");
  std::vector<Location> many;
  for (int i = 41; i > 0; --i) many.push_back({fmt::format("M{:02}", i), "Place", "east", {}, {}});
  offer(many);
  EXPECT_THAT(ask("L9", "1G"), ::testing::AllOf(HasSubstr("It has M01, M02, "), HasSubstr(", M30 and 11 more")));
  // No list, no answer.
  offer(std::vector<Location>{});
  EXPECT_EQ(ask("L9", "1G"), "");
  offer(UnavailableError("Not now."));
  EXPECT_EQ(ask("L9", "1G"), "");
}

// What is there is not deleted for a port of which nobody knows whether the cloud has one.
TEST_F(CreateChecksTest, NoPortGoesForOneInARegionThatHasNone) {
  for (const When when : {When::kPlan, When::kApply}) {
    for (const bool replaces : {false, true}) {
      run->locations.Forget();
      Value port = Port("dc1");
      port.Put(field::kRegion, S("nowhere"));
      world.locations = [](const std::string&) { return std::vector<Location>{}; };
      const std::string empty = Ask(port, when, Kind::kConnection, replaces);
      EXPECT_EQ(empty.empty(), !replaces) << empty;
      if (replaces) {
        EXPECT_THAT(empty, HasSubstr("tells of no location at all in nowhere"));
      }
      run->locations.Forget();
      world.locations = [](const std::string&) -> StatusOr<std::vector<Location>> {
        return UnavailableError("Not now.");
      };
      const std::string silent = Ask(port, when, Kind::kConnection, replaces);
      EXPECT_EQ(silent.find("could not be asked") == std::string::npos, !replaces) << silent;
    }
  }
}

TEST_F(CreateChecksTest, ALocationIsSentAsTheCloudWritesIt) {
  world.locations = [](const std::string& region) {
    return std::vector<Location>{{"EqDC2", "Place", region, {}, {}}, {"CSVA1", "Place", region, {}, {}}};
  };
  const auto sent = [&](std::string_view location) {
    Value port = Port("dc1");
    port.Put(field::kRegion, S("east"));
    port.Put(field::kLocation, S(location));
    EXPECT_EQ(Ask(port, When::kPlan, Kind::kConnection), "") << location;
    Diagnostics unused;
    return Text(WithLocationSpelled(MakeCall(*run, Kind::kConnection, port, "", unused), port), field::kLocation);
  };
  for (const std::string_view written : {"EqDC2", "eqdc2", "EQDC2"}) EXPECT_EQ(sent(written), "EqDC2");
  for (const std::string_view written : {"CSVA1", "csva1"}) EXPECT_EQ(sent(written), "CSVA1");
  Value port = Port("dc1");
  port.Put(field::kRegion, S("east"));
  port.Put(field::kLocation, S("eQDC2"));
  EXPECT_THAT(Ask(port, When::kPlan, Kind::kConnection), HasSubstr("writes it EqDC2"));
}

}  // namespace
}  // namespace ic::reconcile
