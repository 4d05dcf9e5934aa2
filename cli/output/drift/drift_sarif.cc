#include <fmt/format.h>

#include "base/time_text.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/drift/drift_parts.h"
#include "cli/output/format/json.h"
#include "cli/output/format/sarif.h"

namespace ic::cli {
namespace {

std::string LevelOf(DriftClass klass) {
  switch (klass) {
    case DriftClass::kMaterial:
      return "error";
    case DriftClass::kMarks:
    case DriftClass::kPending:
    case DriftClass::kVendorInitiated:
    case DriftClass::kUnmanaged:
      return "warning";
    case DriftClass::kCosmetic:
      break;
  }
  return "note";
}

SarifResult ResultOf(const DriftFinding& finding) {
  SarifResult result;
  result.rule = fmt::format("drift-{}", DriftClassName(finding.klass));
  result.rule_text = fmt::format("Drift of class {}: {}.", DriftClassName(finding.klass), ClassMeaning(finding.klass));
  result.level = LevelOf(finding.klass);
  result.message = fmt::format("{}: {}", SubjectOf(finding), finding.summary);
  if (!finding.endangers.empty()) result.message += " Endangers: " + finding.endangers;
  result.file = finding.file;
  result.line = finding.line;
  result.column = finding.column;
  result.address = finding.address;
  result.fingerprint_name = "interconnectFinding/v1";
  result.fingerprint = finding.id;
  if (!finding.ignored.empty()) result.justification = finding.ignored;
  result.properties = {
      {"field", OptionalText(finding.field)},
      {"desired", OptionalText(finding.desired)},
      {"lastApplied", OptionalText(finding.last_applied)},
      {"actual", OptionalText(finding.actual)},
      {"firstSeen", IsoTime(finding.first_seen)},
  };
  return result;
}

}  // namespace

std::string DriftSarif(const DriftReport& report, const std::string& version) {
  SarifLog log(version);
  for (const UnreadCloud& cloud : report.unread) {
    const std::string message =
        fmt::format("Account {} could not be read, so whether it drifted is not known: {}", cloud.account, cloud.why);
    log.AddFailure(message);
    SarifResult result;  // a viewer that shows results only must not show an empty, clean list
    result.rule = "account-not-read";
    result.rule_text = "An account could not be read.";
    result.level = "error";
    result.message = message;
    result.fingerprint_name = "interconnectFinding/v1";
    result.fingerprint = "account-not-read|" + cloud.account;
    log.Add(result);
  }
  for (const DriftFinding& finding : report.findings) log.Add(ResultOf(finding));
  log.Add(report.diagnostics);
  return log.Text();
}

}  // namespace ic::cli
