#include "cli/commands/plan_file.h"

#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "cli/process/files.h"
#include "cli/testing/cli_fixture.h"
#include "schema/value/value.h"

namespace ic::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PlanFileTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    Write("first");
    Write("second", "more.yaml");
    planned_.desired.files = {Path("interconnect.yaml"), Path("more.yaml")};
    planned_.plan.checksum = "abc";
    planned_.plan.lineage = "one";
    planned_.plan.serial = 7;
    Add("a", Action::kCreate, 100);
    Add("b", Action::kUpdate, 200);
  }
  void Add(const std::string& name, Action action, int vlan) {
    Step step;
    step.address = {Kind::kVirtualInterface, name};
    step.action = action;
    step.cloud = "sky";
    step.planned = Value::Object({{"vlan", Value::Int(vlan)}, {"auth_key", Value::String("open-sesame-2")}});
    planned_.plan.steps.push_back(step);
  }
  PlanFile Made() const {
    auto file = PlanFileOf(factory_, planned_, request_, {Path("interconnect.yaml"), Path("more.yaml")}, "1.2.3",
                           Time(std::chrono::seconds(1767225600)));
    EXPECT_TRUE(file.ok());
    return *file;
  }

  Planned planned_;
  PlanRequest request_{
      .refresh = false, .allow = {"connection.a"}, .replace = {"bgp_peer.b"}, .allow_disruption = {"g"}};
};

TEST_F(PlanFileTest, IsReadAsItWasWritten) {
  const PlanFile file = Made();
  const auto read = ReadPlanFile(WritePlanFile(file, planned_.plan, ""), "");
  ASSERT_TRUE(read.ok()) << read.status().message();
  EXPECT_EQ(read->version, "1.2.3");
  EXPECT_EQ(read->checksum, "abc");
  EXPECT_EQ(read->lineage, "one");
  EXPECT_EQ(read->serial, 7);
  EXPECT_EQ(read->made_at, "2026-01-01T00:00:00Z");
  EXPECT_EQ(read->configuration, file.configuration);
  EXPECT_EQ(read->hashes, file.hashes);
  EXPECT_EQ(read->hashes[0].second, Sha256Hex("first"));
  EXPECT_EQ(read->request, request_);
  EXPECT_EQ(read->steps, file.steps);
}

TEST_F(PlanFileTest, ShowsThePlanAndNoKey) {
  const std::string text = WritePlanFile(Made(), planned_.plan, "");
  EXPECT_EQ(nlohmann::json::parse(text)["plan"]["summary"].is_object(), true);
  EXPECT_THAT(text, ::testing::Not(HasSubstr("open-sesame-2")));
}

TEST_F(PlanFileTest, AFingerprintIsOfWhatIsDoneWithoutTheKey) {
  const std::string before = Made().steps[0].fingerprint;
  planned_.plan.steps[0].planned.Put("auth_key", Value::String("another"));
  EXPECT_EQ(Made().steps[0].fingerprint, before);
  planned_.plan.steps[0].planned.Put("vlan", Value::Int(101));
  EXPECT_NE(Made().steps[0].fingerprint, before);
}

TEST_F(PlanFileTest, ChangedFilesAreNamed) {
  const PlanFile file = Made();
  EXPECT_THAT(ChangedFiles(file, planned_.desired.files), IsEmpty());
  Write("other", "more.yaml");
  EXPECT_THAT(ChangedFiles(file, planned_.desired.files), ElementsAre(Path("more.yaml") + " has changed"));
  EXPECT_THAT(ChangedFiles(file, {Path("interconnect.yaml"), Path("new.yaml")}),
              ElementsAre(Path("new.yaml") + " is new", Path("more.yaml") + " is no longer read"));
}

TEST_F(PlanFileTest, StepsThatDifferAreNamed) {
  const PlanFile file = Made();
  EXPECT_THAT(ChangedSteps(factory_, file, planned_.plan), IsEmpty());
  RunPlan now = planned_.plan;
  now.steps[0].planned.Put("vlan", Value::Int(101));
  now.steps[1].action = Action::kReplace;
  EXPECT_THAT(ChangedSteps(factory_, file, now),
              ElementsAre("virtual_interface.a: create, but from or to other values",
                          "virtual_interface.b: update was planned, and it is replace now"));
  now = planned_.plan;
  now.steps.pop_back();
  now.steps[0].address.name = "c";
  EXPECT_THAT(ChangedSteps(factory_, file, now),
              ElementsAre("virtual_interface.c: create, which was not planned",
                          "virtual_interface.a: create was planned, and nothing is to be done now",
                          "virtual_interface.b: update was planned, and nothing is to be done now"));
}

TEST_F(PlanFileTest, AnotherChecksumAloneIsAChangeButForAPlanBeforeThereWasAState) {
  PlanFile file = Made();
  RunPlan now = planned_.plan;
  now.checksum = "def";
  EXPECT_THAT(ChangedSteps(factory_, file, now), ElementsAre(HasSubstr("the state")));
  file.lineage.clear();
  EXPECT_THAT(ChangedSteps(factory_, file, now), IsEmpty());
  std::swap(now.steps[0], now.steps[1]);
  EXPECT_THAT(ChangedSteps(factory_, file, now), ElementsAre(HasSubstr("order")));
}

TEST_F(PlanFileTest, WhatIsNoPlanIsRefused) {
  for (const char* text : {"", "no JSON", "[]", "{}", R"({"what": 5})", R"({"what": "interconnect plan"})"}) {
    EXPECT_EQ(ReadPlanFile(text, "").status().code(), StatusCode::kInvalidArgument) << text;
  }
  // Right, but for the seal.
  EXPECT_EQ(ReadPlanFile(R"({"what": "interconnect plan", "format_version": 2})", "").status().code(),
            StatusCode::kPermissionDenied);
  auto newer = nlohmann::json::parse(WritePlanFile(Made(), planned_.plan, ""));
  newer["format_version"] = 3;
  EXPECT_THAT(ReadPlanFile(newer.dump(), "").status().message(), HasSubstr("its format is 3"));
}

TEST_F(PlanFileTest, AFileThatIsGoneIsAnError) {
  std::filesystem::remove(Path("more.yaml"));
  EXPECT_EQ(PlanFileOf(factory_, planned_, request_, {}, "1", Time()).status().code(), StatusCode::kNotFound);
}

}  // namespace
}  // namespace ic::cli
