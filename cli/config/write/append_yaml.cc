#include "cli/config/write/append_yaml.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::cli {
namespace {

using YamlLines = std::vector<std::string>;
constexpr std::size_t kOurIndent = 2;

YamlLines LinesOf(std::string_view text) {
  YamlLines lines = Split(text, '\n');
  if (lines.back().empty()) lines.pop_back();
  for (std::string& line : lines) {
    if (line.ends_with('\r')) line.pop_back();
  }
  return lines;
}

std::size_t IndentOf(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }
bool IsBlank(const std::string& line) { return Trim(line).empty(); }
bool IsComment(const std::string& line) { return Trim(line).starts_with('#'); }
// Something of the document's first level.
bool IsTopLevel(const std::string& line) { return !IsBlank(line) && IndentOf(line) == 0 && line.front() != '#'; }

// What stands behind `name:` if the line begins so.
std::optional<std::string> RestOf(const std::string& line, const std::string& name) {
  for (const std::string& key : {name, '"' + name + '"', '\'' + name + '\''}) {
    if (!line.starts_with(key)) continue;
    const std::string_view rest = Trim(std::string_view(line).substr(key.size()));
    if (!rest.starts_with(':')) continue;
    const std::string_view value = Trim(rest.substr(1));
    return std::string(value.starts_with('#') ? std::string_view() : value);
  }
  return std::nullopt;
}

struct Section {
  std::string name;
  YamlLines body;
};

std::vector<Section> SectionsOf(std::string_view addition) {
  std::vector<Section> sections;
  for (const std::string& line : LinesOf(addition)) {
    if (IsTopLevel(line)) {
      sections.push_back({line.substr(0, line.find(':')), {}});
    } else if (!IsBlank(line) && !sections.empty()) {
      sections.back().body.push_back(line);
    }
  }
  return sections;
}

// Lines [begin, end) below the key; of it the last one that belongs to it, and how far its children are indented.
struct Place {
  std::size_t after = 0;
  std::size_t indent = kOurIndent;
};

Place PlaceIn(const YamlLines& lines, std::size_t key) {
  Place place{key, 0};
  for (std::size_t i = key + 1; i < lines.size() && !IsTopLevel(lines[i]); ++i) {
    if (IsBlank(lines[i]) || IndentOf(lines[i]) == 0) continue;
    if (place.indent == 0 && !IsComment(lines[i])) place.indent = IndentOf(lines[i]);
    place.after = i;
  }
  if (place.indent == 0) place.indent = kOurIndent;
  return place;
}

void Insert(YamlLines& lines, const Place& place, const YamlLines& body) {
  YamlLines shifted;
  for (const std::string& line : body) shifted.push_back(std::string(place.indent, ' ') + line.substr(kOurIndent));
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place.after) + 1, shifted.begin(), shifted.end());
}

Status AddSection(YamlLines& lines, const Section& section) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto rest = RestOf(lines[i], section.name);
    if (!rest) continue;
    if (*rest == "{}") lines[i] = section.name + ":";
    if (!rest->empty() && *rest != "{}") {
      return FailedPreconditionError(
          fmt::format("its section '{}' (line {}) is not written as one object a line, so none can be added: write to "
                      "another file, and read both with -f",
                      section.name, i + 1));
    }
    Insert(lines, PlaceIn(lines, i), section.body);
    return OkStatus();
  }
  if (!lines.empty() && !IsBlank(lines.back())) lines.emplace_back();
  lines.push_back(section.name + ":");
  lines.insert(lines.end(), section.body.begin(), section.body.end());
  return OkStatus();
}

Status CheckOneDocument(const YamlLines& lines) {
  bool content = false;
  for (const std::string& line : lines) {
    const bool marker = line == "..." || line == "---" || line.starts_with("--- ");
    if (marker && (content || line == "...")) {
      return FailedPreconditionError("it holds marks of several documents, so nothing can be added at its end");
    }
    if (!content && !IsBlank(line) && line.front() == '{') {
      return FailedPreconditionError("it is written in braces, so no lines can be added: write to another file");
    }
    content = content || IsTopLevel(line);
  }
  return OkStatus();
}

}  // namespace

StatusOr<std::string> AppendYaml(std::string_view existing, std::string_view addition) {
  const std::string end = existing.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  YamlLines lines = LinesOf(existing);
  IC_RETURN_IF_ERROR(CheckOneDocument(lines));
  for (const Section& section : SectionsOf(addition)) IC_RETURN_IF_ERROR(AddSection(lines, section));
  std::string text;
  for (const std::string& line : lines) text += line + end;
  return text;
}

}  // namespace ic::cli
