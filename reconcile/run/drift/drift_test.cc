#include "reconcile/run/drift/drift.h"

#include <vector>

#include "reconcile/object/facts.h"
#include "reconcile/run/drift/findings.h"
#include "reconcile/run/drift/judgement.h"
#include "reconcile/run/testing/drift_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

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

TEST_F(DriftTest, WhatTheCloudRefusesToPutBackIsSaid) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("cloud_asn", S("64512"));
  Vif().attributes.Put("cloud_asn", S("64513"));
  const DriftFinding finding = Only();
  EXPECT_EQ(finding.desired + " " + finding.actual, R"("64512" "64513")");
  EXPECT_EQ(finding.endangers, "Putting it back is not possible in place: the gateway decides it.");
}

TEST_F(DriftTest, AKeyThatWasNotAppliedYetIsPending) {
  Wanted(Kind::kVirtualInterface, "vif").config.Put("auth_key", S("a-key-of-ours"));
  const DriftReport report = Drift();
  EXPECT_THAT(Words(report), HasSubstr("a BGP key that was not applied yet"));
  EXPECT_THAT(Words(report), Not(HasSubstr("a-key-of-ours")));
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
    EXPECT_EQ(finding.desired, "") << "nobody asks for it";
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

// One judgement for both: what is in the cloud as the configuration has it is left as it is, whatever the rules say.
TEST_F(DriftTest, WhatBreaksARuleIsJudgedAsItsPlanJudgesIt) {
  const auto prefixes = [](int count) {
    std::vector<std::string> all;
    for (int n = 0; n < count; ++n) all.push_back(fmt::format("198.18.{}.0/24", n));
    return Value::StringSet(all);
  };
  struct Odd {
    std::string field;
    Value there;
    Value other;
  };
  for (const Odd& odd :
       {Odd{"vlan", Value::Int(5000), Value::Int(5001)}, Odd{"customer_prefixes", prefixes(101), prefixes(102)}}) {
    SCOPED_TRACE(odd.field);
    const Value before = Vif().attributes.Get(odd.field);
    const Value asked = Wanted(Kind::kVirtualInterface, "vif").config.Get(odd.field);
    Vif().attributes.Put(odd.field, odd.there);
    for (const Value& wanted : {odd.there, odd.other}) {
      Wanted(Kind::kVirtualInterface, "vif").config.Put(odd.field, wanted);
      const bool as_it_is = wanted == odd.there;
      const DriftReport report = Drift();
      const bool refused = std::ranges::any_of(
          report.diagnostics, [](const LocatedDiagnostic& one) { return one.diagnostic.severity == Severity::kError; });
      EXPECT_EQ(refused, !as_it_is) << Words(report);
    }
    Vif().attributes.Put(odd.field, before);
    Wanted(Kind::kVirtualInterface, "vif").config.Put(odd.field, asked);
  }
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

TEST_F(DriftTest, WhatDoesNotWorkByItselfIsMaterialWithoutTheEnginesWarning) {
  ObjectOf(Kind::kConnection, "port").trouble = "is in state \"rejected\": order another";
  for (int i = 0; i < 2; ++i) {
    const DriftReport report = Drift();
    const DriftFinding finding = Only(report);
    EXPECT_EQ(finding.klass, DriftClass::kMaterial);
    EXPECT_EQ(finding.address, "connection.port");
    EXPECT_EQ(finding.field, "");
    EXPECT_THAT(finding.summary, HasSubstr("is in state \"rejected\": order another."));
    EXPECT_EQ(finding.endangers, "What stands on it: virtual_interface.vif.");
    EXPECT_THAT(report.diagnostics, IsEmpty()) << Words(report);
  }
}

TEST_F(DriftTest, AStateThatTheConfigurationAsksForIsNoTrouble) {
  Vif().trouble = "is in state \"stopped\": it carries nothing";
  Vif().trouble_asked = "bfd.enabled";
  EXPECT_EQ(Only().field, "");
  Wanted(Kind::kVirtualInterface, "vif").config.Put("bfd", Value::Object({{"enabled", Value::Bool(true)}}));
  Vif().attributes.Put("bfd", Value::Object({{"enabled", Value::Bool(true)}}));
  for (const DriftFinding& finding : Drift().findings) EXPECT_EQ(finding.field, "bfd.enabled");
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
  // No longer given: it is taken off where that can be.
  Vif().key = "first-secret";
  Wanted(Kind::kVirtualInterface, "vif").config.Put("auth_key", Value::Null());
  const DriftFinding left = Only();
  EXPECT_EQ(left.klass, DriftClass::kPending);
  EXPECT_THAT(left.summary, HasSubstr("takes it off, or only forgets it"));
}

// A write-only key is compared by its version, which a read takes away with what is known of the key.
TEST_F(DriftTest, AKeyOfWhichNothingIsKnownIsSaidToBeThat) {
  DesiredObject& vif = Wanted(Kind::kVirtualInterface, "vif");
  vif.config.Put("auth_key_wo", S("first-secret"));
  vif.config.Put("auth_key_wo_version", Value::Int(1));
  options.allow = {{Kind::kVirtualInterface, "vif"}};
  Make();
  EXPECT_THAT(Drift().findings, IsEmpty());
  Vif().key = "";
  DriftFinding finding = Only();
  EXPECT_EQ(finding.field, "auth_key_wo_version");
  EXPECT_THAT(finding.summary, HasSubstr("has no BGP key any more"));
  Vif().key = "first-secret";
  StateObject& object = store.objects.at({Kind::kVirtualInterface, "vif"});
  reconcile::Facts facts = reconcile::ParseFacts(object.facts);
  facts.begun = reconcile::BegunChange{clock.Now(), {"auth_key"}};
  object.facts = reconcile::FactsText(facts);
  finding = Only();
  EXPECT_EQ(finding.field, "auth_key_wo_version");
  EXPECT_THAT(finding.summary, HasSubstr("Which BGP key is in force"));
  EXPECT_THAT(finding.summary, HasSubstr("is not known"));
}

// The tags that tell whose an object is, in a class of their own; the next apply changes them and nothing else.
TEST_F(DriftTest, ChangedMarksAreFoundAndPutBack) {
  const std::string mark = Vif().mark;
  const std::string nonce = Vif().nonce;
  ASSERT_FALSE(mark.empty());
  ASSERT_FALSE(nonce.empty());
  const std::vector<std::function<void()>> changes = {
      [this] { Vif().owner = "somebody"; },
      [this] { Vif().mark.clear(); },
      [this] { Vif().mark = "another"; },
      [this] { Vif().nonce = "another"; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    SCOPED_TRACE(i);
    changes[i]();
    const DriftFinding finding = Only();
    EXPECT_EQ(finding.klass, DriftClass::kMarks);
    EXPECT_EQ(finding.field, "marks_changed");
    EXPECT_THAT(finding.endangers, IsEmpty());
    const RunPlan plan = Plan();
    ASSERT_EQ(plan.counts.update, 1U) << Words(plan);
    EXPECT_FALSE(plan.HasErrors()) << Words(plan);
    EXPECT_THAT(plan.refusals, IsEmpty());
    Make();
    EXPECT_EQ(Vif().owner, "");
    EXPECT_EQ(Vif().mark, mark);
    EXPECT_EQ(Vif().nonce, nonce);
    EXPECT_THAT(Drift().findings, IsEmpty());
  }
}

// Nobody knows what is right of what an earlier version wrote without its random part, or did not write at all.
TEST_F(DriftTest, OldMarksAreAsTheyAre) {
  StateObject& object = store.objects.at({Kind::kVirtualInterface, "vif"});
  reconcile::Facts facts = reconcile::ParseFacts(object.facts);
  facts.nonce.clear();
  object.facts = reconcile::FactsText(facts);
  for (const char* nonce : {"", "any"}) {
    Vif().nonce = nonce;
    Vif().owner = "a former one";
    ExpectNothing();
  }
  facts.mark.clear();
  store.objects.at({Kind::kVirtualInterface, "vif"}).facts = reconcile::FactsText(facts);
  Vif().mark.clear();
  ExpectNothing();
  EXPECT_THAT(Drift().findings, IsEmpty());
}

TEST(SentenceOf, AStoredKeyOfWhichNothingIsKnown) {
  const Field* key = FindField(NeutralFields(Kind::kVirtualInterface), field::kAuthKey);
  const Value ours = S("first-secret");
  const Value unknown = S("(unknown key)");
  const Value none;
  const Value other = S("second-secret");
  const auto words = [&](const Value& actual) {
    return run::SentenceOf("auth_key", "it", *key, {DriftClass::kMaterial}, {ours, ours, actual, true});
  };
  EXPECT_THAT(words(unknown), HasSubstr("Which BGP key is in force on it is not known"));
  EXPECT_THAT(words(none), HasSubstr("has no BGP key any more"));
  EXPECT_THAT(words(other), HasSubstr("is not the configuration's"));
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
      {two, none, two, Presence::kOptionalComputed, true, "cosmetic"},
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
