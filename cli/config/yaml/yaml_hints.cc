#include "cli/config/yaml/yaml_hints.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

#include "cli/config/yaml/yaml_input.h"

namespace ic::cli {
namespace {

std::string_view LineOf(std::string_view text, std::uint32_t number) {
  std::size_t begin = 0;
  for (; number > 1; --number) {
    begin = text.find('\n', begin);
    if (begin == std::string_view::npos) return "";
    ++begin;
  }
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

// " Line 2 begins with a tab (column 1): …", or nothing.
std::string TabHint(std::string_view line, std::uint32_t number) {
  const std::size_t end = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t tab = line.find('\t');
  if (tab >= end) return "";
  return fmt::format(" Line {} is indented with a tab, in column {}: lists and maps are indented with spaces only.",
                     number, tab + 1);
}

// `cloud:aws`, which to the parser is a word.
std::string SpaceHint(std::string_view line, std::uint32_t number) {
  const std::size_t begin = std::min(line.find_first_not_of(" -"), line.size());
  const std::size_t colon = line.find(':', begin);
  if (colon == std::string_view::npos || colon == begin || colon + 1 >= line.size()) return "";
  const std::string_view key = line.substr(begin, colon - begin);
  const bool word = std::ranges::all_of(
      key, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; });
  if (!word || std::string_view(" \t\r/:").find(line[colon + 1]) != std::string_view::npos) return "";
  return fmt::format(" In line {} a space is missing after `{}:`.", number, key);
}

// What a person is likely to have done: the parser's words tell what it made of that.
std::string LikelyHint(std::string_view text, YamlMark mark, bool map_value) {
  for (const std::uint32_t number : {mark.line, mark.line - 1}) {
    if (number == 0) continue;
    const std::string_view line = LineOf(text, number);
    if (std::string hint = TabHint(line, number); !hint.empty()) return hint;
    if (!map_value) continue;
    if (std::string hint = SpaceHint(line, number); !hint.empty()) return hint;
  }
  return "";
}

}  // namespace

YamlError SyntaxError(std::string_view text, YamlMark mark, const std::string& message) {
  std::string hint = LikelyHint(text, mark, message.find("map value") != std::string::npos);
  if (!hint.empty()) {
    // said
  } else if (message.find("illegal map value") != std::string::npos) {
    hint = " A `: ` inside a value needs quotes around the value.";
  } else if (message.find("unknown token") != std::string::npos) {
    hint = " A value that begins with one of @ ` % needs quotes.";
  } else if (message.find("tab") != std::string::npos || message.find("block entry") != std::string::npos) {
    hint = " Lists and maps are indented with spaces, never with tabs.";
  }
  return {mark, std::string(kYamlInvalid), fmt::format("The parser says: {}.{}", message, hint)};
}

}  // namespace ic::cli
