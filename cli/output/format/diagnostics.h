// Diagnostics: as documents of their own, and as the blocks of text that other outputs for people hold.
#ifndef CLI_OUTPUT_FORMAT_DIAGNOSTICS_H_
#define CLI_OUTPUT_FORMAT_DIAGNOSTICS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/format/text.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

std::string DiagnosticsText(const std::vector<LocatedDiagnostic>& diagnostics, const TextStyle& style);
std::string DiagnosticsJson(const std::vector<LocatedDiagnostic>& diagnostics);  // {"format_version", "valid", …}
std::string DiagnosticsSarif(const std::vector<LocatedDiagnostic>& diagnostics, const std::string& version);

// "FILE:LINE:COLUMN", or empty.
std::string WhereOf(std::string_view file, std::uint32_t line, std::uint32_t column);

// One diagnostic, as many lines as it takes, indented.
std::string DiagnosticBlock(const LocatedDiagnostic& located, const TextStyle& style, std::size_t indent);
// All of them, errors first, an empty line between them.
std::string DiagnosticBlocks(const std::vector<LocatedDiagnostic>& diagnostics, const TextStyle& style);
// "2 errors, 1 warning"; empty if there are none.
std::string DiagnosticCounts(const std::vector<LocatedDiagnostic>& diagnostics);
// Errors first, otherwise in their order.
std::vector<const LocatedDiagnostic*> ErrorsFirst(const std::vector<LocatedDiagnostic>& diagnostics);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_DIAGNOSTICS_H_
