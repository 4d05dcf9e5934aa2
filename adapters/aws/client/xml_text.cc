#include "adapters/aws/client/xml_text.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace ic::aws {
namespace {

// "&", a name or a number with zeros before it, ";". What is longer is text: looking further at every "&" would cost
// the square of an answer that is full of them.
constexpr std::size_t kLongestReference = 16;

void AppendUtf8(std::uint32_t code, std::string& text) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xc0 | (code >> 6));
    text += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    text += static_cast<char>(0xe0 | (code >> 12));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    text += static_cast<char>(0xf0 | (code >> 18));
    text += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (code & 0x3f));
  }
}

// `name` is what stands between "&" and ";". False if it is no reference.
bool AppendReference(std::string_view name, std::string& text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNamed = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [known, character] : kNamed) {
    if (name != known) continue;
    text += character;
    return true;
  }
  if (!name.starts_with('#') || name.size() < 2) return false;
  const bool hexadecimal = name[1] == 'x';
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  std::uint32_t code = 0;
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (error != std::errc() || rest != digits.data() + digits.size() || code == 0 || code > 0x10ffff || surrogate) {
    return false;
  }
  AppendUtf8(code, text);
  return true;
}

}  // namespace

std::optional<std::string> XmlText(std::string_view xml, std::string_view name) {
  const std::string open = fmt::format("<{}>", name);
  const std::size_t begin = xml.find(open);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = xml.find(fmt::format("</{}>", name), begin + open.size());
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view raw = xml.substr(begin + open.size(), end - begin - open.size());
  if (raw.find('<') != std::string_view::npos) return std::string(raw);
  std::string text;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const std::string_view reference = raw[i] == '&' ? raw.substr(i, kLongestReference) : std::string_view();
    const std::size_t semicolon = reference.find(';');
    if (semicolon != std::string_view::npos && AppendReference(reference.substr(1, semicolon - 1), text)) {
      i += semicolon;
    } else {
      text += raw[i];
    }
  }
  return text;
}

}  // namespace ic::aws
