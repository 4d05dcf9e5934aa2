#include "simulators/alibaba/wire/input.h"

#include <charconv>
#include <map>

#include "base/text.h"

namespace ic::sim::alibaba {
namespace {

// "Tag.3.Key" with the name "Tag" → 3 and "Key"; the rest is empty for "Tag.3".
std::optional<std::pair<std::int64_t, std::string>> SplitIndexed(std::string_view key, std::string_view name) {
  if (!key.starts_with(name) || key.size() <= name.size() || key[name.size()] != '.') return std::nullopt;
  key.remove_prefix(name.size() + 1);
  const std::size_t dot = key.find('.');
  const auto index = ReadNumber(key.substr(0, dot));
  if (!index) return std::nullopt;
  return std::pair(*index, dot == std::string_view::npos ? "" : std::string(key.substr(dot + 1)));
}

}  // namespace

std::optional<std::int64_t> ReadNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string Input::Text(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? "" : found->second;
}

std::int64_t Input::Number(const std::string& name, std::int64_t otherwise) const {
  return ReadNumber(Text(name)).value_or(otherwise);
}

bool Input::Flag(const std::string& name) const { return ToLowerAscii(Text(name)) == "true"; }

std::vector<std::string> Input::List(std::string_view name) const {
  std::map<std::int64_t, std::string> ordered;
  for (const auto& [key, value] : values_) {
    const auto part = SplitIndexed(key, name);
    if (part && part->second.empty()) ordered[part->first] = value;
  }
  std::vector<std::string> list;
  for (auto& [index, value] : ordered) list.push_back(std::move(value));
  return list;
}

std::vector<Input> Input::Structures(std::string_view name) const {
  std::map<std::int64_t, Parameters> ordered;
  for (const auto& [key, value] : values_) {
    const auto part = SplitIndexed(key, name);
    if (part && !part->second.empty()) ordered[part->first][part->second] = value;
  }
  std::vector<Input> list;
  for (auto& [index, values] : ordered) list.emplace_back(std::move(values));
  return list;
}

}  // namespace ic::sim::alibaba
