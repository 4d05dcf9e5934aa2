#include "adapters/contract/limits/limits_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/limits/limit_checks.h"
#include "base/text.h"

namespace ic {
namespace {

struct CapabilityWords {
  std::string_view name;
  std::string_view title;
};

// In the order of Capability.
constexpr std::array<CapabilityWords, 10> kCapabilityWords = {{
    {"create_connection", "Ordering a connection by API"},
    {"accept_connection", "Accepting an offered connection"},
    {"accept_interface", "Accepting an offered virtual interface"},
    {"second_family", "A second session of the other address family"},
    {"own_ipv6_addresses", "IPv6 peer addresses of your choice"},
    {"bfd_settings", "Settings of BFD"},
    {"bgp_groups", "BGP groups as objects of their own"},
    {"static_routing", "Static routing instead of BGP"},
    {"tags", "Tags"},
    {"write_only_key", "BGP keys that are sent and never read back"},
}};

// The largest number of a row that has one.
std::optional<std::int64_t> NumberOf(const Limit& limit) {
  return std::visit(
      [](const auto& allowed) -> std::optional<std::int64_t> {
        if constexpr (requires { allowed.max; }) {
          return allowed.max;
        } else {
          return std::nullopt;
        }
      },
      limit.allowed);
}

std::optional<std::int64_t> OverrideOf(std::string_view id, bool adjustable, const LimitOverrides& overrides) {
  const auto found = overrides.find(std::string(id));
  if (!adjustable || found == overrides.end()) return std::nullopt;
  return found->second;
}

std::string WhenWords(std::string_view field, const std::vector<std::string>& values) {
  return field.empty() ? "" : fmt::format("{} is {}", field, JoinWords(values, "or"));
}

PrintedLimit Print(const VendorTraits& vendor, const Limit& limit, const LimitOverrides& overrides) {
  PrintedLimit row;
  row.cloud = vendor.cloud;
  row.id = limit.id;
  row.form = "limit";
  row.kinds = {std::string(KindName(limit.kind))};
  row.field = limit.field;
  row.allowed = AllowedWords(WithOverride(limit, overrides).allowed);
  row.when = WhenWords(limit.when_field, limit.when_values);
  row.scope = ScopeName(Scope::kObject);
  row.adjustable = limit.adjustable;
  row.number = NumberOf(limit);
  row.override = OverrideOf(limit.id, limit.adjustable, overrides);
  row.source = limit.source;
  return row;
}

PrintedLimit Print(const VendorTraits& vendor, const Rule& rule) {
  PrintedLimit row;
  row.cloud = vendor.cloud;
  row.id = rule.id;
  row.form = "rule";
  row.kinds = {std::string(KindName(rule.kind))};
  row.allowed = rule.words;
  row.scope = ScopeName(Scope::kObject);
  row.source = rule.source;
  return row;
}

PrintedLimit Print(const VendorTraits& vendor, const Quota& quota, const LimitOverrides& overrides) {
  PrintedLimit row;
  row.cloud = vendor.cloud;
  row.id = quota.id;
  row.form = "quota";
  for (const Kind kind : quota.kinds) row.kinds.emplace_back(KindName(kind));
  row.field = quota.field;
  const bool counts = quota.clashes == nullptr && !quota.share;
  row.allowed = counts ? fmt::format("at most {} {}", EffectiveMax(quota, overrides), quota.words) : quota.words;
  row.scope = ScopeName(quota.scope);
  row.adjustable = quota.adjustable;
  row.told = quota.told_as != nullptr;
  if (counts) row.number = quota.max;
  row.override = OverrideOf(quota.id, quota.adjustable, overrides);
  row.source = quota.source;
  return row;
}

std::string RaisedWords(const PrintedLimit& row) {
  if (row.override) return fmt::format("set by you, {} otherwise", row.number.value_or(0));
  const std::string_view told = row.told ? "asked of the account" : "";
  if (!row.adjustable) return std::string(told);
  return fmt::format("can be raised{}{}", row.told ? ", " : "", told);
}

nlohmann::ordered_json SourceJson(const Source& source) {
  nlohmann::ordered_json json = {{"document", source.document}, {"checked", source.checked}};
  if (!source.older.empty()) json["older"] = source.older;
  if (!source.unread.empty()) json["unread"] = source.unread;
  return json;
}

nlohmann::ordered_json LimitJson(const PrintedLimit& row) {
  nlohmann::ordered_json json = {{"cloud", row.cloud},          {"id", row.id},           {"form", row.form},
                                 {"kinds", row.kinds},          {"allowed", row.allowed}, {"scope", row.scope},
                                 {"adjustable", row.adjustable}};
  if (!row.field.empty()) json["field"] = row.field;
  if (!row.when.empty()) json["when"] = row.when;
  if (row.number) json["number"] = *row.number;
  if (row.override) json["override"] = *row.override;
  json["source"] = SourceJson(row.source);
  return json;
}

nlohmann::ordered_json ChangeJson(const VendorTraits& vendor, const Change& change) {
  nlohmann::ordered_json json = {{"cloud", vendor.cloud},
                                 {"kind", KindName(change.kind)},
                                 {"field", change.field},
                                 {"on_change", OnChangeName(change.on_change)}};
  if (!change.interrupts.empty()) json["interrupts"] = change.interrupts;
  if (!change.reason.empty()) json["reason"] = change.reason;
  if (!change.when_field.empty()) json["when"] = WhenWords(change.when_field, change.when_values);
  json["source"] = SourceJson(change.source);
  return json;
}

std::vector<PrintedLimit> LimitsOf(std::optional<Kind> kind, std::vector<PrintedLimit> rows) {
  if (!kind) return rows;
  std::erase_if(rows, [name = KindName(*kind)](const PrintedLimit& row) {
    return std::find(row.kinds.begin(), row.kinds.end(), name) == row.kinds.end();
  });
  return rows;
}

}  // namespace

std::vector<PrintedLimit> ListLimits(Vendors vendors, const LimitOverrides& overrides) {
  std::vector<PrintedLimit> rows;
  for (const VendorTraits* vendor : vendors) {
    for (const Limit& limit : vendor->limits) rows.push_back(Print(*vendor, limit, overrides));
    for (const Rule& rule : vendor->rules) rows.push_back(Print(*vendor, rule));
    for (const Quota& quota : vendor->quotas) rows.push_back(Print(*vendor, quota, overrides));
  }
  return rows;
}

std::string_view OnChangeName(OnChange on_change) {
  constexpr std::array<std::string_view, 3> kNames = {"in place", "replace", "refused"};
  return kNames.at(static_cast<std::size_t>(on_change));
}

std::string_view ScopeName(Scope scope) {
  constexpr std::array<std::string_view, 4> kNames = {"object", "port", "region", "account"};
  return kNames.at(static_cast<std::size_t>(scope));
}

std::string_view CapabilityName(Capability capability) {
  return kCapabilityWords.at(static_cast<std::size_t>(capability)).name;
}

std::string_view CapabilityTitle(Capability capability) {
  return kCapabilityWords.at(static_cast<std::size_t>(capability)).title;
}

std::string_view SupportName(Support support) {
  constexpr std::array<std::string_view, 3> kNames = {"yes", "no", "unverified"};
  return kNames.at(static_cast<std::size_t>(support));
}

std::string RenderLimitsText(Vendors vendors, const LimitOverrides& overrides, std::optional<Kind> kind) {
  const std::vector<PrintedLimit> rows = LimitsOf(kind, ListLimits(vendors, overrides));
  std::size_t width = 0;
  for (const PrintedLimit& row : rows) width = std::max(width, row.id.size());
  std::string text;
  for (const PrintedLimit& row : rows) {
    std::vector<std::string> remarks;
    if (!row.when.empty()) remarks.push_back("when " + row.when);
    if (const std::string raised = RaisedWords(row); !raised.empty()) remarks.push_back(raised);
    remarks.push_back(fmt::format("checked {}", row.source.checked));
    text += fmt::format("{:<{}}  {} ({})\n", row.id, width, row.allowed, fmt::join(remarks, ", "));
  }
  return text;
}

std::string RenderLimitsJson(Vendors vendors, const LimitOverrides& overrides, std::optional<Kind> kind) {
  nlohmann::ordered_json json = {{"format_version", 1},
                                 {"limits", nlohmann::ordered_json::array()},
                                 {"changes", nlohmann::ordered_json::array()},
                                 {"capabilities", nlohmann::ordered_json::array()}};
  for (const PrintedLimit& row : LimitsOf(kind, ListLimits(vendors, overrides))) {
    json["limits"].push_back(LimitJson(row));
  }
  for (const VendorTraits* vendor : vendors) {
    for (const Change& change : vendor->changes) {
      if (!kind || change.kind == *kind) json["changes"].push_back(ChangeJson(*vendor, change));
    }
    for (const CapabilityRow& row : vendor->capabilities) {
      json["capabilities"].push_back({{"cloud", vendor->cloud},
                                      {"capability", CapabilityName(row.what)},
                                      {"support", SupportName(row.support)},
                                      {"note", row.note},
                                      {"source", SourceJson(row.source)}});
    }
  }
  return json.dump(2) + "\n";
}

}  // namespace ic
