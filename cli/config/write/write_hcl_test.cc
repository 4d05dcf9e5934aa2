#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/config/read/load.h"
#include "cli/config/testing/load_fixture.h"
#include "cli/config/write/hcl_text.h"
#include "cli/config/write/write.h"

namespace ic::cli {
namespace {

class WriteHclTest : public LoadFixture {
 protected:
  static std::string TestData(std::string_view name) {
    return fmt::format("{}/cli/config/testdata/{}", IC_SOURCE_DIR, name);
  }
};

// tests/acceptance/test_exported_hcl.py asks the real terraform what it thinks of the golden file. IC_UPDATE_GOLDEN
// writes it.
TEST_F(WriteHclTest, IsTheGoldenFile) {
  environment_ = {{"BGP_KEY", "hunter2"}};
  const LoadedSet loaded = Load({TestData("export.yaml")});
  ASSERT_EQ(Said(loaded), "");
  const std::map<Address, std::string> import_ids = {
      {{Kind::kConnection, "dc.1"}, "aws/us-east-1/dxcon-fg5678gh"},
      {{Kind::kBgpCidr, "ten"}, "alibaba/cn-hangzhou/vbr-bp1/10.0.0.0/16"}};
  const std::string hcl = WriteHcl(AllAdapters(), loaded.set, import_ids);
  if (std::getenv("IC_UPDATE_GOLDEN") != nullptr) std::ofstream(TestData("export.tf")) << hcl;
  std::ifstream file(TestData("export.tf"));
  std::stringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(hcl, golden.str());
  EXPECT_EQ(hcl.find("hunter2"), std::string::npos);
}

TEST_F(WriteHclTest, WithoutSettingsThereIsNoProviderBlock) {
  const LoadedSet loaded = LoadText("connection: {a: {cloud: aws}}\n");
  EXPECT_EQ(WriteHcl(AllAdapters(), loaded.set, {}), R"(terraform {
  required_providers {
    interconnect = {
      source = "multicloud/interconnect"
    }
  }
}

resource "interconnect_connection" "a" {
  cloud = "aws"
  name  = "a"
}
)");
}

TEST_F(WriteHclTest, WhatMovedHasItsBlockAndTheProvidersAFileOfTheirOwn) {
  const LoadedSet loaded =
      LoadText("clouds: {aws: {region: us-east-1}}\nconnection: {a.b: {cloud: aws}, c: {cloud: aws}}\n");
  const Address moved{Kind::kConnection, "a.b"};
  const HclFiles files =
      WriteHclFiles(AllAdapters(), loaded.set, {}, {{moved, "module.x[\"k\"].aws_dx_connection.a[0]"}});
  EXPECT_EQ(files.providers + files.resources.substr(0, files.resources.find("\nmoved {")) +
                files.resources.substr(files.resources.find("\nresource", 1)),
            WriteHcl(AllAdapters(), loaded.set, {}));
  EXPECT_NE(files.resources.find("\nmoved {\n  from = module.x[\"k\"].aws_dx_connection.a[0]\n"
                                 "  to   = interconnect_connection.a_b\n}\n"),
            std::string::npos)
      << files.resources;
  EXPECT_EQ(files.resources.find("provider \""), std::string::npos);
  EXPECT_EQ(files.address.at(moved), "interconnect_connection.a_b");
}

TEST(HclText, NothingInAStringIsATemplate) {
  EXPECT_EQ(HclString("a\"b\\c\nd\te\rf\x01\x7f"), R"("a\"b\\c\nd\te\rf\u0001\u007f")");
  EXPECT_EQ(HclString("${a} %{b} $5 100% $ {"), R"("$${a} %%{b} $5 100% $ {")");
  EXPECT_EQ(HclString("$${a} %%%{b}"), R"("\u0024$${a} %\u0025%%{b}")");
}

TEST(HclText, IdentifiersAreUnique) {
  const std::map<std::string, std::string> names = HclIdentifiers({"a.b", "a-b", "a_b", "a..b", "a_b_2", "x.y"});
  EXPECT_EQ(
      names,
      (std::map<std::string, std::string>{
          {"a-b", "a-b"}, {"a_b", "a_b"}, {"a_b_2", "a_b_2"}, {"a.b", "a_b_3"}, {"a..b", "a__b"}, {"x.y", "x_y"}}));
}

TEST(HclText, NeighboursOfOneLineAreAligned) {
  EXPECT_EQ(
      HclLines(
          {{"a", "1"}, {"long", "2"}, {"object", HclObject({{"b", "3"}, {"cc", "{}"}}, 0)}, {"", "said"}, {"z", "4"}},
          0),
      "a    = 1\nlong = 2\nobject = {\n  b  = 3\n  cc = {}\n}\n# said\nz = 4\n");
}

}  // namespace
}  // namespace ic::cli
