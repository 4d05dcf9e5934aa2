// The sections `moved` and `drift`, which speak of objects.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/time_text.h"
#include "cli/config/read/sections.h"
#include "cli/config/read/values.h"
#include "cli/config/vocabulary/section_names.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {
namespace {

constexpr std::string_view kAnyAddress = "*";

// `bgp_peer aws/us-east-1/dxpeer-1`: an object that is not in the configuration, as a drift report names it.
std::optional<Kind> KindOfUnmanaged(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || text.find('/', space) == std::string_view::npos) return std::nullopt;
  return ParseKind(text.substr(0, space));
}

}  // namespace

std::string AddressHint(const Address& missing, const Places& objects) {
  for (const Kind kind : kAllKinds) {
    if (kind != missing.kind && objects.contains({kind, missing.name})) {
      return fmt::format(" There is a {} of that name.", KindName(kind));
    }
  }
  // Comparing with very many names takes long, and one in a hundred thousand is always near.
  constexpr std::size_t kMost = 2000;
  std::vector<std::string> names;
  const auto begin = objects.lower_bound({missing.kind, ""});
  for (auto it = begin; it != objects.end() && it->first.kind == missing.kind && names.size() < kMost; ++it) {
    names.push_back(it->first.name);
  }
  if (names.empty()) return fmt::format(" The configuration has no {} at all.", KindName(missing.kind));
  return NearestHint(missing.name, names);
}

void Sections::ReadMoved(const Yaml& value) {
  if (!IsMap(section::kMoved, value)) return;
  for (const Yaml::Entry& entry : value.Entries()) {
    const std::optional<Kind> kind = ParseKind(entry.key.text());
    if (!kind) {
      std::vector<std::string> kinds;
      for (const Kind each : kAllKinds) kinds.emplace_back(KindName(each));
      report_.Error(entry.key, "Unknown kind",
                    fmt::format("`moved` holds the kinds {}, and {} is none of them.{}", JoinWords(kinds, "and"),
                                Shown(entry.key.text()), NearestHint(entry.key.text(), kinds)));
      continue;
    }
    if (!IsMap(fmt::format("moved.{}", entry.key.text()), entry.value)) continue;
    for (const Yaml::Entry& move : entry.value.Entries()) ReadMove(*kind, move.key, move.value);
  }
}

void Sections::ReadMove(Kind kind, const Yaml& from, const Yaml& to) {
  ValueContext context{report_, sources_, std::nullopt};
  const std::optional<Text> text = ReadText(fmt::format("moved.{}.{}", KindName(kind), from.text()), to, {}, context);
  if (!text) return;
  for (const auto& [name, at] : {std::pair(std::string(from.text()), from), std::pair(std::string(to.text()), to)}) {
    if (IsValidName(name)) continue;
    report_.Error(at, "Invalid name", fmt::format("{} cannot be the name of an object.", Shown(name)));
    return;
  }
  const Address address{kind, std::string(from.text())};
  const Address target{kind, std::string(to.text())};
  const auto [found, fresh] = moves_.try_emplace(address, Move{target, PositionOf(from)});
  if (!fresh && found->second.to != target) {
    Contradiction(fmt::format("The new name of {}", address.ToString()), to, found->second.where);
  }
}

// Chains are shortened to their ends: a state may hold any of the older names.
void Sections::CheckMoves(const Places& objects, bool complete) {
  std::map<Address, Address> sources;
  for (const auto& [from, move] : moves_) {
    const auto [other, fresh] = sources.try_emplace(move.to, from);
    if (!fresh) {
      report_.Error(move.where, "Moved twice",
                    fmt::format("{} and {} cannot both be {} now: of two objects one would be lost.",
                                other->second.ToString(), from.ToString(), move.to.ToString()));
      continue;
    }
    if (objects.contains(from)) {
      report_.Error(move.where, "Object still there",
                    fmt::format("{} was moved to {}, and is written at {} as well. Rename it there, or remove it from "
                                "`moved`.",
                                from.ToString(), move.to.ToString(), report_.Place(objects.at(from).where)));
      continue;
    }
    Address end = move.to;
    std::set<Address> seen = {from};
    while (moves_.contains(end) && seen.insert(end).second) end = moves_.at(end).to;
    if (seen.contains(end)) {
      report_.Error(move.where, "Cycle", fmt::format("`moved` leads from {} back to itself.", from.ToString()));
      continue;
    }
    if (complete && !objects.contains(end)) {
      report_.Error(move.where, "Unknown object",
                    fmt::format("`moved` leads to {}, which is not in the configuration.{}", end.ToString(),
                                AddressHint(end, objects)));
      continue;
    }
    set_.moved[from] = end;
  }
}

