#include "provider/resources/provider_config.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/owner_name.h"
#include "base/text.h"

namespace ic {
namespace {

// Ids of the limits that may be raised, and of those that may not.
struct LimitIds {
  std::vector<std::string> adjustable;
  std::vector<std::string> hard;
};

LimitIds CollectLimitIds(const AdapterFactory& factory) {
  LimitIds ids;
  for (const VendorTraits* traits : factory.traits()) {
    for (const Limit& row : traits->limits) (row.adjustable ? ids.adjustable : ids.hard).emplace_back(row.id);
    for (const Quota& row : traits->quotas) (row.adjustable ? ids.adjustable : ids.hard).emplace_back(row.id);
  }
  return ids;
}

bool Contains(const std::vector<std::string>& list, const std::string& word) {
  for (const std::string& entry : list) {
    if (entry == word) return true;
  }
  return false;
}

void CheckLimit(const LimitIds& ids, const std::string& id, const Value& number, Diagnostics& diagnostics) {
  const AttributePath path = AttributePath("limits").Element(id);
  if (Contains(ids.hard, id)) {
    diagnostics.AddError(path, "Limit cannot be raised",
                         fmt::format("\"{}\" is a hard limit: the cloud raises it for nobody. Remove it here.", id));
    return;
  }
  if (!Contains(ids.adjustable, id)) {
    const std::optional<std::string> nearest = NearestName(id, ids.adjustable);
    diagnostics.AddError(
        path, "Unknown limit",
        fmt::format("There is no adjustable limit \"{}\".{} The data source interconnect_limits lists all limits "
                    "with their ids.",
                    id, nearest ? fmt::format(" Did you mean \"{}\"?", *nearest) : ""));
    return;
  }
  if (number.kind() != Value::Kind::kNumber) {
    if (number.is_null()) diagnostics.AddError(path, "Limit without a number", "Give the number, or remove the line.");
    return;
  }
  const std::optional<std::int64_t> value = number.AsNumber().ToInt64();
  if (!value || *value < 0) {
    diagnostics.AddError(path, "Limit is not a whole number",
                         fmt::format("\"{}\" is set to {}; a limit is a whole number that is not negative.", id,
                                     number.AsNumber().ToString()));
  }
}

// Settings that may become known with the apply: what a plan cannot say without them the apply does.
bool MayComeLater(std::string_view name) {
  return name == field::kDefaultTags || name == "limits" || name == "read_only" || name == "allow_disruption" ||
         name == "allow_replacement";
}

void RefuseUnknown(const std::string& name, Diagnostics& diagnostics) {
  diagnostics.AddError(
      AttributePath(name), "Provider configuration not known yet",
      fmt::format("`{}` depends on values that are known only after an apply. Planning with something else in their "
                  "place could {}. Use values that are known when planning (variables, data sources, environment "
                  "variables), or apply what they depend on first with -target.",
                  name,
                  name == "owner"              ? "take objects for somebody else's, or theirs for yours"
                  : name == field::kIgnoreTags ? "take away tags of somebody else"
                                               : "look for objects in the wrong account or region"));
}

}  // namespace

Diagnostics ValidateProviderConfig(const AdapterFactory& factory, const Value& config) {
  Diagnostics diagnostics;
  if (const Value& owner = config.Get("owner"); owner.kind() == Value::Kind::kString) {
    const std::string fault = FaultOfOwnerName(owner.AsString());
    if (!fault.empty()) {
      diagnostics.AddError(AttributePath("owner"), "Not the name of an owner",
                           fmt::format("`owner` cannot be that: {}. Leave it out to have none.", fault));
    }
  }
  diagnostics.Append(
      CheckTagSettings(TagSettingsFrom(config.Get(field::kDefaultTags), config.Get(field::kIgnoreTags))));
  const Value& limits = config.Get("limits");
  if (limits.kind() != Value::Kind::kMap) return diagnostics;
  const LimitIds ids = CollectLimitIds(factory);
  for (const auto& [id, number] : limits.fields()) CheckLimit(ids, id, number, diagnostics);
  return diagnostics;
}

Diagnostics ReadProviderConfig(const AdapterFactory& factory, const Value& config, EngineConfig& engine_config) {
  Diagnostics diagnostics = ValidateProviderConfig(factory, config);
  if (config.kind() == Value::Kind::kObject) {
    for (const auto& [name, value] : config.fields()) {
      if (!value.IsWhollyKnown() && !MayComeLater(name)) RefuseUnknown(name, diagnostics);
    }
  }
  if (diagnostics.has_errors()) return diagnostics;

  for (const VendorTraits* traits : factory.traits()) {
    engine_config.clouds[std::string(traits->cloud)] = config.Get(traits->cloud);
  }
  if (const Value& value = config.Get("read_only"); value.is_known()) engine_config.read_only = value.AsBool();
  if (const Value& value = config.Get("owner"); value.is_known()) engine_config.owner = value.AsString();
  engine_config.tags = TagSettingsFrom(config.Get(field::kDefaultTags), config.Get(field::kIgnoreTags));
  const auto read_names = [&config](std::string_view attribute, std::set<std::string>& names) {
    const Value& set = config.Get(attribute);
    if (!set.is_known()) return;
    for (const Value& name : set.elements()) {
      if (name.is_known()) names.insert(name.AsString());
    }
  };
  read_names("allow_disruption", engine_config.allow_disruption);
  read_names("allow_replacement", engine_config.allow_replacement);
  engine_config.limits_known = config.Get("limits").IsWhollyKnown();
  if (const Value& limits = config.Get("limits"); limits.is_known()) {
    for (const auto& [id, number] : limits.fields()) {
      if (number.is_known()) engine_config.limits[id] = number.AsNumber().ToInt64().value_or(0);
    }
  }
  return diagnostics;
}

}  // namespace ic
