#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/drift/drift_output.h"
#include "cli/output/drift/drift_parts.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

constexpr std::size_t kFindingIndent = 4;
constexpr std::size_t kValueIndent = 6;

Hue HueOfFinding(DriftClass klass) {
  switch (klass) {
    case DriftClass::kMaterial:
      return Hue::kRed;
    case DriftClass::kMarks:
    case DriftClass::kPending:
    case DriftClass::kVendorInitiated:
      return Hue::kYellow;
    case DriftClass::kCosmetic:
    case DriftClass::kUnmanaged:
      break;
  }
  return Hue::kCyan;
}

Hue HueOfHealth(bool good, bool unknown) { return good ? Hue::kGreen : unknown ? Hue::kYellow : Hue::kRed; }

std::string UnreadText(const DriftReport& report, const TextStyle& style) {
  const Paint paint(style.color);
  std::string out;
  for (const UnreadCloud& cloud : report.unread) {
    out += paint(Hue::kRed, "NOT READ:") + " " + paint(Hue::kBold, OneLine(cloud.account)) + "\n";
    out += Wrapped(cloud.why, 2, style.width);
    out += Wrapped("Nothing in this account was compared: whether it drifted is not known.", 2, style.width) + "\n";
  }
  return out;
}

std::string Values(const DriftFinding& finding, const TextStyle& style) {
  const auto shown = [](const std::string& value) { return value.empty() ? std::string("–") : OneLine(value); };
  const std::vector<std::string> titles = {"desired", "last applied", "actual"};
  const std::vector<std::string> values = {shown(finding.desired), shown(finding.last_applied), shown(finding.actual)};
  const std::vector<std::vector<std::string>> columns = {titles, values};
  if (kValueIndent + AlignedWidth(columns) <= static_cast<std::size_t>(std::max(style.width, 40))) {
    return Aligned(columns, kValueIndent);
  }
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < titles.size(); ++i) rows.push_back({titles[i], values[i]});
  return Aligned(rows, kValueIndent);
}

std::string FindingBlock(const DriftFinding& finding, const TextStyle& style) {
  const Paint paint(style.color);
  std::string out = "  " + paint(Hue::kBold, OneLine(SubjectOf(finding))) + "  since " + PlainTime(finding.first_seen);
  std::string facts;
  for (const std::string& fact : FactsOf(finding)) facts += (facts.empty() ? "" : " · ") + OneLine(fact);
  out += "\n    " + paint(Hue::kDim, facts) + "\n" + Wrapped(finding.summary, kFindingIndent, style.width);
  if (HasValues(finding)) out += Values(finding, style);
  if (!finding.endangers.empty()) out += Wrapped("Endangers: " + finding.endangers, kFindingIndent, style.width);
  if (!finding.ignored.empty()) out += Wrapped("Ignored: " + finding.ignored, kFindingIndent, style.width);
  const std::string where = WhereOf(finding.file, finding.line, finding.column);
  if (!where.empty()) out += "    " + paint(Hue::kDim, "-->") + " " + OneLine(where) + "\n";
  return out;
}

std::string Findings(const DriftReport& report, const TextStyle& style) {
  const Paint paint(style.color);
  std::string out;
  for (const DriftClass klass : kAllDriftClasses) {
    const std::vector<const DriftFinding*> found = FindingsOf(report, klass, false);
    if (found.empty()) continue;
    out +=
        paint(HueOfFinding(klass), fmt::format("{}: {}", DriftClassName(klass), Count(found.size(), "finding"))) + "\n";
    out += Wrapped(fmt::format("({})", ClassMeaning(klass)), 2, style.width) + "\n";
    for (const DriftFinding* finding : found) out += FindingBlock(*finding, style) + "\n";
  }
  const std::vector<const DriftFinding*> ignored = IgnoredFindings(report);
  if (ignored.empty()) return out;
  out += paint(Hue::kDim, fmt::format("ignored, not counted: {}", Count(ignored.size(), "finding"))) + "\n\n";
  for (const DriftFinding* finding : ignored) out += FindingBlock(*finding, style) + "\n";
  return out;
}

std::string HealthSection(const DriftReport& report, const TextStyle& style) {
  if (report.groups.empty() && report.sessions.empty()) return "";
  const Paint paint(style.color);
  std::string out = paint(Hue::kBold, std::string(HealthTitle(report))) + "\n";
  std::size_t width = 0;
  for (const GroupHealth& group : report.groups) width = std::max(width, DisplayWidth(OneLine(GroupSubject(group))));
  for (const SessionHealth& session : report.sessions) {
    width = std::max(width, DisplayWidth(OneLine(SessionSubject(session))));
  }
  for (const GroupHealth& group : report.groups) {
    out += "  " + Padded(OneLine(GroupSubject(group)), width) + "  " +
           paint(HueOfHealth(group.healthy == group.members, group.healthy > 0), GroupWords(group)) + "\n";
  }
  for (const SessionHealth& session : report.sessions) {
    const bool up = session.state == HealthState::kUp;
    std::string line = "  " + Padded(OneLine(SessionSubject(session)), width) + "  " +
                       paint(HueOfHealth(up, session.state == HealthState::kUnknown), HealthStateName(session.state));
    if (!session.vendor_state.empty()) {
      line += paint(Hue::kDim, fmt::format(" (the cloud says: {})", OneLine(session.vendor_state)));
    }
    out += line + "\n";
  }
  return out + "\n";
}

std::string HeadroomSection(const DriftReport& report, const TextStyle& style) {
  if (report.headroom.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const Headroom& room : report.headroom) {
    rows.push_back({OneLine(room.address), OneLine(room.words), UsedWords(room)});
  }
  return Paint(style.color)(Hue::kBold, "Headroom") + "\n" + Aligned(rows, 2) + "\n";
}

}  // namespace

std::string DriftText(const DriftReport& report, const TextStyle& style) {
  const Paint paint(style.color);
  std::string out = UnreadText(report, style) + Findings(report, style) + HealthSection(report, style) +
                    HeadroomSection(report, style);
  const std::string diagnostics = DiagnosticBlocks(report.diagnostics, style);
  if (!diagnostics.empty()) out += diagnostics + "\n";
  const Hue hue = !report.unread.empty() || HasErrors(report.diagnostics) ? Hue::kRed
                  : InSync(report)                                        ? Hue::kGreen
                                                                          : Hue::kYellow;
  return out + paint(hue, DriftSentence(report)) + "\n";
}

}  // namespace ic::cli
