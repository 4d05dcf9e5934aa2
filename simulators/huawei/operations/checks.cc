#include "simulators/huawei/operations/checks.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/huawei/wire/error.h"

namespace ic::sim::huawei {
namespace {

constexpr std::size_t kMostName = 64;
constexpr std::size_t kMostDescription = 128;
constexpr std::size_t kMostTags = 10;
constexpr std::size_t kMostTagKey = 128;
constexpr std::size_t kMostTagValue = 255;

bool IsShape(const Json& value, Shape shape) {
  switch (shape) {
    case Shape::kText:
      return value.is_string();
    case Shape::kNumber:
      return value.is_number_integer();
    case Shape::kFlag:
      return value.is_boolean();
    case Shape::kList:
      return value.is_array();
    case Shape::kObject:
      return value.is_object();
  }
  return false;
}

std::string_view ShapeName(Shape shape) {
  switch (shape) {
    case Shape::kText:
      return "a string";
    case Shape::kNumber:
      return "an integer";
    case Shape::kFlag:
      return "a boolean";
    case Shape::kList:
      return "an array";
    case Shape::kObject:
      return "an object";
  }
  return "";
}

// Characters, not bytes.
std::size_t Length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool LetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

bool OnlyLettersDigitsAnd(std::string_view text, std::string_view more) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return LetterOrDigit(c) || more.find(c) != std::string_view::npos; });
}

Status CheckTag(const std::string& key, const std::string& value) {
  if (key.empty() || Length(key) > kMostTagKey || Trim(key) != key || key.starts_with("_sys_") ||
      !OnlyLettersDigitsAnd(key, " _.:=+-@")) {
    return ParameterError(
        fmt::format("the tag key {} must have 1 to {} letters, digits, spaces or _.:=+-@, no space at "
                    "its ends, and not begin with _sys_",
                    key, kMostTagKey));
  }
  if (Length(value) > kMostTagValue || !OnlyLettersDigitsAnd(value, " _.:/=+-@")) {
    return ParameterError(fmt::format("the value of the tag {} must have up to {} letters, digits, spaces or _.:/=+-@",
                                      key, kMostTagValue));
  }
  return OkStatus();
}

}  // namespace

Status CheckMembers(OperationCall& call, std::initializer_list<Member> known) {
  Json kept = Json::object();
  for (const auto& [name, value] : call.in.items()) {
    const auto* member =
        std::find_if(known.begin(), known.end(), [&, &key = name](const Member& one) { return one.name == key; });
    if (member == known.end()) {
      if (call.options.lenient) continue;
      return ParameterError(fmt::format("{} is not a parameter of this operation, or cannot be changed", name));
    }
    if (!IsShape(value, member->shape)) {
      return ParameterError(fmt::format("{} must be {}", name, ShapeName(member->shape)));
    }
    const bool texts = member->shape != Shape::kList || name == "tags" ||
                       std::all_of(value.begin(), value.end(), [](const Json& item) { return item.is_string(); });
    if (!texts) return ParameterError(fmt::format("{} must be an array of strings", name));
    kept[name] = value;
  }
  call.in = std::move(kept);
  return OkStatus();
}

bool Has(const Json& in, std::string_view name) { return in.find(name) != in.end(); }

std::string TextOf(const Json& in, std::string_view name, std::string_view otherwise) {
  const auto found = in.find(name);
  return found != in.end() && found->is_string() ? found->get<std::string>() : std::string(otherwise);
}

std::int64_t NumberOf(const Json& in, std::string_view name, std::int64_t otherwise) {
  const auto found = in.find(name);
  return found != in.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

bool FlagOf(const Json& in, std::string_view name) {
  const auto found = in.find(name);
  return found != in.end() && found->is_boolean() && found->get<bool>();
}

std::vector<std::string> ListOf(const Json& in, std::string_view name) {
  std::vector<std::string> texts;
  const auto found = in.find(name);
  if (found == in.end() || !found->is_array()) return texts;
  for (const Json& item : *found) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

Status CheckRequired(const Json& in, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (!Has(in, name)) return ParameterError(fmt::format("{} is required", name));
  }
  return OkStatus();
}

Status CheckChoice(const Json& in, std::string_view name, std::initializer_list<std::string_view> allowed) {
  if (!Has(in, name)) return OkStatus();
  const std::string value = TextOf(in, name);
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return OkStatus();
  return ParameterError(fmt::format("{} must be one of {}, not {}", name, fmt::join(allowed, ", "), value));
}

Status CheckRange(const Json& in, std::string_view name, std::int64_t least, std::int64_t most) {
  if (!Has(in, name)) return OkStatus();
  const std::int64_t value = NumberOf(in, name);
  if (value >= least && value <= most) return OkStatus();
  return ParameterError(fmt::format("{} must be from {} to {}, not {}", name, least, most, value));
}

Status CheckNames(const Json& in, std::size_t least) {
  const std::string name = TextOf(in, "name");
  if (Has(in, "name") || least > 0) {
    if (Length(name) < least || Length(name) > kMostName || !OnlyLettersDigitsAnd(name, "_-.")) {
      return ParameterError(
          fmt::format("name must have {} to {} letters, digits, underscores, hyphens or periods", least, kMostName));
    }
  }
  IC_RETURN_IF_ERROR(CheckLength(in, "description", kMostDescription));
  if (TextOf(in, "description").find_first_of("<>") != std::string::npos) {
    return ParameterError("description must not contain < or >");
  }
  return OkStatus();
}

Status CheckLength(const Json& in, std::string_view name, std::size_t most) {
  if (Length(TextOf(in, name)) <= most) return OkStatus();
  return ParameterError(fmt::format("{} must have up to {} characters", name, most));
}

StatusOr<Tags> ReadTags(const Json& list) {
  Tags tags;
  std::set<std::string> keys;
  for (const Json& tag : list) {
    if (!tag.is_object() || !tag.contains("key") || !tag["key"].is_string() ||
        (tag.contains("value") && !tag["value"].is_string())) {
      return ParameterError("a tag is an object with the strings key and value");
    }
    const std::string key = TextOf(tag, "key");
    const std::string value = TextOf(tag, "value");
    IC_RETURN_IF_ERROR(CheckTag(key, value));
    if (!keys.insert(key).second) return ParameterError(fmt::format("the tag key {} is there twice", key));
    tags.emplace_back(key, value);
  }
  IC_RETURN_IF_ERROR(CheckTagCount(tags));
  return tags;
}

Status CheckTagCount(const Tags& tags) {
  if (tags.size() <= kMostTags) return OkStatus();
  return ParameterError(fmt::format("a resource has {} tags at most", kMostTags));
}

}  // namespace ic::sim::huawei
