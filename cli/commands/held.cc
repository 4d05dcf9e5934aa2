#include "cli/commands/held.h"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/time_text.h"
#include "cli/commands/attributes.h"
#include "cli/output/format/json.h"
#include "reconcile/run/import/configuration.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::cli {
namespace {

constexpr std::string_view kBegun = "a create of it was begun, and no run has learned how that ended";

std::vector<std::string> TextsOf(const std::vector<Address>& addresses) {
  std::vector<std::string> texts;
  for (const Address& address : addresses) texts.push_back(address.ToString());
  return texts;
}

// The newest run without an end may still go on; each older one ended when a later one had the lock.
std::string_view EndOf(const StateRun& run, bool newest) {
  if (run.finished) return "finished";
  return newest ? "open" : "killed";
}

Json HeldObjectJson(const AdapterFactory& factory, const StateObject& object, const Value& attributes, Detail detail) {
  Json json = {{"address", TextJson(object.address.ToString())},
               {"kind", KindName(object.address.kind)},
               {"account", TextJson(object.account)},
               {"cloud", TextJson(object.cloud)},
               {"region", TextJson(object.region)},
               {"id", TextJson(object.id)},
               {"import_id", OptionalText(ImportIdOf(factory, object.address.kind, attributes))},
               {"keyed", object.keyed},
               {"depends_on", TextsJson(TextsOf(object.depends_on))}};
  if (detail == Detail::kWhole) {
    json["attributes"] =
        AttributesJson(ShownFields(factory, object.cloud, object.address.kind, ShownWhat::kHeld), attributes);
  }
  return json;
}

std::string HeldBlock(const AdapterFactory& factory, const StateObject& object, const Value& attributes,
                      const TextStyle& style) {
  std::string text =
      fmt::format("{} ({}, {}, {})\n", Paint(style.color)(Hue::kBold, OneLine(object.address.ToString())),
                  OneLine(object.account), OneLine(object.region), OneLine(object.id));
  Rows rows;
  AddAttributes(ShownFields(factory, object.cloud, object.address.kind, ShownWhat::kHeld), attributes, rows);
  if (object.keyed) rows.push_back({"key", "given when it was last applied"});
  if (!object.depends_on.empty()) {
    rows.push_back({"depends on", OneLine(fmt::format("{}", fmt::join(TextsOf(object.depends_on), ", ")))});
  }
  return text + Aligned(rows, 2);
}

}  // namespace

StatusOr<Held> HeldBy(StateStore& state) {
  Held held{.name = state.name()};
  IC_ASSIGN_OR_RETURN(held.info, state.Info());
  IC_ASSIGN_OR_RETURN(held.objects, state.Load());
  IC_ASSIGN_OR_RETURN(held.begun, state.Begun());
  return held;
}

StatusOr<std::string> HeldText(const AdapterFactory& factory, const Held& held, Detail detail, const TextStyle& style) {
  const run::FieldIndex field_index(factory);
  std::string text;
  Rows rows;
  for (const StateObject& object : held.objects) {
    if (detail == Detail::kLine) {
      rows.push_back(
          {OneLine(object.address.ToString()), OneLine(object.account), OneLine(object.region), OneLine(object.id)});
      continue;
    }
    IC_ASSIGN_OR_RETURN(const Value attributes, run::AttributesOf(field_index, object));
    text += (text.empty() ? "" : "\n") + HeldBlock(factory, object, attributes, style);
  }
  text += Aligned(rows, 0);
  for (const auto& [address, record] : held.begun) {
    text += fmt::format("{}: {}\n", OneLine(address.ToString()), kBegun);
  }
  return text;
}

StatusOr<std::string> HeldJson(const AdapterFactory& factory, const Held& held, Detail detail) {
  const run::FieldIndex field_index(factory);
  Json objects = Json::array();
  for (const StateObject& object : held.objects) {
    IC_ASSIGN_OR_RETURN(const Value attributes, run::AttributesOf(field_index, object));
    objects.push_back(HeldObjectJson(factory, object, attributes, detail));
  }
  Json begun = Json::array();
  for (const auto& [address, record] : held.begun) begun.push_back(TextJson(address.ToString()));
  return Dumped({{"format_version", kFormatVersion},
                 {"state",
                  {{"name", TextJson(held.name)},
                   {"lineage", TextJson(held.info.lineage)},
                   {"serial", held.info.serial},
                   {"schema_version", held.info.schema_version}}},
                 {"objects", std::move(objects)},
                 {"begun", std::move(begun)}});
}

StatusOr<std::string> ImportIdOfHeld(const AdapterFactory& factory, const StateObject& object) {
  const run::FieldIndex field_index(factory);
  IC_ASSIGN_OR_RETURN(const Value attributes, run::AttributesOf(field_index, object));
  return ImportIdOf(factory, object.address.kind, attributes);
}

std::string RunsText(const std::vector<StateRun>& runs) {
  Rows rows;
  for (const StateRun& run : runs) {
    const std::string_view end = EndOf(run, &run == &runs.front());
    std::string ended = run.finished ? "finished " + IsoTime(*run.finished) : std::string(end);
    if (end == "open") ended = "goes on, or was killed";
    rows.push_back(
        {std::to_string(run.number), IsoTime(run.started), std::move(ended), OneLine(run.who), OneLine(run.command)});
  }
  return Aligned(rows, 0);
}

std::string RunsJson(const std::vector<StateRun>& runs) {
  Json list = Json::array();
  for (const StateRun& run : runs) {
    list.push_back({{"number", run.number},
                    {"command", TextJson(run.command)},
                    {"who", TextJson(run.who)},
                    {"pid", run.pid},
                    {"started", IsoTime(run.started)},
                    {"finished", run.finished ? Json(IsoTime(*run.finished)) : Json()},
                    {"end", EndOf(run, &run == &runs.front())}});
  }
  return Dumped({{"format_version", kFormatVersion}, {"runs", std::move(list)}});
}

}  // namespace ic::cli
