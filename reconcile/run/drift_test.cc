#include "reconcile/run/drift.h"

#include <algorithm>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "reconcile/run/findings.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// The fake clouds, with limits on prefixes; remembers how adapters were made.
class WatchingFactory : public AdapterFactory {
 public:
  explicit WatchingFactory(FakeWorld& world) : fake_(world), sky_(reconcile::SkyTraits()) {
    constexpr Source kSource = {"Fake cloud's manual", "2026-11-21", ""};
    sky_.quotas.push_back({"sky.per_association",
                           "prefixes of one association",
                           {Kind::kBgpCidr},
                           [](Kind, const Value& object) { return reconcile::Text(object, field::kAdvertisedBy); },
                           20,
                           "cidr",
                           "Too many prefixes",
                           "Summarise.",
                           Scope::kObject,
                           true,
                           kSource});
    sky_.limits.push_back({"sky.customer_prefixes", Kind::kVirtualInterface, "customer_prefixes", Count{0, 100},
                           "Too many prefixes", "Summarise.", kSource, true});
    traits_ = {&sky_, &reconcile::RockTraits()};
  }
  const std::vector<const VendorTraits*>& traits() const override { return traits_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override {
    ++made;
    all_read_only = all_read_only && options.read_only;
    return fake_.Make(cloud, options);
  }

  mutable std::size_t made = 0;
  mutable bool all_read_only = true;

 private:
  FakeFactory fake_;
  VendorTraits sky_;
  std::vector<const VendorTraits*> traits_;
};

std::string Words(const DriftReport& report) {
  std::string text;
  for (const DriftFinding& finding : report.findings) {
    text += fmt::format("{} {} {} {}: {} | {} | {}: {} [{}]{}\n", finding.id, DriftClassName(finding.klass),
                        finding.address, finding.field, finding.desired, finding.last_applied, finding.actual,
                        finding.summary, finding.endangers, finding.ignored);
  }
  for (const LocatedDiagnostic& one : report.diagnostics) {
    text += fmt::format("{}:{} {}: {}\n", one.file, one.line, one.diagnostic.summary, one.diagnostic.detail);
  }
  for (const UnreadCloud& cloud : report.unread) text += fmt::format("unread {}: {}\n", cloud.account, cloud.why);
  return text;
}

class DriftTest : public RunFixture {
 protected:
  DriftTest() {
    WantStack();
    Make();
    world.calls.clear();
  }

  DriftReport Drift(const DriftOptions& drift = {}) {
    const std::size_t mutating = world.MutatingCalls();
    RunEnvironment environment = Environment();
    environment.engine.factory = &factory_;
    DriftReport report = FindDrift(environment, desired, drift);
    EXPECT_EQ(world.MutatingCalls(), mutating);
    EXPECT_GT(factory_.made, 0U);
    EXPECT_TRUE(factory_.all_read_only);
    return report;
  }

  // The only finding.
  DriftFinding Only(const DriftReport& report) {
    EXPECT_EQ(report.findings.size(), 1U) << Words(report);
    return report.findings.empty() ? DriftFinding() : report.findings.front();
  }
  DriftFinding Only() { return Only(Drift()); }

  DesiredObject& Wanted(Kind kind, const std::string& name) {
    const auto found = std::find_if(desired.objects.begin(), desired.objects.end(), [&](const DesiredObject& one) {
      return one.address == Address{kind, name};
    });
    EXPECT_NE(found, desired.objects.end());
    return *found;
  }

  FakeObject& Vif() { return ObjectOf(Kind::kVirtualInterface, "vif"); }

