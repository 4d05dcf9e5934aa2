#include "adapters/aws/signer.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/text.h"

namespace ic::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

std::string Hex(const unsigned char* data, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(size * 2);
  for (std::size_t i = 0; i < size; ++i) {
    text += kDigits[data[i] >> 4];
    text += kDigits[data[i] & 0xf];
  }
  return text;
}

std::string DigestHex(const EVP_MD* algorithm, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(data.data(), data.size(), digest.data(), &size, algorithm, nullptr);
  return Hex(digest.data(), size);
}

std::string Hmac(std::string_view key, std::string_view data) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(data.data()),
       data.size(), digest.data(), &size);
  return {reinterpret_cast<const char*>(digest.data()), size};
}

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Dot segments and empty segments removed, then each byte that is not unreserved encoded (an encoded path is encoded
// again: the rule for every service but S3).
std::string CanonicalPath(std::string_view path) {
  std::vector<std::string> kept;
  for (std::string& segment : Split(path, '/')) {
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!segment.empty() && segment != "." && segment != "..") kept.push_back(std::move(segment));
  }
  std::string canonical;
  for (const std::string& segment : kept) {
    canonical += '/';
    for (const char c : segment) {
      if (IsUnreserved(c)) {
        canonical += c;
      } else {
        canonical += fmt::format("%{:02X}", static_cast<unsigned char>(c));
      }
    }
  }
  if (canonical.empty() || path.ends_with('/')) canonical += '/';
  return canonical;
}

std::string CanonicalQuery(std::string_view query) {
  if (query.empty()) return "";
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& part : Split(query, '&')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs.emplace_back(part.substr(0, equals), equals < part.size() ? part.substr(equals + 1) : "");
  }
  std::sort(pairs.begin(), pairs.end());
  std::string canonical;
  for (const auto& [key, value] : pairs) {
    if (!canonical.empty()) canonical += '&';
    canonical += fmt::format("{}={}", key, value);
  }
  return canonical;
}

// Runs of white space become one space.
std::string CanonicalValue(std::string_view value) {
  std::string canonical;
  bool gap = false;
  for (const char c : Trim(value)) {
    if (c == ' ' || c == '\t') {
      gap = true;
      continue;
    }
    if (std::exchange(gap, false)) canonical += ' ';
    canonical += c;
  }
  return canonical;
}

struct CanonicalHeaders {
  std::string lines;
  std::string names;
};

CanonicalHeaders SelectHeaders(const HttpHeaders& headers) {
  std::map<std::string, std::string> selected;
  for (const auto& [name, value] : headers) {
    std::string lower = ToLowerAscii(name);
    if (lower == "host" || lower == "content-type" || lower.starts_with("x-amz-")) {
      selected.insert_or_assign(std::move(lower), CanonicalValue(value));
    }
  }
  CanonicalHeaders canonical;
  for (const auto& [name, value] : selected) {
    canonical.lines += fmt::format("{}:{}\n", name, value);
    if (!canonical.names.empty()) canonical.names += ';';
    canonical.names += name;
  }
  return canonical;
}

}  // namespace

std::string Sha256Hex(std::string_view data) { return DigestHex(EVP_sha256(), data); }

std::string Sha1Hex(std::string_view data) { return DigestHex(EVP_sha1(), data); }

void SignRequest(const SigningKeys& keys, std::string_view region, std::string_view service, Time now,
                 HttpRequest& request) {
  const std::string timestamp =
      fmt::format("{:%Y%m%dT%H%M%SZ}",
                  fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(now))));
  const std::string date = timestamp.substr(0, 8);
  std::erase_if(request.headers, [](const auto& header) {
    return EqualsIgnoreCase(header.first, "authorization") || EqualsIgnoreCase(header.first, "x-amz-security-token");
  });
  SetHeader(request.headers, "Host", HostOfUrl(request.url));
  SetHeader(request.headers, "X-Amz-Date", timestamp);
  if (!keys.session_token.empty()) SetHeader(request.headers, "X-Amz-Security-Token", keys.session_token);

  const std::string_view url = request.url;
  const std::size_t path_begin = std::min(url.find('/', url.find("://") + 3), url.size());
  const std::size_t query_begin = std::min(url.find('?'), url.size());
  const std::string_view query = query_begin < url.size() ? url.substr(query_begin + 1) : std::string_view();
  const std::string_view path =
      path_begin < query_begin ? url.substr(path_begin, query_begin - path_begin) : std::string_view();
  const CanonicalHeaders headers = SelectHeaders(request.headers);
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(path), CanonicalQuery(query), headers.lines,
                  headers.names, Sha256Hex(request.body));
  const std::string scope = fmt::format("{}/{}/{}/aws4_request", date, region, service);
  const std::string to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, timestamp, scope, Sha256Hex(canonical));
  const std::string key =
      Hmac(Hmac(Hmac(Hmac("AWS4" + keys.secret_access_key, date), region), service), "aws4_request");
  const std::string signature = Hmac(key, to_sign);
  SetHeader(
      request.headers, "Authorization",
      fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm, keys.access_key_id, scope,
                  headers.names, Hex(reinterpret_cast<const unsigned char*>(signature.data()), signature.size())));
}

}  // namespace ic::aws
