#include "reconcile/object/facts.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/fields.h"
#include "base/json_text.h"
#include "base/time_text.h"

namespace ic::reconcile {
namespace {

std::string TextIn(const nlohmann::json& json, std::string_view name) {
  const auto found = json.find(name);
  return found == json.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::optional<std::vector<std::string>> IdsIn(const nlohmann::json& json, std::string_view name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array()) return std::nullopt;
  std::vector<std::string> ids;
  for (const auto& id : *found) {
    if (id.is_string()) ids.push_back(id.get<std::string>());
  }
  return ids;
}

std::optional<BegunChange> BegunIn(const nlohmann::json& json) {
  const auto found = json.find("begun");
  if (found == json.end() || !found->is_object()) return std::nullopt;
  const auto at = ParseIsoTime(TextIn(*found, "at"));
  if (!at) return std::nullopt;
  return BegunChange{*at, IdsIn(*found, "paths").value_or(std::vector<std::string>())};
}

}  // namespace

bool LeavesKeyOpen(const BegunChange& begun) {
  return std::ranges::find(begun.paths, field::kAuthKey) != begun.paths.end();
}

bool IsMarkedAsNobodys(const Facts& facts) { return !facts.nonce.empty() && facts.marked_owner.empty(); }

Facts ParseFacts(std::string_view text) {
  Facts facts;
  const auto json = ParseJson(text);
  if (!json.is_object()) return facts;
  facts.id = TextIn(json, "id");
  facts.successor = TextIn(json, "successor");
  facts.beside = IdsIn(json, "beside").value_or(std::vector<std::string>());
  facts.passengers = IdsIn(json, "passengers");
  if (const auto held = json.find("held"); held != json.end() && held->is_object()) {
    for (const auto& [group, ids] : held->items()) {
      facts.held[group] = IdsIn(*held, group).value_or(std::vector<std::string>());
    }
  }
  if (const auto unkeyed = json.find("unkeyed"); unkeyed != json.end()) facts.unkeyed = *unkeyed == true;
  if (const auto taken = json.find("taken"); taken != json.end()) facts.taken = *taken == true;
  if (const auto moved = json.find("moved"); moved != json.end()) facts.moved = *moved == true;
  facts.owner = TextIn(json, "owner");
  facts.mark = TextIn(json, "mark");
  facts.nonce = TextIn(json, "nonce");
  facts.marked_owner = TextIn(json, "marked_owner");
  if (const auto was = json.find("was"); was != json.end() && was->is_object()) {
    for (const auto& [path, text] : was->items()) {
      if (text.is_string()) facts.was[path] = text.get<std::string>();
    }
  }
  facts.begun = BegunIn(json);
  return facts;
}

std::string FactsText(const Facts& facts) {
  // Ids hardly ever need more; and this is done for each object of each plan.
  const auto plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (facts.id.empty()) return "{}";
  if (facts.successor.empty() && !facts.passengers && !facts.unkeyed && !facts.taken && !facts.moved &&
      facts.was.empty() && facts.mark.empty() && facts.marked_owner.empty() && !facts.begun && facts.held.empty() &&
      std::all_of(facts.id.begin(), facts.id.end(), plain) &&
      std::all_of(facts.owner.begin(), facts.owner.end(), plain)) {
    if (facts.owner.empty()) return fmt::format("{{\"id\":\"{}\"}}", facts.id);
    return fmt::format("{{\"id\":\"{}\",\"owner\":\"{}\"}}", facts.id, facts.owner);
  }
  nlohmann::json json = nlohmann::json::object();
  json["id"] = facts.id;
  if (!facts.successor.empty()) json["successor"] = facts.successor;
  if (!facts.beside.empty()) json["beside"] = facts.beside;
  if (facts.passengers) json["passengers"] = *facts.passengers;
  if (!facts.held.empty()) json["held"] = facts.held;
  if (facts.unkeyed) json["unkeyed"] = true;
  if (facts.taken) json["taken"] = true;
  if (facts.moved) json["moved"] = true;
  if (!facts.was.empty()) json["was"] = facts.was;
  if (!facts.mark.empty()) json["mark"] = facts.mark;
  if (!facts.nonce.empty()) json["nonce"] = facts.nonce;
  if (!facts.marked_owner.empty()) json["marked_owner"] = facts.marked_owner;
  if (!facts.owner.empty()) json["owner"] = facts.owner;
  if (facts.begun) json["begun"] = {{"at", IsoTime(facts.begun->at)}, {"paths", facts.begun->paths}};
  return json.dump(-1, ' ', /*ensure_ascii=*/true, nlohmann::json::error_handler_t::replace);
}

}  // namespace ic::reconcile
