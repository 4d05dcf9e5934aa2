#include "simulators/alibaba/wire/signature.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/alibaba/wire/error.h"
#include "simulators/server/digest.h"
#include "simulators/server/url.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::string_view kAlgorithm = "ACS3-HMAC-SHA256";

Status Incomplete(std::string_view why) {
  return ApiError("IncompleteSignature",
                  fmt::format("The request signature does not conform to Aliyun standards: {}.", why));
}

Status MissingSignaturePart(std::string_view name) {
  return ApiError("MissingParameter", fmt::format("{} is mandatory for this action.", name));
}

bool IsForm(const HttpRequest& request) {
  return request.Header("content-type").value_or("").starts_with("application/x-www-form-urlencoded");
}

// Sorted by name, every byte but RFC 3986's unreserved ones encoded: not as it came on the wire, where clients leave
// '*' and others bare.
std::string Canonical(const Parameters& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) {
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", PercentEncode(name), PercentEncode(value));
  }
  return out;
}

std::optional<std::string> Field(std::string_view header, std::string_view name) {
  for (const std::string& part : Split(header, ',')) {
    const std::string_view field = Trim(part);
    if (field.size() > name.size() && field.starts_with(name) && field[name.size()] == '=') {
      return std::string(field.substr(name.size() + 1));
    }
  }
  return std::nullopt;
}

bool Signed(const Claim& claim, std::string_view name) {
  return std::find(claim.signed_headers.begin(), claim.signed_headers.end(), name) != claim.signed_headers.end();
}

// host and every x-acs- header that came must be signed.
Status CheckSignedHeaders(const HttpRequest& request, const Claim& claim) {
  if (!Signed(claim, "host")) return Incomplete("the header host is not signed");
  for (const auto& [name, value] : request.headers) {
    if (name.starts_with("x-acs-") && !Signed(claim, name)) {
      return Incomplete(fmt::format("the header {} is not signed", name));
    }
  }
  for (const std::string& name : claim.signed_headers) {
    if (!request.Header(name)) return Incomplete(fmt::format("the signed header {} did not come", name));
  }
  return OkStatus();
}

StatusOr<Claim> ReadV3(const HttpRequest& request) {
  const std::string header = request.Header("authorization").value_or("");
  const std::string_view fields = Trim(std::string_view(header).substr(kAlgorithm.size()));
  const auto key = Field(fields, "Credential");
  const auto names = Field(fields, "SignedHeaders");
  const auto signature = Field(fields, "Signature");
  if (!key || !names || !signature) return Incomplete("Credential, SignedHeaders or Signature is missing");
  Claim claim{.v3 = true,
              .access_key = *key,
              .security_token = request.Header("x-acs-security-token").value_or(""),
              .signature = *signature};
  claim.signed_headers = Split(ToLowerAscii(*names), ';');
  std::sort(claim.signed_headers.begin(), claim.signed_headers.end());
  for (const std::string_view name : {"x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"}) {
    if (!request.Header(name)) return MissingSignaturePart(name);
  }
  claim.timestamp = *request.Header("x-acs-date");
  claim.nonce = *request.Header("x-acs-signature-nonce");
  IC_RETURN_IF_ERROR(CheckSignedHeaders(request, claim));
  return claim;
}

StatusOr<Claim> ReadV1(const Parameters& parameters) {
  const auto value = [&](const char* name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
  };
  for (const char* name :
       {"AccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce", "Timestamp"}) {
    if (value(name).empty()) return MissingSignaturePart(name);
  }
  if (value("SignatureMethod") != "HMAC-SHA1" || value("SignatureVersion") != "1.0") {
    return Incomplete("SignatureMethod must be HMAC-SHA1 and SignatureVersion 1.0");
  }
  return Claim{.access_key = value("AccessKeyId"),
               .security_token = value("SecurityToken"),
               .nonce = value("SignatureNonce"),
               .timestamp = value("Timestamp"),
               .signature = value("Signature")};
}

bool ReadDigits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  const auto parsed = std::from_chars(text.data() + at, text.data() + at + count, out);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + at + count;
}

}  // namespace

Parameters ReadParameters(const HttpRequest& request) {
  Parameters all = ReadForm(request.query);
  if (IsForm(request)) all.merge(ReadForm(request.body));
  return all;
}

bool IsV3(const HttpRequest& request) { return request.Header("authorization").value_or("").starts_with(kAlgorithm); }

StatusOr<Claim> ReadClaim(const HttpRequest& request, const Parameters& parameters) {
  return IsV3(request) ? ReadV3(request) : ReadV1(parameters);
}

std::string CanonicalRequest(const HttpRequest& request, const Claim& claim) {
  std::string headers;
  std::string names;
  for (const std::string& name : claim.signed_headers) {
    headers += fmt::format("{}:{}\n", name, Trim(request.Header(name).value_or("")));
    names += (names.empty() ? "" : ";") + name;
  }
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, request.path.empty() ? "/" : request.path,
                     Canonical(ReadForm(request.query)), headers, names, Sha256Hex(request.body));
}

std::string StringToSign(const HttpRequest& request, const Parameters& parameters, const Claim& claim) {
  if (claim.v3) return fmt::format("{}\n{}", kAlgorithm, Sha256Hex(CanonicalRequest(request, claim)));
  Parameters covered = parameters;
  covered.erase("Signature");
  return fmt::format("{}&%2F&{}", request.method, PercentEncode(Canonical(covered)));
}

std::string Sign(const HttpRequest& request, const Parameters& parameters, const Claim& claim,
                 std::string_view secret) {
  const std::string text = StringToSign(request, parameters, claim);
  // V1's key is the secret and an ampersand.
  return claim.v3 ? Hex(HmacSha256(secret, text)) : Base64(HmacSha1(fmt::format("{}&", secret), text));
}

StatusOr<Time> ReadTimestamp(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const bool shaped = text.size() == 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' &&
                      text[16] == ':' && text[19] == 'Z';
  const bool read = shaped && ReadDigits(text, 0, 4, year) && ReadDigits(text, 5, 2, month) &&
                    ReadDigits(text, 8, 2, day) && ReadDigits(text, 11, 2, hour) && ReadDigits(text, 14, 2, minute) &&
                    ReadDigits(text, 17, 2, second);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!read || !date.ok() || hour > 23 || minute > 59 || second > 60) {
    return ApiError("InvalidTimeStamp.Format",
                    "Specified time stamp or date value is not well formatted: it must be like 2026-11-21T08:00:00Z.");
  }
  return Time(std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
              std::chrono::seconds(second));
}

Status Verify(const HttpRequest& request, const Parameters& parameters, const Claim& claim, std::string_view secret,
              Time now) {
  IC_ASSIGN_OR_RETURN(const Time signed_at, ReadTimestamp(claim.timestamp));
  if (signed_at < now - kSignatureWindow || signed_at > now + kSignatureWindow) {
    return ApiError("InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
  }
  if (claim.v3 && request.Header("x-acs-content-sha256") != Sha256Hex(request.body)) {
    return ApiError("SignatureDoesNotMatch", "The body's SHA-256 is not what x-acs-content-sha256 says.");
  }
  if (SameSecret(Sign(request, parameters, claim, secret), claim.signature)) return OkStatus();
  std::string message =
      fmt::format("Specified signature is not matched with our calculation. server string to sign is:{}",
                  StringToSign(request, parameters, claim));
  if (claim.v3) message += fmt::format(" server canonical request is:{}", CanonicalRequest(request, claim));
  return ApiError("SignatureDoesNotMatch", message);
}

}  // namespace ic::sim::alibaba
