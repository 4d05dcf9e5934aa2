#include <fmt/format.h>

#include "cli/output/drift/drift_output.h"
#include "cli/output/drift/drift_parts.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/markdown.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

std::string UnreadMarkdown(const DriftReport& report) {
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

std::string FindingDetails(const DriftFinding& finding) {
  std::string out =
      fmt::format("<details><summary>{}: {}</summary>\n\n", DriftClassName(finding.klass), MdCode(SubjectOf(finding)));
  out += MdParagraph(finding.summary) + "\n\n";
  if (!finding.endangers.empty()) out += "**Endangers:** " + MdParagraph(finding.endangers) + "\n\n";
  if (!finding.ignored.empty()) out += "**Ignored:** " + MdParagraph(finding.ignored) + "\n\n";
  for (const std::string& fact : FactsOf(finding)) out += "- " + MdText(fact) + "\n";
  const std::string where = WhereOf(finding.file, finding.line, finding.column);
  if (!where.empty()) out += "- " + MdCode(where) + "\n";
  return out + "\n</details>\n";
}

void AddTable(const std::string& title, const std::vector<const DriftFinding*>& findings,
              std::vector<std::string>& blocks) {
  if (findings.empty()) return;
  blocks.push_back(title + MdTableHead({"Object", "Field", "Desired", "Last applied", "Actual", "Since"}));
  for (const DriftFinding* finding : findings) blocks.push_back(FindingRow(*finding));
  blocks.back() += "\n";
}

void AddHealth(const DriftReport& report, std::vector<std::string>& blocks) {
  if (report.groups.empty() && report.sessions.empty()) return;
  blocks.push_back(fmt::format("#### {}\n\n", HealthTitle(report)) + MdTableHead({"What", "State", "The cloud says"}));
  for (const GroupHealth& group : report.groups) {
    blocks.push_back(MdRow({MdText(GroupSubject(group)), GroupWords(group), ""}));
  }
  for (const SessionHealth& session : report.sessions) {
    const std::string state(HealthStateName(session.state));
    blocks.push_back(MdRow({MdText(SessionSubject(session)), state, MdCode(session.vendor_state)}));
  }
  blocks.back() += "\n";
}

void AddHeadroom(const DriftReport& report, std::vector<std::string>& blocks) {
  if (report.headroom.empty()) return;
  blocks.push_back("#### Headroom\n\n" + MdTableHead({"Object", "Limit", "Used"}));
  for (const Headroom& room : report.headroom) {
    blocks.push_back(MdRow({MdCode(room.address), MdText(room.words), UsedWords(room)}));
  }
  blocks.back() += "\n";
}

}  // namespace

// The details come last: if the comment grows too long, they are what it can do without.
std::string DriftMarkdown(const DriftReport& report) {
  const std::string head = fmt::format("### Interconnect · {}\n\n", MdText(DriftSentence(report))) +
                           UnreadMarkdown(report) + MdDiagnostics(report.diagnostics);
  std::vector<std::string> blocks;
  std::vector<const DriftFinding*> all;
  for (const DriftClass klass : kAllDriftClasses) {
    const std::vector<const DriftFinding*> found = FindingsOf(report, klass, false);
    AddTable(fmt::format("#### {}: {}\n\n", DriftClassName(klass), ClassMeaning(klass)), found, blocks);
    all.insert(all.end(), found.begin(), found.end());
  }
  const std::vector<const DriftFinding*> ignored = IgnoredFindings(report);
  AddTable("#### ignored, not counted\n\n", ignored, blocks);
  all.insert(all.end(), ignored.begin(), ignored.end());
  AddHealth(report, blocks);
  AddHeadroom(report, blocks);
  for (const DriftFinding* finding : all) blocks.push_back(FindingDetails(*finding));
  return MdWithin(head, blocks, "part");
}

}  // namespace ic::cli
