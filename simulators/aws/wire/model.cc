#include "simulators/aws/wire/model.h"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/wire/error.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

Status WrongType(const Json& value, std::string_view path, std::string_view wanted) {
  return AwsError("SerializationException", fmt::format("{} at '{}' can not be converted to {}",
                                                        value.is_string()    ? "STRING_VALUE"
                                                        : value.is_number()  ? "NUMBER_VALUE"
                                                        : value.is_boolean() ? "BOOLEAN_VALUE"
                                                        : value.is_array()   ? "START_ARRAY"
                                                                             : "START_OBJECT",
                                                        path, wanted));
}

Status Violation(std::string_view value, std::string_view path, std::string_view constraint) {
  return ValidationError(
      fmt::format("1 validation error detected: Value {} at '{}' failed to satisfy constraint: Member must {}", value,
                  path, constraint));
}

std::size_t Characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Letters, separators and numbers of any script, and _ . : / = + - @. Of the characters beyond ASCII all are taken: no
// table of categories is at hand, and refusing what the service takes would be worse.
bool TagCharacters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || std::string_view(" _.:/=+-@").find(c) != std::string_view::npos;
  });
}

bool FitsInt(const Json& value) {
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= INT32_MAX;
  return value.get<std::int64_t>() >= INT32_MIN;
}

std::string Join(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

}  // namespace

const Model& Model::Get() {
  static const Model model(kModelTable);
  return model;
}

Model::Model(std::string_view table) {
  std::vector<std::string> statement;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(' ') && !statement.empty()) {
      Read(statement);
      statement.clear();
    }
    std::istringstream words(line);
    for (std::string word; words >> word;) statement.push_back(word);
  }
  if (!statement.empty()) Read(statement);
}

void Model::Read(const std::vector<std::string>& words) {
  const std::string& kind = words.at(0);
  const std::string& name = words.at(1);
  const std::vector<std::string> rest(words.begin() + 2, words.end());
  if (kind == "enum") {
    enums_[name] = rest;
  } else if (kind == "text") {
    texts_[name] = {std::stoul(rest.at(0)), std::stoul(rest.at(1)), rest.size() > 2};
  } else if (kind == "list") {
    lists_[name] = {rest.at(0), std::stoul(rest.at(1).substr(4))};
  } else {
    Members& members = kind == "op" ? operations_[name] : structs_[name];
    for (const std::string& word : rest) {
      const std::size_t mark = word.find_first_of(":!");
      members.push_back({word.substr(0, mark), word.substr(mark + 1), word[mark] == '!'});
    }
  }
}

Status Model::Check(std::string_view operation, const Json& input, bool lenient) const {
  return CheckMembers(operations_.at(std::string(operation)), input, "", lenient);
}

Status Model::CheckMembers(const Members& members, const Json& value, const std::string& path, bool lenient) const {
  if (!value.is_object()) return WrongType(value, path, "a structure");
  for (const Member& member : members) {
    const auto found = value.find(member.name);
    if (found == value.end()) {
      if (member.required) return Violation("null", Join(path, member.name), "not be null");
      continue;
    }
    IC_RETURN_IF_ERROR(CheckValue(member.type, *found, Join(path, member.name), lenient));
  }
  for (const auto& [name, unused] : value.items()) {
    const auto known = [&name = name](const Member& member) { return member.name == name; };
    if (!lenient && std::none_of(members.begin(), members.end(), known)) {
      return ValidationError(fmt::format("The member '{}' is not in the service model", Join(path, name)));
    }
  }
  return OkStatus();
}

Status Model::CheckValue(const std::string& type, const Json& value, const std::string& path, bool lenient) const {
  if (type == "int" || type == "long") {
    if (!value.is_number_integer() || (type == "int" && !FitsInt(value))) {
      return WrongType(value, path, type == "int" ? "an Integer" : "a Long");
    }
    return OkStatus();
  }
  if (type == "bool") return value.is_boolean() ? OkStatus() : WrongType(value, path, "a Boolean");
  if (const auto list = lists_.find(type); list != lists_.end()) {
    return CheckList(list->second, value, path, lenient);
  }
  if (const auto structure = structs_.find(type); structure != structs_.end()) {
    return CheckMembers(structure->second, value, path, lenient);
  }
  if (!value.is_string()) return WrongType(value, path, "a String");
  return CheckText(type, value, path);
}

Status Model::CheckList(const List& list, const Json& value, const std::string& path, bool lenient) const {
  if (!value.is_array()) return WrongType(value, path, "a list");
  if (value.size() < list.min) {
    return Violation("'[]'", path, fmt::format("have length greater than or equal to {}", list.min));
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    IC_RETURN_IF_ERROR(CheckValue(list.element, value[i], fmt::format("{}.{}.member", path, i + 1), lenient));
  }
  return OkStatus();
}

Status Model::CheckText(const std::string& type, const Json& value, const std::string& path) const {
  const auto text = value.get<std::string>();
  const std::string quoted = fmt::format("'{}'", text);
  if (const auto values = enums_.find(type); values != enums_.end()) {
    if (std::find(values->second.begin(), values->second.end(), text) != values->second.end()) return OkStatus();
    return Violation(quoted, path, fmt::format("satisfy enum value set: [{}]", fmt::join(values->second, ", ")));
  }
  const auto rule = texts_.find(type);
  if (rule == texts_.end()) return OkStatus();
  if (Characters(text) > rule->second.max) {
    return Violation(quoted, path, fmt::format("have length less than or equal to {}", rule->second.max));
  }
  if (Characters(text) < rule->second.min) {
    return Violation(quoted, path, fmt::format("have length greater than or equal to {}", rule->second.min));
  }
  if (rule->second.tag_characters && !TagCharacters(text)) {
    return Violation(quoted, path, R"(satisfy regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$)");
  }
  return OkStatus();
}

Json WithoutNulls(const Json& value) {
  if (value.is_object()) {
    Json kept = Json::object();
    for (const auto& [name, member] : value.items()) {
      if (!member.is_null()) kept[name] = WithoutNulls(member);
    }
    return kept;
  }
  if (value.is_array()) {
    Json kept = Json::array();
    for (const Json& element : value) kept.push_back(WithoutNulls(element));
    return kept;
  }
  return value;
}

}  // namespace ic::sim::aws