  WatchingFactory factory_{world};
};

TEST_F(DriftTest, WhatIsAsItWasAppliedIsNoDrift) {
  const DriftReport report = Drift();
  EXPECT_THAT(report.findings, IsEmpty()) << Words(report);
  EXPECT_THAT(report.diagnostics, IsEmpty()) << Words(report);
  EXPECT_THAT(report.unread, IsEmpty());
  EXPECT_EQ(report.checked, 4U);
  EXPECT_EQ(report.at, clock.Now());
  EXPECT_FALSE(report.Unhealthy());
  EXPECT_EQ(report.CountOf({DriftClass::kMaterial, DriftClass::kPending, DriftClass::kVendorInitiated,
                            DriftClass::kCosmetic, DriftClass::kUnmanaged}),
            0U);
}

TEST_F(DriftTest, ChangedByHandIsMaterialAndSaysWhatPuttingItBackCosts) {
  Wanted(Kind::kVirtualInterface, "vif").fields = {{"vlan", {0, 77, 5}}};
  Vif().attributes.Put("vlan", Value::Int(200));
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.klass, DriftClass::kMaterial);
  EXPECT_EQ(finding.address, "virtual_interface.vif");
  EXPECT_EQ(finding.managed, (Address{Kind::kVirtualInterface, "vif"}));
  EXPECT_EQ(finding.field, "vlan");
  EXPECT_EQ(finding.desired, "125");
  EXPECT_EQ(finding.last_applied, "125");
  EXPECT_EQ(finding.actual, "200");
  EXPECT_EQ(finding.account, "sky");
  EXPECT_EQ(finding.region, "east");
  EXPECT_EQ(finding.object_id, IdOf(Kind::kVirtualInterface, "vif"));
  EXPECT_EQ(finding.file, "test.yaml");
  EXPECT_EQ(finding.line, 77U);
  EXPECT_EQ(finding.column, 5U);
  EXPECT_THAT(finding.summary, HasSubstr("was changed in the cloud from 125 to 200."));
  EXPECT_EQ(finding.endangers,
            "Putting it back replaces the virtual interface: the API cannot change it. It interrupts all its traffic.");
}

TEST_F(DriftTest, ChangedOnBothSidesIsMaterialWithAllThreeValues) {
  Vif().attributes.Put("vlan", Value::Int(200));
  Wanted(Kind::kVirtualInterface, "vif").config.Put("vlan", Value::Int(300));
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.klass, DriftClass::kMaterial);
  EXPECT_EQ(finding.desired + " " + finding.last_applied + " " + finding.actual, "300 125 200");
  EXPECT_THAT(finding.summary, HasSubstr("the configuration now asks for 300"));
}

TEST_F(DriftTest, WhatTheConfigurationLeavesOpenIsVendorInitiated) {
  Vif().attributes.Put("mtu", Value::Int(9001));
  ObjectOf(Kind::kConnection, "port").attributes.Put("device", S("device-99"));
  const DriftReport report = Drift();
  ASSERT_EQ(report.findings.size(), 2U) << Words(report);
  EXPECT_EQ(report.findings.at(0).field, "device");
  EXPECT_EQ(report.findings.at(1).field, "mtu");
  for (const DriftFinding& finding : report.findings) {
    EXPECT_EQ(finding.klass, DriftClass::kVendorInitiated);
    EXPECT_THAT(finding.endangers, IsEmpty());
  }
}

TEST_F(DriftTest, SomethingAddedThatTheConfigurationWouldClearIsMaterial) {
  ASSERT_TRUE(Wanted(Kind::kVirtualInterface, "vif").config.Get("customer_prefixes").is_null());
  Vif().attributes.Put("customer_prefixes", Value::StringSet({"198.51.100.0/24"}));
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.klass, DriftClass::kMaterial);
  EXPECT_EQ(finding.desired, "");
  EXPECT_THAT(finding.actual, HasSubstr("198.51.100.0/24"));
}

TEST_F(DriftTest, WhatWasNotAppliedYetIsPending) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("mtu", Value::Int(9001));
  Wanted(Kind::kVirtualInterface, "vif").config.Put("vlan", Value::Int(300));
  Want(Kind::kConnection, "second", reconcile::Port("dc2"));
  Forget(Kind::kBgpCidr, "net");
  const DriftReport report = Drift();
  std::vector<std::string> names;
  for (const DriftFinding& finding : report.findings) {
    EXPECT_EQ(finding.klass, DriftClass::kPending) << Words(report);
    names.push_back(finding.address + " " + finding.field);
  }
  EXPECT_THAT(names, ElementsAre("bgp_cidr.net ", "connection.second ", "virtual_interface.vif mtu",
                                 "virtual_interface.vif vlan"));
  EXPECT_THAT(report.findings.at(0).summary, HasSubstr("the next apply deletes it"));
  EXPECT_THAT(report.findings.at(1).summary, HasSubstr("was not created yet"));
  EXPECT_THAT(report.findings.at(2).endangers, HasSubstr("Applying it interrupts the interface, for seconds."));
  EXPECT_THAT(report.findings.at(3).endangers, HasSubstr("Applying it replaces the virtual interface"));
  EXPECT_EQ(report.checked, 5U);
}

