// SHA-256 (FIPS 180-4), for marks, checksums and stable ids. OpenSSL computes it.
#ifndef ADAPTERS_CONTRACT_SHA256_H_
#define ADAPTERS_CONTRACT_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

namespace ic {

// Of parts that are given one after the other. Each is counted with its length, so that no two lists of parts are alike.
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

// Of a text as it is: 64 lower-case digits.
std::string DigestHex(std::string_view text);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_SHA256_H_
