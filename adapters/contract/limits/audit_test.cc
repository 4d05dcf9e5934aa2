#include "adapters/contract/limits/audit.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/conditions.h"
#include "adapters/contract/limits/limits_check.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/contract/mark.h"

namespace ic {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Source kManual = {"The manual, page 7", "2026-11-21", ""};

void RefuseEven(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<std::int64_t> mtu = KnownInteger(object, "mtu");
  if (mtu && *mtu % 2 == 0) Refuse(rule, "mtu", "Even", "mtu is even. Choose an odd one.", diagnostics);
}

std::vector<CapabilityRow> AllCapabilities() {
  std::vector<CapabilityRow> rows;
  for (int i = 0; i <= static_cast<int>(Capability::kWriteOnlyKey); ++i) {
    rows.push_back({static_cast<Capability>(i), Support::kYes, "", kManual});
  }
  return rows;
}

// A cloud with one row of each sort.
VendorTraits Cirrus() {
  VendorTraits traits;
  traits.cloud = "cirrus";
  traits.title = "Cirrus";
  traits.fields.resize(kAllKinds.size());
  traits.fields[static_cast<std::size_t>(Kind::kVirtualInterface)] = {
      {.name = "colour", .description = "Colour of the cable."}};
  const Kind kind = Kind::kVirtualInterface;
  traits.limits = {
      {"cirrus.vlan", kind, "vlan", Range{2, 9}, "VLAN out of range", "Choose another.", kManual},
      {"cirrus.asn", kind, "customer_asn", AsnRange{1, 4294967294}, "ASN out of range", "Use another.", kManual},
      {"cirrus.mtu",
       kind,
       "mtu",
       OneOf{{"1500", "9001"}},
       "MTU not available",
       "Use one.",
       kManual,
       false,
       "type",
       {"private"}},
      {"cirrus.name", kind, "name", Length{2, 4}, "Name has a wrong length", "Use another.", kManual},
      {"cirrus.prefixes", kind, "customer_prefixes", Count{0, 2}, "Too many prefixes", "Use fewer.", kManual, true},
      {"cirrus.colour", kind, "cirrus.colour", Pattern{"[a-z]+", "lower-case letters", "red", "Red"}, "Not a colour",
       "Write a colour.", kManual},
      {"cirrus.key", kind, "auth_key", Length{6, 80}, "Key has a wrong length", "Use another.", kManual},
      {"cirrus.tags", kind, "tags[keys]", Pattern{"[a-z]+", "lower-case letters", "red", "Red"}, "Bad tag key",
       "Use another.", kManual},
      {"cirrus.bfd", kind, "bfd", Unsupported{"there is no BFD."}, "No BFD", "Leave it out.", kManual},
  };
  traits.changes = {{kind, "vlan", OnChange::kReplace, "all", "there is no call for it", kManual}};
  traits.rules = {{"cirrus.odd", kind, "an odd MTU", RefuseEven, kManual}};
  traits.quotas = {{"cirrus.vlans",
                    "interfaces",
                    {kind},
                    [](Kind, const Value&) { return std::string("g"); },
                    5,
                    "vlan",
                    "Too many",
                    "Use fewer.",
                    Scope::kPort,
                    true,
                    kManual}};
  traits.capabilities = AllCapabilities();
  traits.marked = {kind};
  return traits;
}

Value Interface(Value::Fields extra) {
  Value object = Value::Object({{"cloud", Value::String("cirrus")},
                                {"name", Value::String("abc")},
                                {"connection_id", Value::String("c")},
                                {"vlan", Value::Int(5)}});
  for (auto& [name, value] : extra) object.Put(name, value);
  return object;
}

Diagnostics Check(Value::Fields extra, const LimitOverrides& overrides = {}) {
  return Audit(Cirrus(), Kind::kVirtualInterface, Interface(std::move(extra)), {overrides});
}

std::vector<std::string> Summaries(const Diagnostics& diagnostics) {
  std::vector<std::string> summaries;
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    summaries.push_back(diagnostic.path.ToString() + ": " + diagnostic.summary);
  }
  return summaries;
}

TEST(Audit, GoodObjectsPass) {
  EXPECT_THAT(Summaries(Check({{"mtu", Value::Int(1501)}, {"type", Value::String("public")}})), IsEmpty());
  EXPECT_THAT(Summaries(Check({{"cirrus", Value::Object({{"colour", Value::String("red")}})}})), IsEmpty());
}