TEST_F(DriftTest, NamesAndTagsAreCosmeticTagByTag) {
  FakeObject& port = ObjectOf(Kind::kConnection, "port");
  port.attributes.Put("name", S("renamed"));
  port.attributes.Put("tags", Value::Map({{"team", S("other")}, {"cost", S("7")}}));
  const DriftReport report = Drift();
  std::vector<std::string> fields;
  for (const DriftFinding& finding : report.findings) {
    EXPECT_EQ(finding.klass, DriftClass::kCosmetic);
    fields.push_back(finding.field);
  }
  EXPECT_THAT(fields, ElementsAre("name", "tags.cost", "tags.team")) << Words(report);
  EXPECT_EQ(report.findings.at(1).desired, "");
  EXPECT_EQ(report.findings.at(2).actual, "\"other\"");
}

TEST_F(DriftTest, DoneByHandAsAskedLeavesTheStateBehind) {
  Vif().attributes.Put("vlan", Value::Int(300));
  Wanted(Kind::kVirtualInterface, "vif").config.Put("vlan", Value::Int(300));
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.klass, DriftClass::kCosmetic);
  EXPECT_THAT(finding.summary, HasSubstr("the state still says 125"));
}

TEST_F(DriftTest, AnotherSpellingIsNoDrift) {
  Wanted(Kind::kConnection, "port").config.Put("bandwidth", S("1000Mbps"));
  Wanted(Kind::kVirtualInterface, "vif").config.Put("customer_asn", S("65546"));
  EXPECT_THAT(Drift().findings, IsEmpty());
}

TEST_F(DriftTest, GoneIsMaterialWithoutTheEnginesWarning) {
  world.objects.erase(IdOf(Kind::kConnection, "port"));
  const DriftReport report = Drift();
  const DriftFinding finding = Only(report);
  EXPECT_EQ(finding.klass, DriftClass::kMaterial);
  EXPECT_EQ(finding.address, "connection.port");
  EXPECT_EQ(finding.field, "");
  EXPECT_EQ(finding.endangers, "What stands on it: virtual_interface.vif.");
  EXPECT_THAT(report.diagnostics, IsEmpty()) << Words(report);
}

TEST_F(DriftTest, GoneAndNotWantedIsOnlyTheStateBehind) {
  world.objects.erase(IdOf(Kind::kBgpCidr, "net"));
  Forget(Kind::kBgpCidr, "net");
  EXPECT_EQ(Only().klass, DriftClass::kCosmetic);
}

TEST_F(DriftTest, AnotherAccountIsPending) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  Wanted(Kind::kBgpCidr, "net").account = "sky-partner";
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.klass, DriftClass::kPending);
  EXPECT_THAT(finding.summary, HasSubstr("is in account sky, and the configuration asks for it in sky-partner"));
}

