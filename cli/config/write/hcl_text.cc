#include "cli/config/write/hcl_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>

#include <fmt/format.h>

#include "base/harmless.h"

namespace ic::cli {
namespace {

constexpr std::size_t kHclWidth = 100;

bool IsIdentifierCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string Indent(int level) { return std::string(static_cast<std::size_t>(level) * 2, ' '); }

bool IsOneLine(const std::pair<std::string, std::string>& item) {
  return !item.first.empty() && item.second.find('\n') == std::string::npos;
}

}  // namespace

std::string HclString(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool sign = c == '$' || c == '%';
    if (sign && i + 2 < text.size() && text[i + 1] == c && text[i + 2] == '{') {
      // `$$${` would be read as `$$` and the beginning of a template.
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else if (sign && i + 1 < text.size() && text[i + 1] == '{') {
      quoted += c;
      quoted += c;
    } else if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\r') {
      quoted += "\\r";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<std::uint8_t>(c)));
    } else {
      quoted += c;
    }
  }
  return HarmlessQuoted(quoted + '"');
}

std::string HclLines(const HclItems& items, int level) {
  std::string lines;
  for (std::size_t i = 0; i < items.size();) {
    std::size_t end = i;
    std::size_t width = 0;
    for (; end < items.size() && IsOneLine(items[end]); ++end) width = std::max(width, items[end].first.size());
    for (; i < end; ++i) lines += fmt::format("{}{:<{}} = {}\n", Indent(level), items[i].first, width, items[i].second);
    if (i >= items.size()) break;
    const auto& [name, expression] = items[i++];
    lines += name.empty() ? fmt::format("{}# {}\n", Indent(level), expression)
                          : fmt::format("{}{} = {}\n", Indent(level), name, expression);
  }
  return lines;
}

std::string HclObject(const HclItems& items, int level) {
  return items.empty() ? "{}" : fmt::format("{{\n{}{}}}", HclLines(items, level + 1), Indent(level));
}

std::string HclList(const std::vector<std::string>& elements, int level) {
  std::string list = fmt::format("[{}]", fmt::join(elements, ", "));
  if (list.size() <= kHclWidth) return list;
  list = "[\n";
  for (const std::string& element : elements) list += fmt::format("{}{},\n", Indent(level + 1), element);
  return list + Indent(level) + "]";
}

std::map<std::string, std::string> HclIdentifiers(const std::vector<std::string>& names) {
  std::map<std::string, std::string> identifiers;
  std::set<std::string> taken;
  const auto plain = [](const std::string& name) { return std::ranges::all_of(name, IsIdentifierCharacter); };
  for (const std::string& name : names) {
    if (plain(name)) identifiers[name] = *taken.insert(name).first;
  }
  for (const std::string& name : names) {
    if (plain(name)) continue;
    std::string identifier = name;
    std::ranges::replace_if(
        identifier, [](char c) { return !IsIdentifierCharacter(c); }, '_');
    const std::string base = identifier;
    for (int n = 2; !taken.insert(identifier).second; ++n) identifier = fmt::format("{}_{}", base, n);
    identifiers[name] = identifier;
  }
  return identifiers;
}

}  // namespace ic::cli
