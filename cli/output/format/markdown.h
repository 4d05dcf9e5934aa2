// Markdown for comments on pull requests. Everything that comes from a configuration or a cloud goes through here, so
// that it can neither form markup nor mention anybody.
#ifndef CLI_OUTPUT_FORMAT_MARKDOWN_H_
#define CLI_OUTPUT_FORMAT_MARKDOWN_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

// Longer comments are refused where they are posted to (65 536 characters); folded details give way first.
inline constexpr std::size_t kLongestComment = 60000;

// On one line, for a sentence, a table's cell or a summary.
std::string MdText(std::string_view text);
// Likewise, in the type of code.
std::string MdCode(std::string_view text);
// Paragraphs keep their line breaks.
std::string MdParagraph(std::string_view text);

// `| a | b |` of cells that are Markdown already.
std::string MdRow(const std::vector<std::string>& cells);
// Header and separator.
std::string MdTableHead(const std::vector<std::string>& titles);

// "**Error: …** in `address`, at FILE:LINE:COLUMN" and the detail, as quoted blocks; errors first.
std::string MdDiagnostics(const std::vector<LocatedDiagnostic>& diagnostics);

// Puts `blocks` behind `head` as long as the whole stays below kLongestComment; says how many `things` were left out.
std::string MdWithin(std::string head, const std::vector<std::string>& blocks, std::string_view things);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_MARKDOWN_H_
