#include "simulators/huawei/wire/signature.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/huawei/wire/encoding.h"
#include "simulators/huawei/wire/error.h"
#include "simulators/server/digest.h"
#include "simulators/server/url.h"

namespace ic::sim::huawei {
namespace {

constexpr std::string_view kAlgorithm = "SDK-HMAC-SHA256";
constexpr std::string_view kScopeEnd = "sdk_request";

// The path in canonical form ends in a slash, whatever the wire has.
template <typename Recode>
std::string CanonicalPath(std::string_view path, Recode recode) {
  std::string out;
  bool first = true;
  for (const std::string& segment : Split(path, '/')) {
    out += first ? "" : "/";
    out += recode(segment);
    first = false;
  }
  if (out.empty() || out.back() != '/') out += '/';
  return out;
}

std::string CanonicalQuery(std::string_view raw) {
  Query query = ParseQuery(raw);
  std::sort(query.begin(), query.end());
  std::string out;
  for (const auto& [name, value] : query) {
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", PercentEncode(name), PercentEncode(value));
  }
  return out;
}

std::string CollapseSpaces(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == ' ' && !out.empty() && out.back() == ' ') continue;
    out += c;
  }
  return out;
}

std::string CanonicalHeaders(const HttpRequest& request, const Authorization& authorization) {
  std::string out;
  for (const std::string& name : authorization.signed_headers) {
    const std::string value(Trim(request.Header(name).value_or("")));
    out += fmt::format("{}:{}\n", name, authorization.scope.empty() ? value : CollapseSpaces(value));
  }
  return out;
}

std::string Canonical(const HttpRequest& request, const Authorization& authorization, const std::string& path,
                      const std::string& body_hash) {
  std::string names;
  for (const std::string& name : authorization.signed_headers) names += (names.empty() ? "" : ";") + name;
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, path, CanonicalQuery(request.query),
                     CanonicalHeaders(request, authorization), names, body_hash);
}

// The documented form first, then what clients are known to send instead.
std::vector<std::string> CanonicalRequests(const HttpRequest& request, const Authorization& authorization) {
  const std::string once =
      CanonicalPath(request.path, [](const std::string& text) { return PercentEncode(DecodeSegment(text)); });
  const std::string twice = CanonicalPath(request.path, [](const std::string& text) { return PercentEncode(text); });
  const std::string hash = request.Header("x-sdk-content-sha256").value_or(Sha256Hex(request.body));
  std::vector<std::string> forms = {Canonical(request, authorization, once, hash)};
  if (twice != once) forms.push_back(Canonical(request, authorization, twice, hash));
  if (!authorization.scope.empty() && request.method == "POST" && request.body.empty()) {
    forms.push_back(Canonical(request, authorization, once, Sha256Hex(CanonicalQuery(request.query))));
  }
  return forms;
}

std::string SignCanonical(const HttpRequest& request, const Authorization& authorization, std::string_view secret,
                          const std::string& canonical) {
  const std::string stamp = request.Header("x-sdk-date").value_or("");
  std::string key(secret);
  std::string to_sign = fmt::format("{}\n{}\n", kAlgorithm, stamp);
  if (!authorization.scope.empty()) {
    key = fmt::format("SDK{}", secret);
    for (const std::string& part : Split(authorization.scope, '/')) key = HmacSha256(key, part);
    to_sign += authorization.scope + "\n";
  }
  return Hex(HmacSha256(key, to_sign + Sha256Hex(canonical)));
}

// The value of "name=value" among parts separated by commas.
std::optional<std::string> Field(std::string_view header, std::string_view name) {
  for (const std::string& part : Split(header, ',')) {
    const std::string_view field = Trim(part);
    if (field.size() > name.size() + 1 && field.starts_with(name) && field[name.size()] == '=') {
      return std::string(field.substr(name.size() + 1));
    }
  }
  return std::nullopt;
}

