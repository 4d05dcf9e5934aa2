// Small helpers for messages.
#ifndef BASE_TEXT_H_
#define BASE_TEXT_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ic {

// The candidate most like `word`, if one is close enough to be a plausible slip (a third of its letters at most; one in
// another case is none).
std::optional<std::string> NearestName(std::string_view word, std::span<const std::string> candidates);

// Valid UTF-8 made of `text`: each byte that is none becomes U+FFFD.
std::string ToValidUtf8(std::string_view text);

// True if `text` is well-formed UTF-8 (no overlong forms, no surrogates).
bool IsValidUtf8(std::string_view text);

// "a", "a and b", "a, b and c".
std::string JoinWords(std::span<const std::string> words, std::string_view conjunction);

// With a full stop, if nothing ends it: a status is a clause of something longer.
std::string AsSentence(std::string text);

// ASCII only; other bytes stay.
std::string ToLowerAscii(std::string_view text);
bool EqualsIgnoreCase(std::string_view a, std::string_view b);

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Without white space at both ends.
std::string_view Trim(std::string_view text);

// The parts between separators; always at least one.
std::vector<std::string> Split(std::string_view text, char separator);

// As addresses are read: "%41" is "A"; a "%" that no two hexadecimal digits follow stays.
std::string PercentDecode(std::string_view text);

}  // namespace ic

#endif  // BASE_TEXT_H_
