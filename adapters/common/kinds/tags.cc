#include "adapters/common/kinds/tags.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/contract/mark.h"

namespace ic {
namespace {

constexpr char kNonceBegins = '.';

std::map<std::string, std::string> MarkTags(const Marks& marks) {
  std::map<std::string, std::string> tags;
  if (!marks.mark.empty()) tags.emplace(kMarkTag, MarkText(marks));
  if (!marks.owner.empty()) tags.emplace(kOwnerTag, OwnerAsMarked(marks.owner));
  if (!marks.group.empty()) tags.emplace(kGroupTag, marks.group);
  return tags;
}

std::map<std::string, std::string> ToMap(const Value& tags) {
  std::map<std::string, std::string> map;
  if (tags.kind() != Value::Kind::kMap) return map;
  for (const auto& [key, value] : tags.fields()) {
    if (value.kind() == Value::Kind::kString) map.emplace(key, value.AsString());
  }
  return map;
}

}  // namespace

std::string MarkText(const Marks& marks) {
  return marks.nonce.empty() ? marks.mark : marks.mark + kNonceBegins + marks.nonce;
}

void ReadMarkText(std::string_view text, Marks& marks) {
  const std::size_t dot = text.find(kNonceBegins);
  marks.mark = text.substr(0, dot);
  marks.nonce = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
}

bool HasMark(const nlohmann::json& object, std::string_view mark) {
  if (mark.empty()) return false;
  const nlohmann::json& tags = ListOf(object, "tags");
  return std::any_of(tags.begin(), tags.end(), [mark](const nlohmann::json& tag) {
    if (TextViewOf(tag, "key") != kMarkTag) return false;
    const std::string_view text = TextViewOf(tag, "value");
    return text.starts_with(mark) && (text.size() == mark.size() || text[mark.size()] == kNonceBegins);
  });
}

std::vector<std::string> MarksIn(const nlohmann::json& object) {
  std::vector<std::string> marks;
  for (const nlohmann::json& tag : ListOf(object, "tags")) {
    if (TextViewOf(tag, "key") != kMarkTag) continue;
    Marks read;
    ReadMarkText(TextViewOf(tag, "value"), read);
    if (!read.mark.empty()) marks.push_back(std::move(read.mark));
  }
  return marks;
}

TagSplit SplitTags(const nlohmann::json& object, std::string_view vendor_prefix) {
  TagSplit split;
  for (const nlohmann::json& tag : ListOf(object, "tags")) {
    std::string key = TextOf(tag, "key");
    std::string value = TextOf(tag, "value");
    if (key == kMarkTag) {
      ReadMarkText(value, split.marks);
    } else if (key == kOwnerTag) {
      split.marks.owner = std::move(value);
    } else if (key == kGroupTag) {
      split.marks.group = std::move(value);
    } else if (!key.empty() && !key.starts_with(kReservedTagPrefix) &&
               (vendor_prefix.empty() || !key.starts_with(vendor_prefix))) {
      split.user.emplace(std::move(key), std::move(value));
    }
  }
  return split;
}

nlohmann::json TagList(const std::map<std::string, std::string>& tags) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto& [key, value] : tags) list.push_back({{"key", key}, {"value", value}});
  return list;
}

nlohmann::json TagList(const Value& user_tags, const Marks& marks) {
  std::map<std::string, std::string> tags = ToMap(user_tags);
  tags.merge(MarkTags(marks));
  return TagList(tags);
}

Value TagsValue(const std::map<std::string, std::string>& user, const Value& prior) {
  if (user.empty() && prior.kind() != Value::Kind::kMap) return Value::Null();
  Value::Fields fields;
  for (const auto& [key, value] : user) fields.emplace_back(key, Value::String(value));
  return Value::Map(std::move(fields));
}

TagChange ChangeOfTags(const TagSplit& live, const Value& prior_tags, const Value& desired_tags,
                       const Marks& desired_marks) {
  std::map<std::string, std::string> existing = live.user;
  existing.merge(MarkTags(live.marks));
  std::map<std::string, std::string> wanted = ToMap(desired_tags);
  TagChange change;
  for (const auto& [key, value] : ToMap(prior_tags)) {
    if (!wanted.contains(key) && existing.contains(key)) change.removed.push_back(key);
  }
  if (desired_marks.group.empty() && !live.marks.group.empty()) change.removed.emplace_back(kGroupTag);
  if (desired_marks.no_owner && !live.marks.owner.empty()) change.removed.emplace_back(kOwnerTag);
  wanted.merge(MarkTags(desired_marks));
  std::erase_if(wanted, [&](const auto& tag) {
    const auto found = existing.find(tag.first);
    return found != existing.end() && found->second == tag.second;
  });
  change.set = std::move(wanted);
  return change;
}

}  // namespace ic
