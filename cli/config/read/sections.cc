#include "cli/config/read/sections.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/owner_name.h"
#include "base/text.h"
#include "cli/config/read/values.h"
#include "cli/config/vocabulary/section_names.h"

namespace ic::cli {

bool Sections::Read(const Yaml& key, const Yaml& value) {
  const std::string_view name = key.text();
  if (name.starts_with(section::kFree)) return true;
  if (name == section::kVersion) {
    ReadVersion(value);
  } else if (name == section::kClouds) {
    ReadClouds(value);
  } else if (name == section::kOwner) {
    ReadOwner(value);
  } else if (name == section::kLimits) {
    ReadLimits(value);
  } else if (name == section::kAllowDisruption) {
    ReadAllowDisruption(value);
  } else if (name == section::kMoved) {
    ReadMoved(value);
  } else if (name == section::kDrift) {
    ReadDrift(value);
  } else if (const Field* setting = FindField(TagSettingFields(), name)) {
    ReadTagSetting(*setting, key, value);
  } else {
    return false;
  }
  return true;
}

void Sections::Finish(const Places& objects, bool complete) {
  CheckLimits();
  CheckMoves(objects, complete);
  CheckIgnores(objects, complete);
}

bool Sections::IsMap(std::string_view name, const Yaml& value) {
  if (value.type() == YamlType::kMap) return true;
  // A section of which everything is commented out.
  if (value.type() != YamlType::kNull) {
    report_.Error(value, "Wrong type", fmt::format("`{}` takes a map, and this is {}.", name, TypeWords(value)));
  }
  return false;
}

void Sections::Contradiction(std::string_view what, const Yaml& at, Position before) {
  report_.Error(
      at, "Contradiction",
      fmt::format("{} is already given at {}, with another value. Only one can hold.", what, report_.Place(before)));
}

void Sections::ReadVersion(const Yaml& value) {
  if (value.type() == YamlType::kScalar && value.text() == "1") return;
  report_.Error(value, "Unknown version",
                "This program reads version 1 of the format. Write `version: 1`, or use a newer one.");
}

void Sections::ReadOwner(const Yaml& value) {
  ValueContext context{report_, sources_, std::nullopt};
  const std::optional<Text> text = ReadText(section::kOwner, value, {}, context);
  if (!text) return;
  if (owner_.line != 0 && set_.owner != text->value) {
    Contradiction("`owner`", value, owner_);
    return;
  }
  if (const std::string fault = text->known ? FaultOfOwnerName(text->value) : ""; !fault.empty()) {
    report_.Error(value, "Not the name of an owner",
                  fmt::format("`owner` cannot be that: {}. Leave it out to have none.", fault));
    return;
  }
  set_.owner = text->value;
  owner_ = PositionOf(value);
}

void Sections::ReadLimits(const Yaml& value) {
  if (!IsMap(section::kLimits, value)) return;
  const Field number{.name = "limit", .type = FieldType::kInteger};
  ValueContext context{report_, sources_, std::nullopt};
  for (const Yaml::Entry& entry : value.Entries()) {
    const std::string id(entry.key.text());
    const std::optional<Value> read =
        ReadValue(number, entry.value, AttributePath(section::kLimits).Element(id), context);
    if (!read || read->is_unknown()) continue;
    const std::int64_t max = *read->AsNumber().ToInt64();
    const auto before = limits_.find(id);
    if (before != limits_.end() && set_.limits[id] != max) {
      Contradiction(fmt::format("The limit `{}`", id), entry.value, before->second);
      continue;
    }
    set_.limits[id] = max;
    limits_[id] = PositionOf(entry.key);
  }
}

void Sections::CheckLimits() {
  const Diagnostics diagnostics = AuditOverrides(vocabulary_.factory().traits(), set_.limits, section::kLimits);
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    const auto* key = diagnostic.path.steps().size() == 2
                          ? std::get_if<AttributePath::Key>(&diagnostic.path.steps().back())
                          : nullptr;
    const std::string id = key == nullptr ? "" : key->value;
    report_.Error(limits_[id], diagnostic.summary, diagnostic.detail, {std::nullopt, diagnostic.path});
    set_.limits.erase(id);
  }
}

void Sections::ReadAllowDisruption(const Yaml& value) {
  const Field list{.name = std::string(section::kAllowDisruption), .type = FieldType::kStringList};
  if (value.type() == YamlType::kNull) return;
  ValueContext context{report_, sources_, std::nullopt};
  const std::optional<Value> read = ReadValue(list, value, section::kAllowDisruption, context);
  if (!read) return;
  for (const Value& element : read->elements()) {
    if (element.is_known()) set_.allow_disruption.insert(element.AsString());
  }
}

void Sections::ReadTagSetting(const Field& field, const Yaml& key, const Yaml& value) {
  if (!IsMap(field.name, value)) return;
  ValueContext context{report_, sources_, std::nullopt};
  std::optional<Value> read = ReadValue(field, value, AttributePath(field.name), context);
  if (!read) return;
  const auto before = set_.tag_settings.find(field.name);
  if (before != set_.tag_settings.end() && !(before->second == *read)) {
    Contradiction(fmt::format("`{}`", field.name), value, set_.tag_settings_at[field.name]);
    return;
  }
  set_.tag_settings[field.name] = *std::move(read);
  set_.tag_settings_at.try_emplace(field.name, PositionOf(key));
}

}  // namespace ic::cli
