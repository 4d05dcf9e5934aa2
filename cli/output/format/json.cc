#include "cli/output/format/json.h"

#include <algorithm>

#include "base/harmless.h"
#include "base/text.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/words.h"

namespace ic::cli {

Json TextJson(std::string_view text) { return Json(ToValidUtf8(text)); }

Json OptionalText(std::string_view text) { return text.empty() ? Json(nullptr) : TextJson(text); }

Json TextsJson(const std::vector<std::string>& texts) {
  Json array = Json::array();
  for (const std::string& text : texts) array.push_back(TextJson(text));
  return array;
}

Json LocationJson(const std::string& file, std::uint32_t line, std::uint32_t column) {
  if (file.empty()) return nullptr;
  Json location = {{"file", TextJson(file)}, {"line", nullptr}, {"column", nullptr}};
  if (line > 0) location["line"] = line;
  if (line > 0 && column > 0) location["column"] = column;
  return location;
}

Json DiagnosticsArray(const std::vector<LocatedDiagnostic>& diagnostics) {
  Json array = Json::array();
  for (const LocatedDiagnostic& located : diagnostics) {
    const Diagnostic& diagnostic = located.diagnostic;
    array.push_back({
        {"severity", SeverityName(diagnostic.severity)},
        {"rail", diagnostic.rail},
        {"summary", TextJson(diagnostic.summary)},
        {"detail", TextJson(diagnostic.detail)},
        {"address", OptionalText(located.address ? located.address->ToString() : "")},
        {"path", OptionalText(diagnostic.path.ToString())},
        {"location", LocationJson(located.file, located.line, located.column)},
    });
  }
  return array;
}

std::string Dumped(const Json& document) { return HarmlessJson(document.dump(2)) + "\n"; }

std::string DiagnosticsJson(const std::vector<LocatedDiagnostic>& diagnostics) {
  const auto errors = std::count_if(diagnostics.begin(), diagnostics.end(), [](const LocatedDiagnostic& located) {
    return located.diagnostic.severity == Severity::kError;
  });
  return Dumped({
      {"format_version", kFormatVersion},
      {"valid", errors == 0},
      {"error_count", errors},
      {"warning_count", static_cast<std::int64_t>(diagnostics.size()) - errors},
      {"diagnostics", DiagnosticsArray(diagnostics)},
  });
}

}  // namespace ic::cli
