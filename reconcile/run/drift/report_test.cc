// The report around the findings: clouds that cannot be read, since when, health, headroom, ignores.
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reconcile/run/testing/drift_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST_F(DriftTest, ACloudThatCannotBeReadIsNamedAndTheRestIsStillFound) {
  Value port = reconcile::Port("stone");
  port.Put("cloud", S("rock"));
  Want(Kind::kConnection, "stone", port);
  Make();
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.cloud == "rock" ? Fault::kFailBefore : Fault::kNone;
  };
  Vif().attributes.Put("vlan", Value::Int(200));
  ObjectOf(Kind::kConnection, "stone").attributes.Put("location", S("L9"));
  desired.ignores = {{"connection.stone", "", "known", "", {0, 9, 1}}};
  const DriftReport report = Drift();
  EXPECT_EQ(Only(report).address, "virtual_interface.vif");
  ASSERT_EQ(report.unread.size(), 1U);
  EXPECT_EQ(report.unread.front().account, "rock");
  EXPECT_THAT(report.unread.front().why, HasSubstr("Refused by the fault."));
  EXPECT_EQ(report.checked, 4U);
  EXPECT_THAT(report.diagnostics, IsEmpty()) << Words(report);  // whether the ignore is needed is not known
}

TEST_F(DriftTest, AnAccountWithoutARegionOrObjectsIsUnread) {
  world.default_region.clear();
  const DriftReport report = Drift();
  EXPECT_THAT(report.findings, IsEmpty());
  ASSERT_EQ(report.unread.size(), 1U) << Words(report);  // sky's objects say where they are
  EXPECT_EQ(report.unread.front().account, "rock");
}

TEST_F(DriftTest, IdsAndFirstSeenAreStable) {
  Vif().attributes.Put("vlan", Value::Int(200));
  const Time first = clock.Now();
  const DriftFinding before = Only();
  EXPECT_EQ(before.first_seen, first);
  EXPECT_EQ(before.id.size(), 18U);
  EXPECT_THAT(before.id, StartsWith("drift-"));
  clock.Advance(std::chrono::hours(24));
  Vif().attributes.Put("vlan", Value::Int(201));
  ObjectOf(Kind::kConnection, "port").attributes.Put("name", S("renamed"));
  const DriftReport report = Drift();
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings.at(0).id, before.id);
  EXPECT_EQ(report.findings.at(0).first_seen, first);
  EXPECT_NE(report.findings.at(1).id, before.id);
  EXPECT_EQ(report.findings.at(1).first_seen, clock.Now());
}

TEST_F(DriftTest, HealthIsOfManagedObjectsTheirSessionsAndWholeGroups) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("redundancy_group", S("dc"));
  Value other = reconcile::Interface("back", "${connection.port}", 126);
  other.Put("redundancy_group", S("dc"));
  Want(Kind::kVirtualInterface, "vif2", other);
  Make();
  const std::string stranger =
      world.Plant(Kind::kVirtualInterface, "sky",
                  Value::Object({{"name", S("s")}, {"vlan", Value::Int(9)}, {"redundancy_group", S("dc")}}));
  world.objects.at(stranger).health = HealthState::kDown;
  Vif().sessions["ipv6"] = HealthState::kDown;
  const DriftReport report = Drift();
  ASSERT_EQ(report.groups.size(), 1U);
  EXPECT_EQ(report.groups.front().group, "dc");
  EXPECT_EQ(report.groups.front().members, 3U);
  EXPECT_EQ(report.groups.front().healthy, 2U);
  std::vector<std::string> rows;
  for (const SessionHealth& one : report.sessions) {
    rows.push_back(fmt::format("{} {} {}", one.address, one.address_family, static_cast<int>(one.state)));
  }
  EXPECT_THAT(
      rows, ElementsAre("bgp_peer.six ipv6 1", "connection.port  0", "virtual_interface.vif  0",
                        "virtual_interface.vif ipv4 0", "virtual_interface.vif2  0", "virtual_interface.vif2 ipv4 0"));
  EXPECT_TRUE(report.Unhealthy());
  // What is endangered: the other legs.
  world.objects.erase(IdOf(Kind::kVirtualInterface, "vif2"));
  const DriftReport gone = Drift();
  EXPECT_EQ(gone.findings.front().address, "virtual_interface.vif2");
  EXPECT_EQ(gone.findings.front().endangers, "Redundancy group \"dc\" has 2 other members, 1 of them healthy.");
  EXPECT_EQ(gone.groups.front().healthy, 1U);
  const DriftReport without = Drift({.health = false});
  EXPECT_THAT(without.sessions, IsEmpty());
  EXPECT_THAT(without.groups, IsEmpty());
}

