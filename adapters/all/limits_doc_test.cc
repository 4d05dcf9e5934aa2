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

}  // namespace
}  // namespace ic
