#include "adapters/contract/sha256.h"

#include <array>
#include <cstddef>
#include <cstdlib>

#include <openssl/evp.h>

namespace ic {
namespace {

using Bytes = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string HexOf(const Bytes& bytes, unsigned size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += kDigits[bytes.at(i) >> 4U];
    text += kDigits[bytes.at(i) & 0xFU];
  }
  return text;
}

// Fails for want of memory alone, or in an OpenSSL that was built without it.
void Must(int result) {
  if (result != 1) std::abort();
}

}  // namespace

struct PartsDigest::Context {
  EVP_MD_CTX* md = EVP_MD_CTX_new();
};

PartsDigest::PartsDigest() : context_(std::make_unique<Context>()) {
  Must(EVP_DigestInit_ex(context_->md, EVP_sha256(), nullptr));
}

PartsDigest::~PartsDigest() { EVP_MD_CTX_free(context_->md); }

void PartsDigest::Add(std::string_view part) {
  const std::string length = std::to_string(part.size()) + ":";
  Must(EVP_DigestUpdate(context_->md, length.data(), length.size()));
  Must(EVP_DigestUpdate(context_->md, part.data(), part.size()));
}

std::string PartsDigest::Hex() {
  Bytes bytes{};
  unsigned size = 0;
  Must(EVP_DigestFinal_ex(context_->md, bytes.data(), &size));
  return HexOf(bytes, size);
}

std::string DigestHex(std::string_view text) {
  Bytes bytes{};
  unsigned size = 0;
  Must(EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_sha256(), nullptr));
  return HexOf(bytes, size);
}

}  // namespace ic
