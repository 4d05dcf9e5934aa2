#include "cli/config/yaml/yaml_input.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::cli {

YamlFeed::int_type YamlFeed::underflow() {
  if (rest_.empty()) return traits_type::eof();
  constexpr std::size_t kPart = 4096;
  constexpr std::string_view kSigns = "[]{},:?-&*!|>'\"%@`";
  const std::string_view part = rest_.substr(0, kPart);
  rest_.remove_prefix(part.size());
  for (const char c : part) signs_ += kSigns.find(c) != std::string_view::npos ? 1 : 0;
  if (signs_ > kMaxFlowSigns) {
    throw YamlStop{{{1, 1},
                    std::string(kYamlTooLarge),
                    fmt::format("A collection in brackets ({{…}} or […]) has more than {} brackets, commas, colons and "
                                "quotes. Write the outer levels as indented blocks, or split the file.",
                                kMaxFlowSigns)}};
  }
  char* begin = const_cast<char*>(part.data());  // only ever read
  setg(begin, begin, begin + part.size());
  return traits_type::to_int_type(part.front());
}

YamlColumns::YamlColumns(std::string_view text)
    : text_(text), ascii_(std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) {}

YamlMark YamlColumns::At(int line, int column, int position) {
  const std::uint32_t line_number = static_cast<std::uint32_t>(line) + 1;
  if (ascii_) return {line_number, static_cast<std::uint32_t>(column) + 1};
  const std::size_t end = std::min(text_.size(), static_cast<std::size_t>(position));
  const std::size_t begin = end - std::min(static_cast<std::size_t>(column), end);
  if (begin != begin_ || end < end_) {
    begin_ = end_ = begin;
    characters_ = 0;
  }
  for (; end_ < end; ++end_) characters_ += (text_[end_] & 0xc0) != 0x80 ? 1 : 0;
  return {line_number, characters_ + 1};
}

std::optional<YamlError> FindForeignYamlByte(std::string_view text) {
  std::uint32_t line = 1;
  std::size_t line_begin = 0;
  const auto mark = [&](std::size_t at) {
    std::uint32_t column = 1;
    for (std::size_t i = line_begin; i < at; ++i) column += (text[i] & 0xc0) != 0x80 ? 1 : 0;
    return YamlMark{line, column};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<std::uint8_t>(text[i]);
    if (c == '\n') {
      ++line;
      line_begin = i + 1;
    } else if ((c < 0x20 && c != '\t' && c != '\r') || c == 0x7f) {
      return YamlError{
          mark(i), std::string(kYamlInvalid),
          fmt::format("The control character U+{:04X} is not allowed. In double quotes it is written \\x{:02x}.", c,
                      c)};
    }
  }
  if (IsValidUtf8(text)) return std::nullopt;
  // Where: the first byte that is none, found once more line by line.
  line = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    ++line;
    line_begin = begin;
    if (!IsValidUtf8(text.substr(begin, end - begin))) {
      std::size_t good = begin;
      for (std::size_t i = begin; i < end; ++i) {
        if ((text[i] & 0xc0) != 0x80) good = i;
        const bool last_of_character = i + 1 == end || (text[i + 1] & 0xc0) != 0x80;
        if (last_of_character && !IsValidUtf8(text.substr(good, i + 1 - good))) break;
      }
      return YamlError{mark(good), std::string(kYamlInvalid),
                       "The text is not UTF-8 from here on. Save the file as UTF-8."};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace ic::cli
