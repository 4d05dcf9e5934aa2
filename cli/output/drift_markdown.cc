#include <fmt/format.h>

#include "cli/output/drift_parts.h"
#include "cli/output/markdown.h"
#include "cli/output/output.h"
#include "cli/output/text_parts.h"
#include "cli/output/words.h"

namespace ic::cli {
namespace {

std::string Unread(const DriftReport& report) {
  std::string out;
  for (const UnreadCloud& cloud : report.unread) {
    out += fmt::format(
        "> **NOT READ: {}**<br>\n> {}<br>\n> Nothing in this account was compared: whether it drifted is "
        "not known.\n\n",
        MdCode(cloud.account), MdParagraph(cloud.why));
  }
  return out;
}

std::string FindingRow(const DriftFinding& finding) {
  return MdRow({MdCode(finding.address), finding.field.empty() ? "" : MdCode(finding.field), MdCode(finding.desired),
                MdCode(finding.last_applied), MdCode(finding.actual), PlainTime(finding.first_seen)});
}

std::string Details(const DriftFinding& finding) {
  std::string out = fmt::format("<details><summary>{}</summary>\n\n", MdCode(SubjectOf(finding)));
  out += MdParagraph(finding.summary) + "\n\n";
  if (!finding.endangers.empty()) out += "**Endangers:** " + MdParagraph(finding.endangers) + "\n\n";
  if (!finding.ignored.empty()) out += "**Ignored:** " + MdParagraph(finding.ignored) + "\n\n";
  for (const std::string& fact : FactsOf(finding)) out += "- " + MdText(fact) + "\n";
  const std::string where = WhereOf(finding.file, finding.line, finding.column);
  if (!where.empty()) out += "- " + MdCode(where) + "\n";
  return out + "\n</details>\n";
}

void AddFindings(const std::string& title, const std::vector<const DriftFinding*>& findings,
                 std::vector<std::string>& blocks) {
  if (findings.empty()) return;
  blocks.push_back(title + MdTableHead({"Object", "Field", "Desired", "Last applied", "Actual", "Since"}));
  for (const DriftFinding* finding : findings) blocks.push_back(FindingRow(*finding));
  for (std::size_t i = 0; i < findings.size(); ++i) blocks.push_back((i == 0 ? "\n" : "") + Details(*findings[i]));
  blocks.back() += "\n";
}

std::string HealthSection(const DriftReport& report) {
  if (report.groups.empty() && report.sessions.empty()) return "";
  std::string out = "#### Health (does not count as drift)\n\n" + MdTableHead({"What", "State", "The cloud says"});
  for (const GroupHealth& group : report.groups) out += MdRow({MdText(GroupSubject(group)), GroupWords(group), ""});
  for (const SessionHealth& session : report.sessions) {
    out += MdRow(
        {MdText(SessionSubject(session)), std::string(HealthStateName(session.state)), MdCode(session.vendor_state)});
  }
  return out + "\n";
}

std::string HeadroomSection(const DriftReport& report) {
  if (report.headroom.empty()) return "";
  std::string out = "#### Headroom\n\n" + MdTableHead({"Object", "Limit", "Used"});
  for (const Headroom& room : report.headroom) {
    out += MdRow({MdCode(room.address), MdText(room.words), UsedWords(room)});
  }
  return out + "\n";
}

}  // namespace

std::string DriftMarkdown(const DriftReport& report) {
  const std::string head = fmt::format("### Interconnect: {}\n\n", MdText(DriftSentence(report))) + Unread(report) +
                           MdDiagnostics(report.diagnostics) + HealthSection(report) + HeadroomSection(report);
  std::vector<std::string> blocks;
  for (const DriftClass klass : kAllDriftClasses) {
    AddFindings(fmt::format("#### {} ({})\n\n", DriftClassName(klass), ClassMeaning(klass)),
                FindingsOf(report, klass, false), blocks);
  }
  AddFindings("#### ignored (do not count)\n\n", IgnoredFindings(report), blocks);
  return MdWithin(head, blocks, "part");
}

}  // namespace ic::cli
