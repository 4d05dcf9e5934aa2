#include "cli/commands/shown.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/fields.h"
#include "base/json_text.h"
#include "cli/output/format/json.h"
#include "reconcile/run/import/configuration.h"
#include "schema/value/json.h"

namespace ic::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// What a cloud tells: no keys, and nothing that only a configuration says.
bool IsShown(const Field& field) { return !field.sensitive && !field.write_only && !field.local; }

std::vector<Field> ShownFields(const AdapterFactory& factory, const SeenObject& seen) {
  const auto& all = factory.traits();
  const auto found = std::ranges::find(all, seen.cloud, [](const VendorTraits* traits) { return traits->cloud; });
  std::vector<Field> fields =
      found == all.end() ? NeutralFields(seen.address.kind) : AllFields(**found, seen.address.kind);
  std::erase_if(fields, [](const Field& field) { return !IsShown(field); });
  for (Field& field : fields) std::erase_if(field.fields, [](const Field& inner) { return !IsShown(inner); });
  std::erase_if(fields, [](const Field& field) { return field.type == FieldType::kObject && field.fields.empty(); });
  return fields;
}

Type ShownType(const std::vector<Field>& fields) {
  Type::Attributes attributes;
  for (const Field& field : fields) attributes.emplace_back(field.name, FieldValueType(field));
  return Type::Object(std::move(attributes));
}

std::string CellOf(const Field& field, const Value& value) {
  if (value.kind() == Value::Kind::kString && field.meaning == Meaning::kAsn) {
    const auto asn = ParseAsn(value.AsString());
    if (asn.ok() && *asn > 0xffff) return fmt::format("{} ({})", FormatAsn(*asn), FormatAsdot(*asn));
  }
  if (value.kind() == Value::Kind::kString) return OneLine(value.AsString());
  std::vector<std::string> texts;
  switch (value.kind()) {
    case Value::Kind::kList:
    case Value::Kind::kSet:
      for (const Value& element : value.elements()) texts.push_back(CellOf(field, element));
      break;
    case Value::Kind::kMap:
      for (const auto& [key, element] : value.fields()) {
        texts.push_back(fmt::format("{}={}", OneLine(key), CellOf(field, element)));
      }
      break;
    default:
      return OneLine(value.ToString());
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

// Fields in their order, those of object fields with the path.
void AddAttributes(const std::vector<Field>& fields, const Value& attributes, const std::string& prefix, Rows& rows) {
  for (const Field& field : fields) {
    const Value& value = attributes.Get(field.name);
    if (value.is_null() || value.is_unknown()) continue;
    if (prefix.empty() && (field.name == field::kCloud || field.name == field::kRegion || field.name == field::kId)) {
      continue;  // in the title
    }
    if (field.type == FieldType::kObject) {
      AddAttributes(field.fields, value, prefix + field.name + ".", rows);
    } else {
      rows.push_back({prefix + field.name, CellOf(field, value)});
    }
  }
}

std::string_view StateName(HealthState state) {
  switch (state) {
    case HealthState::kUp:
      return "up";
    case HealthState::kDown:
      return "down";
    case HealthState::kUnknown:
      break;
  }
  return "unknown";
}

std::string_view KeyName(KeyFact key) {
  switch (key) {
    case KeyFact::kNone:
      return "none";
    case KeyFact::kSet:
      return "set";
    case KeyFact::kNotAsked:
      break;
  }
  return "";
}

void AddHealth(const LookReport& report, const SeenObject& seen, Rows& rows) {
  for (const SessionHealth& session : report.sessions) {
    if (session.address != seen.address.ToString()) continue;
    const std::string what =
        session.address_family.empty() ? "state" : fmt::format("session {}", session.address_family);
    const std::string words =
        session.vendor_state.empty() ? std::string() : fmt::format(" ({})", OneLine(session.vendor_state));
    rows.push_back({what, fmt::format("{}{}", StateName(session.state), words)});
  }
  if (!KeyName(seen.key).empty()) rows.push_back({"key", std::string(KeyName(seen.key))});
}

std::string SomeOf(const std::vector<std::string>& prefixes) {
  constexpr std::size_t kShown = 8;
  std::vector<std::string> shown(prefixes.begin(),
                                 prefixes.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, prefixes.size())));
  const std::string more =
      prefixes.size() > kShown ? fmt::format(", {} more", prefixes.size() - kShown) : std::string();
  return prefixes.empty() ? "none" : fmt::format("{}: {}{}", prefixes.size(), fmt::join(shown, ", "), more);
}

