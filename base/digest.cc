#include "base/digest.h"

#include <array>
#include <cstdlib>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace ic {
namespace {

// Fails for want of memory alone, or in an OpenSSL that was built without it.
void Must(int result) {
  if (result != 1) std::abort();
}

std::string DigestHex(const EVP_MD* algorithm, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  Must(EVP_Digest(data.data(), data.size(), digest.data(), &size, algorithm, nullptr));
  return ToHex({reinterpret_cast<const char*>(digest.data()), size});
}

std::string Hmac(const EVP_MD* algorithm, std::string_view key, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(algorithm, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(data.data()),
       data.size(), digest.data(), &size);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace

std::string ToHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0xf];
  }
  return text;
}

std::string ToBase64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> FromBase64(std::string_view text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t end = text.find_last_not_of('=') + 1;  // npos + 1 is the beginning
  if (text.size() % 4 != 0 || text.size() - end > 2) return std::nullopt;
  if (text.substr(0, end).find_first_not_of(kAlphabet) != std::string_view::npos) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - (text.size() - end));
  return bytes;
}

std::string Sha256Hex(std::string_view data) { return DigestHex(EVP_sha256(), data); }
std::string Sha1Hex(std::string_view data) { return DigestHex(EVP_sha1(), data); }

std::string HmacSha256(std::string_view key, std::string_view data) { return Hmac(EVP_sha256(), key, data); }
std::string HmacSha1(std::string_view key, std::string_view data) { return Hmac(EVP_sha1(), key, data); }

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
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  Must(EVP_DigestFinal_ex(context_->md, digest.data(), &size));
  return ToHex({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace ic
