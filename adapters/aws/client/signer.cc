#include "adapters/aws/client/signer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/common/client/canonical_request.h"
#include "adapters/wire/url.h"
#include "base/digest.h"
#include "base/text.h"

namespace ic::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

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
    canonical += '/' + PercentEncode(segment);
  }
  if (canonical.empty() || path.ends_with('/')) canonical += '/';
  return canonical;
}

std::string CanonicalQuery(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs = QueryPairs(query);
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

}  // namespace

void SignRequest(const SigningKeys& keys, std::string_view region, std::string_view service, Time now,
                 HttpRequest& request) {
  const std::string timestamp = CompactTimestamp(now);
  const std::string date = timestamp.substr(0, 8);
  std::erase_if(request.headers, [](const auto& header) {
    return EqualsIgnoreCase(header.first, "authorization") || EqualsIgnoreCase(header.first, "x-amz-security-token");
  });
  SetHeader(request.headers, "Host", HostOfUrl(request.url));
  SetHeader(request.headers, "X-Amz-Date", timestamp);
  if (!keys.security_token.empty()) SetHeader(request.headers, "X-Amz-Security-Token", keys.security_token);

  const UrlParts url = SplitUrl(request.url);
  const CanonicalHeaders headers = SelectHeaders(request.headers, "x-amz-", CanonicalValue);
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(url.path), CanonicalQuery(url.query),
                  headers.lines, headers.names, Sha256Hex(request.body));
  const std::string scope = fmt::format("{}/{}/{}/aws4_request", date, region, service);
  const std::string to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, timestamp, scope, Sha256Hex(canonical));
  const std::string key =
      HmacSha256(HmacSha256(HmacSha256(HmacSha256("AWS4" + keys.secret_key, date), region), service), "aws4_request");
  const std::string signature = HmacSha256(key, to_sign);
  SetHeader(request.headers, "Authorization",
            fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm, keys.access_key, scope,
                        headers.names, ToHex(signature)));
}

}  // namespace ic::aws
