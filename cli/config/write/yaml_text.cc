#include "cli/config/write/yaml_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/text.h"

namespace ic::cli {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsInner(char c) { return IsLetter(c) || IsDigit(c) || c == '-' || c == '.' || c == '/' || c == '+' || c == '@'; }

// Words that some version of YAML takes for null or a truth value.
bool IsReserved(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
  return text.size() <= 5 && std::ranges::find(kWords, ToLowerAscii(text)) != kWords.end();
}

// Begins with a digit, and is certainly no number, date or time: `10.0.0.0/16`, `1Gbps`.
bool IsUnit(std::string_view text) {
  const auto* const letter = std::ranges::find_if_not(text, IsDigit);
  const bool word = letter != text.begin() && letter != text.end() && std::all_of(letter, text.end(), IsLetter);
  const bool prefix = !text.empty() && IsDigit(text.front()) && text.find('/') != std::string_view::npos &&
                      std::ranges::all_of(text, [](char c) { return IsDigit(c) || c == '.' || c == '/'; });
  return prefix || (word && text.find('_') == std::string_view::npos);
}

bool IsPlain(std::string_view text, bool in_flow) {
  if (text.empty() || IsReserved(text)) return false;
  if (IsUnit(text)) return true;
  if (!IsLetter(text.front()) && text.front() != '/') return false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (IsInner(c)) continue;
    // A space between words (one: more would be folded), colons inside one.
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    const bool within = IsInner(next) || (c == ':' && next == ':');
    if (!within || in_flow || (c != ' ' && c != ':')) return false;
  }
  return true;
}

}  // namespace

std::string YamlScalar(std::string_view text, bool in_flow) {
  const bool plain = IsPlain(text, in_flow) && text.find("section_") == std::string_view::npos;  // see HarmlessQuoted
  return plain ? std::string(text) : YamlQuoted(text);
}

std::string YamlQuoted(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<std::uint8_t>(c);
    // Two- and three-byte characters that YAML takes for line breaks or does not print.
    const std::uint8_t second = i + 1 < text.size() ? static_cast<std::uint8_t>(text[i + 1]) : 0;
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      quoted += fmt::format("\\x{:02x}", byte);
    } else if (byte == 0xc2 && second < 0xa0) {  // U+0080 to U+009F
      quoted += fmt::format("\\x{:02x}", second);
      ++i;
    } else if (text.substr(i, 3) == "\xe2\x80\xa8" || text.substr(i, 3) == "\xe2\x80\xa9") {
      quoted += text.substr(i, 3) == "\xe2\x80\xa8" ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (text.substr(i, 3) == "\xef\xbb\xbf") {
      quoted += "\\ufeff";
      i += 2;
    } else {
      quoted += c;
    }
  }
  return HarmlessQuoted(quoted + '"');
}

std::string EscapeSources(std::string_view text) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("${")) escaped += '$';
    escaped += text[i];
  }
  return escaped;
}

}  // namespace ic::cli
