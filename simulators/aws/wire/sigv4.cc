#include "simulators/aws/wire/sigv4.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/aws/wire/error.h"
#include "simulators/server/digest.h"

namespace ic::sim::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

bool Unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Percent-encodes everything but unreserved characters, and '/' where it separates path segments. AWS encodes the
// path as it arrived once more (all services but S3), so the '%' of an encoded path is encoded too.
std::string Encode(std::string_view text, bool keep_slash) {
  std::string out;
  for (const char c : text) {
    if (Unreserved(c) || (keep_slash && c == '/')) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

// The query arrives encoded; its parameters are sorted by name and then by value.
std::string CanonicalQuery(std::string_view query) {
  if (query.empty()) return "";
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const std::string& part : Split(query, '&')) {
    const std::size_t equals = part.find('=');
    parameters.emplace_back(part.substr(0, equals), equals == std::string::npos ? "" : part.substr(equals + 1));
  }
  std::sort(parameters.begin(), parameters.end());
  std::string out;
  for (const auto& [name, value] : parameters) out += fmt::format("{}{}={}", out.empty() ? "" : "&", name, value);
  return out;
}

// Inner runs of white space become one space.
std::string CollapseSpaces(std::string_view value) {
  std::string out;
  for (const char c : Trim(value)) {
    if ((c == ' ' || c == '\t') && !out.empty() && out.back() == ' ') continue;
    out += c == '\t' ? ' ' : c;
  }
  return out;
}

std::string HeaderValue(const HttpRequest& request, const std::string& name) {
  std::string joined;
  bool first = true;
  for (const auto& [key, value] : request.headers) {
    if (key != name) continue;
    joined += fmt::format("{}{}", first ? "" : ",", CollapseSpaces(value));
    first = false;
  }
  return joined;
}

std::string CanonicalRequest(const HttpRequest& request, const Authorization& authorization) {
  std::string headers;
  std::string names;
  for (const std::string& name : authorization.signed_headers) {
    headers += fmt::format("{}:{}\n", name, HeaderValue(request, name));
    names += (names.empty() ? "" : ";") + name;
  }
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, Encode(request.path.empty() ? "/" : request.path, true),
                     CanonicalQuery(request.query), headers, names, Sha256Hex(request.body));
}

Status Incomplete(std::string message) { return AwsError("IncompleteSignatureException", std::move(message)); }
Status Invalid(std::string message) { return AwsError("InvalidSignatureException", std::move(message)); }

// "Credential=…", "SignedHeaders=…" and "Signature=…", separated by commas.
std::optional<std::string> Field(std::string_view header, std::string_view name) {
  for (const std::string& part : Split(header, ',')) {
    const std::string_view field = Trim(part);
    if (field.size() > name.size() && field.starts_with(name) && field[name.size()] == '=') {
      return std::string(field.substr(name.size() + 1));
    }
  }
  return std::nullopt;
}

bool Signed(const Authorization& authorization, std::string_view name) {
  return std::find(authorization.signed_headers.begin(), authorization.signed_headers.end(), name) !=
         authorization.signed_headers.end();
}

template <typename T>
bool Digits(std::string_view text, std::size_t at, std::size_t count, T& out) {
  const char* begin = text.data() + at;
  const auto parsed = std::from_chars(begin, begin + count, out);
  return parsed.ec == std::errc() && parsed.ptr == begin + count;
}

std::string StampOf(Time time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(days);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time) - days);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

Status CheckWindow(Time signed_at, Time now) {
  const std::string window = fmt::format("{} min", std::chrono::minutes(5).count());
  if (signed_at + kSignatureWindow < now) {
    return Invalid(fmt::format("Signature expired: {} is now earlier than {} ({} - {}.)", StampOf(signed_at),
                               StampOf(now - kSignatureWindow), StampOf(now), window));
  }
  if (signed_at > now + kSignatureWindow) {
    return Invalid(fmt::format("Signature not yet current: {} is still later than {} ({} + {}.)", StampOf(signed_at),
                               StampOf(now + kSignatureWindow), StampOf(now), window));
  }
  return OkStatus();
}

}  // namespace

StatusOr<Authorization> ParseAuthorization(const HttpRequest& request) {
  const auto header = request.Header("authorization");
  if (!header || header->empty()) {
    return AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  if (!header->starts_with(std::string(kAlgorithm) + " ")) {
    return Incomplete("Unsupported AWS 'algorithm': the Authorization header must begin with AWS4-HMAC-SHA256.");
  }
  const std::string_view fields = std::string_view(*header).substr(kAlgorithm.size() + 1);
  const auto credential = Field(fields, "Credential");
  const auto headers = Field(fields, "SignedHeaders");
  const auto signature = Field(fields, "Signature");
  for (const auto& [value, name] :
       {std::pair(credential, "Credential"), std::pair(headers, "SignedHeaders"), std::pair(signature, "Signature")}) {
    if (!value || value->empty()) {
      return Incomplete(fmt::format("Authorization header requires '{}' parameter.", name));
    }
  }
  const std::vector<std::string> scope = Split(*credential, '/');
  if (scope.size() != 5 || scope[4] != "aws4_request") {
    return Incomplete("Credential must have exactly 5 slash-delimited elements: keyid/date/region/service/term.");
  }
  return Authorization{.access_key = scope[0],
                       .date = scope[1],
                       .region = scope[2],
                       .service = scope[3],
                       .signed_headers = Split(*headers, ';'),
                       .signature = *signature};
}

StatusOr<Time> RequestTime(const HttpRequest& request) {
  const std::string stamp = request.Header("x-amz-date").value_or("");
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
  if (!read || !date.ok()) {
    return Incomplete("Date must be in ISO-8601 'basic format': the X-Amz-Date header must be like 20260101T000000Z.");
  }
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

std::string Sign(const HttpRequest& request, const Authorization& authorization, std::string_view secret) {
  const std::string scope =
      fmt::format("{}/{}/{}/aws4_request", authorization.date, authorization.region, authorization.service);
  const std::string to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, request.Header("x-amz-date").value_or(""),
                                          scope, Sha256Hex(CanonicalRequest(request, authorization)));
  std::string key = HmacSha256(fmt::format("AWS4{}", secret), authorization.date);
  key = HmacSha256(key, authorization.region);
  key = HmacSha256(key, authorization.service);
  key = HmacSha256(key, "aws4_request");
  return Hex(HmacSha256(key, to_sign));
}

Status Verify(const HttpRequest& request, const Authorization& authorization, std::string_view secret,
              std::string_view service, Time now) {
  if (authorization.service != service) {
    return Invalid(fmt::format("Credential should be scoped to correct service: '{}'.", service));
  }
  if (!Signed(authorization, "host")) {
    return Invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (!Signed(authorization, "x-amz-date")) {
    return Invalid("'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization.");
  }
  IC_ASSIGN_OR_RETURN(const Time signed_at, RequestTime(request));
  if (StampOf(signed_at).substr(0, 8) != authorization.date) {
    return Invalid(fmt::format("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date: {}.",
                               authorization.date));
  }
  IC_RETURN_IF_ERROR(CheckWindow(signed_at, now));
  const std::string expected = Sign(request, authorization, secret);
  if (!SameSecret(expected, authorization.signature)) {
    return Invalid(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
        "Key and signing method. Consult the service documentation for details.");
  }
  return OkStatus();
}

}  // namespace ic::sim::aws
