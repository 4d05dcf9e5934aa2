// Drift reports in each format, against files of testdata. tests/conformance/output gives the SARIF to the standard's
// schema and the Prometheus text to a parser.
#include <chrono>

#include <gmock/gmock.h>

#include "base/harmless.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/testing/golden.h"
#include "cli/output/testing/samples.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Time Seconds(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

DriftFinding Finding(std::string id, DriftClass klass, Address address, std::string field) {
  DriftFinding finding;
  finding.id = std::move(id);
  finding.klass = klass;
  finding.address = address.ToString();
  finding.kind = address.kind;
  finding.managed = std::move(address);
  finding.account = "aws";
  finding.region = "us-east-1";
  finding.object_id = "dxvif-ffabc123";
  finding.field = std::move(field);
  finding.first_seen = Seconds(1788256800);  // 2026-09-01 10:00 UTC
  return finding;
}

std::vector<DriftFinding> SampleFindings() {
  DriftFinding vlan =
      Finding("drift-0123456789ab", DriftClass::kMaterial, Named(Kind::kVirtualInterface, "prod"), "mtu");
  vlan.desired = vlan.last_applied = "1500";
  vlan.actual = "9001";
  vlan.summary = "mtu was changed outside of this configuration.";
  vlan.endangers = "the interface's sessions while it is put back";
  vlan.file = "net/interconnect.yaml";
  vlan.line = 12;
  vlan.column = 11;
  DriftFinding prefixes =
      Finding("drift-1123456789ab", DriftClass::kPending, Named(Kind::kVirtualInterface, "prod"), "customer_prefixes");
  prefixes.desired = "[\"10.0.0.0/16\", \"10.1.0.0/16\", \"10.2.0.0/16\"]";
  prefixes.last_applied = prefixes.actual = "[\"10.0.0.0/16\", \"10.1.0.0/16\"]";
  prefixes.summary = "The configuration asks for it, and it was not applied yet.";
  DriftFinding name = Finding("drift-2123456789ab", DriftClass::kCosmetic, Named(Kind::kConnection, "dc1"), "name");
  name.desired = name.last_applied = "\"dc1\"";
  name.actual = "\"x</details> @octocat #1 [a](https://evil.example) | `c`\\n\"";
  name.summary = "name was changed outside of this configuration.\nBy @octocat.";
  DriftFinding ignored =
      Finding("drift-3123456789ab", DriftClass::kCosmetic, Named(Kind::kConnection, "dc1"), "tags[\"a\"]");
  ignored.actual = "\"1\"";
  ignored.summary = "A tag was added outside of this configuration.";
  ignored.ignored = "the billing team's job sets it (until 2026-12-31)";
  DriftFinding stranger = Finding("drift-4123456789ab", DriftClass::kUnmanaged, Named(Kind::kBgpPeer, "x"), "");
  stranger.address = "bgp_peer aws/us-east-1/dxpeer-1";
  stranger.managed.reset();
  stranger.object_id = "dxpeer-1";
  stranger.summary = "The cloud has it, and nothing here manages it.";
  return {vlan, prefixes, name, ignored, stranger};
}

DriftReport SampleReport() {
  DriftReport report;
  report.findings = SampleFindings();
  report.sessions = {
      {"virtual_interface.prod", "aws", "dxvif-ffabc123", "ipv4", HealthState::kUp, "up", "dc1"},
      {"virtual_interface.prod", "aws", "dxvif-ffabc123", "ipv6", HealthState::kDown, "down", "dc1"},
      {"connection.dc\\1", "aws-partner", "dxcon-\"2\"\nx", "", HealthState::kUnknown, "", ""},
  };
  report.groups = {
      {"dc1", Kind::kVirtualInterface, 2, 1}, {"dc2", Kind::kConnection, 2, 2}, {"dc3", Kind::kConnection, 1, 0}};
  report.headroom = {{"bgp_cidr.vpc", "aws.association.prefixes", "allowed prefixes of the association", 18, 20},
                     {"virtual_interface.prod", "aws.vif.routes", "routes received on the session", 0, 0}};
  LocatedDiagnostic expired =
      Located(Severity::kWarning, "Ignore has expired", "It held until 2026-08-31; the finding counts again.");
  expired.file = "net/interconnect.yaml";
  expired.line = 40;
  expired.column = 5;
  report.diagnostics = {expired};
  report.checked = 97;
  report.at = Seconds(1788260400);  // 2026-09-01 11:00 UTC
  return report;
}

