// Hashes and message authentication codes, for verifying signatures.
#ifndef SIMULATORS_SERVER_DIGEST_H_
#define SIMULATORS_SERVER_DIGEST_H_

#include <string>
#include <string_view>

namespace ic::sim {

std::string HmacSha1(std::string_view key, std::string_view data);    // 20 bytes
std::string HmacSha256(std::string_view key, std::string_view data);  // 32 bytes
std::string Sha256Hex(std::string_view data);
std::string Hex(std::string_view bytes);     // lower case
std::string Base64(std::string_view bytes);  // with padding, on one line
// In a time that does not depend on where they differ.
bool SameSecret(std::string_view a, std::string_view b);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_DIGEST_H_
