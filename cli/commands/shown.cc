#include "cli/commands/shown.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/commands/attributes.h"
#include "cli/output/format/json.h"
#include "reconcile/run/import/configuration.h"

namespace ic::cli {
namespace {

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
  AddAttributes(ShownFields(factory, seen.cloud, seen.address.kind, ShownWhat::kTold), seen.attributes, rows);
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
  return {{"address", TextJson(seen.address.ToString())},
          {"kind", KindName(seen.address.kind)},
          {"account", TextJson(seen.account)},
          {"import_id", OptionalText(ImportIdOf(factory, seen.address.kind, seen.attributes))},
          {"gone", seen.gone},
          {"read", !seen.unread},
          {"key", OptionalText(KeyName(seen.key))},
          {"attributes",
           AttributesJson(ShownFields(factory, seen.cloud, seen.address.kind, ShownWhat::kTold), seen.attributes)},
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
