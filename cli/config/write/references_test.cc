// Every field that takes the id of an object takes its name too, on every cloud; generated from the field lists.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/path.h"
#include "cli/config/read/load.h"
#include "cli/config/testing/load_fixture.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/write/write.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct Case {
  const VendorTraits* traits = nullptr;
  Kind kind = Kind::kConnection;
  ReferenceField reference;

  // `{redundant_connection: there}`, inside what is around it. `key`: the name or the id's field.
  std::string Written(std::string_view key, std::string_view value) const {
    const std::string entry = fmt::format("{}: {}", key, value);
    return reference.in.empty() ? entry : fmt::format("{}: {{{}}}", reference.in, entry);
  }
  std::string IdField() const { return reference.field.substr(reference.in.empty() ? 0 : reference.in.size() + 1); }
  bool adopts() const { return reference.field == field::kAdopt; }
  // Two accounts of the cloud, the target, and an object with `fields`.
  std::string Yaml(std::string_view fields, std::string_view account) const {
    std::string text = fmt::format("clouds:\n  one: {{cloud: {0}}}\n  two: {{cloud: {0}}}\n", traits->cloud);
    const std::string there = "  there: {cloud: one}\n";
    const std::string here = fmt::format("  here: {{cloud: {}, {}}}\n", account, fields);
    if (kind == reference.target) return text + fmt::format("{}:\n{}{}", KindName(kind), there, here);
    return text + fmt::format("{}:\n{}{}:\n{}", KindName(reference.target), there, KindName(kind), here);
  }
  std::string Yaml(std::string_view value) const {
    return Yaml(Written(reference.name, value), adopts() ? "two" : "one");
  }
};

std::vector<Case> Cases() {
  static const Vocabulary vocabulary(AllAdapters());
  std::vector<Case> cases;
  for (const VendorTraits* traits : AllAdapters().traits()) {
    for (const Kind kind : kAllKinds) {
      for (const ReferenceField& reference : vocabulary.Of(kind, traits).references()) {
        if (reference.field == field::kAdvertisedBy && !traits->interface_advertises) continue;
        cases.push_back({traits, kind, reference});
      }
    }
  }
  return cases;
}

class WrittenReferencesTest : public LoadFixture {
 protected:
  template <typename F>
  void ForEachCase(F check) {
    std::set<std::string> fields;
    for (const Case& one : Cases()) {
      SCOPED_TRACE(fmt::format("{} {} {}", one.traits->cloud, KindName(one.kind), one.reference.field));
      check(one);
      fields.insert(one.reference.field);
    }
    // Those on which an object stands, and those that it only names.
    for (const char* field : {"connection_id", "adopt", "alibaba.redundant_connection_id", "huawei.hosting_id"}) {
      EXPECT_TRUE(fields.contains(field)) << field;
    }
  }
};

TEST_F(WrittenReferencesTest, ANameStandsForTheIdAndIsWrittenAgain) {
  ForEachCase([this](const Case& one) {
    const LoadedSet loaded = LoadText(one.Yaml("there"));
    ASSERT_EQ(Said(loaded), "");
    const DesiredObject* object = loaded.set.Find({one.kind, "here"});
    ASSERT_NE(object, nullptr);
    ASSERT_THAT(object->references, SizeIs(1));
    EXPECT_EQ(object->references[0].field, one.reference.field);
    EXPECT_EQ(object->references[0].target, (Address{one.reference.target, "there"}));
    EXPECT_EQ(object->references[0].stands, one.reference.stands);
    const Value config = run::Resolve(*object, {Value::String("id-1")});
    EXPECT_EQ(ValueAt(config, one.reference.field), Value::String("id-1"));
    const std::string yaml = WriteYaml(AllAdapters(), loaded.set, /*with_accounts=*/true);
    const LoadedSet again = LoadText(yaml);
    EXPECT_EQ(Said(again), "") << yaml;
    ASSERT_THAT(again.set.Find({one.kind, "here"})->references, SizeIs(1)) << yaml;
    EXPECT_EQ(again.set.Find({one.kind, "here"})->account, object->account) << yaml;
    EXPECT_THAT(
        WriteHcl(AllAdapters(), loaded.set, {}),
        ContainsRegex(fmt::format("{} += interconnect_{}.there.id", one.IdField(), KindName(one.reference.target))));
  });
}

