// docs/limits.md is what the tables say.
#include <fstream>
#include <sstream>

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

}  // namespace
}  // namespace ic
