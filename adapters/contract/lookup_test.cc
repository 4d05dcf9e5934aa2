#include "adapters/contract/lookup.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

VendorTraits Vendor() {
  VendorTraits traits{.cloud = "sky", .title = "Sky Links"};
  traits.fields.resize(kAllKinds.size());
  traits.fields[static_cast<std::size_t>(Kind::kConnection)] = {
      {.name = "colour", .description = "Colour of the link. Left out, blue."},
      {.name = "password", .sensitive = true, .description = "A secret."},
      {.name = "wish", .untold = true, .description = "What the cloud never tells."},
      {.name = "here", .local = true, .description = "What only this machine knows."}};
  return traits;
}

std::set<std::string> NamesOf(const std::vector<ic::Field>& fields) {
  std::set<std::string> names;
  for (const ic::Field& field : fields) {
    names.insert(field.name);
    for (const ic::Field& inner : field.fields) names.insert(field.name + "." + inner.name);
  }
  return names;
}

TEST(Lookup, NamesAreReadAsTheyAreWritten) {
  for (const Sought what : kAllSought) {
    EXPECT_EQ(ParseSought(SoughtName(what)), what);
    EXPECT_FALSE(std::string(SoughtTitle(what)).empty());
  }
  EXPECT_EQ(ParseSought("bgp_peer"), std::nullopt);
}

// Whatever the kind: what it is found by is told, and nothing that only a configuration says, or that is secret.
TEST(Lookup, TellsWhatACloudTells) {
  const VendorTraits sky = Vendor();
  const VendorTraits* const vendors[] = {&sky};
  for (const Sought what : kAllSought) {
    const std::vector<ic::Field> fields = FoundFields(vendors, what);
    SCOPED_TRACE(SoughtName(what));
    EXPECT_THAT(fields, Each(AllOf(Field(&ic::Field::presence, Presence::kComputed),
                                   Field(&ic::Field::sensitive, false), Field(&ic::Field::write_only, false),
                                   Field(&ic::Field::local, false), Field(&ic::Field::description, Not(IsEmpty())))));
    std::set<std::string> by;
    for (const std::string_view name : SoughtBy(what)) by.emplace(name);
    EXPECT_THAT(NamesOf(fields), IsSupersetOf(by));
    EXPECT_THAT(NamesOf(fields), IsSupersetOf({"cloud", "region", "id"}));
    for (const std::string_view absent : {"adopt", "on_destroy", "timeouts", "auth_key", "auth_key_wo"}) {
      EXPECT_EQ(FindField(fields, absent), nullptr) << absent;
    }
  }
}

// There is no second list: a field of a kind is told unless one of these reasons speaks against it.
TEST(Lookup, HasEveryFieldOfItsKindThatCanBeTold) {
  for (const Sought what : {Sought::kConnection, Sought::kVirtualInterface}) {
    const std::vector<ic::Field> fields = FoundFields({}, what);
    for (const ic::Field& field : NeutralFields(*KindSought(what))) {
      const bool kept = field.sensitive || field.write_only || field.untold;
      const bool told = !field.local && !kept && field.name != "adopt" && field.name != "tags_all";
      EXPECT_EQ(FindField(fields, field.name) != nullptr, told) << field.name;
    }
  }
}

TEST(Lookup, TellsTheVendorsOwn) {
  const VendorTraits sky = Vendor();
  const VendorTraits* const vendors[] = {&sky};
  const std::vector<ic::Field> fields = FoundFields(vendors, Sought::kConnection);
  const ic::Field* own = FindField(fields, "sky");
  ASSERT_NE(own, nullptr);
  ASSERT_EQ(own->fields.size(), 1U);
  EXPECT_EQ(own->fields.front().name, "colour");
  EXPECT_EQ(own->fields.front().description, "Colour of the link.");
  EXPECT_EQ(FindField(FoundFields(vendors, Sought::kVirtualInterface), "sky"), nullptr);
}

}  // namespace
}  // namespace ic
