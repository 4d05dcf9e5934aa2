// A folder of configuration files that goes away, and what loading it says, as text.
#ifndef CLI_CONFIG_TESTING_LOAD_FIXTURE_H_
#define CLI_CONFIG_TESTING_LOAD_FIXTURE_H_

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "cli/config/read/load.h"

namespace ic::cli {

class LoadFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "ic-config-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(std::string_view name) const { return folder_ + "/" + std::string(name); }
  void Write(std::string_view name, std::string_view content) const {
    std::filesystem::create_directories(std::filesystem::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
  }
  LoadedSet Load(const std::vector<std::string>& paths, bool resolve_secrets = true) const {
    LoadOptions options;
    options.factory = &AllAdapters();
    options.environment = environment_;
    options.resolve_secrets = resolve_secrets;
    return LoadConfiguration(paths, options);
  }
  // One file, net.yaml.
  LoadedSet LoadText(std::string_view yaml, bool resolve_secrets = true) const {
    Write("net.yaml", yaml);
    return Load({Path("net.yaml")}, resolve_secrets);
  }
  // "net.yaml:3:5: Summary: detail" a line, warnings marked; the folder's own path left out.
  std::string Said(const LoadedSet& loaded) const {
    std::string said;
    for (const LocatedDiagnostic& located : loaded.diagnostics) {
      if (!located.file.empty()) said += fmt::format("{}:{}:{}: ", located.file, located.line, located.column);
      if (located.diagnostic.severity == Severity::kWarning) said += "warning: ";
      said += fmt::format("{}: {}\n", located.diagnostic.summary, located.diagnostic.detail);
    }
    for (std::size_t at = said.find(folder_ + "/"); at != std::string::npos; at = said.find(folder_ + "/", at)) {
      said.erase(at, folder_.size() + 1);
    }
    return said;
  }
  std::string Said(std::string_view yaml) const { return Said(LoadText(yaml)); }

  std::string folder_;
  std::map<std::string, std::string> environment_;
};

}  // namespace ic::cli

#endif  // CLI_CONFIG_TESTING_LOAD_FIXTURE_H_
