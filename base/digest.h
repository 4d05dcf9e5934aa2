// Digests, message authentication codes and encodings: for marks, checksums, stable ids and request signatures. OpenSSL
// computes them.
#ifndef BASE_DIGEST_H_
#define BASE_DIGEST_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ic {

// Lower-case hexadecimal.
std::string ToHex(std::string_view bytes);
// Standard alphabet, with padding.
std::string ToBase64(std::string_view bytes);
// Likewise, whole and without line breaks. Absent: it is no such text.
std::optional<std::string> FromBase64(std::string_view text);

// Lower-case hexadecimal digests.
std::string Sha256Hex(std::string_view data);
std::string Sha1Hex(std::string_view data);

// The bytes of the code.
std::string HmacSha256(std::string_view key, std::string_view data);
std::string HmacSha1(std::string_view key, std::string_view data);

// SHA-256 of parts that are given one after the other. Each is counted with its length, so that no two lists of parts
// are alike.
class PartsDigest {
 public:
  PartsDigest();
  ~PartsDigest();
  PartsDigest(const PartsDigest&) = delete;
  PartsDigest& operator=(const PartsDigest&) = delete;

  void Add(std::string_view part);
  // 64 lower-case digits. Ends the digest.
  std::string Hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace ic

#endif  // BASE_DIGEST_H_
