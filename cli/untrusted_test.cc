// --untrusted and its environment: how it is switched on, and that no slip switches it off.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kUntrusted = "INTERCONNECT_UNTRUSTED";

class UntrustedTest : public CliFixture {};

// What was said, in one line.
std::string Flat(const Ran& ran) {
  std::string flat;
  for (const char c : ran.out + ran.err) {
    const bool space = c == ' ' || c == '\n';
    if (!space || !flat.ends_with(' ')) flat += space ? ' ' : c;
  }
  return flat;
}

TEST_F(UntrustedTest, NothingIsCarriedOut) {
  Write(kPortAndInterface);
  for (const char* yes : {"1", "true", "TRUE"}) {
    environment_[kUntrusted] = yes;
    for (const std::vector<std::string>& call : {std::vector<std::string>{"apply", "--yes"},
                                                 {"apply", "--dry-run"},
                                                 {"destroy", "--yes"},
                                                 {"import", "--all"},
                                                 {"state", "mv", "connection.dc1", "connection.dc2"},
                                                 {"state", "rm", "connection.dc1"}}) {
      const Ran ran = RunHere(call);
      EXPECT_EQ(ran.code, 1) << ran;
      EXPECT_THAT(ran.err, HasSubstr("an untrusted configuration is not carried out"));
    }
    EXPECT_EQ(RunHere({"plan"}).code, 2);
  }
  EXPECT_THAT(world_.objects, IsEmpty());
  for (const char* no : {"0", "false", ""}) {
    environment_[kUntrusted] = no;
    EXPECT_EQ(RunHere({"apply", "--dry-run"}).code, 0);
  }
}

TEST_F(UntrustedTest, ASlipIsAnError) {
  Write(kPortAndInterface);
  environment_[kUntrusted] = "yes";
  const Ran ran = RunHere({"plan"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("INTERCONNECT_UNTRUSTED is neither 1 nor 0: yes"));
  environment_.erase(kUntrusted);
  for (const char* option : {"--allow-env", "--show-env", "--allow-endpoint"}) {
    EXPECT_THAT(RunHere({"plan", option, "A"}).err, HasSubstr("add --untrusted"));
    EXPECT_EQ(RunHere({"plan", "--untrusted", option, "A"}).code, 2);
  }
}

TEST_F(UntrustedTest, OptionsAndVariablesBothCount) {
  environment_["ONE"] = "open-sesame-1";
  environment_["TWO"] = "gw-1";
  environment_["HIDDEN"] = "not-to-be-seen";
  const auto with = [](const std::string& key, const std::string& gateway) {
    return "connection:\n  dc1: {cloud: sky, location: L1, bandwidth: 1G}\nvirtual_interface:\n  prod: {connection: "
           "dc1, "
           "vlan: 125, gateway_id: \"" +
           gateway + "\", customer_asn: \"64512\", auth_key: \"" + key + "\"}\n";
  };
  Write(with("${env:ONE}", "${env:TWO}"));
  EXPECT_EQ(RunHere({"plan"}).code, 2);
  const Ran refused = RunHere({"plan", "--untrusted"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("--allow-env"));
  EXPECT_THAT(refused.out, HasSubstr("--show-env"));
  const Ran allowed = RunHere({"plan", "--untrusted", "--allow-env", "ONE", "--show-env", "TWO"});
  EXPECT_EQ(allowed.code, 2) << allowed;
  EXPECT_THAT(allowed.out, Not(HasSubstr("open-sesame-1")));
  EXPECT_THAT(allowed.out, HasSubstr("gw-1"));
  environment_[kUntrusted] = "1";
  environment_["INTERCONNECT_ALLOW_ENV"] = "OTHER, ONE";
  environment_["INTERCONNECT_SHOW_ENV"] = "TWO";
  EXPECT_EQ(RunHere({"plan"}).code, 2);
  for (const char* command : {"plan", "drift", "validate", "graph", "export"}) {
    for (const std::string& other : {with("${env:HIDDEN}", "gw-1"), with("${env:ONE}", "${env:ONE}")}) {
      Write(other);
      const Ran ran = RunHere({command});
      EXPECT_EQ(ran.code, 1) << command;
      EXPECT_THAT(ran.out + ran.err, HasSubstr("Not from an untrusted configuration"));
      EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("not-to-be-seen")));
    }
  }
}

// A state says what is ours, and what it was when it was last seen.
TEST_F(UntrustedTest, NoStateIsUsedThatMayHaveComeWithTheConfiguration) {
  environment_.erase("INTERCONNECT_STATE");
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  ASSERT_TRUE(std::filesystem::exists(Path("interconnect.state.db")));
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"plan"}, {"plan", "--destroy"}, {"drift"}, {"export"}, {"show"}}) {
    std::vector<std::string> words = command;
    words.emplace_back("--untrusted");
    const Ran refused = RunHere(words);
    EXPECT_EQ(refused.code, 1) << command.front() << refused;
    EXPECT_THAT(Flat(refused), HasSubstr("may have come with it")) << command.front();
    words.insert(words.end(), {"--state", Path("interconnect.state.db")});
    const Ran named = RunHere(words);
    EXPECT_THAT(Flat(named), Not(HasSubstr("may have come with it"))) << command.front();
  }
  EXPECT_EQ(RunHere({"plan"}).code, 0);
}

TEST_F(UntrustedTest, NoReportIsWrittenThroughALinkThatMayHaveComeWithTheConfiguration) {
  namespace fs = std::filesystem;
  Write(kPortAndInterface);
  Write("kept", "outside");
  fs::create_symlink("outside", Path("file"));
  fs::create_symlink("nothing", Path("dangling"));
  const std::vector<std::pair<std::string, std::vector<std::string>>> reports = {
      {"plan", {"--json", "--markdown", "--out"}},
      {"drift", {"--json", "--markdown", "--sarif", "--prometheus"}},
      {"validate", {"--json", "--sarif"}}};
  for (const auto& [command, options] : reports) {
    for (const std::string& option : options) {
      for (const char* link : {"file", "dangling"}) {
        const Ran ran = RunHere({command, "--untrusted", option, Path(link)});
        EXPECT_EQ(ran.code, 1) << command << option << ran;
        EXPECT_THAT(ran.err, HasSubstr("is not written: it is a link")) << command << option;
      }
      EXPECT_NE(RunHere({command, "--untrusted", option, Path("fresh")}).code, 1) << command << option;
      fs::remove(Path("fresh"));
    }
  }
  EXPECT_EQ(Read("outside"), "kept");
  EXPECT_FALSE(fs::exists(Path("nothing")));
  EXPECT_EQ(RunHere({"plan", "--json", Path("file")}).code, 2);  // one's own, of a configuration that is trusted
  EXPECT_NE(Read("outside"), "kept");
}

}  // namespace
}  // namespace ic::cli