TEST(Audit, SaysValueLimitRemedyAndSource) {
  const Diagnostics diagnostics = Check({{"vlan", Value::Int(10)}});
  ASSERT_EQ(diagnostics.items().size(), 1U);
  EXPECT_EQ(diagnostics.items()[0].detail,
            "vlan is 10. Cirrus takes 2 to 9. Choose another. Source: The manual, page 7, checked 2026-11-21.");
  EXPECT_EQ(diagnostics.items()[0].path, AttributePath("vlan"));
}

TEST(Audit, ReportsEveryViolationAtOnce) {
  const Diagnostics diagnostics = Check({{"vlan", Value::Int(1)},
                                         {"name", Value::String("a")},
                                         {"mtu", Value::Int(1502)},
                                         {"customer_asn", Value::String("4294967295")},
                                         {"bfd", Value::Object({{"enabled", Value::Bool(true)}})},
                                         {"tags", Value::Map({{"Red", Value::String("x")}})},
                                         {"cirrus", Value::Object({{"colour", Value::String("Red")}})}});
  EXPECT_THAT(Summaries(diagnostics), testing::UnorderedElementsAre(
                                          "vlan: VLAN out of range", "name: Name has a wrong length",
                                          "mtu: MTU not available", "mtu: Even", "customer_asn: ASN out of range",
                                          "bfd: No BFD", "tags[\"Red\"]: Bad tag key", "cirrus.colour: Not a colour"));
}