DriftReport UnreadReport() {
  DriftReport report;
  report.unread = {{"aws-partner", "UnrecognizedClientException: the security token is invalid (request 4711)."},
                   {"huawei", "The endpoint did not answer for 60 s."}};
  report.checked = 12;
  report.at = Seconds(1788260400);
  return report;
}

DriftReport CleanReport() {
  DriftReport report;
  report.checked = 97;
  report.at = Seconds(1788260400);
  return report;
}

TEST(DriftTextTest, FindingsByClassThenHealthAndHeadroom) {
  ExpectGolden("drift.txt", DriftText(SampleReport(), {}));
  ExpectGolden("drift-60.txt", DriftText(SampleReport(), {.width = 60}));
  ExpectGolden("drift-color.txt", DriftText(SampleReport(), {.color = true}));
}

TEST(DriftTextTest, WhatWasNotReadIsNeverInSync) {
  const std::string text = DriftText(UnreadReport(), {});
  ExpectGolden("drift-unread.txt", text);
  EXPECT_TRUE(text.starts_with("NOT READ: aws-partner"));
  EXPECT_THAT(text, Not(HasSubstr("No drift")));
  EXPECT_THAT(DriftMarkdown(UnreadReport()), Not(HasSubstr("No drift")));
  EXPECT_THAT(DriftJson(UnreadReport()), HasSubstr("\"in_sync\": false"));
  EXPECT_THAT(DriftSarif(UnreadReport(), "1.2.3"), HasSubstr("\"executionSuccessful\": false"));
  EXPECT_THAT(DriftPrometheus(UnreadReport()), HasSubstr("\ninterconnect_drift_clouds_unread 2\n"));
}

TEST(DriftTextTest, NothingFound) {
  EXPECT_EQ(DriftText(CleanReport(), {}), "No drift: 97 objects checked.\n");
  EXPECT_EQ(DriftMarkdown(CleanReport()), "### Interconnect · No drift: 97 objects checked.\n\n");
  EXPECT_THAT(DriftJson(CleanReport()), HasSubstr("\"in_sync\": true"));
}

// What the exit code says, the report says too.
TEST(DriftTextTest, HealthThatCountsIsSaidToCount) {
  for (const bool counts : {false, true}) {
    for (const HealthState state : {HealthState::kUp, HealthState::kDown}) {
      DriftReport report = CleanReport();
      report.health_counts = counts;
      report.sessions = {{"virtual_interface.prod", "aws", "dxvif-ffabc123", "ipv4", state, "", ""}};
      for (const std::string& text : {DriftText(report, {}), DriftMarkdown(report)}) {
        EXPECT_EQ(text.find("does not count") == std::string::npos, counts) << text;
        EXPECT_EQ(text.find("is down, which counts") != std::string::npos, counts && state == HealthState::kDown)
            << text;
      }
    }
  }
}

TEST(DriftTextTest, AnErrorMakesItIncomplete) {
  DriftReport report = CleanReport();
  report.diagnostics = {Located(Severity::kError, "Listing failed", "The page could not be read.")};
  EXPECT_THAT(DriftText(report, {}), HasSubstr("Incomplete: 1 error; 97 objects checked.\n"));
  EXPECT_THAT(DriftJson(report), HasSubstr("\"in_sync\": false"));
}

TEST(DriftTextTest, IgnoredFindingsDoNotCount) {
  DriftReport report = CleanReport();
  report.findings = {SampleFindings()[3]};
  EXPECT_THAT(DriftText(report, {}), HasSubstr("No drift: 97 objects checked; 1 ignored.\n"));
  EXPECT_THAT(DriftJson(report), HasSubstr("\"in_sync\": true"));
  EXPECT_THAT(DriftPrometheus(report), HasSubstr("interconnect_drift_findings{class=\"cosmetic\"} 0\n"));
}

