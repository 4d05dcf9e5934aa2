#include "base/json_text.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ic {

namespace {

struct Bounds {
  std::size_t values;
  std::size_t text;  // bytes of one text
};

// Where the text that begins behind `at` ends: at its quote, or at the end of all.
std::size_t EndOfText(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at;
}

// Up to its first fault a text is cut here as the reader cuts it, and the reader goes no further than that.
Status Check(std::string_view text, const Bounds& most) {
  std::size_t levels = 0;
  std::size_t values = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char sign = text[at];
    if (sign == '"') {
      const std::size_t end = EndOfText(text, at);
      if (end - at - 1 > most.text) {
        return InvalidArgumentError(fmt::format("JSON with a text of more than {} bytes", most.text));
      }
      at = end;
    } else if (sign == '[' || sign == '{') {
      ++values;
      if (++levels > kMostJsonLevels) {
        return InvalidArgumentError(fmt::format("JSON nested deeper than {} levels", kMostJsonLevels));
      }
    } else if (sign == ']' || sign == '}') {
      if (levels > 0) --levels;
    } else if (sign == ',') {
      ++values;
    }
    if (values > most.values) {
      return InvalidArgumentError(
          fmt::format("JSON of {} bytes that holds more than {} values, which is more than is read of such a text",
                      text.size(), most.values));
    }
  }
  return OkStatus();
}

template <typename Json>
Json Bounded(std::string_view text, const Status& bounds) {
  if (!bounds.ok()) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, /*allow_exceptions=*/false);
}

}  // namespace

Status CheckJsonBounds(std::string_view text) { return Check(text, {MostJsonValues(text.size()), text.size()}); }

Status CheckAnswerBounds(std::string_view text) {
  return Check(text, {std::min(MostJsonValues(text.size()), kMostAnswerValues), kMostAnswerText});
}

nlohmann::json ParseJson(std::string_view text) { return Bounded<nlohmann::json>(text, CheckJsonBounds(text)); }

nlohmann::json ParseAnswer(std::string_view text) { return Bounded<nlohmann::json>(text, CheckAnswerBounds(text)); }

nlohmann::ordered_json ParseOrderedJson(std::string_view text) {
  return Bounded<nlohmann::ordered_json>(text, CheckJsonBounds(text));
}

}  // namespace ic
