#include "adapters/common/client/answer.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/wire/logging.h"
#include "adapters/wire/retry.h"
#include "base/harmless.h"
#include "base/json_text.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic {
namespace {

constexpr std::size_t kLongestCode = 100;
constexpr std::size_t kLongestMessage = 2000;

void ReplaceAll(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string ContentTypeOf(const HttpResponse& response) {
  return SpelledOut(RedactedStart(FindHeader(response.headers, "content-type"), kLongestCode), Breaks::kSpelledOut);
}

ApiError Shown(const AnswerContext& context, ApiError error, std::string_view quotes_from) {
  error.message.resize(std::min(error.message.find(quotes_from), error.message.size()));
  // Words of a service stay on their line: a break in them must not begin one that looks like ours.
  const auto words = [&context](std::string_view said, std::size_t longest) {
    std::string text(said);
    for (const std::string& secret : context.secrets) {
      if (!secret.empty()) ReplaceAll(text, secret, "(sensitive)");
    }
    return SpelledOut(RedactedStart(text, longest), Breaks::kSpelledOut);
  };
  return {words(error.code, kLongestCode), words(Trim(error.message), kLongestMessage),
          words(error.request_id, kLongestCode)};
}

}  // namespace

Status FailureOf(const AnswerContext& context, const HttpResponse& response, ApiError error,
                 const std::function<FailureMeaning(const ApiError&)>& meaning_of, std::string_view quotes_from) {
  error = Shown(context, std::move(error), quotes_from);
  const FailureMeaning meaning = meaning_of(error);
  std::string message = error.message.empty() ? error.code : error.message;
  if (message.empty()) {
    message = fmt::format("HTTP status {}, content type \"{}\"", response.status, ContentTypeOf(response));
  }
  if (!meaning.hint.empty()) message += fmt::format(" ({})", meaning.hint);
  return Status(meaning.code, std::move(message))
      .WithRemote({.operation = context.operation,
                   .code = error.code,
                   .request_id = error.request_id,
                   .http_status = response.status,
                   .ambiguous = meaning.ambiguous});
}

Status BrokenAnswer(const AnswerContext& context, const HttpResponse& response, std::string_view service) {
  const std::string request_id =
      SpelledOut(RedactedStart(RequestIdOf(response.headers), kLongestCode), Breaks::kSpelledOut);
  const Status bounds = CheckAnswerBounds(response.body);
  return InternalError(fmt::format("the answer to {} is {} (HTTP status {}, content type \"{}\", {} bytes, request id "
                                   "\"{}\"): check the endpoint setting and proxies",
                                   context.operation,
                                   bounds.ok() ? fmt::format("not the JSON object {} promises", service)
                                               : std::string(bounds.message()),
                                   response.status, ContentTypeOf(response), response.body.size(), request_id))
      .WithRemote({.operation = context.operation,
                   .request_id = request_id,
                   .http_status = response.status,
                   .ambiguous = true});
}

FailureMeaning MeaningOfSignature(const AnswerContext& context, const HttpResponse& response,
                                  std::chrono::seconds worst, std::string_view whose, std::string_view hint) {
  const std::optional<Time> theirs = ParseHttpDate(FindHeader(response.headers, "date"));
  const auto ahead =
      theirs ? std::chrono::duration_cast<std::chrono::seconds>(*theirs - context.now) : std::chrono::seconds(0);
  if (std::chrono::abs(ahead) <= worst) return {StatusCode::kUnauthenticated, std::string(hint)};
  return {StatusCode::kFailedPrecondition,
          fmt::format("the clock of this machine is {} s {} that of {}: set it right", std::abs(ahead.count()),
                      ahead.count() > 0 ? "behind" : "ahead of", whose)};
}

std::vector<std::string> SecretsIn(const nlohmann::json& members, std::span<const std::string_view> names) {
  std::vector<std::string> secrets;
  if (!members.is_structured()) return secrets;
  for (const auto& [key, value] : members.items()) {
    if (value.is_string() && members.is_object() && std::ranges::find(names, key) != names.end()) {
      secrets.push_back(value.get<std::string>());
    }
    for (std::string& inner : SecretsIn(value, names)) secrets.push_back(std::move(inner));
  }
  return secrets;
}

}  // namespace ic