template <typename T>
bool Digits(std::string_view text, std::size_t at, std::size_t count, T& out) {
  const char* begin = text.data() + at;
  const auto parsed = std::from_chars(begin, begin + count, out);
  return parsed.ec == std::errc() && parsed.ptr == begin + count;
}

std::optional<Time> ReadStamp(std::string_view stamp) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  const bool read = stamp.size() == 16 && stamp[8] == 'T' && stamp[15] == 'Z' && Digits(stamp, 0, 4, year) &&
                    Digits(stamp, 4, 2, month) && Digits(stamp, 6, 2, day) && Digits(stamp, 9, 2, hour) &&
                    Digits(stamp, 11, 2, minute) && Digits(stamp, 13, 2, second);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!read || !date.ok()) return std::nullopt;
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

bool Signed(const Authorization& authorization, std::string_view name) {
  return std::find(authorization.signed_headers.begin(), authorization.signed_headers.end(), name) !=
         authorization.signed_headers.end();
}

}  // namespace

bool IsSigned(const HttpRequest& request) {
  return request.Header("authorization").value_or("").starts_with(kAlgorithm);
}

StatusOr<Authorization> ParseAuthorization(const HttpRequest& request) {
  const std::string header = request.Header("authorization").value_or("");
  if (!header.starts_with(std::string(kAlgorithm) + " ")) {
    return AuthenticationError("the Authorization header must begin with SDK-HMAC-SHA256");
  }
  const std::string_view fields = std::string_view(header).substr(kAlgorithm.size() + 1);
  const auto access = Field(fields, "Access");
  const auto credential = Field(fields, "Credential");
  const auto headers = Field(fields, "SignedHeaders");
  const auto signature = Field(fields, "Signature");
  if ((!access && !credential) || !headers || !signature) {
    return AuthenticationError("the Authorization header needs Access (or Credential), SignedHeaders and Signature");
  }
  Authorization out{.signed_headers = Split(*headers, ';'), .signature = *signature};
  if (access) {
    out.access_key = *access;
    return out;
  }
  const std::vector<std::string> parts = Split(*credential, '/');
  if (parts.size() != 5 || parts[4] != kScopeEnd) {
    return AuthenticationError("Credential must be AK/date/region/service/sdk_request");
  }
  out.access_key = parts[0];
  out.scope = credential->substr(parts[0].size() + 1);
  return out;
}

std::vector<std::string> Signatures(const HttpRequest& request, const Authorization& authorization,
                                    std::string_view secret) {
  std::vector<std::string> out;
  for (const std::string& canonical : CanonicalRequests(request, authorization)) {
    out.push_back(SignCanonical(request, authorization, secret, canonical));
  }
  return out;
}

Status Verify(const HttpRequest& request, const Authorization& authorization, std::string_view secret, Time now) {
  if (!Signed(authorization, "x-sdk-date")) return AuthenticationError("the header X-Sdk-Date must be signed");
  const std::string stamp = request.Header("x-sdk-date").value_or("");
  const auto signed_at = ReadStamp(stamp);
  if (!signed_at) return AuthenticationError("X-Sdk-Date must be like 20260101T000000Z");
  if (!authorization.scope.empty() && !authorization.scope.starts_with(stamp.substr(0, 8) + "/")) {
    return AuthenticationError("the date of the credential's scope is not that of X-Sdk-Date");
  }
  if (*signed_at + kSignatureWindow < now || *signed_at > now + kSignatureWindow) {
    return AuthenticationError(fmt::format("signature expired, X-Sdk-Date {} is more than 15 minutes off", stamp));
  }
  for (const std::string& expected : Signatures(request, authorization, secret)) {
    if (SameSecret(expected, authorization.signature)) return OkStatus();
  }
  std::string canonical = CanonicalRequests(request, authorization).front();
  std::replace(canonical.begin(), canonical.end(), '\n', '|');
  return AuthenticationError(fmt::format("verify aksk signature fail, canonicalRequest:{}", canonical));
}

}  // namespace ic::sim::huawei
