// docs/configuration.schema.json is what the field lists say. Whether it accepts what it should is asked of another
// implementation: tests/tree/test_configuration_schema.py.
#include "cli/config/vocabulary/schema.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/config/testing/load_fixture.h"

namespace ic::cli {
namespace {

TEST(ConfigurationSchema, IsGeneratedFromTheFieldLists) {
  std::ifstream file(std::string(IC_SOURCE_DIR) + "/docs/configuration.schema.json");
  std::stringstream schema;
  schema << file.rdbuf();
  EXPECT_TRUE(schema.str() == ConfigurationSchema(AllAdapters())) << "run script/generate";
}

class ExamplesTest : public LoadFixture {};

TEST_F(ExamplesTest, LoadCleanly) {
  environment_ = {{"BGP_KEY", "correct!horse"}};
  int examples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(IC_SOURCE_DIR) + "/examples/cli")) {
    if (!entry.is_directory()) continue;
    for (const bool resolve : {true, false}) EXPECT_EQ(Said(Load({entry.path().string()}, resolve)), "");
    ++examples;
  }
  EXPECT_GE(examples, 2);
}

}  // namespace
}  // namespace ic::cli
