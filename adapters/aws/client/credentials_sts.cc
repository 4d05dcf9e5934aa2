// The calls of the security token service (query protocol, XML answers): two that hand out a role's session, and the
// one that tells whose credentials are.
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/aws/client/credential_sources.h"
#include "adapters/aws/client/endpoints.h"
#include "adapters/aws/client/signer.h"
#include "adapters/aws/client/xml_text.h"
#include "adapters/wire/outages.h"
#include "adapters/wire/retry.h"
#include "base/harmless.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic::aws {
namespace {

constexpr int kMaxAttempts = 3;
constexpr Duration kTimeout = std::chrono::seconds(20);

using Parameters = std::vector<std::pair<std::string_view, std::string>>;

std::string FormEncode(const Parameters& parameters) {
  std::string body;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    if (!body.empty()) body += '&';
    body += fmt::format("{}=", name);
    for (const char c : value) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         std::string_view("-._~").find(c) != std::string_view::npos;
      if (plain) {
        body += c;
      } else {
        body += fmt::format("%{:02X}", static_cast<unsigned char>(c));
      }
    }
  }
  return body;
}

// The failure an error answer stands for. Messages of this service name ARNs and ids, no secrets; those of a signature
// that does not match quote the whole request, so that one is not passed on.
Status ErrorOf(const std::string& operation, const HttpResponse& response) {
  constexpr std::size_t kLongestMessage = 1000;
  constexpr std::size_t kLongestCode = 100;
  const std::string code = ToValidUtf8(RedactedStart(XmlText(response.body, "Code").value_or(""), kLongestCode));
  std::string message =
      SpelledOut(RedactedStart(XmlText(response.body, "Message").value_or(""), kLongestMessage), Breaks::kSpelledOut);
  if (code == "SignatureDoesNotMatch") message = "the secret access key does not fit the access key id";
  RemoteError remote{
      .operation = operation,
      .code = code,
      .request_id = ToValidUtf8(RedactedStart(XmlText(response.body, "RequestId").value_or(""), kLongestCode)),
      .http_status = response.status};
  const bool failed = response.status >= 500 || response.status == 429 || code == "Throttling";
  const StatusCode kind = failed ? StatusCode::kUnavailable : StatusCode::kUnauthenticated;
  const std::string what = code.empty() ? fmt::format("HTTP status {}", response.status) : code;
  return Status(kind, message.empty() ? what : fmt::format("{} ({})", message, what)).WithRemote(std::move(remote));
}

StatusOr<Credentials> ReadStsAnswer(const std::string& operation, const HttpResponse& response, std::string source) {
  const std::string body = XmlText(response.body, "Credentials").value_or("");
  Credentials credentials;
  credentials.keys = {XmlText(body, "AccessKeyId").value_or(""), XmlText(body, "SecretAccessKey").value_or(""),
                      XmlText(body, "SessionToken").value_or("")};
  credentials.expires = ParseTimestamp(XmlText(body, "Expiration").value_or(""));
  credentials.source = std::move(source);
  const bool whole = !credentials.keys.access_key.empty() && !credentials.keys.secret_key.empty() &&
                     !credentials.keys.security_token.empty() && credentials.expires;
  if (whole) return credentials;
  return InternalError(fmt::format("the answer to {} is not one of the security token service (content type {})",
                                   operation, ToValidUtf8(FindHeader(response.headers, "content-type"))));
}

struct StsCall {
  std::string operation;
  Parameters parameters;
  const SigningKeys* keys = nullptr;  // null: the call is not signed
  std::string source;                 // of the credentials it gives
  std::string region;
  std::string endpoint;
  Outages* outages = nullptr;  // not null: it is not worth waiting for
};

// The answer, if it is not a refusal.
StatusOr<HttpResponse> SendToSts(const SearchContext& context, const StsCall& call) {
  const std::string& region = call.region;
  const std::string& endpoint = call.endpoint;
  // What a refusal may quote.
  if (call.keys != nullptr) {
    KnowSecret(call.keys->secret_key);
    KnowSecret(call.keys->security_token);
  }
  for (const auto& [name, value] : call.parameters) {
    if (name == "WebIdentityToken" || name == "ExternalId") KnowSecret(value);
  }
  HttpRequest request{.url = endpoint,
                      .headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
                      .body = FormEncode(call.parameters),
                      .timeout = kTimeout,
                      .mutating = false,  // a session is no object of the account; read-only runs need roles too
                      .operation = call.operation,
                      .target = fmt::format("sts {}", region)};
  RetryCall retry{.operation = call.operation, .idempotent = true, .policy = {.max_attempts = kMaxAttempts}};
  retry.outages = call.outages;
  retry.reads = call.outages != nullptr;
  retry.endpoint = HostOfUrl(endpoint);
  const CredentialTools& tools = context.tools;
  const auto send = [&](RetryAttempt&) -> StatusOr<HttpResponse> {
    if (call.keys != nullptr) SignRequest(*call.keys, region, kSts.signing_name, tools.clock.Now(), request);
    IC_ASSIGN_OR_RETURN(const HttpResponse response, tools.transport.Send(request, context.stop));
    if (response.status != 200) return ErrorOf(call.operation, response);
    return response;
  };
  return RetryLoop(retry, nullptr, tools.clock, tools.random, context.stop, send);
}

