// Text for a terminal: what may reach one, how wide it is there, wrapping, columns and colours.
#ifndef CLI_OUTPUT_FORMAT_TEXT_H_
#define CLI_OUTPUT_FORMAT_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ic::cli {

struct TextStyle {
  bool color = false;     // ANSI; only on a terminal and without NO_COLOR
  bool detailed = false;  // also what stays: reasons, sources, unchanged fields that matter
  int width = 100;        // columns to wrap sentences to
};

// Columns that `text` (valid UTF-8, no control characters) takes: combining marks none, East Asian wide letters two.
std::size_t DisplayWidth(std::string_view text);

// `text` as valid UTF-8 on one line. Control characters, and those that turn the direction of writing, are spelled out
// (`\n`, `\x1b`, `\u{202e}`): a name that somebody gave an object in a cloud must not drive a terminal.
std::string OneLine(std::string_view text);
// Likewise, but line breaks stay.
std::string Lines(std::string_view text);

// Breaks `text` at spaces so that lines of `indent` spaces and the text take at most `width` columns where words allow
// it; each line ends in a line break. Lines of `text` that begin with white space (samples, commands) are not broken.
std::string Wrapped(std::string_view text, std::size_t indent, int width);

// `text` with spaces up to `width` columns.
std::string Padded(std::string_view text, std::size_t width);
std::string RightAligned(std::string_view text, std::size_t width);

// Rows of cells as lines with aligned columns, two spaces between them, `indent` before. Nothing trails.
std::string Aligned(const std::vector<std::vector<std::string>>& rows, std::size_t indent);
// The widest line's columns.
std::size_t AlignedWidth(const std::vector<std::vector<std::string>>& rows);

enum class Hue { kRed, kGreen, kYellow, kMagenta, kCyan, kBold, kDim };

// Colours, or none. Pad before painting: the codes take no columns, but have a length.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  std::string operator()(Hue hue, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace ic::cli

#endif  // CLI_OUTPUT_FORMAT_TEXT_H_
