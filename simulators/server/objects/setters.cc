#include "simulators/server/objects/setters.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic::sim {

using Json = nlohmann::json;

Setter SetText(std::string& target) {
  return [&target](const Json& value) { target = value.get<std::string>(); };
}

Setter SetFlag(bool& target) {
  return [&target](const Json& value) { target = value.get<bool>(); };
}

Setter SetTags(Tags& tags) {
  return [&tags](const Json& value) {
    if (value.is_array()) tags.clear();
    for (const auto& [name, item] : value.items()) {
      const std::string key = value.is_array() ? item.at("key").get<std::string>() : name;
      std::erase_if(tags, [&](const auto& tag) { return tag.first == key; });
      const Json text = value.is_array() ? item.value("value", Json("")) : item;
      if (!text.is_null()) tags.emplace_back(key, text.get<std::string>());
    }
  };
}

Status ApplySetters(const Setters& setters, const Json& members, std::string_view kind) {
  if (!members.is_object()) return InvalidArgumentError("the members must be a JSON object");
  for (const auto& [name, value] : members.items()) {
    const auto setter = setters.find(name);
    if (setter == setters.end()) {
      return InvalidArgumentError(fmt::format("\"{}\" is not a member of {} that can be set", name, kind));
    }
    try {
      setter->second(value);
    } catch (const Json::exception& failure) {
      return InvalidArgumentError(fmt::format("\"{}\" of {}: {}", name, kind, failure.what()));
    }
  }
  return OkStatus();
}

}  // namespace ic::sim
