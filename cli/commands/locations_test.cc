// interconnect locations: where connections can be ordered.
#include <string>

#include <nlohmann/json.hpp>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class LocationsCommandTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    world_.locations = [](const std::string& region) -> StatusOr<std::vector<Location>> {
      if (region == "west") return UnavailableError("no answer came");
      if (region == "void") return std::vector<Location>();
      return std::vector<Location>{
          {.code = "L2", .name = "Second\x1b[2J", .region = region},
          {.code = "L1", .name = "First", .region = region, .bandwidths = {"1Gbps", "10Gbps"}, .providers = {"P"}}};
    };
  }
};

TEST_F(LocationsCommandTest, NeedsNoConfigurationAndChangesNothing) {
  const Ran ran = Run({"locations", "--cloud", "sky"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("location"), HasSubstr("First"), HasSubstr("1Gbps, 10Gbps"), HasSubstr("P")));
  EXPECT_THAT(ran.out, Not(HasSubstr("\x1b")));
  EXPECT_LT(ran.out.find("L1"), ran.out.find("L2"));
  EXPECT_EQ(world_.MutatingCalls(), 0U);
  EXPECT_THAT(Run({"locations", "--cloud", "sky", "--region", "far"}).out, HasSubstr("far"));
}

TEST_F(LocationsCommandTest, JsonHasAllThatIsTold) {
  Write("clouds: {sky: {region: east}, rock: {region: east}}\n");
  const Ran ran = RunHere({"locations", "--json"});
  EXPECT_EQ(ran.code, 0) << ran;
  const auto document = nlohmann::json::parse(ran.out);
  ASSERT_EQ(document["locations"].size(), 4U);
  const auto& first = document["locations"][0];
  EXPECT_EQ(first["account"], "rock");
  EXPECT_EQ(first["code"], "L1");
  EXPECT_EQ(first["region"], "east");
  EXPECT_EQ(first["bandwidths"][1], "10Gbps");
  EXPECT_EQ(first["providers"][0], "P");
  EXPECT_TRUE(document["diagnostics"].empty());
}

TEST_F(LocationsCommandTest, ACloudThatDoesNotAnswerIsAnErrorBesideTheOthers) {
  Write("clouds: {sky: {region: east}, rock: {region: west}}\n");
  const Ran ran = RunHere({"locations"});
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.out, HasSubstr("First"));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("rock: "), HasSubstr("no answer came")));
  const Ran json = RunHere({"locations", "--json"});
  EXPECT_EQ(json.code, 1);
  EXPECT_EQ(nlohmann::json::parse(json.out)["diagnostics"].size(), 1U);
}

TEST_F(LocationsCommandTest, NothingIsNoErrorAndWhatCannotBeMeantIsOne) {
  const Ran none = Run({"locations", "--cloud", "sky", "--region", "void"});
  EXPECT_EQ(none.code, 0) << none;
  EXPECT_THAT(none.out, IsEmpty());
  EXPECT_THAT(none.err, HasSubstr("No location was told"));
  EXPECT_THAT(Run({"locations"}).err, HasSubstr("name it with --cloud"));
  EXPECT_THAT(Run({"locations", "--cloud", "skie"}).err, HasSubstr("no account 'skie'"));
}

}  // namespace
}  // namespace ic::cli