// Both accounts' halves of an interface may be in one configuration: it carries what it carries once.
TEST_F(DriftTest, AnInterfaceOfTwoAccountsIsOneLeg) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("redundancy_group", S("dc"));
  Make();
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  Vif().visible_to = "partner";
  StateObject half = store.objects.at({Kind::kVirtualInterface, "vif"});
  half.address.name = "half";
  half.account = "sky-partner";
  store.objects.emplace(half.address, half);
  Value config = reconcile::Interface("prod", IdOf(Kind::kConnection, "port"), 125);
  config.Put("redundancy_group", S("dc"));
  Want(Kind::kVirtualInterface, "half", config).account = "sky-partner";
  const DriftReport report = Drift();
  ASSERT_EQ(report.groups.size(), 1U) << Words(report);
  EXPECT_EQ(report.groups.front().members, 1U);
  EXPECT_EQ(report.groups.front().healthy, 1U);
}

// Of an interface that one account made for another, one of them may see no session: whichever is first by its name,
// and whichever of the two it is, what the other one sees is so of both.
TEST_F(DriftTest, WhatOneHalfSeesIsSoOfBoth) {
  Value config = reconcile::Interface("leg", "${connection.port}", 126);
  config.Put("customer_asn", Value::Null());
  config.Put("redundancy_group", S("dc"));
  Want(Kind::kVirtualInterface, "m", config);
  Make();
  FakeObject& leg = ObjectOf(Kind::kVirtualInterface, "m");
  leg.visible_to = "partner";
  const auto wanted = desired;
  const auto stored = store.objects;
  for (const std::string half : {"a", "z"}) {
    for (const std::string account : {"partner", "sky-partner"}) {
      desired = wanted;
      store.objects = stored;
      desired.accounts.push_back({account, "sky", Value::Object({{"account", S("partner")}}), {}});
      StateObject other = store.objects.at({Kind::kVirtualInterface, "m"});
      other.address.name = half;
      other.account = account;
      store.objects.emplace(other.address, other);
      for (const std::optional<std::string>& told :
           {std::optional<std::string>(), std::optional<std::string>(""), std::optional<std::string>("partner")}) {
        for (const HealthState state : {HealthState::kUp, HealthState::kDown, HealthState::kUnknown}) {
          SCOPED_TRACE(fmt::format("{} {} {} {}", half, account, told.value_or("both"), static_cast<int>(state)));
          leg.sessions_told_to = told;
          leg.more_sessions = {{"ipv4", state}};
          const DriftReport report = Drift({.unmanaged = false});
          ASSERT_EQ(report.groups.size(), 1U) << Words(report);
          EXPECT_EQ(report.groups.front().members, 1U);
          EXPECT_EQ(report.groups.front().healthy, state == HealthState::kDown ? 0U : 1U);
          EXPECT_EQ(report.Unhealthy(), state == HealthState::kDown);
          for (const std::string& name : {std::string("m"), half}) {
            std::vector<std::string> rows;
            for (const SessionHealth& one : report.sessions) {
              if (one.address != "virtual_interface." + name) continue;
              EXPECT_EQ(one.account, name == "m" ? "sky" : account);
              rows.push_back(fmt::format("{} {}", one.address_family, static_cast<int>(one.state)));
            }
            EXPECT_THAT(rows, ElementsAre(" 0", fmt::format("ipv4 {}", static_cast<int>(state)))) << name;
          }
        }
      }
    }
  }
}

// What is down for one of them is down, and what one of them cannot tell is not known.
TEST_F(DriftTest, WhatIsDownForOneHalfIsDown) {
  Wanted(Kind::kConnection, "port").config.Put("redundancy_group", S("dc"));
  Make();
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  FakeObject& port = ObjectOf(Kind::kConnection, "port");
  port.visible_to = "partner";
  StateObject other = store.objects.at({Kind::kConnection, "port"});
  other.address.name = "half";
  other.account = "sky-partner";
  store.objects.emplace(other.address, other);
  for (const HealthState first : {HealthState::kUp, HealthState::kDown, HealthState::kUnknown}) {
    for (const HealthState second : {HealthState::kUp, HealthState::kDown, HealthState::kUnknown}) {
      SCOPED_TRACE(fmt::format("{} {}", static_cast<int>(first), static_cast<int>(second)));
      port.health = first;
      port.health_told_to = {{"partner", second}};
      const DriftReport report = Drift({.unmanaged = false});
      ASSERT_EQ(report.groups.size(), 1U) << Words(report);
      const bool up = first == HealthState::kUp && second == HealthState::kUp;
      const bool down = first == HealthState::kDown || second == HealthState::kDown;
      EXPECT_EQ(report.groups.front().healthy, up ? 1U : 0U);
      for (const SessionHealth& one : report.sessions) {
        if (one.address != "connection.half" && one.address != "connection.port") continue;
        EXPECT_EQ(one.state, down ? HealthState::kDown : up ? HealthState::kUp : HealthState::kUnknown);
      }
    }
  }
}

