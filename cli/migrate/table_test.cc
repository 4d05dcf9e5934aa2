#include "cli/migrate/table.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/migrate/pages.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Sorted One(Becomes becomes, const std::string& address) {
  Sorted one{.becomes = becomes};
  one.old.address = one.old.resource = address;
  one.old.type = address.substr(0, address.find('.'));
  one.old.provider = "provider[\"registry.terraform.io/hashicorp/aws\"].west";
  return one;
}

// One of each, and two that are none of private links.
std::vector<Sorted> Samples() {
  Sorted moved = One(Becomes::kMoved, "aws_dx_connection.x");
  moved.to = {Kind::kConnection, "x"};
  moved.attributes = Value::Object({{"id", Value::String("dxcon-1")}});
  moved.said = {"Key is not taken along: it is left behind."};
  Sorted left = One(Becomes::kLeft, "aws_dx_lag.x");
  left.why = "It stays.";
  Sorted refused = One(Becomes::kRefused, "aws_dx_gateway_association.x");
  refused.why = "A set.";
  refused.blocks = "import {\n  id = 1\n}\n";
  Sorted other = One(Becomes::kLeft, "aws_vpc.x");
  other.related = false;
  return {moved, left, refused, other, other};
}

MigrationReport Report(bool proven) {
  return {.states = {"old.tfstate"},
          .to = "hcl",
          .names = {{{Kind::kConnection, "x"}, "interconnect_connection.x"}},
          .proven = proven};
}

TEST(Table, ForPeople) {
  EXPECT_EQ(MigrationText(Report(true), Samples(), {}),
            "moved    aws_dx_connection.x → interconnect_connection.x (dxcon-1)\n"
            "    Key is not taken along: it is left behind.\n"
            "left     aws_dx_lag.x (hashicorp/aws)\n"
            "    It stays.\n"
            "refused  aws_dx_gateway_association.x (hashicorp/aws)\n"
            "    A set.\n"
            "\n"
            "    import {\n"
            "      id = 1\n"
            "    }\n"
            "\n"
            "left     2 objects of hashicorp/aws that are none of private links: aws_vpc\n"
            "\n"
            "1 moved, 3 left, 1 refused.\n"
            "Proven by a plan of what was migrated, in read-only mode: 0 to change, 0 calls that change anything.\n");
  EXPECT_THAT(MigrationText(Report(false), Samples(), {}), HasSubstr("Not proven: nothing was written."));
  EXPECT_EQ(MigrationText(Report(true), {}, {}), "0 moved, 0 left, 0 refused.\nThere is nothing to migrate.\n");
}

TEST(Table, ForMachines) {
  const nlohmann::json document = nlohmann::json::parse(MigrationJson(Report(true), Samples()));
  ASSERT_EQ(document["objects"].size(), 5U);
  EXPECT_EQ(document["out"], nullptr);
  EXPECT_EQ(document["proven"], true);
  EXPECT_EQ(document["objects"][0],
            nlohmann::json({{"state", "old.tfstate"},
                            {"from", "aws_dx_connection.x"},
                            {"type", "aws_dx_connection"},
                            {"provider", "hashicorp/aws"},
                            {"id", "dxcon-1"},
                            {"outcome", "moved"},
                            {"to", "interconnect_connection.x"},
                            {"by", "moved"},
                            {"why", nullptr},
                            {"blocks", nullptr},
                            {"said", nlohmann::json::array({"Key is not taken along: it is left behind."})}}));
  EXPECT_EQ(document["objects"][2]["outcome"], "refused");
  EXPECT_EQ(document["objects"][2]["to"], nullptr);
  MigrationReport yaml = Report(true);
  yaml.to = "yaml";
  yaml.names.clear();
  const nlohmann::json again = nlohmann::json::parse(MigrationJson(yaml, Samples()));
  EXPECT_EQ(again["objects"][0]["to"], "connection.x");
  EXPECT_EQ(again["objects"][0]["by"], "import");
}

TEST(BackPage, SaysTheWaysOfEachForm) {
  OldState state{.file = "deep/old.tfstate", .pushable = true};
  OldState shown{.file = "shown.json"};
  std::vector<Sorted> sorted = Samples();
  EXPECT_EQ(CopyOf(state, 0), "back/1-old.tfstate");
  const std::string in_place = BackPage({state}, sorted, /*hcl=*/true);
  EXPECT_THAT(in_place, AllOf(HasSubstr("   - `aws_dx_connection.x`\n"), Not(HasSubstr("- `aws_dx_lag.x`")),
                              HasSubstr("`back/1-old.tfstate`"), HasSubstr("terraform state push -force"),
                              Not(HasSubstr("old-1/removed.tf")), Not(HasSubstr("state pull"))));
  const std::string yaml = BackPage({shown}, sorted, /*hcl=*/false);
  EXPECT_THAT(yaml, AllOf(HasSubstr("interconnect plan"), HasSubstr("`old-1/removed.tf`"), HasSubstr("state pull")));
  sorted.front().old.state = 1;
  const std::string both = BackPage({state, shown}, sorted, /*hcl=*/true);
  EXPECT_THAT(both, AllOf(HasSubstr("only imports"), HasSubstr("`old-2/removed.tf`"), Not(HasSubstr("old-1/removed"))));
}

}  // namespace
}  // namespace ic::cli
