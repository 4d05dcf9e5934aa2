#include "cli/output/drift/drift_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/words.h"

namespace ic::cli {

std::string_view HealthStateName(HealthState state) {
  switch (state) {
    case HealthState::kUp:
      return "up";
    case HealthState::kDown:
      return "down";
    case HealthState::kUnknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view ClassMeaning(DriftClass klass) {
  switch (klass) {
    case DriftClass::kMaterial:
      return "changes made outside of this configuration to what carries traffic or decides how";
    case DriftClass::kMarks:
      return "changes made outside of this configuration to the tags that tell whose an object is";
    case DriftClass::kPending:
      return "parts of the configuration that are not applied yet";
    case DriftClass::kVendorInitiated:
      return "changes that the cloud made by itself";
    case DriftClass::kCosmetic:
      return "changes of names, descriptions and tags";
    case DriftClass::kUnmanaged:
      return "objects of the cloud that are neither in the configuration nor in the state";
  }
  return "";
}

std::vector<const DriftFinding*> FindingsOf(const DriftReport& report, DriftClass klass, bool ignored) {
  std::vector<const DriftFinding*> found;
  for (const DriftFinding& finding : report.findings) {
    if (finding.klass == klass && !finding.ignored.empty() == ignored) found.push_back(&finding);
  }
  return found;
}

std::vector<const DriftFinding*> IgnoredFindings(const DriftReport& report) {
  std::vector<const DriftFinding*> found;
  for (const DriftFinding& finding : report.findings) {
    if (!finding.ignored.empty()) found.push_back(&finding);
  }
  return found;
}

std::size_t CountingFindings(const DriftReport& report) {
  return report.findings.size() - IgnoredFindings(report).size();
}

bool InSync(const DriftReport& report) {
  return report.unread.empty() && CountingFindings(report) == 0 && !HasErrors(report.diagnostics);
}

std::string SubjectOf(const DriftFinding& finding) {
  return finding.field.empty() ? finding.address : finding.address + " " + finding.field;
}

std::vector<std::string> FactsOf(const DriftFinding& finding) {
  std::string place = finding.account;
  if (!finding.region.empty()) place += (place.empty() ? "" : " ") + finding.region;
  std::vector<std::string> facts = {finding.id, place, finding.object_id};
  std::erase(facts, std::string());
  return facts;
}

bool HasValues(const DriftFinding& finding) {
  return !finding.desired.empty() || !finding.last_applied.empty() || !finding.actual.empty();
}

std::string GroupSubject(const GroupHealth& group) {
  return fmt::format("group {} ({}s)", group.group, KindTitle(group.kind));
}

std::string SessionSubject(const SessionHealth& session) {
  std::string text = (session.address_family.empty() ? "" : "session ") + session.address;
  if (!session.address_family.empty()) text += " " + session.address_family;
  return text;
}

std::string GroupWords(const GroupHealth& group) {
  return fmt::format("{} of {} healthy", group.healthy, group.members);
}

std::string UsedWords(const Headroom& room) {
  std::string words = fmt::format("{} of {}", room.used, room.max);
  if (room.max > 0) words += fmt::format(" ({} %)", room.used * 100 / room.max);
  return words;
}

std::string_view HealthTitle(const DriftReport& report) {
  return report.health_counts ? "Health (counts: --fail-on-health)" : "Health (does not count as drift)";
}

std::string DriftSentence(const DriftReport& report) {
  const std::string down = report.health_counts && report.Unhealthy()
                               ? " A session or a redundancy group is down, which counts (--fail-on-health)."
                               : "";
  std::vector<std::string> counts;
  for (const DriftClass klass : kAllDriftClasses) {
    const std::size_t count = FindingsOf(report, klass, false).size();
    if (count > 0) counts.push_back(fmt::format("{} {}", count, DriftClassName(klass)));
  }
  const std::size_t ignored = IgnoredFindings(report).size();
  const std::string checked = Count(report.checked, "object") + " checked";
  const bool drifted = !counts.empty();
  if (ignored > 0) counts.push_back(fmt::format("{} ignored", ignored));
  std::string found = fmt::format("{}", fmt::join(counts, ", "));
  if (!report.unread.empty()) {
    std::vector<std::string> accounts;
    for (const UnreadCloud& cloud : report.unread) accounts.push_back(cloud.account);
    return fmt::format("Incomplete: {} not read; in what was read: {}; {}.", JoinWords(accounts, "and"),
                       found.empty() ? "no drift" : found, checked);
  }
  if (HasErrors(report.diagnostics)) {
    return fmt::format("Incomplete: {}; {}{}.", DiagnosticCounts(report.diagnostics), found.empty() ? "" : found + "; ",
                       checked);
  }
  if (!drifted) return fmt::format("No drift: {}{}.{}", checked, found.empty() ? "" : "; " + found, down);
  return fmt::format("Drift: {}; {}.{}", found, checked, down);
}

}  // namespace ic::cli