void Sections::ReadDrift(const Yaml& value) {
  if (!IsMap(section::kDrift, value)) return;
  for (const Yaml::Entry& entry : value.Entries()) {
    if (entry.key.text() != section::kIgnore) {
      report_.Error(entry.key, "Unknown field",
                    fmt::format("`drift` has no field {}. It has: ignore.", Shown(entry.key.text())));
    } else if (entry.value.type() == YamlType::kSequence) {
      for (const Yaml& ignore : entry.value.Elements()) ReadIgnore(ignore);
    } else if (entry.value.type() != YamlType::kNull) {
      report_.Error(entry.value, "Wrong type",
                    fmt::format("`drift.ignore` takes a list of maps, and this is {}.", TypeWords(entry.value)));
    }
  }
}

void Sections::ReadIgnore(const Yaml& value) {
  if (value.type() != YamlType::kMap) {
    report_.Error(
        value, "Wrong type",
        fmt::format("An entry of `drift.ignore` is a map with address, field, reason and until, and this is {}.",
                    TypeWords(value)));
    return;
  }
  DriftIgnore ignore;
  ignore.where = PositionOf(value);
  const std::pair<std::string_view, std::string*> fields[] = {
      {"address", &ignore.address}, {"field", &ignore.field}, {"reason", &ignore.reason}, {"until", &ignore.until}};
  ValueContext context{report_, sources_, std::nullopt};
  bool readable = true;
  for (const Yaml::Entry& entry : value.Entries()) {
    const auto* found = std::ranges::find(fields, entry.key.text(), &std::pair<std::string_view, std::string*>::first);
    if (found == std::end(fields)) {
      const std::string hint = NearestHint(entry.key.text(), {"address", "field", "reason", "until"});
      report_.Error(entry.key, "Unknown field",
                    fmt::format("An entry of `drift.ignore` has no field {}.{}", Shown(entry.key.text()),
                                hint.empty() ? " It has: address, field, reason and until." : hint));
      readable = false;
      continue;
    }
    const std::optional<Text> text = ReadText(fmt::format("drift.ignore.{}", found->first), entry.value, {}, context);
    readable = readable && text && text->known;
    if (!text || !text->known) continue;
    *found->second = text->value;
    if (found->first == "until" && !IsDate(text->value)) {
      report_.Error(entry.value, "Invalid date", "`until` is the last day the entry holds, such as 2026-12-31.");
      readable = false;
    }
  }
  if (!readable) return;
  if (ignore.address.empty() || Trim(ignore.reason).empty()) {
    report_.Error(value, "Missing field",
                  fmt::format("An entry of `drift.ignore` needs {}.", ignore.address.empty()
                                                                          ? "`address`: an object such as "
                                                                            "`virtual_interface.prod`, or `*` for all"
                                                                          : "`reason`: why the drift may stay"));
    return;
  }
  set_.ignores.push_back(std::move(ignore));
}

std::string Sections::FieldProblem(const DriftIgnore& ignore) const {
  if (ignore.field.empty()) return "";
  const std::optional<Address> address = ParseAddress(ignore.address);
  const std::optional<Kind> only = address ? address->kind : KindOfUnmanaged(ignore.address);
  const std::vector<std::string> parts = Split(ignore.field, '.');
  std::vector<std::string> names;
  for (const Kind kind : kAllKinds) {
    if (only && *only != kind) continue;
    const std::vector<Field>& fields = vocabulary_.Of(kind, nullptr).fields();
    for (const Field& field : fields) names.push_back(field.name);
    const Field* field = FindField(fields, parts.front());
    if (field == nullptr) continue;
    const bool whole = parts.size() == 1;
    const bool inside = parts.size() == 2 && field->type == FieldType::kObject;
    if (whole || field->type == FieldType::kStringMap || (inside && FindField(field->fields, parts[1]) != nullptr))
      return "";
    if (inside) return fmt::format("`{}` has no field {}.", field->name, Shown(parts[1]));
  }
  return fmt::format("{} is no field of {}.{}", Shown(ignore.field), only ? std::string(KindName(*only)) : "any kind",
                     NearestHint(parts.front(), names));
}

void Sections::CheckIgnores(const Places& objects, bool complete) {
  for (const DriftIgnore& ignore : set_.ignores) {
    const std::optional<Address> address = ParseAddress(ignore.address);
    if (address) {
      if (complete && !objects.contains(*address)) {
        report_.Error(ignore.where, "Unknown object",
                      fmt::format("`drift.ignore` names {}, which is not in the configuration.{}", ignore.address,
                                  AddressHint(*address, objects)));
      }
    } else if (ignore.address != kAnyAddress && !KindOfUnmanaged(ignore.address)) {
      report_.Error(ignore.where, "Invalid address",
                    fmt::format("{} is no address. Write KIND.NAME, such as `virtual_interface.prod`, `*` for every "
                                "object, or what a drift report calls an unmanaged object.",
                                Shown(ignore.address)));
      continue;
    }
    const std::string problem = FieldProblem(ignore);
    if (!problem.empty()) report_.Error(ignore.where, "Unknown field", problem);
  }
}

}  // namespace ic::cli