StatusOr<Credentials> TakeFromSts(const SearchContext& context, StsCall call) {
  call.region = context.settings.region.empty() ? "us-east-1" : context.settings.region;
  IC_ASSIGN_OR_RETURN(call.endpoint,
                      ResolveEndpoint(context.settings, kSts, call.region, context.settings.config.sts_endpoint));
  IC_ASSIGN_OR_RETURN(const HttpResponse response, SendToSts(context, call));
  return ReadStsAnswer(call.operation, response, call.source);
}

bool IsVendorsOwn(const std::string& url, std::string_view region) {
  const std::string host = HostOfUrl(url);
  const Partition& partition = PartitionOf(region);
  return host.ends_with(fmt::format(".{}", partition.dns_suffix)) ||
         host.ends_with(fmt::format(".{}", partition.dualstack_suffix));
}

// Where Direct Connect is asked at an address of one's own (a simulator, a gateway) and nothing is said of STS, STS is
// asked there too: what is signed for one place goes to no other.
StatusOr<std::string> CallerEndpoint(const Settings& settings, const std::string& region) {
  IC_ASSIGN_OR_RETURN(std::string sts, ResolveEndpoint(settings, kSts, region, settings.config.sts_endpoint));
  IC_ASSIGN_OR_RETURN(std::string direct_connect,
                      ResolveEndpoint(settings, kDirectConnect, region, settings.config.endpoint));
  return IsVendorsOwn(sts, region) && !IsVendorsOwn(direct_connect, region) ? direct_connect : sts;
}

std::string SessionName(const SearchContext& context, const AssumeRole& role) {
  if (!role.session_name.empty()) return role.session_name;
  return fmt::format(
      "interconnect-{}",
      std::chrono::duration_cast<std::chrono::seconds>(context.tools.clock.Now().time_since_epoch()).count());
}

}  // namespace

StatusOr<Credentials> TakeRole(const SearchContext& context, const Credentials& base, const AssumeRole& role) {
  StsCall call{.operation = "AssumeRole", .keys = &base.keys};
  call.parameters = {{"Action", "AssumeRole"},
                     {"Version", "2011-06-15"},
                     {"RoleArn", role.role_arn},
                     {"RoleSessionName", SessionName(context, role)},
                     {"ExternalId", role.external_id},
                     {"DurationSeconds", role.duration_seconds > 0 ? std::to_string(role.duration_seconds) : ""},
                     {"Policy", role.policy}};
  call.source = fmt::format("role {}, taken with {}", role.role_arn, base.source);
  StatusOr<Credentials> taken = TakeFromSts(context, call);
  if (taken.ok()) return taken;
  return taken.status().Annotate(fmt::format("role {} could not be taken with {}", role.role_arn, base.source));
}

StatusOr<Credentials> TakeRoleWithWebIdentity(const SearchContext& context, const AssumeRole& role,
                                              const std::string& token) {
  StsCall call{.operation = "AssumeRoleWithWebIdentity"};
  call.parameters = {{"Action", "AssumeRoleWithWebIdentity"},
                     {"Version", "2011-06-15"},
                     {"RoleArn", role.role_arn},
                     {"RoleSessionName", SessionName(context, role)},
                     {"WebIdentityToken", token}};
  call.source = fmt::format("role {}, taken with web identity", role.role_arn);
  StatusOr<Credentials> taken = TakeFromSts(context, call);
  if (taken.ok()) return taken;
  return taken.status().Annotate(fmt::format("role {} could not be taken with web identity", role.role_arn));
}

// Source: AWS STS API reference, GetCallerIdentity: it needs no permission.
StatusOr<Caller> FindAccount(const Settings& settings, const Credentials& credentials, const std::string& region,
                             const CredentialTools& tools, std::stop_token stop) {
  Outages outages;
  StsCall call{.operation = "GetCallerIdentity", .keys = &credentials.keys, .region = region, .outages = &outages};
  call.parameters = {{"Action", "GetCallerIdentity"}, {"Version", "2011-06-15"}};
  IC_ASSIGN_OR_RETURN(call.endpoint, CallerEndpoint(settings, region));
  IC_ASSIGN_OR_RETURN(const HttpResponse response, SendToSts({settings, tools, std::move(stop)}, call));
  Caller caller{.owner = XmlText(response.body, "Account").value_or(""),
                .words = ToValidUtf8(XmlText(response.body, "Arn").value_or(""))};
  if (!caller.owner.empty()) return caller;
  return InternalError("the answer to GetCallerIdentity is not one of the security token service");
}

}  // namespace ic::aws
