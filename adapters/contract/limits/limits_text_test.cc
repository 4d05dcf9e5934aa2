#include "adapters/contract/limits/limits_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ic {
namespace {

using testing::HasSubstr;

VendorTraits Cirrus() {
  VendorTraits traits;
  traits.cloud = "cirrus";
  traits.title = "Cirrus";
  const Source source = {"The manual", "2026-11-21", "the older manual says 3"};
  traits.limits = {{"cirrus.vlan",
                    Kind::kVirtualInterface,
                    "vlan",
                    Range{2, 9},
                    "s",
                    "r",
                    source,
                    true,
                    "type",
                    {"private", "transit"}}};
  traits.rules = {{"cirrus.rule", Kind::kConnection, "a|b", nullptr, source}};
  traits.quotas = {{"cirrus.peers",
                    "peers",
                    {Kind::kVirtualInterface, Kind::kBgpPeer},
                    nullptr,
                    5,
                    "name",
                    "s",
                    "r",
                    Scope::kPort,
                    false,
                    source}};
  traits.changes = {{Kind::kConnection, "location", OnChange::kReplace, "all", "it is fixed", source}};
  traits.capabilities = {{Capability::kTags, Support::kYes, "a note", source}};
  return traits;
}

TEST(LimitsText, Table) {
  const VendorTraits traits = Cirrus();
  const VendorTraits* const vendors[] = {&traits};
  EXPECT_EQ(RenderLimitsText(vendors, {}),
            "cirrus.vlan   2 to 9 (when type is private or transit, can be raised, checked 2026-11-21)\n"
            "cirrus.rule   a|b (checked 2026-11-21)\n"
            "cirrus.peers  at most 5 peers (checked 2026-11-21)\n");
  EXPECT_THAT(RenderLimitsText(vendors, {{"cirrus.vlan", 12}, {"cirrus.peers", 7}}),
              testing::AllOf(HasSubstr("2 to 12 (when type is private or transit, set by you, 9 otherwise,"),
                             HasSubstr("at most 5 peers")));
}

TEST(LimitsText, Json) {
  const VendorTraits traits = Cirrus();
  const VendorTraits* const vendors[] = {&traits};
  const auto json = nlohmann::json::parse(RenderLimitsJson(vendors, {{"cirrus.vlan", 12}}));
  EXPECT_EQ(json["format_version"], 1);
  EXPECT_EQ(json["limits"][0], nlohmann::json::parse(R"({
    "cloud": "cirrus", "id": "cirrus.vlan", "form": "limit", "kinds": ["virtual_interface"], "allowed": "2 to 12",
    "scope": "object", "adjustable": true, "field": "vlan", "when": "type is private or transit", "number": 9,
    "override": 12,
    "source": {"document": "The manual", "checked": "2026-11-21", "older": "the older manual says 3"}})"));
  EXPECT_EQ(json["limits"][2]["kinds"], nlohmann::json({"virtual_interface", "bgp_peer"}));
  EXPECT_EQ(json["changes"][0]["on_change"], "replace");
  EXPECT_EQ(json["capabilities"][0]["capability"], "tags");
}

TEST(LimitsText, OfOneKind) {
  VendorTraits traits = Cirrus();
  const Source source = {"https://manual", "2026-11-21", ""};
  traits.limits.push_back({"cirrus.words", Kind::kBgpPeer, "name", OneOf{{"a"}}, "s", "r", source});
  traits.changes.push_back({Kind::kBgpPeer, "name", OnChange::kInPlace, "", "", source, {}, "type", {"a", "b"}});
  const VendorTraits* const vendors[] = {&traits};
  EXPECT_EQ(RenderLimitsText(vendors, {}, Kind::kBgpPeer),
            "cirrus.words  a (checked 2026-11-21)\ncirrus.peers  at most 5 peers (checked 2026-11-21)\n");
  const auto json = nlohmann::json::parse(RenderLimitsJson(vendors, {}, Kind::kBgpPeer));
  ASSERT_EQ(json["limits"].size(), 2U);
  EXPECT_EQ(json["limits"][0], nlohmann::json::parse(R"({
    "cloud": "cirrus", "id": "cirrus.words", "form": "limit", "kinds": ["bgp_peer"], "allowed": "a", "scope": "object",
    "adjustable": false, "field": "name", "source": {"document": "https://manual", "checked": "2026-11-21"}})"));
  EXPECT_EQ(json["changes"], nlohmann::json::parse(R"([{
    "cloud": "cirrus", "kind": "bgp_peer", "field": "name", "on_change": "in place", "when": "type is a or b",
    "source": {"document": "https://manual", "checked": "2026-11-21"}}])"));
  EXPECT_THAT(RenderLimitsMarkdown(vendors),
              HasSubstr("| `name` (type is a or b) | in place |  |  | <https://manual>, 2026-11-21 |"));
}

TEST(LimitsText, Markdown) {
  const VendorTraits traits = Cirrus();
  const VendorTraits* const vendors[] = {&traits};
  const std::string page = RenderLimitsMarkdown(vendors);
  for (const char* line : {
           "| Tags | yes: a note |\n",
           "| Static routing instead of BGP | unverified |\n",
           "| `vlan` | 2 to 9, when type is private or transit; can be raised | `cirrus.vlan` | The manual, "
           "2026-11-21; "
           "older: the older manual says 3 |\n",
           "| a\\|b | `cirrus.rule` |",
           "| at most 5 peers | port | `cirrus.peers` |",
           "| `location` | replace | all | it is fixed |",
       }) {
    EXPECT_THAT(page, HasSubstr(line));
  }
}

// A row that keeps its day says why, on the page and to programs.
TEST(LimitsText, SaysWhyARowWasNotReadAgain) {
  VendorTraits traits;
  traits.cloud = "cirrus";
  traits.title = "Cirrus";
  const Source source = {"The manual", "2026-11-21", "", "the manual is out of print"};
  traits.rules = {{"cirrus.rule", Kind::kConnection, "a|b", nullptr, source}};
  const VendorTraits* const vendors[] = {&traits};
  EXPECT_THAT(RenderLimitsMarkdown(vendors),
              HasSubstr("| The manual, 2026-11-21; not read again: the manual is out of print |"));
  const auto json = nlohmann::json::parse(RenderLimitsJson(vendors, {}));
  EXPECT_EQ(json["limits"][0]["source"]["unread"], "the manual is out of print");
}

TEST(LimitsText, EveryCapabilityHasWords) {
  for (int i = 0; i <= static_cast<int>(Capability::kWriteOnlyKey); ++i) {
    EXPECT_FALSE(CapabilityName(static_cast<Capability>(i)).empty());
    EXPECT_FALSE(CapabilityTitle(static_cast<Capability>(i)).empty());
  }
}

}  // namespace
}  // namespace ic
