#include "adapters/alibaba/client/signer.h"

#include <chrono>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "adapters/common/client/canonical_request.h"
#include "adapters/wire/url.h"
#include "base/digest.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kAlgorithm = "ACS3-HMAC-SHA256";

// What is on the wire may leave characters bare that the signature wants encoded: each part is decoded first.
std::string CanonicalQuery(std::string_view query) {
  Parameters parameters;
  for (auto& [key, value] : QueryPairs(query)) parameters[PercentDecode(key)] = PercentDecode(value);
  return EncodeParameters(parameters);
}

std::string CanonicalValue(std::string_view value) { return std::string(Trim(value)); }

}  // namespace

void AddList(Parameters& parameters, std::string_view name, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) parameters[fmt::format("{}.{}", name, i + 1)] = values[i];
}

std::string EncodeParameters(const Parameters& parameters) {
  std::string text;
  for (const auto& [name, value] : parameters) {
    if (!text.empty()) text += '&';
    text += PercentEncode(name) + "=" + PercentEncode(value);
  }
  return text;
}

std::string Timestamp(Time time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time))));
}

void SignRequest(const SigningKeys& keys, Time now, std::string_view nonce, HttpRequest& request) {
  std::erase_if(request.headers, [](const auto& header) {
    return EqualsIgnoreCase(header.first, "authorization") || EqualsIgnoreCase(header.first, "x-acs-security-token") ||
           EqualsIgnoreCase(header.first, "x-acs-accesskey-id");
  });
  const std::string body_hash = Sha256Hex(request.body);
  SetHeader(request.headers, "Host", HostOfUrl(request.url));
  SetHeader(request.headers, "x-acs-date", Timestamp(now));
  SetHeader(request.headers, "x-acs-signature-nonce", nonce);
  SetHeader(request.headers, "x-acs-content-sha256", body_hash);
  if (!keys.security_token.empty()) {
    SetHeader(request.headers, "x-acs-accesskey-id", keys.access_key);
    SetHeader(request.headers, "x-acs-security-token", keys.security_token);
  }
  const CanonicalHeaders headers = SelectHeaders(request.headers, "x-acs-", CanonicalValue);
  const UrlParts parts = SplitUrl(request.url);
  const std::string canonical =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, parts.path.empty() ? "/" : parts.path,
                  CanonicalQuery(parts.query), headers.lines, headers.names, body_hash);
  const std::string to_sign = fmt::format("{}\n{}", kAlgorithm, Sha256Hex(canonical));
  SetHeader(request.headers, "Authorization",
            fmt::format("{} Credential={},SignedHeaders={},Signature={}", kAlgorithm, keys.access_key, headers.names,
                        ToHex(HmacSha256(keys.secret_key, to_sign))));
}

std::string StringToSignV1(std::string_view method, const Parameters& parameters) {
  Parameters signed_ones = parameters;
  signed_ones.erase("Signature");
  return fmt::format("{}&{}&{}", method, PercentEncode("/"), PercentEncode(EncodeParameters(signed_ones)));
}

std::string SignatureV1(std::string_view access_key_secret, std::string_view string_to_sign) {
  return ToBase64(HmacSha1(std::string(access_key_secret) + "&", string_to_sign));
}

}  // namespace ic::alibaba