void AddRoutes(const LookReport& report, const SeenObject& seen, Rows& rows) {
  if (const auto routes = report.routes.find(seen.address); routes != report.routes.end()) {
    rows.push_back({"routes accepted", SomeOf(routes->second.accepted)});
    rows.push_back({"routes advertised", SomeOf(routes->second.advertised)});
  }
  if (const auto cidrs = report.advertised.find(seen.address); cidrs != report.advertised.end()) {
    std::vector<std::string> texts;
    for (const Cidr& cidr : cidrs->second) texts.push_back(cidr.ToString());
    rows.push_back({"bgp_cidrs", SomeOf(texts)});
  }
  for (const Headroom& room : report.headroom) {
    if (room.address == seen.address.ToString()) {
      rows.push_back({"limit", fmt::format("{} of {} {} ({})", room.used, room.max, room.words, room.limit)});
    }
  }
}

std::string BlockOf(const AdapterFactory& factory, const LookReport& report, const SeenObject& seen,
                    const Paint& paint) {
  std::string text = fmt::format("{} ({}, {}, {})\n", paint(Hue::kBold, OneLine(seen.address.ToString())),
                                 OneLine(seen.account), OneLine(seen.region), OneLine(seen.id));
  Rows rows;
  if (seen.gone) rows.push_back({"state", "gone: the cloud no longer has it; what follows is what it had"});
  if (seen.unread) rows.push_back({"state", "not read; what follows is what is known of before"});
  AddHealth(report, seen, rows);
  AddAttributes(ShownFields(factory, seen), seen.attributes, "", rows);
  AddRoutes(report, seen, rows);
  return text + Aligned(rows, 2);
}

Json SessionsJson(const LookReport& report, const SeenObject& seen) {
  Json sessions = Json::array();
  for (const SessionHealth& session : report.sessions) {
    if (session.address != seen.address.ToString()) continue;
    sessions.push_back({{"address_family", OptionalText(session.address_family)},
                        {"id", OptionalText(session.id)},
                        {"state", StateName(session.state)},
                        {"vendor_state", OptionalText(session.vendor_state)}});
  }
  return sessions;
}

Json RoutesJson(const LookReport& report, const SeenObject& seen) {
  const auto routes = report.routes.find(seen.address);
  if (routes == report.routes.end()) return nullptr;
  return {{"accepted", TextsJson(routes->second.accepted)}, {"advertised", TextsJson(routes->second.advertised)}};
}

Json LimitsJson(const LookReport& report, const SeenObject& seen) {
  Json limits = Json::array();
  for (const Headroom& room : report.headroom) {
    if (room.address != seen.address.ToString()) continue;
    limits.push_back(
        {{"limit", TextJson(room.limit)}, {"words", TextJson(room.words)}, {"used", room.used}, {"max", room.max}});
  }
  return limits;
}

Json ObjectJson(const AdapterFactory& factory, const LookReport& report, const SeenObject& seen) {
  std::vector<std::string> cidrs;
  if (const auto found = report.advertised.find(seen.address); found != report.advertised.end()) {
    for (const Cidr& cidr : found->second) cidrs.push_back(cidr.ToString());
  }
  const Type type = ShownType(ShownFields(factory, seen));
  return {{"address", TextJson(seen.address.ToString())},
          {"kind", KindName(seen.address.kind)},
          {"account", TextJson(seen.account)},
          {"import_id", OptionalText(ImportIdOf(factory, seen.address.kind, seen.attributes))},
          {"gone", seen.gone},
          {"read", !seen.unread},
          {"key", OptionalText(KeyName(seen.key))},
          {"attributes", Json(ParseJson(EncodeJson(type, seen.attributes)))},
          {"health", SessionsJson(report, seen)},
          {"routes", RoutesJson(report, seen)},
          {"bgp_cidrs", TextsJson(cidrs)},
          {"limits", LimitsJson(report, seen)}};
}

}  // namespace

std::string ShownText(const AdapterFactory& factory, const LookReport& report, const std::set<Address>& only,
                      const TextStyle& style) {
  const Paint paint(style.color);
  std::string text;
  for (const SeenObject& seen : report.objects) {
    if (!only.empty() && !only.contains(seen.address)) continue;
    if (!text.empty()) text += "\n";
    text += BlockOf(factory, report, seen, paint);
  }
  return text;
}

std::string ShownJson(const AdapterFactory& factory, const LookReport& report, const std::set<Address>& only) {
  Json objects = Json::array();
  for (const SeenObject& seen : report.objects) {
    if (only.empty() || only.contains(seen.address)) objects.push_back(ObjectJson(factory, report, seen));
  }
  Json unread = Json::array();
  for (const UnreadCloud& cloud : report.unread) {
    unread.push_back({{"account", TextJson(cloud.account)}, {"why", TextJson(cloud.why)}});
  }
  return Dumped({{"format_version", kFormatVersion},
                 {"objects", std::move(objects)},
                 {"unread", std::move(unread)},
                 {"diagnostics", DiagnosticsArray(report.diagnostics)}});
}

}  // namespace ic::cli
