// Digests, message authentication codes and encodings, as request signatures need them.
#ifndef ADAPTERS_WIRE_DIGEST_H_
#define ADAPTERS_WIRE_DIGEST_H_

#include <string>
#include <string_view>

namespace ic {

// Lower-case hexadecimal.
std::string ToHex(std::string_view bytes);
// Standard alphabet, with padding.
std::string ToBase64(std::string_view bytes);

// Lower-case hexadecimal digests.
std::string Sha256Hex(std::string_view data);
std::string Sha1Hex(std::string_view data);

// The bytes of the code.
std::string HmacSha256(std::string_view key, std::string_view data);
std::string HmacSha1(std::string_view key, std::string_view data);

}  // namespace ic

#endif  // ADAPTERS_WIRE_DIGEST_H_
