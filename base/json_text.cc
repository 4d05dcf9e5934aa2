#include "base/json_text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

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

// Makes the tree of what RapidJSON reads: several times as fast as the tree's own reader, on what a listing of a large
// estate takes. The callbacks' names are RapidJSON's.
template <typename Json>
class Tree {
 public:
  bool Null() { return Add(nullptr); }
  bool Bool(bool value) { return Add(value); }
  bool Int(int value) { return Add(std::int64_t{value}); }
  bool Uint(unsigned value) { return Add(std::uint64_t{value}); }
  bool Int64(std::int64_t value) { return Add(value); }
  bool Uint64(std::uint64_t value) { return Add(value); }
  bool Double(double value) { return Add(value); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }  // not asked for
  bool String(const char* text, rapidjson::SizeType length, bool) { return Add(std::string(text, length)); }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    member_ = &(*open_.back())[std::string(text, length)];  // of several of one name the last counts
    return true;
  }
  bool StartObject() { return Open(Json::object()); }
  bool EndObject(rapidjson::SizeType) { return Close(); }
  bool StartArray() { return Open(Json::array()); }
  bool EndArray(rapidjson::SizeType) { return Close(); }

  Json Take() { return std::move(root_); }

 private:
  Json& Place(Json value) {
    if (open_.empty()) return root_ = std::move(value);
    if (open_.back()->is_object()) return *member_ = std::move(value);
    open_.back()->push_back(std::move(value));
    return open_.back()->back();
  }
  bool Add(Json value) {
    Place(std::move(value));
    return true;
  }
  bool Open(Json value) {
    open_.push_back(&Place(std::move(value)));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;  // each in the one before, which does not grow meanwhile
  Json* member_ = nullptr;   // of the innermost object
};

template <typename Json>
Json Bounded(std::string_view text, const Status& bounds) {
  const Json none(Json::value_t::discarded);
  if (!bounds.ok() || text.find('\0') != std::string_view::npos) return none;  // a NUL would be an end
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);                 // what some editors write before
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  Tree<Json> tree;
  constexpr unsigned kFlags = rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag;
  if (reader.Parse<kFlags>(stream, tree).IsError()) return none;
  return tree.Take();
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
