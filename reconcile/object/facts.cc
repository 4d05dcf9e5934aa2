#include "reconcile/object/facts.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace ic::reconcile {

Facts ParseFacts(std::string_view text) {
  Facts facts;
  const auto json = ParseJson(text);
  if (!json.is_object()) return facts;
  if (const auto id = json.find("id"); id != json.end() && id->is_string()) facts.id = id->get<std::string>();
  if (const auto next = json.find("successor"); next != json.end() && next->is_string()) {
    facts.successor = next->get<std::string>();
  }
  if (const auto beside = json.find("beside"); beside != json.end() && beside->is_array()) {
    for (const auto& id : *beside) {
      if (id.is_string()) facts.beside.push_back(id.get<std::string>());
    }
  }
  if (const auto unkeyed = json.find("unkeyed"); unkeyed != json.end()) facts.unkeyed = *unkeyed == true;
  if (const auto taken = json.find("taken"); taken != json.end()) facts.taken = *taken == true;
  if (const auto owner = json.find("owner"); owner != json.end() && owner->is_string()) {
    facts.owner = owner->get<std::string>();
  }
  if (const auto was = json.find("was"); was != json.end() && was->is_object()) {
    for (const auto& [path, text] : was->items()) {
      if (text.is_string()) facts.was[path] = text.get<std::string>();
    }
  }
  return facts;
}

std::string FactsText(const Facts& facts) {
  // Ids hardly ever need more; and this is done for each object of each plan.
  const auto plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (facts.id.empty()) return "{}";
  if (facts.successor.empty() && !facts.unkeyed && !facts.taken && facts.was.empty() &&
      std::all_of(facts.id.begin(), facts.id.end(), plain) &&
      std::all_of(facts.owner.begin(), facts.owner.end(), plain)) {
    if (facts.owner.empty()) return fmt::format("{{\"id\":\"{}\"}}", facts.id);
    return fmt::format("{{\"id\":\"{}\",\"owner\":\"{}\"}}", facts.id, facts.owner);
  }
  nlohmann::json json = nlohmann::json::object();
  json["id"] = facts.id;
  if (!facts.successor.empty()) json["successor"] = facts.successor;
  if (!facts.beside.empty()) json["beside"] = facts.beside;
  if (facts.unkeyed) json["unkeyed"] = true;
  if (facts.taken) json["taken"] = true;
  if (!facts.was.empty()) json["was"] = facts.was;
  if (!facts.owner.empty()) json["owner"] = facts.owner;
  return json.dump(-1, ' ', /*ensure_ascii=*/true, nlohmann::json::error_handler_t::replace);
}

}  // namespace ic::reconcile
