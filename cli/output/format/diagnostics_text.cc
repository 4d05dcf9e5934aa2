#include <algorithm>

#include <fmt/format.h>

#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

std::size_t CountOf(const std::vector<LocatedDiagnostic>& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [severity](const LocatedDiagnostic& located) { return located.diagnostic.severity == severity; }));
}

}  // namespace

std::string WhereOf(std::string_view file, std::uint32_t line, std::uint32_t column) {
  if (file.empty()) return "";
  std::string where(file);
  if (line > 0) where += fmt::format(":{}", line);
  if (line > 0 && column > 0) where += fmt::format(":{}", column);
  return where;
}

std::string DiagnosticBlock(const LocatedDiagnostic& located, const TextStyle& style, std::size_t indent) {
  const Paint paint(style.color);
  const Diagnostic& diagnostic = located.diagnostic;
  const Hue hue = diagnostic.severity == Severity::kError ? Hue::kRed : Hue::kYellow;
  const std::string margin(indent, ' ');
  const std::string title =
      diagnostic.rail ? "refused by a safety rail" : std::string(SeverityName(diagnostic.severity));
  std::string out = margin + paint(hue, title + ":") + " " + paint(Hue::kBold, OneLine(diagnostic.summary)) + "\n";
  // Where first, alone on its line: editors and terminals make a link of FILE:LINE:COLUMN.
  const std::string where = OneLine(WhereOf(located.file, located.line, located.column));
  std::string what = located.address ? OneLine(located.address->ToString()) : "";
  if (!diagnostic.path.empty()) what += (what.empty() ? "" : " ") + OneLine(diagnostic.path.ToString());
  if (!where.empty()) out += margin + "  " + paint(Hue::kDim, "-->") + " " + where + "\n";
  if (!what.empty()) out += margin + "  " + paint(Hue::kDim, " in") + " " + what + "\n";
  out += Wrapped(diagnostic.detail, indent + 2, style.width);
  return out;
}

std::vector<const LocatedDiagnostic*> ErrorsFirst(const std::vector<LocatedDiagnostic>& diagnostics) {
  std::vector<const LocatedDiagnostic*> sorted;
  for (const LocatedDiagnostic& located : diagnostics) sorted.push_back(&located);
  std::stable_partition(sorted.begin(), sorted.end(), [](const LocatedDiagnostic* located) {
    return located->diagnostic.severity == Severity::kError;
  });
  return sorted;
}

std::string DiagnosticBlocks(const std::vector<LocatedDiagnostic>& diagnostics, const TextStyle& style) {
  std::string out;
  for (const LocatedDiagnostic* located : ErrorsFirst(diagnostics)) {
    out += (out.empty() ? "" : "\n") + DiagnosticBlock(*located, style, 0);
  }
  return out;
}

std::string DiagnosticCounts(const std::vector<LocatedDiagnostic>& diagnostics) {
  const std::size_t errors = CountOf(diagnostics, Severity::kError);
  const std::size_t warnings = CountOf(diagnostics, Severity::kWarning);
  std::string text = errors > 0 ? Count(errors, "error") : "";
  if (warnings > 0) text += (text.empty() ? "" : ", ") + Count(warnings, "warning");
  return text;
}

std::string DiagnosticsText(const std::vector<LocatedDiagnostic>& diagnostics, const TextStyle& style) {
  if (diagnostics.empty()) return "";
  return DiagnosticBlocks(diagnostics, style) + "\n" + DiagnosticCounts(diagnostics) + "\n";
}

}  // namespace ic::cli
