// JSON that somebody else wrote, within bounds. The library's reader takes any depth, and what is done with the tree
// afterwards (copying, writing, comparing) recurses; a value costs many times the two bytes it may be written in. So
// the text is looked at before it is read. Every reader of JSON goes through here (tests/tree holds it).
#ifndef BASE_JSON_TEXT_H_
#define BASE_JSON_TEXT_H_

#include <cstddef>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"

namespace ic {

inline constexpr std::size_t kMostJsonLevels = 100;

// How many values a text of so many bytes may hold: small ones as many as they like, large ones about as many as JSON
// has that says something. What they take in memory stays within a small multiple of the text.
constexpr std::size_t MostJsonValues(std::size_t bytes) { return 250'000 + bytes / 10; }

// What one answer of a service holds at most, however large it is: one run asks for several at once, and a value of
// three bytes costs a hundred. An account has hundreds of objects with a hundred values each.
inline constexpr std::size_t kMostAnswerValues = 1'000'000;
inline constexpr std::size_t kMostAnswerText = std::size_t{1} << 20;  // bytes of each text in it

// kInvalidArgument, what the bound is, if the text is nested deeper or holds more values. Says nothing of its grammar.
Status CheckJsonBounds(std::string_view text);
// Likewise of what a service answers.
Status CheckAnswerBounds(std::string_view text);

// The value; discarded (nlohmann::json::is_discarded) if the text is no JSON, or not within bounds.
nlohmann::json ParseJson(std::string_view text);
nlohmann::json ParseAnswer(std::string_view text);               // of a service
nlohmann::ordered_json ParseOrderedJson(std::string_view text);  // members in the order in which they are written

}  // namespace ic

#endif  // BASE_JSON_TEXT_H_
