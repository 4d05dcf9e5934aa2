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
// like one: Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt 15.0) and invisible format controls.
constexpr std::array kUnseen = {
    Span{0x00ad, 0x00ad},   Span{0x034f, 0x034f},   Span{0x061c, 0x061c},  Span{0x115f, 0x1160}, Span{0x17b4, 0x17b5},
    Span{0x180b, 0x180f},   Span{0x200b, 0x200b},   Span{0x200e, 0x200f},  Span{0x2028, 0x202e}, Span{0x2060, 0x206f},
    Span{0x3164, 0x3164},   Span{0xfeff, 0xfeff},   Span{0xffa0, 0xffa0},  Span{0xfff0, 0xfffb}, Span{0x13430, 0x1343f},
    Span{0x1bca0, 0x1bca3}, Span{0x1d173, 0x1d17a}, Span{0xe0000, 0xe0fff}};

bool IsUnseen(std::uint32_t point) {
  if (point < kUnseen.front().first) return false;
  return std::ranges::any_of(kUnseen, [&](const Span& span) { return point >= span.first && point <= span.last; });
}

bool IsJoiner(std::uint32_t point) { return point == 0x200c || point == 0x200d; }
bool IsVariation(std::uint32_t point) { return point >= 0xfe00 && point <= 0xfe0f; }

// Signs that others may join or vary.
bool IsSign(std::uint32_t point) {
  return point >= 0xa0 && !IsUnseen(point) && !IsJoiner(point) && !IsVariation(point);
}

bool IsControl(std::uint32_t point) { return point < 0x20 || (point >= 0x7f && point < 0xa0); }

bool IsPlain(char c) { return c >= 0x20 && c < 0x7f; }

bool IsWord(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'; }

// What joins or varies nothing is not seen. `before`: what was written as it is right before it.
bool IsIdle(std::uint32_t point, std::uint32_t before, std::string_view text, std::size_t after) {
  if (!IsVariation(point) && !IsJoiner(point)) return false;
  std::size_t at = after;
  const std::uint32_t next = after < text.size() ? TakePoint(text, at) : 0;
  constexpr std::uint32_t kKeycap = 0x20e3;
  if (IsVariation(point)) return !IsSign(before) && next != kKeycap;
  return !((IsSign(before) || IsVariation(before)) && IsSign(next));
}

// "##", a word or none, "[": taken anywhere in a line.
bool IsHashCommand(std::string_view text) {
  if (!text.starts_with("##")) return false;
  std::size_t at = 2;
  while (at < text.size() && IsWord(text[at])) ++at;
  return at < text.size() && text[at] == '[';
}

// How long the white space is that ends before `at`, as runners trim lines: all of Unicode's. 0: there is none.
std::size_t SpaceBefore(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 25> kSpaces = {" ",
                                                               "\t",
                                                               "\v",
                                                               "\f",
                                                               "\xc2\x85",
                                                               "\xc2\xa0",
                                                               "\xe1\x9a\x80",
                                                               "\xe2\x80\x80",
                                                               "\xe2\x80\x81",
                                                               "\xe2\x80\x82",
                                                               "\xe2\x80\x83",
                                                               "\xe2\x80\x84",
                                                               "\xe2\x80\x85",
                                                               "\xe2\x80\x86",
                                                               "\xe2\x80\x87",
                                                               "\xe2\x80\x88",
                                                               "\xe2\x80\x89",
                                                               "\xe2\x80\x8a",
                                                               "\xe2\x80\xa8",
                                                               "\xe2\x80\xa9",
                                                               "\xe2\x80\xaf",
                                                               "\xe2\x81\x9f",
                                                               "\xe3\x80\x80",
                                                               "\x1c",
                                                               "\x1d"};
  const std::string_view before = text.substr(0, at);
  const auto* const space = std::ranges::find_if(kSpaces, [&](std::string_view one) { return before.ends_with(one); });
  return space == kSpaces.end() ? 0 : space->size();
}

// Where only white space, and colours, are before it in its line.
bool BeginsLine(std::string_view text, std::size_t at) {
  while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') {
    if (const std::size_t space = SpaceBefore(text, at); space > 0) {
      at -= space;
      continue;
    }
    --at;
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

std::string LongEscape(std::uint32_t point) {
  return point < 0x10000 ? JsonEscape(point) : fmt::format("\\U{:08x}", point);
}

// How much of `text`, which begins with an escape, is one of the colours that are written here; 0: it is none.
std::size_t ColourAt(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kColours = {
      "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m"};
  const auto* const colour =
      std::ranges::find_if(kColours, [&](std::string_view one) { return text.starts_with(one); });
  return colour == kColours.end() ? 0 : colour->size();
}

struct Keep {
  bool breaks;
  bool page;  // colours and tabs too
};

std::string Spelled(const std::string& valid, Keep keep) {
  std::string out;
  out.reserve(valid.size());
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < valid.size();) {
    const std::size_t begin = at;
    while (at < valid.size() && IsPlain(valid[at])) ++at;
    if (at > begin) {  // nearly everything, so at once
      out.append(valid, begin, at - begin);
      before = 0;
      continue;
    }
    const std::uint32_t point = TakePoint(valid, at);
    const std::size_t colour = keep.page && point == 0x1b ? ColourAt(std::string_view(valid).substr(begin)) : 0;
    if (colour > 0) at = begin + colour;
    const bool kept = colour > 0 || (point == '\n' && keep.breaks) || (point == '\t' && keep.page) ||
                      (!IsControl(point) && !IsUnseen(point) && !IsIdle(point, before, valid, at));
    before = kept ? point : 0;
    if (kept) {
      out.append(valid, begin, at - begin);
    } else if (point == '\n' || point == '\t' || point == '\r') {
      out += point == '\n' ? "\\n" : point == '\t' ? "\\t" : "\\r";
    } else {
      out += IsControl(point) ? fmt::format("\\x{:02x}", point) : fmt::format("\\u{{{:x}}}", point);
    }
  }
  return out;
}

// Outside of its texts JSON has none of this.
std::string WithEscapes(const std::string& json, std::string (*escape)(std::uint32_t)) {
  std::string out;
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t begin = at;
    const std::size_t command = CommandAt(json, at);
    const std::uint32_t point = TakePoint(json, at);
    const bool escaped =
        IsUnseen(point) || point == 0x7f || (point >= 0x80 && IsControl(point)) || IsIdle(point, before, json, at);
    before = escaped ? 0 : point;
    if (escaped) {
      out += escape(point);
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

}  // namespace

std::string SpelledOut(std::string_view text, Breaks breaks) {
  return Spelled(ToValidUtf8(text), {.breaks = breaks == Breaks::kKept, .page = false});
}

std::string HarmlessPage(std::string_view page) {
  return WithoutCommands(Spelled(ToValidUtf8(page), {.breaks = true, .page = true}));
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

std::string HarmlessJson(const std::string& json) { return WithEscapes(json, JsonEscape); }

std::string HarmlessQuoted(const std::string& quoted) { return WithEscapes(quoted, LongEscape); }

}  // namespace ic