// Of many elements that are wrong in the same way a few are told, of each way, and the rest is counted.
TEST(Audit, CountsWhatIsWrongInTheSameWay) {
  for (const int wrong : {1, 5, 6, 7, 20'000}) {
    SCOPED_TRACE(wrong);
    Value::Fields tags;
    std::vector<Value> prefixes;
    for (int i = 0; i < wrong; ++i) {
      tags.emplace_back("Red" + std::to_string(i), Value::String("x"));
      prefixes.push_back(Value::String("prefix " + std::to_string(i)));
    }
    const Diagnostics diagnostics =
        Check({{"customer_prefixes", Value::Set(prefixes)}, {"tags", Value::Map(std::move(tags))}});
    for (const std::string summary : {"Malformed prefix", "Bad tag key"}) {
      std::vector<std::string> details;
      for (const Diagnostic& one : diagnostics.items()) {
        if (one.summary == summary) details.push_back(one.detail);
      }
      ASSERT_EQ(details.size(), static_cast<std::size_t>(std::min(wrong, 6))) << diagnostics.ToString();
      if (wrong > 6) {
        EXPECT_THAT(details.back(), HasSubstr(std::to_string(wrong - 5) + " more of "));
      }
    }
    EXPECT_EQ(Summaries(diagnostics).size(), static_cast<std::size_t>(2 * std::min(wrong, 6) + (wrong > 2 ? 1 : 0)));
  }
}

TEST(Audit, SkipsWhatIsUnknown) {
  Value::Fields unknown;
  for (const char* name : {"vlan", "name", "mtu", "customer_asn", "bfd", "tags", "cirrus", "type", "adopt", "auth_key",
                           "connection_id", "customer_prefixes", "cloud_address"}) {
    unknown.emplace_back(name, Value::Unknown());
  }
  EXPECT_THAT(Summaries(Check(unknown)), IsEmpty());
  // A condition that is unknown does not hold.
  EXPECT_THAT(Summaries(Check({{"mtu", Value::Int(7)}, {"type", Value::Unknown()}})), IsEmpty());
  // An unset one counts as its default.
  EXPECT_THAT(Summaries(Check({{"mtu", Value::Int(7)}})), Contains("mtu: MTU not available"));
}

TEST(Audit, ElementsThatAreUnknownMayBeEqual) {
  const Value two = Value::Set({Value::String("10.0.0.0/8"), Value::String("11.0.0.0/8"), Value::Unknown()});
  EXPECT_THAT(Summaries(Check({{"customer_prefixes", two}})), IsEmpty());
}

TEST(Audit, AdjustableNumbersFollowTheUser) {
  const Value three = Value::StringSet({"10.0.0.0/8", "11.0.0.0/8", "12.0.0.0/8"});
  const Diagnostics refused = Check({{"customer_prefixes", three}});
  ASSERT_THAT(Summaries(refused), testing::ElementsAre("customer_prefixes: Too many prefixes"));
  EXPECT_THAT(refused.items()[0].detail, HasSubstr("\"cirrus.prefixes\" = <number>"));
  EXPECT_THAT(Summaries(Check({{"customer_prefixes", three}}, {{"cirrus.prefixes", 3}})), IsEmpty());
  EXPECT_THAT(Summaries(Check({{"vlan", Value::Int(10)}}, {{"cirrus.vlan", 10}})),
              testing::ElementsAre("vlan: VLAN out of range"));
}

TEST(Audit, NeverPrintsAKey) {
  const Diagnostics diagnostics = Check({{"auth_key", Value::String("s3cr")}});
  ASSERT_EQ(diagnostics.items().size(), 1U);
  EXPECT_THAT(diagnostics.ToString(), testing::Not(HasSubstr("s3cr")));
  EXPECT_THAT(diagnostics.items()[0].detail, HasSubstr("4 characters long"));
}

TEST(Audit, RefusesAttributesOfOtherClouds) {
  EXPECT_THAT(Summaries(Check({{"nimbus", Value::Object({{"a", Value::Null()}})}})),
              testing::ElementsAre("nimbus: Attribute of another cloud"));
  EXPECT_THAT(Summaries(Check({{"nimbus", Value::Null()}})), IsEmpty());
}

TEST(Audit, ChecksWordsAndSpellings) {
  const Diagnostics diagnostics = Check({{"type", Value::String("privat")},
                                         {"customer_asn", Value::String("1.65536")},
                                         {"cloud_address", Value::String("10.0.0.1")},
                                         {"customer_prefixes", Value::StringSet({"10.0.0.1/8"})},
                                         {"bandwidth", Value::String("1")},
                                         {"timeouts", Value::Object({{"create", Value::String("soon")}})}});
  EXPECT_THAT(Summaries(diagnostics),
              testing::UnorderedElementsAre("type: Unknown value", "customer_asn: Malformed ASN",
                                            "cloud_address: Malformed address", "customer_prefixes: Malformed prefix",
                                            "bandwidth: Malformed bandwidth", "timeouts.create: Malformed duration"));
  EXPECT_THAT(diagnostics.ToString(), HasSubstr("Did you mean \"private\"?"));
  EXPECT_THAT(diagnostics.ToString(), HasSubstr("the prefix \"10.0.0.0/8\""));
}

TEST(Audit, NumbersAreWholeAndPrefixesAreText) {
  const Diagnostics half = Check({{"vlan", Value::Of(*Number::Parse("5.5"))}});
  ASSERT_THAT(Summaries(half), testing::ElementsAre("vlan: Not a whole number"));
  EXPECT_EQ(half.items()[0].detail, "vlan is 5.5; write a whole number.");
  EXPECT_THAT(Summaries(Check({{"customer_prefixes", Value::StringSet({"10.0.0.0"})}})),
              testing::ElementsAre("customer_prefixes: Malformed prefix"));
  EXPECT_THAT(Summaries(Audit(Cirrus(), Kind::kVirtualInterface, Value::Unknown(), {})), IsEmpty());
}

TEST(Audit, APeersPrefixesAreOfItsFamily) {
  const auto audit = [](Value prefixes) {
    return Summaries(Audit(Cirrus(), Kind::kBgpPeer,
                           Value::Object({{"cloud", Value::String("cirrus")},
                                          {"virtual_interface_id", Value::String("v")},
                                          {"customer_asn", Value::String("65000")},
                                          {"address_family", Value::String("ipv6")},
                                          {"customer_prefixes", std::move(prefixes)}}),
                           {}));
  };
  EXPECT_THAT(audit(Value::Set({Value::String("2001:db8::/32"), Value::Unknown()})), IsEmpty());
  EXPECT_THAT(audit(Value::StringSet({"10.0.0.0/8"})),
              testing::ElementsAre("customer_prefixes: Address of the other family"));
}

TEST(Audit, WarnsOfAmbiguousAsns) {
  const Diagnostics diagnostics = Check({{"customer_asn", Value::String("1.1")}});
  ASSERT_EQ(diagnostics.items().size(), 1U);
  EXPECT_EQ(diagnostics.items()[0].severity, Severity::kWarning);
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(Audit, FamiliesAgree) {
  EXPECT_THAT(Summaries(Check({{"cloud_address", Value::String("2001:db8::1/125")}})),
              testing::ElementsAre("cloud_address: Address of the other family"));
  EXPECT_THAT(Summaries(Check(
                  {{"cloud_address", Value::String("2001:db8::1/125")}, {"address_family", Value::String("ipv6")}})),
              IsEmpty());
}

TEST(Audit, WhatMustBeThere) {
  const VendorTraits traits = Cirrus();
  const auto audit = [&](Kind kind, Value::Fields fields) {
    fields.emplace_back("cloud", Value::String("cirrus"));
    return Summaries(Audit(traits, kind, Value::Object(std::move(fields)), {}));
  };
  EXPECT_THAT(audit(Kind::kConnection, {}),
              testing::ElementsAre("name: Missing name", "location: Missing location", "bandwidth: Missing bandwidth"));
  EXPECT_THAT(audit(Kind::kConnection, {{"adopt", Value::String("c-1")}}), IsEmpty());
  EXPECT_THAT(audit(Kind::kBgpPeer, {}), testing::ElementsAre("virtual_interface_id: Missing virtual_interface_id",
                                                              "customer_asn: Missing customer_asn"));
  EXPECT_THAT(audit(Kind::kBgpPeer, {{"bgp_group_id", Value::Unknown()}}), IsEmpty());
  EXPECT_THAT(audit(Kind::kBgpCidr, {{"cidr", Value::Unknown()}}),
              testing::ElementsAre("advertised_by: Missing advertised_by"));
}

TEST(Audit, OneKeyOnly) {
  EXPECT_THAT(Summaries(Check({{"auth_key", Value::String("abcdefg")}, {"auth_key_wo", Value::String("hijklmn")}})),
              testing::ElementsAre("auth_key_wo: Two keys"));
}

TEST(AuditOverrides, RefusesWhatIsNoAdjustableLimit) {
  const VendorTraits traits = Cirrus();
  const VendorTraits* const vendors[] = {&traits};
  const auto audit = [&](const LimitOverrides& overrides) { return AuditOverrides(vendors, overrides, "limits"); };
  EXPECT_TRUE(audit({{"cirrus.prefixes", 7}, {"cirrus.vlans", 6}}).empty());
  EXPECT_THAT(Summaries(audit({{"cirrus.prefixs", 7}})),
              testing::ElementsAre("limits[\"cirrus.prefixs\"]: Unknown limit"));
  EXPECT_THAT(audit({{"cirrus.prefixs", 7}}).ToString(), HasSubstr("Did you mean \"cirrus.prefixes\"?"));
  EXPECT_THAT(Summaries(audit({{"cirrus.vlan", 7}})),
              testing::ElementsAre("limits[\"cirrus.vlan\"]: Limit cannot be raised"));
  EXPECT_THAT(Summaries(audit({{"cirrus.vlans", 0}})),
              testing::ElementsAre("limits[\"cirrus.vlans\"]: Limit too small"));
  EXPECT_EQ(EffectiveMax(traits.quotas[0], {{"cirrus.vlans", 6}}), 6);
  EXPECT_EQ(EffectiveMax(traits.quotas[0], {}), 5);
}

TEST(CheckTables, PassesAGoodCloud) { EXPECT_THAT(CheckTables(Cirrus()), IsEmpty()); }

// Each of these breaks one promise, and the check finds it.
TEST(CheckTables, FindsEachFlaw) {
  const auto flaws = [](void (*damage)(VendorTraits&)) {
    VendorTraits traits = Cirrus();
    damage(traits);
    return CheckTables(traits);
  };
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].source.document = ""; }), Contains(HasSubstr("no document")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].source.checked = "today"; }), Contains(HasSubstr("no date")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].id = t.limits[1].id; }), Contains(HasSubstr("twice")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].field = "vlam"; }), Contains(HasSubstr("no field vlam")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].remedy = ""; }), Contains(HasSubstr("no remedy")));
  // A row that is shadowed by another one, and one that no object can violate.
  EXPECT_THAT(flaws([](VendorTraits& t) {
                t.limits[5].allowed = Pattern{"[a-z]+", "letters", "red", "blue"};
              }),
              Contains(HasSubstr("does not refuse")));
  EXPECT_THAT(flaws([](VendorTraits& t) {
                t.limits[5].allowed = Pattern{"[a-z]+", "letters", "Red", "4"};
              }),
              Contains(HasSubstr("refuses")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[2].when_field = "no_such"; }), Contains(HasSubstr("no field")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.changes[0].reason = ""; }), Contains(HasSubstr("no reason")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.changes[0].interrupts = ""; }), Contains(HasSubstr("interrupts")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.changes.push_back(t.changes[0]); }), Contains(HasSubstr("twice")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.rules[0].words = ""; }), Contains(HasSubstr("no words")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].id = "nimbus.vlan"; }), Contains(HasSubstr("with the cloud")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].when_values = {"x"}; }), Contains(HasSubstr("half a condition")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].source.checked = "2026/11/21"; }),
              Contains(HasSubstr("no date")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.limits[0].source.checked = "2026-1a-21"; }),
              Contains(HasSubstr("no date")));
  EXPECT_THAT(flaws([](VendorTraits& t) { std::get<Pattern>(t.limits[5].allowed).regex = "[a-"; }),
              Contains(HasSubstr("missing ]")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.quotas[0].kinds.clear(); }), Contains(HasSubstr("no kinds")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.quotas[0].group = nullptr; }), Contains(HasSubstr("no group")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.quotas[0].max = 0; }), Contains(HasSubstr("allows nothing")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.capabilities.pop_back(); }), Contains(HasSubstr("0 rows")));
  EXPECT_THAT(flaws([](VendorTraits& t) { t.fields[1][0].description = ""; }), Contains(HasSubstr("no description")));
  EXPECT_THAT(
      flaws([](VendorTraits& t) {
        t.fields[static_cast<std::size_t>(Kind::kBgpPeer)] = {{.name = "x", .untold = true, .description = "X."}};
      }),
      Contains(HasSubstr("cannot be adopted")));
}

