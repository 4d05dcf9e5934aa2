// Secrets stay out of texts, at one place: whatever is said to people (Diagnostics) or written to a log (the sinks)
// passes through Redacted, whoever put it together: a library, a proxy, a service that quotes what it was sent.
#ifndef BASE_REDACT_H_
#define BASE_REDACT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace ic {

// Shorter ones are not looked for: they would be found in words.
inline constexpr std::size_t kShortestSecret = 6;

// From now on, and until the process ends, no text that passes through Redacted has it, as it is or percent-encoded.
// Thread-safe.
void KnowSecret(std::string_view secret);

// `text` without the secrets that are known, without user and password in addresses ("postgres://ops:x@db", also where
// a password that was not encoded breaks the address; "ops:x@proxy:3128"), and without what follows "password=".
std::string Redacted(std::string text);

}  // namespace ic

#endif  // BASE_REDACT_H_
