#include "reconcile/run/drift/ignores.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "base/time_text.h"

namespace ic::run {
namespace {

// "2026-01-31", in UTC.
std::string DayOf(Time time) { return IsoTime(time).substr(0, 10); }

bool Covers(const DriftIgnore& ignore, const DriftFinding& finding) {
  if (ignore.address != "*" && ignore.address != finding.address) return false;
  if (ignore.field.empty() || ignore.field == finding.field) return true;
  return finding.field.starts_with(ignore.field + ".");
}

std::string Named(const DriftIgnore& ignore) {
  const std::string field = ignore.field.empty() ? "" : ignore.field + " of ";
  return field + (ignore.address == "*" ? "everything" : ignore.address);
}

std::string CountOfFindings(std::size_t count) { return fmt::format("{} finding{}", count, count == 1 ? "" : "s"); }

}  // namespace

void ApplyIgnores(const DesiredSet& desired, bool complete, DriftReport& report) {
  const std::string today = DayOf(report.at);
  const auto warn = [&](const DriftIgnore& ignore, std::string summary, std::string detail) {
    report.diagnostics.push_back(
        desired.Locate({Severity::kWarning, std::move(summary), std::move(detail), {}}, ignore.where));
  };
  for (const DriftIgnore& ignore : desired.ignores) {
    const bool expired = !ignore.until.empty() && ignore.until < today;
    std::size_t covered = 0;
    for (DriftFinding& finding : report.findings) {
      if (!Covers(ignore, finding)) continue;
      ++covered;
      if (expired || !finding.ignored.empty()) continue;
      finding.ignored = ignore.reason.empty() ? "no reason given" : ignore.reason;
    }
    if (expired) {
      warn(ignore, "Ignore has expired",
           fmt::format("Drift of {} was to be ignored until {} (\"{}\"); since then it counts again: {} now. Remove "
                       "the ignore, or give it another day.",
                       Named(ignore), ignore.until, ignore.reason, CountOfFindings(covered)));
    } else if (covered == 0 && complete) {
      warn(ignore, "Ignore covers nothing",
           fmt::format("No drift of {} was found, so nothing is ignored. Remove the ignore, or correct its address or "
                       "field if it was to cover something.",
                       Named(ignore)));
    }
  }
}

}  // namespace ic::run
