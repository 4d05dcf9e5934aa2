// node_exporter's textfile collector rejects a whole file for one malformed or doubled sample, so labels are escaped
// and a sample that was there already is left out.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/text.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/drift/drift_parts.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

using Labels = std::vector<std::pair<std::string_view, std::string>>;

std::string LabelValue(std::string_view text) {
  std::string out;
  for (const char c : Harmless(text)) {  // keys of tags are among them
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

// A family of samples, all gauges.
class Family {
 public:
  Family(std::string name, std::string_view help) : name_(std::move(name)) {
    text_ = fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name_, help, name_);
  }
  Family& Add(const Labels& labels, std::int64_t value) {
    std::string text;
    for (const auto& [name, label] : labels) {
      text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, LabelValue(label));
    }
    if (!seen_.insert(text).second) return *this;
    text_ += text.empty() ? fmt::format("{} {}\n", name_, value) : fmt::format("{}{{{}}} {}\n", name_, text, value);
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string name_;
  std::string text_;
  std::set<std::string> seen_;
};

std::string FindingFamilies(const DriftReport& report) {
  Family findings("interconnect_drift_findings", "Findings of drift that count, by class.");
  Family ignored("interconnect_drift_findings_ignored", "Findings of drift that an ignore covers, by class.");
  Family seen("interconnect_drift_finding_first_seen_timestamp_seconds",
              "When a finding that counts was first seen, in seconds since the epoch.");
  for (const DriftClass klass : kAllDriftClasses) {
    const std::string name(DriftClassName(klass));
    findings.Add({{"class", name}}, static_cast<std::int64_t>(FindingsOf(report, klass, false).size()));
    ignored.Add({{"class", name}}, static_cast<std::int64_t>(FindingsOf(report, klass, true).size()));
    for (const DriftFinding* finding : FindingsOf(report, klass, false)) {
      seen.Add({{"id", finding->id}, {"class", name}, {"address", finding->address}, {"field", finding->field}},
               UnixSeconds(finding->first_seen));
    }
  }
  return findings.text() + ignored.text() + seen.text();
}

// As the exit code has it: everything was read and compared.
bool IsComplete(const DriftReport& report) { return report.unread.empty() && !HasErrors(report.diagnostics); }

// Zeros of a run that compared nothing would look like a world in which nothing drifts.
bool HasCompared(const DriftReport& report) {
  return IsComplete(report) || report.checked > 0 || !report.findings.empty();
}

std::string RunFamilies(const DriftReport& report) {
  Family complete("interconnect_drift_run_complete",
                  "1 if everything was read and compared, 0 if the run failed or a cloud could not be read.");
  Family last("interconnect_drift_last_run_timestamp_seconds", "When drift was last looked for.");
  Family checked("interconnect_drift_objects_checked", "Objects that were compared.");
  Family unread("interconnect_drift_clouds_unread", "Accounts that could not be read; what they hold is not known.");
  last.Add({}, UnixSeconds(report.at));
  complete.Add({}, IsComplete(report) ? 1 : 0);
  checked.Add({}, static_cast<std::int64_t>(report.checked));
  unread.Add({}, static_cast<std::int64_t>(report.unread.size()));
  std::string text = last.text() + complete.text();
  if (HasCompared(report)) text += checked.text();
  if (HasCompared(report) || !report.unread.empty()) text += unread.text();
  return text;
}

std::string HealthFamilies(const DriftReport& report) {
  Family up("interconnect_session_up", "1 if the session or object is up, 0 if it is down or its state is not known.");
  Family unknown("interconnect_session_state_unknown", "1 if the state of the session or object is not known.");
  for (const SessionHealth& session : report.sessions) {
    const Labels labels = {{"address", session.address},
                           {"account", session.account},
                           {"id", session.id},
                           {"address_family", session.address_family},
                           {"redundancy_group", session.redundancy_group}};
    up.Add(labels, session.state == HealthState::kUp ? 1 : 0);
    unknown.Add(labels, session.state == HealthState::kUnknown ? 1 : 0);
  }
  Family members("interconnect_group_members", "Members of a redundancy group.");
  Family healthy("interconnect_group_healthy_members", "Members of a redundancy group that are up.");
  for (const GroupHealth& group : report.groups) {
    const Labels labels = {{"group", group.group}, {"kind", std::string(KindName(group.kind))}};
    members.Add(labels, static_cast<std::int64_t>(group.members));
    healthy.Add(labels, static_cast<std::int64_t>(group.healthy));
  }
  return up.text() + unknown.text() + members.text() + healthy.text();
}

std::string LimitFamilies(const DriftReport& report) {
  Family used("interconnect_limit_used", "How much of a limit on routes or prefixes is used.");
  Family max("interconnect_limit_max", "The limit itself.");
  for (const Headroom& room : report.headroom) {
    const Labels labels = {{"address", room.address}, {"limit", room.limit}};
    used.Add(labels, room.used);
    max.Add(labels, room.max);
  }
  return used.text() + max.text();
}

}  // namespace

std::string DriftPrometheus(const DriftReport& report) {
  if (!HasCompared(report)) return RunFamilies(report);
  return RunFamilies(report) + FindingFamilies(report) + HealthFamilies(report) + LimitFamilies(report);
}

}  // namespace ic::cli
