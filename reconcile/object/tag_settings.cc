#include "reconcile/object/tag_settings.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

bool IsMap(const Value& value) { return value.kind() == Value::Kind::kMap; }

// True if `tags` has that very entry.
bool Says(const Value& tags, const std::string& key, const Value& value) {
  return IsMap(tags) && value.is_known() && tags.Get(key) == value;
}

template <typename Keeps>
Value Filtered(const Value& tags, const Keeps& keeps) {
  Value::Fields fields;
  for (const auto& [key, value] : tags.fields()) {
    if (!value.is_null() && keeps(key, value)) fields.emplace_back(key, value);
  }
  return Value::Map(std::move(fields));
}

// A prefix of which a mark of ours begins with, or that begins as they do.
bool HidesMarks(std::string_view prefix) {
  return kReservedTagPrefix.starts_with(prefix) || prefix.starts_with(kReservedTagPrefix);
}

void RefuseHiding(std::string_view list, const std::string& what, Diagnostics& diagnostics) {
  diagnostics.AddError(
      AttributePath(field::kIgnoreTags).Attribute(list), "Marks cannot be ignored",
      fmt::format(
          "\"{}\" in `ignore_tags.{}` would hide the tags by which Interconnect knows what it made, which begin "
          "with \"{}\". Take it out: they are shown in no `tags`, and nobody has to ignore them.",
          what, list, kReservedTagPrefix));
}

// No condition on other fields.
bool IsUnsupported(const VendorTraits& traits, Kind kind) {
  return std::ranges::any_of(traits.limits, [kind](const Limit& limit) {
    return limit.kind == kind && limit.field == field::kTags && limit.when_field.empty() &&
           std::holds_alternative<Unsupported>(limit.allowed);
  });
}

bool HasTags(const VendorTraits& traits, Kind kind) {
  const bool none = std::ranges::any_of(traits.capabilities, [](const CapabilityRow& row) {
    return row.what == Capability::kTags && row.support == Support::kNo;
  });
  return !none && FindField(NeutralFields(kind), field::kTagsAll) != nullptr && !IsUnsupported(traits, kind);
}

}  // namespace

TagSettings TagSettingsFrom(const Value& default_tags, const Value& ignore_tags) {
  TagSettings settings;
  settings.defaults = default_tags.Get("tags");
  const auto read = [&ignore_tags](std::string_view name, std::set<std::string>& texts) {
    const Value& list = ignore_tags.Get(name);
    if (list.kind() != Value::Kind::kSet && list.kind() != Value::Kind::kList) return;
    for (const Value& text : list.elements()) {
      if (text.kind() == Value::Kind::kString) texts.insert(text.AsString());
    }
  };
  read("keys", settings.ignored);
  read("key_prefixes", settings.ignored_prefix);
  return settings;
}

bool TagSettings::has_defaults() const {
  if (defaults.is_unknown()) return true;
  return IsMap(defaults) &&
         std::ranges::any_of(defaults.fields(), [](const auto& entry) { return !entry.second.is_null(); });
}

bool TagSettings::Ignores(std::string_view key) const {
  return ignored.contains(std::string(key)) ||
         std::ranges::any_of(ignored_prefix, [key](const std::string& prefix) { return key.starts_with(prefix); });
}

Diagnostics CheckTagSettings(const TagSettings& settings) {
  Diagnostics diagnostics;
  for (const std::string& key : settings.ignored) {
    if (key.starts_with(kReservedTagPrefix)) RefuseHiding("keys", key, diagnostics);
  }
  for (const std::string& prefix : settings.ignored_prefix) {
    if (HidesMarks(prefix)) RefuseHiding("key_prefixes", prefix, diagnostics);
  }
  if (!IsMap(settings.defaults)) return diagnostics;
  for (const auto& [key, value] : settings.defaults.fields()) {
    const AttributePath path = AttributePath(field::kDefaultTags).Attribute("tags").Element(key);
    if (key.starts_with(kReservedTagPrefix)) {
      diagnostics.AddError(
          path, "Tag key is reserved",
          fmt::format("`default_tags` has the tag \"{}\", and keys that begin with \"{}\" are kept for "
                      "Interconnect's own marks. Choose another key.",
                      key, kReservedTagPrefix));
    } else if (settings.Ignores(key)) {
      diagnostics.AddError(path, "Tag is set and ignored",
                           fmt::format("`default_tags` has the tag \"{}\", and `ignore_tags` says that it is not to be "
                                       "touched. Take it out of one of the two.",
                                       key));
    }
  }
  return diagnostics;
}

bool TakesDefaultTags(const VendorTraits& traits, Kind kind, const Value& object, std::string_view own_account) {
  const auto others_tag = [&](const KeyField& row) {
    return row.kind == kind && !ValueAt(object, row.field).is_null();
  };
  if (!HasTags(traits, kind) || std::ranges::any_of(traits.tagged_by_others, others_tag)) return false;
  return std::ranges::none_of(traits.accounts, [&](const KeyField& row) {
    const Value value = row.kind == kind ? ValueAt(object, row.field) : Value::Null();
    return value.kind() == Value::Kind::kString && !value.AsString().empty() && value.AsString() != own_account;
  });
}

Value AllTags(const TagSettings& settings, const Value& own) {
  if (settings.defaults.is_unknown() || !own.IsWhollyKnown()) return Value::Unknown();
  Value::Fields all;
  if (IsMap(settings.defaults)) {
    for (const auto& [key, value] : settings.defaults.fields()) {
      if (!value.is_null() && own.Get(key).is_null()) all.emplace_back(key, value);
    }
  }
  if (IsMap(own)) {
    for (const auto& [key, value] : own.fields()) {
      if (!value.is_null()) all.emplace_back(key, value);
    }
  }
  if (all.empty()) return Value::Null();
  Value tags = Value::Map(std::move(all));
  return tags.IsWhollyKnown() ? WithoutIgnored(settings, std::move(tags)) : Value::Unknown();
}

Value WithoutIgnored(const TagSettings& settings, Value tags) {
  if (!settings.ignores_any() || !IsMap(tags)) return tags;
  return Filtered(tags, [&](const std::string& key, const Value&) { return !settings.Ignores(key); });
}

const Value& EffectiveTags(const Value& object) {
  const Value& all = object.Get(field::kTagsAll);
  return all.is_null() ? object.Get(field::kTags) : all;
}

Value OwnTags(const TagSettings& settings, const Value& all, const Value& prior) {
  if (!IsMap(all)) return all;
  const Value& before = prior.Get(field::kTags);
  const bool was_known = prior.Get(field::kTagsAll).is_known();
  return Filtered(all, [&](const std::string& key, const Value& value) {
    if (IsMap(before) && !before.Get(key).is_null()) return true;
    if (Says(settings.defaults, key, value)) return false;
    // One that is a default one, or was, and that somebody changed.
    return !(was_known && (!settings.defaults.Get(key).is_null() || !prior.Get(field::kTagsAll).Get(key).is_null()));
  });
}

bool SameBesideDefaults(const TagSettings& settings, const Value& a, const Value& b) {
  if (!IsMap(a) || !IsMap(b) || !IsMap(settings.defaults)) return false;
  const auto own = [&settings](const Value& tags) {
    return Filtered(tags,
                    [&](const std::string& key, const Value& value) { return !Says(settings.defaults, key, value); });
  };
  return own(a) == own(b);
}

}  // namespace ic
