// Blocks of text that several outputs for people hold.
#ifndef CLI_OUTPUT_TEXT_PARTS_H_
#define CLI_OUTPUT_TEXT_PARTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/output.h"

namespace ic::cli {

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

#endif  // CLI_OUTPUT_TEXT_PARTS_H_
