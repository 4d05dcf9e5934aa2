// interconnect migrate: what is refused before anything is read or written, and what needs no cloud. The rest is in
// tests/acceptance/moved, with the clouds that there are states of.
#include <filesystem>
#include <string>
#include <vector>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MigrateTest : public CliFixture {
 protected:
  Ran Migrate(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"migrate", "--from", Path("old.tfstate")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  // A state with one object.
  void WriteState(std::string_view type) {
    Write(R"({"version": 4, "resources": [{"mode": "managed", "type": ")" + std::string(type) +
              R"(", "name": "x", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
                 "instances": [{"schema_version": 0, "attributes": {"id": "x-1", "region": "us-east-1"}}]}]})",
          "old.tfstate");
  }
};

TEST_F(MigrateTest, WhatCannotBeMeantIsRefused) {
  WriteState("aws_dx_lag");
  EXPECT_THAT(Run({"migrate", "--check"}).err, HasSubstr("with --from FILE"));
  EXPECT_THAT(Migrate({}).err, HasSubstr("--out DIR"));
  EXPECT_THAT(Migrate({"--check", "--out", Path("new")}).err, HasSubstr("--check writes nothing"));
  EXPECT_THAT(Migrate({"--check", "--leave", "aws_dx_lag.y"}).err, HasSubstr("aws_dx_lag.y names nothing"));
  EXPECT_THAT(Migrate({"--out", folder_}).err, HasSubstr("not empty"));
  EXPECT_THAT(Migrate({"--to", "toml", "--check"}).err, HasSubstr("toml"));
  EXPECT_THAT(Run({"migrate", "--check", "--from", Path("none")}).err, HasSubstr("cannot be read"));
  environment_["INTERCONNECT_UNTRUSTED"] = "1";
  EXPECT_THAT(Migrate({"--check"}).err, HasSubstr("untrusted"));
  EXPECT_FALSE(std::filesystem::exists(Path("new")));
}

TEST_F(MigrateTest, WhatStaysNeedsNoCloud) {
  WriteState("aws_dx_lag");
  for (const std::string& word : {std::string("--check"), "--out=" + Path("new")}) {
    const Ran ran = Migrate({word});
    EXPECT_EQ(ran.code, 0) << ran;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("left     aws_dx_lag.x (hashicorp/aws)"), HasSubstr("named by its id"),
                               HasSubstr("There is nothing to migrate.")));
    EXPECT_THAT(ran.err, IsEmpty());
  }
  EXPECT_THAT(Migrate({"--check", "--json"}).out, HasSubstr("\"outcome\": \"left\""));
  EXPECT_FALSE(std::filesystem::exists(Path("new")));
  EXPECT_FALSE(std::filesystem::exists(Path("new.part")));
}

TEST_F(MigrateTest, ACloudThatThisProgramDoesNotHave) {
  WriteState("aws_dx_connection");
  const Ran ran = Migrate({"--out", Path("new")});
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, HasSubstr("'aws'"));
  EXPECT_FALSE(std::filesystem::exists(Path("new")));
}

}  // namespace
}  // namespace ic::cli
