#include "base/harmless.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/code_point.h"
#include "base/text.h"

namespace ic {
namespace {

struct Span {
  std::uint32_t first;
  std::uint32_t last;
};

// Marks and switches of direction, the two that are line breaks to some, and what nobody sees, so that two names look
// like one. Not the two that join the signs of a script or of a picture.
constexpr std::array kUnseen = {Span{0x00ad, 0x00ad}, Span{0x061c, 0x061c}, Span{0x180e, 0x180e},  Span{0x200b, 0x200b},
                                Span{0x200e, 0x200f}, Span{0x2028, 0x2029}, Span{0x202a, 0x202e},  Span{0x2060, 0x206f},
                                Span{0xfeff, 0xfeff}, Span{0xfff9, 0xfffb}, Span{0xe0000, 0xe007f}};

bool IsUnseen(std::uint32_t point) {
  return std::ranges::any_of(kUnseen, [&](const Span& span) { return point >= span.first && point <= span.last; });
}

bool IsControl(std::uint32_t point) { return point < 0x20 || (point >= 0x7f && point < 0xa0); }

bool IsWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'; }

// "##", a word or none, "[": taken anywhere in a line.
bool IsHashCommand(std::string_view text) {
  if (!text.starts_with("##")) return false;
  std::size_t at = 2;
  while (at < text.size() && IsWord(text[at])) ++at;
  return at < text.size() && text[at] == '[';
}

// Where only white space, and colours, are before it in its line.
bool BeginsLine(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') {
    --at;
    if (text[at] == ' ' || text[at] == '\t') continue;
    if (text[at] != 'm') return false;
    const std::size_t escape = text.rfind('\x1b', at);
    if (escape == std::string_view::npos ||
        text.substr(escape, at - escape).find_first_not_of("\x1b[0123456789;") != std::string_view::npos) {
      return false;
    }
    at = escape;
  }
  return true;
}

// How many characters of a command are at `at`, after which it is broken; 0: there is none.
std::size_t CommandAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest[0] == '#') return IsHashCommand(rest) ? 1 : 0;
  if (rest[0] == ':') return rest.starts_with("::") && BeginsLine(text, at) ? 1 : 0;
  constexpr std::string_view kSection = "section_";
  if (rest.starts_with("section_start:") || rest.starts_with("section_end:")) return kSection.size() - 1;
  return 0;
}

// Beyond sixteen bits: as the pair of surrogates that JSON has for it.
std::string JsonEscape(std::uint32_t point) {
  if (point < 0x10000) return fmt::format("\\u{:04x}", point);
  const std::uint32_t rest = point - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
}

}  // namespace

std::string SpelledOut(std::string_view text, Breaks breaks) {
  const std::string valid = ToValidUtf8(text);
  std::string out;
  for (std::size_t at = 0; at < valid.size();) {
    const std::size_t begin = at;
    const std::uint32_t point = TakePoint(valid, at);
    if (point == '\n') {
      out += breaks == Breaks::kKept ? "\n" : "\\n";
    } else if (point == '\t') {
      out += "\\t";
    } else if (point == '\r') {
      out += "\\r";
    } else if (IsControl(point)) {
      out += fmt::format("\\x{:02x}", point);
    } else if (IsUnseen(point)) {
      out += fmt::format("\\u{{{:x}}}", point);
    } else {
      out.append(valid, begin, at - begin);
    }
  }
  return out;
}

std::string WithoutCommands(std::string text) {
  if (text.find("::") == std::string::npos && text.find("##") == std::string::npos &&
      text.find("section_") == std::string::npos) {
    return text;
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t kept = CommandAt(text, at);
    if (kept > 0) {
      out.append(text, at, kept);
      out += '\\';
      at += kept;
    }
    out += text[at++];
  }
  return out;
}

std::string Harmless(std::string_view text) { return WithoutCommands(SpelledOut(text, Breaks::kKept)); }

// Outside of its texts JSON has none of this.
std::string HarmlessJson(const std::string& json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t begin = at;
    const std::size_t command = CommandAt(json, at);
    const std::uint32_t point = TakePoint(json, at);
    if (IsUnseen(point) || point == 0x7f || (point >= 0x80 && IsControl(point))) {
      out += JsonEscape(point);
    } else if (command == 1 && json[begin] == '#') {
      out += "\\u0023";
    } else if (command > 1) {
      out += "\\u0073";  // the "s" of "section_"
    } else {
      out.append(json, begin, at - begin);
    }
  }
  return out;
}

}  // namespace ic
