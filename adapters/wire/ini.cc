#include "adapters/wire/ini.h"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {
namespace {

struct ValueLine {
  std::size_t number;
  std::string text;
};

using RawSection = std::map<std::string, std::vector<ValueLine>>;

// Reads line by line, with the state a continuation line depends on.
class Parser {
 public:
  explicit Parser(std::string_view path) : path_(path) {}

  Status Line(std::size_t number, std::string_view line);
  StatusOr<IniFile> Finish() &&;

 private:
  Status Fail(std::size_t number, std::string_view what) const {
    return InvalidArgumentError(fmt::format("{}:{}: {}", path_, number, what));
  }
  Status Header(std::size_t number, std::string_view text);
  Status Option(std::size_t number, std::string_view text);
  Status Store(const std::string& key, const std::vector<ValueLine>& lines, IniSection& section) const;

  // Its options stand in every section, as RawConfigParser has it.
  static constexpr std::string_view kDefaults = "DEFAULT";

  const std::string_view path_;
  std::map<std::string, RawSection> sections_;
  RawSection* section_ = nullptr;
  std::string section_name_;
  std::vector<ValueLine>* value_ = nullptr;  // of the option that a deeper line would continue
  std::size_t indent_ = 0;
  std::set<std::pair<std::string, std::string>> seen_;
};

Status Parser::Line(std::size_t number, std::string_view line) {
  const std::string_view text = Trim(line);
  if (text.starts_with('#') || text.starts_with(';')) return OkStatus();
  if (text.empty()) {
    if (value_ != nullptr) value_->push_back({number, ""});
    return OkStatus();
  }
  const auto indent = static_cast<std::size_t>(text.data() - line.data());
  if (value_ != nullptr && indent > indent_) {
    value_->push_back({number, std::string(text)});
    return OkStatus();
  }
  indent_ = indent;
  const std::size_t close = text.rfind(']');
  if (text.starts_with('[') && close != std::string_view::npos && close > 1) {
    return Header(number, text.substr(1, close - 1));
  }
  return Option(number, text);
}

Status Parser::Header(std::size_t number, std::string_view text) {
  section_name_ = text;
  if (section_name_ != kDefaults && sections_.contains(section_name_)) {
    return Fail(number, fmt::format("section [{}] is in the file twice; merge the two", text));
  }
  section_ = &sections_[section_name_];
  value_ = nullptr;
  return OkStatus();
}

// Nothing of the line is quoted in an error: a line that is out of place may be a key.
Status Parser::Option(std::size_t number, std::string_view text) {
  if (section_ == nullptr) return Fail(number, "a section such as [default] must come before the first key");
  const std::size_t delimiter = text.find_first_of("=:");
  if (delimiter == std::string_view::npos) {
    return Fail(number, "expected \"key = value\", a [section] or a comment");
  }
  const std::string key = ToLowerAscii(Trim(text.substr(0, delimiter)));
  if (key.empty()) return Fail(number, "there is no key before the delimiter");
  if (!seen_.emplace(section_name_, key).second) {
    return Fail(number, fmt::format("key {} is in section [{}] twice", key, section_name_));
  }
  value_ = &(*section_)[key];
  *value_ = {{number, std::string(Trim(text.substr(delimiter + 1)))}};
  return OkStatus();
}

Status Parser::Store(const std::string& key, const std::vector<ValueLine>& lines, IniSection& section) const {
  std::size_t count = lines.size();
  while (count > 1 && lines[count - 1].text.empty()) --count;
  const bool nested = count > 1 && lines[0].text.empty();
  if (!nested) {
    std::string value = lines[0].text;
    for (std::size_t i = 1; i < count; ++i) value += "\n" + lines[i].text;
    section[key] = std::move(value);
    return OkStatus();
  }
  for (std::size_t i = 1; i < count; ++i) {
    const std::string_view text = lines[i].text;
    if (text.empty()) continue;
    const std::size_t delimiter = text.find('=');
    if (delimiter == std::string_view::npos) {
      return Fail(lines[i].number, fmt::format("expected \"key = value\" inside {}", key));
    }
    section[fmt::format("{}.{}", key, Trim(text.substr(0, delimiter)))] = Trim(text.substr(delimiter + 1));
  }
  return OkStatus();
}

StatusOr<IniFile> Parser::Finish() && {
  RawSection defaults;
  if (auto node = sections_.extract(std::string(kDefaults))) defaults = std::move(node.mapped());
  IniFile file;
  for (auto& [name, options] : sections_) {
    for (const auto& [key, lines] : defaults) options.try_emplace(key, lines);
    IniSection& section = file[name];
    for (const auto& [key, lines] : options) IC_RETURN_IF_ERROR(Store(key, lines, section));
  }
  return file;
}

}  // namespace

StatusOr<IniFile> ParseIni(std::string_view text, std::string_view path) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Parser parser(path);
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    IC_RETURN_IF_ERROR(parser.Line(++number, text.substr(0, end)));
    const bool pair = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (pair ? 2 : 1), text.size()));
  }
  return std::move(parser).Finish();
}

}  // namespace ic
