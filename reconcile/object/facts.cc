#include "reconcile/object/facts.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ic::reconcile {

Facts ParseFacts(std::string_view text) {
  Facts facts;
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return facts;
  if (const auto id = json.find("id"); id != json.end() && id->is_string()) facts.id = id->get<std::string>();
  return facts;
}

std::string FactsText(const Facts& facts) {
  // Ids hardly ever need more; and this is done for each object of each plan.
  const auto plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (facts.id.empty()) return "{}";
  if (std::all_of(facts.id.begin(), facts.id.end(), plain)) return fmt::format("{{\"id\":\"{}\"}}", facts.id);
  nlohmann::json json = nlohmann::json::object();
  json["id"] = facts.id;
  return json.dump(-1, ' ', /*ensure_ascii=*/true, nlohmann::json::error_handler_t::replace);
}

}  // namespace ic::reconcile
