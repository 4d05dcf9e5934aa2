#include "base/json_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ic {

// Up to its first fault a text is cut here as the reader cuts it, and the reader goes no further than that.
Status CheckJsonBounds(std::string_view text) {
  const std::size_t most = MostJsonValues(text.size());
  std::size_t levels = 0;
  std::size_t values = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '"':
        for (++at; at < text.size() && text[at] != '"'; ++at) {
          if (text[at] == '\\') ++at;
        }
        break;
      case '[':
      case '{':
        ++values;
        if (++levels > kMostJsonLevels) {
          return InvalidArgumentError(fmt::format("JSON nested deeper than {} levels", kMostJsonLevels));
        }
        break;
      case ']':
      case '}':
        if (levels > 0) --levels;
        break;
      case ',':
        ++values;
        break;
      default:
        break;
    }
    if (values > most) {
      return InvalidArgumentError(
          fmt::format("JSON of {} bytes that holds more than {} values, which is more than is read of such a text",
                      text.size(), most));
    }
  }
  return OkStatus();
}

namespace {

template <typename Json>
Json Bounded(std::string_view text) {
  if (!CheckJsonBounds(text).ok()) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

}  // namespace

nlohmann::json ParseJson(std::string_view text) { return Bounded<nlohmann::json>(text); }

nlohmann::ordered_json ParseOrderedJson(std::string_view text) { return Bounded<nlohmann::ordered_json>(text); }

}  // namespace ic
