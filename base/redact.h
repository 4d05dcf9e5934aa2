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

// From now on, and until the process ends, no text that passes through Redacted has it, as it is or as addresses,
// forms, JSON and XML spell it. Thread-safe.
void KnowSecret(std::string_view secret);
// The password in an address that may be one that cannot be read ("http://ops:p/a@ss@proxy"): at its widest; as it is
// sent, too: decoded, and with the user in base64.
void KnowPasswordIn(std::string_view address);

// `text` without the secrets that are known, without user and password in addresses ("postgres://ops:x@db", also where
// a password that was not encoded breaks the address; "ops:x@proxy:3128"), and without what follows
// "password=" and "signature=".
std::string Redacted(std::string text);
// Of that as much as `most` bytes have. What is to be shortened is shortened here: half a secret is found by nobody.
std::string RedactedStart(std::string_view text, std::size_t most);

}  // namespace ic

#endif  // BASE_REDACT_H_