TEST(DriftFormatsTest, Documented) {
  ExpectGolden("drift.json", DriftJson(SampleReport()));
  ExpectGolden("drift-unread.json", DriftJson(UnreadReport()));
  ExpectGolden("drift.md", DriftMarkdown(SampleReport()));
  ExpectGolden("drift-unread.md", DriftMarkdown(UnreadReport()));
  ExpectGolden("drift.sarif", DriftSarif(SampleReport(), "1.2.3"));
  ExpectGolden("drift-unread.sarif", DriftSarif(UnreadReport(), "1.2.3"));
  ExpectGolden("drift-none.sarif", DriftSarif(CleanReport(), "1.2.3"));
  ExpectGolden("drift.prom", DriftPrometheus(SampleReport()));
  ExpectGolden("drift-none.prom", DriftPrometheus(CleanReport()));
}

TEST(DriftOutputTest, NothingInAFindingDrivesAPipelineInAnyFormat) {
  for (const char* hostile :
       {"::error::x", "##[group]x", "##vso[task.setvariable variable=a]b", "##teamcity[buildStop]", "section_start:1:a",
        "a\xe2\x80\xae"
        "b",
        "a\x1b[2Jb"}) {
    for (const char* before : {"", "a\n"}) {
      const std::string text = std::string(before) + hostile;
      DriftReport report = SampleReport();
      for (DriftFinding& finding : report.findings) {
        finding.field = "tags[\"" + text + "\"]";
        finding.desired = finding.last_applied = finding.actual = finding.summary = finding.endangers = text;
        finding.object_id = text;
      }
      for (const std::string& shown : {DriftText(report, {}), DriftJson(report), DriftMarkdown(report),
                                       DriftSarif(report, "1.2.3"), DriftPrometheus(report)}) {
        EXPECT_EQ(Harmless(shown), shown) << text;
      }
    }
  }
}

TEST(DriftSarifTest, MessagesFormNoLinks) {
  DriftReport report = CleanReport();
  report.findings = {SampleFindings()[0]};
  report.findings[0].summary = "See [here](https://evil.example)[x](1).";
  const std::string text = DriftSarif(report, "1.2.3");
  EXPECT_THAT(text, HasSubstr("See [here] (https://evil.example)[x] (1)."));
}

TEST(DriftPrometheusTest, ARunThatFailedDoesNotLookLikeNoDrift) {
  EXPECT_THAT(DriftPrometheus(CleanReport()), HasSubstr("\ninterconnect_drift_run_complete 1\n"));
  EXPECT_THAT(DriftPrometheus(SampleReport()), HasSubstr("\ninterconnect_drift_run_complete 1\n"));
  DriftReport failed;
  failed.at = Seconds(1788260400);
  failed.diagnostics = {Located(Severity::kError, "State cannot be read", "It is no database.")};
  const std::string text = DriftPrometheus(failed);
  ExpectGolden("drift-failed.prom", text);
  EXPECT_THAT(text, HasSubstr("\ninterconnect_drift_run_complete 0\n"));
  EXPECT_THAT(text, Not(HasSubstr("interconnect_drift_findings")));
  EXPECT_THAT(text, Not(HasSubstr("interconnect_drift_clouds_unread")));

  const std::string part = DriftPrometheus(UnreadReport());
  EXPECT_THAT(part, HasSubstr("\ninterconnect_drift_run_complete 0\n"));
  EXPECT_THAT(part, HasSubstr("interconnect_drift_findings{"));
  DriftReport nothing = UnreadReport();
  nothing.checked = 0;
  EXPECT_THAT(DriftPrometheus(nothing), Not(HasSubstr("interconnect_drift_findings")));
  EXPECT_THAT(DriftPrometheus(nothing), HasSubstr("\ninterconnect_drift_clouds_unread 2\n"));
}

TEST(DriftPrometheusTest, NoSampleTwice) {
  DriftReport report = CleanReport();
  report.sessions = {SampleReport().sessions[0], SampleReport().sessions[0]};
  const std::string text = DriftPrometheus(report);
  EXPECT_EQ(text.find("interconnect_session_up{"), text.rfind("interconnect_session_up{"));
}

TEST(DriftMarkdownTest, ValuesFormNoMarkupAndMentionNobody) {
  const std::string text = DriftMarkdown(SampleReport());
  EXPECT_THAT(text, Not(HasSubstr("@octocat")));
  EXPECT_THAT(text, Not(HasSubstr("x</details>")));
  EXPECT_THAT(text, Not(HasSubstr("https://")));
  EXPECT_THAT(text, Not(HasSubstr("#1 ")));
}

}  // namespace
}  // namespace ic::cli
