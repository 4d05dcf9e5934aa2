// What each vendor's tables say of the cloud's end of a link: that every fact has a source, and names rows and
// attributes that there are.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

void ExpectSource(const Source& source, const std::string& what) {
  EXPECT_FALSE(source.document.empty()) << what;
  EXPECT_EQ(source.checked.size(), 10U) << what;
}

bool HasRow(const VendorTraits& traits, std::string_view id) {
  const bool limit = std::ranges::any_of(
      traits.limits, [&](const Limit& row) { return row.id == id && std::holds_alternative<Count>(row.allowed); });
  return limit || std::ranges::any_of(traits.quotas, [&](const Quota& row) { return row.id == id; });
}

bool HasPath(const VendorTraits& traits, std::string_view path, const std::vector<Kind>& kinds) {
  return std::ranges::any_of(kinds, [&](Kind kind) { return FindFieldAt(AllFields(traits, kind), path) != nullptr; });
}

void ExpectLimits(const VendorTraits& traits, const std::vector<RouteLimitFacts>& rows) {
  for (const RouteLimitFacts& row : rows) {
    ExpectSource(row.source, std::string(traits.cloud));
    EXPECT_TRUE(!row.path.empty() || !row.row.empty() || row.usual > 0) << traits.cloud;
    if (!row.row.empty()) {
      EXPECT_TRUE(HasRow(traits, row.row)) << row.row;
    }
    if (!row.path.empty()) {
      EXPECT_TRUE(HasPath(traits, row.path, {Kind::kVirtualInterface, Kind::kBgpPeer, Kind::kBgpGroup})) << row.path;
    }
    EXPECT_TRUE(row.family.empty() || row.family == "ipv4" || row.family == "ipv6") << row.family;
  }
}

TEST(LinkFactsTest, EachFactHasASourceAndNamesWhatThereIs) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    SCOPED_TRACE(traits->cloud);
    const RouterFacts& facts = traits->router;
    ExpectSource(facts.bfd.source, "bfd");
    EXPECT_GT(facts.bfd.min_transmit_interval, 0);
    EXPECT_GT(facts.bfd.min_receive_interval, 0);
    EXPECT_GT(facts.bfd.detect_multiplier, 1);
    if (!facts.bfd.hops.empty()) {
      EXPECT_TRUE(HasPath(*traits, facts.bfd.hops, {Kind::kVirtualInterface}));
    }
    if (facts.timers.hold > 0) {
      ExpectSource(facts.timers.source, "timers");
      EXPECT_GE(facts.timers.hold, 3 * facts.timers.keepalive);
    }
    for (const PreferenceFacts& preference : facts.preferences) {
      ExpectSource(preference.source, "preference");
      EXPECT_NE(preference.preferred, preference.spare);
      for (const std::string_view community : {preference.preferred, preference.spare}) {
        EXPECT_EQ(std::ranges::count(community, ':'), 1) << community;
      }
    }
    if (!facts.macsec_path.empty()) {
      EXPECT_TRUE(HasPath(*traits, facts.macsec_path, {Kind::kConnection}));
    }
    EXPECT_FALSE(facts.to_cloud.empty());
    ExpectLimits(*traits, facts.to_cloud);
    ExpectLimits(*traits, facts.from_cloud);
  }
}

}  // namespace
}  // namespace ic
