// Compares an output with the file that holds it, in `folder`, byte by byte. With IC_UPDATE_GOLDEN=1 in
// the environment the file is written instead; what changed is then read with `git diff`.
#ifndef CLI_OUTPUT_TESTING_GOLDEN_H_
#define CLI_OUTPUT_TESTING_GOLDEN_H_

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "base/harmless.h"

namespace ic::cli {

inline void ExpectGolden(const std::string& name, const std::string& actual,
                         const std::string& folder = "cli/output/testdata") {
  const std::string path = IC_SOURCE_DIR "/" + folder + "/" + name;
  if (const char* update = std::getenv("IC_UPDATE_GOLDEN"); update != nullptr && *update != '\0') {
    std::ofstream(path, std::ios::binary) << actual;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path << " is not there; IC_UPDATE_GOLDEN=1 makes it";
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(HarmlessPage(actual), actual) << "the gate on the way out must change nothing of what is right";
  EXPECT_EQ(actual, expected) << "if this is meant, IC_UPDATE_GOLDEN=1 writes " << path;
}

}  // namespace ic::cli

#endif  // CLI_OUTPUT_TESTING_GOLDEN_H_
