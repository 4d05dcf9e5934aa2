// How the program is called: what cannot be meant is refused before anything is done.
#include <filesystem>
#include <string>
#include <vector>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class UsageTest : public CliFixture {};

TEST_F(UsageTest, AnEmptyValueIsNotTakenForNone) {
  Write(kPortAndInterface);
  const std::vector<std::vector<std::string>> calls = {
      {"apply", "--yes", ""},       {"plan", "--out", ""}, {"plan", "--json", ""}, {"plan", "--json="},
      {"plan", "--state", ""},      {"plan", "--state="},  {"validate", "-f", ""}, {"import", "--all", "--write", ""},
      {"drift", "--prometheus", ""}};
  for (const std::vector<std::string>& call : calls) {
    const Ran ran = RunHere(call);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr("empty; is it a variable that is not set?"));
    EXPECT_THAT(ran.out, IsEmpty());
  }
  EXPECT_THAT(RunHere({"plan", "--out", ""}).err, HasSubstr("what follows --out is empty"));
  EXPECT_THAT(world_.objects, IsEmpty());
}

TEST_F(UsageTest, ADashIsStandardOutputOrNoFile) {
  Write(kPortAndInterface);
  EXPECT_THAT(RunHere({"plan", "--json", "-"}).out, StartsWith("{"));
  EXPECT_THAT(RunHere({"drift", "--prometheus", "-"}).out, StartsWith("# HELP"));
  EXPECT_THAT(RunHere({"plan", "--json", "-", "--markdown", "-"}).err, HasSubstr("cannot all go to standard output"));
  const std::vector<std::vector<std::string>> calls = {
      {"plan", "-f", "-"}, {"plan", "--out", "-"}, {"apply", "-"}, {"import", "--all", "--write", "-"}};
  for (const std::vector<std::string>& call : calls) {
    const Ran ran = Run(call);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr("'-' is no file here"));
  }
}

TEST_F(UsageTest, WhatIsDestroyedIsNotReplaced) {
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  const Ran ran = RunHere({"plan", "--destroy", "--replace", "connection.dc1"});
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, HasSubstr("--destroy and --replace contradict each other"));
}

TEST_F(UsageTest, HelpOnACommandThatIsNone) {
  const Ran ran = Run({"aply", "--help"});
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("there is no command 'aply'"), HasSubstr("Did you mean apply?")));
  EXPECT_EQ(Run({"--help"}).code, 0);
}

TEST_F(UsageTest, FindingsOfValidateComeInTheOrderOfTheFile) {
  Write(
      "virtual_interface:\n"
      "  a: {cloud: sky, connection_id: c-1, name: a, vlan: 5000}\n"
      "  b: {cloud: sky, connection_id: c-1, name: b, vlam: 5}\n"
      "  c: {cloud: sky, connection_id: c-1, name: c, vlan: 5000}\n");
  const std::string out = RunHere({"validate"}).out;
  const std::size_t a = out.find("interconnect.yaml:2:");
  const std::size_t b = out.find("interconnect.yaml:3:");
  const std::size_t c = out.find("interconnect.yaml:4:");
  EXPECT_TRUE(a < b && b < c && c != std::string::npos) << out;
}

}  // namespace
}  // namespace ic::cli