TEST_F(WrittenReferencesTest, WhatIsNotLookedUpYetIsUnknown) {
  ForEachCase([this](const Case& one) {
    const LoadedSet loaded = LoadText(one.Yaml("\"${env:NAME}\""), /*resolve_secrets=*/false);
    ASSERT_EQ(Said(loaded), "");
    EXPECT_TRUE(ValueAt(loaded.set.Find({one.kind, "here"})->config, one.reference.field).is_unknown());
  });
}

TEST_F(WrittenReferencesTest, SlipsAreSaid) {
  ForEachCase([this](const Case& one) {
    EXPECT_THAT(Said(one.Yaml("theer")), HasSubstr("Unknown object"));
    const std::string account = one.adopts() ? "two" : "one";
    const std::string both = fmt::format("{}: there, {}: x", one.reference.name, one.IdField());
    const std::string inside = one.reference.in.empty() ? both : fmt::format("{}: {{{}}}", one.reference.in, both);
    EXPECT_THAT(Said(one.Yaml(inside, account)), HasSubstr("Reference given twice"));
    EXPECT_THAT(Said(one.Yaml(one.Written(one.IdField(), "there"), account)),
                HasSubstr("warning: Name where an id belongs"));
    if (one.kind == one.reference.target) {
      EXPECT_THAT(Said(one.Yaml("here")), HasSubstr("Cycle"));
    }
    const std::string elsewhere =
        Said(one.Yaml(one.Written(one.reference.name, "there"), one.adopts() ? "one" : "two"));
    EXPECT_THAT(elsewhere, HasSubstr(one.adopts()           ? "Taken over from itself"
                                     : one.reference.stands ? "Parent in another cloud"
                                                            : "Object in another cloud"));
  });
}

// What one account offers stands on what is that account's.
TEST_F(WrittenReferencesTest, WhatIsTakenOverMayStandInAnotherAccount) {
  constexpr std::string_view kYaml = R"(clouds:
  one: {cloud: aws}
  two: {cloud: aws}
connection: {line: {cloud: one}}
virtual_interface:
  offered: {connection: line, vlan: 101}
  accepted: {cloud: two, connection: line, vlan: 101, adopt_virtual_interface: offered}
)";
  const LoadedSet loaded = LoadText(kYaml);
  ASSERT_EQ(Said(loaded), "");
  const DesiredObject& accepted = *loaded.set.Find({Kind::kVirtualInterface, "accepted"});
  EXPECT_EQ(accepted.account, "two");
  ASSERT_THAT(accepted.references, SizeIs(2));
  EXPECT_FALSE(accepted.references[0].stands);
  EXPECT_FALSE(accepted.references[1].stands);
  const std::string yaml = WriteYaml(AllAdapters(), loaded.set, /*with_accounts=*/true);
  const LoadedSet again = LoadText(yaml);
  EXPECT_EQ(Said(again), "") << yaml;
  EXPECT_EQ(again.set.Find(accepted.address)->account, "two") << yaml;
}

// Nothing of an id that could be an object's here is left without a name: whoever adds a field decides it.
TEST_F(WrittenReferencesTest, EveryOtherIdIsOfSomethingThatIsNoObjectHere) {
  const std::map<std::string, std::string> others = {
      {"gateway_id", "a gateway"},
      {"advertised_by", "an association or a gateway; an interface on some clouds, which has a name there"},
      {"aws.lag_id", "a LAG"},
      {"aws.owner_account", "an account"},
      {"alibaba.owner_account", "an account"},
      {"alibaba.resource_group_id", "a resource group"},
      {"alibaba.vpc_id", "a VPC"},
      {"huawei.enterprise_project_id", "an enterprise project"},
      {"huawei.resource_tenant_id", "a project"},
  };
  const Vocabulary vocabulary(AllAdapters());
  const auto check = [&](const Field& field, const std::string& path) {
    const bool takes_id = field.name.ends_with("_id") || field.description.starts_with("Id of");
    if (!takes_id || field.presence == Presence::kComputed || field.type != FieldType::kString) return;
    EXPECT_TRUE(field.refers_to || field.mentions || others.contains(path)) << path;
    EXPECT_FALSE(field.refers_to && field.mentions) << path;
  };
  for (const Kind kind : kAllKinds) {
    for (const Field& field : vocabulary.Of(kind, nullptr).fields()) {
      check(field, field.name);
      for (const Field& inner : field.fields) check(inner, field.name + "." + inner.name);
    }
  }
}

}  // namespace
}  // namespace ic::cli
