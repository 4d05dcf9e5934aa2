// Texts against the pattern of a limit. RE2 matches: its time is linear in the text, and a long text needs no stack.
#ifndef ADAPTERS_CONTRACT_LIMITS_PATTERN_MATCH_H_
#define ADAPTERS_CONTRACT_LIMITS_PATTERN_MATCH_H_

#include <string>
#include <string_view>

#include "adapters/contract/limits.h"

namespace ic {

// True if `text`, taken as bytes, is of the form the pattern asks for. Thread-safe. The pattern's texts are compiled
// once and never freed, as those of rows are not.
bool Matches(const Pattern& pattern, std::string_view text);

// What is wrong with the regular expressions themselves; empty: nothing.
std::string PatternFlaw(const Pattern& pattern);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LIMITS_PATTERN_MATCH_H_
