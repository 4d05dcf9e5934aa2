// docs/limits.md is what the tables say.
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/limits/limits_text.h"

namespace ic {
namespace {

TEST(LimitsPage, IsGeneratedFromTheTables) {
  std::ifstream file(std::string(IC_SOURCE_DIR) + "/docs/limits.md");
  std::stringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), RenderLimitsMarkdown(AllAdapters().traits())) << "run script/generate";
}

// The day on which all rows were last gone through.
constexpr std::string_view kLastReading = "2026-11-30";

void NeedReading(std::string_view row, const Source& source) {
  EXPECT_TRUE(source.checked >= kLastReading || !source.unread.empty())
      << row << " is of " << source.checked << " and does not say why";
  EXPECT_TRUE(source.checked < kLastReading || source.unread.empty()) << row << " was read again, and says it was not";
}

TEST(LimitsPage, EachRowWasReadAgainOrSaysWhyNot) {
  for (const VendorTraits* vendor : AllAdapters().traits()) {
    for (const Limit& row : vendor->limits) NeedReading(row.id, row.source);
    for (const Rule& row : vendor->rules) NeedReading(row.id, row.source);
    for (const Quota& row : vendor->quotas) NeedReading(row.id, row.source);
    for (const Change& row : vendor->changes) NeedReading(row.field, row.source);
    for (const Decision& row : vendor->decisions) NeedReading(row.field, row.source);
    for (const CapabilityRow& row : vendor->capabilities) NeedReading(row.note, row.source);
    for (const Beyond& row : vendor->beyond) NeedReading(row.member, row.source);
  }
}

// Where too little is refused as well as too much, what is said must be true of both.
TEST(LimitsPage, ARowWithTwoSidesDoesNotSpeakOfOne) {
  const auto least = [](const Limit& row) -> std::int64_t {
    if (const auto* range = std::get_if<Range>(&row.allowed)) return range->min;
    if (const auto* length = std::get_if<Length>(&row.allowed)) return length->min;
    if (const auto* count = std::get_if<Count>(&row.allowed)) return count->min;
    return 0;
  };
  std::size_t seen = 0;
  for (const VendorTraits* vendor : AllAdapters().traits()) {
    for (const Limit& row : vendor->limits) {
      if (least(row) <= 0) continue;
      ++seen;
      for (const std::string_view word : {"Too ", " too "}) {
        EXPECT_EQ(row.summary.find(word), std::string_view::npos) << row.id << ": " << row.summary;
      }
    }
  }
  EXPECT_GT(seen, 10U);
}

}  // namespace
}  // namespace ic