TEST_F(DriftTest, WhatNobodyManagesIsUnmanagedOnce) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  const std::string id =
      world.Plant(Kind::kConnection, "sky",
                  Value::Object({{"name", S("stray")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  world.objects.at(id).visible_to = "partner";
  Vif().visible_to = "partner";  // managed, whoever else sees it
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.klass, DriftClass::kUnmanaged);
  EXPECT_EQ(finding.address, "connection sky/east/" + id);
  EXPECT_FALSE(finding.managed);
  EXPECT_EQ(finding.account, "sky");
  EXPECT_EQ(finding.object_id, id);
  EXPECT_THAT(finding.summary, HasSubstr("connection \"stray\""));
  EXPECT_THAT(Drift({.unmanaged = false}).findings, IsEmpty());
  // Asked for, though not taken over yet.
  Want(Kind::kConnection, "taken", Value::Object({{"cloud", S("sky")}, {"adopt", S(id)}}));
  EXPECT_EQ(Only().klass, DriftClass::kPending);
}

TEST_F(DriftTest, UnmanagedIsLookedForInEveryRegionThatIsUsed) {
  const std::string id = world.Plant(
      Kind::kConnection, "sky", Value::Object({{"name", S("w")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  world.objects.at(id).region = "west";
  EXPECT_THAT(Drift().findings, IsEmpty());
  Value port = reconcile::Port("there");
  port.Put("region", S("west"));
  Want(Kind::kConnection, "there", port);
  const DriftReport report = Drift();
  EXPECT_EQ(report.CountOf({DriftClass::kUnmanaged}), 1U) << Words(report);
}

TEST_F(DriftTest, AnInterfacesOwnSessionIsNotUnmanaged) {
  world.Plant(Kind::kBgpPeer, "sky",
              Value::Object({{"virtual_interface_id", S(IdOf(Kind::kVirtualInterface, "vif"))},
                             {"address_family", S("ipv4")},
                             {"customer_asn", S("65546")}}));
  EXPECT_THAT(Drift().findings, IsEmpty());
}

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

TEST_F(DriftTest, ARotatedKeyIsAFindingWithoutAKey) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("auth_key", S("first-secret"));
  Vif().key = "first-secret";
  Make();
  EXPECT_THAT(Drift().findings, IsEmpty());
  Vif().key = "second-secret";
  const DriftReport report = Drift();
  const DriftFinding finding = Only(report);
  EXPECT_EQ(finding.klass, DriftClass::kMaterial);
  EXPECT_EQ(finding.field, "auth_key");
  EXPECT_EQ(finding.actual, "(sensitive)");
  EXPECT_THAT(Words(report), AllOf(Not(HasSubstr("first-secret")), Not(HasSubstr("second-secret"))));
  // No longer given: the state alone learns that.
  Vif().key = "first-secret";
  Wanted(Kind::kVirtualInterface, "vif").config.Put("auth_key", Value::Null());
  const DriftFinding left = Only();
  EXPECT_EQ(left.klass, DriftClass::kPending);
  EXPECT_THAT(left.summary, HasSubstr("leaves the one in force"));
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

// Every combination of equal and different values, against the table of classes written out.
TEST(Judge, EveryCombination) {
  const Value one = S("1");
  const Value two = S("2");
  const Value three = S("3");
  const Value none;
  struct Row {
    const Value& desired;
    const Value& applied;
    const Value& actual;
    Presence presence;
    bool configured;
    std::string_view expected;
  };
  const std::vector<Row> rows = {
      {one, one, one, Presence::kOptional, true, "none"},
      {one, one, two, Presence::kOptional, true, "material"},
      {one, two, three, Presence::kOptional, true, "material"},
      {two, one, one, Presence::kOptional, true, "pending"},
      {two, one, two, Presence::kOptional, true, "cosmetic"},
      {one, one, two, Presence::kOptional, false, "material"},
      {two, one, two, Presence::kOptionalComputed, false, "vendor-initiated"},
      {two, one, two, Presence::kComputed, false, "vendor-initiated"},
      {three, one, two, Presence::kOptionalComputed, false, "material"},
      {two, one, one, Presence::kComputed, false, "none"},
      {two, none, two, Presence::kComputed, false, "none"},  // told for the first time
  };
  for (const Row& row : rows) {
    Field field;
    field.name = "x";
    field.presence = row.presence;
    const auto verdict = run::Judge(field, {row.desired, row.applied, row.actual, row.configured});
    EXPECT_EQ(verdict ? DriftClassName(verdict->klass) : "none", row.expected)
        << row.desired.ToString() << row.applied.ToString() << row.actual.ToString();
    field.cosmetic = true;
    const auto mild = run::Judge(field, {row.desired, row.applied, row.actual, row.configured});
    EXPECT_EQ(mild ? DriftClassName(mild->klass) : "none", row.expected == "material" ? "cosmetic" : row.expected);
  }
  Field open;
  open.presence = Presence::kOptionalComputed;
  EXPECT_FALSE(run::Judge(open, {Value::Unknown(), one, one, false}));
  EXPECT_TRUE(run::Judge(open, {Value::Unknown(), one, one, true}));
}

}  // namespace
}  // namespace ic
