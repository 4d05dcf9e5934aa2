// The whole program in a test's process: a folder that goes away, fake clouds, and streams that are strings.
#ifndef CLI_TESTING_CLI_FIXTURE_H_
#define CLI_TESTING_CLI_FIXTURE_H_

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "cli/app.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic::cli {

// A port with an interface on it, in the fake cloud "sky".
inline constexpr std::string_view kPortAndInterface = R"(connection:
  dc1: {cloud: sky, name: dc1, location: L1, bandwidth: 1G, on_destroy: delete}
virtual_interface:
  prod: {connection: dc1, name: prod, vlan: 125, gateway_id: gw-1, customer_asn: "64512"}
)";

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

inline std::ostream& operator<<(std::ostream& stream, const Ran& ran) {
  return stream << "exit " << ran.code << "\n" << ran.out << "\n" << ran.err;
}

class CliFixture : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "ic-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    environment_["INTERCONNECT_STATE"] = Path("state.db");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(std::string_view name) const { return folder_ + "/" + std::string(name); }
  void Write(std::string_view text, std::string_view name = "interconnect.yaml") const {
    std::ofstream(Path(name), std::ios::binary) << text;
  }
  std::string Read(std::string_view name) const {
    std::ifstream file(Path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Ran Run(std::vector<std::string> arguments, const std::string& typed = "") {
    std::istringstream in(typed);
    std::ostringstream out;
    std::ostringstream err;
    Streams streams(in, out, err);
    Host host{.factory = &factory_,
              .environment = environment_,
              .clock = &clock_,
              .random = random_.get(),
              .streams = &streams,
              .terminal = terminal_,
              .version = "1.2.3",
              .user = "alice@build7"};
    const int code = static_cast<int>(RunProgram(host, std::move(arguments)));
    return {code, out.str(), err.str()};
  }
  // With -f of the fixture's folder.
  Ran RunHere(std::vector<std::string> arguments, const std::string& typed = "") {
    arguments.insert(arguments.begin() + 1, {"-f", Path("interconnect.yaml")});
    return Run(std::move(arguments), typed);
  }

  std::string folder_;
  reconcile::FakeWorld world_;
  reconcile::FakeFactory factory_{world_};
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  std::map<std::string, std::string> environment_;
  Terminal terminal_;
};

}  // namespace ic::cli

#endif  // CLI_TESTING_CLI_FIXTURE_H_
