#include "adapters/huawei/client/signer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/common/client/canonical_request.h"
#include "adapters/wire/url.h"
#include "base/digest.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kAlgorithm = "SDK-HMAC-SHA256";

// Each segment decoded and encoded once; a slash at the end.
std::string CanonicalPath(std::string_view path) {
  std::string canonical;
  for (const std::string& segment : Split(path, '/')) canonical += PercentEncode(PercentDecode(segment)) + '/';
  if (path.ends_with('/')) canonical.pop_back();
  return canonical;
}

// By key, then by value, after decoding; a key without a value keeps its "=".
std::string CanonicalQuery(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [key, value] : QueryPairs(query)) pairs.emplace_back(PercentDecode(key), PercentDecode(value));
  std::sort(pairs.begin(), pairs.end());
  std::string canonical;
  for (const auto& [key, value] : pairs) {
    if (!canonical.empty()) canonical += '&';
    canonical += fmt::format("{}={}", PercentEncode(key), PercentEncode(value));
  }
  return canonical;
}

std::string CanonicalValue(std::string_view value) { return std::string(Trim(value)); }

}  // namespace

void SignRequest(const SigningKeys& keys, Time now, HttpRequest& request) {
  const std::string timestamp = CompactTimestamp(now);
  std::erase_if(request.headers, [](const auto& header) {
    return EqualsIgnoreCase(header.first, "authorization") || EqualsIgnoreCase(header.first, "x-security-token");
  });
  SetHeader(request.headers, "Host", HostOfUrl(request.url));
  SetHeader(request.headers, "X-Sdk-Date", timestamp);
  if (!keys.security_token.empty()) SetHeader(request.headers, "X-Security-Token", keys.security_token);
  const UrlParts url = SplitUrl(request.url);
  const CanonicalHeaders headers = SelectHeaders(request.headers, "x-", CanonicalValue);
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(url.path), CanonicalQuery(url.query),
                  headers.lines, headers.names, Sha256Hex(request.body));
  const std::string to_sign = fmt::format("{}\n{}\n{}", kAlgorithm, timestamp, Sha256Hex(canonical));
  SetHeader(request.headers, "Authorization",
            fmt::format("{} Access={}, SignedHeaders={}, Signature={}", kAlgorithm, keys.access_key, headers.names,
                        ToHex(HmacSha256(keys.secret_key, to_sign))));
}

void Authorize(const Credentials& credentials, Time now, HttpRequest& request) {
  if (credentials.token.empty()) {
    SignRequest(credentials.keys, now, request);
  } else {
    SetHeader(request.headers, "X-Auth-Token", credentials.token);
  }
}

}  // namespace ic::huawei