std::optional<std::string> MarkOf(Value::Fields extra, std::string_view owner = "o", std::string_view region = "r") {
  return ComputeMark(Cirrus(), Kind::kVirtualInterface, Interface(std::move(extra)), owner, region);
}

TEST(Mark, DependsOnWhatTellsObjectsApart) {
  const std::optional<std::string> mark = MarkOf({});
  ASSERT_TRUE(mark.has_value());
  EXPECT_EQ(mark->size(), 32U);
  EXPECT_EQ(mark->find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(MarkOf({}), mark);
  EXPECT_EQ(MarkOf({{"mtu", Value::Int(9001)}}), mark);  // changes in place
  EXPECT_EQ(MarkOf({{"auth_key", Value::String("a secret")}}), mark);
  EXPECT_NE(MarkOf({{"vlan", Value::Int(6)}}), mark);
  EXPECT_NE(MarkOf({{"name", Value::String("abd")}}), mark);
  EXPECT_NE(MarkOf({}, "p"), mark);
  EXPECT_NE(MarkOf({}, "o", "s"), mark);
  EXPECT_NE(MarkOf({}, "or", ""), mark);  // parts do not run together
  EXPECT_EQ(MarkOf({{"vlan", Value::Unknown()}}), std::nullopt);
  EXPECT_EQ(ComputeMark(Cirrus(), Kind::kBgpPeer, Interface({}), "o", "r"), std::nullopt);
}

// Computed by `printf '6:cirrus1:o17:virtual_interface1:r13:connection_id3:"c"4:name5:"abc"4:vlan1:5' |
// sha256sum`.
TEST(Mark, IsASha256) { EXPECT_EQ(MarkOf({}), "4bd15aff3bd1a5f6fa736d921912b1c7"); }

TEST(FindChange, ConditionsCountForTheObjectOnly) {
  VendorTraits traits = Cirrus();
  const Kind kind = Kind::kVirtualInterface;
  traits.changes.push_back({kind, "mtu", OnChange::kReplace, "all", "why", kManual, {}, "type", {"public"}});
  EXPECT_EQ(FindChange(traits, kind, "mtu"), nullptr);
  EXPECT_EQ(FindChange(traits, kind, "mtu", Interface({})), nullptr);
  EXPECT_NE(FindChange(traits, kind, "mtu", Interface({{"type", Value::String("public")}})), nullptr);
  EXPECT_NE(FindChange(traits, kind, "vlan"), nullptr);
  EXPECT_EQ(FindChange(traits, Kind::kBgpPeer, "vlan"), nullptr);
}

TEST(ConditionHolds, OfWhatIsTrueOrFalseToo) {
  const Value there = Interface({{"bfd", Value::Object({{"enabled", Value::Bool(true)}})}});
  const std::vector<Field> fields = AllFields(Cirrus(), Kind::kVirtualInterface);
  EXPECT_TRUE(ConditionHolds("bfd.enabled", {"true"}, fields, there));
  EXPECT_FALSE(ConditionHolds("bfd.enabled", {"false"}, fields, there));
  EXPECT_FALSE(ConditionHolds("bfd.enabled", {"true"}, fields, Interface({})));
}

}  // namespace
}  // namespace ic
