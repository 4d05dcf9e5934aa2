#include "cli/completion/completion.h"

#include <cstdio>
#include <set>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class CompletionTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    const Ran ran = Run({"completion", "bash"});
    ASSERT_EQ(ran.code, 0) << ran;
    Write(ran.out, "completion.bash");
  }
  // What `command` prints, and its exit code in `code`.
  std::string Shell(const std::string& command) {
    std::FILE* pipe = popen(("cd '" + folder_ + "' && " + command).c_str(), "r");
    if (pipe == nullptr) return "";
    std::string text;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
    code_ = pclose(pipe);
    return text;
  }
  // What bash offers for a line of these words, the last one being typed.
  std::set<std::string> Offered(const std::string& words) {
    const std::string text =
        Shell("bash -c 'source ./completion.bash; COMP_WORDS=(" + words +
              "); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _interconnect; printf \"%s\\n\" \"${COMPREPLY[@]}\"' 2>&1");
    std::set<std::string> offered;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty()) offered.insert(line);
    }
    return offered;
  }

  int code_ = 0;
};

TEST_F(CompletionTest, BashAcceptsIt) {
  EXPECT_THAT(Shell("bash -n completion.bash 2>&1"), IsEmpty());
  EXPECT_EQ(code_, 0);
}

TEST_F(CompletionTest, CommandsAreCompleted) {
  EXPECT_THAT(Offered("interconnect p"), ElementsAre("plan"));
  EXPECT_THAT(Offered("interconnect \"\""), AllOf(Contains("apply"), Contains("validate"), Contains("--help")));
}

TEST_F(CompletionTest, OptionsOfTheCommandAreCompleted) {
  EXPECT_THAT(Offered("interconnect plan --no-"), UnorderedElementsAre("--no-refresh", "--no-color"));
  EXPECT_THAT(Offered("interconnect drift --fail"), UnorderedElementsAre("--fail-on", "--fail-on-health"));
  EXPECT_THAT(Offered("interconnect apply --plan-file"), IsEmpty());
}

TEST_F(CompletionTest, ValuesAreCompleted) {
  EXPECT_THAT(Offered("interconnect graph --format \"\""), UnorderedElementsAre("dot", "mermaid", "svg"));
  EXPECT_THAT(Offered("interconnect graph --format = m"), ElementsAre("mermaid"));
  EXPECT_THAT(Offered("interconnect completion z"), ElementsAre("zsh"));
  EXPECT_THAT(Offered("interconnect plan --parallelism \"\""), IsEmpty());
}

TEST_F(CompletionTest, FilesAreCompleted) {
  Write("", "a file.plan");
  EXPECT_THAT(Offered("interconnect plan --out a"), ElementsAre("a file.plan"));
  EXPECT_THAT(Offered("interconnect apply a"), ElementsAre("a file.plan"));
  EXPECT_THAT(Offered("interconnect plan --json a"), ElementsAre("a file.plan"));
  EXPECT_THAT(Offered("interconnect plan --json --mark"), ElementsAre("--markdown"));
  EXPECT_THAT(Offered("interconnect validate -f a"), ElementsAre("a file.plan"));
}

TEST_F(CompletionTest, EveryOptionIsInEveryScript) {
  const std::string bash = Run({"completion", "bash"}).out;
  const std::string zsh = Run({"completion", "zsh"}).out;
  const std::string fish = Run({"completion", "fish"}).out;
  for (const char* option : {"allow-disruption", "no-import-blocks", "from-terraform", "prometheus", "parallelism"}) {
    EXPECT_THAT(bash, HasSubstr("--" + std::string(option)));
    EXPECT_THAT(zsh, HasSubstr("--" + std::string(option) + "["));
    EXPECT_THAT(fish, HasSubstr("-l " + std::string(option)));
  }
  EXPECT_THAT(zsh, AllOf(HasSubstr("value:(dot mermaid svg)"), HasSubstr("::file:_files")));
  EXPECT_THAT(fish, HasSubstr("-a 'dot mermaid svg'"));
}

TEST_F(CompletionTest, TheOtherShellsAcceptTheirs) {
  for (const std::string shell : {"zsh", "fish"}) {
    if (Shell("command -v " + shell).empty()) continue;
    Write(Run({"completion", shell}).out, "completion." + shell);
    EXPECT_THAT(Shell(shell + " -n completion." + shell + " 2>&1"), IsEmpty());
  }
}

TEST_F(CompletionTest, AnUnknownShellIsRefused) { EXPECT_EQ(Run({"completion", "tcsh"}).code, 1); }

}  // namespace
}  // namespace ic::cli