TEST_F(DriftTest, HeadroomCountsWhatIsLiveAndManagedOnce) {
  Wanted(Kind::kVirtualInterface, "vif")
      .config.Put("customer_prefixes", Value::StringSet({"10.1.0.0/16", "10.2.0.0/16"}));
  Make();
  desired.limits["sky.per_association"] = 50;
  for (const std::string_view association : {"assoc-1", "assoc-9"}) {
    world.Plant(Kind::kBgpCidr, "sky", Value::Object({{"advertised_by", S(association)}, {"cidr", S("10.9.0.0/16")}}));
  }
  const DriftReport report = Drift({.unmanaged = false});
  ASSERT_EQ(report.headroom.size(), 2U);
  EXPECT_EQ(report.headroom.at(0).address, "assoc-1");
  EXPECT_EQ(report.headroom.at(0).limit, "sky.per_association");
  EXPECT_EQ(report.headroom.at(0).used, 2);
  EXPECT_EQ(report.headroom.at(0).max, 50);
  EXPECT_EQ(report.headroom.at(1).address, "virtual_interface.vif");
  EXPECT_EQ(report.headroom.at(1).used, 2);
  EXPECT_EQ(report.headroom.at(1).max, 100);
}

TEST_F(DriftTest, AnIgnoreHoldsUntilItsDayAndNotLonger) {
  Vif().attributes.Put("vlan", Value::Int(200));
  desired.ignores = {{"virtual_interface.vif", "vlan", "moved for a test", "2026-01-02", {0, 40, 5}}};
  DriftReport report = Drift();
  EXPECT_EQ(Only(report).ignored, "moved for a test");
  EXPECT_EQ(report.CountOf({DriftClass::kMaterial}), 0U);
  EXPECT_THAT(report.diagnostics, IsEmpty());
  clock.Advance(std::chrono::hours(24 + 23));  // the last hour of its last day
  EXPECT_EQ(Only().ignored, "moved for a test");
  clock.Advance(std::chrono::hours(1));
  report = Drift();
  EXPECT_EQ(Only(report).ignored, "");
  EXPECT_EQ(report.CountOf({DriftClass::kMaterial}), 1U);
  ASSERT_EQ(report.diagnostics.size(), 1U);
  EXPECT_EQ(report.diagnostics.front().line, 40U);
  EXPECT_EQ(report.diagnostics.front().diagnostic.severity, Severity::kWarning);
  EXPECT_THAT(report.diagnostics.front().diagnostic.detail, HasSubstr("until 2026-01-02 (\"moved for a test\")"));
}

TEST_F(DriftTest, IgnoresMatchByAddressAndField) {
  FakeObject& port = ObjectOf(Kind::kConnection, "port");
  port.attributes.Put("name", S("renamed"));
  port.attributes.Put("tags", Value::Map({{"team", S("other")}}));
  Vif().attributes.Put("vlan", Value::Int(200));
  desired.ignores = {{"*", "tags", "tagged by accounting", "", {0, 1, 1}},
                     {"virtual_interface.vif", "", "being moved", "", {0, 2, 1}},
                     {"virtual_interface.vif", "vla", "half a name", "", {0, 3, 1}},
                     {"bgp_peer.six", "", "nothing there", "", {0, 4, 1}}};
  const DriftReport report = Drift();
  std::vector<std::string> reasons;
  for (const DriftFinding& finding : report.findings) reasons.push_back(finding.field + ": " + finding.ignored);
  EXPECT_THAT(reasons, ElementsAre("vlan: being moved", "name: ", "tags.team: tagged by accounting"));
  std::vector<std::uint32_t> lines;
  for (const LocatedDiagnostic& one : report.diagnostics) lines.push_back(one.line);
  EXPECT_THAT(lines, ElementsAre(3U, 4U)) << Words(report);
}

TEST_F(DriftTest, AnInvalidConfigurationIsAnError) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("vlan", Value::Int(5000));
  const DriftReport report = Drift();
  EXPECT_TRUE(HasErrors(report.diagnostics)) << Words(report);
}

TEST_F(DriftTest, AStoppedRunIsNeverInSync) {
  std::stop_source stop;
  stop.request_stop();
  RunEnvironment environment = Environment();
  environment.stop = stop.get_token();
  EXPECT_FALSE(FindDrift(environment, desired, {}).unread.empty());
}

}  // namespace
}  // namespace ic
