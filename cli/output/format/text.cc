#include "cli/output/format/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "base/code_point.h"
#include "base/harmless.h"
#include "base/text.h"

namespace ic::cli {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Not the whole of Unicode's tables: what names and descriptions of network objects can be expected to hold.
constexpr std::array kNoWidth = {Range{0x0300, 0x036f}, Range{0x200b, 0x200f}, Range{0x20d0, 0x20ff},
                                 Range{0xfe00, 0xfe0f}, Range{0xfeff, 0xfeff}};
constexpr std::array kTwoWide = {Range{0x1100, 0x115f},  Range{0x2e80, 0xa4cf},   Range{0xac00, 0xd7a3},
                                 Range{0xf900, 0xfaff},  Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},
                                 Range{0xffe0, 0xffe6},  Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f9ff},
                                 Range{0x20000, 0x3fffd}};

template <typename Ranges>
bool In(const Ranges& ranges, std::uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const Range& range) { return point >= range.first && point <= range.last; });
}

void WrapLine(std::string_view line, std::size_t indent, std::size_t width, std::string& out) {
  const std::string margin(indent, ' ');
  std::string current;
  std::size_t columns = 0;
  for (const std::string& word : Split(line, ' ')) {
    if (word.empty()) continue;
    const std::size_t wide = DisplayWidth(word);
    if (!current.empty() && indent + columns + 1 + wide > width) {
      out += margin + current + "\n";
      current.clear();
      columns = 0;
    }
    current += (current.empty() ? "" : " ") + word;
    columns += (columns == 0 ? 0 : 1) + wide;
  }
  if (!current.empty()) out += margin + current + "\n";
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t point = TakePoint(text, at);
    if (point < kNoWidth.front().first) {  // nearly everything
      ++width;
      continue;
    }
    width += In(kNoWidth, point) ? 0 : In(kTwoWide, point) ? 2 : 1;
  }
  return width;
}

std::string OneLine(std::string_view text) { return WithoutCommands(SpelledOut(text, Breaks::kSpelledOut)); }
std::string Lines(std::string_view text) { return Harmless(text); }

std::string Wrapped(std::string_view text, std::size_t indent, int width) {
  // Narrower, words are cut off from their sentences; a pipe reports any width.
  const auto columns = std::max<std::size_t>(indent + 20, static_cast<std::size_t>(std::max(width, 40)));
  const std::string safe = Lines(text);
  std::string out;
  for (const std::string& line : Split(safe, '\n')) {
    if (line.empty() || line.front() == ' ') {
      out += Trim(line).empty() ? "\n" : std::string(indent, ' ') + line + "\n";
    } else {
      WrapLine(line, indent, columns, out);
    }
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out == "\n" ? "" : WithoutCommands(std::move(out));  // a word that begins a line now may be one
}

std::string Padded(std::string_view text, std::size_t width) {
  const std::size_t columns = DisplayWidth(text);
  return std::string(text) + std::string(width > columns ? width - columns : 0, ' ');
}

std::string RightAligned(std::string_view text, std::size_t width) {
  const std::size_t columns = DisplayWidth(text);
  return std::string(width > columns ? width - columns : 0, ' ') + std::string(text);
}

namespace {

std::vector<std::size_t> ColumnWidths(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  return widths;
}

}  // namespace

std::string Aligned(const std::vector<std::vector<std::string>>& rows, std::size_t indent) {
  const std::vector<std::size_t> widths = ColumnWidths(rows);
  std::string out;
  for (const std::vector<std::string>& row : rows) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : "  ") + Padded(row[i], widths[i]);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::size_t AlignedWidth(const std::vector<std::vector<std::string>>& rows) {
  std::size_t sum = 0;
  for (const std::size_t width : ColumnWidths(rows)) sum += width + (sum == 0 ? 0 : 2);
  return sum;
}

std::string Paint::operator()(Hue hue, std::string_view text) const {
  if (!color_ || text.empty()) return std::string(text);
  static constexpr std::array kCodes = {"31", "32", "33", "35", "36", "1", "2"};  // in the order of Hue
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(hue)], text);
}

}  // namespace ic::cli
