#include "adapters/common/kinds/extras.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace ic {
namespace {

constexpr std::size_t kLongestExtra = 200;

bool IsNothing(const nlohmann::json& value) {
  if (value.is_null() || value == false || value == 0) return true;
  if (value.is_string()) return value.get_ref<const std::string&>().empty();
  return value.is_structured() && std::ranges::all_of(value, IsNothing);
}

std::string Words(const nlohmann::json& value) {
  const std::string text = value.is_string()
                               ? value.get<std::string>()
                               : value.dump(-1, ' ', /*ensure_ascii=*/false, nlohmann::json::error_handler_t::replace);
  return ToValidUtf8(text.size() > kLongestExtra ? text.substr(0, kLongestExtra) + "…" : text);
}

}  // namespace

std::vector<Extra> ExtrasOf(const VendorTraits& traits, Kind kind, const nlohmann::json& live) {
  std::vector<Extra> extras;
  for (const Beyond& row : traits.beyond) {
    if (row.kind != kind || !live.is_object()) continue;
    const auto found = live.find(row.member);
    if (found == live.end() || IsNothing(*found)) continue;
    std::string words = Words(*found);
    if (words == row.usual) continue;
    extras.push_back({.name = std::string(row.member),
                      .value = row.secret ? std::string() : std::move(words),
                      .field = std::string(row.field)});
  }
  return extras;
}

}  // namespace ic
