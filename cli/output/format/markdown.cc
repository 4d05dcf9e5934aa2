#include "cli/output/format/markdown.h"

#include <cctype>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

// What is markup wherever it stands. The comment behind `@` and `#` ends up as nothing, but keeps the sign apart from
// the word behind it: sites look for mentions in the rendered text, where an entity would be the sign again.
std::string_view EntityOf(char sign) {
  switch (sign) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '|':
      return "&#124;";
    case '`':
      return "&#96;";
    case '*':
      return "&#42;";
    case '_':
      return "&#95;";
    case '[':
      return "&#91;";
    case ']':
      return "&#93;";
    case '~':
      return "&#126;";
    case '\\':
      return "&#92;";
    case '$':
      return "&#36;";
    case '@':
      return "&#64;<!-- -->";
    case '#':
      return "&#35;<!-- -->";
    default:
      return {};
  }
}

// Links that are made of bare text: `https://…`, `www.…`.
bool StartsLink(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("://")) return true;
  return text[at] == '.' && at >= 3 && EqualsIgnoreCase(text.substr(at - 3, 3), "www");
}

// What sites make references of, beside `#1`: GitLab's `!1` and `%1`, GitHub's `GH-1`.
bool StartsReference(std::string_view line, std::size_t at) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '"'; };
  if (at + 1 >= line.size() || !is_word(line[at + 1])) return false;
  if (line[at] == '!' || line[at] == '%') return true;
  return line[at] == '-' && at >= 2 && IsDigit(line[at + 1]) && EqualsIgnoreCase(line.substr(at - 2, 2), "gh");
}

// What is markup at the beginning of a line: items, headings, rules, and commands to the site (GitLab's `/close`).
bool StartsBlock(std::string_view line, std::size_t at) {
  if (line[at] == '-' || line[at] == '+' || line[at] == '=' || line[at] == '/') return at == 0;
  if (line[at] != '.' && line[at] != ')') return false;
  for (std::size_t i = 0; i < at; ++i) {
    if (std::isdigit(static_cast<unsigned char>(line[i])) == 0) return false;
  }
  return at > 0;
}

std::string MarkdownEscaped(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string_view entity = EntityOf(line[i]);
    if (!entity.empty()) {
      out += entity;
    } else if (StartsReference(line, i)) {
      out += fmt::format("&#{};<!-- -->", static_cast<int>(line[i]));
    } else if (StartsLink(line, i) || StartsBlock(line, i)) {
      out += fmt::format("&#{};", static_cast<int>(line[i]));
    } else {
      out += line[i];
    }
  }
  return out;
}

}  // namespace

std::string MdText(std::string_view text) { return MarkdownEscaped(Trim(OneLine(text))); }

std::string MdCode(std::string_view text) {
  const std::string inner = MdText(text);
  return inner.empty() ? "" : "<code>" + inner + "</code>";
}

std::string MdParagraph(std::string_view text) {
  std::string out;
  for (const std::string& line : Split(Trim(text), '\n')) out += (out.empty() ? "" : "<br>") + MdText(line);
  return out;
}

std::string MdRow(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) row += cell.empty() ? " |" : " " + cell + " |";
  return row + "\n";
}

std::string MdTableHead(const std::vector<std::string>& titles) {
  return MdRow(titles) + MdRow(std::vector<std::string>(titles.size(), "---"));
}

std::string MdDiagnostics(const std::vector<LocatedDiagnostic>& diagnostics) {
  std::string out;
  for (const LocatedDiagnostic* located : ErrorsFirst(diagnostics)) {
    const Diagnostic& diagnostic = located->diagnostic;
    const bool error = diagnostic.severity == Severity::kError;
    const std::string_view title = diagnostic.rail ? "Refused by a safety rail" : error ? "Error" : "Warning";
    out += fmt::format("> **{}: {}**", title, MdText(diagnostic.summary));
    if (located->address) out += " in " + MdCode(located->address->ToString());
    if (!diagnostic.path.empty()) out += " " + MdCode(diagnostic.path.ToString());
    const std::string where = WhereOf(located->file, located->line, located->column);
    if (!where.empty()) out += " at " + MdCode(where);
    out += "<br>\n> " + MdParagraph(diagnostic.detail) + "\n\n";
  }
  return out;
}

std::string MdWithin(std::string head, const std::vector<std::string>& blocks, std::string_view things) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (head.size() + blocks[i].size() > kLongestComment) {
      return head + fmt::format("\n{} left out here: the comment would be too long. The text output has them all.\n",
                                Count(blocks.size() - i, things));
    }
    head += blocks[i];
  }
  return head;
}

}  // namespace ic::cli
