#include "base/time_text.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/drift/drift_parts.h"
#include "cli/output/format/json.h"

namespace ic::cli {
namespace {

Json FindingJson(const DriftFinding& finding) {
  return {
      {"id", TextJson(finding.id)},
      {"class", DriftClassName(finding.klass)},
      {"address", TextJson(finding.address)},
      {"managed", finding.managed.has_value()},
      {"kind", KindName(finding.kind)},
      {"account", OptionalText(finding.account)},
      {"region", OptionalText(finding.region)},
      {"object_id", OptionalText(finding.object_id)},
      {"field", OptionalText(finding.field)},
      {"desired", OptionalText(finding.desired)},
      {"last_applied", OptionalText(finding.last_applied)},
      {"actual", OptionalText(finding.actual)},
      {"summary", TextJson(finding.summary)},
      {"endangers", OptionalText(finding.endangers)},
      {"first_seen", IsoTime(finding.first_seen)},
      {"ignored", OptionalText(finding.ignored)},
      {"location", LocationJson(finding.file, finding.line, finding.column)},
  };
}

Json ReportSummaryJson(const DriftReport& report) {
  Json summary = Json::object();
  for (const DriftClass klass : kAllDriftClasses) {
    summary[std::string(DriftClassName(klass))] = FindingsOf(report, klass, false).size();
  }
  summary["ignored"] = IgnoredFindings(report).size();
  summary["checked"] = report.checked;
  return summary;
}

Json HealthJson(const DriftReport& report) {
  Json groups = Json::array();
  for (const GroupHealth& group : report.groups) {
    groups.push_back({
        {"group", TextJson(group.group)},
        {"kind", KindName(group.kind)},
        {"members", group.members},
        {"healthy", group.healthy},
    });
  }
  Json sessions = Json::array();
  for (const SessionHealth& session : report.sessions) {
    sessions.push_back({
        {"address", TextJson(session.address)},
        {"account", OptionalText(session.account)},
        {"id", OptionalText(session.id)},
        {"address_family", OptionalText(session.address_family)},
        {"state", HealthStateName(session.state)},
        {"vendor_state", OptionalText(session.vendor_state)},
        {"redundancy_group", OptionalText(session.redundancy_group)},
    });
  }
  return {{"groups", std::move(groups)}, {"sessions", std::move(sessions)}};
}

}  // namespace

std::string DriftJson(const DriftReport& report) {
  Json unread = Json::array();
  for (const UnreadCloud& cloud : report.unread) {
    unread.push_back({{"account", TextJson(cloud.account)}, {"why", TextJson(cloud.why)}});
  }
  Json findings = Json::array();
  for (const DriftFinding& finding : report.findings) findings.push_back(FindingJson(finding));
  Json headroom = Json::array();
  for (const Headroom& room : report.headroom) {
    headroom.push_back({
        {"address", TextJson(room.address)},
        {"limit", TextJson(room.limit)},
        {"words", TextJson(room.words)},
        {"used", room.used},
        {"max", room.max},
    });
  }
  return Dumped({
      {"format_version", kFormatVersion},
      {"in_sync", InSync(report)},
      {"at", IsoTime(report.at)},
      {"unread", std::move(unread)},
      {"summary", ReportSummaryJson(report)},
      {"findings", std::move(findings)},
      {"health", HealthJson(report)},
      {"headroom", std::move(headroom)},
      {"diagnostics", DiagnosticsArray(report.diagnostics)},
  });
}

}  // namespace ic::cli
